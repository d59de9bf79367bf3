"""Stages that sentences, lines and tables tell, in units that are no stages themselves.

``第一阶段(2024年3月至4月)为动员部署阶段``, ``一是动员部署阶段(3月—4月),…;二是…``, lines that
start with a dash or a year, and tables with a column of stages and one of dates.

Source: formats D4, D5, I6; the sections of stages in plans of all levels.
"""

import re

from plangraph.ingest.clauses import Stretch, trimmed
from plangraph.ingest.outline import Unit
from plangraph.ingest.phases import PhaseDraft, draft_of
from plangraph.ingest.spans import TimeSpan, Told, find_spans
from plangraph.ingest.stage_words import has_ending, is_ordinal, is_period, is_stage, name_of
from plangraph.ingest.tables import Table

_BREAKS = "。;,:\n\r|\t"
_AS = re.compile(r"\)?[,\s]*(?:为|是|作为|属于)\s*(?P<name>[^,;。:()\n|]{2,16})(?=[,;。:(\n|]|$)")
_BEHIND = re.compile(r"[^()\n]{0,12}\)\s*[:,]?\s*(?P<name>[^,;。:()\n|]{2,16})(?=[;。:\n]|$)")
_HORIZON = re.compile(
    r"(?P<name>近期|中期|远期|中远期)(?:规划|建设|实施)?(?:期限?)?(?:为|是|:)\s*$"
)
_LED = re.compile(r"[:,、\s]*(?:从|自|于|在)?\s*$")
_OPENED = re.compile(
    r"\((?:从|自|于|时间|起止时间|[\u4e00-\u9fff]{0,6}自)?(?:为|:)?\s*[\u4e00-\u9fff]{0,4}$"
)
_LINE_START = re.compile(r"(?:^|[\n\r])[-■◆●▪·*\s]*(?:从|自|在)?\s*$")
_CLAUSE_START = re.compile(r"(?:^|[\n\r。;])[-■◆●▪·*\s]*$")
_SECTION = re.compile(r"\s*[:,]\s*(?P<name>[^,;。:()\n|]{2,16})(?=[,;。:\n]|$)")
_STEP = re.compile("阶段|步")  # in every name that ends with 阶段 or is a mere ordinal
_STAGE_HEAD = re.compile(r"阶段|步骤|环节|时期")
_TIME_HEAD = re.compile(r"时间|时限|起止|日期|年[份度]|月份|周期|期限|进度")
_FURTHEST = 200  # code points looked at before a span: bounds the work on lines without end
_WITHIN = re.compile(r"在|对|处于|于|以|将|按|从")
_TITLE = 12  # code points of a name that only 第一阶段 at the head of its line tells as one
_LONGEST = 30  # code points of a name that only its place in a list of stages tells as one


def find_told(view: str, text: str, unit: Unit, told: Told, *, area: bool) -> list[PhaseDraft]:
    """The stages that the own text of a unit tells, each with that unit as its own.

    Args:
        view: The matching view.
        text: The text.
        unit: The unit.
        told: What is known of the dates.
        area: Whether the unit is a section of stages, in which a line needs no word for one.
    """
    found: list[PhaseDraft] = []
    for span in find_spans(view, unit.text_start, unit.own_end, told):
        name = _name(view, unit, span, area=area)
        if name and (not found or span.begin >= found[-1].behind):
            found.append(draft_of(text, unit, name, span))
    return found


def _name(view: str, unit: Unit, span: TimeSpan, *, area: bool) -> Stretch | None:
    """What the stage of a span is called; ``None`` for a span that is no stage's."""
    first = max(unit.title_start, span.begin - _FURTHEST)
    first = max(first, view.rfind("\n", first, span.begin) + 1)
    if view.rfind("《", first, span.begin) > view.rfind("》", first, span.begin):
        return None
    behind = _AS.match(view, span.finish, unit.own_end)
    if behind and (has_ending(behind["name"]) or is_period(behind["name"], area=area)):
        return Stretch(*behind.span("name"))
    horizon = _HORIZON.search(view, first, span.begin)
    if horizon and span.whole:
        return Stretch(*horizon.span("name"))
    opened = _OPENED.search(view, first, span.begin)
    if opened:
        return _before_bracket(view, Stretch(first, opened.start()), unit, span, area=area)
    return _before(view, first, span, area=area) or (
        _of_line(view, unit, first, span) if area else None
    )


