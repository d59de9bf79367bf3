"""The service under attack: every query ends with its status, and REST goes on meanwhile."""

import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from plangraph.graph.pool import Bounds
from plangraph.graph.served import Capacity, ServedStore
from plangraph.graph.worker import Limits
from plangraph.ontology.triples import PlanGraphs
from tests.api.conftest import serving
from tests.graph.runaways import NESTED, RUNAWAYS
from tests.trap import Trap
from tests.waiting import PATIENCE, eventually

pytestmark = pytest.mark.long

SECONDS = 1.0
CAPACITY = Capacity(
    rest=Bounds(workers=2, waiting=200, seconds=10, patience=10),
    sparql=Bounds(workers=2, waiting=4, seconds=SECONDS, patience=SECONDS * 4),
    limits=Limits(memory=300 << 20),
)
CUT = 0  # no status: the connection was broken
STREAMED = RUNAWAYS["cross product, streamed"]


@pytest.fixture(scope="module")
def store(
    tmp_path_factory: pytest.TempPathFactory, seed_graphs: PlanGraphs
) -> Iterator[ServedStore]:
    """The bundled plan in a served folder."""
    with ServedStore(tmp_path_factory.mktemp("served") / "store", CAPACITY) as store:
        store.add(seed_graphs)
        yield store


@pytest.fixture(scope="module")
def served(store: ServedStore) -> Iterator[httpx.Client]:
    """A service on it."""
    with serving(store) as client:
        yield client


def ask(client: httpx.Client, sparql: str) -> httpx.Response:
    """One query by form, as long ones are sent."""
    return client.post("/sparql", data={"query": sparql})


def outcome(client: httpx.Client, sparql: str) -> int:
    """The status of an answer, or that it was cut off."""
    try:
        return ask(client, sparql).status_code
    except httpx.RemoteProtocolError:
        return CUT


def test_an_endless_query_is_504(served: httpx.Client) -> None:
    """A query that outgrows its time is 504, with advice, and soon."""
    before = time.monotonic()
    reply = ask(served, RUNAWAYS["cross product, counted"])
    assert reply.status_code == 504
    assert "1 seconds" in reply.json()["detail"]
    assert reply.headers["content-type"] == "application/problem+json"
    assert time.monotonic() - before < 20


def test_a_greedy_query_is_507(served: httpx.Client) -> None:
    """A query that outgrows its memory is 507."""
    assert ask(served, RUNAWAYS["doubling text"]).status_code in (504, 507)
    everything = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(2))
    reply = ask(served, "SELECT * { " + everything + " } ORDER BY ?o1 ?o0 ?s1")
    assert reply.status_code in (504, 507)


@pytest.mark.parametrize("sparql", NESTED.values(), ids=NESTED)
def test_a_deep_query_is_refused(served: httpx.Client, sparql: str) -> None:
    """However deep or long, a query has an answer that the documentation knows."""
    assert ask(served, sparql).status_code in (200, 400, 413, 504, 507)
    assert served.get("/healthz").status_code == 200


