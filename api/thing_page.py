"""A thing that several plans share to what its page shows: its properties, who names it, where."""

import re
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef

from plangraph.api.addresses import local_key
from plangraph.api.beside import Part
from plangraph.api.reader import Reader
from plangraph.api.things import Term, Thing
from plangraph.graph.pinning import look_up
from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_NAMED_BY: Final = """
SELECT DISTINCT ?thing ?property ?plan ?title
WHERE { ?plan ?property ?thing ; a pg:Plan ; rdfs:label ?title }
ORDER BY ?title ?property"""
_PASSAGES: Final = """
SELECT DISTINCT ?thing ?holder ?span ?quote ?start WHERE {
  ?fact pg:thing|pg:indicator|pg:citedDocument ?thing ; pg:evidence ?span .
  ?span oa:exact ?quote ; oa:start ?start .
  OPTIONAL { ?fact pg:inMeasure ?measure } OPTIONAL { ?fact pg:inItem ?item }
  OPTIONAL { ?fact pg:inPlan ?plan }
  BIND(IF(EXISTS { ?fact a pg:Target }, ?fact, COALESCE(?measure, ?item, ?plan)) AS ?holder)
} ORDER BY ?span"""
PASSAGES: Final = 100  # of a thing, unless somebody asks for all of them


@dataclass(frozen=True, slots=True)
class Fact:
    """One property with one value; ``key`` is empty where the value is no thing of ours."""

    name: str
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a plan that name the thing, and what they belong to."""

    id: str
    label: str
    key: str
    quote: str
    span: str


@dataclass(frozen=True, slots=True)
class ThingPage:
    """What the page of a shared thing shows."""

    key: str
    label: str
    facts: tuple[Fact, ...]
    named_by: tuple[Fact, ...]
    passages: Part[Passage]


def read_thing_page(reader: Reader, key: str, most: int | None = PASSAGES) -> ThingPage:
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
    named = _named_by(reader, iri)
    return ThingPage(key, thing.label(), _facts(reader, thing), named, _passages(reader, iri, most))


def _facts(reader: Reader, thing: Thing) -> tuple[Fact, ...]:
    reader.things.load(iri for name in thing.facts for iri in thing.iris(name))
    return tuple(
        _fact(reader, name, term)
        for name in sorted(thing.facts)
        for term in sorted(thing.terms(name))
    )


def _fact(reader: Reader, name: str, term: Term) -> Fact:
    if isinstance(term, URIRef):
        label = reader.things[str(term)].label(reader.lang)
        return Fact(_short(name), label, _key_of(str(term)))
    return Fact(_short(name), str(term), "")


def _named_by(reader: Reader, iri: str) -> tuple[Fact, ...]:
    """Plans that name the thing, under the property that they name it by."""
    rows = look_up(reader.store, _NAMED_BY, {"thing": URIRef(iri)}).rows()
    return tuple(
        Fact(_short(str(row["property"])), str(row["title"]), local_key(str(row["plan"])))
        for row in rows
    )


def _passages(reader: Reader, iri: str, most: int | None) -> Part[Passage]:
    """Where plans name it, by the plan's own words."""
    found = look_up(reader.store, _PASSAGES, {"thing": URIRef(iri)}).rows()
    held = [row for row in found if row["holder"]]
    rows = held[:most]
    reader.things.load(str(row["holder"]) for row in rows)
    told = [
        Passage(
            str(row["holder"]),
            reader.things[str(row["holder"])].label(),
            local_key(str(row["holder"])),
            str(row["quote"]),
            str(row["span"]),
        )
        for row in rows
    ]
    return Part(told, len(held))


def _key_of(iri: str) -> str:
    return local_key(iri) if iri.startswith(iris.base()) else ""


def _short(iri: str) -> str:
    """A property as queries write it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