def _before_bracket(
    view: str, line: Stretch, unit: Unit, span: TimeSpan, *, area: bool
) -> Stretch | None:
    """The words in front of a bracket with dates, where they name a stage."""
    cut = _cut(view, line.start, line.end)
    name = name_of(view, cut, line.end)
    words = name.of(view)
    if is_ordinal(words):
        behind = _BEHIND.match(view, span.finish, unit.own_end)
        if behind and (is_stage(behind["name"]) or _goes_on(view, behind.end())):
            return Stretch(*behind.span("name"))
        return name
    before = _cut(view, line.start, cut - 1)
    counted = is_ordinal(trimmed(view, before, cut, " :,").of(view))
    heads = counted and span.whole and not view[line.start : before].strip()
    alone = area and not view[line.start : cut].strip() and 2 <= len(words) <= _LONGEST
    if _WITHIN.match(words):
        return None
    told = area and (alone or counted or is_stage(words))
    told = told or has_ending(words) or (counted and is_stage(words))
    return name if told or (heads and 2 <= len(words) <= _TITLE) else None


def _before(view: str, first: int, span: TimeSpan, *, area: bool) -> Stretch | None:
    """The words in front of dates, where they end with 阶段 or are a mere 第一步."""
    led = _LED.search(view, first, span.begin)
    end = led.start() if led else span.begin
    cut = _cut(view, first, end)
    if not (area or _STEP.search(view, cut, end)):
        return None
    name = name_of(view, cut, end)
    words = name.of(view)
    told = words.endswith("阶段") or (area and has_ending(words)) or is_ordinal(words)
    return name if told and len(words) <= _LONGEST else None


def _of_line(view: str, unit: Unit, first: int, span: TimeSpan) -> Stretch | None:
    """2024年:… at the head of a line of stages: named by its next words, else by its date."""
    named = _SECTION.match(view, span.finish, unit.own_end)
    if (
        named
        and _LINE_START.search(view, first - 1 if first else 0, span.begin)
        and (
            is_stage(named["name"])
            or is_period(named["name"], area=True)
            or _goes_on(view, named.end())
        )
    ):
        return Stretch(*named.span("name"))
    colon = view[span.finish : span.finish + 2].lstrip()[:1] == ":"
    if colon and span.start and _CLAUSE_START.search(view, max(0, first - 1), span.begin):
        return Stretch(span.begin, span.finish)
    return None


def _goes_on(view: str, at: int) -> bool:
    """Whether words end with a full stop that more text of their line follows, as titles do."""
    return re.compile(r"。[ \t]*[^\s第二三四]").match(view, at) is not None


def _cut(view: str, start: int, end: int) -> int:
    """Where the clause starts that ends at a place."""
    return max([start, *(view.rfind(mark, start, max(start, end)) + 1 for mark in _BREAKS)])


def find_in_table(view: str, text: str, table: Table, holder: Unit, told: Told) -> list[PhaseDraft]:
    """The stages of a table with a column of stages and dates beside or inside its cells."""
    heads = [cell.of(view) for cell in table.rows[0]]
    stage = next((i for i, head in enumerate(heads) if _STAGE_HEAD.search(head)), None)
    time = next(
        (i for i, head in enumerate(heads) if _TIME_HEAD.search(head) and i != stage), stage
    )
    found: list[PhaseDraft] = []
    for row in table.rows[1:] if stage is not None and time is not None else ():
        if len(row) <= max(stage or 0, time or 0):
            continue
        cell, dates = row[stage or 0], row[time or 0]
        name = name_of(view, cell.start, cell.end)
        span = next(find_spans(view, dates.start, dates.end, told), None)
        words = name.of(text)
        if span and 2 <= len(words) <= _LONGEST and all(words != each.name for each in found):
            found.append(draft_of(text, holder, name, span))
    return found
