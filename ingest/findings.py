"""From outline and matches to findings: every finder run over the text that is its own.

Findings are facts before names are resolved; ``resolve`` makes the plan of them.
"""

from collections.abc import Iterable, Iterator

from plangraph.ingest import (
    kinds,
    mentions,
    phases,
    places,
    statements,
    target_tables,
    targets,
)
from plangraph.ingest.clauses import Stretch, sentences, trimmed
from plangraph.ingest.directions import find_directions
from plangraph.ingest.drafts import Findings, MeasureDraft, Placed, Text
from plangraph.ingest.duties import Failure
from plangraph.ingest.header import Header
from plangraph.ingest.lines import Line, lines_of
from plangraph.ingest.outline import Outline, Unit
from plangraph.ingest.quantities import find_quantities
from plangraph.ingest.tables import find_tables
from plangraph.ingest.targets import Passage
from plangraph.ontology.model import ItemKind


def find_all(source: Text, outline: Outline, header: Header, owner: str | None) -> Findings:
    """Everything that a text states, unit by unit.

    Args:
        source: The text, its view and its matches.
        outline: Its units.
        header: What its header says.
        owner: Key of the issuing place, if it could be resolved.
    """
    loose = (*_preamble(source.view, header, outline), *_loose_units(source.view, outline))
    units = tuple(sorted([*outline.units, *loose], key=_unit_order))
    found = Findings(outline, header, owner, units)
    statements.find_statements(source, found)
    found.phases = _find_phases(source, found)
    stages = {phase.unit.position for phase in found.phases}
    told = list(_told_phases(source, outline, stages))
    found.units = tuple(sorted([*found.units, *(p.unit for p in told)], key=_unit_order))
    formal = {placed.unit for placed in found.statements if placed.draft.formal}
    found.kinds = kinds.kinds_of(source.view, outline, stages, formal)
    found.kinds |= {unit.position: ItemKind.REQUIREMENT for unit in loose}
    found.kinds |= {unit.position: ItemKind.GOAL for unit in loose if unit.order == 0}
    found.kinds |= {phase.unit.position: ItemKind.PHASE for phase in told}
    statements.find_prose(source, found, formal)
    found.statements = list(statements.with_standing_rules(found.statements))
    found.steps = [
        step for phase in found.phases for step in phases.find_steps(source.view, phase.unit)
    ]
    found.phases = sorted([*found.phases, *told], key=_phase_order)
    _find_target_tables(source, found)
    told_units = {phase.unit.position for phase in told}
    for unit in found.units:
        if unit.position in told_units:
            continue
        _find_measures(source, found, unit)
        _find_targets(source, found, unit)
        _find_names(source, found, unit)
    return found


def _told_phases(source: Text, outline: Outline, stages: set[str]) -> Iterator[phases.PhaseDraft]:
    """Stages told in the text of units that are no stages and hold no other units."""
    for unit in outline.units:
        if unit.position not in stages and not outline.children(unit.position):
            yield from phases.find_told(source.view, source.text, unit)


def _find_phases(source: Text, found: Findings) -> list[phases.PhaseDraft]:
    titles = {u.position: source.view[u.title_start : u.title_end] for u in found.outline.units}
    issued = found.header.first("issued")
    since = issued.value[:7] if issued else ""
    drafts = (
        phases.find_phase(source.view, source.text, unit, titles.get(unit.parent, ""), since)
        for unit in found.outline.units
    )
    return [draft for draft in drafts if draft]


def _unit_order(unit: Unit) -> int:
    return unit.start


def _phase_order(phase: phases.PhaseDraft) -> int:
    return phase.where.start


def _preamble(view: str, header: Header, outline: Outline) -> Iterator[Unit]:
    """A paragraph before the first unit that sets goals, as a unit without a number (N17)."""
    start = max((found.where.end for found in header.fields), default=0)
    for line in lines_of(view, start, outline.body_start):
        dated = targets.deadline_in(view, line.start, line.end)
        if dated and next(find_quantities(view, line.start, line.end), None):
            yield _loose_unit(view, line, 0)
            return


def _loose_units(view: str, outline: Outline) -> tuple[Unit, ...]:
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


