"""The pages as a server sends them: complete without JavaScript, in two languages, safe."""

import re
from collections import Counter, deque
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from plangraph.api.site import words_of
from plangraph.ontology.model import Plan
from tests.api.conftest import HOSTILE

PATHS = (
    *(
        "/",
        "/search?q=%E4%B8%93%E5%88%A9",
        "/plans",
        "/tasks",
        "/agencies",
        "/targets",
        "/phases",
        "/regions",
    ),
    *("/network", "/network?view=matrix", "/network?view=shared", "/network?view=graph"),
    *("/network?view=table", "/sparql", "/docs", "/quality", "/about"),
)
PAGES = tuple(f"{prefix}{path}" for path in PATHS for prefix in ("", "/en"))
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Outline(HTMLParser):
    """What a page consists of: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute."""
        return [found[attribute] or "" for _, found in self.elements if attribute in found]


def page(client: httpx.Client, path: str) -> Outline:
    """A page as a browser asks for it."""
    reply = client.get(path, headers=BROWSER)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return Outline(reply.text)


def test_home_is_always_home(seed: httpx.Client, seed_plan: Plan) -> None:
    """Also with one plan the home page has the search, questions, the plan and what there is."""
    shown = page(seed, "/")
    assert f"/plan/{seed_plan.key}" in shown.values("href")
    assert seed_plan.document.title in shown.words
    assert [found for tag, found in shown.elements if found.get("role") == "search"]
    for n, kind in ((1, "plan"), (9, "task"), (64, "measure"), (5, "target"), (4, "phase")):
        word = words_of("zh").texts[f"coverage.{kind}"]
        assert re.search(rf"\b{n} {word}", shown.words), kind


def test_a_plan_has_everything_on_one_page(seed: httpx.Client, seed_plan: Plan) -> None:
    """The page of a plan shows its header, tasks, agencies, targets and phases."""
    words = page(seed, f"/plan/{seed_plan.key}").words
    assert seed_plan.document.title in words
    for row in seed_plan.responsibilities:
        assert row.printed in words
    for measure in seed_plan.measures:
        assert measure.text in words
    for target in seed_plan.targets:
        assert target.indicator in words
    for phase in seed_plan.phases:
        assert phase.name in words


def test_a_plan_shows_the_words_of_every_fact(seed: httpx.Client, seed_plan: Plan) -> None:
    """Every statement, target, phase and place has its quoted words on the page."""
    words = page(seed, f"/plan/{seed_plan.key}").words
    rows = (*seed_plan.responsibilities, *seed_plan.targets, *seed_plan.phases, *seed_plan.regions)
    for row in rows:
        assert row.evidence.span.quote in words


def test_counts_are_computed(seed: httpx.Client, seed_key: str) -> None:
    """9 tasks, 20 agencies, 43 responsibilities, 64 measures, 5 targets, 4 phases."""
    html = seed.get(f"/plan/{seed_key}", headers=BROWSER).text
    counts = re.search(r'<ul class="counts">(.*?)</ul>', html, re.DOTALL)
    assert counts
    assert re.findall(r"<b>(\d+)</b>", counts[1]) == ["9", "20", "43", "64", "5", "4"]
    home = seed.get("/", headers=BROWSER).text
    card = re.search(r'<ul class="counts small">(.*?)</ul>', home, re.DOTALL)
    assert card
    assert re.findall(r"<b>(\d+)</b>", card[1]) == ["9", "20", "64", "5", "4"]


def test_matrix_shows_every_responsibility_of_tasks(seed: httpx.Client, seed_key: str) -> None:
    """The matrix has a row a task, a column an agency and a filled cell a responsibility."""
    html = seed.get(f"/plan/{seed_key}", headers=BROWSER).text
    matrix = re.search(r'<table class="matrix">(.*?)</table>', html, re.DOTALL)
    assert matrix
    assert len(re.findall(r'<th scope="col"', matrix[1])) == 20
    assert len(re.findall(r'<th scope="row"', matrix[1])) == 9 + 1
    assert len(re.findall(r'<td class="on ', matrix[1])) == 43


def test_check_points_stand_on_the_time_line(seed: httpx.Client, seed_plan: Plan) -> None:
    """Each check-point stands below the bar of its phase, and the page says that this is no day."""
    html = seed.get(f"/plan/{seed_plan.key}", headers=BROWSER).text
    drawn = "".join(re.findall(r'<svg class="checks".*?</svg>', html, re.DOTALL))
    checks = [step.text for step in seed_plan.steps if step.checkpoint]
    assert checks
    assert drawn.count("<text ") == len(checks)
    assert all(text[:20] in drawn for text in checks)
    assert "原文没有给出具体日期" in html


