# ruff: noqa: E501  a Chinese character counts as two columns
"""Named institutions, platforms, programmes, events and instruments."""

import pytest

from plangraph.ingest.facts import facts_json
from plangraph.ontology.model import MentionKind
from plangraph.ontology.triples import from_graphs, to_graphs
from tests.ingest.reading import plan_with, read


def mentions(task: str, city: str = "昆明市") -> list[tuple[str, str]]:
    """Kind and name of what a task names."""
    return [(row.kind.value, row.name) for row in read(plan_with(task, city=city)).mentions]


@pytest.mark.parametrize(
    ("task", "names"),
    [
        ("发挥昆明市知识产权保护中心作用。", ["昆明市知识产权保护中心"]),
        ("支持云南省科技情报院技术与创新支持中心(TISC)建设。", ["云南省科技情报院技术与创新支持中心(TISC)"]),
        ("支持云南大学高校知识产权信息服务中心、昆明理工大学国家知识产权信息公共服务网点建设。", ["云南大学高校知识产权信息服务中心", "昆明理工大学国家知识产权信息公共服务网点"]),
        ("推进国家知识产权局昆明商标业务窗口建设。", ["国家知识产权局昆明商标业务窗口"]),
        ("推进昆明市知识产权服务业集聚区的功能建设。", ["昆明市知识产权服务业集聚区"]),
        ("建设、运用、管理好昆明市知识产权运营基金，支持发展。", ["昆明市知识产权运营基金"]),
    ],
)  # fmt: skip
def test_institutions(task: str, names: list[str]) -> None:
    """A name that starts with a place and ends in the noun of a house is an institution."""
    assert mentions(task) == [("institution", name) for name in names]


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ("办好“南博会”、“商洽会”等展会。", [("event", "南博会"), ("event", "商洽会")]),
        ("参加中国国际进口博览会。", [("event", "中国国际进口博览会")]),
        ("实施产业专利导航工程，围绕产业推进。", [("programme", "产业专利导航工程")]),
        ("通过PCT(专利合作条约)专利申请布局。", [("instrument", "PCT")]),
        ("通过马德里商标国际注册布局。", [("instrument", "马德里")]),
        ("落实RCEP规则。", [("instrument", "RCEP")]),
        ("建设昆明数据公共服务平台。", [("platform", "昆明数据公共服务平台")]),
    ],
)
def test_events_programmes_instruments_platforms(task: str, found: list[tuple[str, str]]) -> None:
    """Fairs, programmes, international instruments and platforms are told by their form."""
    assert mentions(task) == found


@pytest.mark.parametrize(
    "task",
    [
        "深化“放管服”改革。",
        "开展“六进”活动。",
        "实施一批重大工程。",
        "加强中心城市建设。",
        "加速“沉睡专利”转化。",
        "建设综合性公共服务平台。",
        "引导高校、科研院所开展服务。",
    ],
)
def test_what_names_nothing(task: str) -> None:
    """Slogans, kinds of programme and houses without a name are no mentions."""
    assert mentions(task) == []


def test_a_place_inside_a_name_is_no_region() -> None:
    """The place at the head of an institution's name is part of the name (G6)."""
    plan = read(plan_with("支持云南省科技情报院建设，支持五华区开展试点。"))
    assert [row.name for row in plan.regions] == ["五华区"]


def test_mentions_of_one_thing_share_its_key() -> None:
    """An institution named twice is one thing; one of the same name elsewhere is another."""
    task = "发挥昆明市知识产权保护中心作用。加强昆明市知识产权保护中心建设。"
    one, other = read(plan_with(task)).mentions
    assert one.key == other.key
    assert (one.measure, other.measure) == ("1.1.1", "1.1.2")


def test_instruments_are_the_same_everywhere() -> None:
    """PCT in plans of two cities is one thing; a platform of each city is two."""
    pct = {read(plan_with("通过PCT(专利合作条约)申请。", city=c)).mentions[0].key for c in ("昆明市", "成都市")}  # fmt: skip
    assert len(pct) == 1
    assert {row.kind for row in read(plan_with("落实RCEP。")).mentions} == {MentionKind.INSTRUMENT}


def test_a_closing_paragraph_that_only_names_an_institution() -> None:
    """A paragraph behind the last unit with nothing but a mention still gives sound facts."""
    plan = read(
        "昆明市方案\n一、甲。做好甲事。\n二、乙。做好乙事。\n发挥昆明市知识产权保护中心作用。"
    )
    items = {item.position for item in plan.items}
    assert {mention.item for mention in plan.mentions} <= items
    assert facts_json(plan)["mentions"] or not plan.mentions
    assert from_graphs(to_graphs(plan)) == plan


@pytest.mark.parametrize("end", ["。", ""])
def test_a_programme_at_the_end_of_a_sentence(end: str) -> None:
    """实施…工程 names a programme wherever the sentence ends."""
    plan = read(plan_with(f"实施产业专利导航工程{end}"))
    assert [row.name for row in plan.mentions] == ["产业专利导航工程"]
