"""From outline and matches to findings: every finder run over the text that is its own.

Findings are facts before names are resolved; ``resolve`` makes the plan of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from plangraph.ingest import (
    deadlines,
    for_all,
    kinds,
    mentions,
    phases,
    places,
    stages,
    standing,
    statements,
    target_tables,
    targets,
)
from plangraph.ingest.clauses import Stretch, sentences, trimmed
from plangraph.ingest.directions import find_directions
from plangraph.ingest.drafts import Findings, MeasureDraft, Placed, Text
from plangraph.ingest.duties import Failure
from plangraph.ingest.figures_in_cells import Setting
from plangraph.ingest.goals import Passage
from plangraph.ingest.governed_zones import governed_zones, zones_of
from plangraph.ingest.header_fields import Header
from plangraph.ingest.loose_units import closing_units, preamble, sets_goals
from plangraph.ingest.outline import Outline, Unit
from plangraph.ingest.passages import Cover, Stops
from plangraph.ingest.place_terms import GOVERNED
from plangraph.ingest.quantities import has_count
from plangraph.ingest.tables import find_tables
from plangraph.ontology.model import ItemKind

_LABELLED = re.compile("[一-鿿]{0,4}目标:")
_NEAR = 120  # code points looked at before a table


def find_all(source: Text, outline: Outline, header: Header, owner: str | None) -> Findings:
    """Everything that a text states, unit by unit.

    Args:
        source: The text, its view and its matches.
        outline: Its units.
        header: What its header says.
        owner: Key of the issuing place, if it could be resolved.
    """
    loose = (*preamble(source.view, header, outline), *closing_units(source.view, outline))
    units = tuple(sorted([*outline.units, *loose], key=_unit_order))
    found = Findings(outline, header, owner, units)
    found.rows = _rows(source.view, outline)
    found.governed = governed_zones(source.view)
    statements.find_statements(source, found)
    dated, told = stages.find_stages(source.view, source.text, outline, header)
    _take_phases(source, found, [*dated, *told])
    found.units = tuple(sorted([*found.units, *(p.unit for p in told)], key=_unit_order))
    formal = {placed.unit for placed in found.statements if placed.draft.formal}
    found.kinds = kinds.kinds_of(source.view, outline, {p.unit.position for p in dated}, formal)
    found.kinds |= {unit.position: ItemKind.REQUIREMENT for unit in loose}
    found.kinds |= {unit.position: ItemKind.GOAL for unit in loose if sets_goals(source.view, unit)}
    found.kinds |= {phase.unit.position: ItemKind.PHASE for phase in told}
    statements.find_prose(source, found, formal)
    stated = [placed.draft.where for placed in found.statements]
    decreed = standing.decreed_in(source.view, stated)
    ruled = list(statements.with_standing_rules(found.statements, decreed))
    found.statements = for_all.with_all(source, outline, ruled)
    _find_target_tables(source, found)
    told_units = {phase.unit.position for phase in told}
    for unit in found.units:
        if unit.position in told_units:
            continue
        measures = list(_find_measures(source, found, unit))
        found.measures += measures
        _find_targets(source, found, unit, measures)
        _find_names(source, found, unit, measures)
    return found


def _take_phases(source: Text, found: Findings, drafts: Iterable[phases.PhaseDraft]) -> None:
    """The phases in the order of the text, with the steps of each."""
    found.phases = sorted(drafts, key=lambda phase: phase.where.start)
    found.steps = [step for phase in found.phases for step in phases.find_steps(source.view, phase)]


def _rows(view: str, outline: Outline) -> Cover:
    """Where the rows of tables of tasks stand, whole lines."""
    return Cover(
        Stretch(view.rfind("\n", 0, unit.start) + 1, unit.own_end)
        for unit in outline.units
        if unit.row
    )


def _unit_order(unit: Unit) -> int:
    return unit.start


def _find_measures(source: Text, found: Findings, unit: Unit) -> Iterator[MeasureDraft]:
    if found.kinds[unit.position] is not ItemKind.TASK:
        return
    told = [] if unit.row else found.statements_of(unit.position)
    stops = Stops(statement.where for statement in told if statement.formal)
    order = 0
    for sentence in _sentences_behind_title(source.view, unit):
        for piece in _without(source.view, sentence, stops):
            order += 1
            yield MeasureDraft(unit.position, order, piece)


def _sentences_behind_title(view: str, unit: Unit) -> Iterator[Stretch]:
    if unit.row:
        for cell in unit.row.cells.get("measure", ()):
            if cell.start != unit.title_start:
                yield from sentences(view, cell.start, cell.end)
        return
    start = unit.title_end
    while start < unit.own_end and view[start] in "。 :;,":
        start += 1
    yield from sentences(view, start, unit.own_end)


def _without(view: str, sentence: Stretch, stops: Stops) -> Iterator[Stretch]:
    """A sentence less the statements in it and its full stop; nothing if little is left."""
    start, end = sentence.start, sentence.end
    for stop in stops.near(sentence):
        if stop.start <= start < stop.end:
            start = stop.end
        elif start < stop.start < end:
            end = stop.start
    piece = trimmed(view, start, max(start, end), " 。;!\n\r")
    if piece.end - piece.start >= 4:
        yield piece


def _measure_at(measures: Sequence[MeasureDraft], offset: int) -> str | None:
    """The measure of a unit that holds an offset."""
    index = bisect_right(measures, offset, key=_measure_start)
    held = index > 0 and offset < measures[index - 1].where.end
    return measures[index - 1].position if held else None


def _measure_start(measure: MeasureDraft) -> int:
    return measure.where.start


def _find_targets(
    source: Text, found: Findings, unit: Unit, measures: Sequence[MeasureDraft]
) -> None:
    goal = ItemKind.GOAL in (found.kinds[unit.position], found.kinds.get(unit.parent))
    if not goal and not has_count(source.view, unit.text_start, unit.own_end):
        return
    since = found.since
    governing = _inherited_deadline(source.view, found, unit) if goal else None
    stops = Stops(s.where for s in found.statements_of(unit.position) if s.formal)
    for whole in _own_sentences(source.view, found, unit):
        sentence = _behind(whole, stops)
        if not goal and not has_count(source.view, sentence.start, sentence.end):
            continue
        cell = _cell_of_goals(unit)
        told = _LABELLED.match(source.view, sentence.start, sentence.end) is not None
        passage = Passage(
            source.view, source.text, sentence, goal or told, governing, since, cell, told
        )
        for target in targets.find_targets(passage):
            if isinstance(target, targets.Missed):
                found.unread.append(Failure(target.where, target.reason))
            else:
                measure = _measure_at(measures, target.where.start)
                found.targets.append(Placed(unit.position, measure, target))
        if goal:
            directions = find_directions(passage)
            found.directions += [Placed(unit.position, None, each) for each in directions]
            own = deadlines.deadline_in(source.view, sentence.start, sentence.end)
            past = own is None or deadlines.is_before(own.date, since)
            governing = governing if past else own


def _cell_of_goals(unit: Unit) -> tuple[Stretch, Stretch] | None:
    """The task and the first cell of goals of a row of a table."""
    task, goal = (unit.row.first(role) if unit.row else None for role in ("task", "goal"))
    return (task, goal) if task and goal else None


def _own_sentences(view: str, found: Findings, unit: Unit) -> Iterator[Stretch]:
    """The sentences of a unit, those of the rows of its tables left out."""
    for sentence in sentences(view, unit.text_start, unit.own_end):
        if unit.row or sentence.start not in found.rows:
            yield sentence


def _behind(sentence: Stretch, stops: Stops) -> Stretch:
    """A sentence less the statement that it starts with; nothing of one that is all statement."""
    near = stops.near(sentence)
    start = next((s.end for s in near if s.start <= sentence.start < s.end), sentence.start)
    return Stretch(start, max(start, sentence.end))


def _find_target_tables(source: Text, found: Findings) -> None:
    """The targets of tables, with the unit that holds each table (T22)."""
    for table in find_tables(source.view):
        holder = found.outline.at(table.start)
        governing = _deadline_before(source.view, found, holder, table.start) if holder else None
        due = governing.date if governing else None
        setting = Setting(found.since, due, _told_before(source.view, holder, table.start))
        for target in target_tables.find_in_table(source.view, source.text, table, setting):
            if holder:
                found.targets.append(Placed(holder.position, None, target))
            else:
                found.unread.append(Failure(target.where, "target-not-read"))


def _told_before(view: str, holder: Unit | None, at: int) -> str:
    """The title of the unit that holds a table, and the words right before the table."""
    if holder is None:
        return ""
    title = view[holder.title_start : min(holder.title_end, holder.title_start + _NEAR)]
    return f"{title} {view[max(holder.title_start, at - _NEAR) : at]}"


def _deadline_before(view: str, found: Findings, unit: Unit, end: int) -> deadlines.Deadline | None:
    """The last deadline told in a unit before a position, else the one that it inherits."""
    own = deadlines.deadline_in(view, unit.title_start, end)
    past = own is None or deadlines.is_before(own.date, found.since)
    return _inherited_deadline(view, found, unit) if past else own


def _inherited_deadline(view: str, found: Findings, unit: Unit) -> deadlines.Deadline | None:
    """The last deadline in the text of the units above, or in the unit's own title."""
    parent = found.outline.by_position.get(unit.parent)
    if parent is None:
        return None
    if parent.position not in found.deadlines:
        own = deadlines.deadline_in(view, parent.title_start, parent.own_end)
        past = own is None or deadlines.is_before(own.date, found.since)
        above = _inherited_deadline(view, found, parent) if past else own
        found.deadlines[parent.position] = above
    return found.deadlines[parent.position]


