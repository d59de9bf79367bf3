"""A served folder: what is written is seen, and what dies comes back."""

import os
import random
import signal
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from plangraph.graph.client import WriterClient
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.served import ServedStore
from plangraph.graph.snapshots import Kind, kind_for
from plangraph.graph.store import Store, open_store
from plangraph.graph.writing import WriterProcess
from plangraph.ontology.errors import InvalidQueryError, PlanGraphError, StoreError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, to_graphs
from tests.graph.conftest import Revise
from tests.waiting import eventually

pytestmark = pytest.mark.long

TASKS = "SELECT (COUNT(*) AS ?n) { ?task a pg:Task }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a store, its name too long for the path of a socket."""
    return tmp_path / ("规划图谱" * 10) / "store"


@pytest.fixture(params=["fork", "snapshot"])
def served(request: pytest.FixtureRequest, folder: Path) -> Iterator[ServedStore]:
    """An empty folder, served from memory, and from snapshots on disk."""
    with ServedStore(folder, workers=request.param) as store:
        yield store


def tasks(store: Store) -> int:
    """How many tasks a query counts."""
    return int(str(store.query(TASKS).values()[0]["n"]))


def test_whoever_wrote_reads_what_was_written(
    served: ServedStore, seed_graphs: PlanGraphs, digital_graphs: PlanGraphs
) -> None:
    """A query that follows a write sees it, under a generation of its own."""
    seen = {served.generation()}
    assert served.add(seed_graphs) == "added"
    assert tasks(served) == 9
    seen.add(served.generation())
    assert served.add(seed_graphs) == "unchanged"
    served.add(digital_graphs)
    both = tasks(served)
    seen.add(served.generation())
    served.remove(seed_graphs.plan_key)
    assert tasks(served) == both - 9
    seen.add(served.generation())
    assert len(seen) == 4


def test_commands_write_through_the_service(
    served: ServedStore, folder: Path, seed_graphs: PlanGraphs
) -> None:
    """Opening a folder that is served gives a line to its writer; the service sees what it does."""
    with open_store(folder) as other:
        assert isinstance(other, WriterClient)
        other.add(seed_graphs)
        assert tasks(other) == tasks(served) == 9
        assert other.nquads() == served.nquads()
        other.remove(seed_graphs.plan_key)
    assert tasks(served) == 0


def test_only_the_owner_speaks_to_the_writer(served: ServedStore, folder: Path) -> None:
    """The socket takes nobody but the user who serves."""
    assert served.plan_keys() == []
    assert stat.S_IMODE((folder / "writer.sock").stat().st_mode) == 0o600


@pytest.mark.parametrize("workers", ["fork", "snapshot"])
def test_a_read_only_service_writes_nothing(
    folder: Path, seed_graphs: PlanGraphs, workers: Kind
) -> None:
    """Served for reading only, a folder keeps its bytes; a write says why it is refused."""
    with open_store(folder) as store:
        store.add(seed_graphs)
        before = store.nquads()
        files = sorted(file.name for file in folder.iterdir())
    with ServedStore(folder, read_only=True, workers=workers) as store:
        assert tasks(store) == 9
        assert store.size() == len(before.splitlines())
        with pytest.raises(StoreError, match="reading only"):
            store.remove(seed_graphs.plan_key)
        assert store.nquads() == before
    assert sorted(file.name for file in folder.iterdir()) == files


def test_a_large_store_is_served_from_disk(folder: Path, seed_graphs: PlanGraphs) -> None:
    """``auto`` takes memory for a store that fits, and snapshots for one that does not."""
    with open_store(folder) as store:
        store.add(seed_graphs)
    assert kind_for("auto", folder) == "fork"
    assert kind_for("snapshot", folder) == "snapshot"
    with (folder / "oxigraph" / "large").open("wb") as file:
        file.truncate(1 << 42)  # a hole: no byte of it is on the disk
    assert kind_for("auto", folder) == "snapshot"
    assert kind_for("fork", folder) == "fork"
    with pytest.raises(InvalidQueryError, match="auto, fork or snapshot"):
        kind_for("threads", folder)


def test_a_folder_without_a_store_is_said_so(tmp_path: Path) -> None:
    """Serving for reading what is not there names the folder."""
    with pytest.raises(StoreError, match="no store"):
        ServedStore(tmp_path / "nothing", read_only=True)


def test_a_folder_has_one_writer(served: ServedStore, folder: Path) -> None:
    """A second service on a folder does not start."""
    with pytest.raises(StoreError, match="holds the store"):
        ServedStore(folder)
    assert served.plan_keys() == []


def test_a_copy_that_dies_is_made_anew(served: ServedStore, seed_graphs: PlanGraphs) -> None:
    """The process that keeps the copy may be killed: some seconds later queries are answered."""
    served.add(seed_graphs)
    os.kill(served.processes()["copy"], signal.SIGKILL)
    assert eventually(lambda: tasks(served) == 9, PlanGraphError)
    served.remove(seed_graphs.plan_key)
    assert tasks(served) == 0


def test_a_writer_that_dies_is_started_again(served: ServedStore, seed_graphs: PlanGraphs) -> None:
    """The writer may be killed: queries go on, and the next write finds a new one."""
    served.add(seed_graphs)
    os.kill(served.processes()["writer"], signal.SIGKILL)
    assert tasks(served) == 9
    assert eventually(lambda: served.remove(seed_graphs.plan_key) or True, PlanGraphError)
    assert tasks(served) == 0
    assert served.add(seed_graphs) == "added"
    assert tasks(served) == 9


def test_a_writer_may_be_killed_at_any_moment(
    tmp_path: Path, seed_plan: Plan, revised: Revise, digital_graphs: PlanGraphs
) -> None:
    """Killed twenty times in the middle of writes, a store holds the old or the new, whole."""
    versions = [to_graphs(seed_plan), to_graphs(revised(seed_plan)), digital_graphs]
    states = set()
    for number in range(8):
        with open_store() as store:
            for bit, graphs in enumerate(versions[::2]):
                if number & 1 << bit:
                    store.add(graphs)
            if number & 4:
                store.add(versions[1])
            states.add(_comparable(store))
    dice = random.Random(20)  # noqa: S311  (moments, not secrets)
    folder = tmp_path / "store"
    for _ in range(20):
        writer = WriterProcess(folder, read_only=False)
        busy = threading.Thread(target=_write_on, args=(writer.client(), versions, dice.random()))
        busy.start()
        time.sleep(0.02 + dice.random() / 4)
        os.kill(writer.process, signal.SIGKILL)
        busy.join()
        writer.close()
        with EmbeddedStore(folder) as store:
            assert _comparable(store) in states


def _write_on(client: WriterClient, versions: list[PlanGraphs], seed: float) -> None:
    """Adds and removes plans until the writer is gone."""
    dice = random.Random(seed)  # noqa: S311
    with client, suppress(StoreError):
        while True:
            graphs = dice.choice(versions)
            if graphs.plan_key in client.plan_keys() and dice.random() < 0.3:
                client.remove(graphs.plan_key)
            else:
                client.add(graphs)


def _comparable(store: Store) -> bytes:
    """The lines of a store but for the one that tells which text a plan revises."""
    lines = store.nquads().splitlines()
    return b"\n".join(line for line in lines if b"wasRevisionOf" not in line)
