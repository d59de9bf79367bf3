"""Tables on printed pages: cut by page ends, with merged cells, without outer lines, in columns."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from plangraph.ingest.source import source_from_bytes
from tests.conftest import SEED_TEXT
from tests.ingest import copies

STYLE = copies.OFFICIAL + "table{table-layout:fixed} td{padding:2px} tr{break-inside:auto}"
LONG = "推进数字基础设施建设，完善公共服务体系，" * 12


def lines(tab: Page, body: str, style: str = STYLE, paper: str = "A5") -> list[str]:
    """The lines of a printed page that hold words."""
    tab.set_content(f"<meta charset=utf-8><style>{style}</style>{body}")
    raw = tab.pdf(format=paper, margin=copies.MARGINS)  # type: ignore[arg-type]
    text = source_from_bytes(raw, "方案.pdf").text
    return [line for line in text.split("\n") if line]


def row(*cells: str) -> str:
    """A row of a table, each cell as it is in HTML."""
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


HEAD = row("序号", "重点任务", "牵头单位", "完成时限")


def test_a_row_that_a_page_end_cuts(chromium_tab: Page) -> None:
    """What stands of a row on the next page goes on in its cells: it is no row of its own."""
    rows = [row(str(n), LONG + f"建设平台{n}个", "市科技局", "2025年") for n in range(1, 8)]
    found = lines(chromium_tab, f"<p>一、任务</p><table>{HEAD}{''.join(rows)}</table>")
    table = [line for line in found if line.startswith("|")]
    assert [line.split(" | ")[0] for line in table[2:]] == [f"| {n}" for n in range(1, 8)]
    assert all(f"建设平台{n}个 | 市科技局 | 2025年 |" in table[n + 1] for n in range(1, 8))
    assert all(line.count("推进数字基础设施建设，完善公共服务体系，") == 12 for line in table[2:])


def test_a_first_cell_merged_over_a_page_end(chromium_tab: Page) -> None:
    """A first cell that is merged over a page end is that of the rows behind it too."""
    rows = [row(f"建设平台{n}个，完善公共服务体系", "市科技局", "2025年") for n in range(1, 25)]
    first = rows[0].replace("<td>", "<td rowspan=24>数字政府</td><td>", 1)
    head = row("领域", "重点任务", "牵头单位", "完成时限")
    found = lines(chromium_tab, f"<p>一、任务</p><table>{head}{first}{''.join(rows[1:])}</table>")
    table = [line for line in found if line.startswith("|")]
    assert len(table) == 26
    assert all(line.startswith("| 数字政府 | 建设平台") for line in table[2:])


def test_an_empty_cell_behind_a_page_end_stays_empty(chromium_tab: Page) -> None:
    """An empty cell takes nothing from the page before, whatever row it stands in."""
    rows = [row(str(n), "建设平台，完善公共服务体系", "市科技局", "") for n in range(1, 30)]
    rows[0] = row("1", "建设平台，完善公共服务体系", "市科技局", "2025年")
    found = lines(chromium_tab, f"<p>一、任务</p><table>{HEAD}{''.join(rows)}</table>")
    table = [line for line in found if line.startswith("|")]
    assert [line.endswith("| 市科技局 |  |") for line in table[2:]] == [False, *[True] * 28]


@pytest.mark.parametrize("open_side", ["left", "right", "top", "bottom"])
def test_tables_with_open_sides(chromium_tab: Page, open_side: str) -> None:
    """A table without its outermost line on one side has all its cells."""
    edge = {"left": "td:first-child", "right": "td:last-child", "top": "tr:first-child td"}
    selector = edge.get(open_side, "tr:last-child td")
    style = f"{STYLE} {selector}{{border-{open_side}:none}}"
    rows = [row(str(n), f"建设平台{n}个", "市科技局", "2025年") for n in (1, 2)]
    found = lines(chromium_tab, f"<p>一、任务</p><table>{HEAD}{''.join(rows)}</table>", style)
    assert found[1:] == [
        "| 序号 | 重点任务 | 牵头单位 | 完成时限 |",
        "| --- | --- | --- | --- |",
        "| 1 | 建设平台1个 | 市科技局 | 2025年 |",
        "| 2 | 建设平台2个 | 市科技局 | 2025年 |",
    ]


@pytest.mark.parametrize("count", range(8, 13))
def test_one_row_left_for_the_next_page(chromium_tab: Page, count: int) -> None:
    """The last row of a table belongs to it though it stands alone on the next page."""
    rows = [row(str(n), f"建设平台{n}个，完善公共服务", "市科技局", "2025年") for n in range(count)]
    found = lines(
        chromium_tab, f"<p>一、任务</p><table>{HEAD}{''.join(rows)}</table><p>二、保障</p>"
    )
    assert sum(line.startswith("|") for line in found) == count + 2
    assert found[-1] == "二、保障"


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_of_a_gazette(chromium_tab: Page, columns: int) -> None:
    """Text in two or three columns gives whole paragraphs, one column after the other."""
    lines_of_plan = SEED_TEXT.read_text("utf-8").split("\n")
    paragraphs = [words for line in lines_of_plan if (words := "".join(line.split()))]
    style = "body{font:9pt 'Noto Serif CJK SC'} p{margin:0;text-indent:2em;text-align:justify}"
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    found = lines(chromium_tab, f"<div style='columns:{columns}'>{body}</div>", style, "A4")
    paragraphs = [words for words in paragraphs if paragraphs.count(words) == 1]
    places = [found.index(words) for words in paragraphs if words in found]
    assert len(places) >= 0.9 * len(paragraphs)
    assert all(one < other for one, other in pairwise(places))
