# ruff: noqa: E501  a Chinese character counts as two columns
"""Forms of work divisions, emergency plans and working groups, with texts that only look so.

Source: formats N18, R14, D1-D3, L3, L16, L17, T10.
"""

import pytest

from plangraph.ingest.facts import facts_json
from plangraph.ontology.errors import PlanGraphError
from tests.ingest.reading import duties_in, figures_in, read, told_in

DIVISION = "国务院关于落实《政府工作报告》重点工作分工的意见\n一、扩大需求\n（一）促进消费。鼓励以旧换新。（{words}）\n"


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("商务部牵头，财政部等按职责分工负责，年内持续推进", "年内持续推进"),
        ("商务部、财政部牵头，4月底前出台相关政策，年内持续推进", "4月底前出台相关政策"),
        ("商务部牵头，财政部负责，6月底前取得阶段性成效", "6月底前取得阶段性成效"),
    ],
)
def test_r14_limits_with_what_is_done_by_then(words: str, due: str) -> None:
    """A time limit inside a bracket may say what is to be there by then (R14)."""
    facts = facts_json(read(DIVISION.format(words=words)))
    assert [row["due"] for row in facts["tasks"]] == [due]
    assert {row["agency"] for row in facts["assignments"]} == {"商务部", "财政部"}


def test_r14_false_friend_what_others_do() -> None:
    """A list that goes on with words of another kind is no statement (R14)."""
    facts = facts_json(read(DIVISION.format(words="商务部牵头，企业4月份出口增长明显")))
    assert facts["assignments"] == []


EMERGENCY = """宜都市防汛抗旱应急预案
1 总则
1.1 编制目的
做好防范工作。
1.2 编制依据
依据《中华人民共和国防洪法》，制定本预案。
2 组织体系
2.1 指挥部
市防汛抗旱指挥部负责组织全市的防汛抗旱工作。
2.2 成员单位
市水利局：负责水情监测预警。
市气象局：负责天气预报工作。
市应急管理局：牵头建立抢险队伍。
"""


def test_n18_outlines_in_decimals() -> None:
    """Emergency plans number chapters 1, 2 and sections 1.1, 2.2; bodies head their duties (N18)."""
    rows = facts_json(read(EMERGENCY))["assignments"]
    assert [(row["path"], row["agency"], row["role"]) for row in rows] == [
        ("2/2.1", "市防汛抗旱指挥部", "responsible"),
        ("2/2.2/市水利局", "市水利局", "responsible"),
        ("2/2.2/市气象局", "市气象局", "responsible"),
        ("2/2.2/市应急管理局", "市应急管理局", "lead"),
    ]


def test_n18_false_friend_decimal_figures() -> None:
    """Lines that start with figures are no sections, and give a text no outline (N18)."""
    text = "宜都市会议纪要\n1 总量\n1.1亿元用于修路。\n1.2万亩耕地受灾。\n1.5公里堤防加固。\n"
    with pytest.raises(PlanGraphError):
        read(text)
    told = facts_json(read(f"一、任务\n（一）修堤。\n{text}"))
    assert [row["path"] for row in told["items"]] == ["一", "一/(一)"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("组长单位：市科技局；成员单位：市财政局、市人社局", [("市科技局", "lead"), ("市财政局", "support"), ("市人社局", "support")]),
        ("市教育局主办，市财政局会办", [("市教育局", "lead"), ("市财政局", "support")]),
        ("主办：市教育局；会办：市财政局", [("市教育局", "lead"), ("市财政局", "support")]),
    ],
)  # fmt: skip
def test_l3_members_of_groups(words: str, found: list[tuple[str, str]]) -> None:
    """The head of a working group leads, its members and those who co-sign support (L3)."""
    assert duties_in(f"（{words}）") == found


def test_l3_false_friend_persons() -> None:
    """Persons who head a group are no bodies (L3)."""
    assert duties_in("（组长：张某某；副组长：李某某）") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("县委农办、县农业农村局负总责。", [("县委农办", "responsible"), ("县农业农村局", "responsible")]),
        ("省委组织部、省教育厅按职责组织实施人才计划。", [("省委组织部", "implement"), ("省教育厅", "implement")]),
        ("领导小组办公室设在县经信局，承担日常工作。", [("领导小组办公室", "implement")]),
    ],
)  # fmt: skip
def test_l16_duties_in_other_words(words: str, found: list[tuple[str, str]]) -> None:
    """负总责, 按职责组织实施 and 承担 tell duties in prose (L16, L17)."""
    assert told_in(words) == found