def _find_names(
    source: Text, found: Findings, unit: Unit, measures: Sequence[MeasureDraft]
) -> None:
    """Places and named things, sentence by sentence, outside statements of responsibility."""
    stops = Stops(statement.where for statement in found.statements_of(unit.position))
    for sentence in _own_sentences(source.view, found, unit):
        for piece in _without(source.view, sentence, stops):
            things = mentions.find_mentions(
                source.view, source.text, piece, found.owner, source.instruments
            )
            houses = _Houses(thing.where for thing in things)
            ruled = zones_of(found.governed, source.view, piece)
            hits = [*source.hits_in(piece), *(places.Hit(where, GOVERNED) for where in ruled)]
            hits = [hit for hit in hits if not houses.hold(hit.where)]
            measure = _measure_at(measures, piece.start)
            found.mentions += [Placed(unit.position, measure, thing) for thing in things]
            for region in places.find_regions(source.view, source.text, piece, hits, found.owner):
                if not houses.hold(region.where):
                    found.regions.append(Placed(unit.position, measure, region))


class _Houses:
    """The names of things, whose own places are no regions."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        named = list(stretches)
        self._cover = Cover(named)
        self._ends = {stretch.start: stretch.end for stretch in named}

    def hold(self, where: Stretch) -> bool:
        """Whether a place starts in a name; RCEP成员国 is more than RCEP, which it starts with."""
        longer = where.end > self._ends.get(where.start, where.end)
        return where.start in self._cover and not longer
