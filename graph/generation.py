"""The mark of a store's state, another one after every write, kept in a file beside the triples.

The mark moves before a write and again after it, so that nobody who read in between keeps an old
answer under the new mark. A write that was cut off is noticed at the next opening.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from plangraph.ontology.errors import InvalidQueryError

_FIRST: Final = "0" * 16
_WRITING: Final = "writing"
_DONE: Final = "done"


class Generation:
    """A chain of hashes over everything written.

    Args:
        file: Where the mark is kept; ``None`` keeps it in memory.
        read_only: The file is left as it is.

    Attributes:
        mark: 16 hexadecimal digits.
    """

    def __init__(self, file: Path | None, *, read_only: bool) -> None:
        self._file = file
        self.mark, state = self._load()
        if state == _WRITING and not read_only:
            self._move("cut off", _DONE)

    @contextmanager
    def writing(self, change: str) -> Iterator[None]:
        """Move the mark around a write; ``change`` is what is written.

        A write that the engine refused changes nothing, and the mark is what it was.
        """
        before = self.mark
        self._move("begun", _WRITING)
        try:
            yield
        except InvalidQueryError:
            self._set(before, _DONE)
            raise
        except BaseException:
            self._move(change, _DONE)
            raise
        self._move(change, _DONE)

    def _move(self, event: str, state: str) -> None:
        self._set(hashlib.sha256(f"{self.mark} {event}".encode()).hexdigest()[:16], state)

    def _set(self, mark: str, state: str) -> None:
        self.mark = mark
        if self._file is not None:
            temporary = self._file.with_suffix(".new")
            temporary.write_text(f"{self.mark} {state}\n", encoding="ascii")
            temporary.replace(self._file)

    def _load(self) -> tuple[str, str]:
        if self._file is None or not self._file.exists():
            return _FIRST, _DONE
        mark, _, state = self._file.read_text(encoding="ascii").strip().partition(" ")
        return mark, state


def begin_marks(file: Path, *history: str) -> None:
    """Give a folder that is made from elsewhere a mark that no other history leads to."""
    mark = Generation(file, read_only=False)
    for event in history:
        with mark.writing(event):
            pass
