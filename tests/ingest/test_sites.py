"""Saved pages of governments: whatever system wrote them, the plan is read, and its metadata."""

import pytest
from playwright.sync_api import Page

from plangraph.ingest.documents import Given
from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_text
from plangraph.ingest.source import source_from_bytes
from plangraph.ontology.model import Plan
from tests.ingest import copies
from tests.ingest.reading import wrong_spans
from tests.ingest.sites import SYSTEMS, spans
from tests.ingest.test_copies import BLOCKS, stated, written

TITLE = "成都市数字城市建设行动方案（2024—2026年）"
PAIRS = (
    ("索引号", "00801234X/2024-00012"),
    ("主题分类", "科技、教育\\科技"),
    ("发文机关", "成都市人民政府办公厅"),
    ("成文日期", "2024年03月01日"),
    ("标题", f"关于印发{TITLE}的通知"),
    ("发文字号", "成办发〔2024〕12号"),
    ("发布日期", "2024年03月05日"),
    ("有效性", "有效"),
)
BODY = "".join(
    spans(block) if isinstance(block, str) else copies.page_of([block]) for block in BLOCKS
)


def plan_in(raw: bytes, name: str) -> Plan:
    """The plan in a page; every fact's words stand where it says."""
    plan = read_text(source_from_bytes(raw, name), Given())
    assert wrong_spans(plan) == []
    return plan


def without_document(plan: Plan) -> dict[str, list[tuple[str, ...]]]:
    """What the body of a plan states."""
    return {kind: rows for kind, rows in stated(plan).items() if kind != "document"}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_of_each_system_h13_i15(system: str, encoding: str) -> None:
    """H13, I15: pages of TRS, Jcms, 博达, 开普 and others give the plan and its metadata."""
    page = SYSTEMS[system](TITLE, PAIRS, BODY)
    if encoding != "utf-8":
        page = page.replace("charset='utf-8'", "charset='gb2312'")
    plan = plan_in(page.encode(encoding), "方案.html")
    expected = {kind: rows for kind, rows in written().items() if kind != "document"}
    assert without_document(plan) == expected
    document = facts_json(plan)["document"]
    assert document["title"] == TITLE
    assert document["number"] == "成办发〔2024〕12号"
    assert document["issued"] == "2024-03-01"
    assert document["issuers"] == ["成都市人民政府办公厅"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_nothing_of_the_site_is_left_i15(system: str) -> None:
    """I15: no word of menus, counters, attachments, footers or scripts is in the text."""
    page = SYSTEMS[system](TITLE, PAIRS, BODY)
    text = source_from_bytes(page.encode(), "方案.html").text
    for words in ("政务公开", "承办单位", "ICP", "分享", "字体", "大中小", "点击数", "上一条"):
        assert words not in text
    for words in ("市坏局", "图解", "责任编辑", "已下载", "关闭"):
        assert words not in text


@pytest.mark.parametrize("system", SYSTEMS)
def test_pages_that_a_browser_saved(chromium_tab: Page, system: str) -> None:
    """A page saved whole by a browser, as HTML or as one MHTML file, is read as the page is."""
    page = SYSTEMS[system](TITLE, PAIRS, BODY)
    expected = plan_in(page.encode(), "方案.html").version.text
    chromium_tab.set_content(page)
    content = chromium_tab.content()
    saved = f"<!-- saved from url=(0034)https://www.example.gov.cn/a.html -->\n{content}"
    assert plan_in(saved.encode(), "方案.html").version.text == expected
    raw = copies.saved_page(chromium_tab, page)
    assert plan_in(raw, "方案.mhtml").version.text == expected
