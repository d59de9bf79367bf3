"""Journeys through the pages in a real Chromium: by mouse, keyboard, phone, and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import barriers, page_of

_PLANS = Path(__file__).parents[1] / "plans"
INVENTED = (_PLANS / "f2-kunming-digital-invented.txt").read_text("utf-8")
PAIRS = "SELECT ?t ?a { ?t a pg:Task ; pg:responsibleParty ?a }"


def paths(key: str) -> list[str]:
    """A page of each kind, about the bundled plan."""
    agency = "/agency/cn-530100/science-technology-abe107"
    return [
        *("/", "/search?q=%E4%B8%93%E5%88%A9", "/tasks", "/agencies", "/targets", "/phases"),
        *("/regions", "/plans", "/quality", "/about", "/sparql", "/nowhere", "/upload", "/embed"),
        *(f"/network?view={view}" for view in ("map", "matrix", "shared", "table", "graph")),
        *(f"/network?focus=plan/{key}/task/2.5", f"/sparql?query={quote(PAIRS)}", "/ontology"),
        *(f"/plan/{key}", f"/plan/{key}/text", f"/plan/{key}/text?at=670,691#char=670,691"),
        *(f"/task/{key}/2.5", f"/measure/{key}/2.5.7?inferred=1"),
        *(f"/target/{key}/1.1.1?inferred=1", f"/phase/{key}/3.2?inferred=1"),
        *(f"{agency}?inferred=1", "/region/m49-035"),
    ]


NUMBERS = range(len(paths("")))


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page of 390 pixels."""
    with page_of(chromium, viewport={"width": 390, "height": 844}, has_touch=True) as page:
        yield page


@pytest.fixture
def scriptless(chromium: Browser) -> Iterator[Page]:
    """A page in a browser that runs no JavaScript."""
    with page_of(chromium, java_script_enabled=False) as page:
        yield page


def test_find_the_owner_and_read_the_sentence(chromium_page: Page, seed: httpx.Client) -> None:
    """From 质押融资 typed on the home page two clicks lead to its owners and to the sentence."""
    page = chromium_page
    page.goto(f"{seed.base_url}/")
    page.get_by_role("combobox").fill("质押融资")
    page.get_by_role("combobox").press("Enter")
    found = page.locator(".hits li").first
    expect(found.locator(".owners")).to_contain_text("市市场监管局")
    expect(found).to_contain_text("所属任务：大力促进知识产权转化运用")
    page.locator(".hits h3 a").first.click()
    page.get_by_role("link", name="大力促进知识产权转化运用").first.click()
    duties = page.locator("section", has=page.get_by_role("heading", name="谁负责"))
    expect(duties).to_contain_text("市市场监管局")
    expect(duties.locator("blockquote")).to_contain_text("按职责分工负责")
    duties.locator(".evidence .meta a").first.click()
    expect(page.locator(".m.k-passage").first).to_be_in_viewport()
    assert "市市场监管局" in "".join(page.locator(".m.k-passage").all_text_contents())


