"""How Python looks after memory while a text is read and its triples are written."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SELDOM = (50_000, 20, 100)  # new objects before a search for cycles; Python's own are 700, 10, 10


class _Readers:
    """How many blocks of work are under way, and the thresholds that the process had before."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._before = gc.get_threshold()

    def come(self) -> None:
        """One more; the first makes the searches rare."""
        with self._lock:
            if self._count == 0:
                self._before = gc.get_threshold()
                gc.set_threshold(*_SELDOM)
            self._count += 1

    def leave(self) -> None:
        """One less; the last puts things back."""
        with self._lock:
            self._count -= 1
            if self._count == 0:
                gc.set_threshold(*self._before)


_READERS = _Readers()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Few searches for cycles of objects: a tenth of reading a long text, a third of its triples.

    Without any, spaCy's Docs would stay in memory until the text is read, a fifth of the peak.
    """
    _READERS.come()
    try:
        yield
    finally:
        _READERS.leave()
