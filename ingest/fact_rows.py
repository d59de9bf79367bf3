"""The rows of the facts JSON as Pydantic models, from which its JSON Schema is made."""

from pydantic import BaseModel, ConfigDict, Field


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True)


class Fact(_Row):
    """What every row of evidence says."""

    start: int = Field(description="First code point of the stored text")
    end: int = Field(description="One past the last code point")
    quote: str = Field(description="text[start:end]")
    rule: str
    confidence: float
    status: str


class Period(_Row):
    """Years or dates; null where not printed."""

    start: str | None
    end: str | None


class CiteRow(Fact):
    """Another document that the plan names."""

    title: str
    number: str | None
    issuer: str | None
    basis: bool = Field(description="The plan says that it rests on this document")
    id: str


class HeaderRow(Fact):
    """The words behind one value of the header."""

    field: str
    value: str


class DocumentFacts(_Row):
    """What header and notice say."""

    title: str | None
    notice_title: str | None
    number: str | None
    issuers: list[str]
    approver: str | None
    addressees: list[str]
    issued: str | None
    period: Period
    jurisdiction: str | None
    access_note: str | None
    source_url: str | None
    cites: list[CiteRow]
    legal_basis: list[str] = Field(description="Ids of the cites that the plan rests on")
    statements: list[HeaderRow]
    id: str


class ItemRow(Fact):
    """A unit of the outline."""

    path: str
    position: str
    kind: str
    title: str
    id: str


class TaskRow(ItemRow):
    """A unit that a statement of responsibility covers."""

    due: str | None


class MeasureRow(Fact):
    """A sentence of a task."""

    path: str
    order: int
    text: str
    id: str


class AssignmentRow(Fact):
    """One party of one statement of responsibility."""

    path: str
    agency: str = Field(description="The printed name, with what the list left out restored")
    role: str = Field(description="lead, support or responsible")
    duty: str = Field(description="The finer term of the graph")
    rank: int
    canonical: str = Field(description="The full name, where it is known")
    name_start: int
    name_end: int
    id: str = Field(description="The party")


class TargetRow(Fact):
    """A figure set as a goal; a list of two is a range."""

    path: str
    indicator: str
    comparator: str
    operator: str
    value: float | int | list[float | int]
    unit: str
    source_value: str
    deadline: str | None
    deadline_inherited: bool
    accrual: str
    id: str


class DirectionRow(Fact):
    """A goal without a figure."""

    path: str
    indicator: str
    operator: str
    words: str
    deadline: str | None
    id: str


class PhaseRow(_Row):
    """Start and end are dates here, as in the gold files; the words stand at the quote's places."""

    path: str
    name: str
    start: str | None = Field(description="Not told where the text gives the end alone")
    end: str | None = Field(description="Not told where the text gives the start alone")
    steps: list[str]
    checkpoints: list[str]
    quote_start: int
    quote_end: int
    quote: str
    rule: str
    confidence: float
    status: str
    id: str


class RegionRow(Fact):
    """A place that an item concerns."""

    path: str
    name: str
    places: list[str] = Field(description="Ids; empty where the name could not be resolved")
    partner: bool


class MentionRow(Fact):
    """A named institution, platform, programme, event or instrument."""

    path: str
    kind: str
    name: str
    id: str


class LinkRow(Fact):
    """An inferred link."""

    kind: str
    source: str
    target: str


class UnreadRow(_Row):
    """A passage that looks like a statement and gave no fact."""

    start: int
    end: int
    quote: str
    reason: str = Field(description="Id of the reason, as in ingest/reasons.tsv")
    kind: str = Field(description="What it looks like: responsibility, target or date")
    reason_zh: str
    reason_en: str


class CoverageRow(_Row):
    """How many statements of a kind were read, of how many passages that look like ones."""

    kind: str = Field(description="responsibility, target, date; all of them together as all")
    read: int
    seen: int
    share: float = Field(description="read of seen; 1 where there are none")


class CharacterRow(_Row):
    """How much of the text, from the first unit on, stands in the words of some fact."""

    body: int = Field(description="Code points without white space")
    claimed: int
    share: float


class CoverageFacts(_Row):
    """How much was read; what no mark knows is in neither count."""

    statements: list[CoverageRow]
    characters: CharacterRow


class FactsJSON(_Row):
    """Everything read from one plan."""

    document: DocumentFacts
    tasks: list[TaskRow]
    assignments: list[AssignmentRow]
    targets: list[TargetRow]
    phases: list[PhaseRow]
    regions: list[RegionRow] = Field(
        description="Places of tasks, phases and requirements; one row a name and path"
    )
    items: list[ItemRow]
    goals: list[ItemRow]
    measures: list[MeasureRow]
    directions: list[DirectionRow]
    requirements: list[ItemRow]
    places: list[RegionRow] = Field(description="Places that the goals name")
    mentions: list[MentionRow]
    inferred: list[LinkRow]
    unread: list[UnreadRow]
    coverage: CoverageFacts
    text_sha256: str
