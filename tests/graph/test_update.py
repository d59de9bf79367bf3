"""SPARQL updates: what they may do, what is refused, what a copy of the store is told."""

import re
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.gate import MAX_NESTING
from plangraph.graph.store import Store, open_store
from plangraph.graph.update_gate import over_graphs
from plangraph.ontology.errors import InvalidQueryError, StoreError
from plangraph.ontology.triples import PlanGraphs

ADD = "INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } }"


def held(store: Store, graph: str = "x:g") -> str:
    """The triples of a graph, one a line."""
    return (store.graph(graph) or b"").decode()


@pytest.mark.parametrize("kind", ["in memory", "in a folder"])
def test_an_update_changes_the_store(tmp_path: Path, kind: str) -> None:
    """Data go in, patterns change them, and queries see the outcome."""
    with open_store(None if kind == "in memory" else tmp_path / "store") as store:
        store.update(ADD)
        store.update(
            "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { GRAPH ?g { ?s ?p ?n } } "
            "WHERE { GRAPH ?g { ?s ?p ?o FILTER(?p = <x:b>) BIND(?o + 1 AS ?n) } }"
        )
        assert held(store) == '<x:a> <x:b> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        assert store.query("ASK { <x:a> <x:b> 2 }")


def test_the_prefixes_of_the_model_are_known(tmp_path: Path) -> None:
    """An update needs no declaration for pg:, skos: and the others, and may declare them anew."""
    with open_store(tmp_path / "store") as store:
        store.update("INSERT DATA { GRAPH <x:g> { <x:a> a pg:Task } }")
        store.update("PREFIX pg: <x:pg/> INSERT DATA { GRAPH <x:g> { <x:a> a pg:Task } }")
        assert "/plangraph/ns#Task" in held(store)
        assert "<x:pg/Task>" in held(store)


def test_an_update_is_done_whole_or_not_at_all(tmp_path: Path) -> None:
    """If the last of several steps fails, none of them was done, and the generation is the same."""
    with EmbeddedStore(tmp_path / "store") as store:
        told: list[str] = []
        store.on_write = lambda update, _: told.append(update)
        store.update(ADD)
        before, generation = store.nquads(), store.generation()
        with pytest.raises(InvalidQueryError, match="does not exist"):
            store.update("INSERT DATA { <x:n> <x:n> 1 } ; CLEAR ALL ; DROP GRAPH <x:none>")
        assert (store.nquads(), store.generation()) == (before, generation)
        assert len(told) == 1


def test_a_store_for_reading_takes_no_update(tmp_path: Path) -> None:
    """A store that was opened to be read refuses every write."""
    with open_store(tmp_path / "store") as store:
        store.update(ADD)
    with open_store(tmp_path / "store", read_only=True) as store:
        for write in (
            lambda: store.update("CLEAR ALL"),
            lambda: store.put_graph("x:g", b""),
            lambda: store.delete_graph("x:g"),
        ):
            with pytest.raises(StoreError, match="reading only"):
                write()


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("INSERT DATA { <x:a> <x:b> }", "line 1, column 27"),
        ("PREFIX x: <x:>\n# a comment\nINSERT DATA { x:a x:b }", "line 3, column 23"),
        ("PREFIX x: <x:> INSERT DATA { x:a x:b\n}", "line 2, column 1"),
        ("CLEAR XYZ", "line 1, column "),
        ("", ""),
    ],
)
def test_what_does_not_parse_is_told_with_its_place(asked: str, where: str) -> None:
    """Line and column of a mistake are those of the text that was sent; no text at all is fine."""
    with open_store() as store:
        if not asked:
            store.update(asked)
            return
        with pytest.raises(InvalidQueryError, match="update does not parse") as told:
            store.update(asked)
        assert told.value.where.startswith(where)


@pytest.mark.parametrize("asked", ["SELECT * { ?s ?p ?o }", "# x\nPREFIX x: <x:> ask { }"])
def test_a_query_is_no_update(asked: str) -> None:
    """A query is refused with the address where queries go."""
    with open_store() as store, pytest.raises(InvalidQueryError, match="This is a query"):
        store.update(asked)


