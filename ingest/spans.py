"""Words to spans of time: from when to when, as stages and titles print it.

A span has two ends (2022年7—12月), only a last one (2024年3月底前), only a first one (2025年1月起),
or is a single year, half-year, quarter, month or day, which starts and ends with itself. Parts that
are left out are filled from the left; a year that stands nowhere in the span is told by the caller.
All functions take the matching view, in which every dash is ``-``.

Source: formats D1, D4-D6, H19; extraction.md A3 (every library tried gets the elision wrong).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest.dates import partial
from plangraph.ingest.numbers import chinese_integer
from plangraph.ingest.openings import Quick

_TO = r"\s*(?:-{1,2}|~|至|到|一(?=\s*\d))\s*"
_FROM_TO = rf"\s*(?:起|开始|启动)?(?:,\s*(?=至|到))?{_TO}"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_Y = r"(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3}"


def _year(n: int, unmarked: str) -> str:
    """A year with 年, or without it before a point or some other words."""
    return rf"(?:(?<!\d)(?P<y{n}>{_Y})\s*(?:年度?|(?=\.\d){unmarked})|(?P<next{n}>次年|翌年))?\s*"


def _part(n: int, elided: str) -> str:
    """What may follow the year; ``elided`` is what one end of a range may leave to the other."""
    return (
        rf"(?:第?(?P<q{n}>[一二三四1-4])季度|(?P<h{n}>[上下])半年|"
        rf"(?P<m{n}>{_M})\s*月(?:份)?(?:\s*(?P<d{n}>{_D})\s*[日号])?(?:[上中下]旬|底|末|初)?|"
        rf"\.(?P<dm{n}>{_M})(?:\.(?P<dd{n}>{_D})[日号]?|月)?(?!\d){elided})?"
        rf"(?P<late{n}>年?底|年?末)?(?:年初|初|全年)?"
    )


_ELIDED = (
    rf"|(?P<month1>{_M})(?=(?:{_TO}|、){_M}\s*月)|第?(?P<quarter1>[一二三四1-4])(?={_TO}第?[一二三四1-4]季度)|"
    rf"(?P<of1>{_M})\s*月\s*(?P<day1>{_D})(?={_TO}{_D}\s*日)"
)
_LEFT = _year(1, rf"|(?={_TO})") + _part(1, _ELIDED)
_RIGHT = _year(2, r"|(?=\))") + _part(2, rf"|(?P<only2>{_D})\s*日")

_RANGE = re.compile(_LEFT + rf"(?:{_FROM_TO}|、(?=\d+月))" + _RIGHT)
_ONE = re.compile(_year(1, "") + _part(1, ""))
_BEFORE = re.compile(r"\s*(?:之|以)?(?:前|内(?=完成))")
_ONWARDS = re.compile(
    r"\s*及?(?:起|以后|之后|后|以来|开始)(?!,?\s*[至到-])|\s*(?:-{1,2}|~|至|到)?\s*(?:长期|持续|今后)"
)
_UNTIL = re.compile(r"(?:截至|截止|至|到)\s*$")
_FROM_NOW = re.compile(
    r"(?:即日|现在|(?:[\u4e00-\u9fff]{0,8})(?:印发|发布|下发|公布)(?:之日|后)?)(?:起|开始)?\s*(?:-{1,2}|~|至|到)\s*"
)
_ISSUED = re.compile("(?:印发|发布|下发|公布)(?:之日|后)")
_YEARS = r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][〇零一二三四五六七八九]{3}年|即日|现在"
_PARTS = rf"次年|翌年|(?<![\d年]){_M}月|(?<![\d年]){_M}(?={_TO}{_M}月)|第?[一二三四]季度|[上下]半年"
_PRINTED = Quick(rf"{_YEARS}|{_PARTS}")
_CANDIDATE = re.compile(rf"{_YEARS}|自?[\u4e00-\u9fff]{{0,6}}{_ISSUED.pattern}|{_PARTS}")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known before a span is read: when the plan was issued, and the year spoken of."""

    issued: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Partial dates, ``None`` where the text leaves an end open, and where they stand.

    Attributes:
        filled: Whether the year is not printed here but told elsewhere in the text.
    """

    start: str | None
    end: str | None
    begin: int
    finish: int
    filled: bool = False

    @property
    def whole(self) -> bool:
        """Whether both ends are told and differ."""
        return self.start is not None and self.end is not None and self.start != self.end

    @property
    def in_order(self) -> bool:
        """Whether it does not end before it starts, as far as both ends are printed."""
        if self.start is None or self.end is None:
            return True
        parts = min(len(self.start), len(self.end))
        return self.start[:parts] <= self.end[:parts]


NOTHING_TOLD = Told()


def find_spans(view: str, start: int, end: int, told: Told = NOTHING_TOLD) -> Iterator[TimeSpan]:
    """The spans of time between two positions, in order, none inside another.

    >>> [(span.start, span.end) for span in find_spans("(2024年3月底前),(2024年4-10月)", 0, 30)]
    [(None, '2024-03'), ('2024-04', '2024-10')]
    """
    at = start
    search = (_CANDIDATE if _ISSUED.search(view, start, end) else _PRINTED).search
    while match := search(view, at, end):
        found = span_at(view, match.start(), end, told)
        if found and found.in_order:
            yield found
        at = max(found.finish if found else 0, match.end())


def find_span(view: str, start: int, end: int, told: Told = NOTHING_TOLD) -> TimeSpan | None:
    """The first span of time between two positions."""
    return next(find_spans(view, start, end, told), None)


def find_range(view: str, start: int = 0, end: int | None = None) -> TimeSpan | None:
    """The first span with two ends, each year of it printed.

    >>> find_range("启动阶段(2022年7-12月)")
    TimeSpan(start='2022-07', end='2022-12', begin=5, finish=15, filled=False)
    """
    stop = len(view) if end is None else end
    for match in _RANGE.finditer(view, start, stop):
        found = _range(match, NOTHING_TOLD)
        if found and found.in_order:
            return found
    return None


def span_at(view: str, at: int, end: int, told: Told = NOTHING_TOLD) -> TimeSpan | None:
    """The span of time that starts at a position, even one that ends before it starts."""
    now = _FROM_NOW.match(view, at, end)
    if now:
        return _from_now(view, now, end, told)
    match = _RANGE.match(view, at, end)
    found = _range(match, told) if match else None
    return found or _single(view, at, end, told)


def _from_now(view: str, now: re.Match[str], end: int, told: Told) -> TimeSpan | None:
    """即日起至2024年5月底 starts when the plan was issued."""
    last = _point(_ONE.match(view, now.end(), end), 1, told.year or told.issued[:4])
    if last is None:
        return None
    return TimeSpan(told.issued[:7] or None, last.last, now.start(), last.finish, last.filled)


def _range(match: re.Match[str], told: Told) -> TimeSpan | None:
    left = _point(match, 1, told.year)
    if left is None or not any(
        match[f"{name}2"] for name in ("y", "next", "q", "h", "m", "dm", "only")
    ):
        return None
    month = match["m1"] or match["dm1"] or match["of1"] if match["only2"] else None
    right = _point(match, 2, left.first[:4], month)
    if right is None or (left.coarse and not (match["y2"] or match["next2"])):
        return None
    return TimeSpan(left.first, right.last, match.start(), match.end(), left.filled)


def _single(view: str, at: int, end: int, told: Told) -> TimeSpan | None:
    """One date: by then, from then on, or just then."""
    point = _point(_ONE.match(view, at, end), 1, told.year)
    if point is None:
        return None
    first, last, finish = point.first, point.last, point.finish
    before, onwards = _BEFORE.match(view, finish, end), _ONWARDS.match(view, finish, end)
    if before or _UNTIL.search(view, max(0, at - 3), at):
        return TimeSpan(None, last, at, before.end() if before else finish, point.filled)
    if onwards:
        return TimeSpan(first, None, at, onwards.end(), point.filled)
    return TimeSpan(first, last, at, finish, point.filled)


@dataclass(frozen=True, slots=True)
class _Point:
    """A year, half-year, quarter, month or day: its first and last partial date."""

    first: str
    last: str
    finish: int
    filled: bool
    coarse: bool


def _point(
    match: re.Match[str] | None, n: int, year: str, month: str | None = None
) -> _Point | None:
    """The point that a match prints; ``None`` without a year, printed or told."""
    if match is None:
        return None
    named = match.groupdict().items()
    groups = {name[:-1]: value for name, value in named if name.endswith(str(n))}
    if n == 2:
        groups["late"] = None  # the end of a year as the end of a span is that year
    printed = groups["y"]
    if groups["next"] and year:
        printed = str(int(year) + 1)
    if not (printed or year) or not any(value for value in groups.values()):
        return None
    first, last = _ends(printed or year, groups, month)
    coarse = len(first) == len(last) == 4
    return _Point(first, last, match.end(), not printed, coarse)


def _ends(year: str, groups: dict[str, str | None], month: str | None) -> tuple[str, str]:
    if groups["q"] or groups.get("quarter"):
        quarter = _integer(groups["q"] or groups["quarter"] or "")
        return partial(year, str(3 * quarter - 2)), partial(year, str(3 * quarter))
    if groups["h"]:
        months = ("1", "6") if groups["h"] == "上" else ("7", "12")
        return partial(year, months[0]), partial(year, months[1])
    named = groups["m"] or groups["dm"] or groups.get("month") or groups.get("of") or month
    day = groups["d"] or groups["dd"] or groups.get("day") or groups.get("only")
    if named or groups["late"]:
        date = partial(year, named or "12", day)
        return date, date
    return partial(year), partial(year)


def _integer(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_integer(text)
