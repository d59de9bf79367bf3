"""All stages of a plan: units of the outline first, then what text and tables tell.

A year that a stage leaves out is that of the stage before it, of its section, of a plan of one
year, or of its issue, in this order; the next one where the stage would else run backwards. A plan
of several years lends none.

Source: formats D4; the rule that what is left out is filled from the left.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from plangraph.ingest.header_fields import Header
from plangraph.ingest.outline import Outline, Unit
from plangraph.ingest.phases import PhaseDraft, find_phase
from plangraph.ingest.spans import Told, find_span
from plangraph.ingest.stage_words import is_area
from plangraph.ingest.tables import find_tables
from plangraph.ingest.told_phases import find_in_table, find_told


class _Years:
    """The year that is spoken of in each unit."""

    def __init__(self, view: str, outline: Outline, header: Header) -> None:
        self._view = view
        self._units = {unit.position: unit for unit in outline.units}
        self._last: dict[str, PhaseDraft] = {}
        self._told: dict[str, str] = {}
        issued, first, last = (
            (found.value if (found := header.first(name)) else "")
            for name in ("issued", "period_start", "period_end")
        )
        self._issued = issued
        self._base = _year_of_plan(issued, first[:4], last[:4])

    def told(self, unit: Unit) -> Told:
        """What is known when a unit is read."""
        before = self._last.get(unit.parent)
        year = (before.start or before.end or "")[:4] if before else self._above(unit.parent)
        return Told(self._issued, year or self._base)

    def _above(self, position: str) -> str:
        """The year that a unit's own text names first, asked once for each."""
        if position not in self._told:
            parent = self._units.get(position)
            span = find_span(self._view, parent.title_start, parent.own_end) if parent else None
            self._told[position] = (span.start or span.end or "")[:4] if span else ""
        return self._told[position]

    def take(self, draft: PhaseDraft) -> PhaseDraft:
        """Takes a stage into account; a year that it leaves out is the next one if need be."""
        before = self._last.get(draft.unit.parent)
        if draft.filled and before and _first(draft) < _first(before):
            draft = replace(draft, start=_year_on(draft.start), end=_year_on(draft.end))
        self._last[draft.unit.parent] = draft
        return draft


def _year_of_plan(issued: str, first: str, last: str) -> str:
    """The one year of a plan; that of its issue where it names none, none where it has several."""
    if first or last:
        return first if first == last else ""
    return issued[:4]


def _first(draft: PhaseDraft) -> str:
    return (draft.start or draft.end or "")[:7]


def _year_on(date: str | None) -> str | None:
    return f"{int(date[:4]) + 1}{date[4:]}" if date else None


def find_stages(
    view: str, text: str, outline: Outline, header: Header
) -> tuple[list[PhaseDraft], list[PhaseDraft]]:
    """The units that are stages, and the stages told elsewhere, as units below their holders."""
    areas = _areas(view, outline)
    years = _Years(view, outline, header)
    own = list(_own(view, text, outline, years, areas))
    kin = _kin(outline, own) - areas
    if kin:
        years = _Years(view, outline, header)
        own = list(_own(view, text, outline, years, areas | kin))
    holders = {position for draft in own for position in (draft.unit.parent, draft.unit.position)}
    told = [
        draft
        for unit in outline.units
        if unit.position not in holders
        for draft in find_told(
            view, text, unit, years.told(unit), area=bool({unit.position, unit.parent} & areas)
        )
    ]
    told += _in_tables(view, text, outline, years)
    return own, list(_below(outline, told))


def _areas(view: str, outline: Outline) -> set[str]:
    """The positions of the sections of stages."""
    return {u.position for u in outline.units if is_area(view[u.title_start : u.title_end])}


def _own(
    view: str, text: str, outline: Outline, years: _Years, areas: set[str]
) -> Iterator[PhaseDraft]:
    for unit in outline.units:
        draft = find_phase(view, text, unit, years.told(unit), area=unit.parent in areas)
        if draft:
            yield years.take(draft)


def _kin(outline: Outline, own: list[PhaseDraft]) -> set[str]:
    """The positions of units more than half of whose children are stages, two at least."""
    counts = Counter(draft.unit.parent for draft in own)
    return {
        position
        for position, count in counts.items()
        if count > 1 and 2 * count > len(outline.children(position))
    }


def _in_tables(view: str, text: str, outline: Outline, years: _Years) -> Iterator[PhaseDraft]:
    for table in find_tables(view):
        holder = outline.at(table.start) or next(
            (unit for unit in reversed(outline.units) if unit.start < table.start), None
        )
        if holder:
            yield from find_in_table(view, text, table, holder, years.told(holder))


def _below(outline: Outline, told: list[PhaseDraft]) -> Iterator[PhaseDraft]:
    """Stages that a unit tells as units of their own below it, behind those that it has."""
    counts: dict[str, int] = {}
    for draft, after in zip_longest(told, told[1:]):
        unit, last = draft.unit, draft.unit.own_end
        if after and after.unit is unit:
            last = min(after.named.start, after.where.start)
        first = len(outline.children(unit.position))
        order = counts[unit.position] = counts.get(unit.position, first) + 1
        below = replace(
            unit,
            number="",
            start=min(draft.where.start, draft.named.start),
            title_start=draft.named.start,
            title_end=draft.named.end,
            own_end=max(last, draft.behind),
            end=max(last, draft.behind),
            position=f"{unit.position}.{order}",
            parent=unit.position,
            order=order,
            numbered=False,
            run_in=True,
            row=None,
        )
        yield replace(draft, unit=below)
