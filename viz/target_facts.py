"""A store to what a plan wants to reach: targets with a figure, and goals without one."""

import re
from dataclasses import dataclass
from datetime import date

from plangraph.graph.questions import Row, run
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.viz.extract import PlanFacts, plan_facts, plan_iri
from plangraph.viz.printed_values import with_unit
from plangraph.viz.time_facts import printed_date

_COMPARES = re.compile(r"^[≥≤＞＜><=＝≈]+\s*")


@dataclass(frozen=True, slots=True)
class Goal:
    """A target.

    Attributes:
        comparator: The term of the vocabulary, such as ``cmp-ge``.
        value: The figure as printed, with its unit, or the words of a goal without a figure.
        figure: The figure as a number, with a stroke between two ends; empty for none.
        due: As precise as printed; empty where no deadline is stated.
        accrual: ``by-date``, ``each-year``, ``cumulative`` or ``yearly-growth``.
    """

    key: str
    plan: str
    name: str
    comparator: str
    value: str
    figure: str
    unit: str
    due: str
    inherited: bool
    accrual: str
    item: str
    quote: str


@dataclass(frozen=True, slots=True)
class Goals:
    """All targets in document order, those without a figure apart."""

    plans: tuple[PlanFacts, ...]
    targets: tuple[Goal, ...]
    directions: tuple[Goal, ...]


def read_goals(store: Store, plan_key: str | None) -> Goals:
    """The targets of one plan, or of all plans of the store for ``None``.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    plan = plan_iri(store, plan_key)
    return Goals(
        plans=plan_facts(store, plan),
        targets=tuple(map(_target, run(store, "cq10_targets", plan=plan))),
        directions=tuple(map(_direction, run(store, "directions", plan=plan))),
    )


def _target(row: Row) -> Goal:
    unit = str(row["unitName"])
    ends = [str(row[end]) for end in ("value", "valueMax") if row[end] is not None]
    return Goal(
        **_shared(row, "target"),
        value=with_unit(_COMPARES.sub("", str(row["sourceValue"])), row["value"], unit),
        figure="–".join(ends),
        unit=unit,
        due=printed_date(_day(row["due"]), row["duePrecision"]),
        inherited=bool(row["dueInherited"]),
        accrual=str(row["accrual"]).removeprefix(iris.VOCAB),
    )


def _direction(row: Row) -> Goal:
    return Goal(
        **_shared(row, "direction"),
        value=str(row["words"]),
        figure="",
        unit="",
        due=printed_date(_day(row["due"]), row["duePrecision"]),
        inherited=False,
        accrual="by-date",
    )


def _shared(row: Row, key: str) -> dict[str, str]:
    return {
        "key": iris.key_of(str(row[key])),
        "plan": iris.key_of(str(row["plan"])),
        "name": str(row["indicatorName"]),
        "comparator": str(row["comparator"]).removeprefix(iris.VOCAB),
        "item": f"{row['itemNumber']} {row['itemTitle']}".strip(),
        "quote": str(row["quote"]),
    }


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
