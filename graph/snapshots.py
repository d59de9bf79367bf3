"""Workers that open a snapshot of the store on disk: where there is no fork, or too many triples.

A snapshot is the engine's files as links, made in milliseconds by the writer; each worker is a
process of its own that opens it read-only. Every write makes a new one, which workers born from
then on open; an old one goes with its last worker. Queries are slower than in memory (1.2 to 9
times), a worker takes 0.1 to 0.5 s to be born (one is kept waiting), and memory does not grow with
the graph.

Source: sparql.md, section C (the second of the two pools).
"""

import contextlib
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Literal

from plangraph.graph.frames import frame_of
from plangraph.graph.nursery import CopyNursery, Worker, ZygoteLine
from plangraph.graph.opening import ENGINE_FOLDER
from plangraph.graph.swap import current
from plangraph.graph.worker import Limits
from plangraph.ontology.errors import InvalidQueryError

FOLDER: Final = "snapshots"
SHARE: Final = 4  # of the memory: a graph that is larger on disk than its part is not held there
_LIMIT: Final = Path("/sys/fs/cgroup/memory.max")
Kind = Literal["fork", "snapshot"]


@dataclass(slots=True)
class _Snapshot:
    """A folder with an engine's files, and the processes that have it open."""

    folder: Path
    generation: str
    kept: bool = False
    workers: list[ZygoteLine] = field(default_factory=list)
    quads: int | None = None

    def swept(self) -> bool:
        """Whether nobody has it open any more."""
        for worker in [worker for worker in self.workers if worker.ended]:
            worker.close()
            self.workers.remove(worker)
        return not self.workers

    def remove(self) -> None:
        """End who still has it open, then its files."""
        for worker in self.workers:
            worker.kill()
        if not self.kept:
            shutil.rmtree(self.folder, ignore_errors=True)


class SnapshotNursery(CopyNursery):
    """Workers that open a snapshot of a store's folder.

    Args:
        folder: The store's folder.
        take: Makes a snapshot in a folder and tells the state that it shows; ``None`` for a store
            that nobody writes, whose own files are opened.
        limits: What each worker may use.
    """

    def __init__(
        self, folder: Path, take: Callable[[Path], str] | None, limits: Limits, generation: str = ""
    ) -> None:
        self._folder = folder
        self._take = take
        self._limits = limits
        self._lock = threading.RLock()
        self._number = 0
        self._old: list[_Snapshot] = []
        self._now = self._taken(generation)
        self.generation = self._now.generation
        self._spare: ZygoteLine | None = self._started()

    @property
    def process(self) -> int:
        """See :class:`Nursery`: that of the worker which is kept waiting."""
        with self._lock:
            return self._spare.process if self._spare else 0

    @property
    def size(self) -> int:
        """See :class:`CopyNursery`; counted when it is first asked for."""
        with self._lock:
            now = self._now
            if now.quads is None:
                counting = self._started()
                try:
                    counting.heard(b"S")
                    now.quads = int(counting.ask(b"N")["quads"])
                finally:
                    counting.close()
            return now.quads

    def bear(self) -> Worker:
        """See :class:`Nursery`."""
        with self._lock:
            self._sweep()
            born, self._spare = self._spare or self._started(), None
            born.heard(b"S")
            line = born.turned()
            self._spare = self._started()
            return Worker(line, born.process, self.generation, self._limits.jobs)

    def apply(self, update: str, generation: str) -> None:
        """See :class:`CopyNursery`; the words of the write do not matter."""
        del update
        with self._lock:
            new = self._taken(generation)
            self._old.append(self._now)
            self._now, self.generation = new, generation
            if self._spare is not None:
                self._spare.kill()
            self._spare = self._started()
            self._sweep()

    def close(self) -> None:
        """See :class:`Nursery`."""
        with self._lock:
            for snapshot in (*self._old, self._now):
                snapshot.remove()

    def _taken(self, generation: str) -> _Snapshot:
        if self._take is None:
            return _Snapshot(current(self._folder, ENGINE_FOLDER), generation, kept=True)
        self._number += 1
        folder = self._folder / FOLDER / f"{os.getpid()}-{id(self):x}-{self._number}"
        folder.parent.mkdir(exist_ok=True)
        return _Snapshot(folder, self._take(folder))

    def _started(self) -> ZygoteLine:
        """A process that is opening the snapshot."""
        process = ZygoteLine()
        self._now.workers.append(process)
        process.order(*frame_of(b"S", path=str(self._now.folder), limits=asdict(self._limits)))
        return process

    def _sweep(self) -> None:
        """Remove the snapshots that nobody has open any more."""
        self._now.swept()
        for snapshot in [snapshot for snapshot in self._old if snapshot.swept()]:
            snapshot.remove()
            self._old.remove(snapshot)


def clear(folder: Path) -> None:
    """Remove what a service that was killed left behind."""
    with contextlib.suppress(OSError):
        shutil.rmtree(folder / FOLDER)


def kind_for(wanted: str, folder: Path) -> Kind:
    """Which workers a store gets: those that are wanted, or with ``auto`` those that fit.

    Raises:
        InvalidQueryError: There is no such kind.
    """
    if wanted in ("fork", "snapshot"):
        return "fork" if wanted == "fork" else "snapshot"
    if wanted != "auto":
        raise InvalidQueryError(
            f"There are no workers of the kind {wanted!r}.",
            where="PLANGRAPH_WORKERS",
            advice="Use auto, fork or snapshot.",
        )
    large = _size(current(folder, ENGINE_FOLDER)) > _memory() // SHARE
    return "snapshot" if large or not hasattr(os, "fork") else "fork"


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("*") if file.is_file())


def _memory() -> int:
    """Bytes of memory that this machine, or this container, has."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with contextlib.suppress(OSError, ValueError):
        return min(machine, int(_LIMIT.read_text("ascii")))
    return machine
