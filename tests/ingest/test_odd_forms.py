# ruff: noqa: E501  a Chinese character counts as two columns
"""Odd forms of text, each as it should be read."""

import pytest

from plangraph.ingest.resolve import Resolver
from plangraph.ontology.model import Operator
from tests.ingest.reading import duties_in, figures_in, names_in, plan_of, plan_with, read

KUNMING = "region/cn-530100"


def dues(words: str) -> list[tuple[str, str | None]]:
    """Indicator and deadline of the targets of some words."""
    return [(row.indicator, row.due) for row in plan_of(words).targets]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("单位GDP能耗较2020年下降13%。", [("单位GDP能耗", None)]),
        ("到2025年，单位GDP能耗比2020年下降13%。", [("单位GDP能耗", "2025")]),
        ("与2020年相比，产值增长50%。", [("产值", None)]),
    ],
)
def test_a_base_year_is_no_deadline(words: str, found: list[tuple[str, str | None]]) -> None:
    """较2020年 names what a figure is compared with: neither deadline nor part of the noun (T14)."""
    assert dues(words) == found


def test_a_start_is_no_deadline() -> None:
    """从2023年起 says when a floor starts to hold, not by when it is reached (D6)."""
    assert dues("从2023年起，每年新增企业不少于20家。") == [("新增企业", None)]


def test_a_deadline_is_no_indicator() -> None:
    """Where a second figure leaves the noun out, the date before it does not take its place."""
    found = dues("2022年实现产值500亿元，到2025年达到1000亿元。")
    assert found[0] == ("产值", "2022")
    assert found[1:] in ([], [("产值", "2025")])


def test_values_that_follow_years_in_order() -> None:
    """分别 is no indicator: figures mapped to years in order are read so, or reported (T10, T12)."""
    plan = plan_of("占比2023年、2024年、2025年分别达到10%、12%、15%。")
    assert [row.indicator for row in plan.targets] in ([], ["占比"] * 3)
    assert len(plan.targets) + len(plan.unread) == 3


@pytest.mark.parametrize("words", ["下降至25%", "降低到25%", "压减到25%", "降至25%"])
def test_what_falls_to_a_figure_has_a_ceiling(words: str) -> None:
    """A thing that falls to a figure shall be no higher than it (T14)."""
    (row,) = plan_of(f"污染物平均浓度{words}。").targets
    assert (row.operator, row.value) == (Operator.LE, 25)


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("政务服务覆盖率100%", ("政务服务覆盖率", "eq", "100", "%")),
        ("每千人口拥有执业医师3人", ("每千人口拥有执业医师", "eq", "3", "人")),
    ],
)
def test_a_bare_figure_in_the_goals(words: str, figure: tuple[str, str, str, str]) -> None:
    """In a section of goals a rate or a count with its figure is a goal without any verb (T13)."""
    assert figures_in(words) == [figure]


def test_a_time_limit_on_a_line_of_its_own() -> None:
    """完成时限：… on a line behind the bodies is the task's limit and no measure (R8, D3)."""
    plan = read(
        "昆明市方案\n一、任务\n（一）甲。做好甲事。\n牵头单位：市科技局\n配合单位：市财政局\n完成时限：2023年12月底\n（二）乙。做事。"
    )
    assert [item.due for item in plan.items if item.path == "一/(一)"] == ["2023-12"]
    assert [row.text for row in plan.measures if row.item == "1.1"] == ["做好甲事"]


def test_a_time_limit_is_shown_with_its_words() -> None:
    """The due date of a task on a line of its own has the words that state it."""
    plan = read("昆明市方案\n一、任务\n（一）甲。做好甲事。\n责任单位：市科技局\n完成时限：长期")
    (item,) = [item for item in plan.items if item.due]
    assert item.due == "长期"
    assert item.due_evidence is not None
    assert "长期" in item.due_evidence.span.quote


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（由市科技局牵头，会同市财政局、市税务局负责）", [("市科技局", "lead"), ("市财政局", "responsible"), ("市税务局", "responsible")]),
        ("（市科技局牵头，市统计局等配合，各县区政府具体实施）", [("市科技局", "lead"), ("市统计局", "support"), ("各县区政府", "implement")]),
        ("（市级责任单位：市科技局；县级责任单位：各县区政府）", [("市科技局", "responsible"), ("各县区政府", "responsible")]),
    ],
)  # fmt: skip
def test_more_words_of_statements(words: str, found: list[tuple[str, str]]) -> None:
    """会同 joins bodies, 具体实施 is a duty, and 市级 before a label is part of the label (L10, L13)."""
    assert duties_in(words) == found


@pytest.mark.parametrize("mark", [" ", "\u3000", "/", "|"])
def test_other_separators(mark: str) -> None:
    """Bodies that spaces or strokes part are not read as one body of a long name (A1)."""
    words = f"（责任单位：{mark.join(['市科技局', '市财政局', '市税务局'])}）"
    assert [name for name, _ in duties_in(words)] in ([], ["市科技局", "市财政局", "市税务局"])


def test_party_and_government_of_a_group() -> None:
    """各县区党委、人民政府 are the governments of the counties, never that of the city (A4)."""
    assert "人民政府" not in names_in("各县（市、区）党委、人民政府")


def resolved(*printed: str) -> list[str]:
    """The keys of the parties that names stand for in a plan of Kunming."""
    resolver = Resolver("a-plan", KUNMING)
    return [resolver.resolve(name) for name in printed]


@pytest.mark.parametrize(
    ("city", "province"),
    [("市级有关部门", "省级有关部门"), ("市有关部门", "省有关部门"), ("市直各单位", "省直各单位")],
)
def test_groups_of_two_levels_are_two(city: str, province: str) -> None:
    """The departments of the province are not those of the city (A16)."""
    one, other = resolved(city, province)
    assert one != other


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市税务局", "国家税务总局昆明市税务局"),
        ("市委宣传部", "中共昆明市委宣传部"),
        ("市外办", "市政府外办"),
    ],
)
def test_full_names_meet_short_ones(short: str, full: str) -> None:
    """The full name of a body leads to the party of its short one (A8)."""
    one, other = resolved(short, full)
    assert one == other


@pytest.mark.parametrize(
    ("task", "names"),
    [
        ("在北京、上海、深圳设立办事处。", ["北京", "上海", "深圳"]),
        ("呈贡区大学城建设提速。", ["呈贡区"]),
    ],
)
def test_more_places(task: str, names: list[str]) -> None:
    """The last city of a list counts whatever verb follows it; 大学城 is no university (G2)."""
    assert [row.name for row in read(plan_with(task)).regions] == names


def test_directions_by_the_year() -> None:
    """逐年 is a degree as 持续 is (T17)."""
    assert [row.words for row in plan_of("社会满意度逐年提升。").directions] == ["逐年提升"]
