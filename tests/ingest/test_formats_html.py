"""Saved web pages: the document without the site around it, its metadata and its tables."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest.source import source_from_bytes
from plangraph.ontology.errors import UnreadableFileError

BODY = """<p style="text-align:center">关于印发数字经济行动方案的通知</p><p>　　各区人民政府：</p>
<p>&nbsp;&nbsp;&nbsp;一、工作目标</p><p>到2025年，培育企业100家以上。</p>
<p>（一）推进平台建设。（责任单位：市科技局）</p>"""
LINES = [
    "关于印发数字经济行动方案的通知",
    "各区人民政府：",
    "一、工作目标",
    "到2025年，培育企业100家以上。",
    "（一）推进平台建设。（责任单位：市科技局）",
]
METADATA = """<table class="xxgk"><tr><td>索 引 号：</td><td>014236233/2023-01114</td>
<td>主题分类：</td><td>卫生、体育\\医药管理</td></tr><tr><td>发文机关：</td><td>某市人民政府</td>
<td>成文日期：</td><td>2023年05月07日</td></tr><tr><td>标　　题：</td>
<td colspan="3">关于印发数字经济行动方案的通知</td></tr><tr><td>发文字号：</td>
<td>某政发〔2023〕5号</td><td>有 效 性：</td><td></td></tr></table>"""


def read(page: str, name: str = "a.html") -> str:
    """The stored text of a page."""
    return source_from_bytes(page.encode(), name).text


def lines(page: str) -> list[str]:
    """The lines of a page that hold words."""
    return [line for line in read(page).split("\n") if line]


def whole(main: str, before: str = "", behind: str = "") -> str:
    """A page with the frame of a government's site."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知_某市人民政府</title>
<style>p{{color:red}}</style><script>var unit = "责任单位：市坏局";</script></head><body>
<div class="header"><ul class="nav"><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li>
</ul></div><div class="crumbs">当前位置：<a>首页</a> &gt; <a>政策文件</a></div>{before}
<div id="zoom"><div class="TRS_Editor">{main}</div></div>{behind}
<div class="share">分享到：<a>微信</a></div><div class="footer">主办：某市人民政府 备案号 1</div>
</body></html>"""


@pytest.mark.parametrize(
    "container",
    [
        'id="zoom"',
        'id="UCAP-CONTENT"',
        'class="TRS_Editor"',
        'class="article-content"',
        'class="pages_content left"',
        'class="unheard-of"',
        "",
    ],
)
def test_the_document_without_the_site_i15(container: str) -> None:
    """I15: menus, path, share and footer are left out, whether or not the container is known."""
    page = whole("").replace(
        '<div id="zoom"><div class="TRS_Editor"></div></div>', f"<div {container}>{BODY}</div>"
    )
    assert lines(page) == LINES


@pytest.mark.parametrize(
    "frame",
    [
        "字体：【大 中 小】",
        "打印本页",
        "累计次数：1234",
        "扫一扫在手机打开当前页",
        "责任编辑：张三",
        "浏览次数：12次",
        "上一篇：关于开展检查的通知",
        "【打印】【关闭】",
        "相关文档",
        "主办：某市人民政府办公室 备案号 1",
        "主办单位：某市人民政府",
        "政策解读：",
        "微信扫一扫：分享",
        "无障碍浏览",
    ],
)
def test_lines_of_the_frame_inside_the_container_i15(frame: str) -> None:
    """I15: what a site prints among the paragraphs is left out too."""
    assert lines(whole(f"<p>{frame}</p>{BODY}<p>{frame}</p>")) == LINES


@pytest.mark.parametrize(
    "words",
    [
        "责任单位：市科技局",
        "打印机产业培育行动。",
        "分享经济发展",
        "字体设计企业培育。",
        "首页改版。",
        "适老化改造：完成改造500户。",
        "无障碍环境建设。",
        "主办单位：市商务局；协办单位：市贸促会",
        "技术支持体系建设。",
        "扫码支付推广。",
        "政策解读宣传。",
    ],
)
def test_a_line_of_the_plan_is_no_frame_i15(words: str) -> None:
    """I15, false friend: a line of the plan stays though a word of the frame is in it."""
    assert lines(whole(f"{BODY}<p>{words}</p>")) == [*LINES, words]


@pytest.mark.parametrize("name", ["print", "related", "search", "position", "share"])
def test_a_container_that_is_called_like_a_frame_i15(name: str) -> None:
    """I15, false friend: the element that holds the text is read though its name says share."""
    assert lines(f'<html><body><div class="{name}">{BODY}</div></body></html>') == LINES


def test_hidden_text_i15() -> None:
    """I15: what a page does not show is left out."""
    assert lines(whole(f'{BODY}<p style="display: none">责任单位：市坏局。</p>')) == LINES


def test_metadata_table_h13() -> None:
    """H13: the metadata table becomes lines of label and value at the head; empty values vanish."""
    assert lines(whole(BODY, before=METADATA)) == [
        "索引号：014236233/2023-01114",
        "主题分类：卫生、体育\\医药管理",
        "发文机关：某市人民政府",
        "成文日期：2023年05月07日",
        "标题：关于印发数字经济行动方案的通知",
        "发文字号：某政发〔2023〕5号",
        *LINES,
    ]


def test_metadata_inside_the_container_h13() -> None:
    """H13: a metadata table inside the container is read once."""
    found = lines(whole(METADATA + BODY))
    assert found[0] == "索引号：014236233/2023-01114"
    assert found[-5:] == LINES
    assert len(found) == 11


def test_metadata_as_a_list_and_a_line_h14() -> None:
    """H14: pairs in list items and several on one line are told apart."""
    listed = (
        "<ul><li><b>文　　号：</b>某政发〔2023〕5号</li><li><b>发布机构：</b><span>某市"
        "人民政府</span></li></ul>"
        "<div>发布时间：2023-05-14 14:04 来源：市政府办 浏览次数：7 打印</div>"
    )
    assert lines(whole(BODY, before=listed))[:4] == [
        "文号：某政发〔2023〕5号",
        "发布机构：某市人民政府",
        "发布时间：2023-05-14 14:04",
        "来源：市政府办",
    ]


def test_a_table_of_tasks_is_no_metadata_h13() -> None:
    """H13, false friend: a table of tasks with a column 名称 stays a table."""
    table = (
        "<table><tr><td>编号</td><td>名称</td><td>责任单位</td></tr><tr><td>1</td>"
        "<td>算力平台</td><td>市科技局</td></tr></table>"
    )
    assert "| 编号 | 名称 | 责任单位 |" in lines(whole(BODY + table))


def test_tables_with_merged_cells_i6() -> None:
    """I6: merged cells are repeated, a head of two rows is one, breaks and bars are kept apart."""
    table = """<table><caption>任务分工表</caption><tr><th rowspan="2">序号</th>
