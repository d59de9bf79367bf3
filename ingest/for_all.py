"""Bodies that one sentence makes responsible for all measures of a text, those above it too.

``各县市区政府均为以上各项措施的责任单位,不再逐一列出`` at the end of a plan adds the bodies to each
statement above; with 以下 to those below, with 本方案 to all. Where its own section has statements
on that side, 以上 and 以下 speak of these alone.

Source: formats S1-S6, in the closing sections of plans.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from operator import itemgetter

from plangraph.ingest import lists
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Placed, Text
from plangraph.ingest.duties import Assigned, Statement
from plangraph.ingest.duty_words import duty_of
from plangraph.ingest.outline import Outline

Statements = list[Placed[Statement]]

_TEXT = "本(?:方案|措施|计划|意见|清单|实施方案|行动方案|行动计划|若干措施)"
_WORK = r"(?:各项|各条|所有|全部)(?:重点|具体|工作|政策)?(?:任务|措施|工作|事项|举措|条款)"
_ARE = re.compile(
    rf"(?:均|都|皆|同时|也)?(?:为|是|作为)(?P<side>以上|上述|以下|下列|{_TEXT}){_WORK}的?(?:共同)?"
    r"(?P<label>责任|配合|协办|落实)(?:单位|部门|主体)"
)
_NEED = re.compile(
    rf"(?P<side>以上|上述|{_TEXT}){_WORK}(?:均|都|皆)(?:需要?|须|由|涉及)(?P<list>[^。;:\n]{{3,80}}?)"
    r"(?P<label>负责|落实|配合|参与)?[,、](?:文中)?不再(?:重复|逐一|一一|逐项|另行|单独)?(?:列出|列举|标注|列明)"
)
_LONGEST = 80  # code points of a list of bodies
_MOST = 3  # such sentences of one text; plans have one


def with_all(source: Text, outline: Outline, statements: Statements) -> Statements:
    """The statements with the bodies that a sentence adds to all, each behind those of its unit."""
    for told, side in islice(_told(source), _MOST):
        at = told.where.start
        rest = [s for s in statements if not at <= s.draft.where.start < told.where.end]
        last = {s.unit: i for i, s in enumerate(rest) if s.draft.formal and s.draft.assigned}
        named = {(s.unit, a.name.printed) for s in rest for a in s.draft.assigned}
        starts = {unit: rest[index].draft.where.start for unit, index in last.items()}
        own = outline.at(at)
        ruled = _ruled(starts, side, at, own.position if own else "")
        added = [
            (last[unit], Placed(unit, None, Statement(told.where, new, told.rule)))
            for unit in ruled
            if (new := tuple(a for a in told.assigned if (unit, a.name.printed) not in named))
        ]
        if ruled:
            ordered = sorted([*enumerate(rest), *added], key=itemgetter(0))
            statements = [placed for _, placed in ordered]
    return statements


def _told(source: Text) -> Iterator[tuple[Statement, str]]:
    """The sentences that speak of all measures, each with the word for the side it looks to."""
    for are in _ARE.finditer(source.view):
        yield from _read(source, are, are.start(), _starts(source.view, are.start()))
    for need in _NEED.finditer(source.view):
        yield from _read(source, need, need.end("list"), (need.start("list"),))


def _starts(view: str, end: int) -> tuple[int, int]:
    """Where the list in front of a place may start: behind the sentence before, or a comma."""
    first = max(0, end - _LONGEST)
    sentence = max(view.rfind(mark, first, end) for mark in "。;:\n)")
    return max(sentence + 1, first), view.rfind(",", first, end) + 1 or end


def _read(
    source: Text, match: re.Match[str], end: int, starts: tuple[int, ...]
) -> Iterator[tuple[Statement, str]]:
    """The statement of a sentence whose list is one of bodies, from the first start that fits."""
    duty = duty_of(match["label"] or "")
    for start in starts:
        found = lists.read_list(source.view, source.text, start, end)
        if found:
            assigned = tuple(Assigned(name, duty) for name in found)
            where = Stretch(min(start, match.start()), match.end())
            yield Statement(where, assigned, "duty-standing"), match["side"]
            return


def _ruled(starts: Mapping[str, int], side: str, at: int, own: str) -> list[str]:
    """The units with statements on a side of a place: those of its own section if there are any."""
    if side.startswith("本"):
        return list(starts)
    above = side in ("以上", "上述")
    pool = [unit for unit, start in starts.items() if (start < at) is above]
    return [unit for unit in pool if _top(unit) == _top(own)] or pool


def _top(position: str) -> str:
    return position.partition(".")[0]
