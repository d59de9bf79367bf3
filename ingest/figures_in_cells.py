"""Cells of tables to figures: the unit of the cell's own, of its row, or in brackets in its head.

Source: formats T12, T22.
"""

import re
from dataclasses import dataclass

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.quantities import Quantity, find_quantities, is_unit, read_bare
from plangraph.ingest.targets import TargetDraft
from plangraph.ontology.model import Accrual

BASE = re.compile(
    r"现状|基期|基数|基准|基础|实际|实绩|完成|现有|现值|当前|目前|初期|上年|预计数|起点"
)
BRACKETED = re.compile(r"\((?P<unit>[^()]{1,9})\)$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a table.

    Attributes:
        since: The year that the plan starts with or was issued in; empty if unknown.
        governing: The deadline of figures that no year heads.
        told: The title of the unit that holds it, and the words right before it.
    """

    since: str = ""
    governing: str | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a table with its indicator."""

    noun: Stretch
    cell: Stretch
    quantity: Quantity
    accrual: Accrual

    def draft(self, text: str, due: str | None) -> TargetDraft:
        """The target that the figure is."""
        noun, cell = self.noun, self.cell
        return TargetDraft(
            where=Stretch(min(noun.start, cell.start), max(noun.end, cell.end)),
            noun=noun,
            indicator=noun.of(text),
            quantity=self.quantity,
            source_value=cell.of(text),
            due=due,
            due_inherited=True,
            accrual=self.accrual,
        )


def noun_and_unit(view: str, cell: Stretch) -> tuple[Stretch, str]:
    """The words of an indicator, and the unit behind it in brackets."""
    said = BRACKETED.search(cell.of(view))
    if said is None or not is_unit(said["unit"]):
        return cell, ""
    return Stretch(cell.start, cell.start + said.start()), said["unit"]


def quantity_in(view: str, cell: Stretch, unit: str) -> Quantity | None:
    """The figure of a cell, with the unit of its own or the one told beside it."""
    own = next(find_quantities(view, cell.start, cell.end), None)
    return own or (read_bare(view, cell, unit) if unit else None)


def fills(view: str, cell: Stretch, quantity: Quantity) -> bool:
    """Whether a figure is all that a cell says; words beside it tell of something else."""
    return not (view[cell.start : quantity.start] + view[quantity.end : cell.end]).strip(" ()[]")
