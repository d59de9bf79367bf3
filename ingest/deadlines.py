"""Words to the deadline that they lead in: 到2025年, 力争2026年底前, 到“十五五”末.

A year that a figure is compared with (较2020年) is none, nor is one that something starts with
(从2023年起); dates in brackets say when a stage runs and lead in only what that stage does.

Source: formats D1, D5, D6, T6, T9.
"""

import re
from collections.abc import Callable, Iterator
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
_BASE_BEFORE = re.compile(r"(?:较|(?<!占)比|与|同|从|自|以|备战|筹办|承办|办好|参加|迎接)$")
_BASE_BEHIND = re.compile(r"起|相比|以来|开始|基础|为基|水平|期间|[-~]")
_PLAN_END = re.compile(r"(?:到|至)?“?十[一二三四五六七]五”?(?:规划)?期?末")
_NEAR = 8  # code points looked at before a date
_STAGE = re.compile(r"(?:阶段|期|步)\($")


def deadline_in(view: str, start: int, end: int) -> Deadline | None:
    """The last date between two positions that leads in what follows."""
    return Deadlines(view, start, end).before(end)


class Deadlines:
    """The deadlines between two positions, for questions from left to right."""

    def __init__(self, view: str, start: int, end: int) -> None:
        self._view = view
        self._start = self._seen = start
        self._depth = 0
        self._dates = _Rising(_LEAD_IN.finditer(view, start, end), self._date)
        self._plans = _Rising(_PLAN_END.finditer(view, start, end), self._plan_end)

    def before(self, offset: int) -> Deadline | None:
        """The last one before a place; places must rise from one call to the next."""
        date = self._last(self._dates, _LEAD_IN, offset)
        plan = self._last(self._plans, _PLAN_END, offset)
        return plan if plan and (date is None or plan.at >= date.at) else date

    def _last(
        self, found: "_Rising", pattern: Quick | re.Pattern[str], offset: int
    ) -> Deadline | None:
        """The last of a kind; where the next reaches beyond the place, what it is up to there."""
        last = found.up_to(offset)
        if found.next is None or found.next.start() >= offset:
            return last
        depth, seen = self._depth, self._seen
        for match in pattern.finditer(self._view, found.next.start(), offset):
            last = found.read(match) or last
        self._depth, self._seen = depth, seen
        return last

    def _date(self, match: re.Match[str]) -> Deadline | None:
        view, at = self._view, match.start()
        self._depth += view.count("(", self._seen, at) - view.count(")", self._seen, at)
        self._seen = at
        before = view[max(self._start, at - _NEAR) : at]
        inside = self._depth > 0 and not _STAGE.search(before)
        if _BASE_BEFORE.search(before) or _BASE_BEHIND.match(view, match.end()) or inside:
            return None
        follows = view[match.end() : match.end() + 1]
        return Deadline(dates.date_of(match), at) if follows != "-" else None

    def _plan_end(self, match: re.Match[str]) -> Deadline | None:
        year = dates.five_year_plan_end(self._view, match.start(), match.end())
        return Deadline(year, match.start()) if year else None


class _Rising:
    """Matches in the order of a text, read as far as is asked for."""

    def __init__(
        self,
        coming: Iterator[re.Match[str]],
        read: Callable[[re.Match[str]], Deadline | None],
    ) -> None:
        self.read = read
        self._coming = coming
        self._last: Deadline | None = None
        self.next = next(coming, None)

    def up_to(self, offset: int) -> Deadline | None:
        """The last deadline whose match ends at a place or before it."""
        while self.next and self.next.end() <= offset:
            self._last = self.read(self.next) or self._last
            self.next = next(self._coming, None)
        return self._last


def is_before(date: str, since: str) -> bool:
    """Whether a date lies in a year before that of another; False where either is unknown.

    >>> is_before("2023-12", "2024"), is_before("2024", "2024-03"), is_before("2024", "")
    (True, False, False)
    """
    return bool(since) and date[:4] < since[:4]
