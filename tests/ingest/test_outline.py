# ruff: noqa: E501  a Chinese character counts as two columns
"""Text to a tree of units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest.lines import lines_of
from plangraph.ingest.outline import read_outline
from plangraph.ingest.source import matching_view
from tests.ingest.reading import outline_of, units_in

NESTED = "前言。\n一、总体要求\n（一）指导思想。坚持。\n1．第一点。做好。\n2．第二点。\n（二）原则。\n二、任务\n（一）甲。"


def test_numbers_nest() -> None:
    """一、 holds （一）, which holds 1.; a path names the numbers from the outside in (N1)."""
    assert units_in(NESTED) == [
        ("一", "总体要求"),
        ("一/(一)", "指导思想"),
        ("一/(一)/1", "第一点"),
        ("一/(一)/2", "第二点"),
        ("一/(二)", "原则"),
        ("二", "任务"),
        ("二/(一)", "甲"),
    ]


def test_positions_and_order() -> None:
    """A position counts places, whatever numbers are printed; order counts among siblings."""
    units = outline_of(NESTED)
    assert [unit.position for unit in units] == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"]
    assert [unit.order for unit in units] == [1, 1, 1, 2, 2, 2, 1]
    assert [unit.parent for unit in units] == ["", "1", "1.1", "1.1", "1", "", "2"]


def test_a_unit_holds_its_children_and_its_own_text_ends_before_them() -> None:
    """A unit runs to the end of its last child; its own text ends where the first child starts."""
    unit = outline_of(NESTED)[1]
    assert NESTED[unit.start : unit.own_end] == "（一）指导思想。坚持。"
    assert NESTED[unit.start : unit.end] == "（一）指导思想。坚持。\n1．第一点。做好。\n2．第二点。"


def test_the_smallest_unit_at_a_place() -> None:
    """Any place of the body is asked for its smallest unit; the header lies in none."""
    outline = read_outline(matching_view(NESTED))
    found = outline.at(NESTED.index("做好"))
    assert found is not None
    assert found.path == "一/(一)/1"
    assert outline.at(0) is None
    assert [unit.path for unit in outline.children("1")] == ["一/(一)", "一/(二)"]
    assert [unit.path for unit in outline.children("")] == ["一", "二"]


def test_numbers_that_run_on_do_not_unnest() -> None:
    """Numbers that run on across chapters keep the depth of their kind (N5)."""
    text = "一、甲\n1.子甲。\n2.子乙。\n二、乙\n3.子丙。\n4.子丁。"
    assert [path for path, _ in units_in(text)] == ["一", "一/1", "一/2", "二", "二/3", "二/4"]


def test_numbers_that_start_again_or_are_missing() -> None:
    """Numbers that start again, repeat or are missing make the units that stand there (N6, N13)."""
    text = "（一）甲\n1.子。\n（二）乙\n1.子。\n4.子。\n（二）丙\n1.子。"
    assert [unit.position for unit in outline_of(text)] == [
        "1", "1.1", "2", "2.1", "2.2", "3", "3.1",
    ]  # fmt: skip


def test_a_level_may_be_skipped() -> None:
    """1. right below 一、 is its child, and so is （1） right below （一）."""
    text = "一、甲\n1.子。\n二、乙\n（一）丙\n（1）丁。"
    assert [path for path, _ in units_in(text)] == ["一", "一/1", "二", "二/(一)", "二/(一)/(1)"]


def test_upper_levels_without_numbers() -> None:
    """Short lines in front of numbered ones are headings where upper levels have no numbers (N13)."""
    text = "基础建设\n1.建设网络。内容。\n2.建设算力。内容。\n应用推广\n3.推广应用。内容。"
    assert units_in(text) == [
        ("基础建设", "基础建设"),
        ("基础建设/1", "建设网络"),
        ("基础建设/2", "建设算力"),
        ("应用推广", "应用推广"),
        ("应用推广/3", "推广应用"),
    ]
    assert [unit.numbered for unit in outline_of(text)] == [False, True, True, False, True]


def test_a_line_of_its_own_statement_is_no_heading() -> None:
    """责任单位：… on a line of its own in front of a number is a statement, not a heading (R7)."""
    text = "1.建设网络。内容。\n责任单位：市科技局\n2.建设算力。内容。\n牵头单位：市财政局"
    assert [path for path, _ in units_in(text)] == ["1", "2"]


def test_chapters_and_articles() -> None:
    """第一章 holds 第一条 (N18)."""
    text = "第一章 总则\n第一条 为了推进。\n第二章 任务\n第二条 各部门要落实。"
    assert [path for path, _ in units_in(text)] == [
        "第一章", "第一章/第一条", "第二章", "第二章/第二条",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number",
    ["1.", "1．", "1、", "1. ", "１．", "（1）", "(1)", "①", "（一）", "(一)", "一、", "一．"],
)
def test_forms_of_numbers(number: str) -> None:
    """A number may be full or half width, with point or comma, with or without a space (N12)."""
    assert [title for _, title in units_in(f"{number}建设平台。内容。")] == ["建设平台"]


@pytest.mark.parametrize("space", ["", "\u00a0", "\u3000", "  ", "\t"])
@pytest.mark.parametrize("indent", ["", "　　", "\t"])
def test_white_space_around_a_number(space: str, indent: str) -> None:
    """Spaces of any kind before and behind a number belong to neither number nor title (I3)."""
    assert units_in(f"{indent}一、{space}工作目标\n{indent}（一）{space}甲。") == [
        ("一", "工作目标"),
        ("一/(一)", "甲"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\n", "\r", "\u2028", "\n \u3000\n"])
def test_line_ends(line_end: str) -> None:
    """Lines may end in any way, with blank lines between them or not (I1, I2)."""
    text = line_end.join(["一、任务", "（一）甲。内容。", "（二）乙。内容。"])
    assert units_in(text) == [("一", "任务"), ("一/(一)", "甲"), ("一/(二)", "乙")]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("（一）建设平台。鼓励企业。", "建设平台"),
        ("（一）建设平台", "建设平台"),
        ("（一）建设平台。", "建设平台"),
        ("（一）建设平台（市科技局负责）", "建设平台"),
        ("（一）建设(数据)平台。内容。", "建设(数据)平台"),
        ("（一）启动阶段（2022年7—12月）。", "启动阶段（2022年7—12月）"),
        ("（一）提升水平：" + "鼓励企业做好工作" * 5, "提升水平"),
    ],
)
def test_titles(heading: str, title: str) -> None:
    """A title ends at the first full stop, before a statement, or at the end of the line (N2, N7)."""
    assert units_in(heading) == [("(一)", title)]


@pytest.mark.parametrize(
    "line",
    [
        "一是加强领导。二是推进工作。",
        "12345热线全天开通。",
        "2022年，全市推进。",
        "3.14是圆周率。",
        "5G网络覆盖全市。",
        "11.121人才梯队项目。",
        "一、",
        "（一）",
        "百年大计，教育为本。",
        "重点任务",
    ],
)
def test_what_is_no_number(line: str) -> None:
    """Counts in a sentence, figures, years and a number with nothing behind it start no unit (N10)."""
    assert units_in(line) == []


def test_a_number_stuck_to_a_figure() -> None:
    """11.121人才… is unit 11 where it follows unit 10, and a figure where it does not (N11)."""
    text = "9.建设平台。\n10.推进工作。\n11.121人才梯队项目。"
    assert units_in(text)[-1] == ("11", "121人才梯队项目")


def test_closing_paragraphs() -> None:
    """Paragraphs behind the last of several one-line units belong to none of them (N16)."""
    text = "一、甲。内容。\n二、乙。内容。\n各部门要落实。到2025年达到5家。"
    outline = read_outline(matching_view(text))
    assert [text[line.start : line.end] for line in outline.closing] == [
        "各部门要落实。到2025年达到5家。"
    ]
    assert outline.units[-1].end == text.index("各部门") - 1


def test_closing_paragraphs_behind_lines_of_duties() -> None:
    """Lines of who and when belong to their units; what stands behind the last ones to none (N16)."""
    owned = "牵头单位:市科技局\n完成时限:2025年底\n"
    text = f"一、甲。内容。\n{owned}二、乙。内容。\n{owned}市督查室负责督办。"
    outline = read_outline(matching_view(text))
    assert [text[line.start : line.end] for line in outline.closing] == ["市督查室负责督办。"]
    several = read_outline(matching_view(text.replace("二、", "更多内容。\n二、")))
    assert several.closing == ()


def test_paragraphs_of_units_that_have_several() -> None:
    """Where other units have several paragraphs, those of the last one are its own as well."""
    text = "一、甲。内容。\n更多内容。\n二、乙。内容。\n更多内容。"
    outline = read_outline(matching_view(text))
    assert outline.closing == ()
    assert [unit.extra_lines for unit in outline.units] == [1, 1]


def test_a_text_without_numbers_has_no_units() -> None:
    """Prose without any numbered line has no outline."""
    outline = read_outline("没有编号。\n还是没有。")
    assert (outline.units, outline.closing) == ((), ())


@given(st.text(alphabet="一二（）()、.123①甲。\n\r 第章条"))
def test_units_hold_together(text: str) -> None:
    """Whatever the numbers, units lie in order inside the text and children inside their parent."""
    units = {unit.position: unit for unit in outline_of(text)}
    assert len(units) == len(outline_of(text))
    for unit in units.values():
        assert 0 <= unit.start <= unit.title_start <= unit.title_end <= unit.own_end
        assert unit.own_end <= unit.end <= len(text)
        if unit.parent:
            parent = units[unit.parent]
            assert parent.start < unit.start
            assert unit.end <= parent.end


@given(st.text(alphabet="甲乙 \u3000\r\n\u2028\x0b"))
def test_lines_hold_everything_but_white_space(text: str) -> None:
    """The lines of a text hold all of it but line ends and white space."""
    assert "".join(text[line.start : line.end] for line in lines_of(text)).replace(" ", "").replace(
        "\u3000", ""
    ) == "".join(text.split())


@pytest.mark.parametrize("text", ["一、任务\n（一），建设平台。", "一、任务\n（一）。建设平台。"])
def test_a_heading_always_has_words(text: str) -> None:
    """A slip of the pen behind a number leaves no item without a title."""
    assert all(title for _, title in units_in(text))


def test_the_rows_of_each_table_are_below_the_unit_that_holds_it() -> None:
    """The second table of a unit goes on with its items; none of them is below the first's last."""
    table = "| 任务 | 牵头单位 |\n|---|---|\n| {} | 市科技局 |\n| {} | 市财政局 |\n\n表二\n"
    text = "一、任务\n推进。\n" + table.format("甲项", "乙项") + table.format("丙项", "丁项")
    assert [unit.position for unit in outline_of(text)] == ["1", "1.1", "1.2", "1.3", "1.4"]
