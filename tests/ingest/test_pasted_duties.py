# ruff: noqa: E501  a Chinese character counts as two columns
"""Statements of responsibility as published plans print them around their lists.

Beside each form stands a text that only looks like it. Source: formats L1-L13, R14, S6.
"""

import pytest

from plangraph.ingest.facts import facts_json
from tests.ingest.reading import duties_in, failures_in, read, statements_in, told_in


def owners(text: str) -> list[tuple[str, str, str]]:
    """Path, body and role of each assignment of a text."""
    rows = facts_json(read(text))["assignments"]
    return [(row["path"], row["agency"], row["role"]) for row in rows]


def test_r14_a_limit_within_the_year_behind_the_list() -> None:
    """年内 with a word of doing is a time limit of the statement (R14)."""
    words = "(市直各部门分别负责,年内持续推进)"
    assert duties_in(words) == [("市直各部门", "sole")]
    assert statements_in(words)[0].due == "年内持续推进"


def test_r14_false_friend_a_body_whose_name_starts_like_a_limit() -> None:
    """A name that begins with 年 is no limit (R14)."""
    assert duties_in("(市年鉴办负责)") == [("市年鉴办", "sole")]


ONE_LINE = "1.修建码头2座。 牵头领导:林一 责任单位:市港航局 项目责任人:王二 配合单位:市公安局、市财政局 进展情况:主体工程整体进度已完成55%,正在收尾。"


def test_l1_labels_of_one_line_with_persons_and_other_matters_between() -> None:
    """Behind white space a label of another matter ends the list before it (L1)."""
    assert owners(
        f"江口县年度工作方案\n{ONE_LINE}\n2.疏浚航道。 责任单位:市水利局 完成情况:已完工。\n"
    ) == [
        ("1", "市港航局", "responsible"),
        ("1", "市公安局", "support"),
        ("1", "市财政局", "support"),
        ("2", "市水利局", "responsible"),
    ]


def test_l1_false_friend_names_behind_white_space() -> None:
    """White space alone ends no list (L1)."""
    assert [name for name, _ in duties_in("责任单位:市港航局 市财政局 市公安局")] == [
        "市港航局",
        "市财政局",
        "市公安局",
    ]


GROUP = """海东市责任分解
一、主要任务
(一)健全体系
1.完善预案
(1)编制预案。
(2)开展演练。
{}
2.健全机制
(1)推进会商。
"""


def test_s6_a_bracket_on_its_own_line_behind_several_items_rules_their_group() -> None:
    """A bracket below the last of several items without a statement is their group's (S6)."""
    line = "(责任单位:市应急局、各县(区)人民政府)"
    assert owners(GROUP.format(line)) == [
        ("一/(一)/1", "市应急局", "responsible"),
        ("一/(一)/1", "各县(区)人民政府", "responsible"),
    ]


def test_s6_false_friend_a_bracket_at_the_end_of_the_last_item() -> None:
    """A bracket that ends the last item itself is that item's alone (S6)."""
    text = GROUP.format("").replace("演练。", "演练。(责任单位:市应急局)")
    assert owners(text) == [("一/(一)/1/(2)", "市应急局", "responsible")]


def test_s6_false_friend_a_line_below_where_other_items_have_their_own() -> None:
    """Where an item above has a statement of its own the line below is the last one's (S6)."""
    text = GROUP.format("(责任单位:市气象局)").replace("预案。", "预案。(责任单位:市应急局)")
    assert owners(text) == [
        ("一/(一)/1/(1)", "市应急局", "responsible"),
        ("一/(一)/1/(2)", "市气象局", "responsible"),
    ]


def test_a6_governments_of_places_with_the_committee_in_brackets() -> None:
    """各县、区人民政府(管委会) is one group (A6)."""
    assert duties_in("(市港航局参与,各县、区人民政府(管委会)负责落实)") == [
        ("市港航局", "support"),
        ("各县、区人民政府(管委会)", "responsible"),
    ]


@pytest.mark.parametrize(("years", "due"), [("2031年", "2031-06"), ("2031—2033年", "6月底完成")])
def test_r14_a_month_is_of_the_year_of_a_plan_of_one_year(years: str, due: str) -> None:
    """A month without a year is of the plan's year, and stays in words where it has several (R14)."""
    text = f"湘江县{years}码头工作计划\n一、任务\n1.修建码头。(牵头单位:县港航局;责任单位:县水利局,6月底完成)\n"
    assert [row["due"] for row in facts_json(read(text))["tasks"]] == [due]


def test_l14_an_adverb_before_the_verb_is_no_part_of_the_name() -> None:
    """也 and 均 stand between a body and its verb (L14)."""
    assert told_in("各有关部门也要完善督导机制。") == [("各有关部门", "oversee")]


def test_l14_false_friend_a_demand_is_no_verb() -> None:
    """The 要 of 要求 tells nobody's duty (L14)."""
    assert told_in("各村委会根据行动目标要求,制定方案。") == []


def test_l14_false_friend_members_are_no_body() -> None:
    """The members of a group are persons (L14)."""
    assert told_in("各领导小组成员要指导整洁行动。") == []
    assert failures_in("各领导小组成员要指导整洁行动。") == []
