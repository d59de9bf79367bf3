"""What the finders hand on: drafts of facts, with the unit and the measure that they stand in."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.deadlines import Deadline
from plangraph.ingest.directions import DirectionDraft
from plangraph.ingest.duties import Failure, Statement
from plangraph.ingest.header_fields import Header
from plangraph.ingest.mentions import MentionDraft
from plangraph.ingest.outline import Outline, Unit
from plangraph.ingest.passages import Cover
from plangraph.ingest.phases import PhaseDraft, StepDraft
from plangraph.ingest.places import Hit, RegionDraft
from plangraph.ingest.targets import TargetDraft
from plangraph.ontology.model import ItemKind, Place


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A sentence of a task: its unit, its number there, and where it stands."""

    unit: str
    order: int
    where: Stretch

    @property
    def position(self) -> str:
        """``2.5.7``."""
        return f"{self.unit}.{self.order}"


Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True)
class Placed(Generic[Draft]):
    """A draft with the unit, and the measure if any, that it stands in."""

    unit: str
    measure: str | None
    draft: Draft


@dataclass(slots=True)
class Findings:
    """Everything found in one text, in the order of the text.

    Attributes:
        owner: Key of the division that issues the plan, or that holds the zone that does.
        zone: The zone that issues the plan, where one does.
        deadlines: Those that govern the units below one, as far as they have been asked for.
    """

    outline: Outline
    header: Header
    owner: str | None
    units: tuple[Unit, ...] = ()
    zone: Place | None = None
    rows: Cover = field(default_factory=lambda: Cover(()), compare=False)
    governed: re.Pattern[str] | None = None
    kinds: dict[str, ItemKind] = field(default_factory=dict)
    statements: list[Placed[Statement]] = field(default_factory=list)
    measures: list[MeasureDraft] = field(default_factory=list)
    targets: list[Placed[TargetDraft]] = field(default_factory=list)
    directions: list[Placed[DirectionDraft]] = field(default_factory=list)
    phases: list[PhaseDraft] = field(default_factory=list)
    steps: list[StepDraft] = field(default_factory=list)
    regions: list[Placed[RegionDraft]] = field(default_factory=list)
    mentions: list[Placed[MentionDraft]] = field(default_factory=list)
    unread: list[Failure] = field(default_factory=list)
    deadlines: dict[str, Deadline | None] = field(default_factory=dict, compare=False)
    _by_unit: dict[str, list[Statement]] = field(default_factory=dict)

    @property
    def since(self) -> str:
        """The year that the plan was issued in, or that its time starts with; empty if unknown."""
        told = [self.header.first(name) for name in ("issued", "period_start", "period_end")]
        issued, start, end = (each.value[:4] if each else "" for each in told)
        return start if not issued or (end and end < issued) else issued

    def statements_of(self, unit: str) -> list[Statement]:
        """The statements of a unit in the order of the text, once all are found."""
        if not self._by_unit:
            for placed in self.statements:
                self._by_unit.setdefault(placed.unit, []).append(placed.draft)
        return self._by_unit.get(unit, [])


@dataclass(frozen=True)
class Text:
    """What the finders look at.

    Attributes:
        hits: Names of places that the matcher found, in order of the text.
        instruments: Names of international instruments.
    """

    text: str
    view: str
    hits: Sequence[Hit] = ()
    instruments: Sequence[str] = ()

    def hits_in(self, stretch: Stretch) -> Sequence[Hit]:
        """The names that start in a stretch."""
        first = bisect_left(self._starts, stretch.start)
        return self.hits[first : bisect_left(self._starts, stretch.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [hit.where.start for hit in self.hits]
