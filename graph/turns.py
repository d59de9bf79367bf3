"""Turns at something that takes only so many at a time: a queue with an end, and patience."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from plangraph.graph.pool import Bounds
from plangraph.graph.refusals import QUERIES
from plangraph.graph.ticket import Ticket


class Turns:
    """Some places and those that wait for one."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._busy = 0
        self._waiting = 0
        self._free = threading.Condition()

    @contextmanager
    def turn(self, ticket: Ticket | None = None) -> Iterator[None]:
        """Hold a place while the block runs.

        Raises:
            LimitError: The queue is full, or no place came free in time.
        """
        self._enter(ticket)
        try:
            yield
        finally:
            with self._free:
                self._busy -= 1
                self._free.notify()

    def _enter(self, ticket: Ticket | None) -> None:
        until = time.monotonic() + self.bounds.patience
        with self._free:
            if self._busy >= self.bounds.workers and self._waiting >= self.bounds.waiting:
                raise QUERIES.busy()
            self._waiting += 1
            try:
                while self._busy >= self.bounds.workers:
                    given_up = ticket is not None and ticket.cancelled
                    if given_up or not self._free.wait(until - time.monotonic()):
                        raise QUERIES.busy()
                self._busy += 1
            finally:
                self._waiting -= 1
