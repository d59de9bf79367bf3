"""The page in a real Chromium, opened from disk, with every request and message kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from plangraph.viz.elements import Node, Quote, Scene
from plangraph.viz.extract import Extract, PlanFacts
from plangraph.viz.files import save
from plangraph.viz.scene import scene_of
from plangraph.viz.words import words_of
from tests.browser import page_of
from tests.viz import plans

HOSTILE = (
    "<img src=x onerror=window.XSS=1>",
    "</script><script>window.XSS=1</script>",
    "</title></style><script>window.XSS=1</script>",
    "\"'`><svg onload=window.XSS=1>",
    "javascript:window.XSS=1//\\u0000\\",
    "line\u2028separator\u2029two",
    "{{7*7}}{%raw%}${7*7}",
    "\u202egnirts desrever\u202c",
    "<!--<script>",
    "长" * 5000,
    "href=\"x\" onmouseover='window.XSS=1'",
    "a b&c=d#sel=e%20+",
)


WIDTHS = """
window.widths = new Set();
const curve = CanvasRenderingContext2D.prototype.bezierCurveTo;
CanvasRenderingContext2D.prototype.bezierCurveTo = function (...places) {
  window.widths.add(this.lineWidth * this.getTransform().a);
  return curve.apply(this, places);
};
"""


class Visit:
    """A page opened from a file, and all that it asked for or complained about."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, scene: Scene, hash_: str = "", lang: str = "zh") -> Page:
        """Writes the scene and opens it."""
        path = save(scene, self.folder / "network.html", lang)
        self.page.goto(path.as_uri() + hash_)
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Requests for anything but the file itself."""
        return [url for url in self.requests if not url.startswith(self.folder.as_uri())]


@pytest.fixture
def visit(chromium_page: Page, tmp_path: Path) -> Visit:
    """A page to open scenes in."""
    return Visit(chromium_page, tmp_path)


def kunming(lang: str = "zh") -> Scene:
    """The scene of the gold plan."""
    return scene_of(plans.kunming(), words_of(lang))


def named(scene: Scene, label: str) -> Node:
    """The node whose label holds a text."""
    return next(node for node in scene.nodes if label in node.label)


def at(node: Node) -> str:
    """The part of an address that selects a node."""
    return "#" + urlencode({"sel": node.id})


def middle(page: Page, scene: Scene, node: Node) -> tuple[float, float]:
    """Where a node's box stands on the screen."""
    box = page.locator("#map").bounding_box()
    assert box is not None
    scale = min(1.0, max(0.8, box["width"] / scene.width))
    left = max(0.0, box["width"] - scene.width * scale) / 2
    return box["x"] + left + node.x * scale, box["y"] + node.y * scale


def pixels(page: Page) -> str:
    """The drawing as it stands on the canvas."""
    return str(page.evaluate("document.querySelector('canvas').toDataURL()"))


