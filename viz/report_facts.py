"""A store to the rows that a report on one plan needs; nothing is worded here."""

import csv
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

    @property
    def statements(self) -> dict[str, list[list[StatementFacts]]]:
        """Item to its statements, each the list of the parties that one passage names."""
        found: dict[str, list[list[StatementFacts]]] = {}
        rows = self.extract.statements
        for (item, _), group in groupby(rows, key=lambda row: (row.item, row.quote)):
            found.setdefault(item, []).append(list(group))
        return found

    def regions_of(self, item: str) -> list[str]:
        """The names of the regions that an item concerns, those of no table as printed."""
        named = [str(row["regionName"]) for row in self.places if _is_of(row, item)]
        printed = [str(row["name"]) for row in self.unplaced if _is_of(row, item)]
        return list(dict.fromkeys([*named, *printed]))


def _is_of(row: Row, item: str) -> bool:
    return iris.key_of(str(row["item"])) == item


def read_report_facts(store: Store, plan_key: str) -> ReportFacts:
    """The rows of one plan.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    plan = plan_iri(store, plan_key)

    def rows(name: str) -> tuple[Row, ...]:
        return tuple(run(store, name, plan=plan))

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
        places=rows("region_items"),
        unplaced=rows("unplaced_regions"),
        unread=rows("unread"),
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


def _grouped(rows: tuple[Row, ...], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(iris.key_of(str(row[column])), []).append(row)
    return found
