"""Lines to headings of an outline in decimals: 1 总则, 1.1 编制目的, 1.2.1 统一领导.

Emergency plans and technical plans are divided so. A decimal at the head of a line is a number of
the outline only where it continues the count: the next of its level, or the first below the one
before it. A table of contents, which counts the same once more, heads nothing.

Source: formats N11, N13; the State Council's framework for emergency plans (2004).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest.lines import Line

_DECIMAL = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s*(?=[^\d\s.,、%])(?!万|亿|公里|平方|[元吨亩倍])"
)
_TOP = re.compile(r"(?P<number>\d{1,2})(?P<mark>[.、]?)\s*(?=[\u4e00-\u9fff“])")
_TOP_WORDS = re.compile(r"[^。;:!?,]{2,24}$")
_FEWEST = 2  # decimals that show an outline
_PARAGRAPH = re.compile("[。;:]")
Number = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DecimalHeading:
    """A line that a number of the outline opens; its level is 0 for 1 and 2 for 1.2.1."""

    line: Line
    number: str
    title_start: int

    @property
    def level(self) -> int:
        """How many points the number has."""
        return self.number.count(".")


def decimal_headings(view: str, lines: list[Line]) -> list[DecimalHeading]:
    """The headings in decimals, in order; none where the text is not divided so."""
    found = list(_candidates(view, lines))
    runs: list[list[DecimalHeading]] = [[]]
    last: Number = ()
    for at, each in enumerate(found):
        number = _numbers(each.number)
        behind = found[at + 1].number if at + 1 < len(found) else ""
        if len(number) == 1 and not _heads(view, each, behind):
            continue
        if number == (1,) or (number == (1, 1) and last[:1] != (1,)):
            runs.append([])
        elif len(runs) == 1 or number not in _following(last):
            continue
        runs[-1].append(each)
        last = number
    stops = [*(run[0].line.start for run in runs[2:]), len(view)]
    divided = zip(runs[1:], stops, strict=False)
    return [each for run, stop in divided if _divides(view, lines, run, stop) for each in run]


def _candidates(view: str, lines: list[Line]) -> Iterator[DecimalHeading]:
    for line in lines:
        match = _DECIMAL.match(view, line.start, line.end) or _TOP.match(view, line.start, line.end)
        if match:
            yield DecimalHeading(line, match["number"], match.end())


def _heads(view: str, top: DecimalHeading, behind: str) -> bool:
    """Whether a whole number is one of the outline: 1.1 follows it, or it has no mark (8 附则)."""
    if behind == f"{top.number}.1":
        return True
    bare = view[top.line.start + len(top.number)] not in ".、"
    return bare and _TOP_WORDS.match(view, top.title_start, top.line.end) is not None


def _following(last: Number) -> set[Number]:
    """The numbers that may come next: the first one below, or the next of each level."""
    after = {(*last[:cut], last[cut] + 1) for cut in range(len(last))}
    return {(*last, 1), (*last, 1, 1), *after, *((*each, 1) for each in after if len(each) == 1)}


def _divides(view: str, lines: list[Line], run: list[DecimalHeading], stop: int) -> bool:
    """Whether headings have text between them, as those of a table of contents have not."""
    if sum(each.level > 0 for each in run) < _FEWEST:
        return False
    first, beyond = (bisect_left(lines, at, key=_start) for at in (run[0].line.start, stop))
    return any(_PARAGRAPH.search(view, line.start, line.end) for line in lines[first:beyond])


def _start(line: Line) -> int:
    return line.start


def _numbers(number: str) -> Number:
    return tuple(map(int, number.split(".")))
