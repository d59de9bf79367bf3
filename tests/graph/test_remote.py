"""An engine elsewhere on a bad day: parts, delays, refusals, retries, credentials, large plans."""

import dataclasses
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from plangraph.graph.asking import Asking
from plangraph.graph.engines import engine_at
from plangraph.graph.pool import Bounds
from plangraph.graph.remote import RemoteStore
from plangraph.graph.remote_settings import RemoteSettings
from plangraph.graph.store import open_store
from plangraph.graph.ticket import Ticket
from plangraph.ontology.errors import InvalidQueryError, LimitError, PlanGraphError, StoreError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, from_nquads, to_graphs
from tests.engines import Elsewhere
from tests.graph.conftest import Revise
from tests.graph.odd_engine import ROWS, OddEngine, Reply, odd_engine
from tests.waiting import eventually

ASKED = "SELECT ?n { ?s ?p ?n }"
SECRET = "geheim-und-lang"  # noqa: S105 -- it opens nothing


@pytest.fixture
def odd() -> Iterator[OddEngine]:
    """An engine that answers what the test tells it to."""
    with odd_engine() as engine:
        yield engine


def opened(engine: OddEngine, **told: Any) -> RemoteStore:
    """A store in it, opened for reading."""
    return RemoteStore(engine.address, RemoteSettings(**told), read_only=True)


# --- parts are no answers --------------------------------------------------------------------

GLUED = ROWS[:-3] + b"The SPARQL operation has been cancelled"
PARTS = {
    "status 206": Reply(status=206),
    "Virtuoso's anytime query": Reply(headers={"X-SQL-State": "S1TAT"}),
    "Virtuoso's row limit": Reply(headers={"X-SPARQL-MaxRows": "10000"}),
    "a connection that broke": Reply(cut=5),
    "JSON that ends early": Reply(body=ROWS[:-2]),
    "rows that end early": Reply(body=ROWS[:-3] + b',{"n":'),
    "an error's words in a 200": Reply(body=GLUED),
    "words behind the answer": Reply(body=ROWS + b"\nquery timed out"),
    "nothing at all": Reply(body=b""),
    "a page": Reply(body=b"<html>Welcome</html>", headers={"Content-Type": "text/html"}),
    "a redirect": Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}),
}


@pytest.mark.parametrize("reply", PARTS.values(), ids=PARTS)
def test_a_part_is_no_answer(odd: OddEngine, reply: Reply) -> None:
    """An answer that is cut in any of the ways that engines have is an error and not fewer rows."""
    with opened(odd, retries=0) as store:
        odd.replies.append(reply)
        with pytest.raises((StoreError, LimitError)):
            store.query(ASKED)
        assert store.query(ASKED).values() == [{"n": "1"}]


def test_truths_are_spelled_as_elsewhere(odd: OddEngine) -> None:
    """An engine that writes 1 and 0 for truths gives the same values as the others."""
    kind = b'"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#boolean"'
    truth = b"{" + kind + b', "value": "%b"}'
    rows = b'{"head": {"vars": ["a", "b"]}, "results": {"bindings": [{"a": %b, "b": %b}]}}'
    with opened(odd) as store:
        odd.replies.append(Reply(body=rows % (truth % b"1", truth % b"0")))
        assert store.query("SELECT ?a ?b { ?s ?a ?b }").values() == [{"a": True, "b": False}]


# --- time, size, room ------------------------------------------------------------------------


@pytest.mark.parametrize("reply", [Reply(pause=90), Reply(pause=9)], ids=["mute", "trickling"])
def test_a_deadline_ends_every_read(odd: OddEngine, reply: Reply) -> None:
    """An engine that says nothing, or too little at a time, is given up in time with status 504."""
    with opened(odd, seconds=0.5) as store:
        odd.replies.append(reply)
        begun = time.monotonic()
        with pytest.raises(LimitError, match=r"longer than 0\.5 seconds") as caught:
            store.query(ASKED)
        assert caught.value.status == 504
        assert time.monotonic() - begun < 60


