"""Stages with their dates, and what is done in each.

Source: formats D4, N2; extraction.md F, construct 11.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plangraph.ingest import dates
from plangraph.ingest.clauses import Stretch, pieces
from plangraph.ingest.outline import Unit

_STAGE = re.compile(r"阶段|步骤|时期|启动|推进|实施|总结|验收|试点|建设期|第[一二三四五六]步")
_BRACKET = re.compile(r"\([^()]*\)")
_ORDINAL = re.compile(r"^第[一二三四五六七八九十]+(?:阶段|步)\s*[:：,，、]?\s*(?=.)")
_STEPS = re.compile(r"进度|步骤|阶段|时间安排|实施安排")
_FROM_NOW = re.compile(r"(?:即日|现在|(?:本\S{2,4})?(?:印发|发布)之日)起?(?:-|至|到)")
_YEAR = re.compile(r"\((?P<y>(?:19|20)\d\d)年(?:(?P<half>[上下])半年)?\)")
_CHECK = re.compile(r"(?:检查|评估|验收|考核|督查|核查|评审|审计)$")


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A dated stage: its unit, name, dates, and where the dates stand."""

    unit: Unit
    name: str
    start: str
    end: str
    where: Stretch


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One clause of a stage's text."""

    unit: Unit
    where: Stretch
    checkpoint: bool


def find_phase(view: str, text: str, unit: Unit, above: str, issued: str) -> PhaseDraft | None:
    """The stage that a unit is: a span of time in its heading, else in its first words.

    Args:
        view: The matching view.
        text: The text.
        unit: The unit.
        above: Title of the unit that holds it; below 实施步骤 a heading need not say 阶段.
        issued: When the plan was issued, for spans that start with it (即日起).
    """
    end = _heading_end(view, unit)
    heading = view[unit.title_start : end]
    span = _span(view, unit.title_start, end, issued)
    if span is None and "阶段" in heading:
        span = _span(view, end, min(unit.own_end, end + 40), issued)
    if span is None and _STEPS.search(above):
        span = _year_in_bracket(view, unit.title_start, end)
    if span is None or not (_STAGE.search(heading) or _STEPS.search(above)):
        return None
    name = _name(text[unit.title_start : end])
    return PhaseDraft(unit, name, span.start, span.end, Stretch(span.begin, span.finish))


def _heading_end(view: str, unit: Unit) -> int:
    """The heading of a stage up to its full stop, or up to what follows its dates in brackets."""
    stops = [
        at for mark in "。\n\r" if (at := view.find(mark, unit.title_start, unit.own_end)) >= 0
    ]
    end = min([*stops, unit.own_end])
    dated = re.compile(r"[^()]{2,24}\([^()]*\d{4}[^()]*\)").match(view, unit.title_start, end)
    return dated.end() if dated else unit.title_end


def _span(view: str, start: int, end: int, issued: str) -> dates.DateRange | None:
    found = dates.find_range(view, start, end) or dates.find_quarter(view, start, end)
    open_start = _FROM_NOW.search(view, start, end)
    date = dates.find_date(view, open_start.end(), end) if open_start and issued else None
    if found is None and open_start and date:
        return dates.DateRange(issued, date[0], open_start.start(), date[2])
    return found


def _year_in_bracket(view: str, start: int, end: int) -> dates.DateRange | None:
    """(2030年) and (2026年下半年) behind the name of a stage."""
    match = _YEAR.search(view, start, end)
    if match is None:
        return None
    first, last = {"上": ("-01", "-06"), "下": ("-07", "-12")}.get(match["half"] or "", ("", ""))
    return dates.DateRange(match["y"] + first, match["y"] + last, match.start("y"), match.end("y"))


def _name(heading: str) -> str:
    """The stage's name without its dates and its ordinal."""
    name = re.sub(r"[(（][^()（）]*\d{4}[^()（）]*[)）].*", "", heading).strip(" ：:。")
    return _ORDINAL.sub("", name) or name


_RANGE = r"(?:19|20)\d\d年(?:[^,;。()为]{0,14}?)"
_TOLD = re.compile(
    rf"(?:第[一二三四五六]阶段\s*\((?P<bracket>{_RANGE})\)|(?P<bare>{_RANGE}))(?:为|是)"
    r"(?P<name>[^,;。:()]{2,14}?(?:阶段|期|(?:启动|实施|攻坚|提升|收官|推进|巩固|建设|深化)年))(?=[,;。:(])"
)


def find_told(view: str, text: str, unit: Unit) -> Iterator[PhaseDraft]:
    """Stages that sentences tell (2026年3月至5月为部署阶段), each a unit below its holder."""
    matches = list(_TOLD.finditer(view, unit.title_start, unit.own_end))
    for order, match in enumerate(matches, 1):
        where = Stretch(*match.span("bracket" if match["bracket"] else "bare"))
        span = dates.span_of(view, where.start, where.end)
        if span:
            name = Stretch(*match.span("name"))
            below = replace(
                unit, number="", start=match.start(), title_start=name.start, title_end=name.end,
                own_end=match.end(), end=match.end(), position=f"{unit.position}.{order}",
                parent=unit.position, order=order, numbered=False, run_in=True, row=None,
            )  # fmt: skip
            yield PhaseDraft(below, name.of(text), span[0], span[1], where)


def find_steps(view: str, unit: Unit) -> Iterator[StepDraft]:
    """The clauses of a stage's own text behind its heading."""
    start = view.find("。", unit.title_end, unit.own_end)
    if start < 0:
        start = unit.title_end
    for piece in pieces(view, start + 1, unit.own_end, ",。;\n"):
        if piece.end - piece.start >= 4:
            yield StepDraft(unit, piece, bool(_CHECK.search(piece.of(view))))
