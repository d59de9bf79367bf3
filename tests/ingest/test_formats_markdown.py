"""Markdown: what marks headings, emphasis, links and lists goes; words, leads and tables stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest.markdown import read_markdown
from plangraph.ingest.source import source_from_bytes


def lines(text: str, name: str = "方案.md") -> list[str]:
    """The lines of the stored text that hold words."""
    return [line for line in source_from_bytes(text.encode(), name).text.split("\n") if line]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# 一、主要目标", "一、主要目标"),
        ("### （一）夯实基础 ###", "（一）夯实基础"),
        ("**（一）夯实基础。**建设平台。", "（一）夯实基础。建设平台。"),
        ("1\\. 建设平台。", "1. 建设平台。"),
        ("- 建设平台。", "建设平台。"),
        ("> 各区人民政府：", "各区人民政府："),
        ("见[附件](https://a.cn/1.html)。", "见附件。"),
        ("![](images/1.png)建设平台。", "建设平台。"),
        ("建设平台。[^1]", "建设平台。"),
        ("建设<b>平台</b>。\\", "建设平台。"),
    ],
)
def test_marks_go(written: str, read: str) -> None:
    """What a heading, emphasis, an escape, a list, a quotation or a link is marked with goes."""
    assert lines(written) == [read]


@pytest.mark.parametrize(
    "words",
    [
        "责任单位：*县科技局、*县财政局、县人社局",
        "[责任单位：市科技局](市财政局配合)",
        "2022—2025年*，_下同",
        "1.建设平台。",
        "5G#基站",
        "—— 推进协同",
    ],
)
def test_words_stay_l8(words: str) -> None:
    """L8: one star before a body is the mark of the lead; brackets of a plan are no link."""
    assert lines(words) == [words]


def test_front_matter_rules_and_fences() -> None:
    """Front matter, rules, underlines of headings and fences are not part of the text."""
    text = "---\ntitle: 草稿\n---\n\n方案\n===\n\n一、目标\n---\n\n```text\n建设平台。\n```\n"
    assert lines(text) == ["方案", "一、目标", "建设平台。"]


def test_tables_keep_their_form_i6() -> None:
    """I6: a table keeps its bars; breaks in a cell become marks between its lines."""
    text = "| **任务** | 单位 |\n|:--|--:|\n| 建设A\\|B | 市科技局<br/>市财政局。<br>各区 |\n"
    assert lines(text) == [
        "| 任务 | 单位 |",
        "|:--|--:|",
        "| 建设A\\|B | 市科技局；市财政局。各区 |",
    ]


def test_a_second_name_below_the_first_i6() -> None:
    """I6: a line of a cell that opens a bracket goes on with the one above; a number does not."""
    row = "| 培训 | 市民政局<br>（市养老中心） | 一批<br>（1）建站<br>（2）培训 |"
    assert lines(row) == ["| 培训 | 市民政局（市养老中心） | 一批；（1）建站；（2）培训 |"]


def test_tables_in_html_i6() -> None:
    """I6: a table in HTML, as programs write it for merged cells, is read with them repeated."""
    text = (
        "# 方案\n\n<table><tr><td>任务</td><td>单位</td></tr><tr><td>建设平台</td>"
        "<td rowspan=2>市科技局</td></tr><tr><td>培育企业</td></tr></table>\n\n## 二、保障\n"
    )
    assert lines(text) == [
        "方案",
        "| 任务 | 单位 |",
        "| --- | --- |",
        "| 建设平台 | 市科技局 |",
        "| 培育企业 | 市科技局 |",
        "二、保障",
    ]


def test_a_text_with_marked_headings_is_markdown() -> None:
    """Markdown in a file of another name is told by its headings, or by tables with breaks."""
    assert lines("# 方案\n## 一、目标\n", "方案.txt") == ["方案", "一、目标"]
    table = "方案\n| 任务 | 单位 |\n| :-: | --- |\n| 建站 | 甲局<br>乙局 |\n"
    assert lines(table, "方案.txt")[-1] == "| 建站 | 甲局；乙局 |"
    assert lines("#1 楼改造\n**重点**\n", "方案.txt") == ["#1 楼改造", "**重点**"]


@given(st.text(alphabet="#*_-+>`~[]()!\\|<table/>br \n一、。1.^:=", max_size=200))
def test_any_marks_give_a_text(text: str) -> None:
    """Whatever the marks, the answer is a text, and no line is longer than the whole."""
    assert len(read_markdown(text).text) <= 4 * len(text) + 20
