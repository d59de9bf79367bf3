"""Where workers come from: a zygote that forks them, behind a contract that others can fill.

The nursery of a served store is asked for workers by the pool and told of every write, so that
workers born later see it.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.frames import receive, send
from plangraph.graph.worker import Limits
from plangraph.ontology.errors import StoreError


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
        generation: The state of the store that the next worker sees.
        size: Quads that it sees.
    """

    generation: str
    size: int

    @property
    @abstractmethod
    def process(self) -> int:
        """The id of the process that keeps the triples."""

    @abstractmethod
    def bear(self) -> Worker:
        """A new worker.

        Raises:
            StoreError: There can be none at the moment.
        """

    @abstractmethod
    def apply(self, update: str, generation: str) -> None:
        """Let workers born from now on see a write.

        Raises:
            StoreError: The write could not be repeated here; the nursery must be made anew.
        """

    @abstractmethod
    def close(self) -> None:
        """End it and all of its workers."""


class ForkNursery(Nursery):
    """Workers forked from a process that holds the triples in memory.

    Args:
        quads: A file of N-Quads.
        generation: The state of the store that the file shows.
        limits: What each worker may use.
    """

    def __init__(self, quads: Path, generation: str, limits: Limits) -> None:
        self.generation = generation
        self._limits = limits
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                [sys.executable, "-m", "plangraph.graph.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self.size = self._ask(b"L", path=str(quads), memory=limits.memory, jobs=limits.jobs)[
            "quads"
        ]

    @property
    def process(self) -> int:
        """See :class:`Nursery`."""
        return self._process.pid

    def bear(self) -> Worker:
        """See :class:`Nursery`."""
        with self._lock:
            told = self._exchange(b"F", b"{}")
            try:
                _, (number,), _, _ = socket.recv_fds(self._line, 1, 1)
            except (OSError, ValueError) as problem:
                raise _gone() from problem
        line = socket.socket(fileno=number)
        return Worker(line, int(told["process"]), self.generation, self._limits.jobs)

    def apply(self, update: str, generation: str) -> None:
        """See :class:`Nursery`."""
        with self._lock:
            self.size = self._exchange(b"A", update.encode())["quads"]
            self.generation = generation

    def close(self) -> None:
        """See :class:`Nursery`."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()
        self._process.wait()

    def _ask(self, kind: bytes, **said: object) -> dict[str, int]:
        with self._lock:
            return self._exchange(kind, json.dumps(said).encode())

    def _exchange(self, kind: bytes, body: bytes) -> dict[str, int]:
        try:
            send(self._line, kind, body)
            answer = receive(self._line)
        except (OSError, EOFError) as problem:
            raise _gone() from problem
        told: dict[str, int] = answer.told()
        if answer.kind != kind:
            raise StoreError(f"The copy in memory says: {told['what']}.")
        return told


def _gone() -> StoreError:
    return StoreError(
        "The process that keeps the triples in memory has ended.",
        advice="It is being started anew; try again in some seconds.",
    )
