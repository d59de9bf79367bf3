"""The full-text index in step with its store: what is written, what is made anew, who may read."""

import dataclasses
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.search import Index, Wanted
from plangraph.graph.search_file import FILE, SearchFile, make_tables, state_of
from plangraph.graph.search_fill import Touched, follow
from plangraph.graph.search_touch import touched_by_update
from plangraph.graph.search_words import (
    expression,
    fold,
)
from plangraph.graph.store import Store, open_store
from plangraph.ontology import iris
from plangraph.ontology.errors import StoreError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, to_graphs, to_nquads
from tests.graph.conftest import Revise

Change = Callable[[Store], object]


def snapshot(index: Index) -> set[tuple[str, ...]]:
    """Everything that an index holds, whatever numbers its documents have."""
    with index._keeper.reading() as connection:  # noqa: SLF001
        return contents(connection)


def contents(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    """The same of an open index."""
    documents = connection.execute(
        "SELECT id, iri, coalesce(plan, ''), texts, close, coalesce(span, '') FROM document"
    ).fetchall()
    told = {(str(number), *map(str, rest)) for number, *rest in documents}
    iri = {number: iri for number, iri, *_ in documents}
    rows = connection.execute("SELECT plan, document FROM stands").fetchall()
    stands = {("stands", plan, iri[number]) for plan, number in rows}
    rows = connection.execute("SELECT document, folded FROM name").fetchall()
    named = {("name", iri[number], folded) for number, folded in rows}
    rows = connection.execute(
        "SELECT gram, document, folded FROM name_gram JOIN name ON name.id = name_gram.name"
    ).fetchall()
    grams = {("gram", gram, iri[number], folded) for gram, number, folded in rows}
    for number, _, _, texts, *_ in documents[::5]:
        asked = "SELECT count(*) FROM grams WHERE grams MATCH ? AND rowid = ?"
        word = fold(texts.split("\n")[0])
        assert connection.execute(asked, (expression((word,)), number)).fetchone() == (1,)
    return {row[1:] for row in told} | stands | named | grams


def fresh(store: Store) -> set[tuple[str, ...]]:
    """The same of an index that is made from nothing."""
    index = SearchFile(None)
    with index.writing() as connection:
        make_tables(connection)
        follow(connection, store)
        told = contents(connection)
    index.close()
    return told


@pytest.mark.parametrize("where", ["folder", "memory"])
def test_the_index_follows_every_write(
    tmp_path: Path, where: str, seed_plan: Plan, digital_plan: Plan, revised: Revise
) -> None:
    """After any sequence of writes the index is what one made anew would be."""
    fewer = dataclasses.replace(seed_plan, mentions=(), regions=(), measures=seed_plan.measures[:3])
    renamed = tuple(
        dataclasses.replace(one, printed=(*one.printed, f"{one.name}又名"))
        for one in digital_plan.parties
    )
    other_names = dataclasses.replace(digital_plan, parties=renamed)
    writes: list[Change] = [
        lambda store: store.add(to_graphs(seed_plan)),
        lambda store: store.add(to_graphs(digital_plan)),
        lambda store: store.add(to_graphs(revised(seed_plan))),
        lambda store: store.add(to_graphs(other_names)),
        lambda store: store.add(to_graphs(fewer)),
        lambda store: store.remove(digital_plan.key),
        lambda store: store.add(to_graphs(digital_plan)),
        lambda store: store.remove(seed_plan.key),
        lambda store: store.remove(digital_plan.key),
    ]
    with open_store(tmp_path / "store" if where == "folder" else None) as store:
        for write in writes:
            store.index().find(Wanted("专利"))
            write(store)
            assert snapshot(store.index()) == fresh(store)
            if where == "folder":
                assert _mark(tmp_path / "store") == store.generation()


PLAN = "plan/cn-530100-2022-a4f6d445"
WRITES = [  # an update, and whether what it touches can be told from its words
    ("INSERT DATA { <P/measure/2.5.7> pg:text '另有新词'@zh }", True),
    ("DELETE DATA { <P/task/2.5> rdfs:label '大力促进知识产权转化运用'@zh }", True),
    ("PREFIX : <B> INSERT DATA { GRAPH <B/graph/x> { <B/org/cn/n> a pg:Party ; :p 3 } }", True),
    ("INSERT DATA { <B/org/cn/n> skos:prefLabel '新设机构'@zh ; skos:altLabel '新机构' }", True),
    ("DELETE DATA { <B/org/cn/n> a pg:Party }", True),
    ("INSERT DATA { <B/region/cn-530100> skos:prefLabel '春城'@zh }", False),
    ("INSERT DATA { <urn:t> a pg:Task ; pg:inPlan <P> ; rdfs:label '外来任务'@zh }", False),
    ("INSERT DATA { <P> pg:docNumber '昆政办〔2022〕1号' } ; DELETE DATA { <P> a pg:Plan }", True),
    ("INSERT DATA { <P> a pg:Plan }", True),
    ("DELETE { ?m pg:text ?t } INSERT { ?m pg:text '改写'@zh } WHERE { ?m pg:text ?t }", False),
    ("INSERT DATA { <urn:a> <urn:b> 'no matter' }", True),
    ("CLEAR ALL", False),
]


def test_the_index_follows_updates(folder: Path, digital_graphs: PlanGraphs) -> None:
    """After any SPARQL update the index is what one made anew would be."""
    with EmbeddedStore(folder) as store:
        store.add(digital_graphs)
        for words, told in WRITES:
            update = words.replace("<P", f"<{iris.absolute(PLAN)}")
            update = update.replace("<B/", f"<{iris.base()}").replace("<B>", f"<{iris.base()}>")
            assert (touched_by_update(update) is not None) == told, words
            store.update(update)
            assert snapshot(store.index()) == fresh(store), words
            assert _mark(folder) == store.generation()


def test_the_index_follows_single_graphs(folder: Path, digital_graphs: PlanGraphs) -> None:
    """Graphs that are put, added to and deleted one by one are found, or found no more."""
    names = [iris.absolute(iris.graph_key(PLAN.removeprefix("plan/"))), "urn:graph"]
    triples = f'<{iris.absolute(PLAN)}/measure/2.5.7> <{iris.NS}text> "另有新词"@zh .'
    with EmbeddedStore(folder) as store:
        store.add(digital_graphs)
        acts: list[Callable[[], object]] = [
            lambda: store.post_graph(names[0], triples.encode()),
            lambda: store.put_graph(names[1], triples.replace("另", "又").encode()),
            lambda: store.put_graph(names[1], b"<urn:a> <urn:b> <urn:c> ."),
            lambda: store.delete_graph(names[0]),
            lambda: store.delete_graph(names[1]),
            lambda: store.delete_graph(iris.absolute(iris.REFERENCE_GRAPH)),
        ]
        for act in acts:
            act()
            assert snapshot(store.index()) == fresh(store)


def _mark(folder: Path) -> str:
    with SearchFile(folder / FILE).reading() as connection:
        return state_of(connection)


def test_only_what_changed_is_written(seed_graphs: PlanGraphs, digital_graphs: PlanGraphs) -> None:
    """Bringing an index up to date writes nothing where nothing has changed."""
    index = SearchFile(None)
    with open_store() as store, index.writing() as connection:
        make_tables(connection)
        store.add(seed_graphs)
        assert follow(connection, store) > 300
        assert follow(connection, store) == 0
        store.add(digital_graphs)
        told = Touched(frozenset({digital_graphs.plan_key}))
        assert 50 < follow(connection, store, told) < 200
    index.close()


@pytest.fixture
def folder(tmp_path: Path, seed_graphs: PlanGraphs) -> Path:
    """A store on disk with the bundled plan, closed."""
    with open_store(tmp_path / "store") as store:
        store.add(seed_graphs)
    return tmp_path / "store"


def _gone(file: Path) -> None:
    file.unlink()


def _damaged(file: Path) -> None:
    file.write_bytes(b"no index at all" * 1000)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _old(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE state SET value = '0123456789abcdef' WHERE key = 'mark'")
    connection.close()


def _other_form(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE state SET value = 'of another release' WHERE key = 'form'")
    connection.close()


@pytest.mark.parametrize("harm", [_gone, _damaged, _cut, _old, _other_form])
def test_an_index_that_cannot_serve_is_made_anew(
    folder: Path, harm: Callable[[Path], None]
) -> None:
    """A missing, damaged or outdated index: readers do without, whoever may write makes it anew."""
    harm(folder / FILE)
    before = (folder / FILE).read_bytes() if (folder / FILE).exists() else None
    with open_store(folder, read_only=True) as store:
        assert store.index().find(Wanted("专利")).total == 36
        assert ((folder / FILE).read_bytes() if (folder / FILE).exists() else None) == before
    with open_store(folder) as store:
        assert _mark(folder) == store.generation()
        assert store.index().find(Wanted("专利")).total == 36
        assert snapshot(store.index()) == fresh(store)


def test_a_harmed_index_does_not_stop_a_write(folder: Path, digital_graphs: PlanGraphs) -> None:
    """A write succeeds though its index was damaged meanwhile, and leaves a sound one."""
    with open_store(folder) as store:
        _damaged(folder / FILE)
        assert store.add(digital_graphs) == "added"
        assert snapshot(store.index()) == fresh(store)


def test_no_room_for_the_index_does_not_stop_a_write(
    folder: Path, digital_graphs: PlanGraphs, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the index cannot be written, the plan is kept, the log tells, and searching works."""
    with open_store(folder) as store:
        (folder / FILE).unlink()
        (folder / FILE).mkdir()
        (folder / (FILE + ".new")).mkdir()
        assert store.add(digital_graphs) == "added"
        assert "search index could not be written" in caplog.text
        assert store.index().find(Wanted("数字经济")).exact
        with pytest.raises(StoreError):
            store.reindex()


def test_reindex_makes_the_same_index(folder: Path) -> None:
    """Made anew on request, an index holds the same; readers in other processes go on."""
    with open_store(folder, read_only=True) as reader, open_store(folder) as store:
        before = snapshot(store.index())
        assert store.reindex() > 300
        assert snapshot(store.index()) == before
        assert reader.index().find(Wanted("专利")).total == 36
        with pytest.raises(StoreError, match="reading only"):
            reader.reindex()


def test_a_reader_finds_what_it_sees(folder: Path, digital_graphs: PlanGraphs) -> None:
    """A reader searches the state that it opened, though a writer has gone on since."""
    with open_store(folder, read_only=True) as reader, open_store(folder) as writer:
        assert not reader.index().find(Wanted("数字经济创新发展")).total
        writer.add(digital_graphs)
        assert writer.index().find(Wanted("数字经济创新发展")).total
        assert not reader.index().find(Wanted("数字经济创新发展")).total
        assert reader.index().find(Wanted("专利")).total == 36
    with open_store(folder, read_only=True) as reader:
        assert reader.index().find(Wanted("数字经济创新发展")).total


def test_many_search_while_one_writes(folder: Path, digital_graphs: PlanGraphs) -> None:
    """Threads that search while plans come and go see one state or another, never a mixture."""
    expected = {36, 38}
    seen: set[int] = set()
    with EmbeddedStore(folder) as store:
        done = threading.Event()

        def search() -> None:
            while not done.is_set():
                seen.add(store.index().find(Wanted("专利"), limit=3).total)

        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for _ in range(3):
            store.add(digital_graphs)
            store.remove(digital_graphs.plan_key)
        done.set()
        for thread in threads:
            thread.join()
    assert seen <= expected
    assert seen


_KILLED = """
import sys
from plangraph.graph.store import open_store
from plangraph.graph.client import graphs_from
key, file, folder = sys.argv[1:]
graphs = graphs_from(key, open(file, "rb").read())
with open_store(folder) as store:
    print("ready", flush=True)
    while True:
        store.add(graphs)
        store.remove(key)
"""


def test_a_killed_writer_leaves_a_sound_index(
    folder: Path, tmp_path: Path, digital_graphs: PlanGraphs
) -> None:
    """Killed in the middle of writes, a writer leaves an index that its successor makes right."""
    (tmp_path / "plan.nq").write_bytes(to_nquads(digital_graphs))
    for wait in (0.05, 0.14):
        command = [sys.executable, "-c", _KILLED, digital_graphs.plan_key]
        command += [str(tmp_path / "plan.nq"), str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            threading.Event().wait(wait)
            child.kill()
        copy = tmp_path / f"copy{wait}"
        shutil.copytree(folder, copy)
        with open_store(copy, read_only=True) as store:
            assert snapshot(store.index()) == fresh(store)
        with open_store(copy) as store:
            assert _mark(copy) == store.generation()
            assert snapshot(store.index()) == fresh(store)
