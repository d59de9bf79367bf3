"""A process that answers queries from the store it was forked with, until it is killed.

Its death is the bound of a query: of its time (the one that asked kills it), of its memory (the
system refuses more), of its depth (the stack ends). It has no file descriptor left to open, so that
nothing in a query reaches the network or a file.

A job is one frame ``Q``: an :class:`Asking`, and the two formats wanted (for rows, for triples).
The answer is ``H`` (which of the two it is, and the variables), any number of ``D``, then ``E``; or
``X`` with what was wrong, which may come after some ``D``.

Source: sparql.md, section C; the limits were tried there.
"""

import contextlib
import io
import os
import resource
import signal
import socket
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, ask_engine
from plangraph.graph.frames import Frame, receive, send, tell
from plangraph.ontology.errors import PlanGraphError

_NICER = 5  # a query gives way to the service that everybody waits for
_PIECE = 1 << 16  # bytes of an answer that go out together
_PAGE = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use.

    Attributes:
        memory: Bytes above what it was born with.
        jobs: Queries after which it ends and makes room for a fresh one.
    """

    memory: int = 800 << 20
    jobs: int = 1000


class _Writer(io.RawIOBase):
    """What the engine writes into: each piece goes out as a frame ``D``."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, piece: Any) -> int:
        """Send one piece."""
        send(self._line, b"D", bytes(piece))
        return len(piece)


def work(engine: ox.Store, line: socket.socket, limits: Limits) -> None:
    """Answer jobs until the other side closes the line or enough were answered."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    confine(limits.memory)
    with contextlib.suppress(EOFError, OSError):  # the other side is gone: so are we
        for _ in range(limits.jobs):
            _answer(engine, line, receive(line))


def confine(memory: int) -> None:
    """Give up more memory than this, every new file and every connection, for good."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_used() + memory,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))
    os.nice(_NICER)


def memory_used() -> int:
    """Bytes of address space that this process has."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (no pathlib in here)
        return int(file.read().split()[0]) * _PAGE


def _answer(engine: ox.Store, line: socket.socket, job: Frame) -> None:
    told = job.told()
    try:
        answer = Answer(ask_engine(engine, Asking(**told["asking"])))
        tell(line, b"H", shape=answer.shape, variables=answer.variables)
        with io.BufferedWriter(_Writer(line), _PIECE) as stream:
            answer.write(stream, told[answer.shape])
    except PlanGraphError as error:
        kind = type(error).__name__
        tell(line, b"X", kind=kind, what=error.what, where=error.where, advice=error.advice)
    except MemoryError:
        tell(line, b"X", kind="memory")
    except (RuntimeError, ValueError) as error:
        tell(line, b"X", kind="engine", what=str(error))
    else:
        send(line, b"E")
