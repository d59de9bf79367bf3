"""Lines to headings: lines that open with a number, and lines in words that head a unit.

Source: formats N1-N14.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest import names
from plangraph.ingest.decimal_headings import DecimalHeading, decimal_headings
from plangraph.ingest.lines import Line
from plangraph.ingest.plain_headings import (
    STATEMENT_LABEL,
    headings_below,
    headings_in_words,
    is_short_heading,
    words_of_heading,
)
from plangraph.ingest.titles import heads_paper

_CN = "一二三四五六七八九十百"
_MARKERS = (
    (0, re.compile(rf"(第[{_CN}零〇\d]+(?:章|篇|部分|编))[\s、:]*")),
    (1, re.compile(rf"(第[{_CN}零〇\d]+节)[\s、:]*")),
    (2, re.compile(rf"(第[{_CN}零〇\d]+条)[\s、:]*")),
    (2, re.compile(rf"([{_CN}]+)(?:、|\.)\s*(?![{_CN}]+[、级线类])")),
    (3, re.compile(rf"(\([{_CN}]+\))[、.]?\s*")),
    (4, re.compile(r"(\d{1,3})[.、]\s*(?=\D|\d{3,}\D)")),
    (5, re.compile(r"(\(\d{1,2}\))[、.]?\s*")),
    (5, re.compile(r"(\d{1,2}\))\s*")),
    (6, re.compile(r"([①-⑳])\s*")),
)
_ATTACHMENTS = re.compile(r"附\s*件\s*:\s*(1)[.、]")
_LISTED = re.compile(r"(\d{1,2})[.、][^。;]{2,60}$")
_NUMBERED = 4  # depth of 1., below which a heading without a number may stand
_DEEPEST_DECIMAL = 2  # depth of 1.1.1; 1 and 1.1 are at 0 and 1, above (一)
COLON_DEPTH = 9
ATTACHMENT_DEPTH = -10
_YEAR = re.compile(r"(?:19|20)\d\d年")
_ORDINAL = re.compile(rf"第[{_CN}零〇\d]+(?:章|篇|部分|编|节|条)")
_FEWEST_ARTICLES = 3  # lines of their kind that show that a text is made of articles
_ATTACHMENT = re.compile(rf"(附件[\d{_CN}]{{0,3}})\s*:?")
_BELOW = 8  # depth of a heading in words below one with a number
_COLON_HEAD = re.compile(
    r"(?P<head>[^,。;:()]{2,24}):.{2,}[(\[](?:[^()\[\]]*(?:单位|部门|主体):.*|[^()\[\]]*(?:负责|牵头|配合|落实|参与|参加|协助|协同|支持|实施))[)\]][。;]?"
)
_COLON_HEAD_BESIDE = re.compile(r"(?P<head>[^,。;:()]{2,24}):.{20,}[(\[][^()\[\]]+[)\]][。;]?")

_BODY_HEAD = re.compile(r"(?P<head>[^,。;:()\d]{2,60}(?:\([^()]{2,20}\))?):(?=.{6})")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads a unit; ``title_start`` lies behind its number."""

    depth: int
    number: str
    start: int
    title_start: int
    line_end: int
    numbered: bool


def find_headings(view: str, lines: list[Line]) -> list[Heading]:
    """The headings among the lines, in order of the text."""
    decimals = decimal_headings(view, lines)
    taken = {each.line.start for each in decimals}
    others = [line for line in lines if line.start not in taken] if taken else lines
    numbered = [*_numbered_headings(view, others), *map(_in_decimals, decimals)]
    numbered.sort(key=lambda heading: heading.start)
    headings = _with_unnumbered(view, lines, numbered)
    if not numbered:
        headings = [_in_words(view, depth, line) for depth, line in headings_in_words(view, lines)]
    headings = _with_attachments(view, lines, headings)
    starts = {heading.start for heading in headings}
    below = [_in_words(view, _BELOW, line) for line in headings_below(view, lines, starts)]
    headings = sorted([*headings, *below], key=lambda heading: heading.start)
    return _with_colon_heads(view, lines, headings)


