"""Bounded queries: lanes of workers, a queue before each, a deadline for each query.

A query that outgrows its time is ended by killing its worker; one that outgrows its memory or its
depth kills the worker itself. Either way the next query finds a fresh worker some milliseconds
later. The lane of REST is kept free of ad-hoc queries.

Source: sparql.md, section C.
"""

import contextlib
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from plangraph.graph.asking import Asking
from plangraph.graph.formats import Shape
from plangraph.graph.frames import Frame, receive, tell
from plangraph.graph.nursery import Nursery, Worker
from plangraph.graph.refusals import busy, died, refused, too_slow
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

    Attributes:
        counts: How queries ended: ``ok``, ``refused``, ``queue``, ``time``, ``memory``,
            ``cancelled``.
    """

    def __init__(self, nursery: Nursery, bounds: Bounds) -> None:
        self.bounds = bounds
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
        worker = self._take()
        reply = Reply(self, worker, ticket or Ticket())
        reply.start(asking, formats)
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
            self._free.notify()

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

    def _take(self) -> Worker:
        """A worker that waits, or a new one; the caller brings it back with :meth:`settle`."""
        self._enter()
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
                self._free.notify()
            raise

    def _enter(self) -> None:
        """Wait for one of the places at work."""
        until = time.monotonic() + self.bounds.patience
        with self._free:
            if self._out >= self.bounds.workers and self._waiting >= self.bounds.waiting:
                self.counts["queue"] += 1
                raise busy()
            self._waiting += 1
            try:
                while self._out >= self.bounds.workers:
                    if not self._free.wait(until - time.monotonic()):
                        self.counts["queue"] += 1
                        raise busy()
                self._out += 1
            finally:
                self._waiting -= 1


class Reply:
    """An answer on its way: read ``shape`` and ``variables``, then :meth:`pieces` to the end.

    Attributes:
        shape: ``rows`` or ``graph``.
        variables: Columns of a SELECT.
        generation: The state of the store that it shows.
    """

    def __init__(self, lane: Lane, worker: Worker, ticket: Ticket) -> None:
        self.shape: Shape = "rows"
        self.variables: tuple[str, ...] = ()
        self.generation = worker.generation
        self._lane = lane
        self._worker = worker
        self._ticket = ticket
        self._until = time.monotonic() + lane.bounds.seconds
        self._settled = False

    def start(self, asking: Asking, formats: dict[Shape, str]) -> None:
        """Hand the query over and wait for the head of the answer."""
        self._ticket.hold(self._worker)
        with self._watched():
            tell(self._worker.line, b"Q", asking=asdict(asking), **formats)
        told = self._next().told()
        self.shape, self.variables = told["shape"], tuple(told["variables"])

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
            problem = refused(frame.told())
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
            raise too_slow(self._lane.bounds.seconds) from None
        except (EOFError, OSError):
            self._settle("cancelled" if self._ticket.cancelled else "memory")
            raise died() from None

    def _settle(self, outcome: str) -> None:
        if not self._settled:
            self._settled = True
            self._ticket.hold(None)
            self._lane.settle(self._worker, outcome)
