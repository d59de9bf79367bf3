"""Statements of responsibility in set form: brackets, labels, lines of their own.

``(牵头单位:市工业和信息化局;配合单位:市发展改革委、市财政局)``, ``[A、B按职责分工负责。]``,
``责任单位:省科技厅牵头``. What is told in prose is left to ``prose``; what reaches beyond its own
unit (以下均…不再列出) to ``standing``.

Source: formats R1-R14, L1-L13.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from plangraph.ingest import lists, names, standing
from plangraph.ingest.clauses import Stretch, brackets, pieces, sentences, trimmed
from plangraph.ingest.duty_words import (
    ASIDE,
    LABEL,
    PERSON_LABEL,
    RANGE_OF_ITEMS,
    VERB,
    duty_of,
    last_verb,
    tells_duties,
)
from plangraph.ingest.lists import Before, Name
from plangraph.ingest.names_alone import all_known, stands_alone
from plangraph.ingest.passages import Cover
from plangraph.ingest.tables import Row
from plangraph.ingest.time_limits import DUE_LABEL, limit_of_cell, read_limit
from plangraph.ontology.model import Duty


@dataclass(frozen=True, slots=True)
class Assigned:
    """A name of a statement and its duty."""

    name: Name
    duty: Duty


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of responsibility.

    Attributes:
        assigned: Names in the order of the text.
        due: Time limit that stands inside it, as a partial date or in its words.
        due_at: Where that limit stands.
        rules: What it says for later units.
    """

    where: Stretch
    assigned: tuple[Assigned, ...]
    rule: str
    due: str | None = None
    due_at: Stretch | None = None
    rules: tuple[standing.Rule, ...] = ()
    formal: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A stretch with the marks of a statement whose list could not be read."""

    where: Stretch
    reason: str


_NO_STATEMENT = re.compile(r"负责解释|解释权|以下简称|简称")
_COLUMN_DUTIES = {
    "lead": Duty.LEAD,
    "responsible": Duty.RESPONSIBLE,
    "support": Duty.SUPPORT,
}
_RULE_BEHIND = re.compile(r"\((?P<rule>(?:以下|列第一|排第一|列首位)[^()]*)\)$")
_OPENING = re.compile(
    r"(?:(?:以上|上述)[^,;:。由]{0,16}?(?:均|都)?(?:需|须|由))|[该此本这](?:项|些)?(?:工作|任务)(?:均|都)?由|"
    rf"{RANGE_OF_ITEMS}[^,;:。由]{{0,6}}(?:均|都)?由|由|会同"
)
_NOBODY = re.compile(r"无|/|-+|暂无|待定|另行(?:确定|通知)|(?:详见|参见|见附)[^、,;。]*")
_BULLETS = "-·•●■◆◇□▪"
_HAS_MARK = re.compile(r"负责(?!人)|牵头|(?:责任|配合|协办|主办|参与|协同)(?:单位|部门|主体)")


def find_statements(view: str, text: str, start: int, end: int) -> Iterator[Statement | Failure]:
    """The statements in set form between two positions, in order of the text."""
    found: list[Statement | Failure] = []
    for bracket in brackets(view, start, end):
        if LABEL.match(view, bracket.start) or DUE_LABEL.match(view, bracket.start):
            continue  # 【责任单位】市国资委
        inner = trimmed(view, bracket.start + 1, bracket.end - 1, " 。;,\n")
        found += _candidate(view, text, bracket, inner, "bracket")
    taken = Cover(result.where for result in found)
    for sentence in sentences(view, start, end):
        if sentence.start not in taken:
            inner = trimmed(view, sentence.start, sentence.end, " 。;,\n" + _BULLETS)
            found += _candidate(view, text, sentence, inner, "line")
    return iter(sorted(found, key=lambda result: result.where))


def find_in_row(view: str, text: str, row: Row) -> Iterator[Statement | Failure]:
    """The statements that the cells of a row make: 牵头单位, 配合单位, 责任单位 (R13)."""
    assigned: list[Assigned] = []
    known: set[tuple[str, Duty]] = set()
    where: list[Stretch] = []
    for role, duty in _COLUMN_DUTIES.items():
        for cell in dict.fromkeys(row.cells.get(role, ())):
            if cell.end == cell.start or _NOBODY.fullmatch(view, cell.start, cell.end):
                continue
            statement = _parse(view, text, cell, _State(label=duty, labelled=True))
            if statement is None:
                yield Failure(cell, "list-not-read")
                continue
            told = [((each.name.printed, each.duty), each) for each in statement.assigned]
            assigned += [each for key, each in told if key not in known]
            known |= {key for key, _ in told}
            where.append(cell if row.start <= cell.start else Stretch(row.end, row.end))
    due = row.first("due")
    if assigned:
        limit = limit_of_cell(view, due) if due else None
        stretch = Stretch(min(where).start, max(where).end)
        yield Statement(stretch, tuple(assigned), "duty-table", limit, due if limit else None)


def _candidate(
    view: str, text: str, where: Stretch, inner: Stretch, form: str
) -> list[Statement | Failure]:
    words = inner.of(view)
    if _NO_STATEMENT.search(words):
        return []
    label = LABEL.match(words) or DUE_LABEL.match(words) or PERSON_LABEL.match(words)
    if form == "line" and standing.says_first_leads(words) and not label:
        return []
    if form == "line" and not (label or tells_duties(words) or standing.sets_rule(words)):
        return []
    statement = _parse(view, text, inner, _State(in_brackets=form == "bracket"))
    rule = "duty-label" if label else "duty-verb" if VERB.search(words) else "duty-names"
    if statement and not label and _all_of(statement, names.is_class):
        return []
    kind = _kind_of(view, where, statement, rule, form) if statement else None
    if statement and kind:
        formal = kind != "duty-standing"
        return [replace(statement, where=where, rule=kind, formal=formal)]
    return _failures(where, words, form, labelled=label is not None)


def _kind_of(view: str, where: Stretch, statement: Statement, rule: str, form: str) -> str | None:
    """The rule that a statement is read by; ``None`` where it is none after all."""
    if statement.assigned:
        named = (
            form == "bracket"
            and stands_alone(view, where)
            and all_known([each.name.printed for each in statement.assigned])
        )
        return f"{rule}-{form}" if rule != "duty-names" or named else None
    words = where.of(view).strip("([)]。 ")
    labelled = DUE_LABEL.match(words) or DUE_LABEL.match(view, where.start)
    if statement.due and (labelled or re.search("完成$", words)):
        return "due-statement"
    return "duty-standing" if statement.rules else None


def _all_of(statement: Statement, judge: Callable[[str], bool]) -> bool:
    """Whether each body of a statement that names any is of a kind."""
    found = [judge(each.name.printed) for each in statement.assigned]
    return bool(found) and all(found)


def _failures(
    where: Stretch, words: str, form: str, *, labelled: bool
) -> list[Statement | Failure]:
    """What has the marks of a statement and could not be read; nothing for other words."""
    if labelled and not DUE_LABEL.match(words):
        return [Failure(where, "list-not-read")]
    if form == "bracket" and _HAS_MARK.search(words) and len(words) < 200:
        return [Failure(where, "statement-not-read")]
    return []


@dataclass(slots=True)
class _State:
    """Where the parser of one statement stands."""

    label: Duty | None = None
    labelled: bool = False
    in_brackets: bool = True
    person: bool = False
    start: int | None = None
    end: int = 0


def _parse(view: str, text: str, inner: Stretch, state: "_State") -> Statement | None:
    """The names and duties of a statement; ``None`` if any list in it is no list of bodies.

    ``state`` tells what is known before: brackets around it, or the duty of its column.
    """
    assigned: list[Assigned] = []
    due: tuple[str, Stretch] | None = None
    rules: list[standing.Rule] = []
    for segment in _segments(view, inner):
        rule = standing.read_rule(view, text, segment)
        limit = read_limit(view, segment)
        if rule:
            rules.append(rule)
        elif limit:
            due = due or limit
        elif standing.goes_on(view, text, segment, rules):
            continue
        elif not _take(view, text, segment, state, assigned):
            return None
    if not _flush(view, text, state, assigned, None) or not (assigned or due or rules):
        return None
    if len(assigned) == 1 and assigned[0].duty is Duty.RESPONSIBLE and state.label is None:
        assigned = [replace(assigned[0], duty=Duty.SOLE)]
    return Statement(
        inner,
        tuple(assigned),
        "",
        due[0] if due and due[0] else None,
        due[1] if due and due[0] else None,
        tuple(rules),
    )


def _segments(view: str, inner: Stretch) -> Iterator[Stretch]:
    """The pieces of a statement: cut at , ; 。, behind verbs, before labels and a last bracket."""
    rule = _RULE_BEHIND.search(view, inner.start, inner.end)
    told = Stretch(inner.start, rule.start() if rule else inner.end)
    parts = (told, Stretch(*rule.span("rule"))) if rule else (told,)
    for piece in (piece for part in parts for piece in pieces(view, *part, ",;。\n")):
        cuts = [piece.start]
        cuts += [
            m.end() for m in VERB.finditer(view, piece.start, piece.end) if m.end() < piece.end
        ]
        cuts += [
            m.start()
            for label in (LABEL, DUE_LABEL, ASIDE)
            for m in label.finditer(view, piece.start, piece.end)
            if m.start() > piece.start
        ]
        for first, last in zip(
            cuts_sorted := sorted(set(cuts)), [*cuts_sorted[1:], piece.end], strict=True
        ):
            segment = trimmed(view, first, last, " 、")
            if segment.end > segment.start:
                yield segment


def _take(view: str, text: str, segment: Stretch, state: _State, assigned: list[Assigned]) -> bool:
    """One segment taken into the state; False if a list that it closes cannot be read."""
    start = segment.start
    label = LABEL.match(view, start, segment.end)
    aside = ASIDE.match(view, start, segment.end)
    person = None if label else PERSON_LABEL.match(view, start, segment.end) or aside
    if label or person:
        if not _flush(view, text, state, assigned, None):
            return False
        state.label = duty_of(label[0]) if label else None
        state.labelled = label is not None
        state.person = person is not None
        start = label.end() if label else segment.end
    if state.person or start >= segment.end:
        return True
    opening = _OPENING.match(view, start)
    start = opening.end() if opening else start
    verb = last_verb(view, start, segment.end)
    # 责任单位:A、B,C配合: A and B have the duty of the label
    # (A、B,C参与): A and B are responsible
    told = state.labelled or state.in_brackets
    waiting = told and state.start is not None and segment.start > state.end
    others = waiting and not assigned and verb and duty_of(verb[0]) is Duty.SUPPORT
    if others and not _flush(view, text, state, assigned, None):
        return False
    if state.start is None:
        state.start = start
    state.end = verb.start() if verb else segment.end
    return _flush(view, text, state, assigned, verb[0]) if verb else True


def _flush(view: str, text: str, state: _State, assigned: list[Assigned], verb: str | None) -> bool:
    """The list read so far, with the duty of its verb, else of its label, else a plain one."""
    if state.start is None:
        return True
    prefix = names.list_prefix(assigned[-1].name.printed) if assigned else ""
    told = state.labelled or state.in_brackets
    found = lists.read_list(view, text, state.start, state.end, Before(told, prefix))
    if not found and state.labelled and not verb:
        found = lists.read_any(view, text, state.start, state.end)
    nothing = _NOBODY.fullmatch(view, state.start, state.end)
    state.start = None
    if nothing:
        return True
    duty = duty_of(verb) if verb else state.label or Duty.RESPONSIBLE
    assigned += [Assigned(name, Duty.LEAD if name.starred else duty) for name in found]
    return bool(found)
