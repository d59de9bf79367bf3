"""Jobs in killable workers: whatever one does, it ends in time, alone, and the next one is done."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import vl_convert

from plangraph.graph.nursery import JobNursery
from plangraph.graph.pool import Bounds, Lane
from plangraph.graph.refusals import FILES, PICTURES
from plangraph.graph.ticket import Ticket
from plangraph.graph.worker import Limits
from plangraph.ontology.errors import InvalidDataError, LimitError, PlanGraphError, StoreError
from tests.trap import Trap

JOBS = [
    f"tests.graph.odd_jobs:{name}"
    for name in (
        *("echo", "hang", "spin", "eat", "crash", "refuse", "blunder"),
        *("call_out", "read_file", "draw"),
    )
]
LIMITS = Limits(memory=200 << 20, jobs=1, seconds=1, sealed=True)
BOUNDS = Bounds(workers=2, waiting=4, seconds=3, patience=30)


def named(name: str) -> str:
    """The full name of a job."""
    return f"tests.graph.odd_jobs:{name}"


@pytest.fixture(scope="module")
def nursery() -> Iterator[JobNursery]:
    """Workers that know the odd jobs."""
    nursery = JobNursery(JOBS, LIMITS)
    yield nursery
    nursery.close()


@pytest.fixture
def lane(nursery: JobNursery) -> Iterator[Lane]:
    """Two of them at a time."""
    lane = Lane(nursery, BOUNDS, FILES)
    yield lane
    lane.close()


def refusal(lane: Lane, name: str) -> PlanGraphError:
    """The error of a job; the next job is done all the same."""
    with pytest.raises(PlanGraphError) as caught:
        lane.do(named(name), {}).read()
    assert lane.do(named("echo"), {}, [b"abc"]).read() == b"cba"
    return caught.value


def test_a_job_is_done(lane: Lane) -> None:
    """A job gives what it has to tell and its bytes, however many; its module has prepared once."""
    pieces = [os.urandom(300_000) for _ in range(10)]
    reply = lane.do(named("echo"), {"a": ["专利"]}, [b"", *pieces])
    assert (reply.told["a"], reply.told["ready"]) == (["专利"], 1)
    assert reply.read() == b"".join(pieces)[::-1]
    assert lane.counts == {"ok": 1}


def test_each_job_has_a_process_of_its_own(lane: Lane) -> None:
    """Nothing of one stranger's file is there when the next one is read."""
    processes = set()
    for _ in range(5):
        reply = lane.do(named("echo"), {})
        processes.add(reply.told["process"])
        reply.read()
    assert len(processes) == 5


@pytest.mark.parametrize(("name", "status"), [("hang", 504), ("eat", 507), ("crash", 507)])
def test_what_a_job_may_not_take(lane: Lane, name: str, status: int) -> None:
    """Time and memory are bounded; a crash ends one worker and nothing else."""
    problem = refusal(lane, name)
    assert isinstance(problem, LimitError)
    assert problem.status == status
    assert "The file" in problem.what


def test_processor_time_is_bounded(nursery: JobNursery) -> None:
    """A job that nobody ends is ended by the system when it has had its processor time."""
    lane = Lane(nursery, Bounds(workers=1, waiting=0, seconds=300, patience=1), FILES)
    assert refusal(lane, "spin").status == 507
    lane.close()


def test_what_a_job_refuses(lane: Lane) -> None:
    """An error for users arrives as it was raised; a mistake of the program is told as one."""
    problem = refusal(lane, "refuse")
    assert isinstance(problem, InvalidDataError)
    assert (problem.status, problem.where, problem.advice) == (400, "line 1", "Mend it.")
    assert refusal(lane, "blunder").status == 500
    assert refusal(lane, "no such job").status == 500


WAYS = {"connect", "name", "pair", "write", "append", "remove", "move", "folder", "kill", "run"}


def ways_out(lane: Lane, trap: Trap, folder: Path) -> set[str]:
    """The ways out that a job found open."""
    there = folder / "there"
    there.write_text("kept")
    told = {"port": trap.port, "path": str(folder / "new"), "there": str(there)}
    reply = lane.do(named("call_out"), told)
    assert reply.read() == b""
    assert set(reply.told) == WAYS
    assert trap() == 0
    assert [(file.name, file.read_text()) for file in folder.iterdir()] == [("there", "kept")]
    return {name for name, met in reply.told.items() if not met}