def test_an_answer_has_a_largest_size(odd: OddEngine) -> None:
    """An answer that outgrows the megabytes of the settings is refused with status 507."""
    with opened(odd, max_megabytes=1) as store:
        odd.replies.append(Reply(body=b" " * (2 << 20)))
        with pytest.raises(LimitError, match="larger than 1 MB") as caught:
            store.query(ASKED)
        assert caught.value.status == 507


def test_strangers_wait_apart(odd: OddEngine) -> None:
    """Ad-hoc queries beyond their places are refused with 503, while pages still get answers."""
    one = Bounds(workers=1, waiting=0, seconds=60, patience=1)
    asking, formats = Asking(ASKED), {"rows": "json", "graph": "nt"}
    with RemoteStore(odd.address, RemoteSettings(), strangers=one, read_only=True) as store:
        odd.replies.append(Reply(pause=1))
        ticket = Ticket()

        def ask() -> None:
            with suppress(LimitError):
                store.stream(asking, formats, ticket)  # type: ignore[arg-type]

        first = threading.Thread(target=ask)
        first.start()
        assert eventually(lambda: odd.asked)
        with pytest.raises(LimitError) as caught:
            store.stream(asking, formats)  # type: ignore[arg-type]
        assert caught.value.status == 503
        assert store.query(ASKED).values() == [{"n": "1"}]
        ticket.cancel()
        first.join()


def test_who_gives_up_is_not_waited_for(odd: OddEngine) -> None:
    """A query whose asker has gone is ended as soon as the engine says the next word."""
    ticket = Ticket()
    with opened(odd, seconds=120) as store:
        odd.replies.append(Reply(pause=2))
        threading.Timer(0.2, ticket.cancel).start()
        begun = time.monotonic()
        with pytest.raises(LimitError):
            store.stream(Asking(ASKED), {"rows": "json", "graph": "nt"}, ticket)
        assert time.monotonic() - begun < 15  # of twenty that the answer takes


def test_the_engine_is_told_the_deadline(odd: OddEngine) -> None:
    """Where a parameter for it is named, the engine hears how long a query may run."""
    with opened(odd, timeout_parameter="timeout={milliseconds}", seconds=70) as store:
        store.query(ASKED)
    (_, _, fields) = odd.asked[0]
    assert 10_000 < int(fields["timeout"][0]) <= 70_000


# --- tries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_reads_are_tried_again(odd: OddEngine, status: int) -> None:
    """A read that found the engine busy is tried again, a few times and not for ever."""
    with opened(odd) as store:
        odd.replies += [Reply(status=status), Reply(cut=3)]
        assert store.query(ASKED).values() == [{"n": "1"}]
        assert len(odd.asked) == 3
        odd.replies += [Reply(status=status)] * 5
        with pytest.raises((StoreError, LimitError)):
            store.query(ASKED)
        assert len(odd.asked) == 6


@pytest.mark.parametrize("reply", [Reply(status=400, body=b"no such thing"), Reply(status=401)])
def test_what_stays_wrong_is_asked_once(odd: OddEngine, reply: Reply) -> None:
    """A query that the engine does not take, and credentials that it does not, are final."""
    with opened(odd) as store:
        odd.replies.append(reply)
        with pytest.raises(PlanGraphError):
            store.query(ASKED)
        assert len(odd.asked) == 1


def test_an_error_of_virtuoso_is_final(odd: OddEngine) -> None:
    """Virtuoso says 500 for a query that is wrong; its words are shown by their first line."""
    with opened(odd) as store:
        words = b"Virtuoso 22023 Error SR353: Sorted TOP clause\n\nSPARQL query:\nSELECT secret"
        odd.replies.append(Reply(status=500, body=words))
        with pytest.raises(InvalidQueryError, match="Sorted TOP clause") as caught:
            store.query(ASKED)
        assert "secret" not in str(caught.value)


