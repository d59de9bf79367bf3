"""Plan to triples and back: the three groups of triples that a store keeps of a plan.

The writing is done in ``to_triples`` and its neighbours, the reading in ``from_triples``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph, URIRef

from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.from_triples import read_plan
from plangraph.ontology.inferred_triples import write_inferred
from plangraph.ontology.memory import seldom_collected
from plangraph.ontology.model import Plan
from plangraph.ontology.nquads import nquad_lines, triples_in
from plangraph.ontology.reference_triples import reference_triples
from plangraph.ontology.to_triples import write_stated
from plangraph.ontology.writer import graph_of

VOCABULARY_FILES = ("plan.ttl", "vocab.ttl")


@dataclass(frozen=True, slots=True)
class PlanGraphs:
    """The triples of one plan, in the graphs that they go to.

    Attributes:
        plan_key: The plan's key without the prefix ``plan/``.
        stated: What the plan says; goes to the plan's named graph.
        inferred: What follows from it; goes to the plan's graph of inferred facts.
        reference: The shared things that the plan names; goes to the reference graph.
    """

    plan_key: str
    stated: Graph
    inferred: Graph
    reference: Graph


@seldom_collected()
def to_graphs(plan: Plan) -> PlanGraphs:
    """The triples of a plan.

    Each triple stands in one of the three graphs; there is no blank node; the reference graph
    depends on the shared things alone.

    Raises:
        InvalidDataError: A row names an item that the plan does not have.
    """
    stated = write_stated(plan)
    inferred = write_inferred(stated)
    return PlanGraphs(
        plan_key=plan.key,
        stated=stated.graph(iris.graph_key(plan.key)),
        inferred=inferred.graph(iris.inferred_graph_key(plan.key)),
        reference=graph_of(reference_triples(plan), iris.REFERENCE_GRAPH),
    )


def from_graphs(graphs: PlanGraphs) -> Plan:
    """The plan that ``to_graphs`` made these triples from.

    The reference graph may hold more than this plan's share.

    Raises:
        InvalidDataError: A triple that the plan needs is missing or has the wrong form.
    """
    return read_plan(graphs.plan_key, (graphs.stated, graphs.inferred, graphs.reference))


def to_nquads(graphs: PlanGraphs) -> bytes:
    """The plan's triples as N-Quads in UTF-8: sorted lines, the same bytes on every machine."""
    named = (graphs.stated, graphs.inferred, graphs.reference)
    return _bytes_of(line for graph in named for line in nquad_lines(graph, graph.identifier))


@seldom_collected()
def plan_nquads(plan: Plan) -> bytes:
    """The plan's triples, the bytes of :func:`to_nquads`, without a graph in between.

    It takes half of the time, and a third of the memory.

    Raises:
        InvalidDataError: As :func:`to_graphs`; or a text holds half a character.
    """
    stated = write_stated(plan)
    parts = (
        (stated.triples, iris.graph_key(plan.key)),
        (write_inferred(stated).triples, iris.inferred_graph_key(plan.key)),
        (reference_triples(plan), iris.REFERENCE_GRAPH),
    )
    return _bytes_of(
        line for triples, key in parts for line in nquad_lines(triples, iris.absolute(key))
    )


def _bytes_of(lines: Iterable[str]) -> bytes:
    try:
        return "".join(f"{line}\n" for line in sorted(set(lines))).encode()
    except UnicodeEncodeError as problem:
        raise InvalidDataError(f"A text cannot be written: {problem}.") from None


def from_nquads(plan_key: str, nquads: bytes) -> Plan:
    """The plan of which these N-Quads tell, as :func:`to_nquads` writes them, in any order.

    Raises:
        InvalidDataError: A triple that the plan needs is missing or has the wrong form.
    """
    return read_plan(plan_key, [triples_in(nquads)])


def vocabulary_graph() -> Graph:
    """Classes, properties and concepts with their labels, without blank nodes."""
    graph = Graph(identifier=URIRef(iris.absolute(iris.VOCABULARY_GRAPH)))
    for name in VOCABULARY_FILES:
        graph.parse(data=_text_of(name), format="turtle")
    return graph


@cache
def _text_of(name: str) -> str:
    return files("plangraph.ontology").joinpath(name).read_text(encoding="utf-8")
