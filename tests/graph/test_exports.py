"""The store or some plans as RDF: each format holds the same triples."""

import json

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from plangraph.graph.exports import export
from plangraph.graph.extent import Extent
from plangraph.graph.store import Store, open_store
from plangraph.graph.terms import graph_of
from plangraph.ontology.errors import NotAcceptableError, UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, to_nquads


def test_nquads_of_a_plan_are_those_it_was_made_from(
    both_store: Store, seed_graphs: PlanGraphs
) -> None:
    """A plan's N-Quads are the same bytes, whatever else the store holds."""
    assert export(both_store, "nq", Extent((seed_graphs.plan_key,))) == to_nquads(seed_graphs)


def test_nquads_of_a_store_load_into_another(both_store: Store) -> None:
    """The N-Quads of a store, read by any engine, are all its quads."""
    body = export(both_store, "nq")
    assert body == both_store.nquads()
    engine = ox.Store()
    engine.load(body, format=ox.RdfFormat.N_QUADS)
    assert len(engine) == body.count(b"\n")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated")
@pytest.mark.parametrize(
    ("form", "reader"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_turtle_jsonld_and_rdfxml_hold_every_triple(
    seed_store: Store, seed_plan: Plan, form: str, reader: str
) -> None:
    """Turtle, JSON-LD and RDF/XML of a plan hold the union of its graphs, and nothing else."""
    extent = Extent((seed_plan.key,))
    quads = ox.parse(export(seed_store, "nq", extent), format=ox.RdfFormat.N_QUADS)
    read = Graph().parse(data=export(seed_store, form, extent).decode(), format=reader)
    assert isomorphic(read, graph_of(quads))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated")
def test_trig_holds_every_graph(both_store: Store) -> None:
    """TriG holds the same quads as N-Quads, in the same named graphs."""
    read, written = Dataset(), Dataset()
    read.parse(data=export(both_store, "trig").decode(), format="trig")
    written.parse(data=export(both_store, "nq").decode(), format="nquads")
    assert set(read.quads()) == set(written.quads())
    assert len({graph for *_, graph in read.quads()}) >= 6


def test_what_is_inferred_can_be_left_out(both_store: Store) -> None:
    """Without what is inferred, the graphs of inferred triples are missing, and no other."""
    whole = set(export(both_store, "nq").splitlines())
    stated = set(export(both_store, "nq", Extent(inferred=False)).splitlines())
    assert stated < whole
    assert all(line.endswith(b"/inferred> .") for line in whole - stated)
    assert not any(line.endswith(b"/inferred> .") for line in stated)


def test_several_plans_are_exported_together(
    both_store: Store, seed_plan: Plan, digital_plan: Plan
) -> None:
    """Two named plans give the quads of each, shared things once."""
    one, other = (
        set(export(both_store, "nq", Extent((plan.key,))).splitlines())
        for plan in (seed_plan, digital_plan)
    )
    both = export(both_store, "nq", Extent((digital_plan.key, seed_plan.key, seed_plan.key)))
    assert both == b"".join(line + b"\n" for line in sorted(one | other))


def test_rdfxml_is_xml_whatever_a_literal_holds() -> None:
    """A control character in a literal becomes U+FFFD in RDF/XML, which cannot hold it."""
    with open_store() as store:
        store.update('INSERT DATA { <x:a> <http://x.example/p> "一\\u0007<&>"@zh }')
        read = Graph().parse(data=export(store, "rdfxml").decode(), format="xml")
    (value,) = read.objects(predicate=URIRef("http://x.example/p"))
    assert (str(value), getattr(value, "language", "")) == ("一\ufffd<&>", "zh")


def test_jsonld_is_readable(seed_store: Store, seed_plan: Plan) -> None:
    """JSON-LD shows Chinese as it is and lists nodes by their identifier."""
    body = export(seed_store, "jsonld", Extent((seed_plan.key,)))
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
        export(seed_store, "ttl", Extent(("x-0000-00000000",)))
