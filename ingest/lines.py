"""The matching view to lines: physical ones, and those that a copy has run together.

A plan stored as one long line has its items behind each other (…资助。2.对…, format I5); a line is
cut before the numbers of a count that starts in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest.numbers import chinese_integer

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_CN = "一二三四五六七八九十"
_SECTIONS = re.compile(rf"(?:^|(?<=[。;)\]\s]))(?P<number>[{_CN}]{{1,3}})、(?![{_CN}]+[、级线类])")
_PARTS = re.compile(rf"(?:^|(?<=[。;)\]\s]))\((?P<number>[{_CN}]{{1,3}})\)")
_PARTS_BEHIND_TITLES = re.compile(rf"(?<=[^\s,、(])\((?P<number>[{_CN}]{{1,3}})\)")
_ITEMS = re.compile(r"(?:^|(?<=[。)\]\s]))(?P<number>\d{1,3})[.、](?=[^\d\s])")
_LONG = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break and the white space around it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.end]


def lines_of(view: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines between two positions that hold more than white space."""
    for match in _LINE.finditer(view, start, len(view) if end is None else end):
        line = _trimmed(view, match.start(), match.end())
        if line:
            yield line


def _trimmed(view: str, start: int, end: int) -> Line | None:
    text = view[start:end]
    first = start + len(text) - len(text.lstrip())
    last = start + len(text.rstrip())
    return Line(first, last) if last > first else None


def split_lines(view: str) -> Iterator[Line]:
    """All lines, those with items that run on cut before each item."""
    for line in lines_of(view):
        cuts = _cuts(view, line) if line.end - line.start > _LONG else []
        for start, end in zip([line.start, *cuts], [*cuts, line.end], strict=True):
            piece = _trimmed(view, start, end)
            if piece:
                yield piece


def _cuts(view: str, line: Line) -> list[int]:
    """Where a number continues a count of its kind that starts in the line, with 1 or its head.

    Between sections (一、) a part may follow the bare title of one: 一、重点任务（一）支持创业。
    """
    text = view[line.start : line.end]
    sections = _chained(_SECTIONS, text)
    parts = _PARTS_BEHIND_TITLES if sections else _PARTS
    found = {*sections, *_chained(parts, text), *_chained(_ITEMS, text)}
    return sorted(line.start + cut for cut in found if cut)


def _chained(pattern: re.Pattern[str], text: str) -> set[int]:
    """The places of numbers that follow each other; a new 1 starts a new count."""
    chains: list[list[int]] = []
    expected = 0
    for match in pattern.finditer(text):
        number = _value(match["number"])
        if chains and number == expected:
            chains[-1].append(match.start())
        elif number == 1 or (match.start() == 0 and not chains):
            chains.append([match.start()])
        else:
            continue
        expected = number + 1
    return {cut for chain in chains if len(chain) > 1 or len(chains) > 1 for cut in chain}


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else chinese_integer(number)