def _with_attachments(view: str, lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """Lines that are 附件1 and nothing else, behind the first heading, as heads of their own."""
    found = [
        Heading(ATTACHMENT_DEPTH, match[1], line.start, line.start, line.end, numbered=False)
        for line in lines
        if headings
        and line.start > headings[0].start
        and (match := _ATTACHMENT.fullmatch(view, line.start, line.end))
    ]
    return sorted([*headings, *found], key=lambda heading: heading.start)


def _in_decimals(found: DecimalHeading) -> Heading:
    line = found.line
    depth = min(found.level, _DEEPEST_DECIMAL)
    return Heading(depth, found.number, line.start, found.title_start, line.end, numbered=True)


def _in_words(view: str, depth: int, line: Line) -> Heading:
    words = words_of_heading(line.of(view))
    return Heading(depth, words, line.start, line.start, line.end, numbered=False)


def _numbered_headings(view: str, lines: list[Line]) -> Iterator[Heading]:
    previous = 0
    listed = _attachment_lists(view, lines)
    ordinals = sum(_ORDINAL.match(view, line.start, line.end) is not None for line in lines)
    for line in lines:
        if line.start in listed:
            continue
        for depth, marker in _MARKERS:
            match = marker.match(view, line.start, line.end)
            if match is None:
                continue
            if _stands_alone(match, line) or not _plausible(match, view, previous):
                break
            if _is_ordinal_alone(match, view, ordinals):
                break
            if depth == _NUMBERED:
                previous = int(match[1])
            yield Heading(depth, match[1], line.start, match.end(), line.end, numbered=True)
            break


def _attachment_lists(view: str, lines: list[Line]) -> set[int]:
    """Where the further lines of a list of attachments start (附件:1.任务分工表, 2.指标表)."""
    found: set[int] = set()
    last = 0
    for line in lines:
        words = line.of(view)
        first = _ATTACHMENTS.match(words)
        number = int(match[1]) if (match := _LISTED.match(words)) else 0
        if first:
            last = int(first[1])
        elif last and number == last + 1:
            found.add(line.start)
            last = number
        else:
            last = 0
    return found


def _stands_alone(match: re.Match[str], line: Line) -> bool:
    return match.end() >= line.end


def _plausible(match: re.Match[str], view: str, previous: int) -> bool:
    """A number stuck to a figure (11.121人才…) only where it continues the count (format N11).

    Before a year it may begin one: 1.2024年底前完成.
    """
    if match[1].isdecimal() and view[match.end() : match.end() + 1].isdecimal():
        begins = match[1] == "1" and _YEAR.match(view, match.end())
        return bool(begins) or int(match[1]) == previous + 1 > 1
    return True


def _is_ordinal_alone(match: re.Match[str], view: str, ordinals: int) -> bool:
    """Whether 第一条 begins a word (第一条生产线) in a text that has no articles (N18)."""
    glued = match.end() == match.end(1) and view[match.end() : match.end() + 1] not in "【[(《"
    return match[1].startswith("第") and glued and ordinals < _FEWEST_ARTICLES


def _with_unnumbered(view: str, lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """Headings in words added, where the upper levels of a numbered list have no numbers (N13)."""
    if not headings or min(h.depth for h in headings) < _NUMBERED:
        return headings
    starts = {heading.start for heading in headings}
    runs = _heading_runs(view, lines, starts)
    words = [
        _in_words(view, level, line)
        for run in runs
        for level, line in enumerate(run, start=-len(run))
    ]
    return sorted([*headings, *words], key=lambda heading: heading.start)


def _with_colon_heads(view: str, lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """Lines with a head and a statement of their own inside a unit (建设算力平台:…) (N8).

    Where two of them tell their statement by a word, a line beside them that ends in a bracket is
    one as well.
    """
    if not headings:
        return headings
    starts = {heading.start for heading in headings}
    free = [
        line
        for line in lines
        if line.start not in starts
        and line.start > headings[0].start
        and not STATEMENT_LABEL.match(line.of(view))
    ]
    found = [line for line in free if _COLON_HEAD.fullmatch(view, line.start, line.end)]
    if len(found) > 1:
        found += [line for line in free if _COLON_HEAD_BESIDE.fullmatch(view, line.start, line.end)]
    found = sorted({*found, *_of_bodies(view, free)}, key=lambda line: line.start)
    heads = [(line, line.start + line.of(view).index(":")) for line in found]
    made = [
        Heading(
            COLON_DEPTH, view[line.start : end], line.start, line.start, line.end, numbered=False
        )
        for line, end in heads
    ]
    return sorted([*headings, *made], key=lambda heading: heading.start)


def _of_bodies(view: str, lines: list[Line]) -> list[Line]:
    """Lines that tell what a body does behind its name (市公安局:负责…), where several do (L20)."""
    found = [
        line
        for line in lines
        if (match := _BODY_HEAD.match(view, line.start, line.end))
        and all(map(names.is_certain, match["head"].split("、")))
    ]
    return found if len(found) >= _FEWEST_ARTICLES else []


def _heading_runs(view: str, lines: list[Line], starts: set[int]) -> list[list[Line]]:
    """Runs of short lines without a full stop that stand right before a numbered line.

    The first of them starts behind the title and the other lines of the paper's head.
    """
    runs: list[list[Line]] = []
    run: list[Line] = []
    for line in lines:
        text = view[line.start : line.end]
        if not runs and heads_paper(text):
            run = []
            continue
        if line.start in starts:
            if run:
                runs.append(run)
            run = []
        elif is_short_heading(text):
            run.append(line)
        else:
            run = []
    return runs
