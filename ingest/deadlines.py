"""Words to the deadline that they lead in: 到2025年, 力争2026年底前, 到“十五五”末.

A year that a figure is compared with (较2020年) is none, nor is one that something starts with
(从2023年起); dates in brackets say when a stage runs and lead in only what that stage does.

Source: formats D1, D5, D6, T6, T9.
"""

import re
from dataclasses import dataclass

from plangraph.ingest import dates
from plangraph.ingest.openings import Quick


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that governs what follows it."""

    date: str
    at: int


_LEAD_IN = Quick(
    rf"(?:力争|争取|确保|计划|预计)?(?:到|(?<!截)至|在)?(?:{dates.DATE.pattern})(?:前|之前|以前)?[,:]?"
)
_BASE_BEFORE = re.compile(r"(?:较|比|与|同|从|自|以)$")
_BASE_BEHIND = re.compile(r"起|相比|以来|开始|基础|为基|水平|期间|[-~]")
_PLAN_END = re.compile(r"(?:到|至)?“?十[一二三四五六七]五”?(?:规划)?期?末")
_STAGE = re.compile(r"(?:阶段|期|步)\($")


def deadline_in(view: str, start: int, end: int) -> Deadline | None:
    """The last date between two positions that leads in what follows."""
    found = None
    for match in _LEAD_IN.finditer(view, start, end):
        before = view[start : match.start()]
        inside = before.count("(") > before.count(")") and not _STAGE.search(before)
        if _BASE_BEFORE.search(before) or _BASE_BEHIND.match(view, match.end()) or inside:
            continue
        if view[match.end() : match.end() + 1] != "-":
            found = Deadline(dates.date_of(match), match.start())
    for match in _PLAN_END.finditer(view, found.at if found else start, end):
        year = dates.five_year_plan_end(view, match.start(), match.end())
        found = Deadline(year, match.start()) if year else found
    return found


def is_before(date: str, since: str) -> bool:
    """Whether a date lies in a year before that of another; False where either is unknown.

    >>> is_before("2023-12", "2024"), is_before("2024", "2024-03"), is_before("2024", "")
    (True, False, False)
    """
    return bool(since) and date[:4] < since[:4]
