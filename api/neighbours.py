"""A thing to what it leads to and what leads to it: typed links with status and evidence.

A link is a triple. What proves it is the fact that it is short for (a responsibility behind
``pg:responsibleParty``), else the fact that one of its ends is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final
from typing import Literal as OneOf

from pydantic import Field
from rdflib import URIRef

from plangraph.api.parts import Evidence, Record, Ref
from plangraph.api.reader import Reader, term_name
from plangraph.api.things import Thing
from plangraph.graph.pinning import look_up
from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError

Direction = OneOf["out", "in"]
_BEYOND: Final = {  # what these say, no sentence says
    "inheritedParty": "inherited",
    "hasInheritedResponsibility": "inherited",
    "relatedTarget": "inferred",
    "relatedMeasure": "inferred",
    "phaseTask": "inferred",
}
_LEADS_TO_FACT: Final = (
    *("hasResponsibility", "hasTarget", "hasDirection"),
    "hasInheritedResponsibility",
)
_GENERAL: Final = ("Document", "PlanItem", "Region", "Party", "Agency", "Concept")
_HIDDEN: Final = re.compile(r"[a-z]*[sS]tatus")
_DIGITS: Final = re.compile(r"([0-9]+)")


class Neighbour(Record):
    """A link of a thing, with the thing at its other end."""

    direction: Direction = Field(examples=["in"])
    """``out``: the link leads from the thing that was asked for; ``in``: it leads to it."""
    property: str = Field(examples=[f"{iris.NS}responsibleParty"])
    """IRI of the property; its direction is that of the triple."""
    name: str = Field(examples=["responsibleParty"])
    """The property as queries write it, without ``pg:``."""
    label: str = Field(examples=["责任主体"])
    label_en: str = Field(examples=["responsible party"])
    thing: Ref
    thing_type: str = Field(examples=["Task"])
    """The narrowest class of the thing."""
    status: str = Field(examples=["stated"])
    """stated, inherited, inferred or curated."""
    evidence: Evidence | None
    """The words that prove the link; null for background knowledge."""


@dataclass(frozen=True, slots=True)
class Link:
    """A triple that one thing takes part in."""

    direction: Direction
    predicate: str
    other: str
    graph: str

    @property
    def name(self) -> str:
        """The property as queries write it."""
        for prefix, namespace in PREFIXES.items():
            if self.predicate.startswith(namespace):
                local = self.predicate.removeprefix(namespace)
                return local if prefix == "pg" else f"{prefix}:{local}"
        return self.predicate

    @property
    def inferred(self) -> bool:
        """Whether no sentence says it."""
        return self.graph.endswith("/inferred")

    def key(self) -> str:
        """What tells it from the other links of the thing."""
        return f"{self.direction} {self.predicate} {self.other}"


def links_of(reader: Reader, iri: str) -> list[Link]:
    """All links of a thing: those that leave it first, then by property and in outline order."""
    rows = look_up(reader.store, _query("adjacent"), {"thing": URIRef(iri)}).values()
    links = {
        Link(
            "out" if row["direction"] == "out" else "in",
            *(str(row[name]) for name in ("property", "other", "graph")),
        )
        for row in rows
    }
    shown = [link for link in links if not _HIDDEN.fullmatch(link.name)]
    return sorted(shown, key=lambda link: (link.direction == "in", link.name, _natural(link.other)))


def read_neighbours(reader: Reader, iri: str, links: Sequence[Link]) -> list[Neighbour]:
    """The links with their other ends and their evidence."""
    proofs = _proofs(reader, iri)
    reader.things.load([iri, *(link.predicate for link in links)], "evidence")
    reader.things.load([link.other for link in links], "evidence")
    found = [(link, _proof(reader, iri, link, proofs)) for link in links]
    reader.things.load([node.iri for _, node in found if node], "evidence", "inheritsFrom/evidence")
    return [_neighbour(reader, link, node) for link, node in found]


def _neighbour(reader: Reader, link: Link, node: Thing | None) -> Neighbour:
    predicate, thing = reader.things[link.predicate], reader.things[link.other]
    evidence = _evidence(reader, node)
    status = _status(link, node)
    if evidence is not None:
        evidence = evidence.model_copy(update={"status": status})
    return Neighbour(
        direction=link.direction,
        property=link.predicate,
        name=link.name,
        label=predicate.label("zh"),
        label_en=predicate.label("en"),
        thing=reader.ref(link.other),
        thing_type=narrowest(thing),
        status=status,
        evidence=evidence,
    )


def _evidence(reader: Reader, node: Thing | None) -> Evidence | None:
    """The words behind a fact; an inherited one rests on what it inherits."""
    if node is None:
        return None
    source = node.iri_of("inheritsFrom")
    return reader.maybe_evidence(reader.things[source] if source else node)


def _status(link: Link, node: Thing | None) -> str:
    if link.inferred and link.name in _BEYOND:
        return _BEYOND[link.name]
    if link.graph == iris.absolute(iris.REFERENCE_GRAPH):
        return "curated"
    own = node.iri_of("status") if node else None
    return term_name(own) if own else "stated"


def _proof(
    reader: Reader, iri: str, link: Link, proofs: dict[tuple[str, str, str], str]
) -> Thing | None:
    """The fact that states a link, if any does."""
    ends = (iri, link.other) if link.direction == "out" else (link.other, iri)
    proof = proofs.get((ends[0], link.predicate, ends[1]))
    if proof is not None:
        reader.things.load([proof])
        return reader.things[proof]
    fact = reader.things[ends[1] if link.name in _LEADS_TO_FACT else ends[0]]
    return fact if fact.terms("evidence") or fact.terms("inheritsFrom") else None


def _proofs(reader: Reader, iri: str) -> dict[tuple[str, str, str], str]:
    """The facts that direct links of a thing are short for, by triple; the first one of each."""
    found: dict[tuple[str, str, str], str] = {}
    for end in ("subject", "object"):
        for row in look_up(reader.store, _query("proofs"), {end: URIRef(iri)}).values():
            triple = (str(row["subject"]), str(row["property"]), str(row["object"]))
            found.setdefault(triple, str(row["proof"]))
    return found


def narrowest(thing: Thing) -> str:
    """The narrowest class that a thing is said to be of, without its namespace."""
    names = [term_name(kind) or kind for kind in thing.iris("rdf:type")]
    special = [name for name in names if name not in _GENERAL]
    return min(special) if special else max(names, key=_GENERAL.index, default="")


def check_property(reader: Reader, name: str | None) -> None:
    """Let a property of ours pass only if there is one of this name.

    Raises:
        InvalidQueryError: The ontology has no such property.
    """
    local = (name or "").removeprefix("pg:").removeprefix(iris.NS)
    if not local.isalnum() or not local.isascii():
        return
    iri = iris.NS + local
    reader.things.load([iri])
    if not reader.things[iri].facts:
        raise InvalidQueryError(
            f"There is no property {local}.",
            where="property",
            advice="See /ontology for the properties; leave it out to see which ones a thing has.",
        )


def only(links: Iterable[Link], direction: str | None, name: str | None) -> list[Link]:
    """The links of one direction, and of one property by its name or IRI."""
    return [
        link
        for link in links
        if direction in (None, link.direction)
        and name in (None, link.name, link.predicate, f"pg:{link.name}")
    ]


def _natural(iri: str) -> list[str | int]:
    """Digits as numbers, so that 2.10 comes behind 2.9."""
    parts = _DIGITS.split(iri)
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]


@cache
def _query(name: str) -> str:
    return files("plangraph.api").joinpath(f"queries/{name}.rq").read_text("utf-8")
