"""A store to the rows that a report on one plan needs; nothing is worded here."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from plangraph.graph.questions import Row, run
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.viz.extract import Extract, StatementFacts, plan_iri, read_extract
from plangraph.viz.target_facts import Goals, read_goals
from plangraph.viz.time_facts import Times, read_times


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the store holds of one plan, in document order.

    Attributes:
        key: The plan's key in the store.
        header: Its row of the query ``plans``.
        extract: Items of every kind with the stated responsibilities.
        places: Rows of ``region_items``.
        unplaced: Rows of ``unplaced_regions``: regions that no table of places has.
        regions: Item to the names of the regions that it concerns, those of no table as printed.
    """

    key: str
    header: Row
    extract: Extract
    goals: Goals
    times: Times
    item_rows: dict[str, Row]
    goal_rows: tuple[Row, ...]
    direction_rows: tuple[Row, ...]
    phase_rows: dict[str, Row]
    measures: dict[str, list[Row]]
    places: tuple[Row, ...]
    unplaced: tuple[Row, ...]
    unread: tuple[Row, ...]
    regions: dict[str, list[str]]

    @property
    def statements(self) -> dict[str, list[list[StatementFacts]]]:
        """Item to its statements, each the list of the parties that one passage names."""
        found: dict[str, list[list[StatementFacts]]] = {}
        rows = self.extract.statements
        for (item, _), group in groupby(rows, key=lambda row: (row.item, row.quote)):
            found.setdefault(item, []).append(list(group))
        return found


def read_report_facts(store: Store, plan_key: str) -> ReportFacts:
    """The rows of one plan.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    plan = plan_iri(store, plan_key)

    def rows(name: str) -> tuple[Row, ...]:
        return tuple(run(store, name, plan=plan))

    places, unplaced = rows("region_items"), rows("unplaced_regions")
    return ReportFacts(
        key=plan_key,
        header=rows("plans")[0],
        extract=read_extract(store, plan_key, "all"),
        goals=read_goals(store, plan_key),
        times=read_times(store, plan_key),
        item_rows=_by_key(rows("items"), "item"),
        goal_rows=rows("cq10_targets"),
        direction_rows=rows("directions"),
        phase_rows=_by_key(rows("cq13_phases"), "phase"),
        measures=_grouped(rows("measures"), "task"),
        places=places,
        unplaced=unplaced,
        unread=rows("unread"),
        regions=_regions([*_named(places, "regionName"), *_named(unplaced, "name")]),
    )


def period_of(header: Row) -> str:
    """The first and the last year that the plan is for; empty where it tells none."""
    ends = [str(row)[:4] for row in (header["periodStart"], header["periodEnd"]) if row]
    return "–".join(dict.fromkeys(ends))


@dataclass(frozen=True, slots=True)
class Measured:
    """How well facts of one kind were read in the plans with gold."""

    kind: str
    precision: str
    recall: str
    gold: str
    plans: str


def accuracy() -> list[Measured]:
    """The figures of ``docs/accuracy.md`` that a report tells."""
    text = files(__package__).joinpath("templates/accuracy.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [Measured(**row) for row in csv.DictReader(lines, delimiter="\t")]


def _by_key(rows: tuple[Row, ...], column: str) -> dict[str, Row]:
    return {iris.key_of(str(row[column])): row for row in rows}


def _named(rows: tuple[Row, ...], column: str) -> Iterator[tuple[str, str]]:
    return ((iris.key_of(str(row["item"])), str(row[column])) for row in rows)


def _regions(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for item, name in named:
        found.setdefault(item, {})[name] = None
    return {item: list(names) for item, names in found.items()}


def _grouped(rows: tuple[Row, ...], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(iris.key_of(str(row[column])), []).append(row)
    return found
