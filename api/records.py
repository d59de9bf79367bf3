"""What the REST resources answer: one model a kind of thing, each fact with its evidence."""

from datetime import date
from typing import Annotated, Generic, TypeVar
from typing import Literal as OneOf

from pydantic import Field, SerializeAsAny

from plangraph.api.parts import (
    BASE,
    CURSOR,
    PLAN,
    SERVICE,
    Citation,
    Counts,
    Evidence,
    Figure,
    InferredLink,
    Inherited,
    Mention,
    Number,
    PartialDate,
    Record,
    Ref,
    RegionMention,
    Responsibility,
    Statement,
    TextVersion,
)

_IRI = f"{BASE}plan/{PLAN}"
_ORG = "cn-530100/science-technology-0a1b2c"
Order = Annotated[int, Field(examples=[5])]
Day = Annotated[date | None, Field(examples=["2025-12-31"])]
NameEn = Annotated[str | None, Field(examples=["Science and technology, Kunming"])]


class Plan(Record):
    """A plan: what header and notice say, and what it holds."""

    id: str = Field(examples=[_IRI])
    type: OneOf["Plan"] = "Plan"
    key: str = Field(examples=[PLAN])
    url: str = Field(examples=[f"{SERVICE}/api/plans/{PLAN}"])
    title: str = Field(examples=["昆明市国家知识产权强市建设示范城市工作方案(2022—2025年)"])
    notice_title: str | None = Field(examples=["昆明市人民政府办公室关于印发…工作方案的通知"])
    number: str | None = Field(examples=["昆政办发〔2022〕1号"])
    """Document number; null where none is printed."""
    issuers: list[Ref]
    approvers: list[Ref]
    addressees: list[Ref]
    issued: PartialDate | None = Field(examples=["2022-09-29"])
    period_start: PartialDate | None = Field(examples=["2022"])
    period_end: PartialDate | None = Field(examples=["2025"])
    jurisdiction: Ref | None
    access_note: str | None = Field(examples=["此件公开发布"])
    source: str | None = Field(examples=["https://www.km.gov.cn/c/2022-09-29/4567.shtml"])
    based_on: list[Citation]
    cites: list[Citation]
    text: TextVersion | None
    counts: Counts
    statements: list[Statement]
    """The words behind the fields above."""


class Measure(Record):
    """A sentence of a task that says what will be done."""

    id: str = Field(examples=[f"{_IRI}/measure/2.5.7"])
    type: OneOf["Measure"] = "Measure"
    key: str = Field(examples=[f"plan/{PLAN}/measure/2.5.7"])
    url: str = Field(examples=[f"{SERVICE}/api/measures/{PLAN}/2.5.7"])
    plan: Ref
    task: Ref
    position: str = Field(examples=["2.5.7"])
    order: Order
    text: str = Field(examples=["开展专利转化专项计划"])
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

    id: str = Field(examples=[f"{_IRI}/task/2.5"])
    type: OneOf["Task"] = "Task"
    key: str = Field(examples=[f"plan/{PLAN}/task/2.5"])
    url: str = Field(examples=[f"{SERVICE}/api/tasks/{PLAN}/2.5"])
    plan: Ref
    position: str = Field(examples=["2.5"])
    number: Number
    order: Order
    title: str = Field(examples=["大力促进知识产权转化运用"])
    parent: Ref | None
    due: PartialDate | None
    due_day: Day
    """The last day of the deadline."""
    due_words: str | None = Field(examples=["2025年底前"])
    responsibilities: list[Responsibility]
    measures: list[Ref]
    measure_count: int = Field(examples=[10])
    targets: list[Ref]
    regions: list[RegionMention]
    evidence: Evidence
    phases: list[Ref] | None = None
    """With ``inferred=true``: phases that the task falls into."""