def test_a_user_without_rights_is_told_so(odd: OddEngine) -> None:
    """Virtuoso says 500 to a user who may not read; the advice is about rights, not the query."""
    with opened(odd) as store:
        words = b"Virtuoso 42000 Error SQ033: SELECT access denied"
        odd.replies.append(Reply(status=500, body=words))
        with pytest.raises(StoreError, match="PLANGRAPH_REMOTE_USER"):
            store.query(ASKED)


def test_writes_are_never_tried_again(odd: OddEngine) -> None:
    """A write whose outcome is not known is reported and not repeated."""
    odd.replies.append(Reply(status=503))
    with pytest.raises(StoreError, match="could not write"):
        RemoteStore(odd.address, RemoteSettings())
    updates = [fields for path, _, fields in odd.asked if path == "/update"]
    assert len(updates) == 1


def test_an_engine_that_is_not_there_is_told() -> None:
    """An address where nobody listens is told with advice, and so is one that is none."""
    with pytest.raises(StoreError, match="cannot be reached"):
        RemoteStore("http://127.0.0.1:9/query", RemoteSettings(retries=0))
    for address in ("ftp://127.0.0.1/x", "http:///query", "http://127.0.0.1/sparql?token=1"):
        with pytest.raises(StoreError, match="no address"):
            RemoteStore(address)


# --- credentials -----------------------------------------------------------------------------


def test_credentials_stay_out_of_sight(odd: OddEngine, caplog: pytest.LogCaptureFixture) -> None:
    """A password stands in the header that the engine asks for, and nowhere else."""
    caplog.set_level(logging.DEBUG)
    settings = RemoteSettings(user="someone", password=SECRET, retries=0)
    challenge = {"WWW-Authenticate": 'Basic realm="x"'}
    with RemoteStore(odd.address, settings, read_only=True) as store:
        odd.replies += [Reply(status=401, headers=challenge), Reply(), Reply(status=401)]
        assert store.query(ASKED).values() == [{"n": "1"}]
        with pytest.raises(StoreError, match="lets nobody in") as caught:
            store.query(ASKED)
    assert [headers.get("Authorization", "")[:6] for _, headers, _ in odd.asked[:2]] == [
        "",
        "Basic ",
    ]
    seen = f"{caught.value} {caught.value.__cause__} {settings!r} {caplog.text}"
    assert SECRET not in seen + "".join(path for path, _, _ in odd.asked)
    assert "someone" not in repr(settings)


def test_a_token_is_sent_as_bearer(odd: OddEngine) -> None:
    """A token goes with every request."""
    with opened(odd, token=SECRET) as store:
        store.query(ASKED)
    assert odd.asked[0][1]["Authorization"] == f"Bearer {SECRET}"


def test_an_address_holds_no_credentials() -> None:
    """An address with a password in it is refused, and the message does not repeat it."""
    with pytest.raises(StoreError, match="PLANGRAPH_REMOTE_USER") as caught:
        RemoteStore(f"http://dba:{SECRET}@127.0.0.1/sparql")
    assert SECRET not in str(caught.value)


def test_only_who_may_write_writes(virtuoso: Elsewhere) -> None:
    """A Virtuoso is written to with credentials, and neither without nor with wrong ones."""
    virtuoso.empty()
    wrong = RemoteSettings(user="dba", password="wrong")  # noqa: S106 -- it is meant to fail
    for settings in (RemoteSettings(), wrong):
        with pytest.raises(StoreError):
            RemoteStore(virtuoso.address, settings)
    with virtuoso.open() as store:
        assert store.plan_keys() == []


