# ruff: noqa: E501  a Chinese character counts as two columns
"""Figures of tasks that somebody has to deliver, and what they count; with their false friends.

Source: formats T3, T5, T10, T15, T20; GOLD.md (targets).
"""

import pytest

from tests.ingest.reading import figures_in


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("重点产业项目完成投资8000亿元。", ("重点产业项目完成投资", "eq", "800000000000", "元")),
        ("撬动社会资本20亿元。", ("撬动社会资本", "eq", "2000000000", "元")),
        ("三年投放贷款30亿元。", ("三年投放贷款", "eq", "3000000000", "元")),
        ("每年安排专项资金2000万元。", ("安排专项资金", "eq", "20000000", "元")),
        ("带动种植户10万户以上，户均增收1200元。", ("户均增收", "increase-by", "1200", "元")),
        ("特困人员补助标准提高到每人每月960元。", ("特困人员补助标准", "ge", "960", "元")),
    ],
)  # fmt: skip
def test_t5_sums_that_somebody_must_raise(words: str, figure: tuple[str, str, str, str]) -> None:
    """Sums to be raised, lent, spent or paid out to all are goals of a task (T5)."""
    assert figures_in(words, goal=False)[-1] == figure


@pytest.mark.parametrize(
    "words",
    [
        "对完成投资1亿元以上的项目给予奖励。",
        "安排2000万元对社区予以补助。",
        "奖励标准不超过5000元。",
        "发放消费券，每张抵扣50元。",
        "推进总投资50亿元的化工园区。",
    ],
)
def test_t5_false_friends_of_sums(words: str) -> None:
    """Conditions, grants, caps of grants and the size of a project are no goals (T5, T20)."""
    assert figures_in(words, goal=False) == []


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("一般项目审批时间不超过10个工作日。", ("一般项目审批时间", "le", "10", "个工作日")),
        ("商事案件平均审理天数不超过85天。", ("商事案件平均审理天数", "le", "85", "天")),
    ],
)
def test_t5_time_that_work_may_take(words: str, figure: tuple[str, str, str, str]) -> None:
    """The time that an authority may take is a goal of its own (T5)."""
    assert figures_in(words, goal=False) == [figure]


@pytest.mark.parametrize("words", ["贴息期限不超过3年。", "单笔贷款时间不超过90天。"])
def test_t5_false_friends_of_time(words: str) -> None:
    """How long a grant or a loan lasts is a cap (T5)."""
    assert figures_in(words, goal=False) == []


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("每个街道至少建成1家养老机构。", ("养老机构", "ge", "1", "家")),
        ("政银企对接每季度至少举办1场。", ("政银企对接", "ge", "1", "场")),
        ("骨干教师交流比例不低于交流总数的20%。", ("骨干教师交流比例", "ge", "20", "%")),
        ("改扩建店前、来榜、冶溪3所中心学校。", ("中心学校", "eq", "3", "所")),
        ("通过“一点多能”改造村级的便民商店，每年改造不少于3万个。", ("便民商店", "ge", "30000", "个")),
        ("做优“灵雀贷”，年度投放不低于20亿元。", ("“灵雀贷”", "ge", "2000000000", "元")),
        ("本地货源占比2027年提高到30%。", ("本地货源占比", "ge", "30", "%")),
        ("推广植保，年作业面积达到1000万亩次以上。", ("年作业面积", "ge", "10000000", "亩次")),
    ],
)  # fmt: skip
def test_t3_what_figures_count(words: str, figure: tuple[str, str, str, str]) -> None:
    """The noun stands behind a verb, a base, a list of names, or in the clause before (T3, T9)."""
    assert figures_in(words, goal=False) == [figure]


@pytest.mark.parametrize(
    "words",
    [
        "加强泉州22处世界遗产点保护监测。",
        "推动服务覆盖全部23个镇街。",
        "在开元、龙山、振林4个街道建设试点。",
        "完成千人以上供水工程标准化管理。",
        "辖区43个高层小区完成登记。",
    ],
)
def test_t9_false_friends_of_counts(words: str) -> None:
    """What there is, what places are listed and how large a thing is are told, not aimed at (T9)."""
    assert figures_in(words, goal=False) == []