class Target(Record):
    """A figure that the plan sets as a goal; percentages stay in percent."""

    id: str = Field(examples=[f"{_IRI}/target/1.3.1"])
    type: OneOf["Target"] = "Target"
    key: str = Field(examples=[f"plan/{PLAN}/target/1.3.1"])
    url: str = Field(examples=[f"{SERVICE}/api/targets/{PLAN}/1.3.1"])
    plan: Ref
    item: Ref
    measure: Ref | None
    position: str = Field(examples=["1.3.1"])
    indicator: Ref
    comparator: str = Field(examples=["cmp-ge"])
    value: Figure = Field(examples=[15])
    value_max: Figure | None = Field(examples=[20])
    unit: Ref
    unit_text: str = Field(examples=["%"])
    source_value: str = Field(examples=["15%"])
    due: PartialDate | None = Field(examples=["2025"])
    due_day: Day
    """The last day of the deadline."""
    due_inherited: bool = Field(examples=[False])
    """True where the deadline stands outside the target's own sentence."""
    accrual: str = Field(examples=["by-date"])
    evidence: Evidence
    related_measures: list[InferredLink] | None = None
    """With ``inferred=true``: measures on the same theme."""


class Step(Record):
    """One activity of a phase."""

    id: str = Field(examples=[f"{_IRI}/phase/3.1/step/1"])
    order: Order
    text: str = Field(examples=["开展中期评估"])
    checkpoint: bool = Field(examples=[True])
    """True where the step looks back: a review, a report, an acceptance."""
    evidence: Evidence


class Phase(Record):
    """A dated stage of the plan."""

    id: str = Field(examples=[f"{_IRI}/phase/3.1"])
    type: OneOf["Phase"] = "Phase"
    key: str = Field(examples=[f"plan/{PLAN}/phase/3.1"])
    url: str = Field(examples=[f"{SERVICE}/api/phases/{PLAN}/3.1"])
    plan: Ref
    position: str = Field(examples=["3.1"])
    number: Number
    order: Order
    name: str = Field(examples=["启动阶段"])
    start: PartialDate | None = Field(examples=["2022-07"])
    end: PartialDate | None = Field(examples=["2022-12"])
    start_day: Day
    end_day: Day
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

    id: str = Field(examples=[f"{BASE}org/{_ORG}"])
    type: OneOf["Party"] = "Party"
    key: str = Field(examples=[f"org/{_ORG}"])
    url: str = Field(examples=[f"{SERVICE}/api/agencies/{_ORG}"])
    name: str = Field(examples=["昆明市科学技术局"])
    name_en: NameEn
    printed: list[str] = Field(examples=[["市科技局"]])
    """Forms in which plans print the name."""
    kind: str = Field(examples=["agency"])
    """agency, coordination-body or group."""
    function: Ref | None
    jurisdiction: Ref | None
    level: str | None = Field(examples=["city"])
    """national, province, city, county or zone."""
    office_of: Ref | None
    hosted_by: Ref | None
    task_count: int = Field(examples=[4])
    """Tasks that it is responsible for; with filters, of those."""
    plan_count: int = Field(examples=[1])
    """Plans with a task of this agency."""
    duties: list[Duty] | None = None
    """Only for one agency: every duty with its evidence."""


class Region(Record):
    """A place that plans concern."""

    id: str = Field(examples=[f"{BASE}region/cn-530102"])
    type: OneOf["Region"] = "Region"
    key: str = Field(examples=["region/cn-530102"])
    url: str = Field(examples=[f"{SERVICE}/api/regions/cn-530102"])
    name: str = Field(examples=["五华区"])
    name_en: str | None = Field(examples=["Wuhua District"])
    code: str | None = Field(examples=["530102"])
    """Code of GB/T 2260, ISO 3166 or UN M49."""
    within: Ref | None
    kind: str = Field(examples=["world"])
    """administrative, zone or world."""
    mention_count: int = Field(examples=[2])
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
    cursor: str | None = Field(examples=[CURSOR])
    """Where the next part begins; null at the end."""
    links: dict[str, str] = Field(
        examples=[{"self": "http://127.0.0.1:8000/api/tasks", "next": "…", "csv": "…"}]
    )
    """``self``, ``next``, ``prev``, ``csv``."""
    items: list[SerializeAsAny[Row]]
