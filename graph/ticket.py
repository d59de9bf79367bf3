"""Giving up: whoever asked a query can have it stopped from another thread."""

import threading
from typing import Protocol


class Killable(Protocol):
    """A process that can be ended."""

    def kill(self) -> None:
        """End it at once."""


class Ticket:
    """The right of a caller to give up: a cancelled query's worker is killed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Killable | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Nobody waits for the answer any more."""
        with self._lock:
            self.cancelled = True
            if self._worker is not None:
                self._worker.kill()

    def hold(self, worker: Killable | None) -> None:
        """The worker that is at it, or none; who has given up already ends it at once."""
        with self._lock:
            self._worker = worker
            if self.cancelled and worker is not None:
                worker.kill()
