"""Cells with spans to the rows of a Markdown table, the form in which tables stand in a text.

A merged cell is repeated in every row and column that it covers, so that each row can be read on
its own. Tables that only lay out a page are told apart by their shape.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import NamedTuple

from plangraph.ontology.errors import UnreadableFileError

MOST_COLUMNS = 200
MOST_SLOTS = 400_000
MOST_REPEATED = 100_000  # code points that one merged cell may add; a longer one stands once


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell as printed; its lines, and how many columns and rows it covers.

    Attributes:
        is_full: No word fits behind its last line: what a page end cut off goes on without a break.
    """

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    is_full: bool = False

    @property
    def text(self) -> str:
        """All lines in one."""
        return joined(self.lines)


_NOTE = re.compile(r"\s*[（(](?![一二三四五六七八九十\d]{1,3}[）)])")
EMPTY = Cell(())
Rows = list[list[Cell]]


class TableLine(NamedTuple):
    """A line of a written table and the row that it came from, counted from 1."""

    words: str
    row: int


def expanded(rows: Sequence[Sequence[Cell]]) -> Rows:
    """The cells of each row with merged ones repeated; all rows have the same length.

    Raises:
        UnreadableFileError: More rows, columns and cells than any table has.
    """
    taken: dict[tuple[int, int], Cell] = {}
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while (index, column) in taken:
                column += 1
            column = _place(taken, cell, index, column, len(rows))
    width = 1 + max((column for _, column in taken), default=-1)
    if len(rows) * width > MOST_SLOTS:
        raise too_many_cells()
    return [[taken.get((i, j), EMPTY) for j in range(width)] for i in range(len(rows))]


def too_many_cells() -> UnreadableFileError:
    """The error for a table that no plan has."""
    return UnreadableFileError(
        f"A table has more than {MOST_SLOTS:,} cells.",
        advice="Cut the table, or save the plan's text alone.",
    )


def _place(taken: dict[tuple[int, int], Cell], cell: Cell, row: int, column: int, end: int) -> int:
    """Writes a cell into every slot that it covers; gives the column behind it."""
    beyond = min(column + max(1, cell.columns), MOST_COLUMNS)
    below = min(row + max(1, cell.rows), end)
    size = (beyond - column) * (below - row) * sum(map(len, cell.lines))
    taken[row, column] = cell
    repeated = cell if size <= MOST_REPEATED else EMPTY
    room = max(0, MOST_SLOTS - len(taken))
    for i, j in islice(product(range(row, below), range(column, beyond)), room):
        taken.setdefault((i, j), repeated)
    return max(beyond, column + 1)


def is_data(rows: Rows) -> bool:
    """Whether these are rows to compare, not a frame around running text."""
    several = sum(len(_distinct(row)) > 1 for row in rows)
    return len(rows) > 1 and several > 1


def cells_in_order(rows: Rows) -> Iterator[Cell]:
    """Each cell once, row by row."""
    seen: set[int] = set()
    for cell in (cell for row in rows for cell in row):
        if id(cell) not in seen:
            seen.add(id(cell))
            yield cell


def table_lines(rows: Rows) -> Iterator[TableLine]:
    """The lines of a table: captions above it, its head, a ruler, and a line a row."""
    first = next((i for i, row in enumerate(rows) if len(_distinct(row)) > 1), 0)
    for index, row in enumerate(rows[:first]):
        yield TableLine(joined(cell.text for cell in cells_in_order([row])), index + 1)
    depth = _head_depth(rows[first:])
    head = [_head(column) for column in zip(*rows[first : first + depth], strict=True)]
    yield TableLine(_line(head), first + 1)
    yield TableLine(_line(["---"] * len(head)), first + 1)
    for index, row in enumerate(rows[first + depth :], first + depth + 1):
        texts = [cell.text for cell in row]
        if len(set(map(id, row))) == 1:
            texts[1:] = [""] * (len(texts) - 1)
        if any(texts):
            yield TableLine(_line(texts), index)


def _distinct(row: Iterable[Cell]) -> set[int]:
    return {id(cell) for cell in row if cell.lines}


def _head_depth(rows: Rows) -> int:
    """How many rows the head has: two, where a cell spans columns beside one that spans rows."""
    top = rows[0]
    wide = any(one is other and one.lines for one, other in pairwise(top))
    deep = len(rows) > 2 and any(one is other for one, other in zip(top, rows[1], strict=True))
    return 2 if wide and deep else 1


def _head(cells: Sequence[Cell]) -> str:
    """The words over a column: the lowest first, those above it in brackets."""
    upper, lower = cells[0].text, cells[-1].text
    if not lower or upper in lower:
        return lower or upper
    return f"{lower}（{upper}）" if upper else lower


def _line(texts: Iterable[str]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"


def goes_on(line: str) -> bool:
    """Whether a line of a cell belongs to the one above it: a second name, a note in brackets.

    >>> goes_on("（市养老服务指导中心）"), goes_on("（2）改造管网"), goes_on("市财政局")
    (True, False, False)
    """
    return _NOTE.match(line) is not None


def joined(lines: Iterable[str]) -> str:
    """The lines of a cell in one: ；between those that no mark ends, none before a bracket.

    >>> joined(["市科技局", "市财政局。", "各县区", "（管委会）"])
    '市科技局；市财政局。各县区（管委会）'
    """
    done = ""
    for text in filter(None, (line.strip() for line in lines)):
        if done and done[-1] not in "。；，、：,;:" and not goes_on(text):
            done += "；"
        done += text
    return done