@pytest.fixture(scope="module")
def sealed() -> Iterator[Lane]:
    """Workers that may read files."""
    nursery = JobNursery(JOBS, Limits(memory=500 << 20, jobs=1, seconds=30, files=True))
    lane = Lane(nursery, Bounds(workers=2, waiting=4, seconds=30, patience=30), PICTURES)
    yield lane
    lane.close()
    nursery.close()


def test_a_cancelled_job_frees_its_worker(nursery: JobNursery) -> None:
    """Whoever gives up ends the worker; whoever gives up in the queue leaves it."""
    lane = Lane(nursery, Bounds(workers=1, waiting=1, seconds=60, patience=60), FILES)
    tickets = [Ticket(), Ticket()]
    ended: list[str] = []

    def ask(ticket: Ticket) -> None:
        with pytest.raises(LimitError):
            lane.do(named("hang"), {}, (), ticket)
        ended.append("gone")

    threads = [threading.Thread(target=ask, args=(ticket,)) for ticket in tickets]
    for thread in threads:
        thread.start()
    while lane.running < 1 or lane.waiting < 1:
        time.sleep(0.01)
    for ticket in tickets:
        ticket.cancel()
    for thread in threads:
        thread.join()
    assert lane.counts == {"cancelled": 2}
    assert lane.do(named("echo"), {}).read() == b""
    lane.close()


def test_given_up_before_it_began(lane: Lane) -> None:
    """A job whose client went away before its turn is not done."""
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(LimitError):
        lane.do(named("hang"), {}, (), ticket)
    assert lane.counts == {"cancelled": 1}


def test_the_process_that_forks_comes_back() -> None:
    """When the process that workers come from is killed, the next job starts another."""
    nursery = JobNursery(JOBS[:1], LIMITS)
    lane = Lane(nursery, BOUNDS, FILES)
    assert nursery.process == 0
    assert lane.do(JOBS[0], {}).read() == b""
    os.kill(nursery.process, signal.SIGKILL)
    assert lane.do(JOBS[0], {}).read() == b""
    lane.close()
    nursery.close()
    assert nursery.process == 0


def test_a_job_that_cannot_be_imported() -> None:
    """A name that is none is told when the first job is asked for."""
    nursery = JobNursery(["tests.graph.odd_jobs:nothing"], LIMITS)
    lane = Lane(nursery, BOUNDS, FILES)
    for _ in range(2):
        with pytest.raises(StoreError, match="nothing"):
            lane.do("x", {})
    assert lane.running == 0
    nursery.close()


def test_a_job_has_no_way_out(lane: Lane, trap: Trap, tmp_path: Path) -> None:
    """No connection, no name, no file, no program."""
    assert ways_out(lane, trap, tmp_path) == set()
    with pytest.raises(PlanGraphError, match="Too many open files"):
        lane.do(named("read_file"), {"path": __file__}).read()


def test_a_job_that_reads_files_has_no_other_way_out(
    sealed: Lane, trap: Trap, tmp_path: Path
) -> None:
    """A sealed job reads a file; it connects to nobody, writes, moves and removes nothing."""
    assert ways_out(sealed, trap, tmp_path) == set()
    read = sealed.do(named("read_file"), {"path": __file__}).read()
    assert read == Path(__file__).read_bytes()


def test_a_picture_is_drawn_there(sealed: Lane) -> None:
    """PNG of Chinese text, the same as outside; the fonts are found although all else is closed."""
    words = '<text x="9" y="40" font-family="{0}" font-size="24">{0}昆明市科技局</text>'
    for family in ("Noto Sans CJK SC", "serif"):
        head = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='80'>"
        svg = f"{head}{words.format(family)}</svg>"
        drawn = sealed.do(named("draw"), {}, [svg.encode()]).read()
        assert drawn == vl_convert.svg_to_png(svg)


def test_a_drawing_that_misbehaves(sealed: Lane) -> None:
    """What is sealed is bounded as well, in the words of pictures."""
    for name, status in (("eat", 507), ("crash", 507), ("refuse", 400)):
        problem = refusal(sealed, name)
        assert problem.status == status
        assert ("The picture" in problem.what) == (status == 507)
