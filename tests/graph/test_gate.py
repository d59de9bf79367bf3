"""What a query may not do: write, call other machines, or crash the engine."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from plangraph.graph.gate import MAX_NESTING
from plangraph.graph.store import Store
from plangraph.ontology.errors import InvalidQueryError


@pytest.mark.parametrize(
    "asked",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "# a comment\nPREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "BASE <http://x/> drop all",
        "LOAD <http://127.0.0.1/>",
        "CLEAR ALL",
    ],
)
def test_updates_are_refused(seed_store: Store, asked: str) -> None:
    """A query never writes."""
    before = seed_store.generation()
    with pytest.raises(InvalidQueryError, match="update"):
        seed_store.query(asked)
    assert seed_store.generation() == before


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
        "SELECT * { SERVICE <@> { ?s ?p ?o } }",
        "SELECT * { service silent <@> { ?s ?p ?o } }",
        "PREFIX x: <@> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "PREFIX : <@> SELECT * { SERVICE:y{ ?s ?p ?o } }",
        "SELECT * { ?x <x:a> trueSERVICE SILENT <@> { ?s ?p ?o } }",
        "SELECT * { ?x <x:a> 1SERVICE SILENT <@> { ?s ?p ?o } }",
        "PREFIX : <@> SELECT * { ?x <x:a> :x\\' . SERVICE <@> { ?s ?p :y\\' } }",
        "ASK { FILTER(1<'&&2>') SERVICE <@> { ?s ?p 'x' } }",
        "SELECT * { { SELECT * { OPTIONAL{}SERVICE SILENT <@> { ?s ?p ?o } } } }",
        "SELECT * { BIND(<@> AS ?s) SERVICE ?s { ?a ?b ?c } }",
        "CONSTRUCT { ?s ?p ?o } { SERVICE <@> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c # comment '''\n SERVICE <@> { ?s ?p ?o } # '''\n }",
    ],
)
def test_no_query_calls_out(seed_store: Store, trap: list[str], form: str) -> None:
    """SERVICE is refused in every spelling, and nothing connects to anywhere."""
    with pytest.raises(InvalidQueryError):
        seed_store.query(form.replace("@", trap[0]))
    assert trap[1:] == []


def test_from_does_not_fetch(seed_store: Store, trap: list[str]) -> None:
    """FROM names a graph of the store and fetches nothing."""
    asked = "SELECT * FROM <@> { ?s ?p ?o }".replace("@", trap[0])
    assert seed_store.query(asked).rows() == []
    assert trap[1:] == []


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT ?service { ?service a pg:Agency FILTER(?service != <http://x/SERVICE/y>) }",
        "PREFIX service: <http://x/> SELECT * { ?s service:service 'service { }' }",
        "SELECT * { ?s ?p ?o } LIMIT 1 # SERVICE <http://x/> {",
    ],
)
def test_the_word_service_may_stand_in_names(seed_store: Store, asked: str) -> None:
    """The word alone, in a name, a text or a comment, is no call and is not refused."""
    seed_store.query(asked).rows()


def test_deep_nesting_is_refused(seed_store: Store) -> None:
    """A query nested so deeply that the engine would crash is refused."""
    for left, right in ("{}", "()", "[]"):
        with pytest.raises(InvalidQueryError, match="nested"):
            seed_store.query(f"SELECT * {{ {left * 50_000} {right * 50_000} }}")
    deep = MAX_NESTING - 2
    seed_store.query(f"SELECT * {{ {'{' * deep} ?s ?p 1 {'}' * deep} }}").rows()
