"""The store to the plans that a form offers: the newest by title, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.api.addresses import local_key
from plangraph.api.listing import all_plans
from plangraph.api.service import Service
from plangraph.api.things import bracket
from plangraph.graph.store import Store
from plangraph.ontology import iris

MOST: Final = 200  # lines of a list to choose from; the list of plans has all
_TITLES: Final = """SELECT ?plan ?title {{
  VALUES ?plan {{ {plans} }} ?plan dcterms:title|rdfs:label ?title
}} ORDER BY ?title"""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing to be chosen."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Offered:
    """The plans that a form offers.

    Attributes:
        total: How many the store has.
    """

    plans: Sequence[Named]
    total: int


def offered_plans(service: Service, chosen: str = "") -> Offered:
    """The newest plans, and the chosen one where it is not among them, last."""
    found = all_plans(service)
    shown = list(found[:MOST])
    own = iris.absolute(f"plan/{chosen}")
    shown += [own] if chosen and own in found[MOST:] else []
    return Offered(_named(service.store, shown), len(found))


def _named(store: Store, plans: Sequence[str]) -> list[Named]:
    """Their keys and titles alone: a form needs no more, and there may be two hundred."""
    if not plans:
        return []
    rows = store.query(_TITLES.format(plans=" ".join(map(bracket, plans)))).values()
    titles = {str(row["plan"]): str(row["title"]) for row in rows}
    return [
        Named(local_key(iri).partition("/")[2], titles.get(iri, local_key(iri))) for iri in plans
    ]
