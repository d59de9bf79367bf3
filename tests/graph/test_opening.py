"""Opening a store, and what a store is after an opening or a write that failed."""

import dataclasses
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.engine_store import MANY
from plangraph.graph.store import open_store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError, StoreError
from plangraph.ontology.triples import PlanGraphs, to_nquads


def test_a_locked_store_says_who_holds_it(tmp_path: Path, seed_graphs: PlanGraphs) -> None:
    """A second writer is refused with advice; a reader may look on."""
    with open_store(tmp_path / "store") as store:
        store.add(seed_graphs)
        with pytest.raises(StoreError, match="Another process holds the store") as caught:
            open_store(tmp_path / "store")
        assert caught.value.where == str(tmp_path / "store")
        assert caught.value.advice
        with open_store(tmp_path / "store", read_only=True) as reader:
            assert reader.plan_keys() == store.plan_keys()


def test_a_lock_of_another_process_is_told(tmp_path: Path) -> None:
    """The same holds when the writer is another program."""
    with open_store(tmp_path / "store"):
        code = "import sys; from plangraph.graph.store import open_store; open_store(sys.argv[1])"
        ran = _run(code, tmp_path / "store")
    assert "Another process holds the store" in ran.stderr


def test_a_closed_store_can_be_opened_elsewhere(tmp_path: Path) -> None:
    """Closing lets go of the folder; a closed store says that it is closed."""
    store = open_store(tmp_path / "store")
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.plan_keys()
    open_store(tmp_path / "store").close()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    """A path that is a file is refused, and the file is left alone."""
    file = tmp_path / "plan.txt"
    file.write_text("方案", encoding="utf-8")
    with pytest.raises(StoreError, match="A file stands where"):
        open_store(file)
    assert file.read_text(encoding="utf-8") == "方案"


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    """A folder that holds no store cannot be opened read-only, and nothing is made there."""
    with pytest.raises(StoreError, match="no store"):
        open_store(tmp_path / "nowhere", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_store_refuses_writes(tmp_path: Path, seed_graphs: PlanGraphs) -> None:
    """A store opened for reading refuses to add and to remove."""
    with open_store(tmp_path / "store") as store:
        store.add(seed_graphs)
        before = store.nquads()
    with open_store(tmp_path / "store", read_only=True) as store:
        with pytest.raises(StoreError, match="reading only"):
            store.remove(seed_graphs.plan_key)
        assert store.nquads() == before


def test_a_folder_without_permission_is_told() -> None:
    """Where the user may not write, the message names the folder and says what to do."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        ran = _run(_WITHOUT_RIGHTS, folder / "store")
        assert f"{folder / 'store'}: This user may not write here." in ran.stderr
        assert list(folder.iterdir()) == []


_WITHOUT_RIGHTS = """
import os, sys
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.engine_store import MANY
from pathlib import Path

if os.geteuid() == 0:
    os.setuid(65534)
EmbeddedStore(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    "bad", [BNode("b"), URIRef("no IRI"), Literal("\ud800")], ids=["blank", "no IRI", "half"]
)
def test_what_cannot_be_stored_is_told(
    seed_graphs: PlanGraphs, digital_graphs: PlanGraphs, bad: Node
) -> None:
    """A plan with a blank node, a wrong IRI or a broken text is refused, and nothing is stored."""
    stated = Graph() + digital_graphs.stated
    stated.add((URIRef("http://example.org/thing"), SKOS.note, bad))
    with open_store() as store:
        store.add(seed_graphs)
        before = store.nquads()
        with pytest.raises(InvalidDataError, match="cannot be stored"):
            store.add(dataclasses.replace(digital_graphs, stated=stated))
        assert store.nquads() == before


def test_a_failing_write_changes_nothing(tmp_path: Path, seed_graphs: PlanGraphs) -> None:
    """A transaction whose last step fails takes back all its steps."""
    with EmbeddedStore(tmp_path / "store") as store:
        store.add(seed_graphs)
        before = store.nquads()
        engine = store._running()  # noqa: SLF001 - the engine's own promise is what is tested
        name = iris.absolute(iris.graph_key(seed_graphs.plan_key))
        with pytest.raises(RuntimeError):
            engine.update(
                f"DROP GRAPH <{name}> ; INSERT DATA {{ GRAPH <{name}> {{ <x:a> <x:b> 1 }} }} ;"
                f"CREATE GRAPH <{name}>"
            )
        assert store.nquads() == before


def test_a_plan_without_its_text_is_told(seed_graphs: PlanGraphs) -> None:
    """Triples that lost the plan's text version cannot replace it."""
    stated = Graph() + seed_graphs.stated
    stated.remove((None, URIRef(iris.NS + "sha256"), None))
    with open_store() as store:
        store.add(seed_graphs)
        before = store.nquads()
        with pytest.raises(InvalidDataError, match="no text version"):
            store.add(dataclasses.replace(seed_graphs, stated=stated))
        assert store.nquads() == before


def test_a_full_disk_is_told(tmp_path: Path, digital_graphs: PlanGraphs) -> None:
    """When the disk takes no more, the message says so and the store is as it was."""
    quads = tmp_path / "plan.nq"
    quads.write_bytes(to_nquads(digital_graphs))
    with open_store(tmp_path / "store") as store:
        before = store.nquads()
    code = _READ_PLAN + _LIMITED_WRITER
    command = [sys.executable, "-c", code, tmp_path / "store", quads, digital_graphs.plan_key]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Nothing was changed. Check that the disk has room" in ran.stderr
    with open_store(tmp_path / "store") as store:
        assert store.nquads() == before
        assert store.add(digital_graphs) == "added"


def test_a_killed_writer_leaves_whole_plans(tmp_path: Path, digital_graphs: PlanGraphs) -> None:
    """A program killed in the middle of writing leaves the state before or after a write."""
    states = set()
    with open_store(tmp_path / "calm") as store:
        states.add(store.nquads())
        store.add(digital_graphs)
        states.add(store.nquads())
    quads = tmp_path / "plan.nq"
    quads.write_bytes(to_nquads(digital_graphs))
    for number in range(6):
        folder = tmp_path / f"killed{number}"
        writer = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _READ_PLAN + _ENDLESS_WRITER,
                folder,
                quads,
                digital_graphs.plan_key,
            ],
            stdout=subprocess.PIPE,
        )
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(0.02 * number)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        with open_store(folder) as store:
            assert store.nquads() in states


