"""A nursery that stays in step with the writer of a folder, and is made anew when it cannot.

It subscribes to the writer with a dump of the store, makes a nursery of the dump, and repeats every
write in it. A write that cannot be repeated, a nursery that dies and a writer that comes back all
lead to the same: a new dump, a new nursery.
"""

import contextlib
import logging
import socket
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from plangraph.graph.client import exchange
from plangraph.graph.frames import receive, send
from plangraph.graph.nursery import CopyNursery, Worker
from plangraph.graph.swap import scratch
from plangraph.ontology.errors import PlanGraphError, StoreError

_PAUSE = 0.2  # seconds between two tries to reach a writer that is being started again
_LONGEST_PAUSE = 5.0
_REMEMBERED = 1000  # states, for writers that ask whether theirs has arrived
_PATIENCE = 30.0  # seconds that a writer waits for its own write to be seen
_log = logging.getLogger("plangraph.graph")
Breed = Callable[[Path, str], CopyNursery]


class Follower(CopyNursery):
    """See the module.

    Args:
        folder: The store's folder.
        call: Gives a new line to its writer, which is started again if it has died.
        breed: Makes a nursery of a dump and the state that it shows.
        dumped: Whether it needs the dump.

    Attributes:
        on_change: Called when the workers of before know an older state.
        restarts: How often the copy was made anew.
    """

    def __init__(
        self,
        folder: Path,
        call: Callable[[], socket.socket],
        breed: Breed,
        *,
        dumped: bool = True,
    ) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self._folder = folder
        self._call = call
        self._breed = breed
        self._dumped = dumped
        self._closed = threading.Event()
        self._turned = threading.Condition()
        self.restarts = 0
        self._line, self._nursery = self._subscribe()
        self.generation = self._nursery.generation
        self._seen = deque([self.generation], _REMEMBERED)
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._thread.start()

    @property
    def process(self) -> int:
        """See :class:`Nursery`."""
        return self._nursery.process

    @property
    def size(self) -> int:
        """See :class:`CopyNursery`."""
        return self._nursery.size

    def bear(self) -> Worker:
        """See :class:`Nursery`; a nursery that is gone is being made anew when this raises."""
        try:
            return self._nursery.bear()
        except StoreError:
            with contextlib.suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)  # wakes the thread, which starts afresh
            raise

    def apply(self, update: str, generation: str) -> None:
        """See :class:`CopyNursery`."""
        self._nursery.apply(update, generation)
        self._turn(generation)

    def close(self) -> None:
        """See :class:`Nursery`."""
        self._closed.set()
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._line.close()
        self._nursery.close()

    def _follow(self) -> None:
        while not self._closed.is_set():
            try:
                mark, update = receive(self._line).told()["generation"], receive(self._line).body
                self.apply(update.decode(), mark)
                send(self._line, b"A")
            except (EOFError, OSError, PlanGraphError) as problem:
                if not self._closed.is_set():
                    _log.info("The copy in memory is made anew: %s", problem)
                    self._restart()

    def _restart(self) -> None:
        """A new line and a new nursery in place of the old; tried until it succeeds."""
        self._line.close()
        pause = _PAUSE
        while not self._closed.is_set():
            try:
                line, nursery = self._subscribe()
            except (OSError, EOFError, PlanGraphError):
                self._closed.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            old, self._line, self._nursery = self._nursery, line, nursery
            self.restarts += 1
            self._turn(nursery.generation)
            old.close()
            return

    def wait_for(self, generation: str, restarts: int) -> None:
        """Return once workers born from now on see this state, or a later one.

        Args:
            generation: The state after a write.
            restarts: The number of them before that write was begun; a copy made anew since then
                holds the write, whatever its state is called.

        Raises:
            StoreError: The copy in memory does not come to it in time.
        """
        with self._turned:
            arrived = self._turned.wait_for(
                lambda: generation in self._seen or self.restarts > restarts, _PATIENCE
            )
        if not arrived:
            raise StoreError(
                "What was written is kept, but is not to be seen yet.", advice="Ask again later."
            )

    def _turn(self, generation: str) -> None:
        with self._turned:
            self.generation = generation
            self._seen.append(generation)
            self._turned.notify_all()
        self.on_change()

    def _subscribe(self) -> tuple[socket.socket, CopyNursery]:
        with scratch(self._folder) as room:
            line, dump = self._call(), room / "dump.nq"
            try:
                told, _ = exchange(line, "subscribe", path=str(dump) if self._dumped else "")
                return line, self._breed(dump, told["generation"])
            except BaseException:
                line.close()
                raise
