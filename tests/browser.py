"""A real Chromium for tests: one browser a session, a fresh page a test or one for all that look.

``tests/conftest.py`` hands the fixtures to all folders, so that one browser serves them all.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.waiting import PATIENCE

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADVICE = (
    "The tests need a Chromium. Install one (Debian and Ubuntu: apt install chromium), "
    "or set PLANGRAPH_CHROMIUM to the path of one."
)


def find_chromium() -> str:
    """The path of a Chromium; a machine without one fails the test and says what to do."""
    named = os.environ.get("PLANGRAPH_CHROMIUM")
    candidates = [named] if named else list(NAMES)
    found = next(filter(None, map(shutil.which, candidates)), None)
    if found is None:
        pytest.fail(f"{ADVICE} Looked for: {', '.join(candidates)}.", pytrace=False)
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for all tests of the session."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def chromium_page(chromium: Browser) -> Iterator[Page]:
    """A fresh page of 1280 by 900 pixels with a context of its own."""
    with page_of(chromium) as page:
        yield page


@pytest.fixture(scope="module")
def chromium_tab(chromium: Browser) -> Iterator[Page]:
    """One page for all tests of a module that open an address and look; each sets what it needs.

    A fresh page costs a new process, which reads scripts and fonts anew: that of ``chromium_page``
    is for tests that change or listen to something.
    """
    with page_of(chromium) as page:
        yield page


@contextmanager
def page_of(browser: Browser, **more: Any) -> Iterator[Page]:
    """A page with a context of its own that waits as long as a busy machine may need."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **more})
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


def barriers(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds serious or critical on a page as it is now: the rule, where, and why."""
    page.evaluate((Path(__file__).parent / "static" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")
    return [
        (one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"][:200])
        for one in json.loads(found)
        if one["impact"] in {"serious", "critical"}
    ]
