"""Passages that look like time limits or stages and that no fact covers.

Source: formats D1-D8, T16, seen from their ruins: limits without a year, dates that no calendar
has, stages without dates, deadlines that no target and no task hangs on.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import dates
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Findings
from plangraph.ingest.duties import Failure
from plangraph.ingest.marks import mark, marked
from plangraph.ingest.openings import Quick
from plangraph.ingest.outline import Unit
from plangraph.ingest.passages import CLAUSE, SENTENCE, Rest
from plangraph.ontology.model import ItemKind

_MARKS = {
    "date-label": "time-limit-not-read",
    "date-malformed": "date-malformed",
    "date-without-year": "date-without-year",
    "date-relative": "date-relative",
    "phase-line": "phase-not-read",
    "time-span": "time-span-not-read",
}
_DEADLINE = Quick(
    rf"(?P<lead>到|至|截至|截止|力争|确保|争取|于|在)?\s{{0,4}}(?P<date>{dates.DATE.pattern})"
    r"(?P<before>\s{0,4}(?:之|以)?前)?"
)


def find_dates(rest: Rest) -> Iterator[Failure]:
    """The passages, one kind after the other."""
    for name, reason in _MARKS.items():
        for match in marked(rest.view, name):
            at = match.end() - 1
            if at in rest.read or rest.quoted(at) or _linked(rest, match.start(), at):
                continue
            if _read_elsewhere(rest, name, match):
                continue
            bounds = CLAUSE.replace(":", "") if name in {"date-label", "phase-line"} else CLAUSE
            where = rest.around(at, match.end(), bounds)
            if mark("not-limit").search(where.of(rest.view)):
                continue
            yield Failure(where, _without_dates(rest, where, reason))
    yield from _deadlines(rest)


def _read_elsewhere(rest: Rest, name: str, match: re.Match[str]) -> bool:
    """A stage whose dates were read behind its name; the plan's own period in the preamble."""
    if name == "phase-line":
        return rest.read.meets(Stretch(match.end(), match.end() + 4))
    return name == "time-span" and match.start() < rest.body


def _without_dates(rest: Rest, where: Stretch, reason: str) -> str:
    dated = re.search(r"\d", where.of(rest.view))
    return "phase-without-dates" if reason == "phase-not-read" and not dated else reason


def _linked(rest: Rest, start: int, end: int) -> bool:
    """Whether a target was read in the sentence of a date."""
    view = rest.view
    stops = [at for mark_ in "。\n;|" if (at := view.find(mark_, end, end + 200)) >= 0]
    return rest.targets.meets(Stretch(start, min(stops, default=min(len(view), end + 200))))


def _deadlines(rest: Rest) -> Iterator[Failure]:
    """到2025年, 2025年底前: dates that are well formed and that nothing hangs on."""
    view = rest.view
    for match in _DEADLINE.finditer(view):
        at = match.start("date")
        if at in rest.read or not _sets_a_limit(view, match) or rest.quoted(at):
            continue
        if _linked(rest, at, match.end()) or _governs(rest, match):
            continue
        clause = rest.around(at, match.end(), CLAUSE)
        behind = view[match.end() : match.end() + 1] in {",", ":"}
        where = rest.around(at, match.end() + behind, SENTENCE) if behind else clause
        yield Failure(where, "deadline-not-linked")


def _sets_a_limit(view: str, match: re.Match[str]) -> bool:
    opens = view[max(0, match.start() - 1) : match.start()] in {"", "\n", "。", ";", ",", "|", "\t"}
    leads = opens and view[match.end() : match.end() + 1] == ","
    if mark("not-limit").search(view, max(0, match.start() - 12), match.end() + 6):
        return False
    return bool(match["before"] or match["lead"] in {"到", "至", "截至", "截止", "力争"} or leads)


def _governs(rest: Rest, match: re.Match[str]) -> bool:
    """Whether a deadline among the goals is that of targets further on."""
    found = dates.DATE.match(match["date"])
    if found is None or match.start() not in rest.goals:
        return False
    return dates.date_of(found) in rest.dues


def find_stages(rest: Rest, found: Findings) -> Iterator[Failure]:
    """Units that are stages by their title or their section and have no dates that were read."""
    stages = {phase.unit.position for phase in found.phases}
    titles = {
        unit.position: rest.view[unit.title_start : unit.title_end] for unit in found.outline.units
    }
    parents = {unit.parent for unit in found.units}
    for unit in found.outline.units:
        title = titles[unit.position]
        if {unit.position, unit.parent} & stages or unit.position in parents:
            continue
        area = mark("stage-area").search(titles.get(unit.parent, "")[:24])
        named = mark("stage-title").search(title[:24])
        if found.kinds[unit.position] is ItemKind.SECTION and (area or named):
            yield _stage(rest, unit, title)


def _stage(rest: Rest, unit: Unit, title: str) -> Failure:
    where = rest.around(unit.title_start, unit.title_start + 1, SENTENCE)
    behind = rest.view[unit.title_end : min(unit.own_end, unit.title_end + 40)]
    dated = re.search(r"\d+\s*[年月]", title + behind)
    return Failure(where, "phase-not-read" if dated else "phase-without-dates")
