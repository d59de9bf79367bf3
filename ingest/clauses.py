"""Brackets by depth, sentences and list pieces: cutting the matching view where Chinese prose cuts.

A full stop inside brackets or quotation marks ends no sentence; a bracket inside a name belongs to
the name (formats R2-R6, A6). spaCy's ``sentencizer`` glues an opening bracket to the sentence
before it, so the cutting is done here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

OPENING = "([〈{"
CLOSING = ")]〉}"
_QUOTES = {"“": "”", "《": "》"}
_SENTENCE_ENDS = "。!?\n\r"


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Code points ``start`` (in) to ``end`` (out) of the view."""

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
    for offset in range(start, end):
        char = view[offset]
        if char in OPENING:
            if depth == 0:
                first = offset
            depth += 1
        elif char in CLOSING and depth:
            depth -= 1
            if depth == 0:
                yield Stretch(first, offset + 1)
        elif char in "\n\r":
            depth = 0


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
    for offset in range(start, end):
        char = view[offset]
        if char in "\n\r":
            depth, quote = 0, ""
        elif quote:
            quote = "" if char == quote else quote
            continue
        elif char in _QUOTES:
            quote = _QUOTES[char] if _closes(view, offset, end, _QUOTES[char]) else ""
        elif char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        if char in marks and depth == 0:
            yield offset


def _closes(view: str, offset: int, end: int, mark: str) -> bool:
    """Whether a quotation mark is closed on its line; one that is not quotes nothing."""
    closing = view.find(mark, offset, end)
    line_end = view.find("\n", offset, end)
    return closing >= 0 and (line_end < 0 or closing < line_end)
