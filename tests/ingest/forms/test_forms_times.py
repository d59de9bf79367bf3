# ruff: noqa: E501  a Chinese character counts as two columns
"""Forms of time limits and stages (D1-D8), each with a false friend."""

import pytest

from plangraph.ontology.model import ItemKind
from tests.ingest.forms.asked import floors
from tests.ingest.forms.papers import section, stages
from tests.ingest.reading import read, wrong_spans


def due(statement: str) -> str | None:
    """The time limit of a task whose text ends in some words."""
    plan = read(
        f"邵阳市城市更新方案\n一、任务\n（一）改造管网。改造。{statement}\n（二）乙。做乙。（市财政局负责）\n"
    )
    return next(item.due for item in plan.items if item.path == "一/(一)")


def deadlines(words: str) -> list[tuple[str, str | None]]:
    """Indicator and deadline of the targets of a section of goals."""
    plan = read(f"邵阳市城市更新方案\n一、工作目标\n（一）目标。{words}\n")
    return [(row.indicator, row.due) for row in plan.targets]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("到2028年，企业达到100家。", "2028"),
        ("到2028年底，企业达到100家。", "2028-12"),
        ("到2028年年底，企业达到100家。", "2028-12"),
        ("2028年底前，企业达到100家。", "2028-12"),
        ("2027年10月底前，企业达到100家。", "2027-10"),
        ("至2027年6月30日，企业达到100家。", "2027-06-30"),
        ("力争2028年，企业达到100家。", "2028"),
    ],
)
def test_d1_deadlines_of_targets(words: str, date: str) -> None:
    """到2028年, 2028年底前 and their like date the target behind them (D1)."""
    assert deadlines(words) == [("企业", date)]


@pytest.mark.parametrize(
    ("statement", "date"),
    [
        ("（责任单位：市住建局，完成时限：2023年6月底前）", "2023-06"),
        ("（责任单位：市住建局；完成时限：2023年12月31日前）", "2023-12-31"),
        ("（责任单位：市住建局；完成时间：2024年底）", "2024-12"),
        ("（责任单位：市住建局；完成时间：2024年第三季度）", "2024-09"),
        ("（责任单位：市住建局；完成时限：2024年上半年）", "2024-06"),
        ("（责任单位：市住建局；完成时限：2024年6月—2025年6月）", "2025-06"),
        ("（责任单位：市住建局；实施期限：2024—2026年）", "2026"),
        ("（责任单位：市住建局，2025年12月）", "2025-12"),
        ("（市住建局牵头，市财政局配合，2024年底前完成）", "2024-12"),
        ("（2024年10月底前完成，市住建局负责）", "2024-10"),
        ("\n责任单位：市住建局\n完成时限：2024年10月底前", "2024-10"),
        ("责任单位：市住建局。完成时限：2024年10月底前。", "2024-10"),
    ],
)
def test_d1_limits_of_tasks(statement: str, date: str) -> None:
    """A limit inside or below the statement of a task is the last day that it names (D1)."""
    assert due(statement) == date


@pytest.mark.parametrize(
    "words",
    ["企业较2020年增长50%。", "与2020年相比，企业增长50%。", "2020年以来，企业增长50%。"],
)
def test_d1_false_friend_a_base_year(words: str) -> None:
    """The year that a figure is compared with is no deadline (D1)."""
    assert [date for _, date in deadlines(words) if date] == []


@pytest.mark.parametrize(
    "words", ["持续推进", "长期", "长期坚持", "全年", "常态化推进", "及时", "贯穿全年", "每年"]
)
@pytest.mark.parametrize("form", ["（责任单位：市住建局；完成时限：{}）", "（市住建局负责，{}）"])
def test_d2_limits_without_a_date(form: str, words: str) -> None:
    """持续推进, 长期 and 全年 are limits in their words (D2)."""
    assert due(form.format(words)) == words


def test_d2_limits_in_cells() -> None:
    """A cell of a column of limits holds a date or words (D2)."""
    plan = read(
        "邵阳市任务表\n一、任务\n| 序号 | 任务 | 责任单位 | 完成时限 |\n| --- | --- | --- | --- |\n| 1 | 甲 | 市住建局 | 全年 |\n| 2 | 乙 | 市住建局 | 2026年12月 |\n| 3 | 丙 | 市住建局 |  |\n"
    )
    assert [item.due for item in plan.items[1:]] == ["全年", "2026-12", None]


