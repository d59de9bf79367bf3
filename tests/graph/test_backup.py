"""Backups: one state of a store, in and out again, whatever happens in between."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from plangraph.graph.backing_up import back_up
from plangraph.graph.restoring import restore
from plangraph.graph.search import Wanted
from plangraph.graph.served import ServedStore
from plangraph.graph.store import open_store
from plangraph.graph.swap import NEXT, alone, scratch, swap
from plangraph.ontology.errors import InvalidDataError, PlanGraphError, StoreError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, to_graphs
from tests.graph.conftest import Revise
from tests.waiting import eventually

pytestmark = pytest.mark.long

NOTE = "https://example.org/notes"
KINDS = ["backup.tar", "backup"]
RESTORE = "import sys; from pathlib import Path; from plangraph.graph.restoring import restore; "


@pytest.fixture(scope="module")
def full(
    tmp_path_factory: pytest.TempPathFactory,
    seed_plan: Plan,
    revised: Revise,
    digital_graphs: PlanGraphs,
) -> Path:
    """A store with two plans, one of them replaced once, and a graph of a user's own."""
    folder = tmp_path_factory.mktemp("full") / "store"
    with open_store(folder) as store:
        store.add(to_graphs(seed_plan))
        store.add(to_graphs(revised(seed_plan)))
        store.add(digital_graphs)
        store.put_graph(NOTE, '_:b <https://example.org/p> "行\\n1" .\n'.encode())
    return folder


@pytest.fixture(scope="module")
def backup(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    target = tmp_path_factory.mktemp("backups") / "backup.tar"
    back_up(full, target)
    return target


@pytest.fixture
def old(tmp_path: Path, seed_graphs: PlanGraphs) -> Path:
    """A store that holds another state, and a token."""
    folder = tmp_path / "old"
    with open_store(folder) as store:
        store.add(seed_graphs)
    (folder / "tokens").mkdir()
    (folder / "tokens" / "1.json").write_text("{}")
    return folder


def state(folder: Path) -> tuple[str, list[str]]:
    """What a folder holds, blank nodes by one name, and its kept versions."""
    with open_store(folder, read_only=True) as store:
        lines = store.nquads().decode().splitlines()
    kept = sorted(str(p.relative_to(folder)) for p in folder.glob("versions/*/*.gz"))
    return "\n".join(
        "_:b" + line[line.find(" ") :] if line[0] == "_" else line for line in lines
    ), kept


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the engine's own."""
    files = [p for p in folder.rglob("*") if p.is_file() and "oxigraph" not in p.parts]
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_brings_everything_back(full: Path, tmp_path: Path, kind: str) -> None:
    """Graphs, kept versions and the search are as they were, from a file as from a folder."""
    told = back_up(full, tmp_path / kind)
    assert restore(tmp_path / "new", tmp_path / kind) == told
    assert told.plans == 2
    assert state(tmp_path / "new") == state(full)
    assert state(full)[1] != []
    with open_store(tmp_path / "new") as store, open_store(full) as before:
        assert store.index().find(Wanted("专利"), 100) == before.index().find(Wanted("专利"), 100)


def test_the_same_state_gives_the_same_bytes(full: Path, backup: Path, tmp_path: Path) -> None:
    """Two backups of one state are the same file, so that a third place can tell them apart."""
    back_up(full, tmp_path / "again.tar")
    assert (tmp_path / "again.tar").read_bytes() == backup.read_bytes()


def test_restoring_replaces_the_graph_and_keeps_tokens(old: Path, full: Path, backup: Path) -> None:
    """What the store held is gone, its tokens are as they were, its generation is a new one."""
    with open_store(old) as store:
        before = store.generation()
    restore(old, backup)
    assert state(old) == state(full)
    assert (old / "tokens" / "1.json").read_text() == "{}"
    with open_store(old) as store, open_store(full) as source:
        assert store.generation() not in {before, source.generation()}
    assert {p.name for p in old.iterdir()} == {
        *("oxigraph", "versions", "generation", "search.sqlite3", "tokens")
    }


def test_a_store_that_cannot_be_opened_can_be_restored(old: Path, full: Path, backup: Path) -> None:
    """A damaged store is what backups are for."""
    for file in (old / "oxigraph").iterdir():
        file.write_bytes(b"damaged")
    with pytest.raises(StoreError):
        open_store(old)
    restore(old, backup)
    assert state(old) == state(full)


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def _rewrite(path: Path, change: Callable[[tarfile.TarInfo, bytes], tuple[str, bytes]]) -> None:
    """The same tar file with the name and bytes of each part changed."""
    with tarfile.open(path) as archive:
        parts = [(one, archive.extractfile(one).read()) for one in archive]  # type: ignore[union-attr]
    with tarfile.open(path, "w") as archive:
        for one, raw in parts:
            entry = tarfile.TarInfo()
            entry.name, body = change(one, raw)
            entry.size = len(body)
            archive.addfile(entry, __import__("io").BytesIO(body))


def _told(path: Path, **said: object) -> None:
    def change(one: tarfile.TarInfo, raw: bytes) -> tuple[str, bytes]:
        if one.name == "manifest.json":
            return one.name, json.dumps(json.loads(raw) | said).encode()
        return one.name, raw

    _rewrite(path, change)


def _stray(path: Path) -> None:
    with tarfile.open(path, "a") as archive:
        archive.addfile(tarfile.TarInfo("../../stray"))


def _link(path: Path) -> None:
    with tarfile.open(path, "a") as archive:
        entry = tarfile.TarInfo("graph.nq.gz")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_flip, "damaged"),
        (_cut, "damaged"),
        (_stray, "not in its list"),
        (_link, "not in its list"),
        (lambda path: path.write_bytes(b""), "no backup"),
        (lambda path: path.write_bytes(b"PK\3\4" + bytes(2000)), "no backup"),
        (lambda path: _told(path, quads=7), "its list says 7"),
        (lambda path: _told(path, form=99), "form 99"),
        (lambda path: _told(path, format="another"), "no backup"),
        (lambda path: _told(path, files={}), "no backup"),
        (lambda path: _told(path, files={"../x": [1, "0"], "graph.nq.gz": [1, "0"]}), "no backup"),
        (lambda path: _told(path, id_base="https://example.org/id/"), "PLANGRAPH_ID_BASE"),
    ],
)
def test_a_damaged_or_foreign_backup_changes_nothing(
    old: Path, backup: Path, tmp_path: Path, harm: Callable[[Path], None], said: str
) -> None:
    """It is refused with the reason, before anything of the store is touched."""
    bad = shutil.copy(backup, tmp_path / "bad.tar")
    harm(bad)
    before, files = state(old), content(old)
    with pytest.raises(InvalidDataError, match=said):
        restore(old, bad)
    assert state(old) == before
    assert content(old) == files


