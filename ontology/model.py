"""A plan between reading and storing: frozen rows, each with the words that state it.

A :class:`Plan` is what ``ingest`` makes from a file, what ``triples`` writes as RDF and reads back,
and what the facts JSON shows. It leaves names of things in IRIs to ``iris`` and RDF to ``triples``.

Three kinds of address occur in the rows:

- a **position** is where a unit stands in the outline: ``"2.5"`` is the fifth unit of the second
  (printed numbers repeat, run on or are missing, positions never do);
- a **path** is what is printed: ``"二/(五)"``;
- a **key** is an IRI without its base: ``"org/cn-530100/finance-0a1b2c"``.

Dates keep the precision that is printed: ``"2025"``, ``"2025-06"``, ``"2025-06-30"``.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

PartialDate = str


class Status(StrEnum):
    """How a fact came about; the terms of the vocabulary's status scheme."""

    STATED = "stated"
    INHERITED = "inherited"
    INFERRED = "inferred"
    CURATED = "curated"


class ItemKind(StrEnum):
    """What a unit of the outline is; each has a class of its own in the ontology."""

    SECTION = "section"
    GOAL = "goal"
    TASK = "task"
    PHASE = "phase"
    REQUIREMENT = "requirement"


class Duty(StrEnum):
    """What a party has to do; the terms of the vocabulary's role scheme."""

    LEAD = "role-lead"
    SUPPORT = "role-support"
    JOINT = "role-joint"
    SOLE = "role-sole"
    RESPONSIBLE = "role-responsible"
    COORDINATE = "role-coordinate"
    IMPLEMENT = "role-implement"
    OVERSEE = "role-oversee"
    FUND = "role-fund"


class Operator(StrEnum):
    """How a target compares with its figure; the last three stand without a figure."""

    GE = "cmp-ge"
    GT = "cmp-gt"
    LE = "cmp-le"
    LT = "cmp-lt"
    EQ = "cmp-eq"
    APPROX = "cmp-approx"
    INCREASE_BY = "cmp-increase-by"
    DECREASE_BY = "cmp-decrease-by"
    INCREASE = "cmp-increase"
    DECREASE = "cmp-decrease"
    IMPROVE = "cmp-improve"


class Accrual(StrEnum):
    """How a figure adds up over time."""

    BY_DATE = "by-date"
    EACH_YEAR = "each-year"
    CUMULATIVE = "cumulative"
    YEARLY_GROWTH = "yearly-growth"


class PartyKind(StrEnum):
    """A body, a body made of bodies (联席会议), or a party named only by kind (各县区政府)."""

    AGENCY = "agency"
    COORDINATION_BODY = "coordination-body"
    GROUP = "group"


class PlaceKind(StrEnum):
    """A division with a GB/T 2260 code, a zone without one, or a region of the world."""

    ADMINISTRATIVE = "administrative"
    ZONE = "zone"
    WORLD = "world"


class MentionKind(StrEnum):
    """Named things that a measure works with."""

    INSTITUTION = "institution"
    PLATFORM = "platform"
    PROGRAMME = "programme"
    EVENT = "event"
    INSTRUMENT = "instrument"


class LinkKind(StrEnum):
    """Links that PlanGraph infers and the text does not state."""

    TARGET_MEASURE = "target-measure"
    PHASE_TASK = "phase-task"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the stored text: code points ``start`` (in) to ``end`` (out), and its words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed.

    Attributes:
        span: The words that state it; of an inferred fact, the words it was inferred from.
        rule: The id of the rule that found it.
        confidence: Between 0 and 1, two decimals.
        status: Stated unless said otherwise.
    """

    span: Span
    rule: str
    confidence: Decimal
    status: Status = Status.STATED


@dataclass(frozen=True, slots=True)
class Place:
    """A region of the reference data.

    Attributes:
        key: ``region/cn-530102``, ``region/cn-530100/high-tech-zone``, ``region/m49-035``.
        code: GB/T 2260 or UN M49 code; ``None`` where there is none.
        within: Key of the place that holds it; ``None`` at the top.
    """

    key: str
    kind: PlaceKind
    name: str
    name_en: str | None = None
    code: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A body or group that a plan names, resolved as far as the reference data allow.

    Attributes:
        key: ``org/cn-530100/market-regulation-1a2b3c`` or ``org/cn-530100/x-1a2b3c4d``.
        name: The full official name where it is known, else the printed name with its place.
        printed: Every form printed in this plan, in order of first appearance.
        function: Id in ``functions.tsv``; ``None`` if the name is not known.
        place: Key of the place whose body it is; ``None`` if that could not be resolved.
        level: national, province, city, county, zone, or ``None``.
        office_of: Key of the body whose office this is (联席会议办公室).
        hosted_by: Key of the body that it sits with, as the plan states.
    """

    key: str
    kind: PartyKind
    name: str
    printed: tuple[str, ...]
    name_en: str | None = None
    function: str | None = None
    place: str | None = None
    level: str | None = None
    office_of: str | None = None
    hosted_by: str | None = None


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party as the header names it: the printed form and the key of the party."""

    printed: str
    party: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Another document that the plan names.

    Attributes:
        key: ``doc/1a2b3c4d``, from the number, else from the title.
        title: Without the marks 《》.
        basis: True where the plan says that it rests on it (根据, 依据, 按照).
    """

    key: str
    title: str
    number: str | None
    issuer: NamedParty | None
    basis: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class HeaderStatement:
    """The words behind one fact of the header: field is a name of :class:`Document`."""

    field: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Document:
    """What header and notice say. A thing that is not printed is ``None`` or empty.

    Attributes:
        title: The plan's own title, not that of the notice that carries it.
        jurisdiction: Key of the issuing place; ``None`` where it could not be resolved.
        jurisdiction_name: The place's name (昆明市); ``None`` likewise.
        period_start: Year from the title or the validity clause.
        statements: The evidence of these fields, one row a value.
    """

    title: str
    notice_title: str | None = None
    number: str | None = None
    issuers: tuple[NamedParty, ...] = ()
    approver: NamedParty | None = None
    addressees: tuple[NamedParty, ...] = ()
    issued: PartialDate | None = None
    period_start: PartialDate | None = None
    period_end: PartialDate | None = None
    jurisdiction: str | None = None
    jurisdiction_name: str | None = None
    access_note: str | None = None
    source_url: str | None = None
    cites: tuple[Cite, ...] = ()
    statements: tuple[HeaderStatement, ...] = ()


