"""The ontology as a person reads it: classes, properties and concepts with their words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology import iris
from plangraph.ontology.tables import read_table

SCHEMA: Final = Namespace("https://schema.org/")
COLUMNS: Final = ("term", "comment")
_FILES: Final = ("plan.ttl", "vocab.ttl")
_NAMES: Final = (RDFS.label, SKOS.prefLabel)
_WORDS: Final = (RDFS.comment, SKOS.definition)


@dataclass(frozen=True, slots=True)
class Link:
    """Another term: as it is written, and where it is explained: here, or elsewhere."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a concept.

    Attributes:
        above: What it is a special case of.
        domain: Classes that have the property.
        range: Classes or datatypes that it leads to.
        labels: Its name by language.
        comments: What it means by language.
    """

    iri: str
    name: str
    labels: dict[str, str]
    comments: dict[str, str]
    above: tuple[Link, ...]
    domain: tuple[Link, ...]
    range: tuple[Link, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page, which is the fragment of its IRI."""
        return self.iri.rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class Section:
    """Terms of one sort; ``key`` names its heading."""

    key: str
    terms: tuple[Term, ...]


@cache
def ontology_text(name: str) -> bytes:
    """One of the Turtle files, as it is."""
    return files("plangraph.ontology").joinpath(name).read_bytes()


def triples() -> Iterator[ox.Triple]:
    """Ontology and vocabulary, with what the terms mean in Chinese."""
    for name in _FILES:
        for quad in ox.parse(ontology_text(name), ox.RdfFormat.TURTLE):
            yield quad.triple
    for term, comment in read_table("comments_zh.tsv", COLUMNS):
        text = ox.Literal(comment, language="zh")
        yield ox.Triple(ox.NamedNode(iris.NS + term), ox.NamedNode(str(RDFS.comment)), text)


@cache
def sections() -> Sequence[Section]:
    """Everything by sort: classes, properties between things, properties with values, concepts."""
    graph = Graph()
    for name in _FILES:
        graph.parse(data=ontology_text(name), format="turtle")
    for term, comment in read_table("comments_zh.tsv", COLUMNS):
        graph.add((URIRef(iris.NS + term), RDFS.comment, Literal(comment, lang="zh")))
    sorts = (
        ("classes", OWL.Class),
        ("objects", OWL.ObjectProperty),
        ("values", OWL.DatatypeProperty),
        ("notes", OWL.AnnotationProperty),
        ("schemes", SKOS.ConceptScheme),
        ("concepts", SKOS.Concept),
    )
    return [Section(key, tuple(_terms(graph, kind))) for key, kind in sorts]


def _terms(graph: Graph, kind: Node) -> Iterator[Term]:
    found = {iri for iri in graph.subjects(RDF.type, kind) if isinstance(iri, URIRef)}
    for iri in sorted(found):
        if str(iri).startswith((iris.NS, iris.VOCAB)):
            yield Term(
                iri=str(iri),
                name=_short(str(iri), PREFIXES),
                labels=_texts(graph, iri, _NAMES),
                comments=_texts(graph, iri, _WORDS),
                above=_links(graph, iri, (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.inScheme)),
                domain=_links(graph, iri, (RDFS.domain, SCHEMA.domainIncludes)),
                range=_links(graph, iri, (RDFS.range, SCHEMA.rangeIncludes)),
            )


def _texts(graph: Graph, iri: Node, names: Sequence[Node]) -> dict[str, str]:
    return {
        str(getattr(text, "language", "") or "en"): str(text)
        for name in names
        for text in sorted(graph.objects(iri, name), key=str)
    }


def _links(graph: Graph, iri: Node, names: Sequence[Node]) -> tuple[Link, ...]:
    found = sorted({str(value) for name in names for value in graph.objects(iri, name)})
    known = PREFIXES | {
        prefix: str(namespace) for prefix, namespace in graph.namespaces() if prefix
    }
    return tuple(Link(_short(one, known), _href(one)) for one in found)


def _href(iri: str) -> str:
    own = iri.startswith((iris.NS, iris.VOCAB))
    return "#" + iri.rpartition("#")[2] if own else iri


def _short(iri: str, known: Mapping[str, str]) -> str:
    """An IRI with its prefix; one of a namespace without any, in full."""
    for prefix, namespace in known.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