def test_a_target_tells_its_words(seed: httpx.Client, seed_plan: Plan) -> None:
    """The card of a target has comparator, deadline, base and the words of the plan in sight."""
    html = seed.get(f"/plan/{seed_plan.key}", headers=BROWSER).text
    cards = re.findall(r'<li class="card target".*?</li>', html, re.DOTALL)
    assert len(cards) == len(seed_plan.targets)
    for card, target in zip(cards, seed_plan.targets, strict=True):
        assert f'<q class="said" lang="zh-Hans">{target.evidence.span.quote}</q>' in card
        assert "不少于 · 期限 2025" in card
        assert "基期未给出" in card


def test_questions_about_a_plan_have_answers(seed: httpx.Client, seed_key: str) -> None:
    """The page of a plan asks about its agencies, places and dates; each question has a page."""
    html = seed.get(f"/plan/{seed_key}", headers=BROWSER).text
    asked = html.partition('class="questions"')[2].partition("</section>")[0]
    paths = re.findall(r'href="([^"]+)"', asked)
    assert len(paths) == 6
    for path in paths:
        reply = seed.get(path.replace("&amp;", "&"), headers=BROWSER)
        assert reply.status_code == 200, path
        assert words_of("zh").say("list.none") not in reply.text, path


def test_nobody_is_made_a_lead(seed: httpx.Client, seed_key: str) -> None:
    """No cell of the matrix says lead where the plan names none; printed first is not lead."""
    html = seed.get(f"/plan/{seed_key}", headers=BROWSER).text
    assert '<td class="on lead"' not in html
    assert html.count('<td class="on first"') == 9


def test_several_plans_are_listed(both: httpx.Client, seed_plan: Plan, digital_plan: Plan) -> None:
    """With several plans the home page lists them, and each has a page of its own."""
    home = page(both, "/")
    for plan in (seed_plan, digital_plan):
        assert plan.document.title in home.words
        assert f"/plan/{plan.key}" in home.values("href")
        assert plan.document.title in page(both, f"/plan/{plan.key}").words


def test_an_empty_store_says_how_to_add_a_plan(empty: httpx.Client) -> None:
    """Without a plan the home page gives the command that adds one, and every page answers."""
    assert "plangraph add" in page(empty, "/").words
    assert "plangraph demo" in page(empty, "/en/").words
    for path in PAGES:
        page(empty, path)


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_one_language_and_lead_to_the_other(seed: httpx.Client, path: str) -> None:
    """Each page names its language and links to the same page in the other one."""
    shown = page(seed, path)
    languages = [found.get("lang") for tag, found in shown.elements if tag == "html"]
    english = path.startswith("/en")
    assert languages == ["en" if english else "zh-Hans"]
    other = path.removeprefix("/en") if english else f"/en{path}"
    assert other in shown.values("href")
    assert words_of("en" if english else "zh").say("nav.network") in shown.words


def test_every_text_has_both_languages() -> None:
    """strings.tsv gives every key a Chinese and an English text with the same gaps."""
    zh, en = words_of("zh").texts, words_of("en").texts
    assert zh.keys() == en.keys()
    for key, text in zh.items():
        assert text
        assert en[key]
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", en[key]) or key.endswith(".1")


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_structure(seed: httpx.Client, path: str) -> None:
    """One h1, no level left out, a skip link, a title, a main part, unique ids."""
    shown = page(seed, path)
    levels = [int(tag[1]) for tag, _ in shown.elements if re.fullmatch("h[1-6]", tag)]
    if "docs" not in path:
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    tags = [tag for tag, _ in shown.elements]
    head = tags[: tags.index("body")]
    assert tags.count("main") == head.count("title") == 1
    assert "#content" in shown.values("href")
    ids = shown.values("id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", [*PAGES, "/network/view", "/nope"])
