"""A process with one thread that gets ready once, and forks workers that share what it has.

It is told what to do over one socket, whose number is its only argument:

- ``L`` (path of N-Quads, limits of a worker): load them into memory, once, for queries;
- ``S`` (folder of an engine that nobody writes, limits of a worker): open it, once, for queries;
- ``I`` (names of jobs, limits of a worker): import them, once; see :mod:`plangraph.graph.jobs`;
- ``N``: count the quads;
- ``W``: become a worker, whose line this is from then on;
- ``F``: fork a worker; the answer ``F`` (its process id) carries one end of its line;
- ``A`` (an update): apply it, so that workers forked from now on see it.

Each is answered by a frame of the same letter, or by ``X``. It ends when the socket closes, and
kills its workers then. The one for queries imports no web server and no spaCy; none has a second
thread, since a process with threads cannot be forked safely.

Source: sparql.md, section C.
"""

import contextlib
import gc
import os
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from plangraph.graph.frames import Frame, receive, tell
from plangraph.graph.jobs import do_job, load_jobs
from plangraph.graph.seal import can_seal, prepare_seal
from plangraph.graph.worker import Limits, Work, answer_query, live
from plangraph.ontology.errors import PlanGraphError

_THREADS = Path("/proc/self/task")
_FAILURES = (PlanGraphError, OSError, ImportError, RuntimeError, SyntaxError, ValueError)


class Zygote:
    """What workers are born with, and the line to the process that gives orders."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._engine = ox.Store()
        self._work: Work = partial(answer_query, self._engine)
        self._limits = Limits()
        self._children: set[int] = set()

    def run(self) -> None:
        """Carry out orders until the line closes."""
        orders = {
            b"L": self._load,
            b"S": self._open,
            b"I": self._import,
            b"N": self._count,
            b"W": self._turn,
            b"F": self._fork,
            b"A": self._apply,
        }
        while True:
            frame = receive(self._line)
            try:
                orders[frame.kind](frame)
            except _FAILURES as problem:
                tell(self._line, b"X", what=str(problem))

    def end_children(self) -> None:
        """Kill what was forked and still runs."""
        for child in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def _load(self, frame: Frame) -> None:
        told = frame.told()
        self._engine.bulk_load(path=told["path"], format=ox.RdfFormat.N_QUADS)
        self._settle(told["limits"])
        tell(self._line, b"L", quads=len(self._engine))

    def _open(self, frame: Frame) -> None:
        told = frame.told()
        self._engine = ox.Store.read_only(told["path"])
        self._work = partial(answer_query, self._engine)
        self._settle(told["limits"])
        tell(self._line, b"S")

    def _count(self, _: Frame) -> None:
        tell(self._line, b"N", quads=len(self._engine))

    def _turn(self, _: Frame) -> None:
        tell(self._line, b"W")
        _live(self._line, self._limits, self._work)

    def _import(self, frame: Frame) -> None:
        told = frame.told()
        self._work = partial(do_job, load_jobs(told["jobs"]))
        self._settle(told["limits"])
        tell(self._line, b"I")

    def _settle(self, limits: dict[str, Any]) -> None:
        self._limits = Limits(**limits)
        if self._limits.files and not can_seal():
            raise RuntimeError("this system cannot seal a process that has to read files")
        if self._limits.sealed:
            prepare_seal()
        gc.collect()
        gc.freeze()  # what is shared with the workers is never written to by the collector

    def _apply(self, frame: Frame) -> None:
        self._engine.update(frame.body.decode())
        tell(self._line, b"A", quads=len(self._engine))

    def _fork(self, _: Frame) -> None:
        self._reap()
        if _THREADS.is_dir() and len(list(_THREADS.iterdir())) > 1:
            raise RuntimeError("a thread was started in the process that forks")
        ours, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            self._line.close()
            ours.close()
            _live(theirs, self._limits, self._work)
        self._children.add(child)
        theirs.close()
        tell(self._line, b"F", process=child)
        socket.send_fds(self._line, [b"f"], [ours.fileno()])
        ours.close()

    def _reap(self) -> None:
        """Forget the children that have ended."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                self._children.discard(ended)


def _live(line: socket.socket, limits: Limits, work: Work) -> None:
    """The whole life of a worker; it never returns into the zygote's code."""
    try:
        live(line, limits, work)
    finally:
        os._exit(0)


def main() -> None:
    """Serve the socket whose number is the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which closes the line
    with socket.socket(fileno=int(sys.argv[1])) as line:
        zygote = Zygote(line)
        try:
            with contextlib.suppress(EOFError, ConnectionError):
                zygote.run()
        finally:
            zygote.end_children()


if __name__ == "__main__":
    main()
