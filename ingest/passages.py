"""What is left of a text once facts are taken out, and the passages around a place in it.

Source: the second look of ``unread``; passages are cut where Chinese prose cuts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from plangraph.ingest.clauses import CLOSING, OPENING, Stretch, trimmed

_KEPT = 16  # answers on the sentence that is being read; few, since each holds its text
FURTHEST = 160  # code points looked at on each side: bounds the work on lines without any mark
SENTENCE = "。;!?\n\r|\t"
CLAUSE = SENTENCE + ",:"
_EDGES = " ,;:、。\t\r\n|"


class Cover:
    """A set of code points, made of stretches that may overlap.

    >>> cover = Cover([Stretch(8, 9), Stretch(2, 4), Stretch(3, 6)])
    >>> 5 in cover, 6 in cover, len(list(cover)), cover.gap(7, 0, 20)
    (True, False, 2, Stretch(start=6, end=8))
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for stretch in sorted(stretches):
            if self._ends and stretch.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], stretch.end)
            elif stretch.end > stretch.start:
                self._starts.append(stretch.start)
                self._ends.append(stretch.end)

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset)
        return index > 0 and offset < self._ends[index - 1]

    def __iter__(self) -> Iterator[Stretch]:
        return map(Stretch, self._starts, self._ends)

    def meets(self, stretch: Stretch) -> bool:
        """Whether it holds any code point of a stretch."""
        index = bisect_left(self._starts, stretch.end)
        return index > 0 and stretch.start < self._ends[index - 1]

    def gap(self, offset: int, start: int, end: int) -> Stretch:
        """The free stretch around a free offset, within some bounds."""
        index = bisect_right(self._starts, offset)
        left = self._ends[index - 1] if index else start
        right = self._starts[index] if index < len(self._starts) else end
        return Stretch(max(left, start), min(right, end))


class Hulls:
    """Stretches that may overlap, asked which others lie inside one of them.

    >>> hulls = Hulls([Stretch(2, 6), Stretch(2, 9), Stretch(7, 8)])
    >>> hulls.hold(Stretch(3, 6)), hulls.hold(Stretch(8, 10)), hulls.hold_in_another(Stretch(2, 9))
    (True, False, False)
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        ordered = sorted(stretches)
        self._starts = [stretch.start for stretch in ordered]
        self._reach = list(accumulate((stretch.end for stretch in ordered), max))

    def hold(self, where: Stretch) -> bool:
        """Whether a stretch lies in one of them."""
        return self._furthest(bisect_right(self._starts, where.start)) >= where.end

    def hold_in_another(self, where: Stretch) -> bool:
        """Whether a stretch lies in one of them that is not the same."""
        before = self._furthest(bisect_left(self._starts, where.start))
        return before >= where.end or (
            self._furthest(bisect_right(self._starts, where.start)) > where.end
        )

    def _furthest(self, count: int) -> int:
        return self._reach[count - 1] if count else -1


class Apart:
    """Stretches that do not overlap, taken one by one.

    >>> apart = Apart()
    >>> apart.take(Stretch(2, 6)), apart.take(Stretch(5, 8)), apart.take(Stretch(6, 8))
    (True, False, True)
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, where: Stretch) -> bool:
        """Takes a stretch unless it overlaps one that was taken; says whether it did."""
        index = bisect_right(self._starts, where.start)
        if index and self._ends[index - 1] > where.start:
            return False
        if index < len(self._starts) and self._starts[index] < where.end:
            return False
        self._starts.insert(index, where.start)
        self._ends.insert(index, where.end)
        return True


@lru_cache(maxsize=_KEPT)
def _first(pattern: re.Pattern[str], view: str, where: Stretch) -> re.Match[str] | None:
    return pattern.search(view, where.start, where.end)


def first_between(
    pattern: re.Pattern[str], view: str, where: Stretch, end: int
) -> re.Match[str] | None:
    """The first match in a stretch up to some place, however many places are asked about."""
    found = _first(pattern, view, where)
    if found is None or found.end() <= end:
        return found
    return pattern.search(view, found.start(), end) if found.start() < end else None