@pytest.mark.parametrize("words", ["持续推进管网改造", "长期护理保险", "全年无休服务"])
def test_d2_false_friend_the_same_words_in_a_sentence(words: str) -> None:
    """持续推进 in front of what is pushed on is no limit (D2)."""
    assert due(f"{words}。（市住建局负责）") is None


@pytest.mark.parametrize(
    ("statement", "limit"),
    [
        ("（牵头单位：市住建局；责任单位：市财政局，各县市区政府，6月底完成）", "6月底完成"),
        ("（责任单位：市住建局；完成时限：按季度）", "按季度"),
        ("（责任单位：市住建局，完成时限：“十四五”末）", "“十四五”末"),
        ("[责任单位：市住建局、各区（县）政府。完成时限：2025年11月底]", "2025-11"),
        ("（完成时限：2024年10月；责任单位：市住建局）", "2024-10"),
        ("（责任单位：市住建局  时限：2025年6月）", "2025-06"),
        ("（责任单位：市住建局，2025年6月30日前取得阶段性成效，长期坚持）", "2025-06-30"),
    ],
)
def test_d3_a_limit_as_part_of_the_bracket(statement: str, limit: str) -> None:
    """The limit may be any part of the bracket, with a label or without (D3)."""
    assert due(statement) == limit