def test_every_page_has_a_strict_policy(seed: httpx.Client, path: str) -> None:
    """No page allows inline script or another host; only the network may be framed, by us."""
    reply = seed.get(path, headers=BROWSER)
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy.replace("'sha256-http", "")
    framing = "'self'" if path == "/network/view" else "'none'"
    assert f"frame-ancestors {framing}" in policy
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", PAGES)
def test_pages_name_no_other_host(seed: httpx.Client, path: str) -> None:
    """Nothing that a page loads comes from elsewhere, and nothing runs inline."""
    shown = page(seed, path)
    for tag, found in shown.elements:
        for name in ("src", "href"):
            loads = tag in {"script", "img", "iframe", "link"} and name in found
            assert not (loads and re.match(r"\w+:|//", found[name] or "")), found
        assert not any(name.startswith("on") or name == "style" for name in found), found


def test_documents_are_never_markup(hostile: httpx.Client) -> None:
    """A plan whose every text carries a script shows it as text, on every page."""
    key = hostile.get("/api/plans").json()["items"][0]["key"]
    agencies = hostile.get("/api/agencies?limit=500").json()["items"]
    paths = [*PAGES, f"/plan/{key}", f"/en/plan/{key}", "/network/view"]
    paths += [f"/agency/{row['key'].removeprefix('org/')}" for row in agencies[:3]]
    paths += [f"/plan/{key}/text", f"/task/{key}/2.5", f"/measure/{key}/2.5.7"]
    paths += [f"/target/{key}/1.1.1?inferred=1", f"/phase/{key}/3.1", f"/search?q={HOSTILE}"]
    for path in paths:
        shown = page(hostile, path)
        assert not [tag for tag, found in shown.elements if "onerror" in found]
        assert "window.XSS=1</script>" not in hostile.get(path, headers=BROWSER).text
    assert "<img src=x onerror=window.XSS=1>" in page(hostile, f"/plan/{key}").words


def test_hostile_parameters_are_never_markup(seed: httpx.Client) -> None:
    """What stands in the address or in a query is shown as text."""
    bad = "<script>window.XSS=1</script>"
    for path in (f"/{bad}", f"/plan/{bad}", f"/network?plan={bad}", f"/sparql?query={bad}"):
        assert bad not in seed.get(path, headers=BROWSER).text
    query = f'SELECT ("{bad}" AS ?x) {{}}'
    assert bad not in seed.get("/sparql", params={"query": query}, headers=BROWSER).text


def form_of(address: str) -> tuple[str, ...]:
    """What addresses of one kind of page share: all but keys, numbers and values."""
    parts = urlsplit(address)
    words = parts.path.removeprefix("/en").split("/")[1:]
    ending = "".join(re.findall(r"\.[a-z]+$", words[-1]))
    told = words[-1] if words[0] in {"plan", "api", "static", "embed"} else ending
    asked = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    english = str(parts.path.startswith("/en/"))
    return (english, words[0], str(len(words)), told, *sorted(asked))


def test_every_link_of_the_pages_leads_somewhere(seed: httpx.Client, seed_key: str) -> None:
    """From the home page on, each address that a page links to answers, and each place exists.

    Of addresses of one form, such as passages of a text, the first three stand for all.
    """
    seen: dict[str, set[str]] = {}
    waiting = deque(["/", "/en/", f"/plan/{seed_key}", f"/en/plan/{seed_key}/text"])
    wanted: list[tuple[str, str]] = []
    forms: Counter[tuple[str, ...]] = Counter()
    while waiting:
        path = waiting.popleft()
        if path in seen or forms[form_of(path)] == 3:
            continue
        forms[form_of(path)] += 1
        reply = seed.get(path, headers=BROWSER, follow_redirects=True)
        assert reply.status_code == 200, path
        shown = Outline(reply.text if "html" in reply.headers["content-type"] else "")
        seen[path] = set(shown.values("id"))
        for href in shown.values("href"):
            address, _, place = href.partition("#")
            if place and "=" not in place:  # else a state of the page, or a passage
                wanted.append((address or path, place))
            drawn = "/report.docx" in address or "/report.pdf" in address  # see test_reports.py
            waiting += [address] if address.startswith("/") and not drawn else []
    missing = [(path, place) for path, place in wanted if place not in seen.get(path, {place})]
    assert missing == []


def test_a_named_lead_is_shown_as_lead(both: httpx.Client, digital_plan: Plan) -> None:
    """Where the plan names lead and support the matrix says so, and nobody else is set apart."""
    html = both.get(f"/plan/{digital_plan.key}", headers=BROWSER).text
    kinds = re.findall(r'<td class="on (\w+)"', html)
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "lead": 3,
        "support": 5,
        "first": 1,
        "other": 3,
    }
