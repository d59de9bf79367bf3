"""What every kind of store promises, wherever it keeps its plans: adding, replacing, removing."""

import dataclasses
import itertools
import threading
from collections.abc import Callable

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from plangraph.graph.store import Store, open_store
from plangraph.ingest.reader import read_plan
from plangraph.ontology.errors import InvalidDataError, StoreError, UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, from_graphs, from_nquads, to_graphs, to_nquads
from tests.graph.conftest import Revise
from tests.graph.stores import Place

COUNT = "SELECT (COUNT(*) AS ?n) { ?task a pg:Task }"


LAMPS = """昆明市智慧路灯建设实施方案（2024—2026年）

为推进智慧路灯建设，制定本方案。

一、重点任务

（一）建设路灯平台。建设统一管理平台，到2026年底，路灯联网率达到95%。（责任单位：市住建局、市财政局）

（二）加强宣传。面向南亚东南亚宣传智慧路灯。（责任单位：市委宣传部）
"""


@pytest.fixture(scope="module")
def lamp_plan() -> Plan:
    """A short plan, so that many writes take little time."""
    return read_plan(LAMPS.encode())


@pytest.fixture(scope="module")
def lamp_graphs(lamp_plan: Plan) -> PlanGraphs:
    """The triples of the short plan."""
    return to_graphs(lamp_plan)


def held(*plans: PlanGraphs) -> bytes:
    """The N-Quads of a store that holds these plans and never held others."""
    with open_store() as fresh:
        for graphs in plans:
            fresh.add(graphs)
        return fresh.nquads()


def test_a_plan_may_come_as_quads(store: Store, lamp_graphs: PlanGraphs) -> None:
    """What another process wrote of a plan is kept as the plan itself would be."""
    assert store.add_nquads(lamp_graphs.plan_key, to_nquads(lamp_graphs)) == "added"
    assert store.nquads() == held(lamp_graphs)
    assert store.add(lamp_graphs) == "unchanged"
    assert store.add_nquads(lamp_graphs.plan_key, to_nquads(lamp_graphs)) == "unchanged"