def test_d3_false_friend_a_body_named_with_a_date() -> None:
    """A date inside the name of a body is no limit of the task (D3)."""
    assert due("（责任单位：市住建局、市“2025”专班）") is None


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["第一阶段：宣传发动（2024年3月底前）。开会。", "第二阶段：集中整治（2024年4月—10月）。排查。", "第三阶段：总结验收（2024年11月—12月）。验收。"],
            [("宣传发动", "", "2024-03"), ("集中整治", "2024-04", "2024-10"), ("总结验收", "2024-11", "2024-12")],
        ),
        (
            ["（一）动员部署阶段（2023年3月—5月）", "开会。", "（二）组织实施阶段（2023年6月—2024年10月）", "推进。", "（三）总结提升阶段（2024年11—12月）", "总结。"],
            [("动员部署阶段", "2023-03", "2023-05"), ("组织实施阶段", "2023-06", "2024-10"), ("总结提升阶段", "2024-11", "2024-12")],
        ),
        (
            ["（一）动员部署（即日起至2024年5月底）。开会。", "（二）推进（2024年6月1日至9月30日）。推进。"],
            [("动员部署", "2024-03", "2024-05"), ("推进", "2024-06-01", "2024-09-30")],
        ),
        (
            ["（一）动员部署（方案印发之日至2024年4月30日）。开会。", "（二）总结（2024年12月1日至31日）。总结。"],
            [("动员部署", "2024-03", "2024-04-30"), ("总结", "2024-12-01", "2024-12-31")],
        ),
        (
            ["1．谋划启动阶段：2024年4月底前，各地制定方案。", "2．全面建设阶段：2024年5月至2025年12月，全面推进。", "3．总结阶段：2026年，总结。"],
            [("谋划启动阶段", "", "2024-04"), ("全面建设阶段", "2024-05", "2025-12"), ("总结阶段", "2026", "2026")],
        ),
        (
            ["（一）动员部署（2024年3月上旬至4月中旬）。", "（二）推进（2024年第二季度至第四季度）。", "（三）总结（2025年上半年）。", "（四）巩固（2025年7月起）。"],
            [("动员部署", "2024-03", "2024-04"), ("推进", "2024-04", "2024-12"), ("总结", "2025-01", "2025-06"), ("巩固", "2025-07", "")],
        ),
        (
            ["（一）准备阶段（2024.3—2024.5）。制定。", "（二）实施阶段（2024.6-2025.12）。推进。"],
            [("准备阶段", "2024-03", "2024-05"), ("实施阶段", "2024-06", "2025-12")],
        ),
        (
            ["（一）2024年3—5月，动员部署阶段。制定。", "（二）2024年6月至10月为全面推进阶段。推进。"],
            [("动员部署阶段", "2024-03", "2024-05"), ("全面推进阶段", "2024-06", "2024-10")],
        ),
        (
            ["（一）宣传发动。2024年3月至4月，通过媒体宣传。", "（二）集中整治。从2024年5月开始至10月结束，开展整治。", "（三）总结。2024年12月底前，总结经验。"],
            [("宣传发动", "2024-03", "2024-04"), ("集中整治", "2024-05", "2024-10"), ("总结", "", "2024-12")],
        ),
        (
            ["（一）第一阶段（2024年1—3月）：制定方案、启动实施。抓好动员。", "（二）第二阶段（2025年1—6月）：总结评估、固化提升。形成机制。"],
            [("制定方案、启动实施", "2024-01", "2024-03"), ("总结评估、固化提升", "2025-01", "2025-06")],
        ),
        (
            ["（一）动员部署阶段", "时间：2024年3月—4月。", "内容：制定方案。", "（二）组织实施阶段", "时间：2024年5月—11月。", "内容：推进。"],
            [("动员部署阶段", "2024-03", "2024-04"), ("组织实施阶段", "2024-05", "2024-11")],
        ),
        (
            ["（一）打基础（2024年）。完成设计。", "（二）见成效（2025年）。建成平台。", "（三）成体系（2026年及以后）。完善制度。"],
            [("打基础", "2024", "2024"), ("见成效", "2025", "2025"), ("成体系", "2026", "")],
        ),
        (
            ["（一）2024年6月底前，完成方案编制。", "（二）2025年6月底前，完成验收。"],
            [("完成方案编制", "", "2024-06"), ("完成验收", "", "2025-06")],
        ),
        (
            ["（一）近期（2024—2025年）。打基础。", "（二）远期（2026—2030年）。推广。"],
            [("近期", "2024", "2025"), ("远期", "2026", "2030")],
        ),
        (
            ["（一）动员部署阶段（二〇二四年三月至四月）。制定。", "（二）“回头看”阶段（2024年12月）。检查。"],
            [("动员部署阶段", "2024-03", "2024-04"), ("“回头看”阶段", "2024-12", "2024-12")],
        ),
    ],
)  # fmt: skip
def test_d4_stages_as_headings(lines: list[str], found: list[tuple[str, str, str]]) -> None:
    """A heading below 实施步骤 with a span, an end or a start is a stage (D4)."""
    assert stages(*lines) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["本次行动分三个阶段实施：第一阶段（2024年3月至4月）为动员部署阶段，第二阶段（2024年5月至10月）为集中整治阶段，第三阶段（2024年11月至12月）为总结提升阶段。"],
            [("动员部署阶段", "2024-03", "2024-04"), ("集中整治阶段", "2024-05", "2024-10"), ("总结提升阶段", "2024-11", "2024-12")],
        ),
        (
            ["一是动员部署阶段（2024年3月—4月），召开会议；二是组织实施阶段（2024年5月—11月），推进；三是总结阶段（2024年12月），总结。"],
            [("动员部署阶段", "2024-03", "2024-04"), ("组织实施阶段", "2024-05", "2024-11"), ("总结阶段", "2024-12", "2024-12")],
        ),
        (
            ["第一阶段为试点阶段（2024年），选3个县试点；第二阶段为推广阶段（2025年—2026年），全面推广。"],
            [("试点阶段", "2024", "2024"), ("推广阶段", "2025", "2026")],
        ),
        (
            ["分三步走。第一步，2024年3月至12月，开展试点。第二步，2025年1月至12月，推广。"],
            [("第一步", "2024-03", "2024-12"), ("第二步", "2025-01", "2025-12")],
        ),
        (
            ["——2024年，打基础。完成设计。", "——2025年，见成效阶段。建成平台。"],
            [("打基础", "2024", "2024"), ("见成效阶段", "2025", "2025")],
        ),
        (
            ["近期：2021—2025年。中期：2026—2030年。"],
            [("近期", "2021", "2025"), ("中期", "2026", "2030")],
        ),
        (
            ["——启动阶段（2024年3月—4月）。制定方案。", "——推进阶段（2024年5月—11月）。推进。"],
            [("启动阶段", "2024-03", "2024-04"), ("推进阶段", "2024-05", "2024-11")],
        ),
        (
            ["第一阶段（2024年3月—6月）：制定方案，开展动员。", "第二阶段（2024年7月—12月）：整治，确保见效。"],
            [("第一阶段", "2024-03", "2024-06"), ("第二阶段", "2024-07", "2024-12")],
        ),
        (
            ["阶段一：动员部署（2024年3月）。会议。", "阶段二：组织实施（2024年4月—11月）。推进。"],
            [("动员部署", "2024-03", "2024-03"), ("组织实施", "2024-04", "2024-11")],
        ),
        (
            ["2024年3月，动员部署。", "2024年4月—10月，集中整治。", "2024年11月—12月，总结验收。"],
            [("动员部署", "2024-03", "2024-03"), ("集中整治", "2024-04", "2024-10"), ("总结验收", "2024-11", "2024-12")],
        ),
    ],
)  # fmt: skip
def test_d4_stages_told_in_text(lines: list[str], found: list[tuple[str, str, str]]) -> None:
    """Sentences and lines of a section of stages tell them as well as headings do (D4)."""
    plan = section(*lines)
    assert stages(*lines) == found
    assert wrong_spans(plan) == []


