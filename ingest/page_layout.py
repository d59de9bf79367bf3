"""Printed characters with their places to lines of words, for formats that know only pages.

Coordinates are in points from the upper left corner of the page; y grows downwards. Lines follow
the order in which the file prints its characters, so that columns stay whole.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_GAP_OF_WORDS = 0.2  # of the size of the letters; between Latin words
_GAP_OF_COLUMNS = 0.6  # between Chinese characters; justified lines stretch less
_GAP_BESIDE_FIGURES = 1.2
_LINES_BACK = 2
_LONGEST_LEVEL = 5_000  # characters; a line has 40
_BESIDE = 3  # characters of a line that one beside them may lie on
_OPENERS = "“‘（《〈〔【「『(["
_QUOTES = "“”‘’\"'"  # some programs break a line neither before nor behind one
_CLOSERS = "”’）》〉〕】」』)]，。、；：！？,.;:!?…"


class Glyph(NamedTuple):
    """One printed character and the box of its advance."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


class Rule(NamedTuple):
    """A straight line, upright or level."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """What one page prints."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a page."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int
    first_width: float = 0.0

    @property
    def is_wide(self) -> bool:
        """Whether it holds enough to tell where lines end on its page."""
        return self.right - self.left > 12 * self.size


def read_lines(glyphs: Iterable[Glyph], page: int) -> list[PrintedLine]:
    """The lines that glyphs form, in the order of printing."""
    return [line for run in _same_level(_runs(glyphs)) if (line := _line(run, page)).words]


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            run += [glyph] if run else []
            continue
        if last is not None and not _goes_on(last, glyph):
            yield run
            run = []
        run.append(glyph)
        last = glyph
    if run:
        yield run


def _goes_on(one: Glyph, other: Glyph) -> bool:
    """Whether a glyph stands behind another on its line."""
    return _overlap(one, other) > 0.4 and other.left > one.left - 0.3 * one.size


def _overlap(one: Glyph, other: Glyph) -> float:
    """The share of height that the lower of two glyphs has in common with the other."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / max(0.1, min(one.bottom - one.top, other.bottom - other.top))


def _same_level(runs: Iterable[list[Glyph]]) -> Iterator[list[Glyph]]:
    """Runs on one level as one, where one fits into the gaps of the other.

    Some programs print all quotation marks of a line behind its words, for they have another font.
    """
    waiting: list[_Level] = []
    for run in runs:
        if not any(level.takes(run) for level in waiting):
            waiting.append(_Level(run))
        if len(waiting) > _LINES_BACK:
            yield waiting.pop(0).glyphs
    yield from (level.glyphs for level in waiting)


class _Level:
    """The glyphs of one level, in the order of printing until others go between them."""

    def __init__(self, run: list[Glyph]) -> None:
        self.glyphs = run
        self._in_order: list[Glyph] = []

    def takes(self, run: list[Glyph]) -> bool:
        """Whether a run stands on this level and lies on none of its glyphs; it is put in then."""
        if _overlap(self.glyphs[0], run[0]) <= 0.6 or len(self.glyphs) > _LONGEST_LEVEL:
            return False
        self._in_order = self._in_order or sorted(self.glyphs, key=_left)
        if any(_lies_on(glyph, self._in_order) for glyph in run):
            return False
        for glyph in run:
            insort(self._in_order, glyph, key=_left)
        self.glyphs = self._in_order
        return True


def _left(glyph: Glyph) -> float:
    return glyph.left


def _lies_on(glyph: Glyph, line: list[Glyph]) -> bool:
    at = bisect_left(line, glyph.left, key=_left)
    return any(
        min(glyph.right, other.right) - max(glyph.left, other.left)
        > 0.4 * min(glyph.size, other.size)
        for other in line[max(0, at - _BESIDE) : at + _BESIDE]
    )


def _line(run: list[Glyph], page: int) -> PrintedLine:
    seen = [glyph for glyph in run if not glyph.char.isspace()]
    if not seen:
        return PrintedLine("", 0, 0, 0, 0, 0, page)
    return PrintedLine(
        words=_words(run),
        left=seen[0].left,
        top=min(glyph.top for glyph in seen),
        right=max(glyph.right for glyph in seen),
        bottom=max(glyph.bottom for glyph in seen),
        size=sorted(glyph.size for glyph in seen)[len(seen) // 2],
        page=page,
        first_width=_first_width(seen),
    )


def _first_width(seen: list[Glyph]) -> float:
    """How wide the first piece is that no line may break."""
    for one, other in pairwise(seen):
        bound = one.char in _OPENERS + _QUOTES or other.char in _CLOSERS + _QUOTES
        if not bound and not (one.char.isascii() and other.char.isascii()):
            return one.right - seen[0].left
    return seen[-1].right - seen[0].left


def _words(run: list[Glyph]) -> str:
    words: list[str] = []
    last: Glyph | None = None
    spaced = False
    for glyph in run:
        if glyph.char.isspace():
            spaced = spaced or glyph.char == "\u3000" or last is not None
            continue
        if last is not None and _is_apart(last, glyph, spaced=spaced):
            words.append(" ")
        words.append(glyph.char)
        last, spaced = glyph, False
    return "".join(words)


def _is_apart(one: Glyph, other: Glyph, *, spaced: bool) -> bool:
    """Whether a space is meant: between Latin words, or a gap as wide as a character."""
    gap = (other.left - one.right) / max(0.1, one.size)
    latin = is_latin(one.char) and is_latin(other.char)
    if latin:
        return spaced or gap > _GAP_OF_WORDS
    figure = one.char.isdecimal() or other.char.isdecimal()
    return gap > (_GAP_BESIDE_FIGURES if figure else _GAP_OF_COLUMNS)


def is_latin(char: str) -> bool:
    """A letter, digit or mark that Latin words are made of."""
    return char.isascii() and (char.isalnum() or char in ".,;:%&'\"-/()")
