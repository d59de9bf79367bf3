"""Brackets by depth, sentences and list pieces: cutting the matching view where Chinese prose cuts.

A full stop inside brackets or quotation marks ends no sentence; a bracket inside a name belongs to
the name (formats R2-R6, A6). spaCy's ``sentencizer`` glues an opening bracket to the sentence
before it, so the cutting is done here.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

OPENING = "([〈{"
CLOSING = ")]〉}"
_QUOTES = {"“": "”", "《": "》"}
_SENTENCE_ENDS = "。!?\n\r"
_BRACKETS = re.compile(f"[{re.escape(OPENING + CLOSING)}\n\r]")


class Stretch(NamedTuple):
    """Code points ``start`` (in) to ``end`` (out) of the view; a text has one every ten of them."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.end]


def trimmed(view: str, start: int, end: int, chars: str = " \t\r\n") -> Stretch:
    """A stretch without some characters at both ends; empty at ``start`` if nothing is left."""
    while start < end and view[start] in chars:
        start += 1
    while end > start and view[end - 1] in chars:
        end -= 1
    return Stretch(start, end)


def brackets(view: str, start: int, end: int) -> Iterator[Stretch]:
    """The outermost brackets between two positions, their marks included.

    Marks of any kind close each other, so that ``(…〔…〕…)`` and mixed pairs are found; a bracket
    that is never closed gives nothing.
    """
    depth = 0
    first = start
    for match in _BRACKETS.finditer(view, start, end):
        if match[0] in OPENING:
            if depth == 0:
                first = match.start()
            depth += 1
        elif match[0] in "\n\r":
            depth = 0
        elif depth:
            depth -= 1
            if depth == 0:
                yield Stretch(first, match.end())


def sentences(view: str, start: int, end: int) -> Iterator[Stretch]:
    """The sentences between two positions, their full stops included, without outer white space."""
    first = start
    for offset in _cuts(view, start, end, _SENTENCE_ENDS):
        found = trimmed(view, first, offset + 1)
        if found.end > found.start:
            yield found
        first = offset + 1
    found = trimmed(view, first, end)
    if found.end > found.start:
        yield found


def pieces(view: str, start: int, end: int, separators: str) -> Iterator[Stretch]:
    """What separators outside brackets and quotation marks cut a stretch into; may be empty."""
    first = start
    for offset in _cuts(view, start, end, separators):
        yield trimmed(view, first, offset)
        first = offset + 1
    yield trimmed(view, first, end)


def _cuts(view: str, start: int, end: int, marks: str) -> Iterator[int]:
    """Offsets of marks outside brackets and quotation marks; a line break ends both."""
    depth = 0
    quote = ""
    closed: _Closed | None = None
    for match in _marks_and(marks).finditer(view, start, end):
        char = match[0]
        if char in "\n\r":
            depth, quote = 0, ""
        elif quote:
            quote = "" if char == quote else quote
            continue
        elif char in _QUOTES:
            closed = closed or _Closed(view, end)
            quote = _QUOTES[char] if closed.on_line(match.start(), _QUOTES[char]) else ""
        elif char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        if char in marks and depth == 0:
            yield match.start()


@cache
def _marks_and(marks: str) -> re.Pattern[str]:
    """The pattern of some marks and of all that opens or closes."""
    quotes = "".join([*_QUOTES, *_QUOTES.values()])
    return re.compile(f"[{re.escape(marks + OPENING + CLOSING + quotes)}\n\r]")


class _Closed:
    """Tells whether quotation marks are closed on their lines; looks at each place once."""

    def __init__(self, view: str, end: int) -> None:
        self._view = view
        self._end = end
        self._found: dict[str, int] = {}

    def on_line(self, offset: int, mark: str) -> bool:
        """Whether a mark follows on the line of an offset; offsets must rise."""
        return self._next(mark, offset) < self._next("\n", offset)

    def _next(self, mark: str, offset: int) -> int:
        """Where a mark stands next; a line ends with the text, a mark that is missing behind it."""
        known = self._found.get(mark, -1)
        if known < offset:
            found = self._view.find(mark, offset, self._end)
            known = self._found[mark] = found if found >= 0 else self._end + (mark != "\n")
        return known
