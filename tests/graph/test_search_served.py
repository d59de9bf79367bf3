"""The full-text index of a served folder: written by the writer, read by service and commands."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from plangraph.graph.asking import Asking
from plangraph.graph.search import Wanted
from plangraph.graph.search_file import FILE
from plangraph.graph.served import ServedStore
from plangraph.graph.store import open_store
from plangraph.ontology.errors import InvalidQueryError, StoreError
from plangraph.ontology.triples import PlanGraphs

TASKS = 'SELECT ?t { ?t a pg:Task ; pg:search "知识产权" }'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, seed_graphs: PlanGraphs) -> Path:
    """A folder with the bundled plan."""
    where = tmp_path_factory.mktemp("served") / "规划 100%#?" / "store"
    with open_store(where) as store:
        store.add(seed_graphs)
    return where


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[ServedStore]:
    """The same, served."""
    with ServedStore(folder) as store:
        yield store


def test_a_service_finds_what_was_written(
    served: ServedStore, folder: Path, digital_graphs: PlanGraphs
) -> None:
    """What a command writes through the service is found by both, and what it removes no more."""
    assert served.index().find(Wanted("专利")).total == 36
    with open_store(folder) as other:
        other.add(digital_graphs)
        assert served.index().find(Wanted("专利")).total == 38
        assert other.index().find(Wanted("专利")).total == 38
        assert len(other.query(TASKS).rows()) == 10
        other.remove(digital_graphs.plan_key)
        assert served.index().find(Wanted("专利")).total == 36


def test_a_service_searches_in_sparql(served: ServedStore) -> None:
    """Queries of REST and of strangers search; a mistake is told as the user wrote it."""
    assert len(served.query(TASKS).rows()) == 9
    reply = served.stream(Asking(TASKS), {"rows": "csv", "graph": "ttl"})
    assert reply.read().count(b"/task/") == 9
    wrong = TASKS.replace("}", "; ; ,}")
    with pytest.raises(InvalidQueryError) as told:
        served.query(wrong)
    assert told.value.where == f"line 1, column {len(wrong) + 1}"


def test_the_writer_makes_the_index_anew(served: ServedStore, folder: Path) -> None:
    """`reindex` of a served folder is done by its writer, and answers go on before and after."""
    (folder / FILE).write_bytes(b"damaged")
    assert served.index().find(Wanted("专利")).total == 36
    with open_store(folder) as other:
        assert other.reindex() > 300
    assert (folder / FILE).read_bytes()[:6] == b"SQLite"
    assert served.index().find(Wanted("专利")).total == 36


def test_a_service_that_only_reads_trusts_no_old_index(
    tmp_path: Path, seed_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """A read-only service over an index of another state answers from its triples."""
    with open_store(tmp_path / "store") as store:
        store.add(seed_graphs)
        before = (tmp_path / "store" / FILE).read_bytes()
        store.add(digital_graphs)
    (tmp_path / "store" / FILE).write_bytes(before)
    with ServedStore(tmp_path / "store", read_only=True) as store:
        assert store.index().find(Wanted("专利")).total == 38
        with pytest.raises(StoreError):
            store.reindex()
    with sqlite3.connect(tmp_path / "store" / FILE) as index:
        assert index.execute("SELECT count(*) FROM document").fetchone()[0] > 300
    index.close()
