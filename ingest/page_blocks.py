"""Lines and tables of pages in order, and tables that a page end cuts joined again.

A head that is printed again is left out. Of the first row behind the page end three things are
told apart: a row of its own, the rest of the row above, and one whose first cells are merged with
those above, which are then printed on the first page only.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from plangraph.ingest.grid import Cell, Rows, cells_in_order
from plangraph.ingest.page_layout import PrintedLine


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table and the pages of its rows."""

    rows: Rows
    pages: tuple[int, ...]


Block = PrintedLine | TableBlock


def continued(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with tables that go on over the page as one."""
    last: TableBlock | None = None
    for block in blocks:
        if isinstance(block, TableBlock) and last and len(block.rows[0]) == len(last.rows[0]):
            last = _joined(last, block)
            continue
        if last:
            yield last
        last = block if isinstance(block, TableBlock) else None
        if last is None:
            yield block
    if last:
        yield last


def _joined(last: TableBlock, block: TableBlock) -> TableBlock:
    again = _repeated(last.rows, block.rows)
    above, below, pages = last.rows, block.rows[again:], block.pages[again:]
    below = _filled(above[-1], below)
    lacking = _lacking(above, below[0]) if below else []
    if lacking and _are_merged(above, lacking):
        for column in lacking:
            below = _replaced(below, below[0][column], above[-1][column])
    elif lacking:
        for cell in cells_in_order(below[:1]):
            whole = above[-1][next(at for at, one in enumerate(below[0]) if one is cell)]
            above = above if cell is whole else _replaced(above, whole, _extended(whole, cell))
        below, pages = below[1:], pages[1:]
    return TableBlock([*above, *below], (*last.pages, *pages))


def _filled(last: Sequence[Cell], below: Rows) -> Rows:
    """The rows with the words of cells that are merged over the page end and several rows below."""
    for column, (cell, other) in enumerate(zip(*below[:2], strict=True) if below[1:] else ()):
        if cell is other and not cell.lines:
            below = _replaced(below, cell, last[column])
    return below


def _repeated(above: Rows, below: Rows) -> int:
    """How many rows at the head of a table are those at the head of the one before."""
    alike = (
        [c.lines for c in one] == [c.lines for c in two]
        for one, two in zip(above, below, strict=False)
    )
    return sum(takewhile(bool, alike))


def _lacking(above: Rows, row: Sequence[Cell]) -> list[int]:
    """The columns that are empty in a row and filled in all above; none in a row of its own.

    A row of its own has its first cell, or is one cell; what stands in one column alone is a rest.
    Cells that are merged with those above say nothing.
    """
    own = [at for at, cell in enumerate(row) if cell is not above[-1][at]]
    filled = [at for at in own if row[at].lines]
    if len(set(map(id, row))) == 1 or not filled or (own[0] in filled and len(filled) > 1):
        return []
    return [at for at in own if at not in filled and all(other[at].lines for other in above)]


def _are_merged(above: Rows, lacking: Sequence[int]) -> bool:
    """Whether the first cells of a row are parts of those above: all behind them are filled.

    A number in the first column that no other row shares is not merged.
    """
    if list(lacking) != list(range(len(lacking))):
        return False
    firsts = [cells[0] for cells in above[1:]]
    numbered = all("".join(cell.lines).strip().isdecimal() for cell in firsts)
    return len(lacking) > 1 or not numbered or len(set(map(id, firsts))) < len(firsts)


def _extended(cell: Cell, rest: Cell) -> Cell:
    """A cell with the lines that stand behind the page end."""
    if not rest.lines or not cell.lines or not cell.is_full:
        return replace(cell, lines=(*cell.lines, *rest.lines))
    cut = cell.lines[-1] + rest.lines[0]
    return replace(cell, lines=(*cell.lines[:-1], cut, *rest.lines[1:]))


def _replaced(rows: Rows, old: Cell, new: Cell) -> Rows:
    return [[new if cell is old else cell for cell in row] for row in rows]