def test_suggestions_appear_after_two_characters(chromium_page: Page, seed: httpx.Client) -> None:
    """Two characters bring names; arrow keys and Enter open the page of one."""
    page = chromium_page
    page.goto(f"{seed.base_url}/en/")
    box = page.get_by_role("combobox")
    box.press_sequentially("市科")
    option = page.get_by_role("option", name="市科技局")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url("**/en/agency/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("昆明市科学技术局")


def test_who_works_with_an_agency(chromium_page: Page, seed: httpx.Client) -> None:
    """The page of 市科技局 lists those it shares tasks with, with the number of tasks."""
    page = chromium_page
    page.goto(f"{seed.base_url}/agency/cn-530100/science-technology-abe107")
    first = page.locator("#partners tbody tr").first
    expect(first).to_contain_text("昆明市市场监督管理局")
    expect(first.locator("td")).to_have_text("4")


def test_targets_that_fall_due(chromium_page: Page, seed: httpx.Client) -> None:
    """The question on the home page leads to the targets due by 2025."""
    page = chromium_page
    page.goto(f"{seed.base_url}/")
    page.get_by_role("link", name=re.compile("到 2025 年要达到哪些指标")).click()
    expect(page.locator("tbody tr")).to_have_count(5)
    expect(page.locator("tbody")).to_contain_text("每万人口高价值发明专利拥有量")


def test_the_phase_of_a_day(chromium_page: Page, seed: httpx.Client) -> None:
    """The form of the phases finds the one that runs on 2023-09-01."""
    page = chromium_page
    page.goto(f"{seed.base_url}/phases")
    page.get_by_label("处于这一天").fill("2023-09-01")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("全面实施阶段")


def test_language_and_theme_are_switched(
    chromium_page: Page, seed: httpx.Client, seed_key: str
) -> None:
    """The same page comes in the other language; the chosen theme stays on the next page."""
    page = chromium_page
    page.goto(f"{seed.base_url}/task/{seed_key}/2.5")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/en/task/{seed_key}/2.5")
    page.get_by_role("button", name="Dark theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("link", name="Agencies").first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_keyboard_suffices(chromium_page: Page, seed: httpx.Client, seed_key: str) -> None:
    """/ goes to the search; in the text a mark opens its card by Enter; Tab reaches each node."""
    page = chromium_page
    page.goto(f"{seed.base_url}/plan/{seed_key}/text")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    mark = page.locator(".text a.m.k-target").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".fact.chosen")).to_contain_text("每万人口高价值发明专利拥有量")
    expect(page.locator(".fact.chosen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    page.goto(f"{seed.base_url}/network?plan={seed_key}")
    nodes = page.locator("svg a.pg-node")
    assert nodes.count() == 29
    nodes.first.focus()
    for _ in range(nodes.count() - 1):
        page.keyboard.press("Tab")
    expect(nodes.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#told blockquote").first).to_be_visible()
    page.goto(f"{seed.base_url}/measure/{seed_key}/2.5.7")
    page.get_by_role("button", name="显示推断内容").press("Space")
    expect(page.locator(".status.inherited").first).to_be_in_viewport()


def test_without_javascript(scriptless: Page, seed: httpx.Client, seed_key: str) -> None:
    """Search, text with its marks and cards, inferred facts, network and theme need no script."""
    page = scriptless
    page.goto(f"{seed.base_url}/")
    page.get_by_role("searchbox").fill("质押")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator(".hits li").first).to_be_visible()
    page.goto(f"{seed.base_url}/plan/{seed_key}/text?at=519,538#char=519,538")
    expect(page.locator(".m.k-passage").first).to_be_in_viewport()
    page.locator(".m.k-passage").first.click()
    expect(page.locator(".fact:target")).to_contain_text("每万人口高价值发明专利拥有量")
    page.goto(f"{seed.base_url}/measure/{seed_key}/2.5.7")
    page.get_by_role("button", name="显示推断内容").click()
    expect(page.locator(".status.inherited").first).to_be_visible()
    page.goto(f"{seed.base_url}/network?plan={seed_key}")
    page.locator("svg a.pg-node text").first.click()
    expect(page.locator("#told blockquote").first).to_be_visible()
    assert not any(one.is_visible() for one in page.locator("[hidden]").all())
    page.goto(f"{seed.base_url}/upload")
    page.get_by_label("或者粘贴全文").fill(INVENTED)
    page.get_by_role("button", name="读出事实").click()
    expect(page.locator(".read h2")).to_contain_text("昆明市数字经济")
    expect(page.locator(".read")).to_contain_text("有期限，没有读出它管的目标或任务")


def test_on_a_phone(phone: Page, seed: httpx.Client, seed_key: str) -> None:
    """At 390 pixels no page scrolls sideways, and a mark opens its card over the text."""
    for path in paths(seed_key):
        phone.goto(f"{seed.base_url}{path}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, path
    phone.goto(f"{seed.base_url}/plan/{seed_key}/text")
    phone.locator(".text a.m.k-target").first.tap()
    expect(phone.locator(".fact.chosen")).to_be_in_viewport()


def test_a_shared_address_shows_the_same(
    chromium_page: Page, seed: httpx.Client, seed_key: str
) -> None:
    """View, filters and choice of the network and the hidden marks of a text are in the address."""
    page = chromium_page
    page.goto(f"{seed.base_url}/network?plan={seed_key}&hide=1")
    assert page.locator("svg a.pg-node").count() < 29
    page.locator("svg a.pg-node text").first.click()
    page.wait_for_url("**focus=**")
    address, told = page.url, page.locator("#told").inner_text()
    page.goto(f"{seed.base_url}/")
    page.goto(address)
    assert page.locator("#told").inner_text() == told
    page.goto(f"{seed.base_url}/plan/{seed_key}/text")
    page.locator("#show-agency").uncheck()
    page.goto(page.url)
    expect(page.locator("#show-agency")).not_to_be_checked()
    expect(page.locator(".fact.k-agency").first).to_be_hidden()
    page.locator("#show-measure").uncheck()
    page.locator(".text a.m.k-target").first.click()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/plan/**hide=measure,agency&at=519,538#char=519,538")
    expect(page.locator("#show-measure")).not_to_be_checked()


def test_the_choice_in_the_frame_is_in_the_address(
    chromium_page: Page, seed: httpx.Client, seed_key: str
) -> None:
    """What is chosen in the interactive network stands in the address, and is chosen again."""
    page = chromium_page
    page.goto(f"{seed.base_url}/network?plan={seed_key}&view=graph")
    frame = page.frame_locator("iframe.network")
    frame.locator("a[data-node^=org]", has_text="市科技局").first.click()
    page.wait_for_url("**#sel=**")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(frame.locator("#detail h2")).to_have_text("市科技局")


def test_a_passage_opens_directly(
    chromium_page: Page, seed: httpx.Client, seed_key: str, seed_text: str
) -> None:
    """#char=670,691 scrolls to these characters and marks them, though no server sees it."""
    page = chromium_page
    page.goto(f"{seed.base_url}/plan/{seed_key}/text#char=670,691")
    expect(page.locator(".m.k-passage").first).to_be_in_viewport()
    assert "".join(page.locator(".m.k-passage").all_text_contents()) == seed_text[670:691]
    expect(page.locator(".fact.chosen")).to_contain_text("专利密集型产业增加值")
    page.goto("about:blank")
    page.goto(f"{seed.base_url}/plan/{seed_key}/text#char=670,99999")
    expect(page.get_by_role("alert")).to_contain_text(f"{len(seed_text)} 字")


def test_selected_words_are_in_the_address(
    chromium_page: Page, seed: httpx.Client, seed_key: str
) -> None:
    """A mouse drawn over a mark selects its words, and the address then names them."""
    page = chromium_page
    page.goto(f"{seed.base_url}/plan/{seed_key}/text")
    mark = page.locator(".text a.m.k-measure").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 10)
    page.mouse.move(box["x"] + 200, box["y"] + 10)
    page.mouse.up()
    page.wait_for_url("**/text#char=*")
    assert len(page.evaluate("String(getSelection())")) > 4
    expect(page.locator(".fact.chosen")).to_have_count(0)


def test_mark_and_card_lead_to_each_other(
    chromium_page: Page, seed: httpx.Client, seed_key: str
) -> None:
    """A click on words chooses their card; the card's link goes back to the words."""
    page = chromium_page
    page.goto(f"{seed.base_url}/plan/{seed_key}/text")
    page.locator(".text a.m.k-region", has_text="南亚东南亚").first.click()
    card = page.locator(".fact.chosen")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("地区")
    card.locator(".chip a").first.click()
    page.wait_for_url("**/region/**")
    page.go_back()
    expect(card).to_contain_text("地区")
    page.locator(".text a.m[data-cards*='mention-']", has_text="PCT").first.click()
    expect(card).to_contain_text("第 1 条，这里共读出 2 条")
    last = page.locator(".fact.k-phase").last
    last.locator(".back").click()
    expect(last).to_have_class(re.compile("chosen"))
    expect(page.locator(".text .m.chosen").first).to_be_in_viewport()


def test_a_misreading_is_reported(chromium_page: Page, seed: httpx.Client, seed_key: str) -> None:
    """The report has the IRI, the place, the words and what was read, ready to be copied."""
    page = chromium_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{seed.base_url}/target/{seed_key}/1.1.1")
    page.get_by_text("报告读错").first.click()
    page.locator(".misread button").first.click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert f"plan/{seed_key}/target/1.1.1" in text
    for part in (
        "每万人口高价值发明专利拥有量达到12件",
        "≥ 12件",
        "#char=519,538",
        "target-figure",
    ):
        assert part in text
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    mail = page.locator(".misread a[data-mail]").first
    mail.click()
    assert unquote(mail.get_attribute("href") or "").partition("&body=")[2] == text


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_are_accessible(
    chromium_tab: Page, seed: httpx.Client, seed_key: str, number: int
) -> None:
    """axe finds nothing serious on any page, in the light nor in the dark."""
    page = chromium_tab
    for scheme, prefix in (("light", ""), ("dark", "/en")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(f"{seed.base_url}{prefix}{paths(seed_key)[number]}")
        assert barriers(page) == []


def test_the_table_has_the_facts_of_the_picture(
    chromium_page: Page, seed: httpx.Client, seed_key: str
) -> None:
    """The table under the map has a row for each of its 43 lines, and names each box."""
    page = chromium_page
    page.goto(f"{seed.base_url}/network?plan={seed_key}")
    rows = page.locator(".facts-table tbody tr")
    assert rows.count() == 43
    table = page.locator(".facts-table").text_content() or ""
    for label in page.locator("svg a.pg-node").evaluate_all(
        "nodes => nodes.map((node) => node.dataset.key)"
    ):
        reply = seed.get(f"/id/{label}", params={"format": "ttl"}, follow_redirects=True)
        assert reply.status_code == 200
    for name in ("市市场监管局", "大力促进知识产权转化运用", "有关县(市)区人民政府"):
        assert name in table


def test_a_plan_is_tried(chromium_page: Page, seed: httpx.Client) -> None:
    """A pasted plan is read and shown; nothing of it is kept."""
    page = chromium_page
    page.goto(f"{seed.base_url}/upload")
    picture = {"name": "a.png", "mimeType": "image/png", "buffer": b"x"}
    page.get_by_label("选择文件").set_input_files(picture)  # type: ignore[arg-type]
    page.get_by_role("button", name="读出事实").click()
    expect(page.get_by_role("alert")).to_contain_text("不读 image/png 类型的文件")
    page.get_by_label("或者粘贴全文").fill(INVENTED)
    page.get_by_role("button", name="读出事实").click()
    expect(page.locator(".read h2")).to_have_text(re.compile("昆明市数字经济"))
    expect(page.locator(".read")).to_contain_text("深化面向东盟的数字合作")
    assert len(seed.get("/api/plans").json()["items"]) == 1


def test_the_editor_completes_our_terms(chromium_page: Page, seed: httpx.Client) -> None:
    """Typing a Chinese name brings the property; the query runs from the editor."""
    page = chromium_page
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{seed.base_url}/sparql")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT ?x { ?x 责任主")
    hint = page.locator(".CodeMirror-hint", has_text="pg:responsibleParty")
    expect(hint).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(" ?y } LIMIT 3")
    page.get_by_role("button", name="运行").click()
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".query-help")).to_contain_text("最多 3 行")
    assert complaints == []
