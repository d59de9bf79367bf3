"""The life of a killable process: it does what it is told over a line until it is killed.

Its death is the bound of a query or of a file: of its time (the one that asked kills it), of its
memory (the system refuses more), of its depth (the stack ends). It has no file descriptor left to
open, so that nothing in a query or a file reaches the network or another file; or it is sealed.

A query is one frame ``Q``: an :class:`Asking`, and the two formats wanted (for rows, for triples);
what a job is, :mod:`plangraph.graph.jobs` tells. The answer is ``H`` (what it is), any number of
``D``, then ``E``; or ``X`` with what was wrong, which may come after some ``D``.

Source: sparql.md, section C; the limits were tried there.
"""

import contextlib
import io
import math
import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, ask_engine
from plangraph.graph.frames import Frame, receive, send, tell
from plangraph.graph.refusals import words_of
from plangraph.graph.seal import can_seal, seal
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
        seconds: Of processor time in its whole life, also where nobody is left to kill it;
            0 sets no limit.
        sealed: It works on what strangers made for it to fail at: where the system can, that
            refuses what needs no descriptor too; see :mod:`plangraph.graph.seal`.
        files: It may read files, such as fonts, and must be sealed. Else it opens nothing.
    """

    memory: int = 800 << 20
    jobs: int = 1000
    seconds: int = 0
    sealed: bool = False
    files: bool = False


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


Work = Callable[[socket.socket, Frame], None]


def live(line: socket.socket, limits: Limits, work: Work) -> None:
    """Answer jobs until the other side closes the line or enough were answered."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    confine(limits)
    with contextlib.suppress(EOFError, OSError):  # the other side is gone: so are we
        for _ in range(limits.jobs):
            work(line, receive(line))


def confine(limits: Limits) -> None:
    """Give up more memory and time than this, every new file and every connection, for good.

    Raises:
        OSError: Files may be read, and the system does not close the rest.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_used() + limits.memory,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.seconds:
        most = math.ceil(time.process_time()) + limits.seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most,) * 2)
    os.nice(_NICER)
    if not limits.files:
        lowest = os.dup(0)
        os.close(lowest)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))
    if limits.files or (limits.sealed and can_seal()):
        seal()


def memory_used() -> int:
    """Bytes of address space that this process has."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (no pathlib in here)
        return int(file.read().split()[0]) * _PAGE


def answer_query(engine: ox.Store, line: socket.socket, job: Frame) -> None:
    """Answer one query from an engine."""
    told = job.told()
    try:
        found = Answer(ask_engine(engine, Asking(**told["asking"])))
        tell(line, b"H", shape=found.shape, variables=found.variables)
        with io.BufferedWriter(_Writer(line), _PIECE) as stream:
            found.write(stream, told[found.shape])
    except PlanGraphError as error:
        tell(line, b"X", **words_of(error))
    except MemoryError:
        tell(line, b"X", kind="memory")
    except (RuntimeError, ValueError) as error:
        tell(line, b"X", kind="engine", what=str(error))
    else:
        send(line, b"E")
