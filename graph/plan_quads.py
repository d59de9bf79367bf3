"""The triples of a plan in the engine's form: its graphs' names, its quads, its text version."""

import re
from functools import cache

import pyoxigraph as ox
from rdflib.namespace import PROV

from plangraph.graph.terms import Subject, canonical, quads_of
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.triples import PlanGraphs, vocabulary_graph

REVISION_OF = ox.NamedNode(str(PROV.wasRevisionOf))
_REFERENCE = ox.NamedNode(iris.absolute(iris.REFERENCE_GRAPH))
_SUBJECT = re.compile(rb"^<([^>]*)>", re.MULTILINE)
_OBJECT = re.compile(rb" <([^>]*)> <[^>]*> \.\n")
_SHA256 = ox.NamedNode(iris.NS + "sha256")


def graph_names(plan_key: str) -> tuple[ox.NamedNode, ox.NamedNode]:
    """The names of a plan's two graphs: what it states, what was inferred from it."""
    keys = iris.graph_key(plan_key), iris.inferred_graph_key(plan_key)
    return ox.NamedNode(iris.absolute(keys[0])), ox.NamedNode(iris.absolute(keys[1]))


def plan_quads(graphs: PlanGraphs) -> set[ox.Quad]:
    """The quads of a plan's two graphs."""
    stated, inferred = (name.value for name in graph_names(graphs.plan_key))
    return canonical((*quads_of(graphs.stated, stated), *quads_of(graphs.inferred, inferred)))


def plan_lines(engine: ox.Store, plan_key: str) -> bytes:
    """The N-Quads of a plan's two graphs as the engine writes them, in no order."""
    parts = []
    for name in graph_names(plan_key):
        triples = engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""
        parts.append(triples.replace(b" .\n", f" {name} .\n".encode()))  # texts hold no line end
    return b"".join(parts)


def named_in(lines: bytes) -> set[Subject]:
    """Every IRI that N-Quads have as subject or object."""
    found = {*_SUBJECT.findall(lines), *_OBJECT.findall(lines)}
    return {ox.NamedNode(iri.decode()) for iri in found}


def parted(nquads: bytes) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """The quads of a plan's two graphs, and those of the reference graph that it uses.

    Raises:
        InvalidDataError: A triple cannot be stored.
    """
    scratch = ox.Store()
    try:
        scratch.load(nquads, ox.RdfFormat.N_QUADS)
    except SyntaxError as problem:
        raise not_nquads(problem) from None
    quads = set(scratch)
    shared = {quad for quad in quads if quad.graph_name == _REFERENCE}
    return quads - shared, shared


def not_nquads(problem: SyntaxError) -> InvalidDataError:
    """What is wrong with N-Quads that the engine does not take."""
    return InvalidDataError(
        f"A triple cannot be stored: {problem}.",
        advice="Things are named by absolute IRIs; PlanGraph has no blank nodes.",
    )


def version_of(quads: set[ox.Quad]) -> ox.Quad:
    """The triple that tells the hash of the plan's text; its subject is the text version.

    Raises:
        InvalidDataError: There is none.
    """
    for quad in quads:
        if quad.predicate == _SHA256:
            return quad
    raise InvalidDataError(
        "The plan has no text version.", advice="Every plan carries the text that it was read from."
    )


def hash_in(version: ox.Quad) -> str:
    """The hash that :func:`version_of` found."""
    return version.object.value if isinstance(version.object, ox.Literal) else ""


@cache
def vocabulary_quads(name: str) -> frozenset[ox.Quad]:
    """The model's vocabulary in a graph of this name."""
    return frozenset(canonical(quads_of(vocabulary_graph(), name)))
