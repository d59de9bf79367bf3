"""What a responsibility picture says."""

from dataclasses import replace

import pytest

from plangraph.ontology.model import Duty, ItemKind
from plangraph.viz.elements import EdgeRole, Quote, Scene
from plangraph.viz.extract import Extract, StatementFacts
from plangraph.viz.scene import scene_of
from plangraph.viz.words import words_of
from tests.viz import plans


def drawn(extract: Extract, lang: str = "zh") -> Scene:
    """The scene of an extract."""
    return scene_of(extract, words_of(lang))


def labels(scene: Scene, kind: str) -> list[str]:
    """The labels of one column from the top."""
    return [node.label for node in scene.nodes if node.kind == kind]


def test_counts_are_counted() -> None:
    """The subtitle's numbers are those of the boxes and links."""
    scene = drawn(plans.kunming())
    assert scene.subtitle.startswith("9 项任务 · 20 个责任单位 · 43 条责任关系 · 来源：")
    assert len(scene.edges) == 43
    assert sum(node.count for node in scene.nodes if node.kind == "agency") == 43


def test_the_summary_names_who_carries_most() -> None:
    """The summary names the busiest party, the next one, and how many share in one task only."""
    scene = drawn(plans.kunming())
    assert scene.summary[:3] == (
        "市市场监管局参与全部 9 项任务，均列首位。",
        "其次是市新闻出版(版权)局，6 项。",
        "12 个单位只参与 1 项。",
    )
    assert scene.summary[0] in scene.alt


def test_printed_first_is_no_lead() -> None:
    """Where the text names no lead nobody becomes one; the first party is marked as first."""
    scene = drawn(plans.kunming())
    assert {edge.role for edge in scene.edges} == {EdgeRole.JOINT}
    assert sum(edge.first for edge in scene.edges) == 9
    assert scene.summary[-1].startswith("原文没有为任何一项写明牵头单位")


def test_leads_and_supports_keep_their_roles() -> None:
    """Leads are leads, supports are supports, and a task with a lead marks nobody as first."""
    scene = drawn(plans.digital())
    roles = [edge.role for edge in scene.edges]
    assert roles.count(EdgeRole.LEAD) == 3
    assert roles.count(EdgeRole.SUPPORT) == 5
    led = {edge.task for edge in scene.edges if edge.role is EdgeRole.LEAD}
    assert not any(edge.first for edge in scene.edges if edge.task in led)
    assert "3 项写明了牵头单位。" in scene.summary


def test_several_plans_stand_under_their_titles() -> None:
    """A picture of several plans has a heading for each and counts over all of them."""
    scene = drawn(plans.joined(plans.kunming(), plans.digital()))
    assert scene.title == "责任网络：2 份方案"
    assert len(scene.bands) == 2
    assert [row.plan for row in scene.rows][::9] == [
        plans.kunming().plans[0].title,
        plans.digital().plans[0].title,
    ]
    assert scene.subtitle == "13 项任务 · 21 个责任单位 · 55 条责任关系"


def test_a_plan_without_parties_says_so() -> None:
    """Tasks without any stated party are shown, and the summary says what is missing."""
    scene = drawn(plans.invented(["建设", "推进"], [[], []]))
    assert labels(scene, "task") == ["一(1) 建设", "一(2) 推进"]
    assert scene.edges == ()
    assert scene.summary == ("原文没有为任务写明责任单位，图中只列出任务。",)


def test_a_store_without_plans_says_so() -> None:
    """Nothing to show is a sentence too."""
    scene = drawn(Extract((), (), (), ()))
    assert scene.summary == ("没有可显示的任务。",)
    assert scene.citation == ""


def test_tasks_of_nobody_are_counted() -> None:
    """Beside owned tasks, those without a party are shown and counted."""
    scene = drawn(plans.invented(["建设", "推进"], [["甲局"], []]))
    assert scene.summary[-1] == "1 项原文未写责任单位。"
    assert next(n for n in scene.nodes if n.label.endswith("推进")).texts == ("原文未写责任单位",)


def test_a_heading_over_owned_tasks_is_not_called_ownerless() -> None:
    """A unit that only holds owned tasks, or is held by one, is no task of nobody."""
    extract = plans.invented(["总纲", "任务", "细项"], [[], ["甲局"], []])
    top, owned, below = extract.items
    nested = (top, replace(owned, parent=top.key), replace(below, parent=owned.key))
    assert labels(drawn(replace(extract, items=nested)), "task") == ["一(2) 任务"]


