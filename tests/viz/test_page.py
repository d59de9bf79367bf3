"""The page as bytes."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from plangraph.viz.page import network_html
from plangraph.viz.scene import scene_of
from plangraph.viz.words import words_of
from tests.viz import plans

SAME = """
from tests.viz import plans
from plangraph.viz.page import network_html
from plangraph.viz.scene import scene_of
from plangraph.viz.words import words_of
import hashlib
print(hashlib.sha256(network_html(scene_of(plans.kunming(), words_of("zh"))).encode()).hexdigest())
"""


class Blocks(HTMLParser):
    """The texts of script and style elements, and all attributes that could load something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self._open: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = tag == "script" and given.get("type") is None
        self._open = self.scripts if runs else self.styles if tag == "style" else None
        if self._open is not None:
            self._open.append("")
        self.addresses += [str(given[key]) for key in ("src", "href") if key in given]
        self.handlers += [key for key in given if key.startswith("on") or key == "style"]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  (the parser's interface)
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open[-1] += data


def kunming_page(lang: str = "zh") -> str:
    """The page of the gold plan."""
    return network_html(scene_of(plans.kunming(), words_of(lang)), lang=lang)


def test_the_same_scene_gives_the_same_bytes() -> None:
    """Two runs with other hash seeds write byte-identical pages."""
    sums = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", SAME],
            cwd=plans.ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        sums.add(run.stdout)
    assert len(sums) == 1


def test_the_page_names_nothing_to_load() -> None:
    """No element of the page has an address outside the page itself."""
    blocks = Blocks(kunming_page())
    assert [address for address in blocks.addresses if not address.startswith("#")] == []
    assert blocks.handlers == []


def test_only_the_page_s_own_script_and_style_may_run() -> None:
    """The content security policy allows the scripts and the style of the page and no others."""
    page = kunming_page()
    blocks = Blocks(page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    allowed = set(re.findall(r"&#39;(sha256-[^&]+)&#39;", policy[1]))
    digests = [hashlib.sha256(text.encode()).digest() for text in blocks.scripts + blocks.styles]
    assert allowed == {f"sha256-{base64.b64encode(digest).decode()}" for digest in digests}
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")


@pytest.mark.parametrize(("lang", "html_lang"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_has_a_language_a_title_and_one_heading(lang: str, html_lang: str) -> None:
    """A page says its language, has a title and exactly one first heading."""
    page = kunming_page(lang)
    assert f'<html lang="{html_lang}"' in page
    assert page.count("<h1>") == 1
    assert "<title></title>" not in page
    assert page.startswith("<!doctype html>")


def test_the_table_needs_no_script() -> None:
    """Each task, party and quote stands in the page as text, for print and without scripts."""
    scene = scene_of(plans.kunming(), words_of("zh"))
    table = network_html(scene).partition('<section id="table">')[2].partition("</section>")[0]
    for row in scene.rows:
        assert row.task in table
        assert all(cell.name in table for cell in row.cells)
        assert all(quote.text in table for quote in row.quotes)


def test_no_object_of_the_program_shows_in_the_page() -> None:
    """The page holds texts only, no printed form of a Python object."""
    assert "object at 0x" not in kunming_page()


def test_physics_is_off() -> None:
    """Positions come from the scene; nothing moves by itself."""
    assert '"physics":{"enabled":false}' in kunming_page()


def test_the_library_s_picture_blob_is_left_out() -> None:
    """The page carries the drawing library without its built-in pictures."""
    page = kunming_page()
    assert "base64," not in page
    assert len(page.encode()) < 600_000
