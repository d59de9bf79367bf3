"""How much of a plan was read: statements, and characters of the body."""

import pytest

from plangraph.ingest.coverage import Count, coverage
from plangraph.ingest.facts import facts_json
from plangraph.ingest.reasons import KINDS
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import from_graphs, to_graphs
from tests.ingest.reading import plan_with, read


def shares(plan: Plan) -> dict[str, tuple[int, int]]:
    """Statements read, and passages that look like ones, by kind."""
    return {count.kind: (count.read, count.seen) for count in coverage(plan).counts}


def test_a_plan_that_is_read_whole(seed_plan: Plan) -> None:
    """Of the bundled plan every statement is read, and nine tenths of its body are claimed."""
    read_whole = coverage(seed_plan)
    assert [count.kind for count in read_whole.counts] == list(KINDS)
    assert read_whole.statements.share == 1.0
    assert shares(seed_plan)["date"] == (4, 4)
    assert 0.85 < read_whole.characters < 1.0


def test_what_was_not_read_lowers_its_kind() -> None:
    """A statement that is not read counts as seen, not as read, under the kind it looks like."""
    plan = read(plan_with("推进建设。6月底前完成。") + "（二）促进发展。（牵头单位：）\n")
    assert shares(plan) == {"responsibility": (1, 2), "target": (0, 0), "date": (0, 1)}
    assert coverage(plan).statements == Count("all", 1, 3)


def test_a_statement_of_many_bodies_is_one() -> None:
    """Three bodies in one bracket make one statement that was read."""
    plan = read(plan_with("推进建设。", owner="市科技局、市财政局、市商务局"))
    assert len(plan.responsibilities) == 3
    assert shares(plan)["responsibility"] == (1, 1)


def test_nothing_that_looks_like_a_statement_is_read_whole() -> None:
    """A share of nothing is 1: there is nothing that was not read."""
    plan = read("昆明市方案\n\n一、重点任务\n\n（一）推进建设。开展活动。\n")
    assert coverage(plan).statements == Count("all", 0, 0)
    assert coverage(plan).statements.share == 1.0


def test_prose_that_gives_no_fact_lowers_the_claimed_share() -> None:
    """Characters count once, however many facts quote them; loose prose counts against."""
    prose = "以改革创新为根本动力，坚持系统观念，着眼长远。" * 10
    plan = read(f"昆明市方案\n\n一、总体要求\n\n（一）指导思想。{prose}\n")
    assert coverage(plan).characters < 0.2


def test_the_facts_json_tells_coverage(digital_plan: Plan) -> None:
    """`coverage` of the facts JSON has a row a kind, their sum as `all`, and the characters."""
    told = facts_json(digital_plan)["coverage"]
    rows = {row["kind"]: row for row in told["statements"]}
    assert list(rows) == [*KINDS, "all"]
    assert rows["all"]["seen"] == sum(rows[kind]["seen"] for kind in KINDS)
    assert rows["all"]["share"] == round(rows["all"]["read"] / rows["all"]["seen"], 4)
    assert 0 < told["characters"]["claimed"] <= told["characters"]["body"]


@pytest.mark.parametrize("name", ["seed_plan", "digital_plan"])
def test_a_stored_plan_has_the_same_coverage(name: str, request: pytest.FixtureRequest) -> None:
    """Coverage needs the plan alone: read back from its triples it has the same."""
    plan: Plan = request.getfixturevalue(name)
    assert coverage(from_graphs(to_graphs(plan))) == coverage(plan)
