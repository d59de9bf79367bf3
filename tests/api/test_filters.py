"""The filters of the lists, one by one and together, against the rows themselves."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx
import pytest

from plangraph.graph.store import open_store
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs
from tests.api.conftest import serving

Row = dict[str, Any]
DUTY: dict[str, tuple[str, Callable[[Row, Row], bool]]] = {
    "agency": ("市商务局", lambda duty, _: duty["printed"] == "市商务局"),
    "role": ("lead", lambda duty, _: duty["role"] == "role-lead"),
    "function": (
        "commerce",
        lambda duty, agencies: agencies[duty["party"]["id"]] == "商务",
    ),
}


def rows_of(client: httpx.Client, path: str, **query: Any) -> list[Row]:
    """All rows of a list."""
    found = client.get(path, params=query | {"limit": 500})
    assert found.status_code == 200, found.text
    rows: list[Row] = found.json()["items"]
    return rows


@pytest.mark.parametrize("kind", ["tasks", "phases"])
@pytest.mark.parametrize("names", [c for n in (1, 2, 3) for c in combinations(DUTY, n)])
def test_filters_on_duties_ask_for_one_duty(
    both: httpx.Client, kind: str, names: tuple[str, ...]
) -> None:
    """agency, role and function together keep what has one duty that fits them all."""
    agencies = {
        row["id"]: (row["function"] or {}).get("label") for row in rows_of(both, "/api/agencies")
    }
    wanted = [
        row["key"]
        for row in rows_of(both, f"/api/{kind}")
        if any(
            all(DUTY[name][1](duty, agencies) for name in names) for duty in row["responsibilities"]
        )
    ]
    found = rows_of(both, f"/api/{kind}", **{name: DUTY[name][0] for name in names})
    assert [row["key"] for row in found] == wanted


@pytest.mark.parametrize("kind", ["tasks", "measures", "targets", "phases"])
def test_other_filters_narrow_what_duties_leave(
    both: httpx.Client, seed_key: str, kind: str
) -> None:
    """plan, q, region and due_before narrow further, in whatever company."""
    checks: dict[str, tuple[str, Callable[[Row], bool]]] = {
        "plan": (seed_key, lambda row: row["plan"]["key"] == f"plan/{seed_key}"),
        "q": ("知识产权", lambda row: "知识产权" in (row.get("title") or row.get("text") or "")),
        "due_before": ("2024-12-31", lambda row: (row.get("due_day") or "9") <= "2024-12-31"),
    }
    if kind not in ("tasks", "measures"):
        checks.pop("q")
    if kind != "targets":
        checks.pop("due_before")
    for size in (1, 2, 3):
        for names in combinations(checks, size):
            wanted = [
                row["key"]
                for row in rows_of(both, f"/api/{kind}")
                if all(checks[name][1](row) for name in names)
            ]
            found = rows_of(both, f"/api/{kind}", **{name: checks[name][0] for name in names})
            assert [row["key"] for row in found] == wanted, names


@pytest.mark.parametrize("form", ["science-technology", "fn-science-technology", "科学技术"])
def test_a_function_has_a_key_and_a_name(seed: httpx.Client, form: str) -> None:
    """The filter function takes key, concept and name of what an agency is for."""
    [agency] = rows_of(seed, "/api/agencies", function=form)
    assert agency["printed"] == ["市科技局"]
    iri = agency["function"]["id"]
    assert rows_of(seed, "/api/tasks", function=iri) == rows_of(
        seed, "/api/tasks", agency="市科技局"
    )
    assert rows_of(seed, "/api/tasks", function="beekeeping") == []


def test_plans_are_found_by_whom_they_give_work(both: httpx.Client, seed_key: str) -> None:
    """The list of plans knows agency, role, function and the end of the period."""
    assert [row["key"] for row in rows_of(both, "/api/plans", agency="市科技局")] != []
    led = rows_of(both, "/api/plans", agency="市商务局", role="lead")
    assert seed_key not in [row["key"] for row in led]
    assert len(led) == 1
    assert rows_of(both, "/api/plans", due_before="2024-12-31") == []
    assert len(rows_of(both, "/api/plans", due_before="2025-12-31")) == 2


def test_a_role_in_a_plan_is_a_role_in_that_plan(both: httpx.Client, seed_key: str) -> None:
    """Agencies by plan and role are those that have the role in that plan."""
    printed = {
        duty["printed"]
        for task in rows_of(both, "/api/tasks", plan=seed_key)
        + rows_of(both, "/api/phases", plan=seed_key)
        for duty in task["responsibilities"]
        if duty["role"] == "role-lead"
    }
    found = rows_of(both, "/api/agencies", plan=seed_key, role="lead")
    assert {name for row in found for name in row["printed"]} >= printed
    assert "市商务局" not in {name for row in found for name in row["printed"]}


def test_inferred_adds_and_never_takes_away(seed: httpx.Client) -> None:
    """inferred=true gives the same rows with more in them."""
    for kind in ("tasks", "measures", "targets", "phases"):
        plain, more = rows_of(seed, f"/api/{kind}"), rows_of(seed, f"/api/{kind}", inferred=True)
        for row, fuller in zip(plain, more, strict=True):
            assert row == {
                name: fuller[name] if value is not None else None for name, value in row.items()
            }
    assert any(task["phases"] for task in rows_of(seed, "/api/tasks", inferred=True))
    [task] = rows_of(seed, "/api/tasks", q="大力促进知识产权转化运用")
    assert seed.get(task["url"], params={"inferred": True}).json()["phases"] is not None


def test_cells_are_no_formulas(tmp_path: Path, seed_plan: Plan) -> None:
    """Texts that a spreadsheet would run are made harmless in every column of every list."""
    bad = ("=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1")
    tasks = tuple(
        replace(row, title=bad[number % len(bad)] + row.title)
        for number, row in enumerate(seed_plan.items)
    )
    measures = tuple(
        replace(row, text=bad[number % len(bad)] + row.text)
        for number, row in enumerate(seed_plan.measures)
    )
    parties = tuple(replace(row, name="=1+" + row.name) for row in seed_plan.parties)
    plan = replace(seed_plan, items=tasks, measures=measures, parties=parties)
    with open_store(tmp_path / "store") as store:
        store.add(to_graphs(plan))
        with serving(store) as client:
            for name in ("plans", "tasks", "measures", "targets", "phases", "agencies", "regions"):
                table = client.get(f"/api/{name}", params={"format": "csv", "limit": 500})
                rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
                cells = [cell for row in rows for cell in row if not is_number(cell)]
                assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝"))] == []
            assert "'=" in client.get("/api/tasks?format=csv").text


def is_number(text: str) -> bool:
    """Whether a cell is a plain number, whose sign is none of a formula."""
    return text.lstrip("-").replace(".", "", 1).isdigit()


def test_a_table_has_the_same_columns_whatever_it_holds(
    both: httpx.Client, empty: httpx.Client
) -> None:
    """The columns of a list depend on its kind alone, so that its parts fit together."""
    for name in ("plans", "tasks", "measures", "targets", "phases", "agencies", "regions"):
        heads = {
            client.get(f"/api/{name}?format=csv&limit={limit}").content.splitlines()[0]
            for client in (both, empty)
            for limit in (1, 500)
        }
        assert len(heads) == 1, name
    [phase, *_] = csv.DictReader(io.StringIO(both.get("/api/phases?format=csv").text))
    assert (phase["start"], phase["end"]) == ("2022-07", "2022-12")
    assert phase["evidence_quote"]
    assert int(phase["evidence_start"]) < int(phase["evidence_end"])
    assert phase["evidence_status"] == "stated"


def test_the_edges_of_a_network_are_a_table(both: httpx.Client) -> None:
    """The network comes as CSV with one row an edge, its words in columns of their own."""
    table = both.get("/api/network", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    edges = both.get("/api/network").json()["edges"]
    assert [(row["source"], row["target"], row["evidence_quote"]) for row in rows] == [
        (edge["source"], edge["target"], edge["evidence"]["quote"]) for edge in edges
    ]


def test_one_thing_is_a_table_too(both: httpx.Client) -> None:
    """A single thing comes as CSV with one row, the same as in its list."""
    row = rows_of(both, "/api/tasks")[0]
    table = both.get(row["url"], headers={"Accept": "text/csv"})
    [alone] = csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))
    [first, *_] = csv.DictReader(
        io.StringIO(both.get("/api/tasks?format=csv").content.decode("utf-8-sig"))
    )
    assert alone == first
    assert alone["plan_key"] == row["plan"]["key"]
