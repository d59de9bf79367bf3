"""Facts JSON: it fits its schema, and every row quotes the text."""

import json
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from plangraph.ingest.fact_rows import FactsJSON
from plangraph.ingest.facts import facts_json
from plangraph.ontology.model import Plan
from tests.conftest import ROOT
from tests.ingest.reading import plan_with, read, rows_with_quotes

GOLD_KEYS = {
    "document": {"title", "number", "issuers", "issued", "period", "jurisdiction", "cites"},
    "tasks": {"path", "title", "due"},
    "assignments": {"path", "agency", "role"},
    "targets": {"path", "indicator", "comparator", "value", "unit", "deadline"},
    "phases": {"path", "name", "start", "end"},
    "regions": {"path", "name"},
}


@pytest.fixture(scope="module")
def facts(seed_plan: Plan) -> dict[str, Any]:
    """The facts of the bundled plan."""
    return facts_json(seed_plan)


def test_facts_are_plain_json(facts: dict[str, Any]) -> None:
    """Facts go through JSON and come back the same."""
    assert json.loads(json.dumps(facts, ensure_ascii=False)) == facts


def test_facts_fit_their_schema(facts: dict[str, Any], digital_plan: Plan) -> None:
    """Facts read back into the rows that the schema is made from, and out again unchanged."""
    for each in (facts, facts_json(digital_plan)):
        read_back = FactsJSON.model_validate(each)
        assert read_back.model_dump(mode="json") == each


def test_rows_have_no_keys_that_the_schema_lacks(facts: dict[str, Any]) -> None:
    """The schema names each key of each row, and requires each."""
    schema = TypeAdapter(FactsJSON).json_schema()
    assert set(schema["properties"]) == set(schema["required"]) == set(facts)
    for name, definition in schema["$defs"].items():
        assert set(definition["required"]) == set(definition["properties"]), name


def test_wrong_facts_do_not_fit(facts: dict[str, Any]) -> None:
    """A row without its evidence is refused."""
    broken = json.loads(json.dumps(facts))
    del broken["targets"][0]["quote"]
    with pytest.raises(ValidationError, match="quote"):
        FactsJSON.model_validate(broken)


def test_the_keys_of_gold_files_are_all_there(facts: dict[str, Any]) -> None:
    """Facts have the form of the gold files, and more."""
    assert GOLD_KEYS["document"] <= facts["document"].keys()
    for kind in GOLD_KEYS.keys() - {"document"}:
        assert all(GOLD_KEYS[kind] <= row.keys() for row in facts[kind])


@pytest.mark.parametrize("which", ["seed_plan", "digital_plan"])
def test_quotes_are_the_text(which: str, request: pytest.FixtureRequest) -> None:
    """Every row of every list quotes exactly the code points that it names."""
    plan: Plan = request.getfixturevalue(which)
    text = plan.version.text
    rows = list(rows_with_quotes(facts_json(plan)))
    assert len(rows) > 50
    for row in rows:
        start, end = (row.get("start"), row.get("end"))
        if "quote_start" in row:
            start, end = row["quote_start"], row["quote_end"]
        assert text[start:end] == row["quote"]
        assert row["quote"].strip()


def test_names_stand_where_they_say(facts: dict[str, Any], seed_plan: Plan) -> None:
    """An assignment tells where its own name stands inside the statement."""
    for row in facts["assignments"]:
        name = seed_plan.version.text[row["name_start"] : row["name_end"]]
        assert row["agency"].startswith(name)
        assert row["start"] <= row["name_start"] < row["name_end"] <= row["end"]


def test_every_row_has_rule_confidence_and_status(facts: dict[str, Any]) -> None:
    """A fact tells which rule found it and how far that rule is believed."""
    for row in rows_with_quotes(facts):
        if "reason" not in row:
            assert row["rule"]
            assert 0 < row["confidence"] <= 1
            assert row["status"] in {"stated", "inferred"}


def test_inferred_rows_stand_apart(facts: dict[str, Any]) -> None:
    """Only the list of inferred links holds what is inferred."""
    assert {row["status"] for row in facts["inferred"]} == {"inferred"}
    stated = [row for kind in facts if kind != "inferred" for row in rows_with_quotes(facts[kind])]
    assert {row["status"] for row in stated if "status" in row} == {"stated"}


def test_ids_are_unique_iris(facts: dict[str, Any]) -> None:
    """Each item, measure and target has an IRI of its own."""
    ids = [row["id"] for kind in ("items", "measures", "targets") for row in facts[kind]]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith(facts["document"]["id"]) and each.isascii() for each in ids)


def test_a_value_is_a_number_or_a_range() -> None:
    """Whole figures are integers, others decimals, a range a list of two."""
    plan = read("昆明市方案\n一、目标\n企业达到30家，比重达到6.5%，培育园区1—2个。")
    values = [row["value"] for row in facts_json(plan)["targets"]]
    assert values == [30, 6.5, [1, 2]]
    assert [type(value) for value in values[:2]] == [int, float]
    assert plan.targets[1].value == Decimal("6.5")


def test_a_title_that_is_not_printed_is_null() -> None:
    """The words that stand in for a missing title are no title in the facts."""
    plan = read("一、重点任务\n（一）甲。建设平台。（市科技局负责）")
    assert facts_json(plan)["document"]["title"] is None


def test_one_row_for_each_name_and_path() -> None:
    """A place that a unit names twice is one row with its first evidence."""
    plan = read(plan_with("支持五华区开展试点。在五华区先行先试。"))
    rows = facts_json(plan)["regions"]
    assert [(row["path"], row["name"]) for row in rows] == [("一/(一)", "五华区")]
    assert rows[0]["start"] == plan.version.text.index("五华区")


def test_places_of_goals_stand_apart(facts: dict[str, Any]) -> None:
    """Places that goals name are listed apart from those of tasks."""
    assert {row["path"].split("/")[0] for row in facts["places"]} == {"一"}
    assert "一" not in {row["path"].split("/")[0] for row in facts["regions"]}


def test_the_facts_schema_is_published() -> None:
    """docs/facts.schema.json is generated from the rows and not out of date."""
    published = json.loads((ROOT / "docs/facts.schema.json").read_text("utf-8"))
    assert published["properties"].keys() == FactsJSON.model_json_schema()["properties"].keys()
