"""The words of stages: which titles announce them, what they are called, how to cut a name out.

The words stand in ``stages.tsv``. All functions take the matching view.

Source: formats D4; the headings of stages in plans of all levels.
"""

import re
from functools import cache

from plangraph.ingest.clauses import Stretch, trimmed
from plangraph.ingest.spans import find_spans
from plangraph.ingest.word_tables import rows_of

_LONGEST = 24  # code points of the name of a stage that is no more than a chain of its words
_EDGES = " \t\r\n,:;。、-*"
_ORDINAL = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,2}(?:个?阶段|步)|(?:阶段|步骤)[一二三四五六七八九十\d])\s*[:,、]?\s*(?:[为是](?!期))?"
)
_TITLE = re.compile(r"[^,;:()]{2,12}")
_LINK = re.compile(r"[\s,:、]*(?:为|是|作为)?\s*")
_DATED = re.compile(r"\([^()]*(?:\d|即日|现在|之日|季度|半年)[^()]*\)")


@cache
def _pattern(what: str) -> re.Pattern[str]:
    words = (row[1] for row in rows_of("stages.tsv") if row[0] == what)
    return re.compile("|".join(f"(?:{each})" for each in words))


def is_area(title: str) -> bool:
    """Whether stages stand below a title.

    >>> is_area("实施步骤"), is_area("阶段目标"), is_area("重点任务")
    (True, False, False)
    """
    short = title[:24]
    return bool(_pattern("area").search(short)) and not _pattern("not-area").search(short)


def is_stage(name: str) -> bool:
    """Whether a name says that it is a stage's: by its ending, or as a chain of their words.

    >>> is_stage("动员部署阶段"), is_stage("总结验收"), is_stage("建设大数据平台")
    (True, True, False)
    """
    return has_ending(name) or bool(_chain().fullmatch(name[: _LONGEST + 1]))


def has_ending(name: str) -> bool:
    """Whether a name ends as one of a stage: with 第一步, or a word of its work and 阶段, 期 or 年.

    >>> has_ending("全面推进阶段"), has_ending("攻坚年"), has_ending("义务教育阶段")
    (True, True, False)
    """
    return _ending().fullmatch(name[-_LONGEST:]) is not None


def is_period(name: str, *, area: bool) -> bool:
    """Whether a name ends with 阶段, or in a section of stages with 期, in no other sense.

    >>> is_period("启航阶段", area=False), is_period("汛期", area=False)
    (True, False)
    """
    return name.endswith("阶段") or (area and _pattern("period").search(name) is not None)


@cache
def _ending() -> re.Pattern[str]:
    part, ending = _pattern("part").pattern, _pattern("ending").pattern
    chain = _chain().pattern
    return re.compile(rf"(?:.*(?:{part}[”\"]?)(?:阶段|期)|(?:{chain})之?年|.*(?:{ending}))[”\"]?")


@cache
def _chain() -> re.Pattern[str]:
    part = _pattern("part").pattern
    return re.compile(rf"[“\"]?(?:{part})(?:[”\"、和与及“]{{0,2}}(?:{part}))*(?:[”\"]?工作)?[”\"]?")


def is_ordinal(name: str) -> bool:
    """Whether a name is no more than 第一阶段 or 阶段一."""
    return _ORDINAL.fullmatch(name) is not None


def name_of(view: str, start: int, end: int) -> Stretch:
    """Where the name of a stage stands in its heading: without number, ordinal and dates.

    A heading that is all ordinal is called so; one that is all date by the date.

    >>> name_of("第一阶段:宣传发动(2024年3月底前)", 0, 20).of("第一阶段:宣传发动(2024年3月底前)")
    '宣传发动'
    """
    where = trimmed(view, _behind_lead_in(view, start, end), end, _EDGES)
    ordinal = _ORDINAL.match(view, where.start, where.end)
    inner = Stretch(ordinal.end(), where.end) if ordinal else where
    name = _without_dates(view, inner)
    if name.end > name.start:
        return name
    return trimmed(view, where.start, ordinal.end() if ordinal else where.end, _EDGES)


def _behind_lead_in(view: str, start: int, end: int) -> int:
    while match := _pattern("lead-in").match(view, start, end):
        start = match.end()
    return start


def _without_dates(view: str, where: Stretch) -> Stretch:
    """A stretch up to its dates in brackets, or without the dates at its start or end."""
    bracket = _DATED.search(view, where.start, where.end)
    if bracket:
        before = trimmed(view, where.start, bracket.start(), _EDGES)
        behind = trimmed(view, _LINK.match(view, bracket.end()).end(), where.end, _EDGES)  # type: ignore[union-attr]
        if before.end > before.start:
            return before
        told = is_stage(behind.of(view)) or _TITLE.fullmatch(behind.of(view))
        return behind if told else Stretch(where.start, where.start)
    span = next(find_spans(view, where.start, where.end), None)
    if span is None:
        return _first_clause(view, where)
    before = trimmed(view, where.start, span.begin, _EDGES + "从自于在至到")
    link = _LINK.match(view, span.finish, where.end)
    behind = trimmed(view, link.end() if link else span.finish, where.end, _EDGES)
    if before.end == before.start:
        return _first_clause(view, behind)
    return before if span.finish >= where.end or is_stage(before.of(view)) else where


def _first_clause(view: str, where: Stretch) -> Stretch:
    """The words before a comma or colon where they name a stage, else all of them."""
    stop = re.compile("[,:]").search(view, where.start, where.end)
    first = Stretch(where.start, stop.start()) if stop else where
    return first if is_stage(first.of(view)) else where
