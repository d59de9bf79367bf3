"""A figure to the triples that it is drawn from, as Turtle.

They are all triples about the things that have a box, about duties between two of them, and about
the words that prove either; the plan's header too. A picture that gathers things gives the whole
plan.
"""

import io
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.store import Store
from plangraph.graph.terms import EngineTerm, as_written
from plangraph.ontology import iris
from plangraph.viz.shapes import GROUP, Figure, Link

_EVIDENCE = ox.NamedNode(iris.NS + "evidence")
_PARTY = ox.NamedNode(iris.NS + "party")
_HOLDS = ox.NamedNode(iris.NS + "hasResponsibility")


def turtle_bytes(store: Store, plan_key: str, figure: Figure) -> bytes:
    """The triples behind a figure of one plan; the same for the same store.

    Raises:
        UnknownThingError: The store does not hold the plan.
    """
    quads = ox.parse(store.plan_nquads(plan_key), ox.RdfFormat.N_QUADS)
    triples = [quad.triple for quad in quads]
    keys = set(_keys(figure))
    if not any(key.startswith(GROUP) for key in keys):
        shown: set[EngineTerm] = {
            ox.NamedNode(iris.absolute(key)) for key in keys | {f"plan/{plan_key}"} if key
        }
        triples = list(_about(triples, shown))
    stream = io.BytesIO()
    written = sorted({as_written(triple) for triple in triples}, key=str)
    ox.serialize(written, stream, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return stream.getvalue()


def _keys(figure: Figure) -> Iterator[str]:
    for shape in figure.drawing.shapes:
        if isinstance(shape, Link):
            yield shape.key


def _about(triples: list[ox.Triple], shown: set[EngineTerm]) -> Iterator[ox.Triple]:
    """What is said of the things that are shown, of duties between them, and of their words."""
    wanted = shown | _between(triples, shown)
    proofs = {
        triple.object
        for triple in triples
        if triple.predicate == _EVIDENCE and triple.subject in wanted
    }
    return (triple for triple in triples if triple.subject in wanted | proofs)


def _between(triples: Iterable[ox.Triple], shown: set[EngineTerm]) -> set[EngineTerm]:
    """The duties that join two things that are shown."""
    held: set[EngineTerm] = set()
    given: set[EngineTerm] = set()
    for triple in triples:
        if triple.predicate == _HOLDS and triple.subject in shown:
            held.add(triple.object)
        elif triple.predicate == _PARTY and triple.object in shown:
            given.add(triple.subject)
    return held & given
