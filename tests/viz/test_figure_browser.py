"""Figures in a real Chromium: opened from disk, walked through by keys, full of hostile text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plangraph.graph.store import Store
from plangraph.viz.extract import PartyFacts
from plangraph.viz.files import save_figure
from plangraph.viz.map_figure import map_figure
from plangraph.viz.report_files import save_report
from plangraph.viz.report_parts import report_of
from plangraph.viz.scene import scene_of
from plangraph.viz.shapes import Figure
from plangraph.viz.svg import Look
from plangraph.viz.words import words_of
from tests.viz import figures, plans
from tests.viz.test_page_browser import HOSTILE

pytestmark = pytest.mark.long

FIGURE = map_figure(scene_of(plans.kunming(), words_of("zh")))
AXE = (Path(__file__).parents[1] / "static" / "axe.min.js").read_text("utf-8")


class Visit:
    """A page, what it asked for and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, figure: Figure, path: Path, look: Look | None = None) -> None:
        """Writes the figure and opens it."""
        self.page.goto(save_figure(figure, path, look).as_uri())


@pytest.fixture
def visit(chromium_page: Page) -> Visit:
    """A fresh page."""
    return Visit(chromium_page)


@pytest.mark.parametrize("ending", ["html", "svg"])
def test_a_file_asks_for_nothing(visit: Visit, tmp_path: Path, ending: str) -> None:
    """A page or picture opened from disk loads nothing else and breaks no policy of its own."""
    path = tmp_path / f"图.{ending}"
    visit.open(FIGURE, path)
    assert visit.requests == [path.as_uri()]
    assert visit.complaints == []


def test_tab_reaches_every_box_and_marks_its_links(visit: Visit, tmp_path: Path) -> None:
    """The Tab key goes from box to box; each shows its own lines and neighbours, without script."""
    visit.open(FIGURE, tmp_path / "map.svg")
    reached = []
    for _ in range(29):
        visit.page.keyboard.press("Tab")
        reached.append(
            visit.page.evaluate(
                """() => {
                    const node = document.activeElement;
                    const shown = [...document.querySelectorAll('.pg-marks')]
                        .filter((g) => getComputedStyle(g).visibility === 'visible');
                    return [node.dataset.key, shown.length, shown[0].parentNode === node,
                            shown[0].querySelectorAll('path').length];
                }"""
            )
        )
    scene = scene_of(plans.kunming(), words_of("zh"))
    assert reached == [[node.id, 1, True, node.count] for node in scene.nodes]


def test_the_dark_screen_is_followed(visit: Visit, tmp_path: Path) -> None:
    """The picture is dark on a dark screen, unless it was made for paper."""
    look = "() => getComputedStyle(document.querySelector('rect')).fill"
    visit.page.emulate_media(color_scheme="dark")
    visit.open(FIGURE, tmp_path / "map.svg")
    assert visit.page.evaluate(look) == "rgb(18, 23, 30)"
    visit.open(FIGURE, tmp_path / "paper.svg", Look(theme="print"))
    assert visit.page.evaluate(look) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("ending", ["html", "svg"])
def test_hostile_text_does_nothing(visit: Visit, tmp_path: Path, ending: str) -> None:
    """Hostile titles, names, quotes and citations run no script and load nothing, in any view."""
    lists = [[text, f"{text}{n}", "甲局"] for n, text in enumerate(HOSTILE)]
    extract = plans.invented(list(HOSTILE), lists)
    parties = tuple(PartyFacts(p.key, HOSTILE[n % 3]) for n, p in enumerate(extract.parties))
    plan = replace(extract.plans[0], title=HOSTILE[0], issuers=HOSTILE[:4], number=HOSTILE[1])
    for lang in ("zh", "en"):
        for figure in figures.of_extract(replace(extract, plans=(plan,), parties=parties), lang):
            visit.requests.clear()
            path = tmp_path / f"{figure.kind}-{lang}.{ending}"
            visit.open(figure, path)
            assert visit.page.evaluate("() => window.XSS") is None
            assert visit.requests == [path.as_uri()]
            assert visit.complaints == []
            assert visit.page.evaluate("() => document.querySelectorAll('img, script').length") == 0


def test_a_narrow_screen_has_the_table_first(visit: Visit, tmp_path: Path) -> None:
    """On a telephone the table stands before the picture, and the page does not scroll sideways."""
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.open(FIGURE, tmp_path / "map.html")
    table, picture = (
        visit.page.locator(name).bounding_box()["y"]  # type: ignore[index]
        for name in ("table", "svg")
    )
    assert table < picture
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_text_fits_as_the_browser_draws_it(visit: Visit, tmp_path: Path) -> None:
    """No line of text that Chromium draws leaves its box, in Chinese and in English."""
    for lang in ("zh", "en"):
        visit.open(map_figure(scene_of(plans.digital(), words_of(lang))), tmp_path / f"{lang}.svg")
        outside = visit.page.evaluate(
            """() => [...document.querySelectorAll('a.pg-node')].filter((a) => {
                const box = a.querySelector('rect').getBBox();
                return [...a.querySelectorAll(':scope > text')].some((t) => {
                    const text = t.getBBox();
                    return text.x < box.x || text.x + text.width > box.x + box.width;
                });
            }).length"""
        )
        assert outside == 0


def test_a_report_is_accessible(visit: Visit, seed_store: Store, tmp_path: Path) -> None:
    """axe finds nothing serious in a report, in the light nor in the dark."""
    report = save_report(report_of(seed_store, seed_store.plan_keys()[0]), tmp_path / "r.html")
    visit.page.goto(report.as_uri())
    visit.page.evaluate(AXE)
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = visit.page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")
        serious = [
            (one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"][:200])
            for one in json.loads(found)
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == []


def test_a_report_fits_a_telephone(visit: Visit, seed_store: Store, tmp_path: Path) -> None:
    """On a telephone a report scrolls its tables and pictures, and not the page."""
    report = save_report(report_of(seed_store, seed_store.plan_keys()[0]), tmp_path / "r.html")
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.page.goto(report.as_uri())
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert visit.requests == [report.as_uri()]
    assert visit.complaints == []
