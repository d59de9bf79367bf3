"""A wish to what can be drawn of it: a plan, a small store, one agency, or a summary of all.

Above 300 tasks of all plans no picture shows all; the page then begins with a summary and goes on
with what somebody chooses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plangraph.api.network_wish import Wish
from plangraph.api.offered import Named
from plangraph.graph.search import Hit, Wanted
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.aggregate import MOST
from plangraph.viz.elements import Scene
from plangraph.viz.extract import plans_of
from plangraph.viz.scene import chosen_scene, party_scene

PLANS_OF_A_PARTY: Final = 12  # whose tasks are drawn together around it
_NAMED: Final = 20  # agencies of a name


@dataclass(frozen=True, slots=True)
class Scope:
    """What is drawn.

    Attributes:
        whole: Whether all that was asked for is drawn: a plan, or a store that is small enough.
        party: The key of the agency that is drawn with its tasks; empty for none.
        plans: The keys of the plans that its tasks are taken from.
        left_out: How many more plans give it tasks.
        named: Agencies of the name that was asked for, where it is not clear which is meant.
    """

    whole: bool
    party: str = ""
    plans: Sequence[str] = ()
    left_out: int = 0
    named: Sequence[Named] = ()

    def scene(self, store: Store, wish: Wish, lang: str) -> Scene | None:
        """The picture; ``None`` where a summary stands for it."""
        if self.whole:
            return chosen_scene(store, wish.plan or None, lang, wish.choice())
        choice = replace(wish.choice(), agencies=())
        return party_scene(store, self.party, self.plans, lang, choice) if self.party else None


def too_large(counts: Mapping[str, int]) -> bool:
    """Whether all plans together have more tasks than one picture can show as boxes."""
    return counts.get("plan", 0) > 1 and counts.get("task", 0) > MOST


def scope_of(store: Store, wish: Wish) -> Scope:
    """What can be drawn of a wish.

    Raises:
        UnknownThingError: It names an agency that has no task.
    """
    if wish.plan or not too_large(store.index().sizes()):
        return Scope(whole=True)
    if wish.focus.startswith("org/"):
        return _around(store, wish.focus)
    named = _named(store, wish.q.strip()) if wish.q.strip() else []
    if len(named) == 1:
        return _around(store, named[0].key)
    return Scope(whole=False, named=named)


def _around(store: Store, party: str) -> Scope:
    plans = list(dict.fromkeys(plans_of(store, party)))
    if not plans:
        raise UnknownThingError("No agency of this key has a task.", where=party)
    shown = plans[:PLANS_OF_A_PARTY]
    return Scope(whole=False, party=party, plans=shown, left_out=len(plans) - len(shown))


def _named(store: Store, name: str) -> list[Named]:
    """The agencies whose names hold some words; those that have the very name alone."""
    hits: Sequence[Hit] = store.index().find(Wanted(name, frozenset({"agency"})), _NAMED).hits
    exact = [hit for hit in hits if hit.label == name]
    return [Named(iris.key_of(hit.iri), hit.label) for hit in (exact or hits)]
