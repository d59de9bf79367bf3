"""A name that is misspelt, shortened or only begun to the names that it may mean.

Candidates are the names that share most characters and pairs of characters with it; how many
characters would have to be changed, put in or left out then decides.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from plangraph.graph.search_documents import kinds
from plangraph.graph.search_fill import grams, kind_range

COMPARED: Final = ("agency", "place", "thing")  # kinds whose names may be misspelt
_CANDIDATES: Final = 200
_SHORT: Final = 5  # characters below which single ones are compared as well


@dataclass(frozen=True, slots=True)
class Likeness:
    """A name that is like another.

    Attributes:
        number: The document whose name it is.
        name: Folded.
        changes: How many characters of the asked name differ from those of some part of it.
    """

    number: int
    name: str
    changes: int


def similar(
    connection: sqlite3.Connection, asked: str, wanted: Iterable[str], most: int
) -> list[Likeness]:
    """Names in which a folded name stands with at most so many changes, the likest first.

    Each document comes once, with its likest name.
    """
    best: dict[int, Likeness] = {}
    for number, name in _candidates(connection, asked, wanted):
        one = Likeness(number, name, changes_within(asked, name))
        known = best.get(number, one)
        if one.changes <= most and _rank(asked, one) <= _rank(asked, known):
            best[number] = one
    return sorted(best.values(), key=lambda one: (*_rank(asked, one), one.number))


def likest(asked: str, found: list[Likeness]) -> list[Likeness]:
    """Those of the fewest changes; among them the ones that are all of a name, if there are any."""
    fewest = min((one.changes for one in found), default=0)
    best = [one for one in found if one.changes == fewest]
    whole = [one for one in best if abs(len(one.name) - len(asked)) <= one.changes]
    return whole or best


def allowed_changes(asked: str) -> int:
    """How many mistakes a name of this length may have.

    >>> [allowed_changes("科" * length) for length in (2, 3, 5, 6, 9, 10)]
    [0, 1, 1, 2, 2, 3]
    """
    length = len(asked)
    return 0 if length < 3 else 1 if length < 6 else 2 if length < 10 else 3


def changes_within(asked: str, name: str) -> int:
    """Changes that turn the asked name into some part of another.

    >>> changes_within("市场监管管理局", "昆明市市场监督管理局")
    1

    Source: P. H. Sellers, The theory and computation of evolutionary distances, 1980.
    """
    row = [0] * (len(name) + 1)
    for letter in asked:
        row = _next_row(row, letter, name, row[0] + 1)
    return min(row)


def changes_between(asked: str, name: str) -> int:
    """Changes that turn one name into the other.

    >>> changes_between("昆明市科技局", "昆明市科学技术局")
    2
    """
    row = list(range(len(name) + 1))
    for letter in asked:
        row = _next_row(row, letter, name, row[0] + 1)
    return row[-1]


def _next_row(row: list[int], letter: str, name: str, first: int) -> list[int]:
    after = [first]
    for place, other in enumerate(name):
        after.append(min(row[place] + (letter != other), row[place + 1] + 1, after[place] + 1))
    return after


def _rank(asked: str, one: Likeness) -> tuple[int, int, str]:
    return one.changes, abs(len(one.name) - len(asked)), one.name


def _candidates(
    connection: sqlite3.Connection, asked: str, wanted: Iterable[str]
) -> list[tuple[int, str]]:
    least = 1 if len(asked) < _SHORT else 2  # a mistake leaves a longer name enough of its pairs
    pieces = sorted(gram for gram in grams(asked) if len(gram) >= least)
    ranges = [kind_range(kinds()[kind].number) for kind in wanted]
    within = " OR ".join("name.document BETWEEN ? AND ?" for _ in ranges)
    marks = ", ".join("?" for _ in pieces)
    rows = connection.execute(
        f"""SELECT name.document, name.folded FROM name_gram
            JOIN name ON name.id = name_gram.name
            WHERE gram IN ({marks}) AND ({within}) GROUP BY name.id
            ORDER BY sum(length(gram)) DESC, length(folded), folded LIMIT ?""",  # noqa: S608
        (*pieces, *(end for both in ranges for end in both), _CANDIDATES),
    )
    return [(number, name) for number, name in rows]
