"""Figures that tell what a plan holds, how it gives marks or what must be met: no goals.

``共梳理为9项整改任务`` counts the plan's own items, ``每发生1起扣5分`` says how marks are given,
``满足3000名群众12小时生活需要`` how much stores must do.

Source: formats T19, T20; GOLD.md (targets).
"""

import re

_OF_TEXT = re.compile(
    r"(?:确定|明确|提出|部署|列出|梳理|分解|包括|涉及|共|共有|共计|方面|[个项]任务)的?$"
)
_TASKS = re.compile(
    r"[^,。;:、\d]{0,8}?(?:任务|工作|事项|项目|实事|要求)(?![^,。;:、予落如进的]{4})"
)
_SIDES = re.compile(r"(?:重点|主要|关键)?(?:方面|领域|环节|层面|维度|要素)")
_LISTED_BELOW = re.compile(
    r"[^,。;:]{0,6}(?:任务|举措|措施|行动)[,。]?(?:(?:具体|分别|主要)?(?:如下|是)|$)"
)
_SORTED = re.compile("(?:梳理|分解|细化|归纳|整理|汇总)(?:为|成|出|形成)$")
MARKS = re.compile(r"[扣加得计记]\d+(?:\.\d+)?分")
_MEETS = re.compile(r"满足[^,。;]{0,40}$")
_NEEDS = re.compile(r"[^,。;]{0,40}(?:需要|需求|所需)")


def tells_of_plan(unit: str, before: str, behind: str, *, compared: bool) -> bool:
    """Whether a count is that of what the plan lists.

    >>> tells_of_plan("项", "督察反馈的问题共梳理为", "整改任务。", compared=True)
    True
    >>> tells_of_plan("项", "制定地方标准", ",推广应用。", compared=False)
    False
    """
    if _SORTED.search(before) and _TASKS.match(behind):
        return True
    if compared:
        return False
    if unit in "项条" and _LISTED_BELOW.match(behind):
        return True
    return bool(_SIDES.match(behind) or (_OF_TEXT.search(before) and _TASKS.match(behind)))


def meets_needs(before: str, behind: str) -> bool:
    """Whether a figure says whose needs are met, between 满足 and 需要."""
    return bool(_MEETS.search(before) and _NEEDS.match(behind))