# --- addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "engine", "update", "graphs"),
    [
        ("http://h:8890/sparql", "virtuoso", "/sparql-auth", "/sparql-graph-crud-auth"),
        ("http://h:7878/query", "oxigraph", "/update", "/store"),
        ("http://h:3030/plans/query", "fuseki", "/plans/update", "/plans/data"),
        ("https://h/fuseki/plans/sparql", "fuseki", "/fuseki/plans/update", "/fuseki/plans/data"),
        (
            "http://h:7200/repositories/plans",
            "graphdb",
            "/repositories/plans/statements",
            "/repositories/plans/rdf-graphs/service",
        ),
        ("http://h/blazegraph/namespace/kb/sparql", "blazegraph", None, ""),
        ("https://h/anything/else", "other", None, ""),
    ],
)
def test_addresses_follow_from_that_of_queries(
    address: str, engine: str, update: str | None, graphs: str
) -> None:
    """The shape of the query address tells the engine and its other addresses."""
    found = engine_at(address, RemoteSettings(user="someone"))
    assert found.name == engine
    assert found.update_url.endswith(update or address)
    assert found.graphs_url.endswith(graphs)
    assert bool(found.graphs_url) == bool(graphs)


def test_settings_win_over_the_address() -> None:
    """Engine and addresses can be told, and an engine that nobody knows is refused."""
    told = RemoteSettings(engine="virtuoso", update_url="http://h/u", graphs_url="http://h/g")
    found = engine_at("https://h/behind/proxy/sparql", told)
    assert (found.name, found.update_url, found.graphs_url) == (
        "virtuoso",
        "http://h/u",
        "http://h/g",
    )
    with pytest.raises(StoreError, match="no engine 'mysql'"):
        engine_at("http://h/sparql", RemoteSettings(engine="mysql"))


def test_settings_come_from_the_environment() -> None:
    """Each setting is a variable; a number that is none is refused."""
    told = {"PLANGRAPH_REMOTE_SECONDS": "2.5", "PLANGRAPH_REMOTE_USER": "dba"}
    found = RemoteSettings.from_environment(told)
    assert (found.seconds, found.user, found.retries) == (2.5, "dba", 2)
    with pytest.raises(StoreError, match="no number"):
        RemoteSettings.from_environment({"PLANGRAPH_REMOTE_RETRIES": "many"})


# --- the engine's own doors ------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        'DEFINE get:soft "replace" SELECT * FROM <@> { ?s ?p ?o }',
        'define input:grab-all "yes" SELECT * { ?s ?p ?o }',
        "SELECT (bif:http_get('@') AS ?x) {}",
        "PREFIX bif: <bif:> SELECT (bif:http_get('@') AS ?x) {}",
        "PREFIX x: <bi> SELECT (x:f:http_get('@') AS ?x) {}",
        "SELECT (<bif:http_get>('@') AS ?x) {}",
        "SELECT (<BIF:http_get>('@') AS ?x) {}",
        "SELECT (<b\\u0069f:http_get>('@') AS ?x) {}",
        "SELECT (sql:rdf_load('@') AS ?x) {}",
        "PREFIX sql: <sql:> SELECT (sql:x(1) AS ?x) {}",
        "SELECT * { ?s <bif:contains> 'x' }",
        "SELECT (<java:java.lang.Runtime>('@') AS ?x) {}",
        "SELECT (<http://jena.apache.org/ARQ/function#now>() AS ?x) {}",
        "SELECT * { ?s ?p ?o OPTION (TRANSITIVE) }",
        "SELECT `1` {}",
        "SELECT * { ?s ?p ?::x }",
        "SELECT * { LATERAL { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 } SERVICE <@> { ?s ?p \\u0022" }',
        "SELECT * { SERV\\u0049CE <@> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o } } SERVICE <@> { ?s ?p ?o",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
    ],
)
@pytest.mark.parametrize("engine", ["virtuoso", "oxigraph_server"])
def test_doors_of_an_engine_are_shut(
    request: pytest.FixtureRequest, engine: str, asked: str, trap: Any
) -> None:
    """What only an engine's own dialect can do is refused or harmless, and nobody is called."""
    with request.getfixturevalue(engine).open(read_only=True) as store:
        try:
            store.query(asked.replace("@", f"http://127.0.0.1:{trap.port}/")).rows()
        except InvalidQueryError:
            pass
        else:
            assert "\\u0022" in asked  # a text and nothing else
    assert trap() == 0


