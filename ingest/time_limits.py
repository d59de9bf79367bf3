"""Time limits inside statements of responsibility and in cells of tables.

A limit is the last day that a date, a quarter or a span names; words without a date (持续推进,
按季度, 6月底) are kept as they are printed, a template (20xx年xx月) gives none.

Source: formats R14, D1-D3, D8.
"""

import re

from plangraph.ingest import dates
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.openings import Quick
from plangraph.ingest.spans import TimeSpan, find_span

DUE_LABEL = Quick(
    r"(?:完成|办结|推进|落实|实施|整改|建成|起止|计划完成)?"
    r"(?:时限|时间|期限|时间节点|时间要求|进度要求)(?:要求)?\s*:\s*"
    r"|\[(?:完成|办结|推进|落实|实施|整改)?(?:时限|时间|期限|时间节点)\]\s*:?\s*"
)
_MONTH_ONLY = re.compile(
    r"(?:今年|本年)?\d{1,2}月(?:份|\d{1,2}日|底|末|上旬|中旬|下旬)?(?:之?前)?"
    r"(?:(?:基本|全部|全面)?(?:完成|落实|建成|启动)|(?:出台|印发|报送|取得|见到|形成)[^,;。、]{0,14})?"
)
_OPEN_ENDED = re.compile(
    r"(?:年内|全年|今年)?(?:分批|分步)?(?:持续|长期|全年|年内|常态化|贯穿全年|按季度|按年度|每年|每季度|每月|及时|适时|即时|立即|年度内)"
    r"(?:坚持|推进|实施|开展|落实|任务|推动|进行|完成|(?:取得|见到)[^,;。]{0,8}成效)?"
)
_TEMPLATE = re.compile(r"(?:[XxＸ×*＊_〇□]{1,4})\s*年|年\s*[XxＸ×*＊_〇□]{1,2}\s*月")
_BEFORE = re.compile(r"(?:力争|确保|争取|原则上|计划|于|在|到|至|截至|截止)*\s*$")
_BEHIND = re.compile(
    r"\s*(?:底|末)?(?:之|以)?前?(?:全面|基本|全部)?"
    r"(?:完成|建成|落实|到位|启动|见效|取得[^,;。]{0,10}|并?(?:长期|持续)(?:坚持|推进)?)?$"
)


def read_limit(view: str, segment: Stretch) -> tuple[str, Stretch] | None:
    """A segment that is a time limit, as its value and place; the value is empty for a template.

    >>> read_limit("完成时限:2023年第三季度", Stretch(0, 14))
    ('2023-09', Stretch(start=0, end=14))
    """
    label = DUE_LABEL.match(view, segment.start, segment.end)
    start = label.end() if label else segment.start
    words = view[start : segment.end]
    if label and _TEMPLATE.search(words):
        return "", segment
    if _OPEN_ENDED.fullmatch(words) or _MONTH_ONLY.fullmatch(words):
        return words, segment
    span = find_span(view, start, segment.end)
    if span is None:
        return (words, segment) if label and words else None
    if label or _is_all(view, start, segment.end, span):
        return span.end or words, segment
    return None


def in_year(limit: str, year: str) -> str:
    """A limit that names no year as a date of one (6月底前完成); other limits as they are.

    >>> in_year("6月底完成", "2020"), in_year("3月5日前", "2020"), in_year("每月", "2020")
    ('2020-06', '2020-03-05', '每月')
    """
    month = _MONTH_ONLY.fullmatch(limit)
    return dates.any_date(f"{year}年{limit}") if month and year else limit


def limit_of_cell(view: str, cell: Stretch) -> str:
    """A time limit as a date where it is one, else in its words (持续推进)."""
    span = find_span(view, cell.start, cell.end)
    words = cell.of(view)
    if span is None:
        return "" if _TEMPLATE.search(words) else words
    return span.end or words


def _is_all(view: str, start: int, end: int, span: TimeSpan) -> bool:
    """Whether a segment has nothing but a date and words of doing."""
    before = _BEFORE.fullmatch(view, start, span.begin)
    return bool(before and _BEHIND.fullmatch(view, span.finish, end))
