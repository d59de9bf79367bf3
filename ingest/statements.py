"""All statements of responsibility of a text: in set form, in prose, and by standing rules."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plangraph.ingest import duties, prose, standing
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Findings, Placed, Text
from plangraph.ingest.duties import Assigned, Failure, Statement
from plangraph.ingest.outline import Outline, Unit
from plangraph.ontology.model import Duty, ItemKind

_ABOVE = re.compile(r"[(\[]?\s*(?:以上|上述)")
_MOST_RULED = 20_000  # units ruled by 以上 in one text: bounds what a text without end can swell to
_MOST_ADDED = 20  # bodies after which standing rules add no more, likewise; plans add one or two


def find_statements(source: Text, found: Findings) -> None:
    """Takes the statements in set form of all units, and what could not be read."""
    ruled = _Ruled(source.view, found.outline)
    for unit in found.outline.units:
        for result in _statements_of(source, unit):
            if isinstance(result, Failure):
                found.unread.append(result)
                continue
            for position in ruled.by(result, unit):
                found.statements.append(Placed(position, None, result))


class _Ruled:
    """The units that statements rule: their own, or with 以上 all that stand beside it (S6)."""

    def __init__(self, view: str, outline: Outline) -> None:
        self._view = view
        self._outline = outline
        self._owned: dict[str, dict[str, None]] = {}
        self._left = _MOST_RULED

    def by(self, statement: Statement, unit: Unit) -> Sequence[str]:
        """The positions of the units that a statement of a unit rules, in order of the text."""
        positions = self._positions(statement.where, unit)
        if len(positions) > 1:
            self._left -= len(positions)
        kept = positions if self._left >= 0 else [unit.position]
        for position in kept:
            self._owned.setdefault(_top(position), {})[position] = None
        return kept

    def _positions(self, where: Stretch, unit: Unit) -> Sequence[str]:
        if not _ABOVE.match(self._view, where.start, where.end):
            return [unit.position]
        if self._view.find("各项", where.start, where.end) >= 0:
            return list(self._owned.get(_top(unit.position), ())) or [unit.position]
        return [beside.position for beside in self._outline.children(unit.parent)]


def _top(position: str) -> str:
    return position.partition(".")[0]


def _statements_of(source: Text, unit: Unit) -> Iterator[Statement | Failure]:
    if unit.row:
        return duties.find_in_row(source.view, source.text, unit.row)
    return duties.find_statements(source.view, source.text, unit.title_start, unit.own_end)


def find_prose(source: Text, found: Findings, formal: set[str]) -> None:
    """Duties in prose, in units that have no statement in set form and set no goals."""
    told: list[Placed[Statement]] = []
    for unit in found.units:
        if (
            unit.row
            or (not unit.number and unit.path)
            or unit.position in formal
            or found.kinds[unit.position] is ItemKind.GOAL
        ):
            continue
        statements = prose.find_prose(source.view, source.text, unit.title_start, unit.own_end)
        told += [Placed(unit.position, None, statement) for statement in statements]
    found.statements = sorted([*found.statements, *told], key=lambda placed: placed.draft.where)


def with_standing_rules(placed: Iterable[Placed[Statement]]) -> Iterator[Placed[Statement]]:
    """Statements with what earlier ones decreed for them."""
    added: list[tuple[Assigned, standing.Rule]] = []
    first_leads = False
    for here in placed:
        statement = here.draft
        if not statement.formal:
            yield here
            continue
        first_leads = first_leads or any(
            r.kind is standing.RuleKind.FIRST_LEADS for r in statement.rules
        )
        if first_leads and statement.assigned:
            lead = replace(statement.assigned[0], duty=Duty.LEAD)
            statement = replace(statement, assigned=(lead, *statement.assigned[1:]))
        yield replace(here, draft=statement)
        names = {assigned.name.printed for assigned in statement.assigned}
        for assigned, rule in added:
            if assigned.name.printed not in names:
                yield replace(
                    here, draft=Statement(rule.where, (assigned,), "duty-standing", formal=True)
                )
        if len(added) < _MOST_ADDED:
            added += [(each, rule) for rule in statement.rules for each in _added(rule, statement)]


def _added(rule: standing.Rule, statement: Statement) -> Iterator[Assigned]:
    """The bodies that a rule adds, under the name that its own statement prints in full."""
    printed = [assigned.name.printed for assigned in statement.assigned]
    for name in rule.added:
        parts = [_in_full(part, printed) for part in name.printed.split("、")]
        for full in parts if all(parts) else [_in_full(name.printed, printed) or name.printed]:
            yield Assigned(replace(name, printed=full), Duty.RESPONSIBLE)


def _in_full(part: str, printed: Iterable[str]) -> str:
    """The name in a list that holds the words of a short one; empty if none does."""
    core = part.lstrip("各有关相市省")
    return next((name for name in printed if core in name), "")