def test_a_folder_that_lacks_a_part_is_damaged(full: Path, old: Path, tmp_path: Path) -> None:
    """A backup in a folder is checked part by part; one that is missing is named."""
    back_up(full, tmp_path / "backup")
    (tmp_path / "backup" / "graph.nq.gz").unlink()
    with pytest.raises(InvalidDataError, match=r"graph\.nq\.gz is missing"):
        restore(old, tmp_path / "backup")
    with pytest.raises(InvalidDataError, match="no backup"):
        restore(old, old)


def test_a_backup_overwrites_nothing(full: Path, tmp_path: Path) -> None:
    """A name that is taken is refused; a folder that is not there is named."""
    (tmp_path / "taken.tar").write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        back_up(full, tmp_path / "taken.tar")
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(full, tmp_path / "nowhere" / "backup.tar")
    with pytest.raises(StoreError, match="no store"):
        back_up(tmp_path / "nothing", tmp_path / "backup.tar")
    assert [p.name for p in tmp_path.iterdir()] == ["taken.tar"]
    assert (tmp_path / "taken.tar").read_text() == "mine"


def test_a_store_in_use_by_another_process_is_not_restored(old: Path, backup: Path) -> None:
    """While another command writes the store without a service, restoring has to wait."""
    program = (
        "import sys; from plangraph.graph.store import open_store; s = open_store(sys.argv[1]); "
        "print('open', flush=True); sys.stdin.read()"
    )
    before = state(old)
    command = [sys.executable, "-c", program, str(old)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreError, match="Another process"):
            restore(old, backup)
        other.communicate()
    assert state(old) == before