def test_other_units_appear_where_they_name_a_party() -> None:
    """Phases and requirements are drawn if they name a party, and are counted under their name."""
    extract = plans.invented(["启动", "保障"], [["甲局"], []])
    kinds = (ItemKind.PHASE, ItemKind.REQUIREMENT)
    items = tuple(replace(i, kind=k) for i, k in zip(extract.items, kinds, strict=True))
    scene = drawn(replace(extract, items=items))
    assert labels(scene, "task") == ["一(1) 启动"]
    assert scene.subtitle.startswith("1 项任务、阶段或要求")


def test_bodies_of_two_cities_are_told_apart() -> None:
    """Two parties that are printed alike are shown under their official names."""
    extract = plans.invented(["一", "二"], [["市科技局"], ["x"]])
    first, second = extract.parties
    parties = (replace(first, name="昆明市科学技术局"), replace(second, name="苏州市科学技术局"))
    printed = tuple(replace(row, printed="市科技局") for row in extract.statements)
    scene = drawn(replace(extract, parties=parties, statements=printed))
    assert sorted(labels(scene, "agency")) == ["昆明市科学技术局", "苏州市科学技术局"]


def test_two_statements_about_a_pair_are_one_link() -> None:
    """A party that leads a task and funds it has one link with both statements, as lead."""
    extract = plans.invented(["一"], [["甲局"]])
    row = extract.statements[0]
    lead = replace(row, duty=Duty.LEAD, quote=Quote("甲局牵头", 5, 9))
    scene = drawn(replace(extract, statements=(row, lead)))
    (edge,) = scene.edges
    assert edge.role is EdgeRole.LEAD
    assert [statement.quote for statement in edge.statements] == [row.quote, lead.quote]
    assert scene.rows[0].cells[0].duty == "按职责分工负责、牵头"


def test_english_shows_english_names_beside_the_printed_ones() -> None:
    """In English a party shows its English name where it is known, above the printed one."""
    extract = plans.invented(["一"], [["市科技局"]])
    party = replace(extract.parties[0], name_en="Bureau of Science and Technology")
    scene = drawn(replace(extract, parties=(party,)), "en")
    agency = next(node for node in scene.nodes if node.kind == "agency")
    assert agency.label == "Bureau of Science and Technology (市科技局)"
    assert agency.lines == ("Bureau of Science and", "Technology", "市科技局")
    assert agency.texts == ("Official name: 某市科技局",)


def test_english_names_leave_out_a_place_that_all_share() -> None:
    """Where all English names end in the same place it is left out; where they differ it stays."""
    extract = plans.invented(["一"], [["市司法局", "市财政局"]])
    first, second = extract.parties
    one = (replace(first, name_en="Justice, Kunming"), replace(second, name_en="Finance, Kunming"))
    two = (one[0], replace(second, name_en="Finance, Chenggong"))
    labels_of = [labels(drawn(replace(extract, parties=p), "en"), "agency") for p in (one, two)]
    assert labels_of == [
        ["Justice (市司法局)", "Finance (市财政局)"],
        ["Justice, Kunming (市司法局)", "Finance, Chenggong (市财政局)"],
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_rows_give_the_same_scene(lang: str) -> None:
    """A scene depends on nothing but its rows and its language."""
    assert drawn(plans.kunming(), lang) == drawn(plans.kunming(), lang)


def test_the_table_holds_what_the_picture_holds() -> None:
    """Each link is a cell of the table, each statement's words are among the row's quotes."""
    scene = drawn(plans.kunming())
    assert sum(len(row.cells) for row in scene.rows) == len(scene.edges)
    quotes = {(edge.task, s.quote) for edge in scene.edges for s in edge.statements}
    assert {(row.id, quote) for row in scene.rows for quote in row.quotes} == quotes


def test_tied_parties_are_named_together() -> None:
    """Where several parties carry most, up to three are named and all are counted."""
    lists = [[f"第{n}局" for n in range(5)]] * 2
    scene = drawn(plans.invented(["一", "二"], lists))
    assert scene.summary[0] == "第0局、第1局、第2局等 5 个单位参与最多，各 2 项。"


def test_a_share_of_leads_is_told() -> None:
    """A party that leads some of its tasks is said to lead that many."""
    extract = plans.invented(["一", "二"], [["甲局"], ["甲局", "乙局"]])
    rows: list[StatementFacts] = list(extract.statements)
    rows[0] = replace(rows[0], duty=Duty.LEAD)
    scene = drawn(replace(extract, statements=tuple(rows)))
    assert scene.summary[0] == "甲局参与全部 2 项任务，其中 1 项为牵头。"


def test_addresses_are_given_on_request() -> None:
    """Nodes carry an address only where pages have one."""
    extract = plans.invented(["一"], [["甲局"]])
    assert {node.href for node in drawn(extract).nodes} == {""}
    linked = scene_of(extract, words_of("zh"), link_base="/id/")
    assert linked.nodes[0].href == f"/id/{linked.nodes[0].id}"
