"""What somebody looks for to the things whose texts hold it, ranked, with the places to mark.

Common words, those that more than a thousand things hold, are listed by kind in the order of the
plans; ranking them would cost ten times as much and tell nothing.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Final

from plangraph.graph.search_documents import kinds
from plangraph.graph.search_file import KIND_BITS, state_of
from plangraph.graph.search_fill import kind_name, kind_range
from plangraph.graph.search_hits import (
    Found,
    Hit,
    Wanted,
    check_kinds,
    named_hit,
    read_hit,
    read_row,
)
from plangraph.graph.search_keep import Keeper
from plangraph.graph.search_names import (
    COMPARED,
    Likeness,
    allowed_changes,
    likest,
    similar,
)
from plangraph.graph.search_suggest import Suggestion, meant_names, suggest
from plangraph.graph.search_words import expression, fold, read_words

__all__ = ["Found", "Hit", "Index", "Suggestion", "Wanted"]

RANKED: Final = 1000  # hits that are ranked
_BEGINS: Final = 2.0  # how much more a thing counts whose name begins with what is looked for
_LAST: Final = chr(0x10FFFF)

_LEADING: Final = 20  # things of that very name that come before the others of a common word

Values = list[str | int]
Part = tuple[int, int]


class Index:
    """The full-text index of a store.

    Args:
        keeper: Who keeps it in step with the store.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def find(self, wanted: Wanted, limit: int = 20, offset: int = 0) -> Found:
        """The things that hold all words; where none does, names that resemble them.

        Raises:
            InvalidQueryError: There is no word, or a kind does not exist.
        """
        words = wanted.words()
        with self._keeper.reading() as connection:
            counts = _counts(connection, words, wanted.plan)
            if not counts:
                return _like(connection, wanted, limit, offset)
            total = sum(n for kind, n in counts.items() if wanted.takes(kind))
            choose = _ranked if total <= RANKED else _listed
            part = choose(connection, wanted, words, (limit, offset))
            hits = [read_hit(read_row(connection, one), words, score) for one, score in part]
            return Found(total, counts, hits)

    def sizes(self) -> dict[str, int]:
        """How many things of each kind there are; kinds without any are left out.

        Counted once in a state of the store: every page of a large one asks for it.
        """
        with self._keeper.reading() as connection:
            state = state_of(connection)
            counted, sizes = self._keeper.counted
            if not state or state != counted:
                sizes = _sizes(connection)
                self._keeper.counted = state, sizes
            return dict(sizes)

    def iris(self, wanted: Wanted, most: int) -> list[str] | None:
        """The IRIs of all things that hold the words, sorted; ``None`` if there are more."""
        where, values = _where(wanted.words(), wanted)
        with self._keeper.reading() as connection:
            rows = connection.execute(
                f"""SELECT DISTINCT iri FROM document WHERE id IN
                    (SELECT rowid FROM grams WHERE {where} LIMIT ?)""",  # noqa: S608
                (*values, most + 1),
            ).fetchall()
        return None if len(rows) > most else sorted(iri for (iri,) in rows)

    def suggest(
        self, begun: str, limit: int = 10, wanted: frozenset[str] | None = None
    ) -> list[Suggestion]:
        """Names and titles that begin with, or hold, what somebody has typed so far.

        Raises:
            InvalidQueryError: There is no word, or a kind does not exist.
        """
        check_kinds(wanted or frozenset())
        with self._keeper.reading() as connection:
            return suggest(connection, begun, limit, wanted)

    def meant(self, asked: str, limit: int) -> list[Hit]:
        """Bodies that are otherwise called so: 发改委 means each 发展和改革委员会.

        Raises:
            InvalidQueryError: There is no word.
        """
        with self._keeper.reading() as connection:
            found = meant_names(connection, read_words(asked), None)[:limit]
            return [
                named_hit(read_row(connection, name.number), name.folded, 0.0) for name, _ in found
            ]

    def alike(self, name: str, wanted: Iterable[str], limit: int) -> list[Hit]:
        """Agencies, places and named things with a name like this one, under that name.

        Up to half of its characters may differ: whoever asks judges for himself.
        """
        asked = fold(name.strip())
        with self._keeper.reading() as connection:
            found = similar(connection, asked, wanted, len(asked) // 2)[:limit]
            rows = [(read_row(connection, one.number), one) for one in found]
        return [named_hit(row, one.name, -float(one.changes)) for row, one in rows]

    def shared(self, iri: str) -> Hit | None:
        """An agency, place or named thing by its IRI; ``None`` if there is none."""
        if not iri.isascii():  # no IRI of ours; it may even be no text that SQLite takes
            return None
        asked = "SELECT id FROM document WHERE plan IS NULL AND iri = ?"
        with self._keeper.reading() as connection:
            row = connection.execute(asked, (iri,)).fetchone()
            return named_hit(read_row(connection, row[0]), "", 0.0) if row else None


def _sizes(connection: sqlite3.Connection) -> dict[str, int]:
    names = list(kinds())
    asked = f"SELECT id >> {KIND_BITS}, count(*) FROM document GROUP BY 1"  # noqa: S608
    return {names[kind]: n for kind, n in connection.execute(asked)}


def _where(words: tuple[str, ...], wanted: Wanted) -> tuple[str, Values]:
    """A condition over ``grams`` with its values."""
    parts, values = ["grams MATCH ?"], Values((expression(words),))
    if wanted.plan is not None:  # the plus sign keeps SQLite from asking grams once a document
        parts.append(
            "+rowid IN (SELECT id FROM document WHERE plan = ?"
            " UNION ALL SELECT document FROM stands WHERE plan = ?)"
        )
        values += [wanted.plan, wanted.plan]
    if wanted.kinds is not None:
        ranges = [kind_range(kinds()[kind].number) for kind in sorted(wanted.kinds)]
        parts.append("(" + (" OR ".join("rowid BETWEEN ? AND ?" for _ in ranges) or "0") + ")")
        values += [end for both in ranges for end in both]
    return " AND ".join(parts), values


def _counts(
    connection: sqlite3.Connection, words: tuple[str, ...], plan: str | None
) -> dict[str, int]:
    """How many things of each kind hold the words."""
    if plan is None and min(map(len, words)) > 1:
        return _counts_by_range(connection, words)
    where, values = _where(words, Wanted("", None, plan))
    asked = f"SELECT rowid >> {KIND_BITS}, count(*) FROM grams WHERE {where} GROUP BY 1"  # noqa: S608
    names = list(kinds())
    return {names[kind]: n for kind, n in connection.execute(asked, values)}


def _counts_by_range(connection: sqlite3.Connection, words: tuple[str, ...]) -> dict[str, int]:
    """The same kind by kind, three to nine times faster for the pairs of characters."""
    counts = {}
    for kind in kinds():
        where, values = _where(words, Wanted("", frozenset({kind})))
        asked = f"SELECT count(*) FROM grams WHERE {where}"  # noqa: S608
        counts[kind] = int(connection.execute(asked, values).fetchone()[0])
    return {kind: n for kind, n in counts.items() if n}


def _ranked(
    connection: sqlite3.Connection, wanted: Wanted, words: tuple[str, ...], part: Part
) -> list[tuple[int, float]]:
    """A part of the documents, the best first: those of that name, then by words and kind."""
    where, values = _where(words, wanted)
    asked = f"SELECT rowid, bm25(grams) FROM grams WHERE {where}"  # noqa: S608
    exact, begins = _by_name(connection, fold(wanted.asked.strip()))
    weights = [kind.weight for kind in kinds().values()]
    scored = [
        (number, -weight * weights[number >> KIND_BITS] * (_BEGINS if number in begins else 1.0))
        for number, weight in connection.execute(asked, values)
    ]
    scored.sort(key=lambda one: (one[0] not in exact, -one[1], one[0]))
    limit, offset = part
    return scored[offset : offset + limit]


def _listed(
    connection: sqlite3.Connection, wanted: Wanted, words: tuple[str, ...], part: Part
) -> list[tuple[int, float]]:
    """A part of the documents of a common word, those of that name first."""
    where, values = _where(words, wanted)
    exact, _ = _by_name(connection, fold(wanted.asked.strip()))
    one = f"SELECT rowid FROM grams WHERE {where} AND rowid = ?"  # noqa: S608
    first = [
        number
        for number in sorted(exact)[:_LEADING]
        if connection.execute(one, (*values, number)).fetchone()
    ]
    limit, offset = part
    known = ", ".join(map(str, first))
    asked = f"SELECT rowid FROM grams WHERE {where} AND +rowid NOT IN ({known})"  # noqa: S608
    asked += " ORDER BY rowid LIMIT ? OFFSET ?"
    led = first[offset : offset + limit]
    rest = (limit - len(led), max(0, offset - len(first)))
    rows = connection.execute(asked, (*values, *rest))
    return [(number, 0.0) for number in [*led, *(number for (number,) in rows)]]


def _by_name(connection: sqlite3.Connection, begun: str) -> tuple[set[int], set[int]]:
    """The documents one of whose names is this, and those whose name begins with it."""
    asked = "SELECT document FROM name WHERE folded = ?"
    exact = {number for (number,) in connection.execute(asked, (begun,))}
    asked = "SELECT document FROM name WHERE folded > ? AND folded < ? LIMIT ?"
    begins = connection.execute(asked, (begun, begun + _LAST, RANKED))
    return exact, {number for (number,) in begins}


def _like(connection: sqlite3.Connection, wanted: Wanted, limit: int, offset: int) -> Found:
    """Names that mean or resemble what is looked for, since nothing holds it."""
    asked = fold(wanted.asked.strip())
    among = [kind for kind in COMPARED if wanted.takes(kind)]
    meant = meant_names(connection, wanted.words(), wanted.kinds)
    found = [Likeness(name.number, name.folded, 0) for name, _ in meant]
    if not found and among:
        found = similar(connection, asked, among, allowed_changes(asked))
    if wanted.plan is not None:
        named = "SELECT document FROM stands WHERE plan = ?"
        there = {number for (number,) in connection.execute(named, (wanted.plan,))}
        found = [one for one in found if one.number in there]
    found = found if meant else likest(asked, found)
    counts = Counter(kind_name(one.number) for one in found)
    hits = [
        named_hit(read_row(connection, one.number), one.name, -float(one.changes))
        for one in found[offset : offset + limit]
    ]
    return Found(len(found), dict(counts), hits, exact=False)
