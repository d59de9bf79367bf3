"""The metadata block of a government's page: 索引号, 发文机关, 成文日期, 发文字号 and their like.

Labels stand a pair a line or several on one, padded inside with spaces (索 引 号, 标　　题).

Source: formats H13-H15; GB/T 9704 and the State Council secretariat's directory guide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plangraph.ingest.clauses import Stretch, trimmed
from plangraph.ingest.lines import Line
from plangraph.ingest.word_tables import rows_of


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value behind a label: the field that it gives, empty for labels that are read over."""

    field: str
    where: Stretch


@cache
def _labels() -> dict[str, str]:
    return {label: "".join(field) for label, *field in rows_of("labels.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    spaced = (
        r"\s*".join(map(re.escape, label)) for label in sorted(_labels(), key=len, reverse=True)
    )
    return re.compile(rf"(?:^|(?<=[\s|]))(?P<label>{'|'.join(spaced)})\s*[:|]\s*")


def read_metadata(view: str, lines: list[Line]) -> Iterator[Labelled]:
    """The labelled values of the lines of a header, in order; none for lines of prose."""
    for line in lines:
        found = list(_pattern().finditer(view[line.start : line.end]))
        if not found or found[0].start() > 1:
            continue
        for index, match in enumerate(found):
            stop = found[index + 1].start() if index + 1 < len(found) else line.end - line.start
            where = trimmed(view, line.start + match.end(), line.start + stop, " |\t")
            yield Labelled(_labels()[re.sub(r"\s", "", match["label"])], where)


def is_labelled(view: str, line: Line) -> bool:
    """Whether a line is part of a metadata block."""
    return _pattern().match(view[line.start : line.end]) is not None