def hostile_scene(lang: str = "zh") -> Scene:
    """A scene with hostile texts in every place that a document can reach, ids included."""
    rows = plans.invented(list(HOSTILE), [[text, "甲局"] for text in HOSTILE])
    renamed = {item.key: f"{text}{n}" for n, (item, text) in enumerate(zip(rows.items, HOSTILE))}  # noqa: B905
    extract = Extract(
        plans=tuple(
            PlanFacts(text, text, (text,), text[:10], text, text)
            for text in (HOSTILE[0], HOSTILE[1])
        ),
        items=tuple(
            replace(item, key=renamed[item.key], plan=HOSTILE[n % 2], number=item.title[:30])
            for n, item in enumerate(rows.items)
        ),
        parties=tuple(replace(party, name_en=party.name) for party in rows.parties),
        statements=tuple(
            replace(row, item=renamed[row.item], quote=Quote(row.printed * 2, 1, 2))
            for row in rows.statements
        ),
    )
    return scene_of(extract, words_of(lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_texts_of_documents_never_run(visit: Visit, lang: str) -> None:
    """Markup in titles, labels, quotes, ids and headers shows as text and runs nothing."""
    scene = hostile_scene(lang)
    page = visit.open(scene, lang=lang)
    for node in scene.nodes:
        page.evaluate("hash => { location.hash = hash }", at(node))
        expect(page.locator("#detail h2")).to_have_text(node.label, use_inner_text=False)
        x, y = middle(page, scene, node)
        page.mouse.move(x, y)
    page.click("#view-table")
    expect(page.locator("#table tbody tr")).to_have_count(len(HOSTILE))
    assert page.evaluate("window.XSS") is None
    assert page.evaluate("document.querySelectorAll('img, svg[onload], [onerror]').length") == 0
    assert visit.foreign == []
    assert visit.complaints == []


def test_a_hostile_label_shows_as_text(visit: Visit) -> None:
    """A label with markup can be read as it stands in the document."""
    page = visit.open(hostile_scene(), "#view=table")
    assert page.locator("#table th", has_text=HOSTILE[0]).count() == 1
    assert page.locator("h1").inner_text() == "责任网络：2 份方案"


def test_the_page_asks_for_nothing_and_complains_of_nothing(visit: Visit) -> None:
    """Opening, selecting, switching and resetting ask for nothing and break no policy."""
    page = visit.open(kunming())
    expect(page.locator("html")).to_have_attribute("data-drawn", "29")
    page.click("#panel a >> nth=0")
    page.click("#view-table")
    page.select_option("#theme", "dark")
    page.click("#reset")
    assert len(visit.requests) == 1
    assert visit.complaints == []


def test_a_click_shows_neighbours_and_proof(visit: Visit) -> None:
    """A click on a party lists its tasks with the quoted words and where they stand."""
    scene = kunming()
    node = named(scene, "市科技局")
    page = visit.open(scene)
    before = pixels(page)
    page.mouse.click(*middle(page, scene, node))
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("市科技局")
    expect(detail.locator(".links li")).to_have_count(4)
    edges = [edge for edge in scene.edges if edge.agency == node.id]
    for quote in (edge.statements[0].quote for edge in edges):
        expect(detail).to_contain_text(quote.text)
        expect(detail).to_contain_text(f"原文第 {quote.start}–{quote.end} 字符")
    assert pixels(page) != before
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('sel')") == node.id


def test_a_party_names_those_it_shares_tasks_with(visit: Visit) -> None:
    """The panel of a party counts its partners and what they share, the closest first."""
    scene = kunming()
    page = visit.open(scene, at(named(scene, "市市场监管局")))
    partners = page.locator("#detail details.partners")
    expect(partners.locator("summary")).to_have_text("共同承担任务的单位：19 个")
    partners.locator("summary").click()
    expect(partners.locator("li").first).to_have_text("市新闻出版(版权)局共同 6 项")
    expect(partners.locator("li").nth(1)).to_have_text("市科技局共同 4 项")


def test_the_panel_reports_a_misreading(visit: Visit) -> None:
    """Beside its words each duty of the panel has a report: its IRI, words, and what was read."""
    scene = kunming()
    node = named(scene, "市科技局")
    page = visit.open(scene, at(node))
    report = page.locator("#detail .misread").first
    report.locator("summary").click()
    edge = next(edge for edge in scene.edges if edge.agency == node.id)
    for part in (edge.statements[0].iri, edge.statements[0].quote.text, "→ 市科技局", "应为："):
        expect(report.locator("pre")).to_contain_text(part)


def test_a_click_beside_the_boxes_resets(visit: Visit) -> None:
    """A click on the empty ground returns to the overview."""
    scene = kunming()
    page = visit.open(scene, at(named(scene, "市科技局")))
    expect(page.locator("#detail")).to_be_visible()
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 3, box["y"] + 200)
    expect(page.locator("#overview")).to_be_visible()
    expect(page.locator("#detail")).to_be_hidden()


def test_boxes_and_lines_show_their_proof_in_a_tooltip(visit: Visit) -> None:
    """The pointer over a task, or over a line, shows the words of the plan."""
    scene = kunming()
    page = visit.open(scene)
    task = named(scene, "优化知识产权发展政策体系")
    x, y = middle(page, scene, task)
    page.mouse.move(x, y)
    expect(page.locator("#tip")).to_contain_text("市国资委按职责分工负责")
    page.mouse.move(x + task.width / 2 + 6, y)
    expect(page.locator("#tip")).to_contain_text(f"{task.label} — 市")
    expect(page.locator("#tip")).to_contain_text("原文第 996–1036 字符")


def test_an_address_brings_back_the_view(visit: Visit) -> None:
    """The state is in the address: selection, role, view and colours return, and so does Back."""
    scene = kunming()
    node = named(scene, "市司法局")
    query = urlencode({"sel": node.id, "role": "first", "view": "table", "theme": "dark"})
    page = visit.open(scene, f"#{query}")
    expect(page.locator("#role")).to_have_value("first")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.click("#view-map")
    expect(page.locator("#detail h2")).to_have_text("市司法局")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("data-view", "table")


def test_an_address_that_fits_nothing_is_ignored(visit: Visit) -> None:
    """Unknown ids, roles and views in the address leave the page as it opens."""
    page = visit.open(kunming(), "#sel=nobody&role=king&view=globe&theme=%3Cimg%3E&x=1")
    expect(page.locator("html")).to_have_attribute("data-view", "map")
    expect(page.locator("#overview")).to_be_visible()
    assert visit.complaints == []


def test_the_search_finds_short_and_official_names(visit: Visit) -> None:
    """Search takes a printed name, a part of it or the official name, or says it found none."""
    page = visit.open(kunming())
    for text, label in (("市林草局", "市林草局"), ("金融办", "市金融办"), ("昆明市外办", "市外办")):
        page.fill("#find", text)
        page.press("#find", "Enter")
        expect(page.locator("#detail h2")).to_have_text(label)
    page.fill("#find", "省气象局")
    page.press("#find", "Enter")
    expect(page.locator("#said")).to_have_text("没有找到“省气象局”。")


def test_the_role_filter_keeps_one_kind_of_link(visit: Visit) -> None:
    """The role filter leaves one kind of link and the tasks that have it, in picture and table."""
    page = visit.open(scene_of(plans.digital(), words_of("zh")))
    options = page.locator("#role option").all_inner_texts()
    assert options == ["全部职责", "牵头", "原文列首位", "责任单位", "按职责分工负责", "配合"]
    before = pixels(page)
    page.select_option("#role", "lead")
    assert pixels(page) != before
    page.click("#view-table")
    expect(page.locator("#table tbody tr:visible")).to_have_count(3)
    expect(page.locator("#said")).to_have_text("显示 3 项，共 4 项")


def test_the_keyboard_reaches_everything(visit: Visit) -> None:
    """Arrow keys walk through the map, Escape resets, and every name is a link to tab to."""
    scene = kunming()
    page = visit.open(scene)
    page.focus("#map")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#detail h2")).to_contain_text("优化知识产权发展政策体系")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#detail h2")).to_contain_text("全面提升知识产权创新创造质量")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#detail .kind")).to_have_text("责任单位")
    page.keyboard.press("Escape")
    expect(page.locator("#overview")).to_be_visible()
    assert page.locator("#overview a[data-node]").count() == len(scene.nodes)


def test_type_on_the_canvas_is_large_enough(visit: Visit) -> None:
    """At 1,000 pixels of width the type of the map has at least 12 pixels."""
    scene = kunming()
    visit.page.set_viewport_size({"width": 1000, "height": 900})
    page = visit.open(scene)
    width = page.evaluate("document.getElementById('map').clientWidth")
    assert 15 * min(1.0, width / scene.width) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") == 1000


def test_small_screens_get_the_table_first(visit: Visit) -> None:
    """On a telephone the page opens with the table, and the map is one tap away."""
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(kunming())
    expect(page.locator("#table")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("#view-map")
    expect(page.locator("canvas")).to_be_visible()


def test_a_large_picture_opens_with_the_table(visit: Visit) -> None:
    """Above 300 nodes the page opens with the table and offers to draw all of them."""
    page = visit.open(scene_of(plans.wide(100, 250), words_of("zh")))
    expect(page.locator("#table")).to_be_visible()
    assert page.locator("canvas").count() == 0
    page.click("text=绘制全部 350 个节点")
    expect(page.locator("html")).to_have_attribute("data-drawn", "350")
    expect(page.locator("canvas")).to_be_visible()
    expect(page.locator("#large")).to_be_hidden()


def test_links_are_thin_where_there_are_very_many(visit: Visit) -> None:
    """Above 1,000 links a line has one pixel, and its width once its task or party is chosen."""
    visit.page.add_init_script(WIDTHS)
    titles, parties = [f"第{n}项" for n in range(40)], [f"{n}局" for n in range(26)]
    scene = scene_of(plans.invented(titles, [parties] * 40), words_of("zh"))
    page = visit.open(scene)
    expect(page.locator("html")).to_have_attribute("data-drawn", "66")
    assert max(page.evaluate("[...window.widths]")) <= 1
    page.evaluate(f"location.hash = {json.dumps(at(scene.nodes[0]))}")
    expect(page.locator("#detail")).to_be_visible()
    page.wait_for_function("Math.max(...window.widths) > 1.2")


def test_without_scripts_the_table_says_it_all(chromium: Browser, tmp_path: Path) -> None:
    """With JavaScript off the table is complete and no dead control shows."""
    path = save(kunming(), tmp_path / "network.html")
    with page_of(chromium, java_script_enabled=False) as page:
        page.goto(path.as_uri())
        expect(page.locator("#table")).to_be_visible()
        assert page.locator("#table tbody tr").count() == 9
        expect(page.locator(".tools")).to_be_hidden()
        expect(page.locator("noscript p")).to_be_visible()


def test_paper_gets_the_whole_table(visit: Visit) -> None:
    """Printed, the page shows the complete table and no controls, whatever is selected."""
    scene = kunming()
    page = visit.open(scene, at(named(scene, "市外办")))
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#table tbody tr:visible")).to_have_count(9)
    expect(page.locator(".tools")).to_be_hidden()


def test_colours_follow_the_system_and_the_reader(visit: Visit) -> None:
    """The page is dark where the system is, until the reader chooses light."""
    visit.page.emulate_media(color_scheme="dark")
    page = visit.open(kunming())
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    before = pixels(page)
    page.select_option("#theme", "light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    assert pixels(page) != before


@pytest.mark.parametrize(
    "make", [lambda: plans.invented([], []), lambda: plans.invented(["建设"], [[]])]
)
def test_a_plan_without_links_says_so(visit: Visit, make: Callable[[], Extract]) -> None:
    """A plan without parties, or without tasks, shows one honest sentence instead of a map."""
    scene = scene_of(make(), words_of("zh"))
    page = visit.open(scene)
    expect(page.locator(".empty:visible")).to_have_text(scene.summary[0])
    assert visit.complaints == []


def test_the_data_of_the_page_are_those_of_the_scene(visit: Visit) -> None:
    """What the script draws from has every node, link and quote of the scene."""
    scene = kunming()
    page = visit.open(scene)
    drawn = json.loads(page.locator("#scene").text_content() or "")
    assert [node["id"] for node in drawn["nodes"]] == [node.id for node in scene.nodes]
    assert len(drawn["edges"]) == 43
    assert len(drawn["quotes"]) == 9