_READ_PLAN = """
import resource, signal, sys
from pathlib import Path
import pyoxigraph as ox
from plangraph.graph.store import open_store
from plangraph.graph.terms import graph_of
from plangraph.ontology import iris
from plangraph.ontology.triples import PlanGraphs

folder, file, key = sys.argv[1:]
names = [iris.graph_key(key), iris.inferred_graph_key(key), iris.REFERENCE_GRAPH]
quads = list(ox.parse(Path(file).read_bytes(), format=ox.RdfFormat.N_QUADS))
parts = [
    graph_of((q for q in quads if q.graph_name.value == iris.absolute(name)), iris.absolute(name))
    for name in names
]
store = open_store(folder)
"""
_ENDLESS_WRITER = """
print("writing", flush=True)
while True:
    store.add(PlanGraphs(key, *parts))
    store.remove(key)
"""
_LIMITED_WRITER = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
store.add(PlanGraphs(key, *parts))
"""


def test_an_older_vocabulary_is_renewed(tmp_path: Path) -> None:
    """A folder written by another version of PlanGraph gets the present vocabulary when opened."""
    with open_store(tmp_path / "store") as store:
        expected = store.nquads()
    engine = ox.Store(str(tmp_path / "store" / "oxigraph"))
    name = iris.absolute(iris.VOCABULARY_GRAPH)
    engine.update(f'INSERT DATA {{ GRAPH <{name}> {{ <x:old> <x:label> "old" }} }}')
    del engine
    with open_store(tmp_path / "store") as store:
        assert store.nquads() == expected


def _run(code: str, store: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, store]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_very_large_write_is_one_as_well(tmp_path: Path) -> None:
    """More triples than the engine takes in its stride are there after a write, and found again."""
    lines = "".join(f"<x:s{number}> <x:p> <x:o> .\n" for number in range(MANY + 1)).encode()
    with EmbeddedStore(tmp_path / "store") as store:
        told: list[str] = []
        store.on_write = lambda update, _: told.append(update)
        assert store.post_graph("x:g", lines) is True
        assert store.post_graph("x:g", lines) is False
    assert [update.count("<x:o>") for update in told] == [MANY + 1]
    with open_store(tmp_path / "store", read_only=True) as store:
        count = "SELECT (COUNT(*) AS ?n) { GRAPH <x:g> { ?s <x:p> <x:o> } }"
        assert store.query(count).values() == [{"n": MANY + 1}]
