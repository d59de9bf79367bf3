"""The matching view to a tree of units: headings, their titles, and the text that is theirs.

A unit starts at a line that opens with a number (一、 （一） 1. （1） ① 第一章) or, in an outline
whose upper levels have no numbers, at a short line in front of one. Numbers inside a sentence
(一是…二是…) make no units. Depth follows the kind of number, never its value: numbers run on across
chapters, restart and are missing (formats N1-N13).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.headings import COLON_DEPTH, Heading, find_headings
from plangraph.ingest.lines import Line, split_lines
from plangraph.ingest.passages import Cover
from plangraph.ingest.tables import Row, Table, find_tables, task_rows

_ROW_DEPTH = 10
_STATEMENT_LINE = re.compile(
    r"[(\[]?(?:以上|上述)[^。]{0,12}(?:由|需|须|单位|部门)|[(\[][^()\[\]]*(?:负责|牵头|单位[:]|部门[:])|"
    r"(?:责任|牵头|配合|主办|协办|落实)(?:单位|部门|领导)\s*:|完成时[限间]\s*:"
)
_MARKED_TITLE = re.compile(r"\[(?P<title>[^\[\]。:]{2,30})\](?=.)")  # 第三条 【支持研发】对…
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

    @property
    def text_start(self) -> int:
        """Where its own words start: at the title, unless that stands in a row above (merged)."""
        if self.title_start >= self.start:
            return self.title_start
        cell = (self.row.first("measure") or self.row.first("goal")) if self.row else None
        return cell.start if cell and cell.start >= self.start else self.start


@dataclass(frozen=True)
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
        return self._below.get(position, ())

    def at(self, offset: int) -> Unit | None:
        """The smallest unit whose text holds an offset."""
        index = bisect_right(self.units, offset, key=_start)
        unit = self.units[index - 1] if index else None
        while unit and unit.end <= offset:
            unit = self.by_position.get(unit.parent)
        return unit

    @cached_property
    def by_position(self) -> Mapping[str, Unit]:
        """The units by their positions."""
        return {unit.position: unit for unit in self.units}

    @cached_property
    def _below(self) -> Mapping[str, tuple[Unit, ...]]:
        below: dict[str, list[Unit]] = {}
        for unit in self.units:
            below.setdefault(unit.parent, []).append(unit)
        return {position: tuple(units) for position, units in below.items()}


def _start(part: Unit | Line | Heading) -> int:
    return part.start


def read_outline(view: str) -> Outline:
    """The units of a plan; no units where no line opens with a number."""
    tables = list(find_tables(view))
    inside = Cover(Stretch(table.start, table.end) for table in tables)
    lines = [line for line in split_lines(view) if not (tables and line.start in inside)]
    headings = find_headings(view, lines)
    closing = _closing(view, lines, headings) if headings else ()
    left_out = set(closing)
    kept = [line for line in lines if line not in left_out]
    units = _with_rows(view, list(_units(view, headings, kept)), tables)
    start = min((unit.start for unit in units), default=len(view))
    return Outline(tuple(units), start, closing)


def _with_rows(view: str, units: list[Unit], tables: list[Table]) -> list[Unit]:
    """The units with the rows of tables of tasks as units below those that hold the tables."""
    done: list[Unit] = []
    spots: dict[str, int] = {}
    counts = Counter(unit.parent for unit in units)
    waiting = iter([*units, None])
    following = next(waiting)
    holder: Unit | None = None
    for table in tables:
        while following and following.start < table.start:
            spots[following.position] = len(done)
            done.append(following)
            holder, following = following, next(waiting)
        for row in task_rows(view, table):
            counts[holder.position if holder else ""] += 1
            unit = _row_unit(row, holder, counts[holder.position if holder else ""])
            spots[unit.position] = len(done)
            done.append(unit)
        _stretch(done, spots, holder, table.end)
    return [*done, *(unit for unit in (following, *waiting) if unit)]


def _stretch(units: list[Unit], spots: Mapping[str, int], inner: Unit | None, end: int) -> None:
    """Lets a unit and those that hold it reach as far as the table in it."""
    while inner:
        spot = spots[inner.position]
        units[spot] = replace(units[spot], end=max(units[spot].end, end))
        inner = units[spots[inner.parent]] if inner.parent else None


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
    """Paragraphs behind the last unit, where it and its siblings have one each (N16).

    Lines of responsibility right behind it are its own, or rule the units above (S6).
    """
    last = headings[-1]
    stops = [*(heading.start for heading in headings[1:]), lines[-1].end + 1]
    siblings = [
        _between(lines, heading.line_end, stop)
        for heading, stop in zip(headings, stops, strict=True)
        if heading.depth == last.depth
    ]
    if len(siblings) < 2 or any(_further(view, lines[slice(*each)]) for each in siblings[:-1]):
        return ()
    if view.find("。", last.title_start, last.line_end - 1) < 0:
        return ()
    rest = lines[slice(*siblings[-1])]
    return tuple(_further(view, rest))


def _further(view: str, lines: list[Line]) -> list[Line]:
    """The lines behind those that tell who does what, and by when."""
    return list(dropwhile(lambda line: _STATEMENT_LINE.match(line.of(view)), lines))


def _between(lines: list[Line], start: int, end: int) -> tuple[int, int]:
    """The places of the lines that start behind one position and before another."""
    return bisect_right(lines, start, key=_start), bisect_left(lines, end, key=_start)


def _units(view: str, headings: list[Heading], lines: list[Line]) -> Iterator[Unit]:
    stack: list[Unit] = []
    counts: dict[str, int] = {}
    beyond = lines[-1].end + 1 if lines else 1
    stops = [*(heading.start for heading in headings[1:]), beyond]
    for heading, stop, closer in zip(headings, stops, _closers(headings, beyond), strict=False):
        while stack and stack[-1].depth >= heading.depth:
            stack.pop()
        own_end = _last_before(lines, stop)
        first, last = _between(lines, heading.line_end, own_end)
        unit = replace(
            _unit(view, heading, stack[-1] if stack else None, counts),
            own_end=own_end,
            end=_last_before(lines, closer),
            extra_lines=max(0, last - first),
        )
        stack.append(unit)
        yield unit


def _closers(headings: list[Heading], beyond: int) -> list[int]:
    """For each heading where the next one starts that is not below it."""
    closers = [beyond] * len(headings)
    open_ones: list[int] = []
    for index, heading in enumerate(headings):
        while open_ones and headings[open_ones[-1]].depth >= heading.depth:
            closers[open_ones.pop()] = heading.start
        open_ones.append(index)
    return closers


def _last_before(lines: list[Line], limit: int) -> int:
    """The end of the last line that starts before a position."""
    return lines[bisect_left(lines, limit, key=_start) - 1].end


def _unit(view: str, heading: Heading, parent: Unit | None, counts: dict[str, int]) -> Unit:
    above = parent.position if parent else ""
    counts[above] = counts.get(above, 0) + 1
    order = counts[above]
    title_start = heading.title_start
    while title_start < heading.line_end - 1 and view[title_start] in "。,;: ":
        title_start += 1
    stop = _TITLE_END.search(view, title_start, heading.line_end)
    marked = _MARKED_TITLE.match(view, title_start, heading.line_end)
    title_end = stop.start() if stop else heading.line_end
    if heading.depth == COLON_DEPTH:
        title_end = heading.start + len(heading.number)
    if marked:
        title_start, title_end = marked.span("title")
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
        run_in=marked is not None or (stop is not None and stop.end() < heading.line_end),
        extra_lines=0,
    )
