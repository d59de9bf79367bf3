"""Partial dates to calendar days with a precision, and back.

A plan prints ``2025`` or ``2025-06``; a query compares days. Each printed date becomes its first
or last day and the precision that is printed. A date that no calendar has (``2023-02-30``) stays
as it is printed, with the precision ``printed``.
"""

import calendar
import re
from datetime import date

from rdflib import Literal
from rdflib.namespace import XSD

from plangraph.ontology.model import PartialDate

PRINTED = "printed"
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LENGTHS = {"year": 4, "month": 7, "day": 10}
_PRECISIONS = {length: precision for precision, length in _LENGTHS.items()}


def precision_of(printed: PartialDate) -> str | None:
    """``year``, ``month`` or ``day``; ``None`` if it is no date of the calendar.

    >>> precision_of("2025"), precision_of("2025-06"), precision_of("2023-02-30")
    ('year', 'month', None)
    """
    return None if _days(printed) is None else _PRECISIONS[len(printed)]


def first_day(printed: PartialDate) -> date:
    """The first day of a partial date.

    Raises:
        ValueError: It is no date of the calendar.
    """
    return _require(printed)[0]


def last_day(printed: PartialDate) -> date:
    """The last day of a partial date.

    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)

    Raises:
        ValueError: It is no date of the calendar.
    """
    return _require(printed)[1]


def day_literals(printed: PartialDate, *, last: bool) -> tuple[Literal, Literal]:
    """A partial date as a day (the last one, or the first) and its precision.

    >>> day, precision = day_literals("2025", last=True)
    >>> str(day), str(precision)
    ('2025-12-31', 'year')
    """
    days = _days(printed)
    if days is None:
        return Literal(printed), Literal(PRINTED)
    day = Literal(days[last].isoformat(), datatype=XSD.date)
    return day, Literal(_PRECISIONS[len(printed)])


def printed_date(day: str, precision: str) -> PartialDate:
    """The partial date that gave a day and a precision.

    >>> printed_date("2025-12-31", "month")
    '2025-12'
    """
    return day if precision == PRINTED else day[: _LENGTHS[precision]]


def _require(printed: PartialDate) -> tuple[date, date]:
    days = _days(printed)
    if days is None:
        raise ValueError(f"{printed} is no date of the calendar")
    return days


def _days(printed: PartialDate) -> tuple[date, date] | None:
    parts = _FORM.fullmatch(printed)
    if parts is None:
        return None
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        return _bounds(year or 0, month, day)
    except ValueError:
        return None


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, month, 1)
        return first, date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
