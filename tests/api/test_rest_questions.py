"""The questions that a REST resource answers, against the same worked answers."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from tests.answers import expected, fold

Row = Mapping[str, Any]


def listed(client: httpx.Client, path: str, **query: Any) -> list[Row]:
    """All rows of a list."""
    reply = client.get(path, params=query | {"limit": 500})
    assert reply.status_code == 200, reply.text
    found = reply.json()
    assert found["total"] == len(found["items"])
    rows: list[Row] = found["items"]
    return rows


def owned_tasks(client: httpx.Client) -> list[Row]:
    """The tasks that a statement covers."""
    return [task for task in listed(client, "/api/tasks") if task["responsibilities"]]


def names(agency: Row) -> set[str]:
    """Every name of an agency, folded."""
    return {fold(agency["name"]), *map(fold, agency["printed"])}


def test_cq01_tasks_name_their_agencies(seed: httpx.Client) -> None:
    """/api/tasks gives each task its agencies in printed order."""
    answer = [
        (
            str(task["order"]),
            fold(task["title"]),
            "、".join(fold(duty["printed"]) for duty in task["responsibilities"]),
            str(len(task["responsibilities"])),
        )
        for task in owned_tasks(seed)
    ]
    assert answer == expected("CQ01")


def test_cq02_agencies_count_their_tasks(seed: httpx.Client) -> None:
    """/api/agencies?min_tasks=1 gives every responsible agency with the number of its tasks."""
    agencies = listed(seed, "/api/agencies", min_tasks=1)
    wanted = expected("CQ02")
    assert len(agencies) == len(wanted)
    for name, count in wanted:
        assert [str(a["task_count"]) for a in agencies if name in names(a)] == [count], name


def test_cq04_measures_inherit_their_agencies(seed: httpx.Client) -> None:
    """A measure that names nobody has the agencies of its task, marked as inherited."""
    [task] = listed(seed, "/api/tasks", q="大力促进知识产权转化运用")
    wanted = sorted(row[0] for row in expected("CQ04"))
    assert sorted(fold(duty["printed"]) for duty in task["responsibilities"]) == wanted
    [measure] = listed(seed, "/api/measures", q="质押融资", inferred=True)
    assert measure["responsibilities"] == []
    assert sorted(fold(duty["printed"]) for duty in measure["inherited"]) == wanted
    assert {duty["evidence"]["status"] for duty in measure["inherited"]} == {"inherited"}


def test_cq06_agencies_that_work_together(seed: httpx.Client) -> None:
    """/api/network?kind=co-responsibility weighs each pair by the tasks that it shares."""
    network = seed.get("/api/network", params={"kind": "co-responsibility"}).json()
    printed = {node["id"]: set(map(fold, node["printed"])) for node in network["nodes"]}
    close = [edge for edge in network["edges"] if edge["weight"] >= 3]
    wanted = expected("CQ06")
    assert len(close) == len(wanted)
    for one, other, weight in wanted:
        assert any(
            str(edge["weight"]) == weight
            and len(edge["tasks"]) == edge["weight"]
            and {one, other} <= printed[edge["source"]] | printed[edge["target"]]
            for edge in close
        ), (one, other)


def test_cq09_who_leads(seed: httpx.Client) -> None:
    """role=lead gives no task, and every phase with the office that leads it."""
    assert listed(seed, "/api/tasks", role="lead") == []
    answer = [
        ("Phase", str(phase["order"]), fold(phase["name"]), fold(duty["printed"]))
        for phase in listed(seed, "/api/phases", role="lead")
        for duty in phase["responsibilities"]
    ]
    assert answer == expected("CQ09")


def test_cq10_targets(seed: httpx.Client) -> None:
    """/api/targets gives indicator, comparator, value, unit and deadline of every figure."""
    units = {"件": "unit-item", "%": "unit-percent"}
    answer = [
        (
            fold(target["indicator"]["label"]),
            target["comparator"],
            json.dumps(target["value"]),
            units[target["unit_text"]],
            target["due_day"],
            fold(target["source_value"]),
        )
        for target in listed(seed, "/api/targets")
    ]
    assert answer == expected("CQ10")
    assert {(row["due"], row["due_inherited"]) for row in listed(seed, "/api/targets")} == {
        ("2025", True)
    }


def test_cq13_phases(seed: httpx.Client) -> None:
    """/api/phases gives the phases in order with their dates and length."""
    answer = [
        (
            str(phase["order"]),
            fold(phase["name"]),
            phase["start_day"],
            phase["end_day"],
            str(phase["months"]),
        )
        for phase in listed(seed, "/api/phases")
    ]
    assert answer == expected("CQ13")


def test_cq18_where_the_plan_turns_abroad(seed: httpx.Client) -> None:
    """/api/regions gives South-eastern Asia with the seven passages that name it, and no ASEAN."""
    [region] = listed(seed, "/api/regions", region="东南亚")
    found = seed.get(region["url"]).json()
    assert region["mention_count"] == len(found["mentions"]) == 7
    answer = [
        (
            "Measure" if mention["measure"] else mention["item_kind"],
            fold(mention["number"]),
            fold((mention["measure"] or mention["item"])["label"]),
        )
        for mention in found["mentions"]
    ]
    assert answer == expected("CQ18")
    assert listed(seed, "/api/regions", region="东盟") == []


def test_cq19_measures_of_each_task(seed: httpx.Client) -> None:
    """Each task counts its measures, 64 in all."""
    answer = [(str(task["order"]), str(task["measure_count"])) for task in owned_tasks(seed)]
    assert answer == expected("CQ19")
    assert len(listed(seed, "/api/measures")) == 64


def test_cq20_every_fact_shows_its_words(seed: httpx.Client, seed_key: str, seed_text: str) -> None:
    """Every quote of every resource is the stored text between its offsets, and the raw file's."""
    served = seed.get(f"/api/plans/{seed_key}/text")
    assert served.headers["content-type"] == "text/plain; charset=utf-8"
    assert served.content == seed_text.encode()
    quotes = []
    for name in ("plans", "tasks", "measures", "targets", "phases"):
        quotes += list(evidence_of(listed(seed, f"/api/{name}")))
    for name in ("agencies", "regions"):
        for row in listed(seed, f"/api/{name}"):
            quotes += list(evidence_of(seed.get(row["url"]).json()))
    assert len(quotes) > 200
    for quote in quotes:
        assert seed_text[quote["start"] : quote["end"]] == quote["quote"]
    share = "专利密集型产业增加值占GDP比重达到15%"
    assert (670, 691) in {(q["start"], q["end"]) for q in quotes if q["quote"] == share}


