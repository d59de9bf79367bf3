"""Whether names alone make a statement: (市科技局、市财政局) behind a task, without a word of duty.

Source: formats L12, L17.
"""

import re
from collections.abc import Sequence

from plangraph.ingest import names
from plangraph.ingest.clauses import Stretch

_OF_LEVEL = re.compile(r"^(?:省|自治区|自治州|市|县|区|州|盟|旗)[^、]{2,16}[局委厅办]$")

_NAMED = re.compile(r"(?:单位|部门|主体):[^。\n]*[局委厅办部院]$")  # up to the bracket
_NEAR = 120  # code points looked at before a bracket


def all_known(printed: Sequence[str]) -> bool:
    """Names alone make a statement only if each is known, with its level or as a ministry (L12)."""
    printed = [names.without_brackets(name) for name in printed]
    known = [
        bool((names.is_known(name) and names.ORGAN.search(name)) or _OF_LEVEL.search(name))
        for name in printed
    ]
    sure = [
        one or names.is_group(name) or names.GOVERNMENT.search(name) is not None
        for one, name in zip(known, printed, strict=True)
    ]
    likely = all(one or names.is_likely(name) for one, name in zip(sure, printed, strict=True))
    central = [names.CENTRAL.match(name) is not None for name in printed]
    enough = sum(one or other for one, other in zip(sure, central, strict=True))
    if any(known) and 2 * enough >= len(sure) > 1 and likely:
        return True
    if len(printed) == 1 and known[0]:
        return names.GOVERNMENT.fullmatch(printed[0]) is None  # 各市(地)人民政府(行署)
    return len(printed) > 1 and any(known) and all(map(names.is_office, printed))


def stands_alone(view: str, where: Stretch) -> bool:
    """Whether a bracket ends its paragraph or follows a full stop; others explain a name (L17).

    So does one behind the last name of a labelled list: 牵头单位:市市场监管局(市知识产权局).
    """
    if view[where.start - 1 : where.start] == "。":
        return True
    if _NAMED.search(view, max(0, where.start - _NEAR), where.start):
        return False
    return re.match(r"。?\s*(?:\n|$)", view[where.end : where.end + 4]) is not None
