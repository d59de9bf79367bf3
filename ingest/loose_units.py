"""Paragraphs outside the outline that say something: before the first unit, behind the last.

Source: formats N16, N17.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import deadlines
from plangraph.ingest.header_fields import Header
from plangraph.ingest.lines import Line, lines_of
from plangraph.ingest.outline import Outline, Unit
from plangraph.ingest.quantities import find_quantities

_IS_REPORT = re.compile(r"(?<!到)(?<!至)20\d\d年[^,。;]{0,4},[^。;]{0,12}(?:已|共|累计)")
_WHO_CARRIES_OUT = re.compile(
    r"由[^。;]{2,30}牵头[,、]|按(?:照)?(?:各自)?职责(?:分工)?(?:抓好)?(?:负责|落实)"
)


def preamble(view: str, header: Header, outline: Outline) -> Iterator[Unit]:
    """A paragraph before the first unit that sets goals, as a unit without a number (N17).

    Else one that says who carries the plan out (本规划由省农业农村厅牵头,…按职责分工负责).
    """
    above = [found.where.end for found in header.fields]
    start = max((end for end in above if end <= outline.body_start), default=0)
    for line in lines_of(view, start, outline.body_start):
        dated = deadlines.deadline_in(view, line.start, line.end)
        if not dated or _IS_REPORT.search(view, line.start, line.end):
            continue
        if next(find_quantities(view, line.start, line.end), None):
            yield _loose_unit(view, line, 0)
            return
    for line in lines_of(view, 0, outline.body_start):
        if _WHO_CARRIES_OUT.search(view, line.start, line.end):
            yield _loose_unit(view, line, 0)
            return


def closing_units(view: str, outline: Outline) -> tuple[Unit, ...]:
    """The paragraphs behind the last unit, as units without a number (N16)."""
    top = len(outline.children(""))
    return tuple(
        _loose_unit(view, line, top + index) for index, line in enumerate(outline.closing, 1)
    )


def _loose_unit(view: str, line: Line, order: int) -> Unit:
    return Unit(
        depth=0,
        number="",
        start=line.start,
        title_start=line.start,
        title_end=_short_end(view, line.start, line.end),
        own_end=line.end,
        end=line.end,
        position=str(order),
        path="",
        parent="",
        order=order,
        numbered=False,
        run_in=True,
        extra_lines=0,
    )


def _short_end(view: str, start: int, end: int) -> int:
    stops = [at for mark in ",。;" if (at := view.find(mark, start, end)) > 0]
    return min(stops, default=end)


def sets_goals(view: str, unit: Unit) -> bool:
    """Whether a preamble has figures."""
    found = find_quantities(view, unit.start, unit.end) if unit.order == 0 else ()
    return next(iter(found), None) is not None
