"""All statements of responsibility of a text: in set form, in prose, and by standing rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plangraph.ingest import duties, lists, names, prose
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Findings, Placed, Text
from plangraph.ingest.duties import Assigned, Failure, Statement
from plangraph.ingest.outline import Unit
from plangraph.ingest.ruled import Ruled
from plangraph.ingest.standing import Rule, RuleKind
from plangraph.ontology.model import Duty, ItemKind

_OF_DUTIES = re.compile("分工|职责|责任")
_SAYS_DUTY = re.compile("(?:具体|主要|牵头)?负责(?!人)|牵头|承担|统筹")
_FEWEST = 6  # characters that tell what a body does
_MOST_ADDED = 20  # bodies after which standing rules add no more, likewise; plans add one or two


def find_statements(source: Text, found: Findings) -> None:
    """Takes the statements in set form of all units, and what could not be read."""
    ruled = Ruled(source.view, found.outline)
    for unit in found.outline.units:
        for result in _statements_of(source, unit):
            if not unit.row and result.where.start in found.rows:
                continue
            if isinstance(result, Failure):
                found.unread.append(result)
                continue
            for position in ruled.by(result.where, unit):
                found.statements.append(Placed(position, None, result))


def _statements_of(source: Text, unit: Unit) -> Iterator[Statement | Failure]:
    if unit.row:
        return duties.find_in_row(source.view, source.text, unit.row)
    return duties.find_statements(source.view, source.text, unit.text_start, unit.own_end)


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
        statements = prose.find_prose(source.view, source.text, unit.text_start, unit.own_end)
        told += [
            Placed(unit.position, None, statement)
            for statement in statements
            if statement.where.start not in found.rows
        ]
        headed = _headed_by_body(source, found, unit)
        told += [Placed(unit.position, None, headed)] if headed else []
    found.statements = sorted([*found.statements, *told], key=lambda placed: placed.draft.where)


def _headed_by_body(source: Text, found: Findings, unit: Unit) -> Statement | None:
    """What a body does, told behind its name: 市公安局:负责…; (一)市公安局。负责… (L20)."""
    told = re.compile("[^:。]+").match(source.view, unit.title_start, unit.title_end)
    words = told[0] if told else ""
    end = unit.title_start + len(words)
    if unit.numbered:
        parent = found.outline.by_position.get(unit.parent)
        if parent is None or not _OF_DUTIES.search(
            source.view[parent.title_start : parent.title_end]
        ):
            return None
    behind = source.view[end : unit.own_end].lstrip(":。 \n")
    says = unit.numbered and _SAYS_DUTY.match(behind) is not None  # 1.体卫艺科:负责…
    sure = names.is_body if says else names.is_certain
    if unit.own_end - end < _FEWEST or not all(map(sure, words.split("、"))):
        return None
    listed = lists.read_list(source.view, source.text, unit.title_start, end)
    duty = Duty.LEAD if behind.startswith("牵头") else Duty.RESPONSIBLE
    assigned = tuple(Assigned(name, duty) for name in listed)
    where = Stretch(unit.title_start, unit.own_end)
    return Statement(where, assigned, "duty-head", formal=False) if assigned else None


def with_standing_rules(
    placed: Iterable[Placed[Statement]], decreed: frozenset[RuleKind] = frozenset()
) -> Iterator[Placed[Statement]]:
    """Statements with what earlier ones decreed for them, or the preamble (``decreed``)."""
    added: list[tuple[Assigned, Rule]] = []
    given: set[tuple[str, str]] = set()  # a unit of several statements is given each body once
    for here in placed:
        statement = here.draft
        if not (statement.formal or statement.rules):
            yield here
            continue
        decreed |= {rule.kind for rule in statement.rules}
        statement = replace(statement, assigned=_as_decreed(statement.assigned, decreed))
        if statement.assigned or statement.due:
            yield replace(here, draft=statement)
        names = {assigned.name.printed for assigned in statement.assigned}
        for assigned, rule in added if statement.formal else ():
            key = here.unit, assigned.name.printed
            if assigned.name.printed not in names and key not in given:
                given.add(key)
                yield replace(
                    here, draft=Statement(rule.where, (assigned,), "duty-standing", formal=True)
                )
        if len(added) < _MOST_ADDED:
            added += [(each, rule) for rule in statement.rules for each in _added(rule, statement)]


def _as_decreed(
    assigned: tuple[Assigned, ...], decreed: frozenset[RuleKind]
) -> tuple[Assigned, ...]:
    """The bodies of a statement, the first as the lead and the others as its support if so told."""
    if RuleKind.FIRST_LEADS not in decreed or not assigned:
        return assigned
    others = assigned[1:]
    if RuleKind.OTHERS_SUPPORT in decreed:
        plain = Duty.RESPONSIBLE
        others = tuple(replace(o, duty=Duty.SUPPORT) if o.duty is plain else o for o in others)
    return (replace(assigned[0], duty=Duty.LEAD), *others)


def _added(rule: Rule, statement: Statement) -> Iterator[Assigned]:
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
