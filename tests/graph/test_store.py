"""The embedded store: its files, kept versions, any order; the rest is in ``test_contract.py``."""

import dataclasses
import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.store import open_store
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, from_nquads, to_graphs
from tests.graph.conftest import Revise


def test_the_same_plan_again_touches_no_file(tmp_path: Path, seed_graphs: PlanGraphs) -> None:
    """Adding a plan that is there already changes no byte of the folder."""
    with open_store(tmp_path / "store") as store:
        assert store.add(seed_graphs) == "added"
        before = _sizes(tmp_path), store.generation()
        assert store.add(seed_graphs) == "unchanged"
        assert (_sizes(tmp_path), store.generation()) == before


def test_a_replaced_version_is_kept(tmp_path: Path, seed_plan: Plan, revised: Revise) -> None:
    """What a plan said is kept beside the store when a new text replaces it."""
    with EmbeddedStore(tmp_path / "store") as store:
        store.add(to_graphs(seed_plan))
        old = store.nquads()
        assert store.add(to_graphs(revised(seed_plan))) == "replaced"
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


def test_better_rules_keep_no_version(tmp_path: Path, seed_plan: Plan) -> None:
    """The same text with other facts is no other version of the text."""
    fewer = dataclasses.replace(seed_plan, mentions=(), regions=())
    with EmbeddedStore(tmp_path / "store") as store:
        store.add(to_graphs(fewer))
        assert store.add(to_graphs(seed_plan)) == "replaced"
        assert store.versions.kept(seed_plan.key) == []


def test_a_store_in_memory_keeps_versions_while_it_lives(seed_plan: Plan, revised: Revise) -> None:
    """A store in memory keeps the replaced text as well, and leaves nothing on a disk."""
    with EmbeddedStore() as store:
        store.add(to_graphs(seed_plan))
        assert store.add(to_graphs(revised(seed_plan))) == "replaced"
        kept = store.versions.read(seed_plan.key, seed_plan.version.sha256)
        assert from_nquads(seed_plan.key, kept) == seed_plan
        assert not store.versions.lasting


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


def test_other_histories_have_other_generations(
    seed_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """Two stores that were written to differently have no generation in common."""
    with open_store() as store, open_store() as other:
        store.add(seed_graphs)
        other.add(digital_graphs)
        assert other.generation() != store.generation()


def _sizes(folder: Path) -> dict[Path, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}