<th rowspan="2">任务</th><th colspan="2">责任单位</th></tr><tr><th>牵头</th><th>配合</th></tr>
<tr><td>1</td><td>建设A|B平台</td><td rowspan="2">市科技局<br>市财政局</td><td>各区</td></tr>
<tr><td>2</td><td>建设中心</td><td>无</td></tr></table>"""
    assert lines(whole(BODY + table))[5:] == [
        "任务分工表",
        "| 序号 | 任务 | 牵头（责任单位） | 配合（责任单位） |",
        "| --- | --- | --- | --- |",
        "| 1 | 建设A\\|B平台 | 市科技局；市财政局 | 各区 |",
        "| 2 | 建设中心 | 市科技局；市财政局 | 无 |",
    ]


def test_a_table_for_layout_is_no_table_i6() -> None:
    """I6, false friend: a table that only frames the page gives its paragraphs as lines."""
    page = f"<table><tr><td>菜单</td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>"
    assert [line for line in lines(page) if line != "菜单"] == LINES


def test_spans_breaks_and_entities() -> None:
    """Spans join without spaces, breaks are lines, entities are characters, code is dropped."""
    page = (
        '<div id="zoom"><p><span>（一）</span>\n<span>推进</span><b>平</b>台。<br>'
        "第二行&mdash;100 GB&lt;1&gt;</p><script>x</script>"
        "<p>目标（１）达到 12 件，新增 3 家。</p></div>"
    )
    assert lines(page) == [
        "（一）推进平台。",
        "第二行—100 GB<1>",
        "目标（１）达到 12 件，新增 3 家。",
    ]


def test_invisible_characters_i21() -> None:
    """I21: characters without width that a site puts into words are left out."""
    assert lines(whole("<p>推\u200b进\ufeff平\u2060台建设，提升水平。</p>" + BODY))[0] == (
        "推进平台建设，提升水平。"
    )


def test_pinyin_above_characters_i12() -> None:
    """I12: pinyin printed above characters is no part of the text."""
    assert (
        lines(whole("<p><ruby>知<rt>zhī</rt></ruby>识产权工作。</p>" + BODY))[0] == "知识产权工作。"
    )


def test_numbers_of_lists() -> None:
    """The numbers that a browser prints before the items of a list are written out."""
    listed = (
        "<ol start='3'><li>培育企业。</li><li>建设平台。</li></ol><ol><li>1.已有编号。</li></ol>"
    )
    assert lines(whole(BODY + listed))[5:] == ["3. 培育企业。", "4. 建设平台。", "1.已有编号。"]


def test_the_title_of_the_page_i14() -> None:
    """I14: the title stands once, from the page's own metadata where the body lacks it."""
    head = '<meta name="ArticleTitle" content="某市数字经济行动方案">'
    page = whole(BODY).replace("<head>", f"<head>{head}")
    assert lines(page) == ["某市数字经济行动方案", *LINES]
    again = page.replace("关于印发数字经济行动方案的通知", "某市数字经济行动方案")
    assert lines(again).count("某市数字经济行动方案") == 1


