"""Tables of indicators to targets: 指标（单位） | 2024年现状 | 2027年目标 | 年均增长 | 属性.

A column counts that is headed by a year or says goal (目标值, 规划值); one that says what was
reached before (现状, 基期, 实际), or stands under a year before the plan, is a baseline and gives
no target.

Source: formats T12, T22.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plangraph.ingest import dates, deadlines
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.figures_in_cells import (
    BASE,
    BRACKETED,
    Found,
    Setting,
    fills,
    noun_and_unit,
    quantity_in,
)
from plangraph.ingest.place_tables import find_by_place
from plangraph.ingest.quantities import is_unit
from plangraph.ingest.tables import Cells, Table
from plangraph.ingest.targets import TargetDraft
from plangraph.ingest.year_tables import find_by_year
from plangraph.ontology.model import Accrual, Operator


@dataclass(frozen=True, slots=True)
class Column:
    """A column of goals.

    Attributes:
        at: Its place in the row.
        due: The year that heads it; empty if none does.
        unit: The unit that its head tells in brackets; empty if none.
        growth: Whether its figures are changes of the indicator (年均增长).
    """

    at: int
    due: str
    unit: str
    growth: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table of indicators are.

    Attributes:
        indicator: The column of the indicators.
        unit: The column of their units; ``None`` if there is none.
        goals: The columns of the figures.
        figures_only: Whether a cell must be a figure and nothing else: the table calls nothing an
            indicator, and words in its cells (建成平台3个) tell what they count themselves.
    """

    indicator: int
    unit: int | None
    goals: tuple[Column, ...]
    figures_only: bool = False


_INDICATOR = re.compile(r"指标(?!性质|类型|类别|属性|体系|值)|^(?:名称|内容)$")
_UNIT = re.compile(r"^(?:计量)?单位$")
_GOAL = re.compile(r"目标|规划(?:值|数)|预期(?:值|数)|计划(?:值|数)|^(?:到)?20\d\d年?")
_YEARS = re.compile(r"20\d\d年?(?:目标|目标值|计划|规划)?")
_NAMED = re.compile("项目|类别|名称|内容|事项|任务|")
_GROWTH = re.compile(r"(?:年均|累计)?(?:增长|增速|增幅|提高|下降|变化)")
_CHANGED = re.compile(
    r"(?P<how>累计|年均|较[^,。;]{2,8})?(?:(?P<falls>下降|降低|减少)|增长|提高)(?:幅度)?$"
)
_CHANGES = {"累计": Accrual.CUMULATIVE, "年均": Accrual.YEARLY_GROWTH}
_CUMULATIVE = re.compile(r"\[.*\]|〔.*〕|【.*】")


def find_in_table(view: str, text: str, table: Table, setting: Setting) -> Iterator[TargetDraft]:
    """The targets of a table, row by row, a year or a place after the other."""
    columns = columns_of(view, table.rows[0], setting.since)
    if columns is None:
        yield from find_by_year(view, text, table, setting.since)
        yield from find_by_place(view, text, table, setting)
        return
    for row in table.rows[1:]:
        for column in columns.goals:
            if max(column.at, columns.indicator) < len(row):
                found = _target(view, row, columns, column)
                if found:
                    yield found.draft(text, column.due or setting.governing)


def columns_of(view: str, head: Cells, since: str = "") -> Columns | None:
    """The columns of a table of indicators; ``None`` for other tables."""
    words = [re.sub(r"[\s*]", "", cell.of(view)) for cell in head]
    named = [at for at, said in enumerate(words) if _INDICATOR.search(_less_unit(said))]
    figures_only = not named
    named = named or _beside_years(words, since)
    if not named:
        return None
    units = [at for at, said in enumerate(words) if _UNIT.search(said)]
    goals = [
        _column(at, said)
        for at, said in enumerate(words)
        if at not in named and (_is_goal(said, since) or _GROWTH.match(said))
    ]
    if all(column.growth for column in goals):
        return None
    return Columns(named[-1], units[0] if units else None, _dated(goals), figures_only)


def _beside_years(words: list[str], since: str) -> list[int]:
    """The column of names in front of two years or more: 项目 | 2026年 | 2027年."""
    years = [at for at, said in enumerate(words) if _YEARS.fullmatch(said)]
    first = next((at for at, said in enumerate(words) if _NAMED.fullmatch(said)), None)
    ahead = [at for at in years if not deadlines.is_before(_year(words[at]), since)]
    return [first] if first is not None and len(years) > 1 and ahead and first < years[0] else []


def _is_goal(said: str, since: str) -> bool:
    if BASE.search(said) or not _GOAL.search(said):
        return False
    year = _year(said)
    return not (year and deadlines.is_before(year, since))


def _column(at: int, said: str) -> Column:
    unit = BRACKETED.search(said)
    known = unit["unit"] if unit and is_unit(unit["unit"]) else ""
    return Column(at, _year(said), known, _GROWTH.match(said) is not None)


def _year(said: str) -> str:
    found = re.search(r"20\d\d(?!\d)", said)
    return found[0] if found else dates.five_year_plan_end(said, 0, len(said)) or ""


def _dated(goals: list[Column]) -> tuple[Column, ...]:
    """Growth lasts until the last year of the other columns."""
    last = max((column.due for column in goals), default="")
    return tuple(replace(each, due=last) if each.growth else each for each in goals)


def _target(view: str, row: Cells, columns: Columns, column: Column) -> Found | None:
    """The indicator, the cell and the figure of a row under a column; ``None`` for words."""
    name, cell = row[columns.indicator], row[column.at]
    noun, own = noun_and_unit(view, name)
    beside = columns.unit is not None and columns.unit < len(row)
    told = row[columns.unit].of(view) if columns.unit is not None and beside else ""
    quantity = quantity_in(view, cell, column.unit or ("" if column.growth else told or own))
    if not quantity or noun.end - noun.start < 2:
        return None
    if columns.figures_only and not fills(view, cell, quantity):
        return None
    changed = _CHANGED.search(view, noun.start, noun.end)
    if changed and changed.start() > noun.start + 1 and quantity.operator is Operator.EQ:
        fell = Operator.DECREASE_BY if changed["falls"] else Operator.INCREASE_BY
        noun, quantity = Stretch(noun.start, changed.start()), replace(quantity, operator=fell)
        accrual = _CHANGES.get(changed["how"] or "", Accrual.BY_DATE)
        return Found(noun, cell, quantity, accrual)
    if column.growth and quantity.operator is not Operator.DECREASE_BY:
        quantity = replace(quantity, operator=Operator.INCREASE_BY)
    return Found(noun, cell, quantity, _accrual(view, cell, column))


def _accrual(view: str, cell: Stretch, column: Column) -> Accrual:
    if column.growth:
        return Accrual.YEARLY_GROWTH
    return Accrual.CUMULATIVE if _CUMULATIVE.fullmatch(cell.of(view)) else Accrual.BY_DATE


def _less_unit(said: str) -> str:
    return BRACKETED.sub("", said)