@pytest.fixture(params=["fork", "snapshot"])
def served(request: pytest.FixtureRequest, old: Path) -> Iterator[ServedStore]:
    """The other state, served."""
    with ServedStore(old, workers=request.param) as store:
        yield store


def test_a_backup_is_made_while_the_service_writes(
    served: ServedStore, old: Path, digital_graphs: PlanGraphs, tmp_path: Path
) -> None:
    """Each backup of a store that is written meanwhile holds one of its states, whole."""
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            served.add(digital_graphs)
            served.remove(digital_graphs.plan_key)

    before = len(served.nquads().splitlines())
    served.add(digital_graphs)
    after = len(served.nquads().splitlines())
    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = {back_up(old, tmp_path / f"{number}.tar").quads for number in range(8)}
    finally:
        over.set()
        writer.join()
    assert found <= {before, after}


def test_a_service_goes_on_with_what_was_restored(
    served: ServedStore, old: Path, full: Path, backup: Path, digital_graphs: PlanGraphs
) -> None:
    """A restore under a running service reaches its queries, its search and its writes."""
    assert served.plan_keys() != []
    restore(old, backup)
    count = "SELECT (COUNT(*) AS ?n) { ?plan a pg:Plan }"
    restored = lambda: str(served.query(count).values()[0]["n"]) == "2"  # noqa: E731
    assert eventually(restored, PlanGraphError)
    assert state(old) == state(full)
    served.remove(digital_graphs.plan_key)
    assert str(served.query(count).values()[0]["n"]) == "1"
    assert served.index().find(Wanted("专利"), 5).total > 0


def test_a_read_only_service_is_not_restored(old: Path, backup: Path) -> None:
    """A service that only reads keeps what it has."""
    before = state(old)
    with ServedStore(old, read_only=True) as store:
        with pytest.raises(StoreError, match="reading only"):
            restore(old, backup)
        assert store.plan_keys() != []
    assert state(old) == before


@pytest.mark.parametrize("serve", [False, True], ids=["alone", "served"])
def test_restoring_may_be_killed_at_any_moment(
    tmp_path: Path, old: Path, full: Path, backup: Path, *, serve: bool
) -> None:
    """Killed at random moments, with a service or without, the store is the old or the new."""
    states = {"old": state(old), "new": state(full)}
    chance = random.Random(4)  # noqa: S311
    for number in range(4):
        folder = tmp_path / str(number)
        shutil.copytree(old, folder)
        program = RESTORE + "restore(Path(sys.argv[1]), Path(sys.argv[2]))"
        with ServedStore(folder) if serve else nullcontext() as service:
            process = subprocess.Popen([sys.executable, "-c", program, folder, backup])
            time.sleep(chance.uniform(0.2, 1.6))
            if service and number % 2:
                with suppress(ProcessLookupError):  # it has just ended for the new state
                    os.kill(service.processes()["writer"], signal.SIGKILL)
            process.kill()
            process.wait()
        open_store(folder).close()
        assert state(folder) in states.values()
        assert not (folder / NEXT).exists()


def test_a_swap_that_was_cut_off_is_finished(old: Path, full: Path) -> None:
    """Between the step and its tidying, readers see the new state, and the next opening tidies."""
    wanted = state(full)
    for name in ("oxigraph", "generation", "nothing"):
        with scratch(old) as room:
            shutil.copytree(full, room / "store")
            with alone(old):
                swap(old, room / "store")
        if (old / NEXT / name).exists():  # as if killed after this one was moved
            shutil.rmtree(old / name) if (old / name).is_dir() else (old / name).unlink()
            (old / NEXT / name).rename(old / name)
        assert state(old)[0] == wanted[0]
        open_store(old).close()
        assert state(old) == wanted
        assert not (old / NEXT).exists()


def test_what_a_killed_command_left_is_removed(old: Path) -> None:
    """The next command tidies up after one that was killed, and not after one that works."""
    (old / "scratch" / "left").mkdir(parents=True)
    with scratch(old) as first, scratch(old) as second:
        assert first.is_dir()
        assert sorted((old / "scratch").iterdir()) == sorted([first, second])
    assert not (old / "scratch").exists()
