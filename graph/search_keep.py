"""Who keeps an index in step with its store: the process that writes the store's folder, or memory.

The index in a folder is written by whoever owns the folder, in the same step as the triples. If
that step was cut off, or another release wrote the index, the owner makes it anew when it opens the
folder. Everybody else reads it; where it cannot serve them, they build their own in memory.
"""

import logging
import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from plangraph.graph.search_documents import Source
from plangraph.graph.search_file import FILE, SearchFile, make_tables, set_state, state_of
from plangraph.graph.search_fill import Touched, follow
from plangraph.ontology.errors import StoreError

_log = logging.getLogger("plangraph.search")


class Keeper(ABC):
    """Gives out an index that shows the state of its store.

    Attributes:
        counted: A state of the index, and how many things of each kind it had then.
    """

    counted: tuple[str, dict[str, int]] = ("", {})

    @abstractmethod
    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to the index, which does not change until the block ends.

        Raises:
            StoreError: The index cannot be read.
        """

    @abstractmethod
    def rebuild(self) -> int:
        """Make the index anew; how many documents it holds.

        Raises:
            StoreError: It cannot be written here.
        """

    @abstractmethod
    def prepare(self) -> None:
        """Make the index ready where nobody else would."""

    @abstractmethod
    def follow(self, before: str, touched: Touched | None) -> None:
        """Let the index follow a write.

        Args:
            before: The generation that the write was made upon.
            touched: What it may have changed; ``None`` where that is not known.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the index."""


class MemoryKeeper(Keeper):
    """An index in memory, made when it is first asked for and whenever the store has moved on."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = threading.RLock()
        self._index = SearchFile(None)
        self._mark = ""

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See :class:`Keeper`."""
        with self._lock, _told():
            mark = self._source.generation()
            if mark != self._mark:
                self._update(None, mark)
            with self._index.reading() as connection:
                yield connection

    def prepare(self) -> None:
        """See :class:`Keeper`: it is made when it is first asked for."""

    def rebuild(self) -> int:
        """See :class:`Keeper`."""
        with self._lock, _told():
            self._index.close()
            self._index = SearchFile(None)
            return self._update(None, self._source.generation())

    def follow(self, before: str, touched: Touched | None) -> None:
        """See :class:`Keeper`."""
        with self._lock, _told():
            if self._mark == before != "":
                self._update(touched, self._source.generation())

    def close(self) -> None:
        """See :class:`Keeper`."""
        self._index.close()

    def _update(self, touched: Touched | None, mark: str) -> int:
        with self._index.writing() as connection:
            make_tables(connection)
            written = follow(connection, self._source, touched)
        self._mark = mark
        return written


class ReadingKeeper(Keeper):
    """An index that another process writes.

    Args:
        file: The index.
        source: The store.
        exact: Only an index of the very state that the store shows will do; else the writer is
            trusted to keep it in step.
    """

    def __init__(self, file: Path, source: Source, *, exact: bool) -> None:
        self._index = SearchFile(file)
        self._source = source
        self._exact = exact
        self._memory: MemoryKeeper | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See :class:`Keeper`."""
        with ExitStack() as stack:
            connection = self._open(stack)
            if connection is None:
                self._memory = self._memory or MemoryKeeper(self._source)
                connection = stack.enter_context(self._memory.reading())
            with _told():
                yield connection

    def prepare(self) -> None:
        """See :class:`Keeper`: whoever writes the index does it."""

    def follow(self, before: str, touched: Touched | None) -> None:
        """See :class:`Keeper`: whoever writes the index does it."""

    def rebuild(self) -> int:
        """See :class:`Keeper`."""
        raise StoreError("The store is open for reading only.", advice="Open it without read_only.")

    def close(self) -> None:
        """See :class:`Keeper`."""
        if self._memory is not None:
            self._memory.close()

    def _open(self, stack: ExitStack) -> sqlite3.Connection | None:
        """The index on disk, unless it is missing, damaged, or of another state."""
        try:
            with ExitStack() as opening:
                connection = opening.enter_context(self._index.reading())
                state = state_of(connection)
                if not state or (self._exact and state != self._source.generation()):
                    return None
                stack.push(opening.pop_all())
        except sqlite3.Error:
            return None
        return connection


class WritingKeeper(ReadingKeeper):
    """The index of a folder in the process that owns the folder.

    A failure to write it is told in the log and leaves no index behind: the triples are safe, and
    whoever searches builds an index of their own.
    """

    def __init__(self, file: Path, source: Source) -> None:
        super().__init__(file, source, exact=False)
        self._file = file

    def prepare(self) -> None:
        """See :class:`Keeper`: anew unless it shows the state of the store."""
        if self._state() != self._source.generation():
            self._try(self.rebuild)

    def follow(self, before: str, touched: Touched | None) -> None:
        """See :class:`Keeper`."""
        if self._state() != before:
            self._try(self.rebuild)
            return
        try:
            _write(self._index, self._source, touched)
        except sqlite3.Error:
            self._try(self.rebuild)

    def rebuild(self) -> int:
        """See :class:`Keeper`."""
        beside = self._file.with_name(self._file.name + ".new")
        with _told(OSError):
            beside.unlink(missing_ok=True)
            written = _write(SearchFile(beside), self._source, None)
            self._drop_unfinished()
            beside.replace(self._file)
        return written

    def _state(self) -> str:
        try:
            with self._index.reading() as connection:
                return state_of(connection)
        except sqlite3.Error:
            return ""

    def _drop_unfinished(self) -> None:
        """What a cut-off write left to be taken back must not be taken back from a new index."""
        journal = self._file.with_name(self._file.name + "-journal")
        if journal.exists():
            self._file.unlink(missing_ok=True)
            journal.unlink()

    def _try(self, act: Callable[[], int]) -> None:
        try:
            act()
        except StoreError as problem:
            _log.warning("The search index could not be written: %s", problem)
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


def keeper_of(folder: Path | None, source: Source, *, read_only: bool) -> Keeper:
    """Who keeps the index of a store in this process, in a folder or in memory."""
    if folder is None:
        return MemoryKeeper(source)
    if read_only:
        return ReadingKeeper(folder / FILE, source, exact=True)
    return WritingKeeper(folder / FILE, source)


def _write(index: SearchFile, source: Source, touched: Touched | None) -> int:
    with index.writing() as connection:
        make_tables(connection)
        written = follow(connection, source, touched)
        set_state(connection, source.generation())
    return written


@contextmanager
def _told(also: type[Exception] = sqlite3.Error) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, also) as problem:
        raise StoreError(
            f"The search index cannot be used: {problem}.",
            advice="Run plangraph reindex, or delete search.sqlite3 in the store's folder.",
        ) from problem
