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

_BUTTON = re.compile(
    r"(?:[\s|•·\[\]【】:]*(?:点赞|收藏|转发|分享(?:到)?|打印(?:本页)?|关闭(?:窗口|本页)?|下载|纠错|"
    r"返回(?:首页|顶部|上一页)?|首页|正文|大|中|小|字体|字号|无障碍(?:浏览)?|(?:长辈|老年)(?:版|模式)|"
    r"新闻详情|政策文件|全文|目录))+[\s|•·\[\]【】]*"
)
_BUTTONS = 40  # code points of a line of buttons


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value behind a label: the field that it gives, empty for labels that are read over."""

    field: str
    where: Stretch


@cache
def _labels() -> dict[str, str]:
    return {label: "".join(field) for label, *field in rows_of("labels.tsv")}


@cache
def _pattern(mark: str) -> re.Pattern[str]:
    spaced = (
        r"\s*".join(map(re.escape, label)) for label in sorted(_labels(), key=len, reverse=True)
    )
    return re.compile(rf"(?:^|(?<=[\s|]))[-•·*]?\s*(?P<label>{'|'.join(spaced)}){mark}")


def _found(words: str) -> list[re.Match[str]]:
    """The labels of a line that starts with one; two or more may have lost their colons."""
    for mark, fewest in ((r"\s*[:|]\s*", 1), (r"(?:\s*[:|]\s*|\s+)", 2)):
        pattern = _pattern(mark)
        if not (pattern.match(words) or pattern.match(words, 1)):
            continue
        found = list(pattern.finditer(words))
        if len(found) >= fewest:
            return found
    return []


def read_metadata(view: str, lines: list[Line]) -> Iterator[Labelled]:
    """The labelled values of the lines of a header, in order; none for lines of prose."""
    for line in lines:
        found = _found(view[line.start : line.end])
        for index, match in enumerate(found):
            stop = found[index + 1].start() if index + 1 < len(found) else line.end - line.start
            where = trimmed(view, line.start + match.end(), line.start + stop, " |\t")
            yield Labelled(_labels()[re.sub(r"\s", "", match["label"])], where)


def is_furniture(view: str, line: Line) -> bool:
    """Whether a line is part of a metadata block, or the words of a page's buttons."""
    words = view[line.start : line.end]
    return bool(_found(words) or (len(words) <= _BUTTONS and _BUTTON.fullmatch(words)))