def _find_measures(source: Text, found: Findings, unit: Unit) -> None:
    if found.kinds[unit.position] is not ItemKind.TASK:
        return
    stops = [] if unit.row else [s.where for s in found.statements_of(unit.position) if s.formal]
    order = 0
    for sentence in _sentences_behind_title(source.view, unit):
        for piece in _without(source.view, sentence, stops):
            order += 1
            found.measures.append(MeasureDraft(unit.position, order, piece))


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


def _without(view: str, sentence: Stretch, stops: Iterable[Stretch]) -> Iterator[Stretch]:
    """A sentence less the statements in it and its full stop; nothing if little is left."""
    start, end = sentence.start, sentence.end
    for stop in stops:
        if stop.start <= start < stop.end:
            start = stop.end
        elif start < stop.start < end:
            end = stop.start
    piece = trimmed(view, start, max(start, end), " 。;!\n\r")
    if piece.end - piece.start >= 4:
        yield piece


def _measure_at(found: Findings, unit: str, offset: int) -> str | None:
    return next(
        (
            m.position
            for m in found.measures
            if m.unit == unit and m.where.start <= offset < m.where.end
        ),
        None,
    )


def _find_targets(source: Text, found: Findings, unit: Unit) -> None:
    goal = found.kinds[unit.position] is ItemKind.GOAL
    governing = _inherited_deadline(source.view, found, unit) if goal else None
    stops = [s.where for s in found.statements_of(unit.position) if s.formal]
    for whole in sentences(source.view, unit.title_start, unit.own_end):
        sentence = _behind(whole, stops)
        passage = Passage(source.view, source.text, sentence, goal, governing)
        _take_targets(found, unit, passage)
        if goal:
            directions = find_directions(passage)
            found.directions += [Placed(unit.position, None, each) for each in directions]
            own = targets.deadline_in(source.view, sentence.start, sentence.end)
            governing = own or governing


def _behind(sentence: Stretch, stops: Iterable[Stretch]) -> Stretch:
    """A sentence less the statement that it starts with; nothing of one that is all statement."""
    start = next((s.end for s in stops if s.start <= sentence.start < s.end), sentence.start)
    return Stretch(start, max(start, sentence.end))


def _find_target_tables(source: Text, found: Findings) -> None:
    """The targets of tables, with the unit that holds each table (T22)."""
    for table in find_tables(source.view):
        holder = found.outline.at(table.start)
        for target in target_tables.find_in_table(source.view, source.text, table):
            if holder:
                found.targets.append(Placed(holder.position, None, target))
            else:
                found.unread.append(Failure(target.where, "target-not-read"))


def _take_targets(found: Findings, unit: Unit, passage: Passage) -> None:
    for target in targets.find_targets(passage):
        if isinstance(target, targets.Missed):
            found.unread.append(Failure(target.where, target.reason))
        else:
            measure = _measure_at(found, unit.position, target.where.start)
            found.targets.append(Placed(unit.position, measure, target))


def _inherited_deadline(view: str, found: Findings, unit: Unit) -> targets.Deadline | None:
    """The last deadline in the text of the units above, or in the unit's own title."""
    above = {u.position: u for u in found.outline.units}
    position = unit.parent
    while position:
        parent = above[position]
        deadline = targets.deadline_in(view, parent.title_start, parent.own_end)
        if deadline:
            return deadline
        position = parent.parent
    return None


def _find_names(source: Text, found: Findings, unit: Unit) -> None:
    """Places and named things, sentence by sentence, outside statements of responsibility."""
    stops = [statement.where for statement in found.statements_of(unit.position)]
    for sentence in sentences(source.view, unit.title_start, unit.own_end):
        for piece in _without(source.view, sentence, stops):
            things = mentions.find_mentions(
                source.view, source.text, piece, found.owner, source.instruments
            )
            houses = [thing.where for thing in things]
            hits = [hit for hit in source.hits_in(piece) if not _inside(hit.where, houses)]
            measure = _measure_at(found, unit.position, piece.start)
            found.mentions += [Placed(unit.position, measure, thing) for thing in things]
            for region in places.find_regions(source.view, source.text, piece, hits, found.owner):
                if not _inside(region.where, houses):
                    found.regions.append(Placed(unit.position, measure, region))


def _inside(where: Stretch, houses: Iterable[Stretch]) -> bool:
    """Whether a place starts in one of some names; RCEP成员国 is more than RCEP, which it holds."""
    return any(
        house.start <= where.start < house.end
        and not (where.start == house.start and where.end > house.end)
        for house in houses
    )