_LONGEST_NUMBER = 5  # 第二十一条, (二十一)


def printed_number(path: str) -> str:
    """The numbers of a path joined; headings without a number stand in it with their words.

    >>> printed_number("二/(五)"), printed_number("加快培育数字化发展引擎/深化改革创新/12")
    ('二(五)', '12')
    """
    return "".join(part for part in path.split("/") if len(part) <= _LONGEST_NUMBER)


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered (or headed) unit of the plan.

    Attributes:
        number: The printed numbers from the outside in, joined: ``"二(五)"``.
        order: 1-based place among its siblings.
        parent: Position of the unit that holds it; empty at the top.
        start: First code point of the unit; its children lie inside.
        end: One past its last code point.
        evidence: The heading.
        due: Own time limit of a task, or the words of an open one (持续推进).
    """

    position: str
    path: str
    kind: ItemKind
    number: str
    title: str
    order: int
    parent: str
    start: int
    end: int
    evidence: Evidence
    due: str | None = None
    due_evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A sentence of a task that says what will be done; ``item`` is the task's position."""

    position: str
    item: str
    order: int
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One party of one statement of responsibility.

    Attributes:
        item: Position of the unit that holds the statement.
        covers: Positions of the units that it governs; ``(item,)`` unless it rules a group.
        measures: Positions of the measures that stand in its stretch of text and inherit it.
        party: Key of the party.
        printed: The name as printed, with what the list left out restored.
        rank: 1-based place in the statement's list.
        evidence: The whole statement.
        name: Where the name stands in it.
    """

    item: str
    covers: tuple[str, ...]
    measures: tuple[str, ...]
    party: str
    printed: str
    duty: Duty
    rank: int
    evidence: Evidence
    name: Span


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that the plan sets as a goal; percentages stay in percent.

    Attributes:
        position: Item position and running number: ``"1.3.1"``.
        value_max: Upper end where the plan gives a range.
        unit: As printed without its magnitude: 件 for 32万件.
        unit_key: ``unit/percent`` or ``unit/x-1a2b3c4d``.
        source_value: Figure and unit as printed.
        due: Printed or inherited deadline; ``None`` if there is none.
        due_inherited: True where the deadline stands outside the target's own sentence.
        measure: Position of the measure that holds it, if any.
    """

    position: str
    item: str
    indicator: str
    indicator_key: str
    operator: Operator
    value: Decimal
    value_max: Decimal | None
    unit: str
    unit_key: str
    source_value: str
    due: PartialDate | None
    due_inherited: bool
    accrual: Accrual
    measure: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Direction:
    """A target without a figure: 持续增加, 不断提高."""

    position: str
    item: str
    indicator: str
    indicator_key: str
    operator: Operator
    words: str
    due: PartialDate | None
    due_inherited: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Phase:
    """A dated stage; ``position`` is that of its item; an end that is not told is ``None``."""

    position: str
    path: str
    name: str
    start: PartialDate | None
    end: PartialDate | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One activity of a phase; a check-point is a mid-term check, an inspection, an acceptance."""

    position: str
    item: str
    order: int
    text: str
    checkpoint: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A place that an item concerns.

    Attributes:
        measure: Position of the measure that names it; ``None`` where a heading or goal does.
        name: As printed: 南亚东南亚 is one mention of two places.
        places: Keys of the places; empty where none could be resolved.
        partner: True for places abroad that the plan turns to.
    """

    item: str
    measure: str | None
    name: str
    places: tuple[str, ...]
    partner: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """A named institution, platform, programme, event or instrument inside an item."""

    item: str
    measure: str | None
    kind: MentionKind
    name: str
    key: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Link:
    """An inferred link between two things of the plan.

    ``source`` and ``target`` are keys below the plan: ``target/1.1.3``, ``measure/2.3.8``.
    """

    kind: LinkKind
    source: str
    target: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that looks like a statement and gave no fact; ``reason`` is an id."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class TextVersion:
    """The text as read; ``sha256`` is over its UTF-8 form."""

    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan with everything read from it.

    Rows stand in the order of the text; ``parties`` and ``places`` in order of their keys.
    ``key`` is the plan's key, ``cn-530100-2022-1a2b3c4d``, without the prefix ``plan/``.
    """

    key: str
    version: TextVersion
    document: Document
    items: tuple[Item, ...] = ()
    measures: tuple[Measure, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    targets: tuple[Target, ...] = ()
    directions: tuple[Direction, ...] = ()
    phases: tuple[Phase, ...] = ()
    steps: tuple[PhaseStep, ...] = ()
    regions: tuple[RegionMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    unread: tuple[Unread, ...] = ()
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
