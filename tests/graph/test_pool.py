"""Bounded queries: whatever is asked, it ends in time with its status, and the next one is fine."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from plangraph.graph.asking import Asking
from plangraph.graph.formats import Shape
from plangraph.graph.nursery import Nursery
from plangraph.graph.pool import Bounds, Lane
from plangraph.graph.store import Store
from plangraph.graph.ticket import Ticket
from plangraph.graph.worker import Limits
from plangraph.ontology.errors import InvalidQueryError, LimitError, PlanGraphError, StoreError
from tests.graph.breeds import KINDS, bred
from tests.graph.runaways import NESTED, RUNAWAYS
from tests.trap import Trap
from tests.waiting import eventually

SECONDS = 1.0
FORMATS: dict[Shape, str] = {"rows": "json", "graph": "nt"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module", params=KINDS)
def nursery(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, both_store: Store
) -> Iterator[Nursery]:
    """Workers of each kind that know two plans."""
    folder = tmp_path_factory.mktemp("bred")
    with bred(request.param, both_store.nquads(), folder, Limits(memory=300 << 20)) as found:
        yield found.nursery


@pytest.fixture
def lane(nursery: Nursery) -> Iterator[Lane]:
    """Two workers, a queue of two."""
    lane = Lane(nursery, Bounds(workers=2, waiting=2, seconds=SECONDS, patience=60))
    yield lane
    lane.close()


@pytest.fixture
def patient(nursery: Nursery) -> Iterator[Lane]:
    """The same with time for the first rows of a large answer, which come late from a disk."""
    lane = Lane(nursery, Bounds(workers=2, waiting=2, seconds=5 * SECONDS, patience=60))
    yield lane
    lane.close()


def ask(lane: Lane, sparql: str) -> bytes:
    """The whole answer."""
    return lane.ask(Asking(sparql), FORMATS).read()


def status(lane: Lane, sparql: str) -> int:
    """The HTTP status that the answer would have."""
    try:
        ask(lane, sparql)
    except PlanGraphError as error:
        return error.status
    return 200


@pytest.mark.parametrize("sparql", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_query_is_stopped(lane: Lane, sparql: str) -> None:
    """A query that would never end is stopped at its deadline or at its limit of memory."""
    with pytest.raises(PlanGraphError) as caught:
        ask(lane, sparql)
    assert caught.value.status in (504, 507)
    assert b"true" in ask(lane, "ASK {}")


@pytest.mark.parametrize("sparql", NESTED.values(), ids=NESTED)
def test_a_deep_query_ends_no_process_but_its_own(lane: Lane, sparql: str) -> None:
    """However deep or long a query is, it is answered or refused, and the next one is answered."""
    assert status(lane, sparql) in (200, 400, 504, 507)
    assert b"true" in ask(lane, "ASK {}")


def test_what_no_worker_can_take_is_refused_at_once(nursery: Nursery) -> None:
    """With all workers busy and the queue full, a query is refused, and told when to come back."""
    lane = Lane(nursery, Bounds(workers=2, waiting=2, seconds=60, patience=60))
    endless = Asking(RUNAWAYS["cross product, counted"])
    tickets = [Ticket() for _ in range(4)]

    def go(ticket: Ticket) -> None:
        with suppress(LimitError):
            lane.ask(endless, FORMATS, ticket).read()

    threads = [threading.Thread(target=go, args=(ticket,)) for ticket in tickets]
    for thread in threads:
        thread.start()
    assert eventually(lambda: (lane.running, lane.waiting) == (2, 2))
    with pytest.raises(LimitError) as caught:
        lane.ask(endless, FORMATS)
    assert (caught.value.limit, caught.value.status) == ("queue", 503)
    assert caught.value.retry_after
    for ticket in tickets:
        ticket.cancel()
    for thread in threads:
        thread.join()
    assert (lane.running, lane.waiting) == (0, 0)
    assert b"true" in ask(lane, "ASK {}")
    lane.close()


def test_a_cancelled_query_frees_its_worker(nursery: Nursery) -> None:
    """Whoever gives up ends the worker, and the place is free long before the deadline."""
    lane = Lane(nursery, Bounds(workers=1, waiting=1, seconds=60, patience=60))
    ticket = Ticket()
    threading.Timer(0.2, ticket.cancel).start()
    before = time.monotonic()
    with pytest.raises(PlanGraphError):
        lane.ask(Asking(RUNAWAYS["cross product, counted"]), FORMATS, ticket).read()
    assert b"true" in ask(lane, "ASK {}")
    assert time.monotonic() - before < 30
    assert lane.counts["cancelled"] == 1
    lane.close()


def test_a_reader_that_stops_frees_its_worker(patient: Lane) -> None:
    """An answer that is not read to its end is given up."""
    for _ in range(3):
        reply = patient.ask(Asking(RUNAWAYS["cross product, streamed"]), FORMATS)
        assert next(reply.pieces())
        reply.close()
    assert patient.counts["cancelled"] == 3


def test_a_cut_answer_is_an_error(patient: Lane) -> None:
    """An answer that outgrows its time after its first bytes ends with the error, never quietly."""
    reply = patient.ask(Asking(RUNAWAYS["cross product, streamed"]), FORMATS)
    pieces = reply.pieces()
    assert next(pieces)
    with pytest.raises(LimitError):
        b"".join(pieces)


def test_workers_have_no_way_out(lane: Lane, trap: Trap) -> None:
    """SERVICE in any spelling reaches nobody."""
    for sparql in (
        "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * { BIND(<http://127.0.0.1:{port}/> AS ?w) SERVICE ?w { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:{port}/> { ?s ?p ?o }",
    ):
        assert status(lane, sparql.replace("{port}", str(trap.port))) in (200, 400)
    assert trap() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_workers_see_writes_from_then_on(tmp_path: Path, kind: str) -> None:
    """A write reaches the workers born after it; one that was at work ends with its old state."""
    with bred(kind, b"<x:a> <x:b> <x:c> <x:g> .\n", tmp_path, Limits()) as (nursery, write):
        lane = Lane(nursery, Bounds(workers=2, waiting=2, seconds=30, patience=30))
        assert b'"1"' in ask(lane, COUNT)
        slow = lane.ask(Asking("SELECT * { ?s ?p ?o }"), FORMATS)
        write("INSERT DATA { GRAPH <x:g> { <x:a> <x:b> <x:d> } }", "two")
        lane.renew()
        assert nursery.size == 2
        reply = lane.ask(Asking(COUNT), FORMATS)
        assert (reply.generation, b'"2"' in reply.read()) == ("two", True)
        assert (slow.generation, b"x:d" in slow.read()) == ("one", False)
        lane.close()


def test_what_cannot_be_repeated_is_told(tmp_path: Path) -> None:
    """A copy in memory that cannot follow a write stays what it was, and says so."""
    with bred("fork", b"", tmp_path, Limits()) as (nursery, write):
        for update in ("INSERT NONSENSE", ""):
            with pytest.raises(StoreError):
                write(update, "two")
        assert nursery.generation == "one"


def test_old_snapshots_go_with_their_last_worker(tmp_path: Path) -> None:
    """However many writes there were, the disk holds the newest snapshot and those in use."""
    with bred("snapshot", b"", tmp_path, Limits()) as (nursery, write):
        lane = Lane(nursery, Bounds(workers=2, waiting=2, seconds=30, patience=30))
        snapshots = tmp_path / "snapshots"
        first = lane.ask(Asking("SELECT * { ?s ?p ?o }"), FORMATS)
        for number in range(5):
            write(f"INSERT DATA {{ <x:a> <x:b> {number} }}", str(number))
            assert f'"{number + 1}"'.encode() in ask(lane, COUNT)
            lane.renew()
        assert first.read()
        lane.renew()
        for _ in range(100):
            lane.renew()
            ask(lane, COUNT)
            if len(list(snapshots.iterdir())) <= 2:
                break
        assert len(list(snapshots.iterdir())) <= 2
        lane.close()
    assert list(snapshots.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_worker_is_replaced_after_its_share(tmp_path: Path, kind: str) -> None:
    """A worker ends after so many queries, and nobody notices."""
    with bred(kind, b"", tmp_path, Limits(jobs=3)) as (nursery, _):
        lane = Lane(nursery, Bounds(workers=1, waiting=0, seconds=30, patience=30))
        for _ in range(10):
            assert b'"0"' in ask(lane, COUNT)
        assert lane.counts == {"ok": 10}
        lane.close()


def test_mistakes_come_back_as_in_one_process(lane: Lane) -> None:
    """What is wrong with a query is told with its place, as by a store in this process."""
    with pytest.raises(InvalidQueryError, match="does not parse") as caught:
        ask(lane, "SELECT * WHERE { ?s ?p }")
    assert caught.value.where.startswith("line 1, column")
    assert lane.counts == {"refused": 1}
