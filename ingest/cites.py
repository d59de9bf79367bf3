"""Titles in 《》 to the other documents that a plan names, with their numbers.

Source: formats H9, H10, H20; GOLD.md (cites).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plangraph.ingest.clauses import Stretch

KINDS = (
    "方案|计划|规划|意见|措施|办法|要点|纲要|清单|行动|政策|决定|规定|细则|指南|指引|条例|任务|"
    "分工|安排|部署|举措|若干条|条款|目录|路线图"
)
MARKED = re.compile(r"《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》")
NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{1,14}\s*[\[(]\s*(?:19|20)\d\d\s*[\])]\s*第?\s*\d+\s*号|[\[]\s*(?:19|20)\d\d\s*[\]]\s*\d+\s*号|[\u4e00-\u9fff]{0,14}(?:令|公告)\s*(?:(?:19|20)\d\d\s*年\s*)?第\s*[\d一二三四五六七八九十百〇]+\s*号)"
)
_BASIS = re.compile(r"根据|依据|按照|遵照|贯彻|落实")
_TO_BE_MADE = re.compile(
    r"(?:制定|制订|印发|出台|编制|编写|发布|起草|拟定|推出|签订|签署|形成)[^,。;《》]{0,6}"
    r"(?:《[^《》]*》[、和及]?[^,。;《》]{0,4})*$"
)


@dataclass(frozen=True, slots=True)
class CiteField:
    """Another document that the text names in 《》."""

    title: Stretch
    number: Stretch | None
    where: Stretch
    basis: bool


def find_cites(view: str, own_titles: Iterable[str], body_start: int) -> list[CiteField]:
    """Every 《》 that names another document, once, with the number behind it (H20)."""
    own = {_comparable(title) for title in own_titles}
    seen: set[str] = set()
    found = []
    for match in MARKED.finditer(view):
        title = _comparable(match["title"])
        line_start = max(view.rfind("\n", 0, match.start()), view.rfind("。", 0, match.start())) + 1
        before = view[line_start : match.start()]
        if title in own or title in seen or _TO_BE_MADE.search(before):
            continue
        if any(title in name for name in own) or not re.search(
            rf"(?:{KINDS}|通知|法|纲领|公约|协定|决议|函|通告|规程|规范|标准|导则|宪章)\)?$|(?:{KINDS}|通知|标准|规范|法)\([^()]*\)$",
            title,
        ):
            continue
        seen.add(title)
        number = re.compile(r"\s*\(" + NUMBER.pattern + r"\)").match(view, match.end())
        end = number.end() if number else match.end()
        found.append(
            CiteField(
                Stretch(match.start("title"), match.end("title")),
                Stretch(number.start("number"), number.end("number")) if number else None,
                Stretch(match.start(), end),
                bool(_BASIS.search(before)) and match.start() < body_start,
            )
        )
    return found


def _comparable(title: str) -> str:
    return re.sub(r"[\s《》]", "", title)