def test_text_in_a_script_i20() -> None:
    """I20: a page that writes its text from a string of a script is read from there."""
    literal = json.dumps(BODY * 4, ensure_ascii=True).replace("</", "<\\/")
    page = f'<html><body><div id="zoom"></div><script>var text = {literal};</script></body></html>'
    assert lines(page)[:5] == LINES


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_text_in_json_i20(ensure_ascii: bool) -> None:  # noqa: FBT001
    """I20: the reply of a site's interface is read for the longest text in it."""
    reply = {"code": 0, "data": [{"id": 7, "title": "通知", "content": BODY}]}
    assert lines(json.dumps(reply, ensure_ascii=ensure_ascii)) == LINES


def test_text_in_a_statement_i20() -> None:
    """I20: a page copied out of code, with its escapes, is read without them."""
    escaped = BODY.replace('"', '\\"').replace("\n", "\\n\\t")
    assert lines(f'$("#zoom").html("{escaped}");') == LINES


def test_markdown_is_no_page_i20() -> None:
    """I20, false friend: Markdown with a break in a cell and JSON-like braces is no page."""
    text = '方案\n\n| 任务 | 单位 |\n|---|---|\n| 建设“\\n”平台 | 市科技局<br>市财政局 |\n{"a"}\n'
    assert read(text, "a.md") == text.replace("<br>", "；")


def test_a_page_in_one_file() -> None:
    """A page that a browser saved as one MHTML file is read."""
    raw = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
        'boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{whole(BODY)}\r\n--b--\r\n"
    )
    found = source_from_bytes(raw.encode(), "a.mhtml").text
    assert [line for line in found.split("\n") if line] == LINES


def test_a_page_without_text() -> None:
    """A page that holds nothing is refused as empty."""
    with pytest.raises(UnreadableFileError):
        read("<html><body><script>1</script></body></html>")


def test_a_page_nested_ten_thousand_deep() -> None:
    """Elements inside each other without end give a text or the message."""
    page = "<html><body>" + "<div>" * 10_000 + "一、目标" + "<table><tr><td>" * 3_000
    with contextlib.suppress(UnreadableFileError):
        assert read(page)


def test_references_to_control_characters() -> None:
    """References to characters that no text holds vanish."""
    assert lines(whole(f"{BODY}<script></script>&#1;&#11;&#xFFFF;二、任务，保障。")) == [
        *LINES,
        "二、任务，保障。",
    ]


def test_merged_cells_without_end() -> None:
    """A cell that claims a million columns and rows is bounded."""
    cell = "<td colspan=1000 rowspan=65000>" + "甲" * 1000 + "</td><td>乙</td>"
    assert len(read("<div id=zoom>" + BODY + f"<table>{f'<tr>{cell}</tr>' * 50}</table>")) < 500_000


@given(st.text(alphabet="<>/pdivtablr \"'=一、。&;#ab1!-\n", max_size=300))
def test_any_markup_gives_a_text_or_the_message(markup: str) -> None:
    """However broken the markup, the answer is a text or one of the errors for users."""
    with contextlib.suppress(UnreadableFileError):
        assert source_from_bytes(f"<html>{markup}".encode(), "a.html").text.strip()
