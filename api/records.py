"""What the REST resources answer: one model a kind of thing, each fact with its evidence."""

from datetime import date
from typing import Generic, TypeVar

from pydantic import Field, SerializeAsAny

from plangraph.api.parts import (
    Citation,
    Counts,
    Evidence,
    Figure,
    InferredLink,
    Inherited,
    Mention,
    PartialDate,
    Record,
    Ref,
    RegionMention,
    Responsibility,
    Statement,
    TextVersion,
)

_PLAN = "cn-530100-2022-1a2b3c4d"
_BASE = "https://w3id.org/plangraph/id/"


class Plan(Record):
    """A plan: what header and notice say, and what it holds."""

    id: str = Field(examples=[f"{_BASE}plan/{_PLAN}"])
    key: str = Field(examples=[_PLAN])
    url: str
    title: str
    notice_title: str | None
    number: str | None
    """Document number; null where none is printed."""
    issuers: list[Ref]
    approvers: list[Ref]
    addressees: list[Ref]
    issued: PartialDate | None
    period_start: PartialDate | None
    period_end: PartialDate | None
    jurisdiction: Ref | None
    access_note: str | None
    source: str | None
    based_on: list[Citation]
    cites: list[Citation]
    text: TextVersion | None
    counts: Counts
    statements: list[Statement]
    """The words behind the fields above."""


class Measure(Record):
    """A sentence of a task that says what will be done."""

    id: str
    key: str = Field(examples=[f"plan/{_PLAN}/measure/2.5.7"])
    url: str
    plan: Ref
    task: Ref
    position: str = Field(examples=["2.5.7"])
    order: int
    text: str
    responsibilities: list[Responsibility]
    """Duties that the measure itself states; those of its task are under ``inherited``."""
    regions: list[RegionMention]
    mentions: list[Mention]
    evidence: Evidence
    inherited: list[Inherited] | None = None
    """With ``inferred=true``: who answers for it through its task."""
    related_targets: list[Ref] | None = None
    """With ``inferred=true``: targets on the same theme."""


class Task(Record):
    """A unit of the plan that states work to do."""

    id: str
    key: str = Field(examples=[f"plan/{_PLAN}/task/2.5"])
    url: str
    plan: Ref
    position: str = Field(examples=["2.5"])
    number: str = Field(examples=["二(五)"])
    order: int = Field(examples=[5])
    title: str
    parent: Ref | None
    due: PartialDate | None
    due_words: str | None
    responsibilities: list[Responsibility]
    measures: list[Ref]
    measure_count: int
    targets: list[Ref]
    regions: list[RegionMention]
    evidence: Evidence
    phases: list[Ref] | None = None
    """With ``inferred=true``: phases that the task falls into."""


class Target(Record):
    """A figure that the plan sets as a goal; percentages stay in percent."""

    id: str
    key: str
    url: str
    plan: Ref
    item: Ref
    measure: Ref | None
    position: str = Field(examples=["1.3.1"])
    indicator: Ref
    comparator: str = Field(examples=["cmp-ge"])
    value: Figure = Field(examples=[15])
    value_max: Figure | None
    unit: Ref
    unit_text: str = Field(examples=["%"])
    source_value: str = Field(examples=["15%"])
    due: PartialDate | None = Field(examples=["2025"])
    due_day: date | None = Field(examples=["2025-12-31"])
    """The last day of the deadline."""
    due_inherited: bool
    """True where the deadline stands outside the target's own sentence."""
    accrual: str = Field(examples=["by-date"])
    evidence: Evidence
    related_measures: list[InferredLink] | None = None
    """With ``inferred=true``: measures on the same theme."""


class Step(Record):
    """One activity of a phase."""

    id: str
    order: int
    text: str
    checkpoint: bool
    evidence: Evidence


class Phase(Record):
    """A dated stage of the plan."""

    id: str
    key: str
    url: str
    plan: Ref
    position: str = Field(examples=["3.1"])
    number: str
    order: int
    name: str
    start: PartialDate | None = Field(examples=["2022-07"])
    end: PartialDate | None = Field(examples=["2022-12"])
    start_day: date | None
    end_day: date | None
    months: int | None = Field(examples=[6])
    responsibilities: list[Responsibility]
    steps: list[Step]
    evidence: Evidence
    dates_evidence: Evidence | None
    tasks: list[Ref] | None = None
    """With ``inferred=true``: tasks that fall into the phase."""


class Duty(Record):
    """What one agency has to do in one plan."""

    plan: Ref
    item: Ref
    item_kind: str = Field(examples=["Task"])
    responsibility: Responsibility


class Agency(Record):
    """A body or group of bodies that plans name."""

    id: str
    key: str
    url: str
    name: str
    name_en: str | None
    printed: list[str]
    """Forms in which plans print the name."""
    kind: str = Field(examples=["agency"])
    """agency, coordination-body or group."""
    function: Ref | None
    jurisdiction: Ref | None
    level: str | None
    office_of: Ref | None
    hosted_by: Ref | None
    task_count: int
    plan_count: int
    """Plans with a task of this agency."""
    duties: list[Duty] | None = None
    """Only for one agency: every duty with its evidence."""


class Region(Record):
    """A place that plans concern."""

    id: str
    key: str
    url: str
    name: str
    name_en: str | None
    code: str | None
    within: Ref | None
    kind: str = Field(examples=["world"])
    """administrative, zone or world."""
    mention_count: int
    mentions: list[RegionMention] | None = None
    """Only for one region: every mention with its evidence."""


Row = TypeVar("Row", bound=Record)


class Page(Record, Generic[Row]):
    """A part of a list."""

    total: int = Field(examples=[9])
    """How many things pass the filters."""
    limit: int = Field(examples=[50])
    offset: int = Field(examples=[0])
    """Rows before this part."""
    cursor: str | None = Field(examples=["NTAgOGM2OTc2ZTUgYjVkNDA0NWMzZjQ2IDFmYTJlZjQ3"])
    """Where the next part begins; null at the end."""
    links: dict[str, str] = Field(
        examples=[{"self": "http://127.0.0.1:8000/api/tasks", "next": "…", "csv": "…"}]
    )
    """``self``, ``next``, ``prev``, ``csv``."""
    items: list[SerializeAsAny[Row]]
