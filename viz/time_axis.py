"""Days to places on a line, with marks at whole years, halves or quarters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_STEPS = ((24, 3), (66, 6), (132, 12), (264, 24), (10**6, 60))  # months shown, months a mark


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch from ``first`` to ``last`` between two places; ``step`` is months a mark."""

    first: date
    last: date
    left: float
    right: float
    step: int

    @classmethod
    def over(cls, days: Iterable[date], left: float, right: float) -> "Axis":
        """An axis over all of these days that begins and ends at a mark.

        >>> Axis.over([date(2022, 7, 1), date(2025, 6, 30)], 0, 600).last
        datetime.date(2025, 7, 1)
        """
        low, high = min(days := list(days)), max(days)
        months = (high.year - low.year) * 12 + high.month - low.month + 1
        step = next(step for most, step in _STEPS if months <= most)
        first = _month(low) // step * step
        last = -(-(_month(high) + 1) // step) * step
        return cls(_day(first), _day(last), left, right, step)

    def at(self, day: date) -> float:
        """The place of a day's beginning."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + share * (self.right - self.left), 2)

    def ticks(self) -> list[tuple[float, str]]:
        """Places and names of the marks: months, or years where marks are whole years."""
        length = 4 if self.step >= 12 else 7
        months = range(_month(self.first), _month(self.last) + 1, self.step)
        days = [_day(month) for month in months]
        return [(self.at(day), day.isoformat()[:length]) for day in days]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