@pytest.mark.parametrize(
    "table",
    [
        "| 阶段 | 时间 | 主要任务 |\n|---|---|---|\n| 启动阶段 | 2024年3月—4月 | 制定方案 |\n| 推进阶段 | 2024年5月—11月 | 推进 |\n",
        "序号\t阶段\t时间安排\t工作内容\n1\t启动阶段\t2024年3月—4月\t制定方案\n2\t推进阶段\t2024年5月—11月\t推进\n",
        "| 时间 | 阶段 | 工作内容 | 责任单位 |\n| --- | --- | --- | --- |\n| 2024年3—4月 | 启动阶段 | 制定方案 | 市住建局 |\n| 2024年5—11月 | 推进阶段 | 推进 | 市住建局 |\n",
        "| 实施阶段 | 主要任务 | 备注 |\n|---|---|---|\n| 启动阶段（2024年3月—4月） | 制定方案 | |\n| 推进阶段（2024年5月—11月） | 推进 | |\n",
    ],
)
def test_d4_a_table_of_stages(table: str) -> None:
    """A table with a column of stages tells them, with dates beside or inside the cells (D4)."""
    assert stages(table) == [("启动阶段", "2024-03", "2024-04"), ("推进阶段", "2024-05", "2024-11")]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("三、实施步骤", "邵阳市2024年燃气整治方案\n"),
        ("三、实施步骤", "邵阳市燃气整治方案\n邵阳市人民政府\n2024年2月1日\n"),
        ("三、实施步骤\n整治自2024年3月开始，至2024年12月结束。", "邵阳市燃气整治方案\n"),
    ],
)
def test_d4_a_year_told_elsewhere(title: str, head: str) -> None:
    """A year that stages leave out is that of the section, of a plan of one year, or of its issue (D4)."""
    lines = [
        "（一）部署阶段（3月）。",
        "（二）攻坚阶段（4—10月）。",
        "（三）总结阶段（11月1日至30日）。",
    ]
    assert stages(*lines, title=title, head=head) == [
        ("部署阶段", "2024-03", "2024-03"), ("攻坚阶段", "2024-04", "2024-10"), ("总结阶段", "2024-11-01", "2024-11-30"),
    ]  # fmt: skip


def test_d4_a_year_told_elsewhere_is_believed_less() -> None:
    """Dates whose year is told elsewhere come from a rule of their own (D4)."""
    plan = section("（一）部署阶段（2024年3月）。", "（二）攻坚阶段（4—10月）。")
    assert [phase.evidence.rule for phase in plan.phases] == ["phase-dates", "phase-dates-filled"]


def test_d4_the_turn_of_a_year() -> None:
    """次年, and months that would run backwards, are of the next year (D4)."""
    assert stages("（一）部署阶段（2024年11—12月）。", "（二）攻坚阶段（1—10月）。") == [
        ("部署阶段", "2024-11", "2024-12"), ("攻坚阶段", "2025-01", "2025-10"),
    ]  # fmt: skip
    assert stages("（一）攻坚阶段（2024年10月至次年3月）。") == [("攻坚阶段", "2024-10", "2025-03")]


