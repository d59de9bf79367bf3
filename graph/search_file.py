"""The SQLite database that an index is: on disk beside the triples, or in memory.

``document`` holds the texts, ``grams`` finds them, ``stands`` tells which plans name a shared
thing, ``name`` and ``name_gram`` find names that are only begun or misspelt. The number of a
document begins with that of its kind, so that documents of one kind lie together.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import quote

FILE: Final = "search.sqlite3"
KIND_BITS: Final = 40  # of a document's number lie below its kind
_PATIENCE: Final = 10.0  # seconds that readers and the writer wait for each other
_SCHEMA: Final = """
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, plan TEXT, texts TEXT NOT NULL,
  close TEXT NOT NULL, span TEXT
);
CREATE INDEX document_plan ON document (plan);
CREATE INDEX document_shared ON document (iri) WHERE plan IS NULL;
CREATE TABLE stands (plan TEXT, document INTEGER, PRIMARY KEY (plan, document)) WITHOUT ROWID;
CREATE INDEX stands_document ON stands (document);
CREATE TABLE name (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, folded TEXT NOT NULL);
CREATE INDEX name_folded ON name (folded, document);
CREATE INDEX name_document ON name (document);
CREATE TABLE name_gram (gram TEXT, name INTEGER, PRIMARY KEY (gram, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE grams USING fts5 (tokens, content='', tokenize='ascii');
"""


@cache
def form() -> str:
    """What an index depends on besides the store: another one for another release of its form."""
    words = (files(__package__) / name for name in ("search_kinds.tsv", "search_words.py"))
    parts = [_SCHEMA, *(word.read_text("utf-8") for word in words)]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:12]


class SearchFile:
    """The database in a file, which is made if need be; ``None`` is one in memory.

    Readers in other processes go on while one process writes; each sees a state as a whole.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._lock = threading.RLock()
        self._memory = None if file else _connect(":memory:")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state until the block ends.

        Raises:
            sqlite3.Error: There is no index, or it is damaged.
        """
        if self._memory is not None:
            with self._lock:
                yield self._memory
            return
        address = f"file:{quote(str(self.file))}?mode=ro"
        with closing(_connect(address)) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept, all together, when the block ends well.

        Raises:
            sqlite3.Error: The file cannot be written, or is damaged.
        """
        with self._lock:
            if self._memory is not None:
                with _transaction(self._memory):
                    yield self._memory
                return
            with closing(_connect(str(self.file))) as connection, _transaction(connection):
                yield connection

    def close(self) -> None:
        """Let go of what is in memory."""
        with self._lock:
            if self._memory is not None:
                self._memory.close()


def state_of(connection: sqlite3.Connection) -> str:
    """The store's generation that the index shows; empty if it has no form, or another one."""
    if not _tables(connection):
        return ""
    told = dict(connection.execute("SELECT key, value FROM state"))
    return str(told.get("mark", "")) if told.get("form") == form() else ""


def set_state(connection: sqlite3.Connection, mark: str) -> None:
    """Tell which generation of the store the index shows."""
    rows = [("form", form()), ("mark", mark)]
    connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", rows)


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, unless they are there."""
    if not _tables(connection):
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)


def _tables(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'state'")
    return bool(found.fetchone()[0])


def _connect(address: str) -> sqlite3.Connection:
    return sqlite3.connect(
        address,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        uri=address.startswith("file:"),
    )


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
