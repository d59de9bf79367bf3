# ruff: noqa: E501  a Chinese character counts as two columns
"""What is read from whole plans, against facts written down by hand."""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from plangraph.ingest.facts import facts_json
from plangraph.ingest.score import KINDS, KindScore, compare, evaluate
from plangraph.ontology.model import ItemKind, LinkKind, MentionKind, Operator, Plan, Status
from tests.conftest import DIGITAL_GOLD, DIGITAL_TEXT, ROOT, SEED_GOLD, SEED_TEXT

FLOORS = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))
BUNDLED = {
    "kunming-ip-city-2022": (SEED_TEXT, SEED_GOLD, "seed_plan"),
    "f2-kunming-digital-invented": (DIGITAL_TEXT, DIGITAL_GOLD, "digital_plan"),
}


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("kind", KINDS)
def test_bundled_plans_reach_their_floors(
    name: str, kind: str, request: pytest.FixtureRequest
) -> None:
    """Every fact of the bundled plans is found and none is made up: F1 is 1.000 for each kind."""
    _, gold, fixture = BUNDLED[name]
    facts = facts_json(request.getfixturevalue(fixture))
    scores = {each: KindScore() for each in KINDS}
    compare(json.loads(gold.read_text("utf-8")), facts, scores, name)
    score = scores[kind]
    assert (score.missed, score.extra) == ([], [])
    assert score.f1 >= FLOORS["bundled"][name]["f1"][kind] == 1.0


@pytest.mark.parametrize("name", BUNDLED)
def test_floors_hold_for_these_bytes(name: str) -> None:
    """A floor is that of one text; a changed text has another checksum and needs another floor."""
    text = BUNDLED[name][0].read_bytes()
    assert hashlib.sha256(text).hexdigest() == FLOORS["bundled"][name]["sha256"]


@pytest.mark.skipif(
    "PLANGRAPH_CORPUS" not in os.environ,
    reason="set PLANGRAPH_CORPUS to a folder with gold/ and docs/ (CONTRIBUTING.md says how to get it)",
)
def test_other_real_plans_stay_above_the_floor() -> None:
    """Plans of other cities and provinces, for which no rule was written, are read as well."""
    corpus = Path(os.environ["PLANGRAPH_CORPUS"])
    result = evaluate(corpus / "gold", corpus / "docs")
    misses = [row for score in result.kinds.values() for row in score.missed + score.extra]
    assert result.problems == []
    assert result.macro_f1 >= FLOORS["corpus"]["macro_f1"], misses


def test_the_approver(seed_plan: Plan) -> None:
    """The plan was approved by the city's people's government."""
    approver = seed_plan.document.approver
    assert approver is not None
    assert approver.printed == "市人民政府"
    assert names(seed_plan)[approver.party] == "昆明市人民政府"


def test_the_addressees(seed_plan: Plan) -> None:
    """The notice is sent to four addressees, of which 各县(市)、区人民政府 is one."""
    assert [named.printed for named in seed_plan.document.addressees] == [
        "各县(市)、区人民政府",
        "市政府各有关委办局",
        "各开发(度假)区管委会",
        "自贸试验区昆明片区管委会",
    ]


def test_the_access_note(seed_plan: Plan) -> None:
    """The access note is kept in its words."""
    assert seed_plan.document.access_note == "此件公开发布"


def test_no_document_number(seed_plan: Plan) -> None:
    """The web copy prints no document number, and none is made up from the papers it cites."""
    assert seed_plan.document.number is None
    assert facts_json(seed_plan)["document"]["number"] is None


def test_the_outline(seed_plan: Plan) -> None:
    """The plan has 21 numbered items under four chapters: 5 goals, 9 tasks, 4 stages, 3 requirements."""
    kinds = Counter(item.kind for item in seed_plan.items if item.parent)
    assert kinds == {
        ItemKind.GOAL: 5, ItemKind.TASK: 9, ItemKind.PHASE: 4, ItemKind.REQUIREMENT: 3,
    }  # fmt: skip
    assert len([item for item in seed_plan.items if not item.parent]) == 4


def test_the_measures(seed_plan: Plan) -> None:
    """The nine tasks have 64 measures: 6, 7, 12, 6, 10, 7, 6, 4 and 6."""
    counts = Counter(measure.item for measure in seed_plan.measures)
    assert list(counts.values()) == [6, 7, 12, 6, 10, 7, 6, 4, 6]
    assert list(counts) == [f"2.{number}" for number in range(1, 10)]


@pytest.mark.parametrize(
    ("name", "measures"),
    [
        ("昆明市知识产权保护中心", 3),
        ("云南省科技情报院技术与创新支持中心(TISC)", 1),
        ("云南大学高校知识产权信息服务中心", 1),
        ("昆明理工大学国家知识产权信息公共服务网点", 1),
        ("国家知识产权局昆明商标业务窗口", 1),
        ("昆明市知识产权服务业集聚区", 1),
        ("昆明市知识产权运营基金", 1),
    ],
)
def test_the_institutions(seed_plan: Plan, name: str, measures: int) -> None:
    """Institutions named inside measures are found at each measure that names them."""
    rows = [row for row in seed_plan.mentions if row.name == name]
    assert {row.kind for row in rows} == {MentionKind.INSTITUTION}
    assert len({row.measure for row in rows}) == len(rows) == measures
    assert len({row.key for row in rows}) == 1


def test_the_events(seed_plan: Plan) -> None:
    """南博会 and 商洽会 are events; other words in quotation marks are not."""
    found = [row.name for row in seed_plan.mentions if row.kind is MentionKind.EVENT]
    assert found == ["南博会", "商洽会"]