@pytest.mark.parametrize("words", ["主要领导负总责，分管领导具体抓。", "企业按职责组织实施。"])
def test_l16_false_friends(words: str) -> None:
    """Persons and firms that do the same are no bodies (L19)."""
    assert told_in(words) == []


def test_t10_town_and_country() -> None:
    """城乡居民收入 with two figures in order is that of the towns, then of the country (T10)."""
    assert figures_in("城乡居民人均可支配收入分别增长5.5%、6.5%。") == [
        ("城镇居民人均可支配收入", "increase-by", "5.5", "%"),
        ("农村居民人均可支配收入", "increase-by", "6.5", "%"),
    ]


def test_t10_false_friend_one_figure() -> None:
    """With one figure for both there is one target (T10)."""
    assert figures_in("城乡居民人均可支配收入增长6%。") == [
        ("城乡居民人均可支配收入", "increase-by", "6", "%")
    ]


def test_t13_what_a_share_covers() -> None:
    """覆盖90%以上的县 sets a share out; 90%以上的县 that something is told of does not (T13)."""
    assert figures_in("医共体覆盖全国90%以上的县。", goal=False) == [
        ("医共体覆盖全国", "ge", "90", "%")
    ]
    assert figures_in("学习全国90%以上的县的做法。", goal=False) == []


TABLE = """铜川市2025年重点任务方案
一、重点任务
| 序号 | 重点任务 | 2025年目标 | 一季度目标 | 责任单位 |
|---|---|---|---|---|
| 1 | 招商引资到位资金 | 350亿元 | 80亿元 | 市投资促进局 |
| 2 | 规上工业增加值 | 增长8% | 增长7.5% | 市工信局 |
| 3 | 培育市场主体 | 完善政策 | 出台办法 | 市市场监管局 |
"""


def test_r13_the_task_of_a_row_is_what_its_goal_measures() -> None:
    """A cell of goals that is a figure and nothing else measures the task of its row (R13)."""
    rows = facts_json(read(TABLE))["targets"]
    assert [(row["path"], row["indicator"], row["value"], row["comparator"]) for row in rows] == [
        ("一/1", "招商引资到位资金", 35_000_000_000, "="),
        ("一/2", "规上工业增加值", 8, "+"),
    ]


ADDED = """内江市意见
一、重点任务
1.改造建筑。完成改造。〔市住建局牵头，市财政局等参与，各县（市、区）政府，经开区、高新区管委会落实。以下均需各县（市、区）政府，经开区、高新区管委会落实，不再列出〕
2.建设社区。打造样板。〔市商务局牵头〕
"""


def test_s2_a_rule_of_several_groups() -> None:
    """Bodies parted by commas all belong to the rule that adds them to later statements (S2)."""
    rows = facts_json(read(ADDED))["assignments"]
    found = [(row["path"], row["agency"]) for row in rows]
    groups = ["各县（市、区）政府", "经开区管委会", "高新区管委会"]
    assert found == [
        *(("一/1", name) for name in ["市住建局", "市财政局", *groups]),
        *(("一/2", name) for name in ["市商务局", *groups]),
    ]


def test_s2_false_friend_a_rule_that_is_done() -> None:
    """What follows a rule that has its verb is a list of its own (S2)."""
    text = ADDED.replace("，经开区、高新区管委会落实，不再列出", "落实，市应急局负责")
    rows = facts_json(read(text))["assignments"]
    assert [row["agency"] for row in rows if row["path"] == "一/2"] == [
        "市商务局",
        "各县（市、区）政府",
    ]


def test_a12_bodies_of_rivers_and_organs() -> None:
    """Bodies of great rivers take no prefix of the list; 公安机关 does what its clause says (A12)."""
    assert [name for name, _ in duties_in("（市经信局、长江三峡通航管理局负责）")] == [
        "市经信局",
        "长江三峡通航管理局",
    ]
    assert told_in("公安机关负责查处非法运输。") == [("公安机关", "responsible")]


@pytest.mark.parametrize("words", ["党政机关负责同志要到场。", "机关要带头落实。"])
def test_a12_false_friends(words: str) -> None:
    """Persons of organs, and organs as a class, are told nothing (A12)."""
    assert told_in(words) == []
