"""English pages: Chinese stands in them only as a quotation or a name, and is marked as Chinese."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import httpx
import pytest

from plangraph.graph.store import Store
from tests.api.test_explorer_browser import paths

BROWSER = {"Accept": "text/html"}
CHINESE = re.compile(r"[\u3400-\u9fff]+")
OPEN = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style"}
OWN_WORDS = {"svg", "textarea", "pre", "code"}  # whole in one language, or not ours to mark
TOLD = ("aria-label", "placeholder", "title", "alt")
NAMES = """SELECT DISTINCT (STR(?o) AS ?text) {
  GRAPH ?g { ?s ?p ?o } FILTER(isLiteral(?o) && !CONTAINS(STR(?g), "/graph/vocab")) }"""


class Reading(HTMLParser):
    """What a page says in Chinese: all of it, and what is not marked as Chinese."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []
        self.unmarked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marked = self.open[-1][1] if self.open else False
        if "lang" in given and tag != "svg":
            marked = (given["lang"] or "").startswith("zh")
        if tag not in OPEN:
            self.open.append((tag, marked or tag in OWN_WORDS))
        for name in TOLD:
            self._take(given.get(name) or "", marked=marked or bool(self.open and self.open[-1][1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in OPEN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self.open}
        if not inside & SILENT and "title" not in inside:
            self._take(data, marked=bool(self.open and self.open[-1][1]))

    def _take(self, text: str, *, marked: bool) -> None:
        found = CHINESE.findall(text)
        self.said += found
        if not marked:
            self.unmarked += found


def pages(key: str) -> list[str]:
    """A page of each kind, the answers that are refusals among them."""
    return [
        *paths(key),
        *("/search?q=zzzz", "/search?q=", "/phases?on=soon", "/agency/nobody", "/tasks?agency=zz"),
        *("/network?phase=nowhere", "/sparql?query=ASK{", "/thing/doc/b09541df"),
        f"/sparql?query={quote('DESCRIBE <https://w3id.org/plangraph/id/plan/' + key + '>')}",
        *(f"/embed/{view}/{key}" for view in ("map", "matrix", "network", "timeline", "targets")),
    ]


@pytest.fixture(scope="module")
def known(seed_store: Store, seed_text: str) -> str:
    """The plan's text and every name of the store."""
    names = (str(row["text"]) for row in seed_store.query(NAMES).rows())
    return "\n".join([seed_text, "中文", *names])


def test_english_pages_are_english(seed: httpx.Client, seed_key: str, known: str) -> None:
    """All Chinese on English pages is marked, and stands in the plan or names a thing."""
    for path in pages(seed_key):
        reading = Reading(seed.get(f"/en{path.partition('#')[0]}", headers=BROWSER).text)
        if not path.startswith("/embed/"):
            assert reading.unmarked == [], path
        if path != "/ontology":  # whose subject are words of both languages
            assert [text for text in reading.said if text not in known] == [], path


def test_english_names_stand_beside_the_printed_ones(seed: httpx.Client, seed_key: str) -> None:
    """An agency is named in English and as printed; a pointer gives the full name of each."""
    path = f"/task/{seed_key}/2.1"
    html = seed.get(f"/en{path}", headers=BROWSER).text
    english = '<span lang="en" title="Market regulation, Kunming">Market regulation</span>'
    printed = '<span class="zh" lang="zh-Hans" title="昆明市市场监督管理局">市市场监管局</span>'
    assert f"{english} {printed}</a>" in html
    assert "Market regulation" not in seed.get(path, headers=BROWSER).text
    assert "english" not in seed.get(f"/api/tasks/{seed_key}/2.1").text


def test_an_empty_store_speaks_english(empty: httpx.Client) -> None:
    """Without a plan the English pages hold no Chinese but the name of the other language."""
    for path in ("/", "/plans", "/tasks", "/network", "/embed", "/search?q=plan", "/quality"):
        assert set(Reading(empty.get(f"/en{path}", headers=BROWSER).text).said) == {"中文"}, path
