"""What the service and its data are, in RDF: for programs, and for editors that complete names.

One description stands at ``/sparql`` (without a query) and at ``/.well-known/void``: the endpoints,
the data set with its graphs, classes and properties counted, the prefixes, and the named queries as
examples; these alone stand at ``/.well-known/sparql-examples``.

Source: SPARQL 1.1 Service Description; VoID; the shapes that SIB's SPARQL editor looks for
(``void:classPartition``, ``sh:declare``, ``sh:SPARQLExecutable``).
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from plangraph.api.addresses import Addresses
from plangraph.api.site import Site
from plangraph.api.statistics import PropertyPart, Statistics
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.questions import Question, questions
from plangraph.ontology import iris

NAMESPACES: Final = PREFIXES | {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
EXAMPLES: Final = "/.well-known/sparql-examples"
VOID: Final = "/.well-known/void"
_HEADER = re.compile(r"\A(?:#.*\n)+\n*")
Value = str | int | ox.Literal
Fact = tuple[str, Value]


def describe(site: Site, addresses: Addresses, counted: Statistics) -> list[ox.Triple]:
    """The whole description."""
    turtle = site.text("service.ttl", url=addresses.url, base=iris.base())
    fixed = [quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)]
    void = addresses.absolute(VOID)
    return [*fixed, *_counts(void, counted), *graphs(void, counted), *examples(addresses)]


def graphs(void: str, counted: Statistics) -> Iterator[ox.Triple]:
    """The named graphs of the data set with their triples."""
    for name, triples in counted.graphs.items():
        entry, graph = f"{void}#named-{_short(name)}", f"{void}#graph-{_short(name)}"
        yield from _say(f"{void}#dataset", ("sd:namedGraph", entry))
        yield from _say(entry, ("rdf:type", "sd:NamedGraph"), ("sd:name", name))
        yield from _say(entry, ("sd:graph", graph))
        yield from _say(graph, ("rdf:type", "sd:Graph"), ("rdf:type", "void:Dataset"))
        yield from _say(graph, ("void:triples", triples))


def examples(addresses: Addresses) -> Iterator[ox.Triple]:
    """The prefixes that need no declaration, and the named queries ready to be run."""
    sheet = addresses.absolute(EXAMPLES)
    for name, namespace in NAMESPACES.items():
        declared = f"{sheet}#prefix-{name}"
        iri = ox.Literal(namespace, datatype=ox.NamedNode(PREFIXES["xsd"] + "anyURI"))
        yield from _say(sheet, ("sh:declare", declared))
        yield from _say(declared, ("sh:prefix", ox.Literal(name)), ("sh:namespace", iri))
    for question in questions().values():
        if question.check is None:
            yield from _example(question, sheet, addresses.absolute("/sparql"))


def _example(question: Question, sheet: str, endpoint: str) -> Iterator[ox.Triple]:
    yield from _say(
        f"{sheet}#{question.name}",
        ("rdf:type", "sh:SPARQLExecutable"),
        ("rdf:type", "sh:SPARQLSelectExecutable"),
        ("rdfs:label", ox.Literal(question.title_zh, language="zh")),
        ("rdfs:comment", ox.Literal(question.title_en, language="en")),
        ("dcterms:description", ox.Literal(question.about, language="en")),
        ("sh:prefixes", sheet),
        ("sh:select", ox.Literal(_HEADER.sub("", question.sparql))),
        ("schema:target", endpoint),
    )


def _counts(void: str, counted: Statistics) -> Iterator[ox.Triple]:
    dataset = f"{void}#dataset"
    if counted.triples:
        yield from _say(f"{void}#union", ("void:triples", counted.triples))
        yield from _say(
            dataset,
            ("void:triples", counted.triples),
            ("void:distinctSubjects", counted.subjects),
            ("void:distinctObjects", counted.objects),
            ("void:classes", len(counted.classes)),
            ("void:properties", len(counted.properties)),
        )
    for name, triples in counted.properties.items():
        part = f"{void}#property-{_short(name)}"
        yield from _say(dataset, ("void:propertyPartition", part))
        yield from _say(part, ("void:property", name), ("void:triples", triples))
    for name, entities in counted.classes.items():
        part = f"{void}#class-{_short(name)}"
        yield from _say(dataset, ("void:classPartition", part))
        yield from _say(f"{void}#union", ("void:classPartition", part))
        yield from _say(part, ("void:class", name), ("void:entities", entities))
        for link, found in counted.parts.get(name, {}).items():
            yield from _property(part, link, found)


def _property(owner: str, name: str, found: PropertyPart) -> Iterator[ox.Triple]:
    """What the members of a class have by one property, and what it leads to."""
    part = f"{owner}-property-{_short(name)}"
    yield from _say(owner, ("void:propertyPartition", part))
    yield from _say(part, ("void:property", name), ("void:triples", found.triples))
    for kind, term, counts in (
        ("void:classPartition", "void:class", found.classes),
        ("void-ext:datatypePartition", "void-ext:datatype", found.datatypes),
    ):
        for target, triples in counts.items():
            end = f"{part}-to-{_short(target)}"
            yield from _say(part, (kind, end))
            yield from _say(end, (term, target), ("void:triples", triples))


def _say(thing: str, *facts: Fact) -> Iterator[ox.Triple]:
    for name, value in facts:
        yield ox.Triple(ox.NamedNode(thing), ox.NamedNode(_expand(name)), _term(value))


def _term(value: Value) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.Literal):
        return value
    return ox.Literal(value) if isinstance(value, int) else ox.NamedNode(_expand(value))


def _expand(name: str) -> str:
    """``void:class`` as an IRI; what has no prefix of ours is one already."""
    prefix, _, rest = name.partition(":")
    return NAMESPACES[prefix] + rest if prefix in NAMESPACES else name


def _short(iri: str) -> str:
    return hashlib.sha256(iri.encode()).hexdigest()[:12]