def test_a_store_gives_back_what_was_put_in(
    store: Store, lamp_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """A store's N-Quads are those of its plans and of the vocabulary, byte for byte."""
    empty = set(store.nquads().splitlines())
    store.add(lamp_graphs)
    store.add(digital_graphs)
    lines = {*empty, *to_nquads(lamp_graphs).splitlines()}
    lines |= set(to_nquads(digital_graphs).splitlines())
    assert set(store.nquads().splitlines()) == lines
    assert store.nquads() == b"".join(line + b"\n" for line in sorted(lines))


def test_a_plan_comes_back_equal(store: Store, lamp_plan: Plan, digital_plan: Plan) -> None:
    """Reading a stored plan gives the plan that was added, also beside another."""
    for plan in (lamp_plan, digital_plan):
        store.add(to_graphs(plan))
    assert store.plan_keys() == sorted([lamp_plan.key, digital_plan.key])
    for plan in (lamp_plan, digital_plan):
        assert from_graphs(store.graphs_of(plan.key)) == plan
        assert from_nquads(plan.key, store.plan_nquads(plan.key)) == plan


def test_what_was_added_lasts(place: Place, lamp_graphs: PlanGraphs) -> None:
    """What was added is there when the store is opened again, and so is the generation."""
    if not place.lasts:
        pytest.skip("a store in memory goes with its process")
    with place.open() as store:
        store.add(lamp_graphs)
        nquads, generation = store.nquads(), store.generation()
    for read_only in {False, place.guarded}:
        with place.open(read_only=read_only) as store:
            assert store.nquads() == nquads
            assert store.generation() == generation


def test_the_same_plan_again_writes_nothing(store: Store, lamp_graphs: PlanGraphs) -> None:
    """Adding a plan that is there already changes nothing, not even the generation."""
    assert store.add(lamp_graphs) == "added"
    before = store.nquads(), store.generation()
    assert store.add(lamp_graphs) == "unchanged"
    assert (store.nquads(), store.generation()) == before


def test_add_then_remove_restores_the_bytes(
    store: Store, lamp_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """Removing a plan leaves the bytes of before, whichever of two plans came first."""
    empty = store.nquads()
    for first, second in itertools.permutations([lamp_graphs, digital_graphs]):
        store.add(first)
        alone = store.nquads()
        store.add(second)
        store.remove(second.plan_key)
        assert store.nquads() == alone
        store.remove(first.plan_key)
        assert store.nquads() == empty
        assert store.plan_keys() == []


def test_a_changed_plan_is_replaced(store: Store, lamp_plan: Plan, revised: Revise) -> None:
    """A new text replaces the plan and names the text that it revises."""
    changed = revised(lamp_plan)
    store.add(to_graphs(lamp_plan))
    assert store.add(to_graphs(changed)) == "replaced"
    assert store.add(to_graphs(changed)) == "unchanged"
    assert from_graphs(store.graphs_of(lamp_plan.key)) == changed
    (row,) = store.query("SELECT ?new ?old { ?new prov:wasRevisionOf ?old }").values()
    assert str(row["new"]).endswith(changed.version.sha256[:12])
    assert str(row["old"]).endswith(lamp_plan.version.sha256[:12])


def test_better_rules_replace_without_a_revision(store: Store, lamp_plan: Plan) -> None:
    """The same text with other facts replaces the facts; no text was revised."""
    fewer = dataclasses.replace(lamp_plan, mentions=(), regions=())
    store.add(to_graphs(fewer))
    assert store.add(to_graphs(lamp_plan)) == "replaced"
    assert not store.query("ASK { ?new prov:wasRevisionOf ?old }")
    assert store.nquads() == held(to_graphs(lamp_plan))


def test_shared_things_go_with_their_last_user(
    store: Store, lamp_plan: Plan, digital_graphs: PlanGraphs
) -> None:
    """A replaced plan takes along the shared things that only its old form used."""
    fewer = to_graphs(dataclasses.replace(lamp_plan, mentions=(), links=()))
    for graphs in (to_graphs(lamp_plan), digital_graphs, fewer):
        store.add(graphs)
    assert store.nquads() == held(digital_graphs, fewer)


def test_any_order_gives_the_same_bytes(store: Store, lamp_plan: Plan, digital_plan: Plan) -> None:
    """However plans come and go, a store's bytes depend on the plans that it holds."""
    cuts = (("mentions", "links"), ("regions",), ("targets", "links"))
    plans = []
    for number, plan in enumerate((lamp_plan, digital_plan) * 2):
        parts = cuts[number % len(cuts)]
        cut = dataclasses.replace(plan, **dict.fromkeys(parts, ()))
        plans.append(to_graphs(dataclasses.replace(cut, key=f"{plan.key[:-1]}{number}")))
    for number in (2, 0, 3, 1):
        assert store.add(plans[number]) == "added"
    for number in (0, 3):
        store.remove(plans[number].plan_key)
    assert store.nquads() == held(plans[1], plans[2])


def test_every_write_has_a_generation(store: Store, lamp_graphs: PlanGraphs) -> None:
    """The generation is another one after each add and remove."""
    seen = [store.generation()]
    writes: tuple[Callable[[], object], ...] = (
        lambda: store.add(lamp_graphs),
        lambda: store.remove(lamp_graphs.plan_key),
        lambda: store.add(lamp_graphs),
    )
    for write in writes:
        write()
        seen.append(store.generation())
    assert len(set(seen)) == len(seen)


def test_a_reader_sees_whole_plans(place: Place, lamp_graphs: PlanGraphs) -> None:
    """While one thread adds and removes a plan, another never sees a part of it."""
    seen: set[object] = set()
    with place.open() as store:
        other = place.open() if place.shared else store

        def read() -> None:
            while not done.is_set():
                seen.update(row["n"] for row in other.query(COUNT).values())

        done = threading.Event()
        reader = threading.Thread(target=read)
        reader.start()
        for _ in range(3):
            store.add(lamp_graphs)
            store.remove(lamp_graphs.plan_key)
        done.set()
        reader.join()
        if other is not store:
            other.close()
    assert seen <= {0, 2}


def test_two_write_at_the_same_time(
    place: Place, lamp_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """Two that write at once come one after the other: nothing of either is lost."""
    if not place.shared:
        pytest.skip("this store is opened once at a time")
    with place.open() as one, place.open() as other:
        one.add(lamp_graphs)
        writes: tuple[Callable[[], object], ...] = (
            lambda: one.remove(lamp_graphs.plan_key),
            lambda: other.add(digital_graphs),
        )
        threads = [threading.Thread(target=write) for write in writes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert one.nquads() == other.nquads() == held(digital_graphs)
        assert one.generation() == other.generation()


def test_an_unknown_plan_is_told(store: Store) -> None:
    """A key that the store does not hold is answered with what to do."""
    for ask in (store.graphs_of, store.plan_nquads, store.remove):
        with pytest.raises(UnknownThingError, match="x-0000-00000000"):
            ask("x-0000-00000000")


def test_odd_characters_survive(store: Store, lamp_plan: Plan, revised: Revise) -> None:
    """Control characters, quotes, line ends of every kind and rare ideographs come back equal."""
    odd = revised(lamp_plan, "\r\n\t\"\\'\x00\x01\x7f\u2028\ufeff𠀀😀}{<>\\u0041")
    store.add(to_graphs(odd))
    assert from_graphs(store.graphs_of(odd.key)) == odd
    assert from_nquads(odd.key, store.plan_nquads(odd.key)) == odd


def test_removed_graphs_are_not_listed(store: Store, lamp_graphs: PlanGraphs) -> None:
    """After a plan is removed its named graphs are gone, not empty."""
    store.add(lamp_graphs)
    store.remove(lamp_graphs.plan_key)
    rows = store.query("SELECT DISTINCT ?name { GRAPH ?name { ?s ?p ?o } }").values()
    assert not [row for row in rows if lamp_graphs.plan_key in str(row["name"])]


def test_the_vocabulary_is_in_every_store(store: Store) -> None:
    """A new store can say what its classes and properties are called."""
    labels = store.query("SELECT ?label { pg:Task rdfs:label ?label }").values()
    assert {row["label"] for row in labels} >= {"任务", "task"}


@pytest.mark.parametrize("bad", [BNode("b1"), URIRef("no IRI"), Literal("\ud800")])
def test_what_cannot_be_stored_is_told(store: Store, digital_graphs: PlanGraphs, bad: Node) -> None:
    """A plan with a blank node, a wrong IRI or a broken text is refused, and nothing is stored."""
    stated = Graph() + digital_graphs.stated
    stated.add((URIRef("http://example.org/thing"), SKOS.note, bad))
    before = store.nquads()
    with pytest.raises(InvalidDataError, match="cannot be stored"):
        store.add(dataclasses.replace(digital_graphs, stated=stated))
    assert store.nquads() == before


def test_a_read_only_store_refuses_writes(place: Place, lamp_graphs: PlanGraphs) -> None:
    """A store that was opened for reading refuses to add and to remove."""
    if not place.guarded:
        pytest.skip("this store is not opened for reading only")
    with place.open() as store:
        store.add(lamp_graphs)
        before = store.nquads()
    with place.open(read_only=True) as store:
        writes: tuple[Callable[[], object], ...] = (
            lambda: store.remove(lamp_graphs.plan_key),
            lambda: store.add(lamp_graphs),
        )
        with pytest.raises(StoreError, match="reading only"):
            writes[0]()
        assert store.nquads() == before
