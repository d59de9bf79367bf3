"""A running service to pictures of all its pages: both languages, both themes, wide and narrow.

``python scripts/screenshots.py http://127.0.0.1:8000`` writes ``build/screenshots/{page}-{lang}-
{theme}-{width}.png``, which git ignores. Look at each one after a change of the pages.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (1280, 390)
THEMES = ("light", "dark")
PAIRS = "SELECT ?t ?a { ?t a pg:Task ; pg:responsibleParty ?a } LIMIT 30"
_FLAGS = ("--no-sandbox", "--disable-gpu")


def pages(address: str) -> dict[str, str]:
    """The pages by name: one of each kind, of the newest plan."""
    plan = _first(address, "plans")
    local = {name: _of_plan(address, name, plan) for name in ("agencies", "regions")}
    items = {
        kind: _of_plan(address, f"{kind}s", plan).removeprefix("plan/").replace(f"/{kind}/", "/")
        for kind in ("task", "measure", "target", "phase")
    }
    return {
        "home": "/",
        "plan": f"/plan/{plan}",
        "text": f"/plan/{plan}/text",
        "passage": f"/plan/{plan}/text?at=70,120#char=70,120",
        **{kind: f"/{kind}/{place}?inferred=1" for kind, place in items.items() if place},
        "agency": f"/agency/{local['agencies'].removeprefix('org/')}?inferred=1",
        "region": f"/{local['regions']}",
        "search": f"/search?q={quote('知识产权')}",
        **{
            name: f"/{name}"
            for name in ("tasks", "agencies", "targets", "phases", "regions", "network", "plans")
        },
        **{f"network-{view}": f"/network?view={view}" for view in ("matrix", "shared", "graph")},
        "network-task": f"/network?focus=plan/{items['task'].replace('/', '/task/')}",
        "result": f"/sparql?query={quote(PAIRS)}",
        **{name: f"/{name}" for name in ("sparql", "upload", "embed", "ontology")},
        **{name: f"/{name}" for name in ("quality", "about", "docs")},
        "missing": "/nowhere",
    }


def _of_plan(address: str, name: str, plan: str) -> str:
    """The first of a list in the plan, else in any plan, else nothing."""
    return _first(address, f"{name}?plan={plan}") or _first(address, name)


def _first(address: str, path: str) -> str:
    with urlopen(f"{address}/api/{path}") as reply:
        items = json.load(reply)["items"]
    return str(items[0]["key"]) if items else ""


def shoot(browser: Browser, address: str, wanted: set[str], folder: Path) -> Iterator[Path]:
    """The pictures, one after the other."""
    found = pages(address)
    for width in WIDTHS:
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=theme
            )
            page = context.new_page()
            for name, path in found.items():
                for lang, prefix in (("zh", ""), ("en", "/en")):
                    if wanted and name not in wanted:
                        continue
                    page.goto(f"{address}{prefix}{path}", wait_until="networkidle")
                    file = folder / f"{name}-{lang}-{theme}-{width}.png"
                    page.screenshot(path=file, full_page=name not in ("text", "passage"))
                    yield file
            context.close()
    yield from printed(browser, address, wanted, folder)


def printed(browser: Browser, address: str, wanted: set[str], folder: Path) -> Iterator[Path]:
    """The pages that people print, as they look on paper."""
    page = browser.new_page(viewport={"width": 680, "height": 900})
    page.emulate_media(media="print")
    found = pages(address)
    for name in ("plan", "network", "text"):
        if not wanted or name in wanted:
            page.goto(f"{address}{found[name]}", wait_until="networkidle")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            file = folder / f"{name}-print.png"
            page.screenshot(path=file, full_page=True)
            yield file


def main() -> None:
    """Reads the command line and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="of a running service")
    parser.add_argument("names", nargs="*", help="of pages; all without any")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "screenshots")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        for file in shoot(browser, chosen.address, set(chosen.names), chosen.folder):
            print(file)
        browser.close()


if __name__ == "__main__":
    main()