# --- writing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["virtuoso", "oxigraph_server"])
def test_a_plan_too_large_for_a_request_is_gathered_first(
    request: pytest.FixtureRequest, engine: str, digital_plan: Plan, digital_graphs: PlanGraphs
) -> None:
    """A plan that fits in no request comes in parts, is moved to its place, and is the same."""
    elsewhere: Elsewhere = request.getfixturevalue(engine)
    elsewhere.empty()
    fewer = dataclasses.replace(digital_plan, mentions=(), links=())
    with elsewhere.open() as store, open_store() as fresh:
        wire = store._wire  # noqa: SLF001 -- no real plan is as large as engines are patient
        wire.engine = dataclasses.replace(wire.engine, request=60_000, step=100)
        store.add(to_graphs(fewer))
        assert store.add(digital_graphs) == "replaced"
        fresh.add(digital_graphs)
        assert store.nquads() == fresh.nquads()
        store.remove(digital_graphs.plan_key)
        asked = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
        graphs = [str(row["g"]) for row in store.query(asked).values()]
        assert not [name for name in graphs if digital_graphs.plan_key in name]


@pytest.mark.parametrize("engine", ["virtuoso", "oxigraph_server"])
def test_a_writer_that_died_is_passed_over(
    request: pytest.FixtureRequest, engine: str, digital_graphs: PlanGraphs
) -> None:
    """Who began to write and never ended holds the others up for a while and not for ever."""
    elsewhere: Elsewhere = request.getfixturevalue(engine)
    elsewhere.empty()
    with elsewhere.open() as dead:
        marks = dead._writing.marks  # noqa: SLF001 -- a process killed in the middle leaves this behind
        assert marks.take(marks.free(), digital_graphs.plan_key)
    quick = dataclasses.replace(elsewhere.settings, write_seconds=1.0)
    with RemoteStore(elsewhere.address, quick) as store:
        assert store.add(digital_graphs) == "added"
        assert store.plan_keys() == [digital_graphs.plan_key]


def test_the_engine_may_lack_a_graph_store(
    oxigraph_server: Elsewhere, digital_graphs: PlanGraphs
) -> None:
    """An engine that takes only queries and updates keeps plans all the same."""
    oxigraph_server.empty()
    update = oxigraph_server.address.replace("/query", "/update")
    settings = RemoteSettings(engine="other", update_url=update)
    with RemoteStore(oxigraph_server.address, settings) as store, open_store() as fresh:
        store.add(digital_graphs)
        fresh.add(digital_graphs)
        assert store.nquads() == fresh.nquads()


# --- what is replaced ------------------------------------------------------------------------


def test_a_replaced_version_is_kept_on_this_machine(
    oxigraph_server: Elsewhere, digital_plan: Plan, revised: Revise, tmp_path: Path
) -> None:
    """Where the settings name a folder, a plan that a newer text replaces is kept in it."""
    oxigraph_server.empty()
    settings = dataclasses.replace(oxigraph_server.settings, versions=str(tmp_path / "kept"))
    key, digits = digital_plan.key, digital_plan.version.sha256[:12]
    with RemoteStore(oxigraph_server.address, settings) as store:
        store.add(to_graphs(digital_plan))
        assert store.add(to_graphs(revised(digital_plan))) == "replaced"
        assert (store.versions.kept(key), store.versions.lasting) == ([digits], True)
    with RemoteStore(oxigraph_server.address, settings, read_only=True) as store:
        assert from_nquads(key, store.versions.read(key, digits)) == digital_plan
