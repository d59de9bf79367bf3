"""Dates and spans of time as plans print them, with the precision that is printed.

Elided parts are filled from the left: ``2022年7—12月`` runs from 2022-07 to 2022-12. All functions
take the matching view, in which every dash is ``-``.

Source: formats D1-D6, H12, H18, H19; extraction.md A3 (every library tried gets the elision wrong).
"""

import re
from calendar import monthrange
from dataclasses import dataclass

from plangraph.ingest.numbers import chinese_integer

_TO = r"\s*(?:-{1,2}|~|至|到)\s*"

DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})\s*年\s*"
    r"(?:(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?\s*"
    r"(?:(?P<d>3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*日)?)?"
    r"(?P<late>年?底|年?末|月底|月末|底|末)?"
)
_RANGE_MONTH = r"(?P<m{n}>1[0-2]|0?[1-9])\s*月{q}\s*(?:(?P<d{n}>3[01]|[12]\d|0?[1-9])\s*日)?"
_RANGE = re.compile(
    r"(?P<y1>(?:19|20)\d\d)\s*年?\s*"
    rf"(?:{_RANGE_MONTH.format(n=1, q='?')})?"
    rf"{_TO}(?:(?P<y2>(?:19|20)\d\d)\s*年?\s*)?"
    rf"(?:{_RANGE_MONTH.format(n=2, q='')})?(?P<late>年?底|年?末)?"
)
_FIVE_YEAR_PLAN = re.compile(r"[“\"]?十([一二三四五六七])五[”\"]?(?:期间|时期|末|规划末)?")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Two partial dates and where they stand in the text."""

    start: str
    end: str
    begin: int
    finish: int


def partial(year: str, month: str | None = None, day: str | None = None) -> str:
    """An ISO date with as many parts as are given; a day that no calendar has is left out."""
    parts = [f"{_number(year):04d}"]
    if month:
        parts.append(f"{_number(month):02d}")
    if month and day and _number(day) <= monthrange(_number(year), _number(month))[1]:
        parts.append(f"{_number(day):02d}")
    return "-".join(parts)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_integer(text)


def date_of(match: re.Match[str]) -> str:
    """The partial date of a match of :data:`DATE`; the end of a year is its December."""
    late = match["late"] or ""
    if late and not match["m"]:
        return partial(match["y"], "12")
    return partial(match["y"], match["m"], match["d"])


def find_range(view: str, start: int = 0, end: int | None = None) -> DateRange | None:
    """The first span of time between two positions, or a single year or month as such a span.

    >>> find_range("启动阶段(2022年7-12月)")
    DateRange(start='2022-07', end='2022-12', begin=5, finish=15)
    """
    stop = len(view) if end is None else end
    for match in _RANGE.finditer(view, start, stop):
        found = _range_of(match)
        if found:
            return found
    return None


def _range_of(match: re.Match[str]) -> DateRange | None:
    if not (match["y2"] or match["m2"]):
        return None
    if match["y2"] is None and match["m1"] is None:
        return None
    start = partial(match["y1"], match["m1"], match["d1"])
    month = match["m2"] or ("12" if match["late"] and match["m1"] else None)
    end = partial(match["y2"] or match["y1"], month, match["d2"])
    return DateRange(start, end, match.start(), match.end()) if start[:7] <= end[:7] else None


_QUARTER = re.compile(r"(?P<y>(?:19|20)\d\d)年第?(?P<q>[一二三四1234])季度")


def find_quarter(view: str, start: int, end: int) -> DateRange | None:
    """A quarter of a year as a span of months (2026年第四季度 → 2026-10 to 2026-12)."""
    match = _QUARTER.search(view, start, end)
    if match is None:
        return None
    last = 3 * _number(match["q"])
    months = f"{match['y']}-{last - 2:02d}", f"{match['y']}-{last:02d}"
    return DateRange(*months, match.start(), match.end())


def span_of(view: str, start: int, end: int) -> tuple[str, str] | None:
    """Start and end of the time that a stretch names: a range, a quarter, or one year or month."""
    found = find_range(view, start, end) or find_quarter(view, start, end)
    if found:
        return found.start, found.end
    date = find_date(view, start, end)
    return (date[0], date[0]) if date else None


def find_date(view: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first date between two positions: its value and its place."""
    match = DATE.search(view, start, end)
    return (date_of(match), match.start(), match.end()) if match else None


def five_year_plan_end(view: str, start: int, end: int) -> str | None:
    """The last year of a five-year plan that is named as a time (“十四五”末 → 2025)."""
    match = _FIVE_YEAR_PLAN.search(view, start, end)
    return str(2005 + 5 * chinese_integer(match[1])) if match else None


_PARTIAL = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def is_partial(text: str) -> bool:
    """Whether a text is a year, a year and month, or a day in ISO form.

    >>> is_partial("2022-09"), is_partial("2022-13"), is_partial("29.9.2022")
    (True, False, False)
    """
    return _PARTIAL.fullmatch(text) is not None
