"""What a statement of responsibility reaches: units that it rules, measures that inherit it.

Source: formats R11, S6.
"""

from bisect import bisect_left
from itertools import accumulate

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Findings, MeasureDraft, Placed
from plangraph.ingest.duties import Statement
from plangraph.ontology.model import ItemKind

_MOST_COVERED = 20_000  # stages ruled by statements above them: bounds what a text can swell to


class Reach:
    """The reach of the statements of one text; each unit is looked at once."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._left = _MOST_COVERED
        self._below: dict[str, tuple[str, ...]] = {}
        self._formal: dict[str, tuple[list[Stretch], list[int]]] = {}
        self._measures: dict[str, list[MeasureDraft]] = {}
        for measure in found.measures:
            self._measures.setdefault(measure.unit, []).append(measure)

    def covers(self, placed: Placed[Statement]) -> tuple[str, ...]:
        """The units that a statement rules: the stages below where it heads them, else its own."""
        if placed.unit not in self._below:
            below = (unit.position for unit in self._found.outline.children(placed.unit))
            stages = tuple(p for p in below if self._found.kinds[p] is ItemKind.PHASE)
            self._below[placed.unit] = stages or (placed.unit,)
        self._left -= len(self._below[placed.unit]) - 1
        return self._below[placed.unit] if self._left >= 0 else (placed.unit,)

    def measures(self, placed: Placed[Statement]) -> tuple[str, ...]:
        """The measures between the statement before it and this one; all if it is alone (R11)."""
        if not placed.draft.formal:
            return ()
        own = self._measures.get(placed.unit, [])
        stretches, ends = self._formal_of(placed.unit)
        where = placed.draft.where
        index = bisect_left(stretches, where)
        if len(stretches) <= 1 or stretches[index : index + 1] != [where]:
            return tuple(measure.position for measure in own)
        first = bisect_left(own, ends[index - 1] if index else 0, key=_start)
        return tuple(m.position for m in own[first : bisect_left(own, where.start, key=_start)])

    def _formal_of(self, unit: str) -> tuple[list[Stretch], list[int]]:
        """The statements in set form of a unit, and how far those up to each one reach."""
        if unit not in self._formal:
            told = [s for s in self._found.statements_of(unit) if s.formal]
            stretches = sorted({s.where for s in told if s.rule != "duty-standing"})
            ends = list(accumulate((stretch.end for stretch in stretches), max))
            self._formal[unit] = stretches, ends
        return self._formal[unit]


def _start(measure: MeasureDraft) -> int:
    return measure.where.start