def test_a_full_queue_is_503_and_says_when(served: httpx.Client) -> None:
    """More queries than may wait are refused at once, with Retry-After."""
    replies: list[httpx.Response] = []

    def go() -> None:
        replies.append(ask(served, RUNAWAYS["cross product, counted"]))

    threads = [threading.Thread(target=go) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = Counter(reply.status_code for reply in replies)
    assert set(counts) == {503, 504}
    refused = next(reply for reply in replies if reply.status_code == 503)
    assert int(refused.headers["retry-after"]) > 0


def test_a_cut_answer_breaks_the_connection(served: httpx.Client) -> None:
    """An answer that cannot be finished never ends as if it were whole: httpx says so."""

    def broken() -> bool:
        with served.stream("POST", "/sparql", data={"query": STREAMED}) as reply:
            if reply.status_code == 504:  # a busy machine did not begin the answer in its time
                return False
            assert reply.status_code == 200
            with pytest.raises(httpx.RemoteProtocolError):
                for _ in reply.iter_raw():
                    pass
        return True

    assert eventually(broken)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
def test_curl_notices_a_cut_answer(served: httpx.Client) -> None:
    """curl ends with exit code 18: transfer closed with outstanding data remaining."""
    command = ["curl", "-s", "-o", "/dev/null", "--data-urlencode", f"query={STREAMED}"]
    command.append(f"{served.base_url}/sparql")
    # What a busy machine did not begin in its time is 504, and whole.
    assert eventually(lambda: subprocess.run(command, check=False).returncode == 18)


def test_a_client_that_goes_away_frees_its_worker(store: ServedStore, served: httpx.Client) -> None:
    """Closing the connection ends the query, before any byte of the answer was sent."""
    before = store.sparql.counts["cancelled"]
    body = f"query={RUNAWAYS['cross product, counted']}".replace(" ", "+").encode()
    with socket.create_connection(("127.0.0.1", served.base_url.port)) as line:
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded"
        line.sendall(f"{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        assert eventually(lambda: store.sparql.running)
    assert eventually(lambda: store.sparql.counts["cancelled"] > before)


def test_answers_tell_the_state_of_the_store(store: ServedStore, served: httpx.Client) -> None:
    """X-Generation names the state that an answer shows; an ETag makes an unchanged one 304."""
    reply = served.get("/sparql", params={"query": "ASK {}"})
    assert reply.headers["x-generation"] == store.generation()
    again = served.get(
        "/sparql", params={"query": "ASK {}"}, headers={"If-None-Match": reply.headers["etag"]}
    )
    assert again.status_code == 304


def test_an_answer_may_be_larger_than_what_is_held_back(served: httpx.Client) -> None:
    """A large answer comes whole, in pieces."""
    large = "SELECT * { ?s ?p ?o . ?s a ?c } LIMIT 20000"
    replies: list[httpx.Response] = []

    def whole() -> bool:  # a busy machine may need more than its second
        replies.append(ask(served, large))
        return replies[-1].status_code == 200

    assert eventually(whole, httpx.RemoteProtocolError)
    assert len(replies[-1].content) > 256 * 1024
    assert len(replies[-1].json()["results"]["bindings"]) > 1000


def lasts(began: float, enough: object) -> bool:
    """Whether an attack goes on: for four seconds, or until enough was seen."""
    lasted = time.monotonic() - began
    return lasted < 4 or (lasted < PATIENCE and not enough)


def test_rest_goes_on_under_attack(store: ServedStore, served: httpx.Client) -> None:
    """Beside hostile and ordinary queries REST loses no request, and none outgrows its time."""
    began = time.monotonic()
    seen: Counter[int] = Counter()
    times: list[float] = []

    def attack() -> None:
        queries = [*RUNAWAYS.values(), *NESTED.values()]
        with httpx.Client(base_url=served.base_url, timeout=60) as client:
            while lasts(began, seen[504] and len(times) > 5):
                for sparql in queries:
                    seen[outcome(client, sparql)] += 1

    def read() -> None:
        with httpx.Client(base_url=served.base_url, timeout=60) as client:
            while lasts(began, seen[504] and len(times) > 5):
                before = time.monotonic()
                assert client.get("/api/tasks", params={"limit": 5}).status_code == 200
                times.append(time.monotonic() - before)

    threads = [threading.Thread(target=act) for act in (attack,) * 8 + (read,) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) <= {CUT, 200, 400, 413, 503, 504, 507}
    assert seen[504] > 0
    assert len(times) > 5
    assert ask(served, "ASK {}").json() == {"head": {}, "boolean": True}
    assert store.rest.counts["time"] == 0


def test_nothing_in_a_query_calls_out(served: httpx.Client, trap: Trap) -> None:
    """SERVICE, LOAD, FROM and a graph of that name: nobody is called."""
    there = f"http://127.0.0.1:{trap.port}/x"
    for sparql in (
        "SELECT * { SERVICE <there> { ?s ?p ?o } }",
        "SELECT * FROM <there> { ?s ?p ?o }",
        "SELECT * FROM NAMED <there> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <there>",
        "DESCRIBE <there>",
    ):
        reply = ask(served, sparql.replace("<there>", f"<{there}>"))
        assert reply.status_code in (200, 400)
    served.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": there})
    assert trap() == 0
