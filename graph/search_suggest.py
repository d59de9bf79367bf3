"""What somebody has begun to type to the names and titles that it may become."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from plangraph.graph.search_documents import kinds
from plangraph.graph.search_file import KIND_BITS
from plangraph.graph.search_fill import kind_range
from plangraph.graph.search_hits import read_row
from plangraph.graph.search_meant import meant
from plangraph.graph.search_words import expression, fold, marks, read_words

_CANDIDATES: Final = 300  # things whose names hold the words; more do not come up while typing
_NAMES: Final = 10  # names of one thing that may come before the next thing
_CALLED: Final = ("agency", "place")  # kinds that are called by more names than a plan prints
_SAID: Final = ("measure", "step")  # kinds that have no name, and are shown by their words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or title.

    Attributes:
        text: What begins with, or holds, what was typed.
        label: How the thing is called: its full name.
        plan: Key of the plan that holds the thing; ``None`` for what plans share.
        plan_title: How that plan is called.
        count: How many things of this kind have this name; ``iri`` is one of them.
        marks: Where the text holds what was typed.
    """

    text: str
    label: str
    kind: str
    iri: str
    plan: str | None
    plan_title: str | None
    count: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name, how many things of one kind have it, and the first of them."""

    number: int
    folded: str
    count: int


def suggest(
    connection: sqlite3.Connection, begun: str, limit: int, wanted: frozenset[str] | None
) -> list[Suggestion]:
    """Names that begin with it first, then those that hold all its words; short ones first.

    A thing comes once, and so do things of one kind and name. Where these are few, bodies follow
    that are otherwise called so, and where no kind is wanted, sentences that hold the words.

    Raises:
        InvalidQueryError: There is no word.
    """
    words = read_words(begun)
    start = fold(begun.strip())
    among = [kinds()[kind] for kind in wanted or kinds() if kinds()[kind].named]
    ranges = [kind_range(kind.number) for kind in among]
    if not ranges:
        return []
    found = {*_beginning(connection, start, ranges, limit), *_holding(connection, words, ranges)}
    chosen: dict[int, Suggestion] = {}
    for name in sorted(found, key=lambda name: _rank(name, start))[: limit * _NAMES]:
        if len(chosen) < limit and name.number not in chosen:
            chosen[name.number] = _suggestion(connection, name, words)
    if len(chosen) < limit:
        for name, other in meant_names(connection, words, wanted):
            chosen.setdefault(name.number, _suggestion(connection, name, other))
    if len(chosen) < limit and wanted is None:
        chosen |= _sentences(connection, words, limit)
    return list(chosen.values())[:limit]


def meant_names(
    connection: sqlite3.Connection, words: tuple[str, ...], wanted: frozenset[str] | None
) -> list[tuple[Name, tuple[str, ...]]]:
    """Names of bodies that these words are short for, with what stands in them for the words."""
    ranges = [
        kind_range(kinds()[kind].number) for kind in _CALLED if wanted is None or kind in wanted
    ]
    found: dict[int, tuple[Name, tuple[str, ...]]] = {}
    for other in meant(words) if ranges else ():
        names = _holding(connection, other, ranges)
        for name in sorted(names, key=lambda name: (len(name.folded), name.folded)):
            found.setdefault(name.number, (name, other))
    return list(found.values())


def _sentences(
    connection: sqlite3.Connection, words: tuple[str, ...], limit: int
) -> dict[int, Suggestion]:
    """Sentences that hold all words, in the order of the plans."""
    within = " OR ".join("rowid BETWEEN ? AND ?" for _ in _SAID)
    ends = [end for kind in _SAID for end in kind_range(kinds()[kind].number)]
    rows = connection.execute(
        f"SELECT rowid FROM grams WHERE grams MATCH ? AND ({within}) ORDER BY rowid LIMIT ?",  # noqa: S608
        (expression(words), *ends, limit),
    )
    found = {}
    for (number,) in rows.fetchall():
        row = read_row(connection, number)
        text = max(row.texts, key=lambda text: len(marks(text, words)))
        told = (text, row.texts[0], row.kind, row.iri, row.plan, row.plan_title)
        found[number] = Suggestion(*told, 1, tuple(marks(text, words)))
    return found


def _rank(name: Name, start: str) -> tuple[bool, int, int, str, int]:
    begins = name.folded.startswith(start)
    return not begins, name.number >> KIND_BITS, len(name.folded), name.folded, -name.count


def _beginning(
    connection: sqlite3.Connection, start: str, ranges: list[tuple[int, int]], limit: int
) -> list[Name]:
    """The names of each kind that begin so, the shortest of them."""
    asked = """SELECT min(document), folded, count(*) FROM name
               WHERE folded >= ? AND folded < ? AND document BETWEEN ? AND ?
               GROUP BY folded ORDER BY length(folded), folded LIMIT ?"""
    return [
        Name(*row)
        for both in ranges
        for row in connection.execute(asked, (start, start + chr(0x10FFFF), *both, limit))
    ]


def _holding(
    connection: sqlite3.Connection, words: tuple[str, ...], ranges: list[tuple[int, int]]
) -> list[Name]:
    within = " OR ".join("rowid BETWEEN ? AND ?" for _ in ranges)
    rows = connection.execute(
        f"""SELECT min(document), folded, count(*) FROM name WHERE document IN
            (SELECT rowid FROM grams WHERE grams MATCH ? AND ({within}) LIMIT ?)
            GROUP BY document >> {KIND_BITS}, folded""",  # noqa: S608
        (expression(words), *(end for both in ranges for end in both), _CANDIDATES),
    )
    return [Name(*row) for row in rows if all(word in row[1] for word in words)]


def _suggestion(connection: sqlite3.Connection, name: Name, words: tuple[str, ...]) -> Suggestion:
    row = read_row(connection, name.number)
    text = row.written(name.folded)
    found = tuple(marks(text, words))
    told = (text, row.texts[0], row.kind, row.iri, row.plan, row.plan_title)
    return Suggestion(*told, name.count, found)
