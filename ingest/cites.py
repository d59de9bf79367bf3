"""Titles in 《》 to the other documents that a plan names, with their numbers.

Papers whose making is a task of the plan (出台《…》), the plan itself, short names that the text
gives to others (以下简称《意见》), books and shows are no cites.

Source: formats H9, H10, H20, H21; GOLD.md (cites).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plangraph.ingest.clauses import Stretch

KINDS = (
    "方案|计划|规划|意见|措施|办法|要点|纲要|清单|行动|政策|决定|规定|细则|指南|指引|条例|任务|"
    "分工|安排|部署|举措|若干条|条款|目录|路线图|预案|台账|分解表|分工表"
)
MARKED = re.compile(r"《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》")
_BODIES = r"[\u4e00-\u9fff、]{0,20}"
_YEAR = r"(?:19|20)\d\d"
_SERIAL = r"第?\s*[\d一二三四五六七八九十百〇零]+\s*号"
NUMBER = re.compile(
    rf"(?P<number>[\u4e00-\u9fff]{{1,14}}\s*[\[(]\s*{_YEAR}\s*年?\s*[\])]\s*第?\s*\d+\s*号|"
    rf"\[\s*{_YEAR}\s*\]\s*\d+\s*号|"
    rf"{_BODIES}(?:令|公告)\s*(?:{_YEAR}\s*年\s*)?{_SERIAL}|"
    rf"[\u4e00-\u9fff]{{1,14}}{_YEAR}\s*年\s*{_SERIAL}(?:令|公告)?)"
)
_PAPERS = (
    "通知|法|典|纲领|公约|协定|决议|函|通告|公告|规程|规范|标准|导则|宪章|报告|基准|规则|制度|"
    "通则|准则|章程|名录|宣言|公报|倡议|守则|批复|协议|备忘录|白皮书|蓝皮书|战略|守则|大纲|提纲|"
    "案例|案例集|百例|图集|图册|汇编|体系|工程|请示|答复|解释|修正案|议定书|建议|机制|手册|图则|框架|条件|令"
)
_IS_PAPER = re.compile(
    rf"(?:{KINDS}|{_PAPERS})[〉>]?\)?$|(?:{KINDS}|{_PAPERS})[〉>]?(?:\([^()]*\)|\d{{4}}|\d(?:\.\d)?版?)+$"
)
_STANDARD = re.compile(r"\s*\(\s*(?:GB|[A-Z]{2,3}/T|DB|HJ|JGJ|CJJ|NY|YY|AQ|JT|SL)[^()]{1,24}\)")
_BASIS = re.compile(r"根据|依据|按照|遵照|贯彻|落实")
_MAKING = "制定|制订|出台|发布|起草|拟定|草拟|推出|签订|签署|形成|研究提出|撰写|编写|编印|印制"
_TO_BE_MADE = re.compile(
    rf"(?:{_MAKING})(?:完善|实施|了)?(?!的|依据)(?:(?!根据|依据|按照|落实|贯彻)[^,。;《》]){{0,6}}(?:《[^《》]*》[、和及]?[^,。;《》]{{0,4}})*$"
)
_MADE_BEHIND = re.compile(
    r"(?:的)?(?:制定|制订|起草|编制|出台|颁布|印发|编写)(?:工作|进程)?(?=[,。;、\n]|$)"
)
_OF_IT = re.compile(
    r"(?:的)?(?:重点任务|重点工作|目标任务|主要任务|任务分工|实施细则|实施办法|实施意见|配套|贯彻|落实|分工)"
)
_SHORT_NAME = re.compile(r"(?:简称|下称)(?:为)?[:“\"]?$")
_SHOWN = re.compile(
    r"(?:阅读|观看|出版|拍摄|演出|上演|排演|话剧|电影|电视剧|纪录片|歌曲|歌剧|舞剧|图书|专著|栏目|节目|动漫|游戏|剧目)[^,。;《》]{0,6}$"
)
_FURTHEST = 1000  # code points of a sentence looked at: bounds the work on text without end
_NEAR = 160
_BRACKETS = re.compile(r"(?:\([^()]*\))+$")  # years of a title, which the text leaves out
_KIND = re.compile(f"(?!条例)(?:{KINDS}|通知|报告)")  # 《条例》 alone is no short name of a plan
_BETWEEN = r"[\s]*(?:\([^()]{1,12}\)\s*)?"


@dataclass(frozen=True, slots=True)
class CiteField:
    """Another document that the text names in 《》."""

    title: Stretch
    number: Stretch | None
    where: Stretch
    basis: bool


def find_cites(view: str, own_titles: Iterable[str], body_start: int) -> list[CiteField]:
    """Every 《》 that names another document, once, with the number told behind it (H20).

    Two papers of one title and two numbers are two; 《规划》 alone behind a title that ends so is
    its short name.
    """
    own = {_comparable(title) for title in own_titles}
    own |= {_BRACKETS.sub("", title) for title in own}
    numbers = _numbers(view)
    seen = {_comparable(title) for title in _short_names(view)}
    found = []
    for match in MARKED.finditer(view):
        title = _comparable(match["title"])
        number = _number_behind(view, match.end())
        told = number or numbers.get(title)
        key = title + _comparable(told["number"]) if number and told else title
        if key in seen or title in own or not _is_other(view, match, own, numbered=bool(number)):
            continue
        if not number and _KIND.fullmatch(title) and any(name.endswith(title) for name in seen):
            seen.add(title)
            continue
        seen |= {title, title + _comparable(told["number"]) if told else title}
        before = _clause_before(view, match.start())
        found.append(
            CiteField(
                Stretch(match.start("title"), match.end("title")),
                Stretch(*told.span("number")) if told else None,
                Stretch(match.start(), number.end() if number else match.end()),
                bool(_BASIS.search(before)) and match.start() < body_start,
            )
        )
    return found


def _is_other(view: str, match: re.Match[str], own: set[str], *, numbered: bool) -> bool:
    """Whether a title in 《》 is that of another paper, which has been made.

    Without a number the end of the plan's own title is the plan itself.
    """
    title = _comparable(match["title"])
    itself = not numbered and any(name.endswith(title) for name in own)
    if itself and not _OF_IT.match(view, match.end()):
        return False
    if not _is_paper(view, match, title):
        return False
    return not _no_paper_yet(view, match, _clause_before(view, match.start()))


def _numbers(view: str) -> dict[str, re.Match[str]]:
    """The first number that the text tells behind each title."""
    found: dict[str, re.Match[str]] = {}
    for match in MARKED.finditer(view):
        number = _number_behind(view, match.end())
        if number:
            found.setdefault(_comparable(match["title"]), number)
    return found


def _is_paper(view: str, match: re.Match[str], title: str) -> bool:
    """Whether a title is one of a paper: by its last words, or by the number of a standard."""
    return bool(_IS_PAPER.search(title) or _STANDARD.match(view, match.end()))


def _clause_before(view: str, at: int) -> str:
    """The words of the sentence before a place."""
    first = max(0, at - _FURTHEST)
    return view[max(first, *(view.rfind(mark, first, at) + 1 for mark in "\n。")) : at]


def _short_names(view: str) -> Iterator[str]:
    """The titles that the text gives to others for short (以下简称《意见》)."""
    for match in MARKED.finditer(view):
        if _SHORT_NAME.search(view, max(0, match.start() - 8), match.start()):
            yield match["title"]


def _no_paper_yet(view: str, match: re.Match[str], before: str) -> bool:
    """Whether what is named is still to be made, or is a book or a show."""
    before = before[-_NEAR:]
    if _SHOWN.search(before):
        return True
    if before.endswith("印发") and view.startswith("的通知", match.end()):
        return True
    made = _TO_BE_MADE.search(before) and not _OF_IT.match(view, match.end())
    by_it = _BASIS.search(before)  # 根据《A》和《B》制定
    return bool(made or (not by_it and _MADE_BEHIND.match(view, match.end())))


def _number_behind(view: str, at: int) -> re.Match[str] | None:
    """The number in a bracket behind a title, whatever else the bracket holds."""
    return re.compile(
        _BETWEEN
        + r"\(\s*(?:"
        + _BODIES
        + r"[,:、])??\s*"
        + NUMBER.pattern
        + r"\s*(?:[,;、][^()\n]*)?\)"
    ).match(view, at)


def _comparable(title: str) -> str:
    return re.sub(r"[\s《》〈〉<>、]", "", title).replace("~", "-")
