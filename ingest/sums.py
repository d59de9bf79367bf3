"""Which sums of money a plan has to raise, lend or spend: 完成投资8000亿元, 投放贷款30亿元.

What an applicant gets, has or must have is none of these; ``goals`` leaves it out before.

Source: formats T5; GOLD.md (a floor that somebody must deliver).
"""

import re

from plangraph.ingest.quantities import Quantity

_NEAR = 8  # code points looked at before a figure
_POOL = re.compile(r"规模$")
_POOLED = re.compile(r"的?[^,。;的]{0,18}(?:基金|资金池|产业集群|集群|产业园|园区)")
_LENT = re.compile(r"(?:新增|投放|发放)[^,。;]{0,12}(?:贷款|信贷资金|信贷|融资)$")
_RAISED = re.compile(
    r"(?:完成|撬动|拉动|带动|吸引|引进|引入|利用|到位|筹集|筹措|争取|投放|处置|化解|盘活|回收|清收|签约|"
    r"达成|节约|减轻|兑现|拨付)[^,。;:()\d]{0,20}$|"
    r"(?:落实|安排|投入)[^,。;:()\d]{0,20}(?:资金|经费|资本)$|(?:增收|扩大到)$"
)


def pooled(view: str, start: int, quantity: Quantity) -> bool:
    """Whether somebody has to raise a sum: 设立总规模100亿元的基金."""
    before = view[max(start, quantity.start - _NEAR) : quantity.start]
    return bool(_POOL.search(before) and _POOLED.match(view, quantity.end))


def is_lent(before: str) -> bool:
    """Whether the words before a sum say that somebody must lend it: 新增普惠小微贷款400亿元."""
    return _LENT.search(before) is not None


def is_raised(quantity: Quantity, before: str) -> bool:
    """Whether the words before a sum say that somebody has to bring it in, spend or settle it."""
    return quantity.unit == "元" and (is_lent(before) or _RAISED.search(before) is not None)
