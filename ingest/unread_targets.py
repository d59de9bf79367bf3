"""Passages that look like targets and that no target covers.

A figure is suspect where a word of achievement or a deadline stands before it or the unit sets
goals. Caps and rates of money, conditions of support, hotlines and figures in names are not.

Source: formats T1-T22, GOLD.md (targets), seen from their ruins.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import dates
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.duties import Failure
from plangraph.ingest.marks import mark, marked
from plangraph.ingest.numbers import FIGURE, MAGNITUDE
from plangraph.ingest.passages import CLAUSE, SENTENCE, Rest
from plangraph.ingest.quantities import find_quantities

_FIGURE = re.compile(rf"(?<![\dA-Za-z第.+“”\"《〇零一二三四五六七八九十-]){FIGURE}{MAGNITUDE}?")
_NUMBER_NAME = re.compile(r"\d{5}")  # 24365就业平台, 12345热线
_DEADLINE = re.compile(rf"(?:到|至|力争|确保|截至)?{dates.DATE.pattern}(?:之?前)?")
_UNIT = re.compile(r"\s{0,4}(?:[%‰\u4e00-\u9fffA-Za-z])")
_CAP = re.compile(r"不超过|不高于|不大于|以内|以下|最高|最长|上限")
_CONDITION = re.compile(r"[^,;。\d]{0,6}(?:以上|以下|以内|之内)的")
_NEAR = 14  # code points between a word of achievement and its figure


def find_figures(rest: Rest) -> Iterator[Failure]:
    """The passages in order of the text, those told in figures before those told in words."""
    done = 0
    for match in _FIGURE.finditer(rest.view):
        if match.start() < done or match.start() in rest.read or _no_figure(rest, match):
            continue
        where = rest.around(match.start(), match.end(), CLAUSE)
        if _suspect(rest, where, match):
            done = where.end
            yield Failure(_with_deadline(rest, where), _reason(rest, match))
    yield from _in_words(rest)


def _no_figure(rest: Rest, match: re.Match[str]) -> bool:
    """Dates, numbers of items, times and figures in names."""
    view = rest.view
    if mark("not-figure").match(view, match.end()) or _NUMBER_NAME.fullmatch(match[0]):
        return True
    opens_line = view[max(0, match.start() - 1) : match.start()] in {"", "\n", "\r"}
    if opens_line and re.match(r"[.、)\s]", view[match.end() : match.end() + 1]):
        return True
    named = mark("name-of-number").search(view, match.end(), match.end() + 8)
    return named is not None or rest.quoted(match.start())


def _suspect(rest: Rest, where: Stretch, match: re.Match[str]) -> bool:
    view = rest.view
    sentence = rest.around(match.start(), match.end(), SENTENCE).of(view)
    clause = view[max(0, where.start - 1) : where.end + 1]
    if mark("money").search(clause) or mark("eligible").search(clause):
        return False
    if _CONDITION.match(view, match.end()):
        return False
    unit = view[match.end() : match.end() + 3]
    if re.match(r"[^,;。]{0,2}元|%", unit) and mark("money").search(sentence):
        return False
    before = view[max(where.start, match.start() - _NEAR) : match.start()]
    behind = view[match.end() : min(where.end, match.end() + 8)]
    firm = mark("achieve-firm").search(before) or mark("achieve-tail").search(behind)
    goal = match.start() in rest.goals
    if goal and (_UNIT.match(behind) or firm):
        return True
    dated = _DEADLINE.search(view, max(0, match.start() - 80), match.start())
    if dated and not re.search(r"[。;\n|]", view[dated.end() : match.start()]):
        return bool(firm or (_UNIT.match(behind) and mark("achieve").search(before)))
    sets_out = mark("achieve").search(before) and _has_known_unit(rest, match)
    return bool(firm or sets_out) and not _CAP.search(clause)


def _has_known_unit(rest: Rest, match: re.Match[str]) -> bool:
    near = find_quantities(rest.view, match.start(), min(len(rest.view), match.end() + 12))
    return any(quantity.figure_start == match.start() for quantity in near)


def _reason(rest: Rest, match: re.Match[str]) -> str:
    unit = _UNIT.match(rest.view, match.end())
    if unit is None:
        return "figure-without-unit"
    return "target-not-read" if _has_known_unit(rest, match) else "unit-not-known"


def _in_words(rest: Rest) -> Iterator[Failure]:
    """Goals whose figure is missing or told in words."""
    for name in ("figure-missing", "figure-in-words", "word-figure"):
        reason = "figure-missing" if name == "figure-missing" else "figure-in-words"
        for match in marked(rest.view, name):
            if match.start() in rest.read or rest.quoted(match.start()):
                continue
            where = rest.around(match.start(), match.end() - 1, CLAUSE)
            if _told_as_goal(rest, where, match, reason):
                yield Failure(_with_deadline(rest, where), reason)


def _told_as_goal(rest: Rest, where: Stretch, match: re.Match[str], reason: str) -> bool:
    """Whether words for a figure stand in goals, behind a deadline or a word of achievement."""
    clause = where.of(rest.view)
    if mark("money").search(clause) or mark("eligible").search(clause):
        return False
    if reason == "figure-missing" or match.start() in rest.goals or _deadline_before(rest, where):
        return True
    before = rest.view[max(where.start, match.start() - _NEAR) : match.end()]
    return mark("achieve-firm").search(before) is not None


def _deadline_before(rest: Rest, where: Stretch) -> re.Match[str] | None:
    """The deadline in the sentence before a passage, or inside it."""
    first = rest.around(where.start, where.end, SENTENCE).start
    return _DEADLINE.search(rest.view, first, where.end)


def _with_deadline(rest: Rest, where: Stretch) -> Stretch:
    """A passage with the deadline that leads it in (到2025年，)."""
    first = max(0, where.start - 16)
    for found in _DEADLINE.finditer(rest.view, first, where.start):
        leads = re.fullmatch(r"[,:\s]*", rest.view[found.end() : where.start])
        if leads and found.start() not in rest.read:
            return Stretch(found.start(), where.end)
    return where
