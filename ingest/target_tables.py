"""Tables of indicators and years to targets: 指标 | 单位 | 2025年 | 属性.

Source: formats T12, T22.
"""

from collections.abc import Iterator

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.quantities import Quantity, find_quantities, read_bare
from plangraph.ingest.tables import Row, Table, target_rows, year_of
from plangraph.ingest.targets import TargetDraft
from plangraph.ontology.model import Accrual


def find_in_table(view: str, text: str, table: Table) -> Iterator[TargetDraft]:
    """The targets of a table, row by row, a year after the other."""
    for row in target_rows(view, table):
        indicator = row.first("indicator")
        for cell in row.cells.get("value", ()):
            quantity = _quantity(view, row, cell) if indicator else None
            if indicator and quantity:
                yield TargetDraft(
                    where=Stretch(min(indicator.start, cell.start), max(indicator.end, cell.end)),
                    noun=indicator,
                    indicator=indicator.of(text),
                    quantity=quantity,
                    source_value=cell.of(text),
                    due=year_of(view, table, row, cell),
                    due_inherited=True,
                    accrual=Accrual.BY_DATE,
                )


def _quantity(view: str, row: Row, cell: Stretch) -> Quantity | None:
    """The figure of a cell, with the unit of its own or of the column of units."""
    own = next(find_quantities(view, cell.start, cell.end), None)
    if own:
        return own
    unit = row.first("unit")
    return read_bare(view, cell, unit.of(view)) if unit else None
