"""A store to what has dates: phases with their steps, targets and tasks with their deadlines."""

from dataclasses import dataclass, replace
from datetime import date

from plangraph.graph.questions import Row, run
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.viz.extract import PlanFacts, plan_facts, plan_iri
from plangraph.viz.printed_values import with_unit

MOST = 300  # rows of a picture
_LENGTHS = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done in a phase, as printed; a check-point is an inspection or acceptance."""

    text: str
    checkpoint: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its dates; the printed ones keep their precision, empty where not stated."""

    key: str
    plan: str
    label: str
    start: date | None
    end: date | None
    start_printed: str
    end_printed: str
    quote: str
    steps: tuple[Step, ...] = ()

    @property
    def months(self) -> int | None:
        """How many months it touches; ``None`` where an end is not stated."""
        if self.start is None or self.end is None:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1


@dataclass(frozen=True, slots=True)
class Due:
    """A target or a task with a deadline."""

    kind: str
    key: str
    plan: str
    label: str
    day: date
    printed: str
    quote: str


@dataclass(frozen=True, slots=True)
class Times:
    """Everything with dates, in document order."""

    plans: tuple[PlanFacts, ...]
    phases: tuple[Phase, ...]
    dues: tuple[Due, ...]


def read_times(store: Store, plan_key: str | None) -> Times:
    """The dated things of one plan, or of all plans of the store for ``None``.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    plan = plan_iri(store, plan_key)
    steps: dict[str, list[Step]] = {}
    for row in run(store, "phase_steps", plan=plan):
        step = Step(str(row["text"]), bool(row["checkpoint"]), str(row["quote"]))
        steps.setdefault(str(row["phase"]), []).append(step)
    return Times(
        plans=plan_facts(store, plan),
        phases=tuple(_phase(row, steps) for row in run(store, "cq13_phases", plan=plan)),
        dues=(*_targets(store, plan), *_tasks(store, plan)),
    )


def gathered(times: Times) -> Times:
    """The facts themselves, or of more than 300 of several plans one stretch a plan."""
    if len(times.phases) + len(times.dues) <= MOST or len(times.plans) < 2:
        return times
    stretches = []
    for plan in times.plans:
        days = [d for p in times.phases if p.plan == plan.key for d in (p.start, p.end) if d]
        days += [due.day for due in times.dues if due.plan == plan.key]
        if days:
            first, last = min(days), max(days)
            ends = (printed_date(first, "month"), printed_date(last, "month"))
            stretches.append(Phase(plan.key, plan.key, plan.title, first, last, *ends, ""))
    return replace(times, phases=tuple(stretches), dues=())


def _phase(row: Row, steps: dict[str, list[Step]]) -> Phase:
    start, end = _day(row["startDate"]), _day(row["endDate"])
    return Phase(
        key=iris.key_of(str(row["phase"])),
        plan=iris.key_of(str(row["plan"])),
        label=str(row["title"]),
        start=start,
        end=end,
        start_printed=printed_date(start, row["startPrecision"]),
        end_printed=printed_date(end, row["endPrecision"]),
        quote=str(row["quote"]),
        steps=tuple(steps.get(str(row["phase"]), ())),
    )


def _targets(store: Store, plan: str | None) -> list[Due]:
    return [
        Due(
            "target",
            iris.key_of(str(row["target"])),
            iris.key_of(str(row["plan"])),
            f"{row['indicatorName']} {_value(row)}",
            day,
            printed_date(day, row["duePrecision"]),
            str(row["quote"]),
        )
        for row in run(store, "cq10_targets", plan=plan)
        if (day := _day(row["due"])) is not None
    ]


def _value(row: Row) -> str:
    return with_unit(str(row["sourceValue"]), row["value"], str(row["unitName"]))


def _tasks(store: Store, plan: str | None) -> list[Due]:
    return [
        Due(
            "task",
            iris.key_of(str(row["item"])),
            iris.key_of(str(row["plan"])),
            f"{row['number']} {row['title']}".strip(),
            day,
            str(row["dueWords"] or day),
            str(row["quote"]),
        )
        for row in run(store, "items", plan=plan, kind=iris.NS + "Task")
        if (day := _day(row["due"])) is not None
    ]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def printed_date(day: date | None, precision: object) -> str:
    """A day as precisely as the plan prints it; empty for none.

    >>> printed_date(date(2025, 6, 30), "month")
    '2025-06'
    """
    return day.isoformat()[: _LENGTHS.get(str(precision), 10)] if day else ""