@pytest.fixture
def trap() -> Iterator[list[str]]:
    """A server on this machine that notes every connection; the first entry is its address."""
    seen: list[str] = []

    class Note(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            seen.append("called")

    with socketserver.TCPServer(("127.0.0.1", 0), Note) as server:
        seen.append(f"http://127.0.0.1:{server.server_address[1]}/")
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield seen
        server.shutdown()


@pytest.mark.parametrize(
    "form",
    [
        "LOAD <@>",
        "load silent <@> INTO GRAPH <x:g>",
        "CLEAR ALL ;\n# quiet\nLOAD<@>",
        "PREFIX load: <x:> INSERT DATA { load:load load:load 'load' } ; LOAD <@>",
        "PREFIX#LOAD\nx:<@> LOAD x:y",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <@> { ?s ?p ?o } }",
        "INSERT { ?s ?p 1 } WHERE { ?s ?p trueSERVICE SILENT <@> { ?s ?p ?o } }",
        "DELETE { ?s ?p ?o } USING <@> WHERE { BIND(<@> AS ?s) SERVICE ?s { ?s ?p ?o } }",
        "INSERT { ?s ?p ?o } WHERE { { SELECT * { service silent <@> { ?s ?p ?o } } } }",
    ],
)
def test_no_update_calls_out(trap: list[str], form: str) -> None:
    """LOAD and SERVICE are refused in every spelling, and nothing connects to anywhere."""
    with open_store() as store, pytest.raises(InvalidQueryError, match="is refused"):
        store.update(form.replace("@", trap[0]))
    assert trap[1:] == []


@pytest.mark.parametrize(
    "asked",
    [
        "INSERT DATA { <x:download> <x:service> 'LOAD <http://x/> SERVICE <x:y> { }' }",
        "PREFIX load: <x:> PREFIX service: <x:> INSERT DATA { load:a service:service 1 }",
        "# LOAD <http://x/>\nCLEAR ALL # SERVICE",
        "INSERT { ?load ?service 1 } WHERE { ?load ?service 2 }",
    ],
)
def test_the_words_may_stand_in_names(asked: str) -> None:
    """The words alone, in a name, a text or a comment, are no call and are not refused."""
    with open_store() as store:
        store.update(asked)


def test_deep_nesting_is_refused() -> None:
    """An update nested so deeply that the engine would crash is refused."""
    with open_store() as store:
        for left, right in ("{}", "()", "[]"):
            with pytest.raises(InvalidQueryError, match="nested"):
                store.update(f"INSERT DATA {{ {left * 50_000} {right * 50_000} }}")
        deep = MAX_NESTING - 2
        store.update(f"INSERT {{ ?s ?p 1 }} WHERE {{ {'{' * deep} ?s ?p 2 {'}' * deep} }}")


GRAPHS = "INSERT DATA { <x:d> a <x:T> GRAPH <x:1> { <x:1> a <x:T> } GRAPH <x:2> { <x:2> a <x:T> } }"


@pytest.mark.parametrize(
    ("where", "using", "named", "found"),
    [
        ("{ ?s a <x:T> }", None, None, "d"),
        ("{ GRAPH ?g { ?s a <x:T> } }", None, None, "12"),
        ("{ ?s a <x:T> }", ["x:1"], None, "1"),
        ("{ ?s a <x:T> }", ["x:1", "x:2"], None, "12"),
        ("{ ?s a <x:T> }", None, ["x:1"], ""),
        ("{ GRAPH ?g { ?s a <x:T> } }", None, ["x:1"], "1"),
        ("{ GRAPH ?g { ?s a <x:T> } }", ["x:2"], ["x:1"], "1"),
        ("{ { SELECT ?s WHERE { ?s a <x:T> FILTER(?s != 'WHERE') } } }", ["x:1"], None, "1"),
        ("{ ?s a <x:T> # WHERE {\n FILTER(?s != '''WHERE\n{''') }", ["x:2"], None, "2"),
        ("{ FILTER(true || 1<'WHERE>}') ?s a <x:T> }", ["x:2"], None, "2"),
    ],
)
def test_patterns_see_the_graphs_that_are_named(
    where: str, using: list[str] | None, named: list[str] | None, found: str
) -> None:
    """A pattern sees the default graph and GRAPH all others, or what the request names."""
    with open_store() as store:
        store.update(GRAPHS)
        asked = f"INSERT {{ GRAPH <x:out> {{ ?s a <x:Found> }} }} WHERE {where}"
        store.update(asked, using_graphs=using, using_named_graphs=named)
        subjects = {
            line.split(">")[0].removeprefix("<x:") for line in held(store, "x:out").splitlines()
        }
        assert subjects == set(found)


@pytest.mark.parametrize(
    "asked",
    [
        "DELETE WHERE { ?s a <x:T> }",
        "CLEAR SILENT GRAPH <x:z> ; delete # short\n where{?s a ?t,'}'}; CLEAR GRAPH <x:2>",
    ],
)
def test_delete_where_sees_them_as_well(asked: str) -> None:
    """DELETE WHERE deletes from the default graph what it finds in the graphs that are named."""
    both = "<x:1> a <x:T>, '}'"
    with open_store() as store:
        store.update(f"INSERT DATA {{ {both} . <x:2> a <x:T>, '}}' GRAPH <x:1> {{ {both} }} }}")
        store.update("INSERT DATA { GRAPH <x:2> { <x:3> a 3 } }")
        store.update(asked, using_graphs=["x:1"])
        rest = (store.graph(None) or b"").decode()
        assert "<x:2>" in rest
        assert not re.search("<x:1> .*<x:T>", rest)
        assert len(held(store, "x:1").splitlines()) == 2