@lru_cache(maxsize=_KEPT)
def last_start(pattern: re.Pattern[str], view: str, where: Stretch) -> int:
    """Where the last match in a stretch starts, be it part of another; -1 if there is none."""
    last = -1
    while match := pattern.search(view, max(last + 1, where.start), where.end):
        last = match.start()
    return last


@lru_cache(maxsize=_KEPT)
def says(pattern: re.Pattern[str], view: str, where: Stretch) -> bool:
    """Whether a pattern is found in the words of a stretch, however often it is asked."""
    return pattern.search(where.of(view)) is not None


@lru_cache(maxsize=_KEPT)
def places_of(pattern: re.Pattern[str], view: str, where: Stretch) -> Sequence[int]:
    """Where the matches in a stretch end, for patterns that take one character."""
    return [match.end() for match in pattern.finditer(view, where.start, where.end)]


class Stops:
    """Stretches to be left out of others, found by their place.

    >>> stops = Stops([Stretch(2, 4), Stretch(8, 9)])
    >>> stops.near(Stretch(0, 3)), stops.near(Stretch(4, 8))
    ([Stretch(start=2, end=4)], [])
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = sorted(stretches, key=_start)
        self._reach = list(accumulate((stretch.end for stretch in self._stretches), max))

    def near(self, stretch: Stretch) -> Sequence[Stretch]:
        """All that overlap a stretch, in order of their starts; others may be among them."""
        first = bisect_right(self._reach, stretch.start)
        return self._stretches[first : bisect_left(self._stretches, stretch.end, key=_start)]


def _start(stretch: Stretch) -> int:
    return stretch.start


@dataclass(frozen=True, slots=True)
class Rest:
    """A text and what is known of it.

    Attributes:
        read: The stretches of facts, of failures that finders told, and of the header.
        goals: The text of units that set goals.
        targets: The stretches of targets and directions.
        dues: The dates that targets and directions hang on.
        body: Where the first unit starts.
    """

    view: str
    read: Cover
    goals: Cover
    targets: Cover
    dues: frozenset[str]
    body: int

    def around(self, start: int, end: int, marks: str) -> Stretch:
        """The free words around a place, up to some marks or to the next fact."""
        view = self.view
        first, last = max(0, start - FURTHEST), min(len(view), end + FURTHEST)
        left = max(view.rfind(mark, first, start) for mark in marks) + 1
        stops = (view.find(mark, end, last) for mark in marks)
        right = min((stop for stop in stops if stop >= 0), default=last)
        gap = self.read.gap(start, max(left, first), right)
        return trimmed(view, gap.start, max(gap.end, end), _EDGES)

    def bracket(self, at: int) -> tuple[Stretch, bool] | None:
        """The bracket around a place, its marks included, and whether it is closed on its line."""
        opening = self._opening(at)
        if opening is None:
            return None
        depth = 0
        last = min(len(self.view), at + 2 * FURTHEST)
        for offset in range(opening, last):
            char = self.view[offset]
            if char in "\n\r":
                last = offset
                break
            depth += (char in OPENING) - (char in CLOSING)
            if depth == 0:
                return Stretch(opening, offset + 1), True
        return trimmed(self.view, opening, last), False

    def _opening(self, at: int) -> int | None:
        """The outermost bracket that is open at a place."""
        depth, found = 0, None
        for offset in range(at - 1, max(-1, at - FURTHEST), -1):
            char = self.view[offset]
            if char in "\n\r":
                break
            if char in CLOSING:
                depth += 1
            elif char in OPENING:
                depth -= 1
                if depth < 0:
                    found, depth = offset, 0
        return found

    def quoted(self, at: int) -> bool:
        """Whether a place stands in quotation marks or in the title of a document."""
        first = max(0, at - 60)
        return any(
            self.view.rfind(opening, first, at) > self.view.rfind(closing, first, at)
            for opening, closing in (("“", "”"), ("《", "》"))
        )
