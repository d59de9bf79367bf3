"""The matching view to a tree of units: headings, their titles, and the text that is theirs.

A unit starts at a line that opens with a number (一、 （一） 1. （1） ① 第一章) or, in an outline
whose upper levels have no numbers, at a short line in front of one. Numbers inside a sentence
(一是…二是…) make no units. Depth follows the kind of number, never its value: numbers run on across
chapters, restart and are missing (formats N1-N13).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.headings import COLON_DEPTH, Heading, find_headings
from plangraph.ingest.lines import Line, split_lines
from plangraph.ingest.tables import Row, Table, find_tables, task_rows

_ROW_DEPTH = 10
_TITLE_END = re.compile(r"。|(?<=[^:])[(\[](?=[^()\[\]]*(?:负责|牵头|单位[:]|部门[:]))|:(?=.{30})")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the outline.

    Attributes:
        number: As in a path: 一, (一), 1, 第一章; the heading's words where it has no number.
        title_start: First code point of the title.
        title_end: One past the title; the full stop of a run-in heading lies behind it.
        start: First code point of the heading.
        own_end: Where its own text ends: at its first child or its end.
        end: One past its last code point, children included.
        position: "2.5"; paths and positions run over all units of the plan.
        numbered: False where the heading has no number.
        row: The row of a table that the unit is, if it is one.
        extra_lines: Lines of its own text behind the heading line.
    """

    depth: int
    number: str
    start: int
    title_start: int
    title_end: int
    own_end: int
    end: int
    position: str
    path: str
    parent: str
    order: int
    numbered: bool
    run_in: bool
    extra_lines: int
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The units in the order of the text.

    Attributes:
        body_start: Where the first unit starts; the header lies before it.
        closing: Paragraphs behind the last unit that belong to none (start, end).
    """

    units: tuple[Unit, ...]
    body_start: int
    closing: tuple[Line, ...]

    def children(self, position: str) -> tuple[Unit, ...]:
        """The units right below one; below "" those at the top."""
        return tuple(unit for unit in self.units if unit.parent == position)

    def at(self, offset: int) -> Unit | None:
        """The smallest unit whose text holds an offset."""
        found = None
        for unit in self.units:
            if unit.start <= offset < unit.end:
                found = unit
        return found


def read_outline(view: str) -> Outline:
    """The units of a plan; no units where no line opens with a number."""
    tables = list(find_tables(view))
    lines = [line for line in split_lines(view) if not _in_table(line, tables)]
    headings = find_headings(view, lines)
    closing = _closing(view, lines, headings) if headings else ()
    kept = [line for line in lines if line not in closing]
    units = list(_units(view, headings, kept))
    for table in tables:
        units = _with_rows(view, units, table)
    start = min((unit.start for unit in units), default=len(view))
    return Outline(tuple(units), start, closing)


def _in_table(line: Line, tables: list[Table]) -> bool:
    return any(table.start <= line.start < table.end for table in tables)


def _with_rows(view: str, units: list[Unit], table: Table) -> list[Unit]:
    """The units with the rows of a table of tasks as units below the one that holds it."""
    rows = task_rows(view, table)
    holder = next((u for u in reversed(units) if u.start < table.start), None)
    above = holder.position if holder else ""
    taken = sum(unit.parent == above for unit in units)
    made = [_row_unit(row, holder, taken + index) for index, row in enumerate(rows, 1)]
    if holder is None:
        return [*made, *units]
    spot = units.index(holder)
    grown = [replace(u, end=max(u.end, table.end)) if _holds(u, holder) else u for u in units]
    return [*grown[: spot + 1], *made, *grown[spot + 1 :]]


def _holds(unit: Unit, inner: Unit) -> bool:
    return inner.position == unit.position or inner.position.startswith(unit.position + ".")


def _row_unit(row: Row, holder: Unit | None, order: int) -> Unit:
    title = row.first("task") or row.first("measure") or Stretch(row.start, row.end)
    return Unit(
        depth=_ROW_DEPTH,
        number=row.number,
        start=row.start,
        title_start=title.start,
        title_end=title.end,
        own_end=row.end,
        end=row.end,
        position=f"{holder.position}.{order}" if holder else str(order),
        path=f"{holder.path}/{row.number}" if holder else row.number,
        parent=holder.position if holder else "",
        order=order,
        numbered=True,
        run_in=False,
        extra_lines=0,
        row=row,
    )


def _closing(view: str, lines: list[Line], headings: list[Heading]) -> tuple[Line, ...]:
    """Paragraphs behind the last unit, where it and its siblings have one line each (N16)."""
    last = headings[-1]
    siblings = [h for h in headings if h.depth == last.depth]
    tails = {h.start: _lines_behind(lines, h, headings) for h in siblings}
    if len(siblings) < 2 or any(tails[h.start] for h in siblings[:-1]):
        return ()
    if view.find("。", last.title_start, last.line_end - 1) < 0:
        return ()
    return tuple(tails[last.start])


def _lines_behind(lines: list[Line], heading: Heading, headings: list[Heading]) -> list[Line]:
    following = [h.start for h in headings if h.start > heading.start]
    stop = min(following, default=lines[-1].end + 1)
    return [line for line in lines if heading.line_end < line.start < stop]


def _units(view: str, headings: list[Heading], lines: list[Line]) -> Iterator[Unit]:
    stack: list[Unit] = []
    counts: dict[str, int] = {}
    beyond = max((line.end for line in lines), default=0) + 1
    for index, heading in enumerate(headings):
        while stack and stack[-1].depth >= heading.depth:
            stack.pop()
        following = headings[index + 1 :]
        own_end = _last_before(lines, following[0].start if following else beyond)
        closer = next((h.start for h in following if h.depth <= heading.depth), beyond)
        unit = replace(
            _unit(view, heading, stack[-1] if stack else None, counts),
            own_end=own_end,
            end=_last_before(lines, closer),
            extra_lines=sum(heading.line_end < line.start < own_end for line in lines),
        )
        stack.append(unit)
        yield unit


def _last_before(lines: list[Line], limit: int) -> int:
    """The end of the last line that starts before a position."""
    return max(line.end for line in lines if line.start < limit)


def _unit(view: str, heading: Heading, parent: Unit | None, counts: dict[str, int]) -> Unit:
    above = parent.position if parent else ""
    counts[above] = counts.get(above, 0) + 1
    order = counts[above]
    title_start = heading.title_start
    while title_start < heading.line_end - 1 and view[title_start] in "。,;: ":
        title_start += 1
    stop = _TITLE_END.search(view, title_start, heading.line_end)
    title_end = stop.start() if stop else heading.line_end
    if heading.depth == COLON_DEPTH:
        title_end = heading.start + len(heading.number)
    while title_end > title_start + 1 and view[title_end - 1] in " :;,":
        title_end -= 1
    return Unit(
        depth=heading.depth,
        number=heading.number,
        start=heading.start,
        title_start=title_start,
        title_end=title_end,
        own_end=heading.line_end,
        end=heading.line_end,
        position=f"{above}.{order}" if above else str(order),
        path=f"{parent.path}/{heading.number}" if parent else heading.number,
        parent=above,
        order=order,
        numbered=heading.numbered,
        run_in=stop is not None and stop.end() < heading.line_end,
        extra_lines=0,
    )
