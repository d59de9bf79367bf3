"""The whole store or one plan as a file's bytes: the same triples give the same bytes."""

import io
from collections.abc import Callable, Iterable
from typing import Final

import pyoxigraph as ox

from plangraph.graph.jsonld import to_jsonld
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.store import Store
from plangraph.graph.terms import as_written, canonical, quads_of, to_lines
from plangraph.ontology import iris
from plangraph.ontology.errors import NotAcceptableError
from plangraph.ontology.triples import PlanGraphs


def export(store: Store, form: str, plan_key: str | None = None) -> bytes:
    """A plan with the shared things that it uses, or with no plan the whole store.

    ``nq`` keeps the names of the graphs; ``ttl`` and ``jsonld`` hold the union of them.

    Raises:
        NotAcceptableError: The format is none of ``nq``, ``ttl``, ``jsonld``.
        UnknownThingError: The store does not hold the plan.
    """
    if form not in _WRITERS:
        raise NotAcceptableError(
            f"{form!r} is no format to export to.", advice=f"Take one of: {', '.join(_WRITERS)}."
        )
    return _WRITERS[form](_quads(store, plan_key))


def _quads(store: Store, plan_key: str | None) -> list[ox.Quad]:
    if plan_key is None:
        return list(ox.parse(store.nquads(), format=ox.RdfFormat.N_QUADS))
    return list(_plan_quads(store.graphs_of(plan_key)))


def _plan_quads(graphs: PlanGraphs) -> set[ox.Quad]:
    named = (
        (graphs.stated, iris.graph_key(graphs.plan_key)),
        (graphs.inferred, iris.inferred_graph_key(graphs.plan_key)),
        (graphs.reference, iris.REFERENCE_GRAPH),
    )
    return canonical(quad for graph, key in named for quad in quads_of(graph, iris.absolute(key)))


def _to_turtle(quads: Iterable[ox.Quad]) -> bytes:
    triples = sorted({as_written(quad.triple) for quad in quads}, key=str)
    stream = io.BytesIO()
    ox.serialize(triples, stream, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return stream.getvalue()


def _to_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    return to_jsonld({quad.triple for quad in quads})


_WRITERS: Final[dict[str, Callable[[Iterable[ox.Quad]], bytes]]] = {
    "nq": to_lines,
    "ttl": _to_turtle,
    "jsonld": _to_jsonld,
}
