# ruff: noqa: E501  a Chinese character counts as two columns
"""Goals as published plans write them: dashes, doubled floors, figures in order, counts of the text.

Beside each form stands a text that only looks like it. Source: formats T1-T12.
"""

from plangraph.ingest.facts import facts_json
from tests.ingest.reading import read

Row = tuple[str, str, float, str | None]


def goals(words: str) -> list[Row]:
    """Indicator, comparator, figure and deadline of the goals that a section of goals sets."""
    text = f"武汉市工作方案\n一、主要目标\n{words}\n二、任务\n(一)抓好。\n"
    rows = facts_json(read(text))["targets"]
    return [(row["indicator"], row["comparator"], row["value"], row["deadline"]) for row in rows]


def test_t1_a_goal_behind_a_dash_with_a_floor_in_words() -> None:
    """Neither the dash before a goal nor 至少需 is part of what is measured (T1)."""
    assert goals("——全市机构养老床位至少需达到1500张以上。") == [("机构养老床位", ">=", 1500, None)]


def test_t1_false_friend_a_noun_that_ends_like_a_demand() -> None:
    """刚需 and its like at the end of a noun are not cut off where more words follow (T1)."""
    assert goals("住房刚需家庭覆盖率达到90%。") == [("住房刚需家庭覆盖率", ">=", 90, None)]


def test_t9_a_better_figure_behind_the_first_measures_the_same() -> None:
    """力争保持在… without a noun goes on with the noun before it (T9)."""
    assert goals(
        "2030年,颗粒物浓度保持在30微克/立方米以下,力争保持在25微克/立方米以下;完成下达的臭氧、粉尘任务。"
    ) == [("颗粒物浓度", "<=", 30, "2030"), ("颗粒物浓度", "<=", 25, "2030")]


def test_t2_shares_of_several_groups() -> None:
    """Each share measures the group behind it (T2)."""
    assert goals("驿站覆盖所有社区、90%以上乡镇和60%以上村。") == [
        ("乡镇", ">=", 90, None),
        ("村", ">=", 60, None),
    ]


def test_t2_false_friend_a_level_is_no_comparison() -> None:
    """县级以上 in the noun behind a share compares nothing (T2)."""
    assert goals("2030年,100%的县级以上城市建成示范区。") == [
        ("县级以上城市建成示范区", "=", 100, "2030")
    ]


def test_t10_nouns_with_brackets_before_figures_in_order() -> None:
    """Nouns that carry a bracket take the figures in their order, with the measure of the last (T10)."""
    assert goals(
        "到2030年,二氧化硫(SO2)、氮氧化物(NOX)和粉尘(PM)等污染物排放总量比2025年分别下降15%、10%和26%。"
    ) == [
        ("二氧化硫(SO2)排放总量", "-", 15, "2030"),
        ("氮氧化物(NOX)排放总量", "-", 10, "2030"),
        ("粉尘(PM)等污染物排放总量", "-", 26, "2030"),
    ]


def test_t10_figures_in_order_though_nothing_says_so() -> None:
    """As many figures of one unit as nouns of measure before them belong to each other (T10)."""
    assert goals("到2030年,万元产值用水量、万元产值用电量比2025年下降26%、23%。") == [
        ("万元产值用水量", "-", 26, "2030"),
        ("万元产值用电量", "-", 23, "2030"),
    ]


def test_t10_false_friend_two_figures_behind_one_noun() -> None:
    """Two figures behind one noun are not told in order (T10)."""
    assert [row[0] for row in goals("到2030年,万元产值用水量下降26%、用电量下降23%。")] == [
        "万元产值用水量",
        "用电量",
    ]


def test_t12_two_years_with_a_figure_each() -> None:
    """到A年和B年 … 达到x和y gives each year its figure, 分别 said or not (T12)."""
    both = [("锻炼人数比例", ">=", 37, "2032"), ("锻炼人数比例", ">=", 40, "2040")]
    assert goals("到2032年和2040年,锻炼人数比例达到37%及以上和40%及以上。") == both
    assert goals("到2032年和2040年,肥胖持续减缓,5岁以下儿童迟缓率分别低于7%和5%。") == [
        ("5岁以下儿童迟缓率", "<=", 7, "2032"),
        ("5岁以下儿童迟缓率", "<=", 5, "2040"),
    ]


def test_t5_what_is_listed_behind_a_figure_is_not_new() -> None:
    """新增 in the noun of one figure adds nothing to the next one of the list (T5)."""
    assert goals("到2030年,城镇新增就业规模保持在35万人以上、扶持创业3万人以上。")[1][1] == ">="


def test_t19_counts_of_the_text_itself_are_no_goals() -> None:
    """How many parts, fields or tasks a paper has is no goal, nor how many years a place is old (T19)."""
    assert (
        goals("今年是建县60周年。提供12个领域的服务,落实6个方面243项工作任务,现共有9项任务。") == []
    )


def test_t19_false_friend_tasks_that_are_to_be_done() -> None:
    """A number of tasks to be done behind its noun is a goal (T19)."""
    assert goals("2030年,完成重点任务20项。") == [("重点任务", "=", 20, "2030")]


def test_t1_coefficients_and_rates_that_have_no_unit() -> None:
    """A coefficient or a rate of deaths is a goal though its figure has no unit (T1)."""
    assert goals(
        "到2030年,灌溉水有效利用系数达到0.63以上,亿元产值事故死亡率控制在0.011以内,容积率提高到1.5。"
    ) == [
        ("灌溉水有效利用系数", ">=", 0.63, "2030"),
        ("亿元产值事故死亡率", "<=", 0.011, "2030"),
        ("容积率", ">=", 1.5, "2030"),
    ]


def test_t1_false_friend_the_name_of_an_index() -> None:
    """A number that belongs to the name behind an index is no goal (T1)."""
    assert goals("到2030年,编制发展指数300强榜单,公布指数2031版。") == []


def test_t6_a_goal_that_somebody_is_responsible_for_keeps_the_year_of_its_section() -> None:
    """An item with a responsible body below a section of goals has that section's year (T6)."""
    text = "武汉市责任分解\n一、2031年主要预期目标\n(一)工业投资增长7%以上\n责任单位:市发改局\n(二)财政收入增长6%\n责任单位:市财政局\n"
    rows = facts_json(read(text))["targets"]
    assert [(row["indicator"], row["deadline"]) for row in rows] == [
        ("工业投资", "2031"),
        ("财政收入", "2031"),
    ]
