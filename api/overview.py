"""One plan to what its page shows: records, and the tables that are computed from them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plangraph.api.beside import Part
from plangraph.api.items import read_measures, read_phases, read_targets, read_tasks
from plangraph.api.parts import (
    Evidence,
    Ref,
    RegionMention,
    Responsibility,
)
from plangraph.api.plan_parts import MOST, Held, read_held
from plangraph.api.plans import read_plans
from plangraph.api.reader import Reader
from plangraph.api.records import Measure, Phase, Plan, Target, Task
from plangraph.viz.citation import STYLES, Access, cited
from plangraph.viz.extract import plan_facts

_CELLS = ("lead", "first", "other", "support")


@dataclass(frozen=True, slots=True)
class Column:
    """An agency of the matrix, its name as first printed, the number of its tasks."""

    party: Ref
    printed: str
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A duty in the matrix; kind is ``lead``, ``support``, ``first`` (in its list) or ``other``."""

    duty: Responsibility
    kind: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who is responsible for which task.

    Attributes:
        rows: For each task and each column the duty, or ``None``.
        kinds: The kinds of cell that occur, in the order of the legend.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Task, tuple[Cell | None, ...]], ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase on the time line; start and width in percent of the whole."""

    phase: Phase
    start: float
    width: float

    @property
    def checks(self) -> list[str]:
        """Its check-points; they stand below the bar, since the text gives them no day."""
        return [step.text for step in self.phase.steps if step.checkpoint]

    @property
    def late(self) -> bool:
        """Whether what stands below the bar has more room at its left."""
        return self.start + self.width / 2 > 60

    @property
    def edge(self) -> float:
        """Where what stands below the bar begins, or ends where it is late."""
        return min(100.0, self.start + self.width) if self.late else self.start


@dataclass(frozen=True, slots=True)
class Direction:
    """A target without a figure."""

    id: str
    label: str
    words: str
    comparator: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the passages that name it, in document order."""

    place: Ref
    partner: bool
    mentions: tuple[RegionMention, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that looks like a statement and gave no fact; ``reason`` is an id."""

    id: str
    reason: str
    quote: str
    span: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that a plan's page shows.

    Attributes:
        cut: The kinds of which a long plan has more than are shown.
    """

    plan: Plan
    tasks: Sequence[Task]
    measures: dict[str, list[Measure]]
    matrix: Matrix
    targets: Sequence[Target]
    directions: Sequence[Direction]
    bars: Sequence[Bar]
    undated: Sequence[Phase]
    ticks: Sequence[tuple[str, float]]
    places: Sequence[Place]
    requirements: Sequence[Task]
    unread: Sequence[Unread]
    citations: dict[str, str]
    cut: dict[str, Part[str]]


def read_overview(reader: Reader, iri: str, most: int | None = MOST) -> Overview:
    """Everything that a plan's page shows; of a long plan the first ``most`` of each kind."""
    plan = read_plans(reader, [iri])[0]
    held = read_held(reader, iri, most)
    those = held.first
    reader.things.load([*those("Direction"), *those("Unread")], "evidence")
    tasks, requirements = (read_tasks(reader, those(kind)) for kind in ("Task", "Requirement"))
    phases = read_phases(reader, those("Phase"))
    bars, ticks = draw_bars(phases)
    return Overview(
        plan=plan,
        tasks=tasks,
        measures=_by_task(read_measures(reader, _measures(held, tasks))),
        matrix=draw_matrix(tasks),
        targets=read_targets(reader, those("Target")),
        directions=[_direction(reader, direction) for direction in those("Direction")],
        bars=bars,
        undated=[phase for phase in phases if all(bar.phase is not phase for bar in bars)],
        ticks=ticks,
        places=_places(reader, those("PlanItem")),
        requirements=[item for item in requirements if item.responsibilities],
        unread=[_unread(reader, unread) for unread in those("Unread")],
        citations=_citations(reader, plan),
        cut=held.cut,
    )


def _measures(held: Held, tasks: Sequence[Task]) -> list[str]:
    """The measures of the tasks that are shown, in document order."""
    every = held.things.get("Measure", ())
    if "Task" not in held.cut:
        return list(every)
    shown = {measure.id for task in tasks for measure in task.measures}
    return [iri for iri in every if iri in shown]


def draw_matrix(tasks: Sequence[Task]) -> Matrix:
    """Tasks in document order by agencies, those with most tasks first."""
    owned = [task for task in tasks if task.responsibilities]
    cells = [
        {duty.party.key: _cell(duty, task) for duty in reversed(task.responsibilities)}
        for task in owned
    ]
    columns = _columns(owned)
    kinds = {cell.kind for row in cells for cell in row.values()}
    return Matrix(
        columns=columns,
        rows=tuple(
            (task, tuple(row.get(column.party.key) for column in columns))
            for task, row in zip(owned, cells, strict=True)
        ),
        kinds=tuple(kind for kind in _CELLS if kind in kinds),
    )


def _columns(tasks: Sequence[Task]) -> tuple[Column, ...]:
    first: dict[str, Responsibility] = {}
    counts: Counter[str] = Counter()
    for task in tasks:
        for duty in task.responsibilities:
            first.setdefault(duty.party.key, duty)
        counts.update({duty.party.key for duty in task.responsibilities})
    return tuple(
        Column(duty.party, duty.printed, counts[key])
        for key, duty in sorted(first.items(), key=lambda found: -counts[found[0]])
    )


def _cell(duty: Responsibility, task: Task) -> Cell:
    named = duty.role.removeprefix("role-")
    if named in ("lead", "support"):
        return Cell(duty, named)
    led = any(other.role == "role-lead" for other in task.responsibilities)
    return Cell(duty, "first" if duty.rank == 1 and not led else "other")


def draw_bars(phases: Sequence[Phase]) -> tuple[list[Bar], list[tuple[str, float]]]:
    """Dated phases on one scale, and the years on it, both in percent."""
    dated = [(p, p.start_day, p.end_day) for p in phases if p.start_day and p.end_day]
    if not dated:
        return [], []
    first = min(start for _, start, _ in dated).toordinal()
    length = max(end for _, _, end in dated).toordinal() + 1 - first

    def share(day: int) -> float:
        return round(100 * (day - first) / length, 2)

    bars = [
        Bar(phase, share(start.toordinal()), share(first + end.toordinal() + 1 - start.toordinal()))
        for phase, start, end in dated
    ]
    years = range(date.fromordinal(first).year, date.fromordinal(first + length - 1).year + 1)
    marks = [(str(year), share(date(year, 1, 1).toordinal())) for year in years]
    return bars, [(year, max(0.0, at)) for year, at in marks]


def _unread(reader: Reader, iri: str) -> Unread:
    thing = reader.things[iri]
    span = thing.iri_of("evidence") or ""
    return Unread(iri, thing.text("reason") or "", reader.things[span].text("oa:exact") or "", span)


def _citations(reader: Reader, plan: Plan) -> dict[str, str]:
    """How to cite the plan in each style; its permanent address is its IRI."""
    facts = plan_facts(reader.store, plan.id)
    access = Access(url=plan.id)
    return {style: cited(facts, style, access).strip() for style in STYLES}


def _by_task(measures: Sequence[Measure]) -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        found.setdefault(measure.task.id, []).append(measure)
    return found


def _direction(reader: Reader, iri: str) -> Direction:
    thing = reader.things[iri]
    return Direction(
        id=iri,
        label=thing.label(),
        words=thing.text("words") or "",
        comparator=thing.iri_of("comparator") or "",
        evidence=reader.evidence(thing),
    )


def _places(reader: Reader, items: Sequence[str]) -> list[Place]:
    reader.things.load(items, *(f"^inItem/{name}" for name in ("evidence", "place", "inMeasure")))
    mentions = [
        reader.region_mention(node)
        for iri in items
        for node in reader.things.sources(iri, "inItem", "RegionMention")
    ]
    places = {place.id: place for mention in mentions for place in mention.places}
    return [
        _place(place, [mention for mention in mentions if place in mention.places])
        for place in places.values()
    ]


def _place(place: Ref, mentions: Sequence[RegionMention]) -> Place:
    return Place(
        place=place,
        partner=any(mention.partner for mention in mentions),
        mentions=tuple(mentions),
    )
