"""Networks of 29 to 2,000 boxes: seconds until they are drawn in Chromium, and what they weigh.

``python bench/bench_networks.py`` prints Markdown. First the page that `plangraph view network -o
x.html` writes: the scene (rows to places and texts), the page (scene to HTML), and what Chromium
needs from the navigation to the first frame that shows every box; the SVG of the map beside it.
Sizes stand twice, with one link a task and as plans have them, four to five. Then a service with
two plans as large as that, one after the other: from asking for `/network?view=graph` and
`/network/view` to the same frame. Aims: 500 boxes below 3 s, 2,000 below 6 s.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import httpx
from bench_pages import served
from invented import cities, plan_text
from playwright.sync_api import Frame, Page, sync_playwright

import plangraph
from plangraph.ontology.model import Duty, ItemKind
from plangraph.viz.elements import Quote
from plangraph.viz.extract import Extract, ItemFacts, PartyFacts, PlanFacts, StatementFacts
from plangraph.viz.files import save
from plangraph.viz.map_figure import map_figure
from plangraph.viz.scene import scene_of
from plangraph.viz.svg import figure_svg
from plangraph.viz.words import words_of

SPARSE = ((9, 20), (120, 380), (400, 1600))
DENSE = ((400, 100), (1700, 300))
PLANS = (400, 1700)  # tasks of the plans that are served
DRAWN = "document.documentElement.dataset.drawn"
FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def invented(tasks: int, agencies: int, links: int) -> Extract:
    """A plan of this size with so many parties a task, and every party in a task."""
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
        for rank, m in enumerate(named(n, tasks, agencies, links), 1)
    )
    return Extract((PlanFacts("plan", "某市工作方案"),), items, parties, statements)


def named(task: int, tasks: int, agencies: int, links: int) -> Iterable[int]:
    """The parties of a task: some at a distance from each other, and its share of all."""
    spread = [(task * 7 + step * 31) % agencies for step in range(links)]
    return dict.fromkeys([*spread, *range(task, agencies, tasks)])


def of_a_file(page: Page, folder: Path, size: tuple[int, int], links: int, rounds: int) -> str:
    """A line of the table of files."""
    began = time.perf_counter()
    scene = scene_of(invented(*size, links), words_of("zh"))
    placed = time.perf_counter()
    path = save(scene, folder / "network.html")
    written = time.perf_counter()
    svg = figure_svg(map_figure(scene))
    picture = time.perf_counter()
    drawn = [opened(page, f"{path.as_uri()}#view=map", len(scene.nodes)) for _ in range(rounds)]
    seconds = [placed - began, written - placed, statistics.median(drawn), max(drawn)]
    told = " | ".join(f"{second:.2f}" for second in seconds)
    weights = f"{path.stat().st_size // 1024:,} | {picture - written:.2f} | {len(svg) // 1024:,}"
    return f"| {len(scene.nodes):,} | {len(scene.edges):,} | {told} | {weights} |"


def opened(page: Page, address: str, nodes: int) -> float:
    """Seconds from the navigation to the frame that shows so many boxes."""
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(address)
    return shown(page, nodes) - began


def shown(page: Page | Frame, nodes: int) -> float:
    """The moment when so many boxes have been painted."""
    page.wait_for_function(f"{DRAWN} === '{nodes}'", timeout=120_000)
    page.evaluate(FRAME)
    return time.perf_counter()


def store_of(room: Path) -> tuple[Path, list[str]]:
    """A store of the large plans, and their keys in order of their size."""
    keys = []
    with plangraph.open(room / "store") as store:
        for place, tasks in zip(cities()[2:], PLANS, strict=False):
            text = plan_text(random.Random(1), place, "数字经济", tasks)  # noqa: S311
            store.add(plangraph.to_graphs(plangraph.read(text.encode())))
            keys += sorted(set(store.plan_keys()) - set(keys))
    return room / "store", keys


def of_a_service(page: Page, client: httpx.Client, plan: str, rounds: int) -> str:
    """A line of the table of a service: its answer alone, then all in the browser."""
    base = str(client.base_url).rstrip("/")
    began = time.perf_counter()
    body = client.get("/network/view", params={"plan": plan}).raise_for_status().content
    answer = time.perf_counter() - began
    page.goto(f"{base}/network/view?plan={plan}")
    nodes, edges = page.evaluate("[scene.nodes.length, scene.edges.length]")
    alone = [
        opened(page, f"{base}/network/view?plan={plan}#view=map", nodes) for _ in range(rounds)
    ]
    framed = [in_a_page(page, f"{base}/network?view=graph&plan={plan}") for _ in range(rounds)]
    told = " | ".join(f"{second:.2f}" for second in map(statistics.median, (alone, framed)))
    return f"| {nodes:,} | {edges:,} | {answer:.2f} | {told} | {len(body) // 1024:,} |"


def in_a_page(page: Page, address: str) -> float:
    """Seconds from asking for the page around the network to the network that is ready in it.

    Ready is the map, or the table where the network has more boxes than are drawn unasked.
    """
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(address)
    frame = page.frame(url="**/network/view*")
    if frame is None:
        raise SystemExit(f"{address} holds no network")
    frame.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=120_000)
    frame.evaluate(FRAME)
    return time.perf_counter() - began


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        of_a_file(page, Path(name), (3, 5), 1, 1)  # starts the browser
        print("| boxes | links | scene, s | page, s | drawn, s | most, s | KB | SVG, s | KB |")
        print("|---:" * 9 + "|")
        for sizes, links in ((SPARSE, 1), (DENSE, 4)):
            for size in sizes:
                print(of_a_file(page, Path(name), size, links, rounds), flush=True)
        print("\n| boxes | links | answer, s | drawn, s | ready in the page, s | KB |")
        print("|---:" * 6 + "|")
        store, keys = store_of(Path(name))
        with served(store) as (client, _):
            for key in keys:
                print(of_a_service(page, client, key, rounds), flush=True)
        browser.close()
    print(f"\nLoad {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
