"""The networks of who shares tasks with whom, and what their shape says."""

import dataclasses
import io
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from plangraph.graph.network import (
    co_responsibility_graph,
    components_without,
    measures,
    to_graphml,
    two_mode_graph,
)
from plangraph.graph.questions import run
from plangraph.graph.store import Store, open_store
from plangraph.ontology.model import Duty, Plan
from plangraph.ontology.triples import to_graphs
from tests.answers import expected, fold, names_from


@pytest.fixture(scope="module")
def names(both_store: Store) -> dict[str, set[str]]:
    """Every name of each party."""
    return names_from(run(both_store, "party_names"))


@pytest.fixture(scope="module")
def network(seed_store: Store) -> "nx.Graph[str]":
    """The co-responsibility network of the bundled plan."""
    return co_responsibility_graph(seed_store)


def party(name: str, names: dict[str, set[str]]) -> str:
    """The IRI of the party of that printed name."""
    return next(iri for iri, known in names.items() if fold(name) in known)


def test_co_responsibility_network(network: "nx.Graph[str]", names: dict[str, set[str]]) -> None:
    """CQ25: 20 parties, 78 pairs, density 0.4105, nobody's absence breaks it apart."""
    found = measures(network)
    assert (found.nodes, found.edges, round(found.density, 4)) == (20, 78, 0.4105)
    assert found.articulation_points == ()
    degrees = {row[0]: int(row[1]) for row in expected("CQ25")}
    assert {name: found.degree[party(name, names)] for name in degrees} == degrees
    assert len(found.components) == 1


def test_without_the_most_connected(network: "nx.Graph[str]", names: dict[str, set[str]]) -> None:
    """CQ25: without the first hub 19 parties hang together, without the second too 15 and 3."""
    market, press = party("市市场监管局", names), party("市新闻出版(版权)局", names)
    (whole,) = components_without(network, [market])
    assert len(whole) == 19
    rest = network.copy()
    rest.remove_node(market)
    assert rest.number_of_edges() == 59
    large, small = components_without(network, [market, press])
    assert len(large) == 15
    wanted = ("有关县(市)区人民政府", "高新区管委会", "经开区管委会")
    assert set(small) == {party(name, names) for name in wanted}
    assert network.number_of_nodes() == 20


def test_weights_count_shared_tasks(network: "nx.Graph[str]", names: dict[str, set[str]]) -> None:
    """CQ06: the weight of an edge is the number of shared tasks, and the edge lists them."""
    for one, other, count in expected("CQ06"):
        edge = network.edges[party(one, names), party(other, names)]
        assert edge["weight"] == len(edge["tasks"]) == int(count)
    assert sum(1 for *_, weight in network.edges(data="weight") if weight >= 3) == 5
    assert measures(network).weighted_degree[party("市市场监管局", names)] == 34


def test_two_mode_network(seed_store: Store, names: dict[str, set[str]]) -> None:
    """CQ25: 9 tasks and 20 parties make 29 nodes and 43 edges, each with role and evidence."""
    graph = two_mode_graph(seed_store)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (29, 43)
    assert nx.is_bipartite(graph)
    kinds = [kind for _, kind in graph.nodes(data="kind")]
    assert (kinds.count("task"), kinds.count("party")) == (9, 20)
    loads = {row[0]: int(row[1]) for row in expected("CQ02")}
    assert {name: graph.degree[party(name, names)] for name in loads} == loads
    for _, _, facts in graph.edges(data=True):
        assert facts["role"].endswith("#role-joint")
        assert fold(facts["quote"]).startswith(("(市", "[市"))
        assert facts["end"] - facts["start"] == len(facts["quote"])


def test_a_party_with_two_roles_is_one_edge(seed_plan: Plan) -> None:
    """A party that leads and supports one task is joined to it once, by its first role."""
    first = seed_plan.responsibilities[0]
    second = dataclasses.replace(first, duty=Duty.SUPPORT, rank=99)
    doubled = dataclasses.replace(seed_plan, responsibilities=(first, first, second))
    with open_store() as store:
        store.add(to_graphs(doubled))
        ((*_, facts),) = two_mode_graph(store).edges(data=True)
    assert [role.rpartition("#")[2] for role in facts["roles"]] == [first.duty, Duty.SUPPORT]
    assert facts["role"] == facts["roles"][0]


def test_networks_of_one_plan_and_of_several(
    both_store: Store, seed_plan: Plan, digital_plan: Plan
) -> None:
    """A network is of all plans or of those named; shared parties are one node."""
    assert measures(co_responsibility_graph(both_store, [seed_plan.key])).edges == 78
    other = two_mode_graph(both_store, [digital_plan.key])
    assert (other.number_of_nodes(), other.number_of_edges()) == (15, 12)
    both = two_mode_graph(both_store)
    assert (both.number_of_nodes(), both.number_of_edges()) == (34, 55)
    assert two_mode_graph(both_store, []).number_of_nodes() == 0
    assert two_mode_graph(both_store, [seed_plan.key, digital_plan.key]).edges == both.edges


def test_betweenness_and_communities(network: "nx.Graph[str]") -> None:
    """Betweenness is highest at the hubs; communities share every party out among themselves."""
    found = measures(network)
    hubs = sorted(found.betweenness, key=lambda node: -found.betweenness[node])[:2]
    assert {found.degree[node] for node in hubs} == {19}
    members = [node for group in found.communities for node in group]
    assert sorted(members) == sorted(network.nodes)
    assert len(found.communities) > 1


def test_an_empty_store_has_an_empty_network() -> None:
    """No plans give networks without nodes, and measures that say so."""
    with open_store() as store:
        found = measures(co_responsibility_graph(store))
        assert (found.nodes, found.edges, found.density) == (0, 0, 0)
        assert found.communities == found.components == ()
        assert two_mode_graph(store).number_of_nodes() == 0


def test_graphml_keeps_the_network(seed_store: Store) -> None:
    """GraphML holds every node, edge and label, in UTF-8."""
    for graph in (two_mode_graph(seed_store), co_responsibility_graph(seed_store)):
        body = to_graphml(graph)
        read = nx.read_graphml(io.BytesIO(body))
        assert set(read.nodes) == set(graph.nodes)
        assert {frozenset(edge) for edge in read.edges} == {frozenset(edge) for edge in graph.edges}
        assert read.nodes(data="label") == graph.nodes(data="label")
        assert "市场监督管理局".encode() in body


_SHOW = """
import sys
from plangraph.graph.network import *
from plangraph.graph.store import open_store
from plangraph.graph.exports import export

with open_store(sys.argv[1], read_only=True) as store:
    for graph in (two_mode_graph(store), co_responsibility_graph(store)):
        print(measures(graph))
        sys.stdout.write(to_graphml(graph).decode())
    for form in ("nq", "ttl", "jsonld"):
        sys.stdout.write(export(store, form).decode())
"""


def test_every_process_says_the_same(tmp_path: Path, both_store: Store) -> None:
    """Measures, communities and exported files do not depend on the order of sets in a process."""
    with open_store(tmp_path / "store") as store:
        for key in both_store.plan_keys():
            store.add(both_store.graphs_of(key))
    command = [sys.executable, "-X", "utf8", "-c", _SHOW, tmp_path / "store"]
    said = {
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(said) == 1
    assert len(said.pop()) > 100_000
