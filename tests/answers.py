"""The worked-out answers to the fifteen questions, and how an answer is compared with them.

Rows may come from the embedded store, from rdflib or over HTTP: every value is turned into text,
NFKC-folded and stripped of white space. A party agrees if the expected name is one of its names.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
UNITS = {"unit-item": {"件", "unit/item"}, "unit-percent": {"%", "unit/percent"}}
Names = Mapping[str, set[str]]
Cell = set[str]
Answer = list[tuple[Cell, ...]]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question is put: the named query, its parameters, and the cells of its rows."""

    query: str
    cells: Callable[[Rows, Names], Answer]
    parameters: dict[str, Any] = field(default_factory=dict)
    ordered: bool = False
    plans: str = "seed"


def fold(value: object) -> str:
    """A value as text, NFKC, without white space; an IRI is what follows its last # or base."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return "".join(text.split())


def local(value: object) -> str:
    """The last part of an IRI: ``cmp-ge`` of ``…/vocab#cmp-ge``."""
    return str(value).rpartition("#")[2].rpartition("/")[2]


def expected(question: str) -> list[tuple[str, ...]]:
    """The rows of a question's answer, folded."""
    for line in (GOLD / "competency.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["id"] == question:
            return [tuple(fold(cell) for cell in row) for row in entry["rows"]]
    raise KeyError(question)


def names_from(rows: Rows) -> dict[str, set[str]]:
    """Every folded name of each party, from the rows of the query ``party_names``."""
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(str(row["party"]), set()).add(fold(row["name"]))
    return names


def check(question: str, rows: Rows, names: Names) -> None:
    """Assert that the rows answer the question, row by row."""
    asked = ASKED[question]
    got, wanted = asked.cells(rows, names), expected(question)
    if not asked.ordered:
        got, wanted = sorted(got, key=_sort_key), sorted(wanted)
        got = _in_order_of(wanted, got)
    assert len(got) == len(wanted), f"{question}: {len(got)} rows instead of {len(wanted)}"
    for have, want in zip(got, wanted, strict=True):
        assert _agrees(have, want), f"{question}: {have} instead of {want}"


def _agrees(have: tuple[Cell, ...], want: tuple[str, ...]) -> bool:
    return len(have) == len(want) and all(w in h for h, w in zip(have, want, strict=True))


def _sort_key(row: tuple[Cell, ...]) -> list[list[str]]:
    return [sorted(cell) for cell in row]


def _in_order_of(wanted: list[tuple[str, ...]], got: Answer) -> Answer:
    """The rows in the order of those that they agree with; what agrees with none comes last."""
    rest, ordered = list(got), []
    for want in wanted:
        found = next((row for row in rest if _agrees(row, want)), None)
        if found is not None:
            rest.remove(found)
            ordered.append(found)
    return ordered + rest


def _columns(*columns: str | Callable[[Mapping[str, Any], Names], Cell]) -> Any:
    """Cells by column name; ``@party`` stands for all names of the party in that column."""

    def cells(rows: Rows, names: Names) -> Answer:
        return [tuple(_cell(column, row, names) for column in columns) for row in rows]

    return cells


def _cell(
    column: str | Callable[[Mapping[str, Any], Names], Cell],
    row: Mapping[str, Any],
    names: Names,
) -> Cell:
    if callable(column):
        return column(row, names)
    if column.startswith("@"):
        value = row.get(column[1:])
        return {""} if value is None else names[str(value)]
    if column.startswith("#"):
        return {local(row[column[1:]])}
    return {fold(row.get(column))}


def _unit(row: Mapping[str, Any], _: Names) -> Cell:
    shown = {fold(row["unitName"]), "unit/" + local(row["unit"])}
    return {name for name, forms in UNITS.items() if forms & shown} | shown


def _parent_number(row: Mapping[str, Any], _: Names) -> Cell:
    return {fold(row["number"])}


def _by_task(rows: Rows, names: Names) -> Answer:
    """One row a task, its parties in the order of the rows."""
    tasks: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        tasks.setdefault(str(row["task"]), []).append(row)
    wanted = {row[1]: row[2] for row in expected("CQ01")}
    return [
        (
            {str(at)},
            {fold(group[0]["taskTitle"])},
            {_matched(wanted.get(fold(group[0]["taskTitle"]), ""), group, names)},
            {str(len(group))},
        )
        for at, group in enumerate(tasks.values(), 1)
    ]


def _matched(wanted: str, group: Rows, names: Names) -> str:
    """The expected names, if the group's parties bear them in this order; else its own names."""
    parts = wanted.split("、")
    parties = [names[str(row["party"])] for row in group]
    if len(parts) == len(parties) and all(
        part in known for part, known in zip(parts, parties, strict=True)
    ):
        return wanted
    return "、".join("|".join(sorted(known)) for known in parties)


def _parties_once(rows: Rows, names: Names) -> Answer:
    return [(names[party],) for party in dict.fromkeys(str(row["party"]) for row in rows)]


def _pairs(rows: Rows, names: Names) -> Answer:
    """A pair has no order: the expected one is taken if its names fit either way round."""
    answer: Answer = []
    for row in rows:
        one, other = names[str(row["party"])], names[str(row["other"])]
        fits = any(a in other and b in one for a, b, _ in expected("CQ06"))
        answer.append(
            (other, one, {fold(row["tasks"])}) if fits else (one, other, {fold(row["tasks"])})
        )
    return answer


ASKED: dict[str, Asked] = {
    "CQ01": Asked("cq01_task_parties", _by_task, ordered=True),
    "CQ02": Asked("cq02_party_loads", _columns("@party", "tasks")),
    "CQ04": Asked(
        "cq04_measure_parties",
        _parties_once,
        {"taskTitle": "大力促进知识产权转化运用", "words": "质押融资"},
    ),
    "CQ06": Asked("cq06_agency_pairs", _pairs, {"threshold": 3}),
    "CQ09": Asked("cq09_leads", _columns("#kind", "order", "title", "@party"), ordered=True),
    "CQ10": Asked(
        "cq10_targets",
        _columns("indicatorName", "#comparator", "value", _unit, "due", "sourceValue"),
        ordered=True,
    ),
    "CQ13": Asked(
        "cq13_phases", _columns("order", "title", "startDate", "endDate", "months"), ordered=True
    ),
    "CQ15": Asked("cq15_basis", _columns("documentNumber", "documentTitle", "@issuer")),
    "CQ18": Asked(
        "cq18_partner_regions",
        _columns("#kind", _parent_number, "text"),
        {"regionName": "东南亚"},
        ordered=True,
    ),
    "CQ19": Asked("cq19_measure_counts", _columns("order", "measures"), ordered=True),
    "CQ20": Asked("cq20_evidence_coverage", _columns("statements", "withWords")),
    "CQ22": Asked("cq22_coordination", _columns("#role", "@party", "@host")),
    "CQ25": Asked("cq25_party_degrees", _columns("@party", "degree")),
    "CQ26": Asked("cq26_shared_parties", _columns("@party"), plans="both"),
    "CQ28": Asked(
        "cq28_targets_due",
        _columns("indicatorName", "sourceValue", "due"),
        {"before": "2024-12-31"},
        plans="both",
    ),
}
