"""Stages with their dates, and what is done in each.

Source: formats D4, N2; extraction.md F, construct 11.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest import dates
from plangraph.ingest.clauses import Stretch, pieces
from plangraph.ingest.outline import Unit

_STAGE = re.compile(r"阶段|步骤|时期|启动|推进|实施|总结|验收|试点|建设期|第[一二三四五六]步")
_BRACKET = re.compile(r"\([^()]*\)")
_ORDINAL = re.compile(r"^第[一二三四五六七八九十]+(?:阶段|步)\s*[:：,，、]?\s*(?=.)")
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


def find_phase(view: str, text: str, unit: Unit) -> PhaseDraft | None:
    """The stage that a unit is: a span of time in its heading, else in its first words."""
    title = view[unit.title_start : unit.title_end]
    heading_end = max(unit.title_end, unit.title_start)
    span = dates.find_range(view, unit.title_start, heading_end)
    if span is None and "阶段" in title:
        span = dates.find_range(view, unit.title_end, min(unit.own_end, unit.title_end + 40))
    if span is None or not _STAGE.search(title):
        return None
    return PhaseDraft(
        unit,
        _name(text[unit.title_start : unit.title_end]),
        span.start,
        span.end,
        Stretch(span.begin, span.finish),
    )


def _name(title: str) -> str:
    """The stage's name without its dates and its ordinal."""
    name = re.sub(r"[(（][^()（）]*\d{4}[^()（）]*[)）]", "", title).strip(" ：:。")
    return _ORDINAL.sub("", name) or name


def find_steps(view: str, unit: Unit) -> Iterator[StepDraft]:
    """The clauses of a stage's own text behind its heading."""
    start = view.find("。", unit.title_end, unit.own_end)
    if start < 0:
        start = unit.title_end
    for piece in pieces(view, start + 1, unit.own_end, ",。;\n"):
        if piece.end - piece.start >= 4:
            yield StepDraft(unit, piece, bool(_CHECK.search(piece.of(view))))
