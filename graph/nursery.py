"""Where workers come from: a zygote that forks them, behind a contract that others can fill.

The nursery of a served store is asked for workers by the pool and told of every write, so that
workers born later see it. That of jobs (files to read, pictures to draw) starts with the first job.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from plangraph.graph.frames import frame_of, receive, send
from plangraph.graph.worker import Limits
from plangraph.ontology.errors import StoreError

# Libraries of numbers start a thread a core when they are imported, and threads do not survive a
# fork.
_ONE_THREAD: Final = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")


@dataclass(slots=True)
class Worker:
    """A process that answers one query at a time.

    Attributes:
        line: Where jobs go in and answers come out.
        process: Its process id.
        generation: The state of the store that it was born with.
        jobs: How many queries it may still answer.
    """

    line: socket.socket
    process: int
    generation: str
    jobs: int

    def kill(self) -> None:
        """End it at once, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        self.line.close()


class Nursery(ABC):
    """Gives birth to workers.

    Attributes:
        generation: The state of what the next worker sees.
    """

    generation: str

    @property
    @abstractmethod
    def process(self) -> int:
        """The id of the process that workers come from."""

    @abstractmethod
    def bear(self) -> Worker:
        """A new worker.

        Raises:
            StoreError: There can be none at the moment.
        """

    @abstractmethod
    def close(self) -> None:
        """End it and all of its workers."""


class CopyNursery(Nursery):
    """Workers that answer queries from a copy of a store."""

    @property
    @abstractmethod
    def size(self) -> int:
        """Quads that the next worker sees."""

    @abstractmethod
    def apply(self, update: str, generation: str) -> None:
        """Let workers born from now on see a write; one without words cannot be repeated.

        Raises:
            StoreError: The write could not be repeated here; the nursery must be made anew.
        """


class ZygoteLine:
    """A process that gets ready once (see :mod:`plangraph.graph.zygote`), and the line to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                [sys.executable, "-m", "plangraph.graph.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD,
            )

    @property
    def process(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether it runs no more."""
        return self._process.poll() is not None

    def ask(self, kind: bytes, body: bytes = b"{}") -> dict[str, Any]:
        """What it says to an order.

        Raises:
            StoreError: It has ended, or could not carry the order out.
        """
        with self._lock:
            self._tell(kind, body)
            return self._heard(kind)

    def order(self, kind: bytes, body: bytes) -> None:
        """Give an order without waiting; the answer is :meth:`heard`."""
        with self._lock:
            self._tell(kind, body)

    def heard(self, kind: bytes) -> dict[str, Any]:
        """What it says to the order that was given."""
        with self._lock:
            return self._heard(kind)

    def fork(self) -> tuple[socket.socket, int]:
        """The line to a new worker, and its process id."""
        with self._lock:
            self._tell(b"F", b"{}")
            told = self._heard(b"F")
            try:
                _, (number,), _, _ = socket.recv_fds(self._line, 1, 1)
            except (OSError, ValueError) as problem:
                raise _gone() from problem
        return socket.socket(fileno=number), int(told["process"])

    def turned(self) -> socket.socket:
        """The line itself, once the process has become a worker."""
        self.ask(b"W")
        return self._line

    def close(self) -> None:
        """End it and its workers."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()
        self._process.wait()

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self.close()

    def _tell(self, kind: bytes, body: bytes) -> None:
        try:
            send(self._line, kind, body)
        except OSError as problem:
            raise _gone() from problem

    def _heard(self, kind: bytes) -> dict[str, Any]:
        try:
            answer = receive(self._line)
        except (OSError, EOFError) as problem:
            raise _gone() from problem
        told: dict[str, Any] = answer.told()
        if answer.kind != kind:
            raise StoreError(f"The process that workers come from says: {told['what']}")
        return told


class ForkNursery(CopyNursery):
    """Workers forked from a process that holds the triples in memory.

    Args:
        quads: A file of N-Quads.
        generation: The state of the store that the file shows.
        limits: What each worker may use.
    """

    def __init__(self, quads: Path, generation: str, limits: Limits) -> None:
        self.generation = generation
        self._jobs = limits.jobs
        self._zygote = ZygoteLine()
        order = frame_of(b"L", path=str(quads), limits=asdict(limits))
        self._size = int(self._zygote.ask(*order)["quads"])

    @property
    def size(self) -> int:
        """See :class:`CopyNursery`."""
        return self._size

    @property
    def process(self) -> int:
        """See :class:`Nursery`."""
        return self._zygote.process

    def bear(self) -> Worker:
        """See :class:`Nursery`."""
        line, process = self._zygote.fork()
        return Worker(line, process, self.generation, self._jobs)

    def apply(self, update: str, generation: str) -> None:
        """See :class:`CopyNursery`."""
        if not update:
            raise StoreError("A write cannot be repeated.")
        self._size = int(self._zygote.ask(b"A", update.encode())["quads"])
        self.generation = generation

    def close(self) -> None:
        """See :class:`Nursery`."""
        self._zygote.close()


class JobNursery(Nursery):
    """Workers for jobs, forked from a process that has imported them; it starts with the first.

    Args:
        jobs: Their names, see :mod:`plangraph.graph.jobs`.
        limits: What each worker may use.
    """

    def __init__(self, jobs: Sequence[str], limits: Limits) -> None:
        self.generation = ""
        self._order = frame_of(b"I", jobs=[*jobs], limits=asdict(limits))
        self._jobs = limits.jobs
        self._lock = threading.Lock()
        self._zygote: ZygoteLine | None = None

    @property
    def process(self) -> int:
        """See :class:`Nursery`; 0 while none runs."""
        return self._zygote.process if self._zygote else 0

    def bear(self) -> Worker:
        """See :class:`Nursery`; a process that has ended is started again."""
        with self._lock:
            if self._zygote is not None:
                with contextlib.suppress(StoreError):
                    return self._born(self._zygote)
                self._end()
            self._zygote = self._started()
            return self._born(self._zygote)

    def close(self) -> None:
        """See :class:`Nursery`."""
        with self._lock:
            self._end()

    def _born(self, zygote: ZygoteLine) -> Worker:
        line, process = zygote.fork()
        return Worker(line, process, self.generation, self._jobs)

    def _started(self) -> ZygoteLine:
        zygote = ZygoteLine()
        try:
            zygote.ask(*self._order)
        except StoreError:
            zygote.close()
            raise
        return zygote

    def _end(self) -> None:
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None


def _gone() -> StoreError:
    return StoreError(
        "The process that workers come from has ended.",
        advice="It is being started anew; try again in some seconds.",
    )
