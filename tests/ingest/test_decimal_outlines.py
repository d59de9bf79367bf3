"""Outlines in decimals (1 总则, 1.1 编制目的), as emergency plans and technical plans have them.

Source: format N11 and the framework for emergency plans; beside each form stands a false friend.
"""

from plangraph.ingest.facts import facts_json
from tests.ingest.reading import read

PLAN = """岳西县低温冰冻应急预案
岳西县人民政府
2031年11月6日
1 总则
1.1 编制目的
提高低温冰冻应对能力。
1.2 工作原则
1.2.1统一领导,分级管理。一般灾害由县政府应对。
1.2.2 预防为主。储备融雪剂200吨。(责任单位:县交通运输局)
2 组织体系
2.1 指挥机构
(1)成员单位。各成员单位值守。(责任单位:县应急管理局、县气象局)
3附则
3.1 解释
本预案由县应急管理局解释。
"""


def paths(text: str) -> list[str]:
    """The paths of the units of a text, in order."""
    return [item["path"] for item in facts_json(read(text))["items"]]


def test_n11_decimals_at_the_head_of_lines_are_the_numbers_of_units() -> None:
    """1, 1.1 and 1.2.1 head units, each below the one whose number it goes on from (N11)."""
    facts = facts_json(read(PLAN))
    assert [item["path"] for item in facts["items"] if item["path"].startswith("1")] == [
        "1",
        "1/1.1",
        "1/1.2",
        "1/1.2/1.2.1",
        "1/1.2/1.2.2",
    ]
    assert [(row["path"], row["agency"]) for row in facts["assignments"]] == [
        ("1/1.2/1.2.2", "县交通运输局"),
        ("2/2.1/(1)", "县应急管理局"),
        ("2/2.1/(1)", "县气象局"),
    ]
    assert paths(PLAN)[-2:] == ["3", "3/3.1"]


def test_n11_decimals_behind_a_first_level_with_points() -> None:
    """The first level may have a point behind its number (1.总则) where 1.1 follows it (N11)."""
    pointed = (
        PLAN.replace("1 总则", "1.总则").replace("2 组织", "2.组织").replace("3附则", "3.附则")
    )
    assert paths(pointed) == paths(PLAN)


def test_n11_a_table_of_contents_in_decimals_heads_nothing() -> None:
    """The same numbers in a table of contents make no units (N11)."""
    contents = (
        "目 录\n1 总则\n1.1 编制目的\n1.2 工作原则\n2 组织体系\n2.1 指挥机构\n3附则\n3.1 解释\n"
    )
    head, mark, rest = PLAN.partition("1 总则")
    assert paths(head + contents + "岳西县低温冰冻应急预案\n" + mark + rest) == paths(PLAN)


def test_n11_false_friend_figures_at_the_head_of_lines() -> None:
    """A figure that starts a line continues no count and heads nothing (N11)."""
    text = """岳西县道路提升方案
1.提升道路
1.5公里的老路改造完成。
3.2亿元资金到位。
2.管护道路
2.6公里的新路通车。
"""
    assert paths(text) == ["1", "2"]


def test_n11_false_friend_items_below_a_section_in_decimals() -> None:
    """Items that count 1. 2. 3. below 1.1 are no sections of the outline (N11)."""
    text = PLAN.replace(
        "提高低温冰冻应对能力。", "1.监测气温。每日两次。\n2.发布预警。及时发布。\n3.评估灾情。"
    )
    assert paths(text)[:6] == ["1", "1/1.1", "1/1.1/1", "1/1.1/2", "1/1.1/3", "1/1.2"]