@pytest.mark.parametrize(
    "asked",
    [
        "INSERT { ?s ?p 1 } USING <x:2> WHERE { ?s ?p ?o }",
        "WITH <x:1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL ; INSERT { ?s ?p 1 } using named <x:2> WHERE { ?s ?p ?o }",
    ],
)
def test_graphs_are_named_once(asked: str) -> None:
    """A request that names graphs may not carry an update that names them itself."""
    with open_store() as store, pytest.raises(InvalidQueryError, match="both name"):
        store.update(asked, using_graphs=["x:1"])
    with open_store() as store, pytest.raises(InvalidQueryError, match="no IRI"):
        store.update("DELETE WHERE { ?s ?p ?o }", using_named_graphs=["no iri"])


def test_too_many_patterns_over_given_graphs_are_refused() -> None:
    """The request may name the graphs of a hundred patterns."""
    step = "INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }"
    assert over_graphs(";".join([step] * 3), ["x:g"], None).count("USING <x:g>") == 3
    with pytest.raises(InvalidQueryError, match="100 times"):
        over_graphs(";".join([step] * 101), ["x:g"], None)


PUT = "INSERT { GRAPH <x:g> {"
COUNTED = "SELECT ?s ?p (COUNT(*) AS ?o) { GRAPH ?g { ?s ?p ?x } }"


@pytest.mark.parametrize(
    ("asked", "repeated"),
    [
        (ADD, True),
        ("INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 'now, a random word', _:x } }", True),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", True),
        ("INSERT { GRAPH <x:g> { ?s ?p _:n } } WHERE { GRAPH ?g { ?s ?p ?o } }", True),
        (f"{PUT} ?s ?p ?o }} }} WHERE {{ {{ {COUNTED} GROUP BY ?s ?p }} }}", True),
        (f"{PUT} ?s <x:known> 1 }} }} WHERE {{ GRAPH ?g {{ ?s <x:max/min> ?summary }} }}", True),
        (f"{PUT} <x:a> <x:b> ?n }} }} WHERE {{ BIND(now # (\n ( ) AS ?n) }}", False),
        (f"{PUT} <x:a> <x:b> ?n }} }} WHERE {{ BIND(RAND() AS ?n) }}", False),
        (f"{PUT} <x:a> <x:b> ?n }} }} WHERE {{ BIND(STRUUID() AS ?n) }}", False),
        (f"{PUT} <x:a> <x:b> ?s }} }} WHERE {{ {{ {COUNTED} GROUP BY ?s ?p LIMIT 1 }} }}", False),
    ],
)
def test_copies_are_told_how_to_follow(asked: str, repeated: bool) -> None:  # noqa: FBT001
    """A copy that repeats what it is told holds the same; what chance decides is told as empty."""
    with EmbeddedStore() as store:
        store.update("INSERT DATA { GRAPH <x:0> { <x:s> <x:p> 1, 2 . <x:t> <x:p> 1 } }")
        copy = ox.Store()
        copy.extend(ox.parse(store.nquads(), ox.RdfFormat.N_QUADS))
        told: list[tuple[str, str]] = []
        store.on_write = lambda update, mark: told.append((update, mark))
        store.update(asked)
        ((update, mark),) = told
        assert mark == store.generation()
        assert bool(update) is repeated
        if repeated:
            copy.update(update)
            assert isomorphic(copy, store.nquads())


def isomorphic(copy: ox.Store, nquads: bytes) -> bool:
    """Whether both hold the same but for the labels of blank nodes."""
    found, wanted = ox.Dataset(copy), ox.Dataset(ox.parse(nquads, ox.RdfFormat.N_QUADS))
    for dataset in (found, wanted):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return bool(found == wanted)


def test_plans_live_on_beside_updates(seed_graphs: PlanGraphs) -> None:
    """A plan that an update has changed is put right by adding it again."""
    with open_store() as store:
        store.add(seed_graphs)
        whole = store.nquads()
        store.update("DELETE { GRAPH ?g { ?t a pg:Task } } WHERE { GRAPH ?g { ?t a pg:Task } }")
        assert not store.query("ASK { ?t a pg:Task }")
        assert store.add(seed_graphs) == "replaced"
        assert store.nquads() == whole
