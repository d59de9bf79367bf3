"""The store or one plan as a file."""

import json

import pyoxigraph as ox
import pytest
from rdflib import Graph

from plangraph.graph.exports import export
from plangraph.graph.store import Store, open_store
from plangraph.graph.terms import graph_of
from plangraph.ontology.errors import NotAcceptableError, UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, to_nquads


def test_nquads_of_a_plan_are_those_it_was_made_from(
    both_store: Store, seed_graphs: PlanGraphs
) -> None:
    """A plan's N-Quads are the same bytes, whatever else the store holds."""
    assert export(both_store, "nq", seed_graphs.plan_key) == to_nquads(seed_graphs)


def test_nquads_of_a_store_load_into_another(both_store: Store) -> None:
    """The N-Quads of a store, read by any engine, are all its quads."""
    body = export(both_store, "nq")
    assert body == both_store.nquads()
    engine = ox.Store()
    engine.load(body, format=ox.RdfFormat.N_QUADS)
    assert len(engine) == body.count(b"\n")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated")
@pytest.mark.parametrize(("form", "reader"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_turtle_and_jsonld_hold_every_triple(
    seed_store: Store, seed_plan: Plan, form: str, reader: str
) -> None:
    """Turtle and JSON-LD of a plan hold the union of its graphs, and nothing else."""
    quads = ox.parse(export(seed_store, "nq", seed_plan.key), format=ox.RdfFormat.N_QUADS)
    body = export(seed_store, form, seed_plan.key)
    read = Graph().parse(data=body.decode(), format=reader)
    assert set(read) == set(graph_of(quads))


def test_jsonld_is_readable(seed_store: Store, seed_plan: Plan) -> None:
    """JSON-LD shows Chinese as it is and lists nodes by their identifier."""
    body = export(seed_store, "jsonld", seed_plan.key)
    assert seed_plan.document.title.encode() in body
    nodes = json.loads(body)["@graph"]
    assert len(nodes) > 200


def test_an_empty_store_exports_the_vocabulary() -> None:
    """A store without plans still exports its vocabulary."""
    with open_store() as store:
        assert b"pg:Task" in export(store, "ttl")


def test_what_cannot_be_exported_is_told(seed_store: Store) -> None:
    """An unknown format and an unknown plan are named."""
    with pytest.raises(NotAcceptableError, match="jsonld"):
        export(seed_store, "pdf")
    with pytest.raises(UnknownThingError, match="x-0000-00000000"):
        export(seed_store, "ttl", "x-0000-00000000")
