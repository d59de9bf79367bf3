"""Dates as plans print them, with the precision that is printed.

All functions take the matching view. Spans of time are read in :mod:`spans`.

Source: formats D1, D6, D8, H12.
"""

import re
from calendar import monthrange

from plangraph.ingest.numbers import chinese_integer

DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d|[一二][〇零0一二三四五六七八九]{3})\s*年\s*"
    r"(?:(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?\s*"
    r"(?:(?P<d>3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*日)?)?"
    r"(?P<late>年?底|年?末|月底|月末|底|末)?"
)
_FIVE_YEAR_PLAN = re.compile(r"[“\"]?十([一二三四五六七])五[”\"]?(?:期间|时期|末|规划末)?")


def partial(year: str, month: str | None = None, day: str | None = None) -> str:
    """An ISO date with as many parts as are given; a day that no calendar has is left out."""
    parts = [f"{_number(year):04d}"]
    if month:
        parts.append(f"{_number(month):02d}")
    if month and day and _number(day) <= monthrange(_number(year), _number(month))[1]:
        parts.append(f"{_number(day):02d}")
    return "-".join(parts)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_integer(text.replace("0", "〇"))


def date_of(match: re.Match[str]) -> str:
    """The partial date of a match of :data:`DATE`; the end of a year is its December."""
    late = match["late"] or ""
    if late and not match["m"]:
        return partial(match["y"], "12")
    return partial(match["y"], match["m"], match["d"])


def find_date(view: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first date between two positions: its value and its place."""
    match = DATE.search(view, start, end)
    return (date_of(match), match.start(), match.end()) if match else None


_NUMERIC = re.compile(
    r"((?:19|20)\d\d)\s*[-/.]\s*(1[0-2]|0?[1-9])\s*[-/.]\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
)


def any_date(words: str) -> str:
    """The first date of a labelled value, in words or in figures only; empty if there is none.

    >>> any_date("2024年2月1日"), any_date("2024-02-01 14:04"), any_date("见文件")
    ('2024-02-01', '2024-02-01', '')
    """
    found = find_date(words, 0, len(words))
    numeric = _NUMERIC.search(words)
    return found[0] if found else partial(*numeric.groups()) if numeric else ""


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
