"""Updates that take too much: the writer ends them by ending itself, and nothing is lost."""

import contextlib
import re
import threading
import time
from pathlib import Path

import pytest

from plangraph.graph.served import Capacity, ServedStore
from plangraph.graph.store import Store, open_store
from plangraph.ontology import iris
from plangraph.ontology.errors import LimitError, StoreError
from tests.graph.writers import client, writer
from tests.waiting import PATIENCE

VOCABULARY = iris.absolute(iris.VOCABULARY_GRAPH)
CROSS = " ".join(f"?{name} <x:is> ?n{name} ." for name in "abcde")
DOUBLING = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
SLOW = f"SELECT (COUNT(*) AS ?found) {{ {CROSS} FILTER(?na * ?nb * ?nc > ?nd + ?ne) }}"
GREEDY = f"SELECT (?v40 AS ?found) {{ BIND('专利' AS ?v0) {DOUBLING} }}"


def numbers() -> bytes:
    """Five hundred triples."""
    kind = "<http://www.w3.org/2001/XMLSchema#integer>"
    return "".join(f'<x:{n}> <x:is> "{n}"^^{kind} .\n' for n in range(500)).encode()


@pytest.mark.parametrize(
    ("asked", "seconds", "limit", "status"), [(SLOW, 1.5, "time", 504), (GREEDY, 30, "memory", 507)]
)
def test_an_update_that_takes_too_much_ends_the_writer(
    tmp_path: Path, asked: str, seconds: float, limit: str, status: int
) -> None:
    """It is told which limit it met, the writer is gone, and the folder holds what it held."""
    folder = tmp_path / "store"
    with writer(folder, seconds) as process, client(folder) as store:
        store.put_graph(None, numbers())
        before = store.nquads()
        with pytest.raises(LimitError) as told:
            store.update(
                f"INSERT DATA {{ <x:new> <x:new> 1 }} ; CLEAR GRAPH <{VOCABULARY}> ; "
                f"INSERT {{ <x:x> <x:y> ?found }} WHERE {{ {{ {asked} }} }}"
            )
        assert (told.value.limit, told.value.status) == (limit, status)
        assert process.wait(PATIENCE) != 0
        with pytest.raises(StoreError, match="has ended"):
            store.nquads()
    with open_store(folder) as opened:
        assert opened.nquads() == before


def test_a_service_outlives_an_update_that_takes_too_much(tmp_path: Path) -> None:
    """Queries are answered while such an update runs; the next write finds a new writer."""
    with ServedStore(tmp_path / "store", Capacity(update_seconds=2)) as store:
        store.put_graph(None, numbers())
        ended: list[LimitError] = []

        def run() -> None:
            try:
                store.update(f"INSERT {{ <x:x> <x:y> ?found }} WHERE {{ {{ {SLOW} }} }}")
            except LimitError as error:
                ended.append(error)

        running = threading.Thread(target=run)
        running.start()
        answered = 0
        while running.is_alive():
            assert store.query("ASK { <x:1> <x:is> 1 }")
            answered += 1
        assert [error.limit for error in ended] == ["time"]
        assert answered > 10
        store.put_graph("x:g", numbers())
        assert store.query("ASK { GRAPH <x:g> { <x:1> <x:is> 1 } }")


def test_an_update_that_copies_cannot_repeat_is_seen_all_the_same(tmp_path: Path) -> None:
    """What chance decided is in the store once, and queries see just that."""
    with ServedStore(tmp_path / "store") as store:
        made = "BIND(STRUUID() AS ?id) BIND(NOW() AS ?at)"
        store.update(f"INSERT {{ GRAPH <x:g> {{ <x:a> <x:b> ?id, ?at }} }} WHERE {{ {made} }}")
        seen = store.graph("x:g")
        assert seen
        written = store.nquads().replace(b" <x:g> .", b" .")
        assert set(seen.splitlines()) <= set(written.splitlines())


def test_quick_updates_leave_no_trace_of_their_bounds(tmp_path: Path) -> None:
    """A writer goes on after any number of updates that keep within the bounds, or are refused."""
    folder = tmp_path / "store"
    with writer(folder, 1.5) as process, client(folder) as store:
        for number in range(30):
            store.update(f"INSERT DATA {{ GRAPH <x:g> {{ <x:a> <x:b> {number} }} }}")
        assert len((store.graph("x:g") or b"").splitlines()) == 30
        assert process.poll() is None
    assert process.returncode == 0


def test_a_killed_writer_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """Killed ten times on the way of a write, the store holds one whole graph each time."""
    folder = tmp_path / "store"
    held: set[int] = set()
    with writer(folder), client(folder) as store:
        began = time.monotonic()
        send(store, 0)
        whole = time.monotonic() - began
    for turn in range(1, 11):
        with writer(folder) as process, client(folder) as store:
            held.add(number_in(store))
            sending = threading.Thread(target=send, args=(store, turn))
            sending.start()
            if turn < 10:
                time.sleep(whole * turn / 8)
            else:  # a busy machine may have got to the end of none
                sending.join()
            process.kill()
            sending.join()
    with open_store(folder) as store:
        held.add(number_in(store))
    assert 1 < len(held) <= 11


def send(store: Store, number: int) -> None:
    """Let a graph hold a number three thousand times; whoever writes may die meanwhile."""
    triples = " . ".join(f"<x:{one}> <x:is> {number}" for one in range(3000))
    with contextlib.suppress(LimitError):
        store.update(f"DROP SILENT GRAPH <x:g> ; INSERT DATA {{ GRAPH <x:g> {{ {triples} }} }}")


def number_in(store: Store) -> int:
    """The number that the graph holds three thousand times; -1 for an empty one."""
    found = re.findall(r'"(\d+)"', (store.graph("x:g") or b"").decode())
    assert len(found) in {0, 3000}
    assert len(set(found)) <= 1
    return int(found[0]) if found else -1