def evidence_of(value: Any) -> Any:
    """Every evidence inside an answer."""
    if isinstance(value, list):
        for part in value:
            yield from evidence_of(part)
    elif isinstance(value, dict):
        if "quote" in value:
            yield value
        for part in value.values():
            yield from evidence_of(part)


def test_cq25_what_holds_the_network_together(seed: httpx.Client) -> None:
    """/api/network gives every agency's degree, the density, and what falls apart without whom."""
    network = seed.get("/api/network", params={"kind": "co-responsibility"}).json()
    shape = network["measures"]
    assert (shape["nodes"], shape["edges"], shape["articulation_points"]) == (20, 78, [])
    assert round(shape["density"], 4) == 0.4105
    for name, degree in expected("CQ25"):
        found = [n for n in network["nodes"] if name in map(fold, n["printed"])]
        assert [str(node["degree"]) for node in found] == [degree], name
    hubs = [
        node["key"]
        for name in ("市市场监管局", "市新闻出版(版权)局")
        for node in network["nodes"]
        if fold(name) in map(fold, node["printed"])
    ]
    query = {"kind": "co-responsibility", "without": hubs}
    parts = seed.get("/api/network", params=query).json()["remaining"]
    assert [len(part) for part in parts] == [15, 3]
    two_mode = seed.get("/api/network").json()["measures"]
    assert (two_mode["nodes"], two_mode["edges"]) == (29, 43)


def test_cq26_agencies_of_several_plans(both: httpx.Client) -> None:
    """/api/agencies?min_plans=2 gives the agencies with tasks in more than one plan."""
    agencies = listed(both, "/api/agencies", min_plans=2)
    wanted = expected("CQ26")
    assert len(agencies) == len(wanted)
    for (name,) in wanted:
        assert any(name in names(agency) for agency in agencies), name


def test_cq28_targets_due_by_a_day(both: httpx.Client) -> None:
    """/api/targets?due_before gives the figures that fall due on that day or before."""
    answer = [
        (fold(row["indicator"]["label"]), fold(row["source_value"]), row["due_day"])
        for row in listed(both, "/api/targets", due_before="2024-12-31")
    ]
    assert answer == expected("CQ28")