@pytest.mark.parametrize(
    "title", ["三、实施步骤", "三、工作步骤", "三、进度安排", "三、时间安排", "三、推进安排", "三、行动步骤", "三、方法步骤", "三、阶段划分", "四、组织实施", "四、工作安排"]
)  # fmt: skip
def test_d4_names_of_the_section(title: str) -> None:
    """Whatever the section is called, dated stages in it are stages (D4)."""
    found = stages(
        "（一）动员部署阶段（2024年3月）。", "（二）组织实施阶段（2024年4月—12月）。", title=title
    )
    assert [name for name, _, _ in found] == ["动员部署阶段", "组织实施阶段"]


def test_d4_what_is_done_in_a_stage() -> None:
    """The clauses behind name and dates are the steps of a stage, told in headings or in lines (D4)."""
    for lines in (
        ["（一）推进阶段（2024年5月—11月）。全面排查隐患，开展中期评估。"],
        ["推进阶段（2024年5月—11月）：全面排查隐患，开展中期评估。"],
    ):
        plan = section(*lines)
        assert [(step.text, step.checkpoint) for step in plan.steps] == [("全面排查隐患", False), ("开展中期评估", True)]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("三、重点任务", "（一）推进智慧工地建设（2024—2026年）。做事。"),
        ("三、重点任务", "（一）落实《总结推广行动计划（2024—2026年）》。做事。"),
        ("三、重点任务", "（一）义务教育阶段。2024年3月至6月开展摸底。"),
        ("三、重点任务", "（一）建设补助。项目建设期为2024年至2026年的，给予补助。"),
        ("三、重点任务", "（一）专项整治。2024年3月至10月，开展整治，11月总结。"),
        ("三、重点任务", "（一）防汛。2024年5月至9月为汛期，在试点阶段（2024年3月—6月）支持先行。"),
        ("三、工作目标", "（一）阶段目标。到2025年，建成平台10个；到2030年，建成20个。"),
        ("三、主要目标", "第一阶段：到2025年，建成平台10个。"),
        ("三、保障措施", "（一）加强督查。2024年3月底前完成自查，6月至8月抽查。"),
        ("三、实施步骤", "（一）动员部署阶段。召开会议。"),
        ("三、实施步骤", "（一）落实责任。2024年3月底前制定方案。"),
        ("三、时间要求", "请各县于2024年3月底前报送方案，12月10日前报送总结。"),
        ("三、实施步骤", "（一）总结阶段（2026年12月—2026年1月）。总结。"),
    ],
)
def test_d4_false_friend_dates_that_make_no_stage(title: str, line: str) -> None:
    """Tasks, goals, checks and papers with years are no stages, nor is a stage without dates (D4)."""
    assert stages(line, title=title) == []


def test_d4_false_friend_months_of_a_plan_of_several_years() -> None:
    """Months without a year in a plan of several years are left unread, and listed (D4)."""
    plan = section("（一）攻坚阶段（4—10月）。整治。", head="邵阳市燃气整治方案（2024—2026年）\n")
    assert plan.phases == ()
    assert [row.reason for row in plan.unread] == ["phase-not-read"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["2024年：完成平台建设。", "2025年：全面推广。", "2026年：总结评估。"], [("2024年", "2024", "2024"), ("全面推广", "2025", "2025"), ("总结评估", "2026", "2026")]),
        (["（一）2024年：夯实基础。完成建设。", "（二）2025年：全面推广。应用。"], [("夯实基础", "2024", "2024"), ("全面推广", "2025", "2025")]),
        (["2024年为启动年，2025年为攻坚年，2026年为提升年。"], [("启动年", "2024", "2024"), ("攻坚年", "2025", "2025"), ("提升年", "2026", "2026")]),
        (["规划期为2024—2035年，其中近期为2024—2027年，远期为2028—2035年。"], [("近期", "2024", "2027"), ("远期", "2028", "2035")]),
    ],
)  # fmt: skip
def test_d5_years_as_steps(lines: list[str], found: list[tuple[str, str, str]]) -> None:
    """In a section of stages a year at the head of a line, or one that is named, is a step (D5)."""
    assert stages(*lines) == found


def test_d5_years_of_targets() -> None:
    """Years that lead targets on in one paragraph date each its own (D5)."""
    assert deadlines("2026年，培育企业10家。到2028年，建成平台50个。") == [
        ("企业", "2026"),
        ("平台", "2028"),
    ]


