"""Bounded work: lanes of workers, a queue before each, a deadline for each query or job.

A query that outgrows its time is ended by killing its worker; one that outgrows its memory or its
depth kills the worker itself. Either way the next query finds a fresh worker some milliseconds
later. The lane of REST is kept free of ad-hoc queries. Files to read and pictures to draw
(:mod:`plangraph.graph.jobs`) have lanes of their own.

Source: sparql.md, section C.
"""

import contextlib
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from plangraph.graph.asking import Asking
from plangraph.graph.formats import Shape
from plangraph.graph.frames import Frame, frame_of, receive, send
from plangraph.graph.jobs import frames_of
from plangraph.graph.nursery import Nursery, Worker
from plangraph.graph.refusals import QUERIES, Refusals, refused
from plangraph.graph.ticket import Ticket
from plangraph.ontology.errors import StoreError


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a lane allows.

    Attributes:
        workers: Queries that run at the same time.
        waiting: Queries that may wait for a worker; one more is refused.
        seconds: From the moment a worker takes a query to its last byte.
        patience: Seconds that a query waits for a worker.
    """

    workers: int
    waiting: int
    seconds: float
    patience: float


class Lane:
    """Some workers and the queries that wait for them.

    Args:
        nursery: Where workers come from.
        bounds: What is allowed.
        refusals: How whoever asked for too much is told so.

    Attributes:
        counts: How queries ended: ``ok``, ``refused``, ``queue``, ``time``, ``memory``,
            ``cancelled``.
    """

    def __init__(self, nursery: Nursery, bounds: Bounds, refusals: Refusals = QUERIES) -> None:
        self.bounds = bounds
        self.refusals = refusals
        self.counts = Counter[str]()
        self._nursery = nursery
        self._idle = deque[Worker]()
        self._out = 0
        self._waiting = 0
        self._free = threading.Condition()
        self._closed = False

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return self._waiting

    @property
    def running(self) -> int:
        """Queries that a worker is at."""
        return self._out

    def ask(
        self, asking: Asking, formats: dict[Shape, str], ticket: Ticket | None = None
    ) -> "Reply":
        """The answer of a worker once its first words are there.

        Args:
            asking: The query.
            formats: How rows, and how triples shall be written.
            ticket: Lets another thread cancel it.

        Raises:
            InvalidQueryError: The query is none, or none that may be asked.
            LimitError: No worker came free in time, or the query outgrew a limit.
        """
        frame = frame_of(b"Q", asking=asdict(asking), **formats)
        return self._give([frame], ticket or Ticket())

    def do(
        self,
        job: str,
        told: Mapping[str, Any],
        pieces: Iterable[bytes] = (),
        ticket: Ticket | None = None,
    ) -> "Reply":
        """What a job gives, once it is done; see :mod:`plangraph.graph.jobs`.

        Args:
            job: Its name.
            told: What it has to know, as JSON.
            pieces: The bytes that it works on.
            ticket: Lets another thread cancel it.

        Raises:
            PlanGraphError: The one that it met.
            LimitError: No worker came free in time, or the job outgrew a limit.
        """
        return self._give(frames_of(job, told, pieces), ticket or Ticket())

    def _give(self, frames: Iterable[Frame], ticket: Ticket) -> "Reply":
        reply = Reply(self, self._take(ticket), ticket)
        reply.start(frames)
        return reply

    def settle(self, worker: Worker, outcome: str) -> None:
        """A worker comes back; one that did not finish, or knows an older state, is ended."""
        worker.jobs -= 1
        fit = outcome in ("ok", "refused") and worker.jobs > 0
        with self._free:
            self.counts[outcome] += 1
            self._out -= 1
            if fit and worker.generation == self._nursery.generation and not self._closed:
                self._idle.append(worker)
            else:
                worker.kill()
            self._free.notify_all()

    def renew(self) -> None:
        """Idle workers that know an older state make room for new ones."""
        with self._free:
            while self._idle:
                self._idle.popleft().kill()

    def close(self) -> None:
        """End all workers that wait for a query."""
        with self._free:
            self._closed = True
            while self._idle:
                self._idle.popleft().kill()
            self._free.notify_all()

    def _take(self, ticket: Ticket) -> Worker:
        """A worker that waits, or a new one; the caller brings it back with :meth:`settle`."""
        ticket.hold(_Waker(self._free))
        self._enter(ticket)
        with self._free:
            while self._idle:
                worker = self._idle.popleft()
                if worker.generation == self._nursery.generation:
                    return worker
                worker.kill()
        try:
            return self._nursery.bear()
        except StoreError:
            with self._free:
                self._out -= 1
                self._free.notify_all()
            raise

    def _enter(self, ticket: Ticket) -> None:
        """Wait for one of the places at work; who gives up meanwhile leaves the queue."""
        until = time.monotonic() + self.bounds.patience
        with self._free:
            if self._out >= self.bounds.workers and self._waiting >= self.bounds.waiting:
                self.counts["queue"] += 1
                raise self.refusals.busy()
            self._waiting += 1
            try:
                while self._out >= self.bounds.workers:
                    there = self._free.wait(until - time.monotonic())
                    if ticket.cancelled or not there:
                        self.counts["cancelled" if ticket.cancelled else "queue"] += 1
                        raise self.refusals.busy()
                self._out += 1
            finally:
                self._waiting -= 1


class _Waker:
    """Stands for a worker while there is none yet: to give up means to leave the queue."""

    def __init__(self, free: threading.Condition) -> None:
        self._free = free

    def kill(self) -> None:
        """Let those that wait look up."""
        with self._free:
            self._free.notify_all()


class Reply:
    """An answer on its way: read what is told of it, then :meth:`pieces` to the end.

    Attributes:
        told: The head of the answer.
        generation: The state of the store that it shows.
    """

    def __init__(self, lane: Lane, worker: Worker, ticket: Ticket) -> None:
        self.told: dict[str, Any] = {}
        self.generation = worker.generation
        self._lane = lane
        self._worker = worker
        self._ticket = ticket
        self._until = time.monotonic() + lane.bounds.seconds
        self._settled = False

    @property
    def shape(self) -> Shape:
        """Of a query: ``rows`` or ``graph``."""
        shape: Shape = self.told["shape"]
        return shape

    @property
    def variables(self) -> tuple[str, ...]:
        """Of a SELECT: its columns."""
        return tuple(self.told["variables"])

    def start(self, frames: Iterable[Frame]) -> None:
        """Hand the work over and wait for the head of the answer."""
        self._ticket.hold(self._worker)
        for frame in frames:
            with self._watched():
                send(self._worker.line, *frame)
        self.told = self._next().told()

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the answer, piece by piece.

        Raises:
            InvalidQueryError: The engine gave up in the middle.
            LimitError: The query outgrew a limit; what came before is no answer.
        """
        try:
            while (frame := self._next()).kind != b"E":
                yield frame.body
            self._settle("ok")
        finally:
            self._settle("cancelled")  # whoever reads stopped before the end

    def read(self) -> bytes:
        """The whole answer."""
        return b"".join(self.pieces())

    def close(self) -> None:
        """Nobody reads on."""
        self._settle("cancelled")

    def _next(self) -> Frame:
        with self._watched():
            frame = receive(self._worker.line)
        if frame.kind == b"X":
            problem = refused(frame.told(), self._lane.refusals)
            self._settle("memory" if frame.told()["kind"] == "memory" else "refused")
            raise problem
        return frame

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """A time that runs out and a worker that dies become what the user is told."""
        try:
            self._worker.line.settimeout(max(0.001, self._until - time.monotonic()))
            yield
        except TimeoutError:
            self._settle("time")
            raise self._lane.refusals.too_slow(self._lane.bounds.seconds) from None
        except (EOFError, OSError):
            self._settle("cancelled" if self._ticket.cancelled else "memory")
            raise self._lane.refusals.died() from None

    def _settle(self, outcome: str) -> None:
        if not self._settled:
            self._settled = True
            self._ticket.hold(None)
            self._lane.settle(self._worker, outcome)
