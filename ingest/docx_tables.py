"""A WordprocessingML table to rows of cells with their spans.

Source: ECMA-376 part 1, 17.4.17 (gridSpan), 17.4.84 (vMerge).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from plangraph.ingest.docx_words import flattened
from plangraph.ingest.docx_xml import child, local, value, whole
from plangraph.ingest.grid import MOST_SLOTS, Cell, Rows, expanded, too_many_cells

_WRAPPERS = frozenset({"ins", "moveTo", "customXml", "smartTag"})


@dataclass(frozen=True, slots=True)
class _Printed:
    column: int
    columns: int
    continues: bool
    lines: tuple[str, ...]


def is_frame(table: Any) -> bool:
    """Whether a table only frames text: at most one of its rows has several cells."""
    return sum(sum(1 for _ in _named(row, "tc")) > 1 for row in _named(table, "tr")) < 2


def read_rows(table: Any, lines_of: Callable[[Any], list[str]]) -> Rows:
    """The cells of all rows, merged ones repeated; ``lines_of`` is asked in reading order.

    Raises:
        UnreadableFileError: More cells than any table has.
    """
    if sum(1 for _ in table.iter("{*}tc")) > MOST_SLOTS:
        raise too_many_cells()
    printed = [list(_printed(row, lines_of)) for row in _named(table, "tr") if not _is_removed(row)]
    below = [{cell.column for cell in row if cell.continues} for row in printed]
    rows: list[list[Cell]] = []
    open_columns: set[int] = set()
    for index, row in enumerate(printed):
        cells = []
        for cell in row:
            if cell.continues and cell.column in open_columns:
                continue
            height = 1
            while index + height < len(below) and cell.column in below[index + height]:
                height += 1
            cells.append(Cell(cell.lines, cell.columns, height))
        open_columns = {cell.column for cell in row}
        rows.append(cells)
    return expanded(rows)


def _named(node: Any, name: str) -> Iterator[Any]:
    return (one for one in flattened(node, _WRAPPERS) if local(one) == name)


def _is_removed(row: Any) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _printed(row: Any, lines_of: Callable[[Any], list[str]]) -> Iterator[_Printed]:
    column = whole(value(child(child(row, "trPr"), "gridBefore"))) or 0
    if column:
        yield _Printed(0, column, continues=False, lines=())
    for cell in _named(row, "tc"):
        properties = child(cell, "tcPr")
        columns = whole(value(child(properties, "gridSpan"))) or 1
        merge = child(properties, "vMerge")
        continues = merge is not None and value(merge) != "restart"
        lines = () if continues else tuple(filter(str.strip, lines_of(cell)))
        yield _Printed(column, columns, continues, lines)
        column += columns