@pytest.mark.parametrize(
    "line",
    ["（一）建基站。2024年建成100个，2025年建成200个。", "（一）甲。2024年是关键一年，2025年是“十四五”收官之年。", "（一）甲。到2026年为群众办实事100件。", "（一）甲。2024—2026年为新平台提供补助。"],
)  # fmt: skip
def test_d5_false_friend_years_of_other_things(line: str) -> None:
    """Years of figures, of speeches and of favours are no steps (D5)."""
    assert stages(line, title="三、重点任务") == []


@pytest.mark.parametrize(
    "words", ["从2023年起，每年新增企业不少于20家。", "自2023年起，每年新增企业不少于20家。"]
)
def test_d6_a_start(words: str) -> None:
    """从2023年起 says when a target starts to hold: it is no deadline (D6)."""
    assert [date for _, date in deadlines(words)] == [None]


@pytest.mark.parametrize(
    "words",
    ["本方案自2026年3月8日起实施。", "本方案自发布之日起施行。", "自印发之日起30日后施行。"],
)
def test_d6_false_friend_force(words: str) -> None:
    """The day from which the text is in force is no limit of a task and no stage (D6)."""
    plan = section(words, title="三、附则")
    assert (plan.phases, [item.due for item in plan.items if item.due]) == ((), [])


@pytest.mark.parametrize(
    "words", ["每月28日前报送进展", "务于2021年2月3日前报送方案", "每季度末报送台账"]
)
def test_d7_reports(words: str) -> None:
    """The day on which reports are due is no limit of the task they are about (D7)."""
    assert due(f"{words}。（责任单位：市住建局）") is None


def test_d7_false_friend_a_limit_beside_a_report() -> None:
    """A limit in the statement is read, whatever day reports are due on (D7)."""
    assert due("每月28日前报送进展。（责任单位：市住建局；完成时限：2021年12月）") == "2021-12"


@pytest.mark.parametrize("words", ["20xx年xx月xx日前", "XX年XX月", "20××年×月底", "____年__月"])
def test_d8_templates(words: str) -> None:
    """A date that a template leaves open is none (D8)."""
    assert due(f"（责任单位：市住建局；完成时限：{words}）") is None


def test_d8_false_friend_a_date_beside_a_template() -> None:
    """A whole date is read where a template stands elsewhere in the text (D8)."""
    assert due("填报日期20xx年xx月xx日。（责任单位：市住建局；完成时限：2024年6月）") == "2024-06"


def test_d8_a_stage_in_a_template() -> None:
    """A stage whose dates a template leaves open is listed as unread (D8)."""
    plan = section("（一）动员部署阶段（20xx年xx月—xx月）。开会。")
    assert plan.phases == ()
    assert [row.reason for row in plan.unread] == ["phase-without-dates"]
    assert plan.items[-1].kind is ItemKind.SECTION


def test_d1_false_friend_the_year_of_an_event() -> None:
    """The year of games that are prepared for is no deadline (D1)."""
    assert floors("备战2026年冬奥会，在训运动员达到6000人。") == ["在训运动员 >= 6000人"]


def test_d4_stages_counted_in_a_section_of_goals() -> None:
    """第一阶段：夯基础（…—…） at the head of a line is a stage in any section, under any short name (D4)."""
    lines = [
        "总体目标：到2028年，建成平台60个。",
        "第一阶段：夯基础（2024年9月—2025年12月）。出台目录。到2025年底，建成公寓3000套。",
        "第二阶段：促集聚（2026年1月—2028年12月）。全面建立机制。",
    ]
    assert stages(*lines, title="一、行动目标") == [
        ("夯基础", "2024-09", "2025-12"), ("促集聚", "2026-01", "2028-12"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "管网改造第一阶段：老城区（2024年9月—2025年12月）。",
        "完成改造，第一阶段：老城区（2024年9月—2025年12月）。",
        "第一批：老城区（2024年9月—2025年12月）。",
        "第一阶段：老城区（约2024年）。",
    ],
)
def test_d4_false_friend_a_part_of_some_work(line: str) -> None:
    """A part of some work that is counted within a sentence, or without a span, is no stage (D4)."""
    assert stages(line, title="二、重点任务") == []
