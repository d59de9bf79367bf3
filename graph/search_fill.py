"""What has changed in a store to the same change of its index: only what differs is written."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from plangraph.graph.search_documents import (
    Document,
    Source,
    documents_of,
    kinds,
    named_by,
    shared_documents,
)
from plangraph.graph.search_file import KIND_BITS
from plangraph.graph.search_words import SEPARATOR, fold, tokens

Stored = tuple[int, Document]
_COLUMNS = "id, iri, plan, texts, close, span"


@dataclass(frozen=True, slots=True)
class Touched:
    """What a write may have changed.

    Attributes:
        plans: Keys of the plans.
        things: IRIs of the parties, regions and named things.
    """

    plans: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()


def follow(connection: sqlite3.Connection, source: Source, touched: Touched | None = None) -> int:
    """Bring an index to the state of a store; how many documents were written or taken out.

    Without being told what was touched, everything is compared.
    """
    plans = _all_plans(connection, source) if touched is None else touched.plans
    there = set(source.plan_keys())
    written = 0
    for key in sorted(plans):
        now = documents_of(source, key) if key in there else []
        written += _exchange(connection, _in_plan(connection, key), now)
    things = None if touched is None else touched.things
    if things is None or things:
        shared = shared_documents(source, things)
        written += _exchange(connection, _shared(connection, things), shared)
    for key in sorted(plans):
        _tell_where(connection, key, named_by(source, key) if key in there else [])
    return written


def _all_plans(connection: sqlite3.Connection, source: Source) -> set[str]:
    known = connection.execute("SELECT DISTINCT plan FROM document WHERE plan IS NOT NULL")
    return {key for (key,) in known} | set(source.plan_keys())


def _in_plan(connection: sqlite3.Connection, key: str) -> list[Stored]:
    asked = f"SELECT {_COLUMNS} FROM document WHERE plan = ?"  # noqa: S608  (our own words)
    return [_read(row) for row in connection.execute(asked, (key,))]


def _shared(connection: sqlite3.Connection, things: Iterable[str] | None) -> list[Stored]:
    asked = f"SELECT {_COLUMNS} FROM document WHERE plan IS NULL"  # noqa: S608  (our own words)
    if things is None:
        return [_read(row) for row in connection.execute(asked)]
    one = f"{asked} AND iri = ?"
    return [_read(row) for iri in sorted(things) for row in connection.execute(one, (iri,))]


def _read(row: tuple[int, str, str | None, str, str, str | None]) -> Stored:
    number, iri, plan, texts, close, span = row
    kind = kind_name(number)
    names = tuple(close.split(SEPARATOR)) if close else ()
    return number, Document(iri, kind, plan, tuple(texts.split(SEPARATOR)), names, span)


def kind_name(number: int) -> str:
    """The kind of a document by its number."""
    return list(kinds())[number >> KIND_BITS]


def _exchange(connection: sqlite3.Connection, before: list[Stored], now: list[Document]) -> int:
    """Take out what is no more, put in what is new; what is still there keeps its number."""
    wanted = dict.fromkeys(map(_one_line, now))
    kept = {document for _, document in before}
    gone = [stored for stored in before if stored[1] not in wanted]
    new = [document for document in wanted if document not in kept]
    numbers = {(document.iri, document.kind): number for number, document in gone}
    for number, document in gone:
        _take_out(connection, number, document)
    for document in new:
        _put_in(connection, document, numbers.pop((document.iri, document.kind), None))
    ended = [(number,) for number in numbers.values()]
    connection.executemany("DELETE FROM stands WHERE document = ?", ended)
    return len(gone) + len(new)


def _one_line(document: Document) -> Document:
    """The document with its texts as they are kept: none holds the separator."""
    texts = tuple(text.replace(SEPARATOR, " ") for text in document.texts)
    close = tuple(name.replace(SEPARATOR, " ") for name in document.close)
    return Document(document.iri, document.kind, document.plan, texts, close, document.span)


def _put_in(connection: sqlite3.Connection, document: Document, number: int | None) -> None:
    if number is None:
        number = _free_number(connection, kinds()[document.kind].number)
    texts, close = SEPARATOR.join(document.texts), SEPARATOR.join(document.close)
    row = (number, document.iri, document.plan, texts, close, document.span)
    connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", row)
    asked = "INSERT INTO grams (rowid, tokens) VALUES (?, ?)"
    connection.execute(asked, (number, _tokens(document)))
    if kinds()[document.kind].named:
        _put_names(connection, number, document)


def _put_names(connection: sqlite3.Connection, number: int, document: Document) -> None:
    compared = document.plan is None  # only names of bodies and places are looked for misspelt
    for name in {fold(text): None for text in (*document.texts, *document.close)}:
        told = connection.execute(
            "INSERT INTO name (document, folded) VALUES (?, ?)", (number, name)
        )
        if compared:
            rows = [(gram, told.lastrowid) for gram in grams(name)]
            connection.executemany("INSERT INTO name_gram VALUES (?, ?)", rows)


def grams(name: str) -> set[str]:
    """The characters of a folded name and its pairs of neighbours."""
    return {*name, *map("".join, pairwise(name))}


def _take_out(connection: sqlite3.Connection, number: int, document: Document) -> None:
    connection.execute(
        "INSERT INTO grams (grams, rowid, tokens) VALUES ('delete', ?, ?)",
        (number, _tokens(document)),
    )
    if document.plan is None:  # by both columns: there is no index of the second one
        names = connection.execute("SELECT id, folded FROM name WHERE document = ?", (number,))
        rows = [(gram, name) for name, folded in names.fetchall() for gram in grams(folded)]
        connection.executemany("DELETE FROM name_gram WHERE gram = ? AND name = ?", rows)
    connection.execute("DELETE FROM name WHERE document = ?", (number,))
    connection.execute("DELETE FROM document WHERE id = ?", (number,))


def _tokens(document: Document) -> str:
    return tokens(SEPARATOR.join(map(fold, document.texts)))


def _free_number(connection: sqlite3.Connection, kind: int) -> int:
    asked = "SELECT max(id) FROM document WHERE id BETWEEN ? AND ?"
    first, last = kind_range(kind)
    (highest,) = connection.execute(asked, (first, last)).fetchone()
    return first if highest is None else int(highest) + 1


def kind_range(kind: int) -> tuple[int, int]:
    """The first and the last number that a document of a kind may have."""
    return kind << KIND_BITS, ((kind + 1) << KIND_BITS) - 1


def _tell_where(connection: sqlite3.Connection, plan: str, things: list[str]) -> None:
    """Which shared things a plan names."""
    shared = "SELECT id FROM document WHERE plan IS NULL AND iri = ?"
    now = {number for iri in things for (number,) in connection.execute(shared, (iri,))}
    asked = """SELECT document FROM stands JOIN document ON document.id = stands.document
               WHERE stands.plan = ? AND document.plan IS NULL"""
    before = {number for (number,) in connection.execute(asked, (plan,))}
    gone, new = [(plan, one) for one in before - now], [(plan, one) for one in now - before]
    connection.executemany("DELETE FROM stands WHERE plan = ? AND document = ?", gone)
    connection.executemany("INSERT INTO stands VALUES (?, ?)", new)
