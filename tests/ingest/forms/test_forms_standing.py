# ruff: noqa: E501  a Chinese character counts as two columns
"""Statements that reach beyond their own item (S1-S6), each with a false friend."""

import pytest

from plangraph.ontology.model import Plan
from tests.ingest.forms.papers import duties
from tests.ingest.reading import read


def plan_of(*lines: str) -> Plan:
    """A plan of one section of tasks."""
    return read("义乌市营商环境方案\n一、重点任务\n" + "\n".join(lines) + "\n")


def roles(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """Bodies with their duties, by position."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in plan.responsibilities:
        found.setdefault(row.item, []).append((row.printed, row.duty.removeprefix("role-")))
    return found


@pytest.mark.parametrize(
    "rule",
    ["以下均涉及各镇人民政府，不再重复列出", "以下均涉及各镇人民政府,不再列出", "以下任务均涉及各镇人民政府，不再逐一列出"],
)  # fmt: skip
def test_s1_from_here_on_all_concern(rule: str) -> None:
    """以下均涉及… in the bracket of one item adds bodies to every later statement (S1)."""
    plan = plan_of(
        f"（一）甲。做甲。（责任单位：市科技局。{rule}）", "（二）乙。做乙。（责任单位：市财政局）", "（三）丙。做丙。", "（四）丁。做丁。（责任单位：市教育局、市人社局）",
    )  # fmt: skip
    found = duties(plan)
    assert found["一/(二)"] == ["市财政局", "各镇人民政府"]
    assert found["一/(四)"] == ["市教育局", "市人社局", "各镇人民政府"]
    assert "一/(三)" not in found


@pytest.mark.parametrize(
    "words",
    [
        "以下均为重点：建设平台。",
        "规模以下企业均涉及，不再补助。",
        "各镇人民政府以下单位均可申报。",
    ],
)
def test_s1_false_friend_below_in_another_sense(words: str) -> None:
    """以下 in a sentence of a task rules nothing (S1)."""
    plan = plan_of(
        f"（一）甲。{words}（责任单位：市科技局）", "（二）乙。做乙。（责任单位：市财政局）"
    )
    assert duties(plan) == {"一/(一)": ["市科技局"], "一/(二)": ["市财政局"]}


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("以下均需各区、县（市）政府落实，不再列出", "各区、县（市）政府"),
        ("以下均需各镇（街道）落实，不再列出", "各镇（街道）"),
        ("以下均由各园区管委会配合，不再列出", "各园区管委会"),
    ],
)
def test_s2_from_here_on_all_need(rule: str, name: str) -> None:
    """以下均需…落实 adds bodies to every later statement (S2)."""
    plan = plan_of(
        f"（一）甲。做甲。（责任单位：市科技局、市商务局。{rule}）",
        "（二）乙。做乙。（责任单位：市财政局）",
    )
    assert duties(plan)["一/(二)"] == ["市财政局", name]


def test_s2_false_friend_a_body_that_the_statement_names_itself() -> None:
    """A later statement that names the body itself gains it no second time (S2)."""
    plan = plan_of(
        "（一）甲。做甲。（责任单位：市科技局。以下均需各镇人民政府落实，不再列出）", "（二）乙。做乙。（责任单位：市财政局、各镇人民政府）",
    )  # fmt: skip
    assert duties(plan)["一/(二)"] == ["市财政局", "各镇人民政府"]


@pytest.mark.parametrize("marks", ["（）", "〔〕", "[]"])
def test_s3_from_here_on_each_task_needs(marks: str) -> None:
    """以下各项任务均需…落实 is the same rule, in any brackets (S3)."""
    plan = plan_of(
        f"（一）甲。做甲。{marks[0]}责任单位：市科技局，各镇人民政府。以下各项任务均需各镇人民政府落实，不再列出{marks[1]}", "（二）乙。做乙。（责任单位：市财政局）",
    )  # fmt: skip
    assert duties(plan) == {"一/(一)": ["市科技局", "各镇人民政府"], "一/(二)": ["市财政局", "各镇人民政府"]}  # fmt: skip


def test_s3_false_friend_items_before_the_rule() -> None:
    """A rule reaches later items only, never those above it (S3)."""
    plan = plan_of(
        "（一）甲。做甲。（责任单位：市科技局）", "（二）乙。做乙。（责任单位：市财政局。以下各项任务均需各镇人民政府落实，不再列出）", "（三）丙。做丙。（责任单位：市教育局）",
    )  # fmt: skip
    assert duties(plan)["一/(一)"] == ["市科技局"]
    assert duties(plan)["一/(三)"] == ["市教育局", "各镇人民政府"]


@pytest.mark.parametrize(
    "note", ["〈含开发区管委会，下同〉", "（含开发区、度假区管委会，下同）", "〔含功能区，下同〕"]
)
def test_s4_a_note_that_widens_a_name(note: str) -> None:
    """（含…，下同） behind a name widens it and is no body of its own (S4)."""
    plan = plan_of(
        f"（一）甲。做甲。（责任单位：市科技局、各镇人民政府{note}）",
        "（二）乙。做乙。（责任单位：各镇人民政府）",
    )
    first, second, later = plan.responsibilities
    assert (first.printed, later.printed) == ("市科技局", "各镇人民政府")
    assert second.printed.startswith("各镇人民政府")


def test_s4_false_friend_a_note_behind_a_short_name() -> None:
    """（以下简称…，下同） gives a name to a thing and rules nothing (S4)."""
    plan = plan_of("（一）甲。推进一人公司（以下简称“OPC”，下同）。（责任单位：市科技局）", "（二）乙。做乙。（责任单位：市财政局、市教育局）")  # fmt: skip
    assert roles(plan)["1.2"] == [("市财政局", "responsible"), ("市教育局", "responsible")]


@pytest.mark.parametrize(
    "rule",
    ["列第一位的为牵头单位，下同", "列首位的单位为牵头单位，下同", "列第一位者为牵头单位,下同", "排名第一的为牵头单位，下同"],
)  # fmt: skip
def test_s5_the_first_leads(rule: str) -> None:
    """列第一位的为牵头单位，下同 makes the first body of this and each later statement lead (S5)."""
    plan = plan_of(
        f"（一）甲。做甲。（责任单位：市科技局、市财政局。{rule}）",
        "（二）乙。做乙。（责任单位：市教育局、市财政局）",
    )
    assert roles(plan) == {
        "1.1": [("市科技局", "lead"), ("市财政局", "responsible")],
        "1.2": [("市教育局", "lead"), ("市财政局", "responsible")],
    }


def test_s5_false_friend_a_first_place_in_a_ranking() -> None:
    """The first in a ranking of companies leads nothing (S5)."""
    plan = plan_of("（一）甲。列第一位的企业奖励10万元。（责任单位：市科技局、市财政局）", "（二）乙。做乙。（责任单位：市教育局、市财政局）")  # fmt: skip
    assert {duty for rows in roles(plan).values() for _, duty in rows} == {"responsible"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("（以上任务由市科技局牵头，市财政局配合）", [("市科技局", "lead"), ("市财政局", "support")]),
        ("（上述工作由市科技局牵头，市财政局配合）", [("市科技局", "lead"), ("市财政局", "support")]),
        ("以上各项任务责任单位：市科技局、市财政局", [("市科技局", "responsible"), ("市财政局", "responsible")]),
        ("（以上2项任务由市科技局、市财政局负责）", [("市科技局", "responsible"), ("市财政局", "responsible")]),
    ],
)  # fmt: skip
def test_s6_one_statement_for_a_group(statement: str, found: list[tuple[str, str]]) -> None:
    """One statement behind a group of items, with 以上 or 上述, rules each of them (S6)."""
    plan = plan_of("（一）甲。做甲。", "（二）乙。做乙。", statement)
    assert roles(plan) == {"1.1": found, "1.2": found}


@pytest.mark.parametrize(
    "words", ["培育产值1亿元以上企业。", "引进大专以上人才。", "以上海为龙头联动发展。"]
)
def test_s6_false_friend_above_in_another_sense(words: str) -> None:
    """以上 behind a figure, or in 上海, rules no item but its own (S6)."""
    plan = plan_of("（一）甲。做甲。", f"（二）乙。{words}（市科技局负责）")
    assert duties(plan) == {"一/(二)": ["市科技局"]}


def test_s6_items_behind_the_statement_are_not_ruled() -> None:
    """What stands behind a statement with 以上 is not above it (S6)."""
    plan = plan_of(
        "（一）甲。做甲。", "（二）乙。做乙。（以上任务由市科技局负责）", "（三）丙。做丙。"
    )
    assert duties(plan) == {"一/(一)": ["市科技局"], "一/(二)": ["市科技局"]}


@pytest.mark.parametrize(
    "others",
    ["其他为配合单位", "其余单位均为配合单位", "其他单位为协办单位"],
)
def test_s5_the_others_support(others: str) -> None:
    """列第一位的为牵头单位，其他为配合单位 makes the others support, in a bracket or the preamble (S5)."""
    inside = plan_of(
        f"（一）甲。做甲。（责任单位：市科技局、市财政局。列第一位的为牵头单位，{others}，下同）", "（二）乙。做乙。（责任单位：市教育局、市财政局）",
    )  # fmt: skip
    before = read(
        f"义乌市营商环境方案\n现将任务分解如下。凡责任单位列第一位的为牵头单位，{others}。\n一、重点任务\n（一）甲。做甲。（责任单位：市科技局、市财政局）\n（二）乙。做乙。（责任单位：市教育局、市财政局）\n"
    )
    wanted = {
        "1.1": [("市科技局", "lead"), ("市财政局", "support")],
        "1.2": [("市教育局", "lead"), ("市财政局", "support")],
    }
    assert roles(inside) == roles(before) == wanted


def test_s5_false_friend_others_of_another_kind() -> None:
    """What is said of other firms is no rule for bodies, and a duty told in words stays (S5)."""
    plan = plan_of("（一）甲。龙头企业为牵头单位，其他为配合单位。（责任单位：市科技局、市财政局）")
    assert roles(plan) == {"1.1": [("市科技局", "responsible"), ("市财政局", "responsible")]}


CLOSED = "义乌市营商环境方案\n一、甲\n（一）甲。做甲。（责任单位：市科技局）\n（二）乙。做乙。（牵头单位：市财政局；责任单位：各镇人民政府）\n二、乙\n（三）丙。做丙。（责任单位：市教育局）\n三、附则\n"


@pytest.mark.parametrize(
    ("rule", "duty"),
    [
        ("各镇人民政府均为以上各项措施的责任单位，不再逐一列出。", "responsible"),
        ("另外，各镇人民政府为上述各项任务的配合单位。", "support"),
        ("各镇人民政府是本方案各项任务的责任单位。", "responsible"),
        ("以上各项任务均需各镇人民政府落实，不再逐一列出。", "implement"),
    ],
)
def test_s6_all_above_in_the_closing_section(rule: str, duty: str) -> None:
    """A body told at the end for 以上各项措施 is added to each statement above, once (S6)."""
    found = roles(read(CLOSED + rule + "市发展改革委要定期调度。\n"))
    assert found["1.1"] == [("市科技局", "responsible"), ("各镇人民政府", duty)]
    assert found["1.2"] == [("市财政局", "lead"), ("各镇人民政府", "responsible")]
    assert found["2.1"] == [("市教育局", "responsible"), ("各镇人民政府", duty)]


@pytest.mark.parametrize(
    "words",
    [
        "各镇人民政府为以上各项补助的发放单位。",
        "龙头企业均为以上各项任务的责任单位。",
        "各镇人民政府要落实以上措施。",
        "以上各项任务均需落实到人，不再列出。",
    ],
)
def test_s6_false_friend_no_body_for_all_above(words: str) -> None:
    """A closing sentence without bodies, or on other things than measures, adds nothing above (S6)."""
    found = roles(read(CLOSED + words + "\n"))
    assert found["1.1"] == [("市科技局", "responsible")]
    assert found["2.1"] == [("市教育局", "responsible")]


def test_s6_all_above_within_a_section_stays_there() -> None:
    """以上各项任务 in the last line of a section speaks of that section alone (S6)."""
    plan = read(CLOSED.replace("三、附则\n", "各村委会均为以上各项任务的配合单位。\n三、丙\n（四）丁。做丁。（责任单位：市商务局）\n"))  # fmt: skip
    assert {u: len(rows) for u, rows in roles(plan).items()} == {"1.1": 1, "1.2": 2, "2.1": 2, "3.1": 1}  # fmt: skip
