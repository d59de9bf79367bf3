"""Lines of a page to the columns that they stand in, each with its margins.

A page has columns where many lines end before a place at which many others start, and both sides
hold running text; gazettes set two. Lines that cross such a place stand in no column.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plangraph.ingest.page_layout import PrintedLine

_FEWEST = 4  # lines that fill a column
_STEP = 3.0  # points within which lines start at one place
_FULL = 0.6  # of the widest line; a line as wide tells where its lines end
_CROSSING = 0.5  # of all lines may cross what parts two columns: titles, whole paragraphs
_DEEPEST = 3
_MOST = 2_000  # lines of a page


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page or a column start and end."""

    left: float
    right: float


def margins_of(wide: Sequence[PrintedLine]) -> Margins:
    """The margins of lines that fill the width; indents and the longest lines aside."""
    starts = Counter(round(line.left / _STEP) for line in wide)
    usual = [start for start, count in starts.items() if count * 8 >= len(wide)] or starts
    ends = sorted(line.right for line in wide)
    return Margins(min(usual) * _STEP, ends[int(0.9 * (len(ends) - 1))])


def column_margins(pages: Iterable[Sequence[PrintedLine]]) -> dict[int, Margins]:
    """The margins of each line that stands in a column, by the identity of the line.

    A page with few lines, as the last one often is, has the columns of the others.
    """
    margins: dict[int, Margins] = {}
    usual: list[Margins] = []
    for lines in sorted(pages, key=len, reverse=True):
        columns = _columns(lines)
        found = [margins_of(_filling(column)) for column in columns]
        for one, column in zip(found, columns, strict=True):
            margins |= dict.fromkeys(map(id, column), one)
        if not columns:
            pairs = ((line, _around(line, usual)) for line in lines)
            margins |= {id(line): one for line, one in pairs if one}
        usual = usual or found
    return margins


def _around(line: PrintedLine, columns: Sequence[Margins]) -> Margins | None:
    """The column that a line stands in."""
    return next((c for c in columns if _is_inside(line, c)), None)


def _is_inside(line: PrintedLine, column: Margins) -> bool:
    return column.left - line.size < line.left and line.right < column.right + line.size


def _columns(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines of each column from left to right; none on a page without columns."""
    if len(lines) > _MOST:
        return []
    found = list(_divided(list(lines), _DEEPEST))
    return found if len(found) > 1 else []


def _filling(column: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines that are nearly as wide as the widest one."""
    widest = max(line.right - line.left for line in column)
    return [line for line in column if line.right - line.left > _FULL * widest]


def _divided(lines: list[PrintedLine], depth: int) -> Iterator[list[PrintedLine]]:
    halves = _halves(lines) if depth else None
    if halves is None:
        yield lines
        return
    for half in halves:
        yield from _divided(half, depth - 1)


def _halves(lines: list[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]] | None:
    """The lines on both sides of the place that the fewest cross; ``None`` if all are crossed."""
    starts = Counter(round(line.left / _STEP) for line in lines)
    best: tuple[list[PrintedLine], list[PrintedLine]] | None = None
    for start, count in starts.items():
        place = (start - 0.5) * _STEP
        if count < 2:
            continue
        left = [line for line in lines if line.right <= place]
        right = [line for line in lines if line.left >= place]
        if _are_columns(left, right, len(lines)) and (
            best is None or len(left) + len(right) > len(best[0]) + len(best[1])
        ):
            best = (left, right)
    return best


def _are_columns(left: list[PrintedLine], right: list[PrintedLine], whole: int) -> bool:
    """Whether both sides hold running text, side by side."""
    if len(left) + len(right) < (1 - _CROSSING) * whole:
        return False
    return all(len(one) >= _FEWEST and len(_filling(one)) * 2 >= len(one) for one in (left, right))
