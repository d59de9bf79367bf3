"""Units of the outline that are stages, with their dates, and what is done in each.

A stage has a span of time in its heading, or in the first words below it. What sentences, lines and
tables tell of stages is read in :mod:`told_phases`.

Source: formats D4, N2; extraction.md F, construct 11.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest.clauses import Stretch, pieces, trimmed
from plangraph.ingest.outline import Unit
from plangraph.ingest.spans import TimeSpan, Told, find_spans, span_at
from plangraph.ingest.stage_words import has_ending, is_area, is_ordinal, is_stage, name_of

_CHECK = re.compile(r"(?:检查|评估|验收|考核|督查|核查|评审|审计)$")
_OPENING = re.compile(
    r"[\s。:,(]*(?:(?:时间|时限|起止时间)(?:安排)?(?:为|是)?[:,]?)?\s*(?:从|自|于|在)?\s*"
)
_FIRST_WORDS = 40
_MARKS = " \t,:;()[]-从自于在至到为是时间第一二三四五六七八九十阶段步"
_LONGEST = 80
_SHORTEST = 4  # code points of a clause that is work


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A dated stage: its unit, name, dates, and where the dates stand.

    Attributes:
        named: Where its name stands.
        filled: Whether the year of the dates is told elsewhere in the text.
    """

    unit: Unit
    name: str
    start: str | None
    end: str | None
    where: Stretch
    named: Stretch
    filled: bool = False

    @property
    def behind(self) -> int:
        """Where name and dates end and its work begins."""
        return max(self.named.end, self.where.end)


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One clause of a stage's text."""

    unit: Unit
    where: Stretch
    checkpoint: bool


def find_phase(view: str, text: str, unit: Unit, told: Told, *, area: bool) -> PhaseDraft | None:
    """The stage that a unit is: a span of time in its heading, else in its first words.

    Args:
        view: The matching view.
        text: The text.
        unit: The unit.
        told: When the plan was issued, and the year that is spoken of.
        area: Whether it stands in a section of stages, where a heading need not say 阶段.
    """
    first = unit.start if is_ordinal(unit.number) else unit.title_start
    heading = Stretch(first, _heading_end(view, unit))
    name = name_of(view, heading.start, heading.end)
    words = name.of(view)
    named = is_stage(words) or is_ordinal(words)
    if not (area or named) or (is_area(words) and not has_ending(words)):
        return None
    span = _in_heading(view, heading, name, told)
    if span is None and named and (area or has_ending(words)):
        span = _in_first_words(view, unit, heading.end, told, loose=words.endswith("阶段"))
    if span is None or not (area or span.whole or has_ending(words)):
        return None
    return draft_of(text, unit, name, span)


def _in_heading(view: str, heading: Stretch, name: Stretch, told: Told) -> TimeSpan | None:
    """The span beside the name: before it, or behind it in brackets or between marks."""
    for span in find_spans(view, heading.start, heading.end, told):
        before, between = view[heading.start : span.begin], view[name.end : span.begin]
        if name == Stretch(span.begin, span.finish) or (
            span.finish <= name.start and not before.strip(_MARKS)
        ):
            return span
        bracket = between.startswith("(") and ")" not in between
        if span.begin >= name.end and (bracket or not between.strip(_MARKS)):
            return span
    return None


def _in_first_words(
    view: str, unit: Unit, start: int, told: Told, *, loose: bool
) -> TimeSpan | None:
    """The span that the text below a heading starts with, or a whole one soon behind that."""
    opening = _OPENING.match(view, start, unit.own_end)
    found = span_at(view, opening.end() if opening else start, unit.own_end, told)
    if found and found.in_order:
        return found
    if not loose:
        return None
    last = min(unit.own_end, start + _FIRST_WORDS)
    return next((span for span in find_spans(view, start, last) if span.whole), None)


def draft_of(text: str, unit: Unit, named: Stretch, span: TimeSpan) -> PhaseDraft:
    """A stage with the dates of a span."""
    where = Stretch(span.begin, span.finish)
    return PhaseDraft(unit, named.of(text), span.start, span.end, where, named, span.filled)


def _heading_end(view: str, unit: Unit) -> int:
    """The heading of a stage up to its full stop, or up to what follows its dates in brackets."""
    last = min(unit.own_end, unit.title_start + _LONGEST)
    stops = [at for mark in "。;\n\r" if (at := view.find(mark, unit.title_start, last)) >= 0]
    return min([*stops, last])


def find_steps(view: str, phase: PhaseDraft) -> Iterator[StepDraft]:
    """The clauses of a stage's own text behind its name and dates."""
    for piece in pieces(view, phase.behind, phase.unit.own_end, ",。;\n"):
        where = trimmed(view, piece.start, piece.end, " \t\r:()[]")
        if where.end - where.start >= _SHORTEST and not is_ordinal(where.of(view)):
            yield StepDraft(phase.unit, where, bool(_CHECK.search(where.of(view))))
