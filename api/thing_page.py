"""A thing that several plans share to what its page shows."""

import re
from dataclasses import dataclass

from rdflib import URIRef

from plangraph.api.addresses import local_key
from plangraph.api.lists import DutyFilters, Filters, find
from plangraph.api.reader import Reader
from plangraph.api.records import Agency, Region
from plangraph.api.shared import read_agency, read_region
from plangraph.api.things import Term, Thing
from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_NAMED_BY = """
SELECT DISTINCT ?thing ?property ?plan ?title
WHERE { ?plan ?property ?thing ; a pg:Plan ; rdfs:label ?title }
ORDER BY ?title ?property"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One property with one value; ``key`` is empty where the value is no thing of ours."""

    name: str
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class ThingPage:
    """What the page of a shared thing shows."""

    key: str
    label: str
    agency: Agency | None
    region: Region | None
    facts: tuple[Fact, ...]
    named_by: tuple[Fact, ...]


def read_thing_page(reader: Reader, key: str) -> ThingPage:
    """What the store says of a key.

    Raises:
        UnknownThingError: The store does not know it.
    """
    iri = iris.absolute(key)
    if _KEY.fullmatch(key):
        reader.things.load([iri])
    thing = reader.things[iri]
    if not thing.facts:
        raise UnknownThingError("Nothing in this store has this key.", where=key)
    agency = region = None
    if thing.is_a("Party"):
        found = find(reader.store, "agencies", DutyFilters(agency=iri))
        agency = read_agency(reader, iri, found.numbers)
    elif thing.is_a("Region"):
        found = find(reader.store, "regions", Filters(region=iri))
        region = read_region(reader, iri, found.numbers)
    return ThingPage(
        key, thing.label(), agency, region, _facts(reader, thing), _named_by(reader, iri)
    )


def _facts(reader: Reader, thing: Thing) -> tuple[Fact, ...]:
    reader.things.load(iri for name in thing.facts for iri in thing.iris(name))
    return tuple(
        _fact(reader, name, term)
        for name in sorted(thing.facts)
        for term in sorted(thing.terms(name))
    )


def _fact(reader: Reader, name: str, term: Term) -> Fact:
    if isinstance(term, URIRef):
        return Fact(_short(name), reader.things[str(term)].label(), _key_of(str(term)))
    return Fact(_short(name), str(term), "")


def _named_by(reader: Reader, iri: str) -> tuple[Fact, ...]:
    """Plans that name the thing, under the property that they name it by."""
    rows = reader.store.query(_NAMED_BY, {"thing": URIRef(iri)}).rows()
    return tuple(
        Fact(_short(str(row["property"])), str(row["title"]), local_key(str(row["plan"])))
        for row in rows
    )


def _key_of(iri: str) -> str:
    return local_key(iri) if iri.startswith(iris.base()) else ""


def _short(iri: str) -> str:
    """A property as queries write it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
