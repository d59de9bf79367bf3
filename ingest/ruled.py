"""Which units a statement of responsibility rules: its own, those above it, or those it counts.

``(以上3项任务由市交通局牵头)`` rules the three units up to its own, ``(第4至7项由…牵头)`` those
with the numbers 4 to 7, ``以上各项任务`` all that have a statement, or all beside it where none has
(S6).
"""

import re
from collections.abc import Sequence

from plangraph.ingest.clauses import OPENING, Stretch
from plangraph.ingest.duty_words import LABEL, RANGE_OF_ITEMS
from plangraph.ingest.numbers import chinese_integer
from plangraph.ingest.outline import Outline, Unit

_ABOVE = re.compile(
    r"[(\[]?\s*(?:以上|上述)(?:(?P<count>\d{1,2}|[两二三四五六七八九十]{1,2})[项条])?"
)
_RANGE = re.compile(rf"[(\[]?\s*(?P<range>{RANGE_OF_ITEMS})")
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+|至|到|-|~")
_MOST_RULED = 20_000  # units ruled by 以上 in one text: bounds what a text without end can swell to


class Ruled:
    """The units that the statements of a text rule, asked in the order of the text."""

    def __init__(self, view: str, outline: Outline) -> None:
        self._view = view
        self._outline = outline
        self._owned: dict[str, dict[str, None]] = {}
        self._left = _MOST_RULED

    def by(self, where: Stretch, unit: Unit) -> Sequence[str]:
        """The positions of the units that a statement of a unit rules, in order of the text."""
        positions = self._positions(where, unit)
        if len(positions) > 1:
            self._left -= len(positions)
        kept = positions if self._left >= 0 else [unit.position]
        for position in kept:
            self._owned.setdefault(_top(position), {})[position] = None
        return kept

    def _positions(self, where: Stretch, unit: Unit) -> Sequence[str]:
        if self._closes_group(where, unit):
            return [unit.parent]
        counted = _RANGE.match(self._view, where.start, where.end)
        if counted:
            return self._in_range(counted["range"], unit) or [unit.position]
        above = _ABOVE.match(self._view, where.start, where.end)
        if not above:
            return [unit.position]
        beside = [each.position for each in self._outline.children(unit.parent)]
        beside = beside[: beside.index(unit.position) + 1]
        if self._view.find("各项", where.start, where.end) >= 0:
            return list(self._owned.get(_top(unit.position), ())) or beside
        return beside[-_value(above["count"]) :] if above["count"] else beside

    def _closes_group(self, where: Stretch, unit: Unit) -> bool:
        """Whether a line behind the last of several items is the only statement of them.

        (一)… 1.… 2.… 3.… 牵头单位:… rules all of (一), where 1 and 2 tell nobody; so does a bracket
        on a line of its own. Never a section.
        """
        line = self._view.rfind("\n", 0, where.start) + 1
        if line <= unit.title_start or self._view[line : where.start].strip():
            return False
        if "." not in unit.parent or unit.row:
            return False
        beside = self._outline.children(unit.parent)
        if len(beside) < 2 or beside[-1] != unit:
            return False
        owned = self._owned.get(_top(unit.position), {})
        if any(each.position in owned for each in beside) or not unit.numbered:
            return False
        if self._view[where.start] not in OPENING:
            return LABEL.match(self._view, where.start, where.end) is not None
        return not any(told.match(self._view, where.start, where.end) for told in (_RANGE, _ABOVE))

    def _in_range(self, words: str, unit: Unit) -> list[str]:
        """The units beside or below the holder of a unit whose numbers a range tells."""
        wanted = _members(words)
        pools = (self._outline.children(unit.parent), self._outline.children(unit.position))
        for pool in pools:
            found = [each.position for each in pool if _number(each) in wanted]
            if found:
                return found
        return []


def _members(words: str) -> set[int]:
    """The numbers that 第4至7项 or 第1、3、5条 tell."""
    found: set[int] = set()
    last, upto = 0, False
    for word in _NUMBERS.findall(words):
        if word in "至到-~":
            upto = True
            continue
        number = _value(word)
        found |= set(range(last, number + 1)) if upto and number - last < 200 else {number}
        last, upto = number, False
    return found


def _number(unit: Unit) -> int:
    bare = unit.number.strip("()第条章节")
    return _value(bare) if re.fullmatch(r"\d+|[一二三四五六七八九十]+", bare) else 0


def _value(digits: str) -> int:
    return int(digits) if digits.isdecimal() else chinese_integer(digits)


def _top(position: str) -> str:
    return position.partition(".")[0]
