"""Tables of goals split by places: 县市区 | 粮食产量（亿斤） | …, and the same turned.

Each cell that is a figure is a goal of its place; the indicator is told with the place before it
(荆州区粮食产量), that of a total (合计, 全市) alone. Tables of results and of grants hold no goals.

Source: formats T12, T22.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plangraph.ingest import deadlines, names
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.figures_in_cells import (
    BASE,
    Found,
    Setting,
    fills,
    noun_and_unit,
    quantity_in,
)
from plangraph.ingest.tables import Table
from plangraph.ingest.targets import TargetDraft
from plangraph.ontology import reference
from plangraph.ontology.model import Accrual

_PLACES = re.compile(
    r"(?:各|所属)?(?:(?:[县市区州旗盟镇乡省]|街道|镇街|[(、/)])+(?:名称)?|地区|区域|辖区|行政区(?:划|域)?|"
    r"(?:责任|实施|任务|承担)?单位(?:名称)?|属地|所在地|园区|片区)"
)
_INDICATORS = re.compile(r"(?:主要|具体|目标|任务)?(?:指标|项目|任务|目标|内容|类别)(?:名称)?")
_NUMBERS = re.compile("序号|编号")
_TOTAL = re.compile(r"合计|总计|小计|全[省市州县区盟旗](?:合计|总计)?")
_SUBTOTAL = re.compile("小计")
_UNIT = re.compile("(?:计量)?单位")
_ASIDE = re.compile(r"备注|说明|序号|编号|责任|牵头|属性|(?:计量)?单位|分值|权重|得分|资金|补助|奖")
_PLAIN = re.compile(r"(?:目标|任务|计划|年度|指标|分解|数量?|值|总量)*")
_SETS = re.compile("目标|任务|计划|分解|指标|规划")
_RESULTS = re.compile("完成情况|进展情况|现状|排名|得分|实际完成|执行情况")
_CAPTION_UNIT = re.compile(r"单位:\s*(?P<unit>[^\s,、;。:)]{1,6})[)\s]*$")
_YEAR = re.compile(r"20\d\d(?=年)")
_LED = re.compile(r"(?:到|至)?20\d\d年(?:底|末)?|其中:?")
_FEWEST = 2  # places that make a table one of places


@dataclass(frozen=True, slots=True)
class _Side:
    """The head of a row or a column: what it says, and the unit and the year in it."""

    noun: Stretch
    unit: str
    year: str


def find_by_place(view: str, text: str, table: Table, setting: Setting) -> Iterator[TargetDraft]:
    """The targets of a table whose rows, or whose columns, are places; none for other tables."""
    head = [_bare(view, cell) for cell in table.rows[0]]
    said = setting.told + "".join(head)
    first = next((at for at, words in enumerate(head) if not _NUMBERS.search(words)), None)
    if first is None or not _SETS.search(said) or _RESULTS.search(said):
        return
    caption = _CAPTION_UNIT.search(setting.told)
    reading = _Reading(view, text, table, setting, caption["unit"] if caption else "")
    if _PLACES.fullmatch(head[first]):
        yield from reading.down(first)
    elif _INDICATORS.fullmatch(head[first]):
        yield from reading.across(first)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A table that may be one of places; ``unit`` is that of its caption."""

    view: str
    text: str
    table: Table
    setting: Setting
    unit: str

    def down(self, first: int) -> Iterator[TargetDraft]:
        """The targets of a table whose rows are places."""
        head, rows = self.table.rows[0], self.table.rows[1:]
        if not _are_places([_bare(self.view, row[first]) for row in rows if first < len(row)]):
            return
        told = ((at, self._side(cell)) for at, cell in enumerate(head) if at > first)
        sides = {at: side for at, side in told if side}
        for row in rows:
            for at, side in sides.items():
                if at < len(row):
                    yield from self._target(row[first], side, row[at])

    def across(self, first: int) -> Iterator[TargetDraft]:
        """The targets of a table whose columns are places."""
        head = self.table.rows[0]
        words = {at: _bare(self.view, head[at]) for at in range(first + 1, len(head))}
        units = [at for at, said in words.items() if _UNIT.fullmatch(said)]
        columns = [at for at, said in words.items() if not _ASIDE.search(said)]
        if not _are_places([words[at] for at in columns]):
            return
        for row in self.table.rows[1:]:
            side = self._side(row[first]) if first < len(row) else None
            if side and units and units[0] < len(row):
                side = replace(side, unit=row[units[0]].of(self.view).strip() or side.unit)
            for at in columns if side else ():
                if side and at < len(row):
                    yield from self._target(head[at], side, row[at])

    def _side(self, cell: Stretch) -> _Side | None:
        """What a head tells of its figures; ``None`` for notes, results, money and a bare 目标."""
        words = _bare(self.view, cell)
        year = _YEAR.search(words)
        past = year is not None and deadlines.is_before(year[0], self.setting.since)
        if past or BASE.search(words) or _ASIDE.search(words):
            return None
        noun, unit = noun_and_unit(self.view, cell)
        led = _LED.match(self.view, noun.start, noun.end)
        noun = Stretch(led.end() if led else noun.start, noun.end)
        if noun.end - noun.start < 2 or _PLAIN.fullmatch(noun.of(self.view)):
            return None
        return _Side(noun, unit or self.unit, year[0] if year else "")

    def _target(self, place: Stretch, side: _Side, cell: Stretch) -> Iterator[TargetDraft]:
        """The figure of a place under a head, where the cell is a figure and nothing else."""
        words = _bare(self.view, place)
        quantity = quantity_in(self.view, cell, side.unit) if words else None
        if quantity is None or _SUBTOTAL.search(words) or _ASIDE.match(words):
            return
        if not fills(self.view, cell, quantity):
            return
        due = side.year or self.setting.governing
        made = Found(side.noun, cell, quantity, Accrual.BY_DATE).draft(self.text, due)
        noun, own = side.noun.of(self.text).strip(), place.of(self.text).strip()
        name = noun if _TOTAL.fullmatch(words) else own + noun
        in_row = max(place.start, side.noun.start)
        yield replace(made, where=Stretch(in_row, cell.end), indicator=name)


def _are_places(words: list[str]) -> bool:
    """Whether words are places, totals and notes, two places at least."""
    told = [said for said in words if not (_TOTAL.fullmatch(said) or _ASIDE.match(said))]
    told = [said for said in told if said]
    return len(told) >= _FEWEST and all(map(_is_place, told))


def _is_place(words: str) -> bool:
    if names.PLACE_LIKE.search(words) and len(words) > 1:
        return True
    return reference.places().resolve_short(words) is not None


def _bare(view: str, cell: Stretch) -> str:
    return re.sub(r"[\s*]", "", cell.of(view))
