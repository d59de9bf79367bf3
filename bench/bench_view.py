"""Seconds from opening a responsibility page to its drawn map, by size of plan; and its bytes.

``python bench/bench_view.py`` prints a line a size: the scene (rows to places and texts), the page
(scene to HTML), and what Chromium needs from navigation until every node is drawn. The bar is 500
nodes in less than 3 seconds.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from plangraph.ontology.model import Duty, ItemKind
from plangraph.viz.elements import Quote
from plangraph.viz.extract import Extract, ItemFacts, PartyFacts, PlanFacts, StatementFacts
from plangraph.viz.files import save
from plangraph.viz.scene import scene_of
from plangraph.viz.words import words_of

SIZES = ((9, 20), (60, 120), (120, 380), (400, 1600))


def invented(tasks: int, agencies: int) -> Extract:
    """A plan of this size with two or more parties a task, spread evenly."""
    items = tuple(
        ItemFacts(f"task/{n}", "plan", ItemKind.TASK, f"({n})", f"推进第{n}项重点工作")
        for n in range(tasks)
    )
    parties = tuple(PartyFacts(f"org/{n}", f"某市第{n}局") for n in range(agencies))
    statements = tuple(
        StatementFacts(
            f"task/{n}", f"org/{m}", Duty.JOINT, rank, f"市第{m}局", Quote("负责", n, n + 2)
        )
        for n in range(tasks)
        for rank, m in enumerate(dict.fromkeys([n * 7 % agencies, *range(n, agencies, tasks)]), 1)
    )
    return Extract((PlanFacts("plan", "某市工作方案"),), items, parties, statements)


def measure(page: Page, folder: Path, tasks: int, agencies: int) -> str:
    """One line of the table."""
    extract = invented(tasks, agencies)
    began = time.perf_counter()
    scene = scene_of(extract, words_of("zh"))
    placed = time.perf_counter()
    path = save(scene, folder / f"{tasks}.html")
    written = time.perf_counter()
    page.goto("about:blank")
    opened = time.perf_counter()
    page.goto(f"{path.as_uri()}#view=map")
    page.wait_for_selector(f"html[data-drawn='{len(scene.nodes)}']")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    drawn = time.perf_counter()
    seconds = f"{placed - began:7.3f} {written - placed:7.3f} {drawn - opened:7.2f}"
    size = path.stat().st_size // 1024
    return f"{len(scene.nodes):6} {len(scene.edges):6} {seconds} {size:6}"


def main() -> None:
    """Measures every size in one browser, after one round to warm it up."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("bench_view needs a Chromium (apt install chromium)")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        measure(page, Path(folder), 3, 5)
        print(" nodes  edges   scene    page   drawn     KB")
        for tasks, agencies in SIZES:
            print(measure(page, Path(folder), tasks, agencies))
        browser.close()


if __name__ == "__main__":
    main()
