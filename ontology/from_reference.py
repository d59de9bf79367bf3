"""The shared things that a plan refers to, back to the model."""

from collections.abc import Mapping
from typing import TypeVar

from rdflib import URIRef
from rdflib.namespace import RDF, SKOS

from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.model import Party, PartyKind, Place, PlaceKind
from plangraph.ontology.reader import Reader
from plangraph.ontology.terms import PARTY_CLASSES, PG, PLACE_CLASSES

_Kind = TypeVar("_Kind", PartyKind, PlaceKind)


def read_parties(reader: Reader) -> tuple[Party, ...]:
    """The parties that the plan names, in order of their keys."""
    printed: dict[str, list[str]] = {}
    for node in reader.nodes(PG.PrintedName):
        printed.setdefault(reader.key(node, PG.party), []).append(reader.text(node, PG.printedName))
    parties = _referred(reader, PG.Party)
    return tuple(_party(reader, node, tuple(printed.get(key, ()))) for key, node in parties)


def read_places(reader: Reader) -> tuple[Place, ...]:
    """The places that the plan names, in order of their keys."""
    return tuple(_place(reader, key, node) for key, node in _referred(reader, PG.Region))


def _referred(reader: Reader, kind: URIRef) -> list[tuple[str, URIRef]]:
    nodes = [URIRef(str(node)) for node in reader.all(reader.root, PG.refersTo)]
    return sorted((iris.key_of(node), node) for node in nodes if kind in reader.all(node, RDF.type))


def _party(reader: Reader, node: URIRef, printed: tuple[str, ...]) -> Party:
    function = reader.find(node, PG.function)
    return Party(
        key=iris.key_of(node),
        kind=_kind(reader, node, PARTY_CLASSES),
        name=reader.find(node, SKOS.hiddenLabel) or reader.text(node, SKOS.prefLabel, "zh"),
        printed=printed,
        name_en=reader.find(node, SKOS.prefLabel, "en"),
        function=function and reader.text(URIRef(function), SKOS.notation),
        place=reader.find_key(node, PG.jurisdiction),
        level=_level(reader, node),
        office_of=reader.find_key(node, PG.officeOf),
        hosted_by=reader.find_key(node, PG.hostedBy),
    )


def _kind(reader: Reader, node: URIRef, classes: Mapping[_Kind, tuple[URIRef, ...]]) -> _Kind:
    """The kind whose classes the node has, and no others of the table."""
    known = {name for names in classes.values() for name in names}
    has = known.intersection(reader.all(node, RDF.type))
    for kind, names in classes.items():
        if has == set(names):
            return kind
    raise InvalidDataError("The classes of this node make no kind.", where=str(node))


def _level(reader: Reader, node: URIRef) -> str | None:
    return reader.concept(node, PG.level, "level-") if reader.all(node, PG.level) else None


def _place(reader: Reader, key: str, node: URIRef) -> Place:
    return Place(
        key=key,
        kind=_kind(reader, node, PLACE_CLASSES),
        name=reader.text(node, SKOS.prefLabel, "zh"),
        name_en=reader.find(node, SKOS.prefLabel, "en"),
        code=reader.find(node, PG.code),
        within=reader.find_key(node, PG.within),
    )
