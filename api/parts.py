"""What records consist of: references, evidence, duties, places; ``records`` puts them together."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def _plain_number(figure: Decimal) -> int | float:
    return int(figure) if figure == figure.to_integral_value() else float(figure)


Figure = Annotated[
    Decimal, PlainSerializer(_plain_number, return_type=int | float, when_used="json")
]
PLAN = "cn-530100-2022-1a2b3c4d"
BASE = "https://w3id.org/plangraph/id/"
CURSOR = "NTAgOGM2OTc2ZTUgYjVkNDA0NWMzZjQ2IDFmYTJlZjQ3"
SERVICE = "http://127.0.0.1:8000"
_PLAN_IRI = f"{BASE}plan/{PLAN}"
PartialDate = Annotated[
    str, Field(description="As precise as it is printed: 2025, 2025-06", examples=["2025"])
]
Span = Annotated[str, Field(examples=[f"{_PLAN_IRI}/text/06f2d52643f2#char=670,691"])]
Text = Annotated[str, Field(examples=[f"{_PLAN_IRI}/text/06f2d52643f2"])]
Number = Annotated[str, Field(examples=["二(五)"])]


class Record(BaseModel):
    """Base of all answers: frozen, with the attribute docstrings as field descriptions."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Ref(Record):
    """Another thing: its IRI, its key, its name and where to ask for it."""

    id: str = Field(examples=[f"{BASE}org/cn-530100/science-technology-0a1b2c"])
    key: str = Field(examples=["org/cn-530100/science-technology-0a1b2c"])
    label: str = Field(examples=["昆明市科学技术局"])
    url: str = Field(examples=[f"{SERVICE}/api/agencies/cn-530100/science-technology-0a1b2c"])
    english: str | None = Field(default=None, exclude=True)
    """Its English name where one is known; for pages, the interface has it with the thing."""


class Evidence(Record):
    """The words that state a fact, and how the fact was read from them."""

    quote: str = Field(examples=["专利密集型产业增加值占GDP比重达到15%"])
    start: int = Field(examples=[670])
    """First code point of the stored text."""
    end: int = Field(examples=[691])
    """One past the last code point."""
    span: Span
    """IRI of the stretch of text (RFC 5147)."""
    text: Text
    """IRI of the text version that the offsets count in."""
    rule: str | None = Field(examples=["target.reach"])
    """Id of the rule that found the fact; null for a stretch without one of its own."""
    confidence: Figure | None = Field(examples=[0.98])
    status: str = Field(examples=["stated"])
    """stated, inherited, inferred or curated."""


class Responsibility(Record):
    """One party's duty for one item, as a statement of the plan gives it."""

    id: str = Field(examples=[f"{_PLAN_IRI}/task/2.5/resp/1"])
    party: Ref
    printed: str = Field(examples=["市科技局"])
    """The name as the plan prints it."""
    role: str = Field(examples=["role-joint"])
    role_label: str = Field(examples=["共同负责"])
    rank: int = Field(examples=[1])
    """Place in the statement's list, from 1."""
    stated_in: Ref
    """The item that holds the statement; another one where it rules a group of items."""
    evidence: Evidence


class Inherited(Record):
    """A duty that a measure has from the statement that covers its task."""

    id: str = Field(examples=[f"{_PLAN_IRI}/measure/2.5.7/inherited/1"])
    party: Ref
    printed: str = Field(examples=["市科技局"])
    role: str = Field(examples=["role-joint"])
    inherits_from: str = Field(examples=[f"{_PLAN_IRI}/task/2.5/resp/1"])
    """IRI of the responsibility."""
    evidence: Evidence


class InferredLink(Record):
    """A link that no sentence states."""

    id: str = Field(examples=[f"{_PLAN_IRI}/link/1"])
    thing: Ref
    kind: str = Field(examples=["link-target-measure"])
    evidence: Evidence


class RegionMention(Record):
    """A place that an item or a measure concerns."""

    id: str = Field(examples=[f"{_PLAN_IRI}/place/3"])
    printed: str = Field(examples=["南亚东南亚"])
    places: list[Ref]
    partner: bool = Field(examples=[True])
    """True for places abroad that the plan turns to."""
    item: Ref
    item_kind: str = Field(examples=["Task"])
    number: Number
    measure: Ref | None
    evidence: Evidence


class Mention(Record):
    """A named institution, platform, programme, event or instrument."""

    id: str = Field(examples=[f"{_PLAN_IRI}/mention/2"])
    thing: Ref
    kind: str = Field(examples=["mention-institution"])
    printed: str = Field(examples=["昆明市知识产权保护中心"])
    evidence: Evidence


class Statement(Record):
    """One fact of header or notice with its words."""

    id: str = Field(examples=[f"{_PLAN_IRI}/header/2"])
    field: str = Field(examples=["issued"])
    value: str = Field(examples=["2022-09-29"])
    evidence: Evidence


class Citation(Record):
    """Another document that the plan names."""

    id: str = Field(examples=[f"{BASE}doc/b09541df"])
    title: str = Field(examples=["国家知识产权局关于确定国家知识产权强市建设试点示范城市的通知"])
    number: str | None = Field(examples=["国知发运字〔2022〕33号"])
    issuer: Ref | None
    basis: bool = Field(examples=[True])
    """True where the plan says that it rests on it."""
    evidence: Evidence | None


class TextVersion(Record):
    """The stored text."""

    id: Text
    sha256: str = Field(
        examples=["06f2d52643f2b629932ea107b9a025a18bdae8c544bc469ba7921200e9e004db"]
    )
    url: str = Field(examples=[f"{SERVICE}/api/plans/{PLAN}/text"])


class Counts(Record):
    """How many facts of each kind a plan has; what is inherited or inferred never counts."""

    tasks: int = Field(default=0, examples=[9])
    measures: int = Field(default=0, examples=[64])
    agencies: int = Field(default=0, examples=[20])
    """Parties that are responsible for a task."""
    task_responsibilities: int = Field(default=0, examples=[43])
    responsibilities: int = Field(default=0, examples=[52])
    targets: int = Field(default=0, examples=[5])
    directions: int = Field(default=0, examples=[9])
    phases: int = Field(default=0, examples=[4])
    regions: int = Field(default=0, examples=[14])
    unread: int = Field(default=0, examples=[0])
    """Passages that look like statements and gave no fact."""