def test_the_instruments(seed_plan: Plan) -> None:
    """PCT and 马德里 are international instruments."""
    found = [row.name for row in seed_plan.mentions if row.kind is MentionKind.INSTRUMENT]
    assert found == ["PCT", "马德里"]


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("著作权", "持续增加"),
        ("植物新品种数量", "持续增加"),
        ("知识产权保护社会满意度", "持续提升"),
        ("知识产权对经济增长的贡献率", "不断提高"),
    ],
)
def test_the_directional_targets(seed_plan: Plan, indicator: str, words: str) -> None:
    """Goals without a figure have a direction, the inherited deadline, and no number."""
    (row,) = [row for row in seed_plan.directions if row.indicator.startswith(indicator)]
    assert (row.words, row.operator) == (words, Operator.INCREASE)
    assert (row.due, row.due_inherited) == ("2025", True)
    assert all(not target.indicator.startswith(indicator) for target in seed_plan.targets)


def test_south_and_southeast_asia(seed_plan: Plan) -> None:
    """Seven items turn to 南亚东南亚: two goals and five measures, each to two regions."""
    rows = [row for row in seed_plan.regions if row.name == "南亚东南亚"]
    assert [row.measure or row.item for row in rows] == [
        "1", "1.5", "2.5.5", "2.6.1", "2.8.1", "2.8.2", "2.8.3",
    ]  # fmt: skip
    assert {row.places for row in rows} == {("region/m49-034", "region/m49-035")}
    assert all(row.partner for row in rows)


def test_asean_is_not_named(seed_plan: Plan, digital_plan: Plan) -> None:
    """The plan never says 东盟, so no fact does; the second plan says it in one task."""
    assert all("region/asean" not in row.places for row in seed_plan.regions)
    assert "region/asean" not in {place.key for place in seed_plan.places}
    named = [row for row in digital_plan.regions if "region/asean" in row.places]
    assert {row.item for row in named} == {"2.4"}


def test_places_of_work(seed_plan: Plan) -> None:
    """Four divisions and three zones are places of work, all in one measure."""
    rows = [row for row in seed_plan.regions if not row.partner]
    assert [row.name for row in rows] == [
        "自贸试验区昆明片区", "五华区", "盘龙区", "官渡区", "安宁市", "高新区", "经开区",
    ]  # fmt: skip
    assert {row.measure for row in rows} == {"2.6.1"}


def test_the_steps_and_check_points(seed_plan: Plan) -> None:
    """The four stages have 4, 5, 4 and 3 steps; three of the 16 are check-points."""
    counts = Counter(step.item for step in seed_plan.steps)
    assert counts == {"3.1": 4, "3.2": 5, "3.3": 4, "3.4": 3}
    assert [step.text for step in seed_plan.steps if step.checkpoint] == [
        "开展建设工作中期检查",
        "开展示范建设总体检查",
        "迎接和通过国家验收",
    ]


def test_links_between_target_and_measures_are_inferred(seed_plan: Plan) -> None:
    """Target and measures on 地理标志 are linked as inferred, with the words that they share."""
    target = next(row for row in seed_plan.targets if row.indicator == "注册和登记的地理标志")
    links = [
        link
        for link in seed_plan.links
        if link.kind is LinkKind.TARGET_MEASURE and link.source == f"target/{target.position}"
    ]
    texts = {f"measure/{row.position}": row.text for row in seed_plan.measures}
    wanted = {key for key, text in texts.items() if "地理标志" in text}
    assert {link.target for link in links} == wanted
    assert {link.evidence.status for link in links} == {Status.INFERRED}
    assert {link.evidence.span.quote for link in links} == {"地理标志"}


def test_links_between_target_and_measures_are_never_stated(seed_plan: Plan) -> None:
    """No stated fact ties a target of the goals to a measure of the tasks."""
    assert {row.measure for row in seed_plan.targets} == {None}
    facts = facts_json(seed_plan)
    stated = {name: rows for name, rows in facts.items() if name != "inferred"}
    assert "inferred" not in json.dumps(stated, ensure_ascii=False)


def test_the_host_of_the_office(seed_plan: Plan) -> None:
    """The office of the joint conference sits with 市市场监管局, is no part of it, and leads all stages."""
    (lead,) = [row for row in seed_plan.responsibilities if row.duty == "role-lead"]
    party = next(party for party in seed_plan.parties if party.key == lead.party)
    assert party.hosted_by is not None
    assert names(seed_plan)[party.hosted_by] == "昆明市市场监督管理局"
    assert lead.covers == ("3.1", "3.2", "3.3", "3.4")


def test_nothing_fell_through(seed_plan: Plan, digital_plan: Plan) -> None:
    """Of the bundled plans at most a milestone without a figure is told as unread."""
    assert seed_plan.unread == ()
    assert {row.reason for row in digital_plan.unread} <= {"deadline-not-linked"}


def test_status_of_all_rows(seed_plan: Plan) -> None:
    """Every row of the plan but the links is stated."""
    rows: list[Any] = [
        *seed_plan.items, *seed_plan.measures, *seed_plan.responsibilities, *seed_plan.targets,
        *seed_plan.directions, *seed_plan.phases, *seed_plan.steps, *seed_plan.regions,
        *seed_plan.mentions,
    ]  # fmt: skip
    assert {row.evidence.status for row in rows} == {Status.STATED}


def names(plan: Plan) -> dict[str, str]:
    """The full names of the parties of a plan, by key."""
    return {party.key: party.name for party in plan.parties}
