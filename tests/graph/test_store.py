"""The embedded store: adding, replacing and removing plans."""

import dataclasses
import gzip
import itertools
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.store import Store, open_store
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, from_graphs, to_graphs, to_nquads
from tests.graph.conftest import Revise


def test_a_store_gives_back_what_was_put_in(
    tmp_path: Path, seed_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """A store's N-Quads are those of its plans and of the vocabulary, byte for byte."""
    with open_store(tmp_path / "store") as store:
        empty = set(store.nquads().splitlines())
        store.add(seed_graphs)
        store.add(digital_graphs)
        lines = {*empty, *to_nquads(seed_graphs).splitlines()}
        lines |= set(to_nquads(digital_graphs).splitlines())
        assert set(store.nquads().splitlines()) == lines
        assert store.nquads() == b"".join(line + b"\n" for line in sorted(lines))


def test_a_plan_comes_back_equal(both_store: Store, seed_plan: Plan, digital_plan: Plan) -> None:
    """Reading a stored plan gives the plan that was added, also beside another."""
    assert both_store.plan_keys() == sorted([seed_plan.key, digital_plan.key])
    for plan in (seed_plan, digital_plan):
        assert from_graphs(both_store.graphs_of(plan.key)) == plan


def test_a_store_keeps_its_plans_on_disk(tmp_path: Path, seed_graphs: PlanGraphs) -> None:
    """What was added is there when the folder is opened again, and so is the generation."""
    with open_store(tmp_path / "store") as store:
        store.add(seed_graphs)
        nquads, generation = store.nquads(), store.generation()
    for read_only in (True, False):
        with open_store(tmp_path / "store", read_only=read_only) as store:
            assert store.nquads() == nquads
            assert store.generation() == generation


def test_the_same_plan_again_writes_nothing(tmp_path: Path, seed_graphs: PlanGraphs) -> None:
    """Adding a plan that is there already changes no byte of the folder."""
    with open_store(tmp_path / "store") as store:
        assert store.add(seed_graphs) == "added"
        before = _sizes(tmp_path), store.generation()
        assert store.add(seed_graphs) == "unchanged"
        assert (_sizes(tmp_path), store.generation()) == before


def test_add_then_remove_restores_the_bytes(
    seed_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """Removing a plan leaves the bytes of before, whichever of two plans came first."""
    for first, second in itertools.permutations([seed_graphs, digital_graphs]):
        with open_store() as store:
            empty = store.nquads()
            store.add(first)
            alone = store.nquads()
            store.add(second)
            store.remove(second.plan_key)
            assert store.nquads() == alone
            store.remove(first.plan_key)
            assert store.nquads() == empty
            assert store.plan_keys() == []


def test_a_changed_plan_is_replaced_and_kept(
    tmp_path: Path, seed_plan: Plan, revised: Revise
) -> None:
    """A new text replaces the plan, names the text that it revises, and the old one is kept."""
    changed = revised(seed_plan)
    with EmbeddedStore(tmp_path / "store") as store:
        store.add(to_graphs(seed_plan))
        old = store.nquads()
        assert store.add(to_graphs(changed)) == "replaced"
        assert store.add(to_graphs(changed)) == "unchanged"
        assert from_graphs(store.graphs_of(seed_plan.key)) == changed
        answer = store.query("SELECT ?new ?old { ?new prov:wasRevisionOf ?old }")
        (row,) = answer.values()
        assert str(row["new"]).endswith(changed.version.sha256[:12])
        assert str(row["old"]).endswith(seed_plan.version.sha256[:12])
        assert store.versions.kept(seed_plan.key) == [seed_plan.version.sha256[:12]]
        kept = store.versions.read(seed_plan.key, seed_plan.version.sha256)
        vocabulary = set(open_store().nquads().splitlines())
        assert set(kept.splitlines()) == set(old.splitlines()) - vocabulary
        with pytest.raises(UnknownThingError, match=seed_plan.version.sha256[:12]):
            store.versions.read(seed_plan.key, "0" * 64)


def test_kept_versions_are_the_same_bytes_everywhere(
    tmp_path: Path, seed_plan: Plan, revised: Revise
) -> None:
    """The file of a replaced version does not tell when or where it was written."""
    files = []
    for name in ("one", "other"):
        with open_store(tmp_path / name) as store:
            store.add(to_graphs(seed_plan))
            store.add(to_graphs(revised(seed_plan)))
        files += (tmp_path / name).glob("versions/*/*.nq.gz")
    assert files[0].read_bytes() == files[1].read_bytes()
    assert gzip.decompress(files[0].read_bytes()).startswith(b"<https://")
    assert files[0].relative_to(tmp_path / "one").parts[1] == seed_plan.key


def test_better_rules_replace_without_a_revision(tmp_path: Path, seed_plan: Plan) -> None:
    """The same text with other facts replaces the facts; no text was revised, none is kept."""
    fewer = dataclasses.replace(seed_plan, mentions=(), regions=())
    with EmbeddedStore(tmp_path / "store") as store:
        store.add(to_graphs(fewer))
        assert store.add(to_graphs(seed_plan)) == "replaced"
        assert not store.query("ASK { ?new prov:wasRevisionOf ?old }")
        assert store.versions.kept(seed_plan.key) == []
        with open_store() as fresh:
            fresh.add(to_graphs(seed_plan))
            assert store.nquads() == fresh.nquads()


def test_shared_things_go_with_their_last_user(seed_plan: Plan, digital_graphs: PlanGraphs) -> None:
    """A replaced plan takes along the shared things that only its old form used."""
    fewer = dataclasses.replace(seed_plan, mentions=(), links=())
    with open_store() as store, open_store() as fresh:
        for graphs in (to_graphs(seed_plan), digital_graphs, to_graphs(fewer)):
            store.add(graphs)
        for graphs in (digital_graphs, to_graphs(fewer)):
            fresh.add(graphs)
        assert store.nquads() == fresh.nquads()


def test_a_store_in_memory_keeps_no_versions(seed_plan: Plan, revised: Revise) -> None:
    """A store in memory replaces plans as well and keeps nothing of the old text."""
    with EmbeddedStore() as store:
        store.add(to_graphs(seed_plan))
        assert store.add(to_graphs(revised(seed_plan))) == "replaced"
        assert store.versions.kept(seed_plan.key) == []


def _variants(seed: Plan, digital: Plan) -> list[PlanGraphs]:
    """Six plans that use overlapping parts of the reference data."""
    variants = []
    for number, plan in enumerate((seed, digital) * 3):
        parts = (("mentions", "links"), ("regions",), ("targets", "links"))[number % 3]
        cut = dataclasses.replace(plan, **dict.fromkeys(parts, ()))
        variants.append(to_graphs(dataclasses.replace(cut, key=f"{plan.key[:-1]}{number}")))
    return variants


@pytest.fixture(scope="module")
def variants(seed_plan: Plan, digital_plan: Plan) -> list[PlanGraphs]:
    """Six plans with different keys and overlapping contents."""
    return _variants(seed_plan, digital_plan)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_order_gives_the_same_bytes(data: st.DataObject, variants: list[PlanGraphs]) -> None:
    """However plans come and go, a store's bytes depend on the plans it holds and nothing else."""
    steps = data.draw(st.lists(st.integers(0, len(variants) - 1), min_size=1, max_size=8))
    held: list[int] = []
    with open_store() as store, open_store() as fresh:
        for number in steps:
            graphs = variants[number]
            if number in held:
                store.remove(graphs.plan_key)
                held.remove(number)
            else:
                assert store.add(graphs) == "added"
                held.append(number)
        for number in sorted(held):
            fresh.add(variants[number])
        assert store.nquads() == fresh.nquads()


def test_every_write_has_a_generation(seed_graphs: PlanGraphs, digital_graphs: PlanGraphs) -> None:
    """The generation is another one after each add and remove, and differs between histories."""
    with open_store() as store, open_store() as other:
        seen = [store.generation()]
        for write in (
            lambda: store.add(seed_graphs),
            lambda: store.remove(seed_graphs.plan_key),
            lambda: store.add(seed_graphs),
        ):
            write()
            seen.append(store.generation())
        assert len(set(seen)) == len(seen)
        other.add(digital_graphs)
        assert other.generation() not in seen


def test_a_reader_sees_whole_plans(seed_graphs: PlanGraphs) -> None:
    """While one thread adds and removes a plan, another never sees a part of it."""
    seen: set[object] = set()
    with open_store() as store:

        def read() -> None:
            while not done.is_set():
                asked = "SELECT (COUNT(*) AS ?n) { ?task a pg:Task }"
                seen.update(row["n"] for row in store.query(asked).values())

        done = threading.Event()
        reader = threading.Thread(target=read)
        reader.start()
        for _ in range(5):
            store.add(seed_graphs)
            store.remove(seed_graphs.plan_key)
        done.set()
        reader.join()
    assert seen == {0, 9}


def test_an_unknown_plan_is_told(seed_store: Store) -> None:
    """A key that the store does not hold is answered with what to do."""
    for ask in (seed_store.graphs_of, seed_store.remove):
        with pytest.raises(UnknownThingError, match="x-0000-00000000"):
            ask("x-0000-00000000")


def test_odd_characters_survive(tmp_path: Path, seed_plan: Plan, revised: Revise) -> None:
    """Control characters, quotes, line ends of every kind and rare ideographs come back equal."""
    odd = revised(seed_plan, "\r\n\t\"\\'\x00\x01\x7f\u2028\ufeff𠀀😀}{<>")
    with open_store(tmp_path / "store") as store:
        store.add(to_graphs(odd))
        assert from_graphs(store.graphs_of(odd.key)) == odd


def test_removed_graphs_are_not_listed(seed_graphs: PlanGraphs) -> None:
    """After a plan is removed its named graphs are gone, not empty."""
    with open_store() as store:
        store.add(seed_graphs)
        store.remove(seed_graphs.plan_key)
        rows = store.query("SELECT ?name { GRAPH ?name { } }").values()
        assert not [row for row in rows if seed_graphs.plan_key in str(row["name"])]


def test_the_vocabulary_is_in_every_store() -> None:
    """A new store can say what its classes and properties are called."""
    with open_store() as store:
        labels = store.query("SELECT ?label { pg:Task rdfs:label ?label }").values()
        assert {row["label"] for row in labels} >= {"任务", "task"}


def _sizes(folder: Path) -> dict[Path, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}
