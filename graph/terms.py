"""RDF terms between rdflib (what the parts exchange) and pyoxigraph (what the store keeps).

Oxigraph keeps figures, dates and booleans by value: ``"1.50"^^xsd:decimal`` comes back as
``"1.5"``, and every kind of whole number as ``xsd:integer``. Whatever is compared with stored quads
therefore goes through :func:`canonical` first, and offsets get their own type back when triples
leave the store.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError, InvalidQueryError

Term = URIRef | Literal
Subject = ox.NamedNode | ox.BlankNode | ox.Triple
EngineTerm = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
Value = str | int | bool | Decimal | date | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = _XSD + "string"
_OFFSET = ox.NamedNode(_XSD + "nonNegativeInteger")
_OFFSETS = {
    ox.NamedNode("http://www.w3.org/ns/oa#start"),
    ox.NamedNode("http://www.w3.org/ns/oa#end"),
    ox.NamedNode(iris.NS + "unitStart"),
    ox.NamedNode(iris.NS + "unitEnd"),
}


def to_engine(term: Node) -> ox.NamedNode | ox.Literal:
    """The engine's form of an IRI or literal.

    Raises:
        TypeError: The term is a blank node; PlanGraph has none.
    """
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return ox.Literal(str(term), datatype=datatype)
    raise TypeError(f"{term!r} is neither an IRI nor a literal")


def from_engine(term: EngineTerm) -> Term:
    """The rdflib form of a term; a blank node, which only queries make, becomes an IRI ``_:x``."""
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        plain = datatype == _STRING
        return Literal(term.value, datatype=None if plain else URIRef(datatype), normalize=False)
    return URIRef(term.value if isinstance(term, ox.NamedNode) else str(term))


def to_value(term: EngineTerm | None) -> Value:
    """What Python code works with: text, whole number, ``Decimal``, ``bool``, date or ``None``.

    >>> to_value(ox.Literal("12.5", datatype=ox.NamedNode(_XSD + "decimal")))
    Decimal('12.5')
    >>> to_value(ox.NamedNode("https://example.org/a"))
    'https://example.org/a'
    """
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    return _READERS.get(term.datatype.value, str)(term.value)


def _to_date(text: str) -> Value:
    """The day; a date with a time zone or outside the years 1 to 9999 stays text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


_READERS: dict[str, Callable[[str], Value]] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "boolean": "true".__eq__,
    _XSD + "date": _to_date,
}


def quads_of(graph: Graph, name: str) -> Iterator[ox.Quad]:
    """Each triple of an rdflib graph as a quad of the named graph.

    Raises:
        InvalidDataError: A triple holds a blank node, an IRI that is none, or half a character.
    """
    where = ox.NamedNode(name)
    for subject, predicate, value in graph:
        try:
            node, link = ox.NamedNode(_iri(subject)), ox.NamedNode(_iri(predicate))
            yield ox.Quad(node, link, to_engine(value), where)
        except (TypeError, ValueError) as problem:
            raise InvalidDataError(
                f"A triple cannot be stored: {problem}.",
                where=str(subject),
                advice="Things are named by absolute IRIs; PlanGraph has no blank nodes.",
            ) from None


def check_storable(graph: Graph) -> None:
    """Let a graph pass whose triples a store can keep.

    Raises:
        InvalidDataError: As :func:`quads_of`.
    """
    for _ in quads_of(graph, iris.base()):
        pass


def _iri(term: Node) -> str:
    if not isinstance(term, URIRef):
        raise TypeError(f"{term!r} is no IRI")
    return str(term)


def graph_of(statements: Iterable[ox.Triple | ox.Quad], name: str | None = None) -> Graph:
    """An rdflib graph of triples or of the triples of quads, under a name if one is given."""
    graph = Graph(identifier=name and URIRef(name))
    for statement in statements:
        triple = as_written(statement.triple if isinstance(statement, ox.Quad) else statement)
        subject, predicate, value = map(_to_node, triple)
        graph.add((subject, predicate, value))
    return graph


def _to_node(term: EngineTerm) -> Term | BNode:
    return BNode(term.value) if isinstance(term, ox.BlankNode) else from_engine(term)


def graph_name(name: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """The engine's form of a graph's name; ``None`` is the default graph.

    Raises:
        InvalidQueryError: The name is no absolute IRI.
    """
    try:
        return ox.DefaultGraph() if name is None else ox.NamedNode(name)
    except ValueError as problem:
        raise InvalidQueryError(
            f"The name of a graph is no IRI: {problem}.", advice="Name graphs by absolute IRIs."
        ) from None


def parse_triples(lines: bytes) -> set[ox.Triple]:
    """The triples of N-Triples.

    Raises:
        InvalidDataError: It does not parse, or a triple speaks of a triple (RDF 1.2).
    """
    try:
        found = {quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES)}
    except SyntaxError as problem:
        raise InvalidDataError(f"This is no N-Triples: {problem}.") from None
    for triple in found:
        if isinstance(triple.object, ox.Triple):
            raise InvalidDataError(
                "A triple speaks of another triple.",
                where=str(triple.subject),
                advice="Many engines and libraries cannot read that; use rdf:Statement or a node.",
            )
    return found


def canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """The quads in the form in which the engine gives them back."""
    scratch = ox.Store()
    scratch.extend(quads)
    return set(scratch)


def as_written(triple: ox.Triple) -> ox.Triple:
    """The triple with the type of an offset, which the engine keeps as any whole number."""
    if triple.predicate not in _OFFSETS or not isinstance(triple.object, ox.Literal):
        return triple
    offset = ox.Literal(triple.object.value, datatype=_OFFSET)
    return ox.Triple(triple.subject, triple.predicate, offset)


def to_lines(quads: Iterable[ox.Quad]) -> bytes:
    """N-Quads in UTF-8, the lines sorted by code point: the same quads give the same bytes."""
    return "".join(sorted(map(_line, quads))).encode()


def triple_lines(triples: Iterable[ox.Triple]) -> bytes:
    """N-Triples in UTF-8, the lines sorted by code point."""
    return "".join(sorted(f"{as_written(triple)} .\n" for triple in triples)).encode()


def _line(quad: ox.Quad) -> str:
    name = quad.graph_name
    where = "" if isinstance(name, ox.DefaultGraph) else f" {name}"
    return f"{as_written(quad.triple)}{where} .\n"
