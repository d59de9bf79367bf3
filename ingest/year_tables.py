"""Tables of goals whose years head the rows: 年度 | 养殖水体（万立方米） | 养殖产量（万吨）.

Each head of a column is an indicator with its unit, each row a year. Rows of what was reached
before (现状, 基期, a year before the plan) give nothing, and a cell of words gives nothing.

Source: formats T12, T22.
"""

import re
from collections.abc import Iterator, Mapping

from plangraph.ingest import deadlines
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.figures_in_cells import BASE, Found, fills, noun_and_unit, quantity_in
from plangraph.ingest.tables import Cells, Table
from plangraph.ingest.targets import TargetDraft
from plangraph.ontology.model import Accrual

_HEAD = re.compile(r"年度|年份|年|时间|时点|时间节点|目标年|阶段|指标|")
_YEAR = re.compile(r"(?:到|截至)?(?P<year>20\d\d)年?(?:底|末)?(?:\(?[^()\d]{0,8}\)?)?")
_UNITS = re.compile(r"(?:计量)?单位")
_NO_INDICATOR = re.compile(r"序号|备注|说明|属性|单位|责任|牵头|合计|小计")


def find_by_year(view: str, text: str, table: Table, since: str = "") -> Iterator[TargetDraft]:
    """The targets of a table whose rows are years, row by row; none for other tables."""
    if not _ruled_by_years(view, table):
        return
    units = _units(view, table)
    for row in table.rows[1:]:
        said = row[0].of(view)
        year = _YEAR.fullmatch(said)
        if year is None or BASE.search(said) or deadlines.is_before(year["year"], since):
            continue
        for found in _found(view, table.rows[0], row, units):
            yield found.draft(text, year["year"])


def _ruled_by_years(view: str, table: Table) -> bool:
    """Whether each row behind the head, but for one of units, starts with a year."""
    head, rows = table.rows[0], [row for row in table.rows[1:] if not _of_units(view, row)]
    return (
        bool(rows)
        and _HEAD.fullmatch(_bare(view, head[0])) is not None
        and all(_YEAR.fullmatch(row[0].of(view)) for row in rows)
    )


def _found(view: str, head: Cells, row: Cells, units: Mapping[int, str]) -> Iterator[Found]:
    for at, (name, cell) in enumerate(zip(head, row, strict=False)):
        noun, own = noun_and_unit(view, name)
        if not at or noun.end - noun.start < 2 or _NO_INDICATOR.search(noun.of(view)):
            continue
        quantity = quantity_in(view, cell, own or units.get(at, ""))
        if quantity and fills(view, cell, quantity):
            yield Found(noun, cell, quantity, Accrual.BY_DATE)


def _units(view: str, table: Table) -> dict[int, str]:
    """The units that a row of their own tells, by column."""
    rows = (row for row in table.rows[1:3] if _of_units(view, row))
    return {at: cell.of(view) for row in rows for at, cell in enumerate(row)}


def _of_units(view: str, row: Cells) -> bool:
    return _UNITS.fullmatch(_bare(view, row[0])) is not None


def _bare(view: str, cell: Stretch) -> str:
    return re.sub(r"[\s*]", "", cell.of(view))
