"""What stands behind the pages: marked text, kept pages, queries in words, texts and figures."""

import gzip
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from plangraph.api.info_pages import accuracy
from plangraph.api.site import words_of
from plangraph.api.text_marks import PASSAGE, Heading, Place, cut_parts, paragraphs
from plangraph.api.workbench import terms
from plangraph.graph.store import Store
from plangraph.ingest.reasons import reasons
from scripts.accuracy_table import SOURCE, TABLE, rows

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def plain(html: str) -> str:
    """The text of markup."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_marks_change_nothing_of_the_text() -> None:
    """Whatever overlaps, the text of the page is the text of the plan, character by character."""
    text = "甲乙丙丁戊\n己庚<辛>&壬癸\n"
    places = [Place(0, 4, "measure", "a"), Place(2, 5, "agency", "b"), Place(3, 4, "region", "c")]
    places += [Place(6, 12, "target", "d"), Place(7, 9, PASSAGE, "")]
    made = paragraphs(text, (0, len(text)), places, [])
    assert [plain(one.html) for one in made] == text.split("\n")[:-1]


def test_overlapping_places_lead_to_the_shortest_first() -> None:
    """A piece leads to the card of the shortest place and names the cards of all that hold it."""
    made = paragraphs(
        "甲乙丙丁", (0, 4), [Place(0, 4, "measure", "a"), Place(1, 2, "agency", "b")], []
    )
    html = str(made[0].html)
    assert 'href="#b" data-cards="b a"' in html
    assert html.count('id="at-a"') == html.count('id="at-b"') == 1


def test_a_place_over_several_lines_is_marked_in_each() -> None:
    """A place that runs over a line's end is marked in both lines, and named once."""
    made = paragraphs("甲乙\n丙丁", (0, 5), [Place(1, 4, "measure", "a")], [])
    assert [str(one.html).count('data-cards="a"') for one in made] == [1, 1]
    assert "".join(str(one.html) for one in made).count('id="at-a"') == 1


def test_a_long_text_comes_in_parts() -> None:
    """Half a million characters are cut between lines, before chapters; no character is lost."""
    line = "加快推进各项工作，做好宣传引导。\n"
    text = line * 30_000
    chapters = [Heading(at * len(line), at * len(line) + 4, "", "", "", 0) for at in (2000, 2600)]
    parts = cut_parts(text, chapters, 45_000)
    assert (parts[0][0], parts[-1][1]) == (0, len(text))
    assert all(before[1] == after[0] for before, after in pairwise(parts))
    assert all(end - start <= 46_000 for start, end in parts)
    assert any(start == 2000 * len(line) for start, _ in parts)
    start, end = parts[3]
    made = paragraphs(text, (start, end), [Place(start, end, "measure", "a")], chapters)
    assert sum(len(plain(one.html)) for one in made) == len(text[start:end].replace("\n", ""))


def test_the_text_page_shows_the_text(seed: httpx.Client, seed_key: str, seed_text: str) -> None:
    """Every line of the stored text stands on its page."""
    html = seed.get(f"/plan/{seed_key}/text", headers=BROWSER).text
    shown = plain(html)
    assert all(line.strip() in shown for line in seed_text.splitlines())


def test_every_fact_has_a_card(seed: httpx.Client, seed_key: str) -> None:
    """Each task, measure, target, phase and place of the plan has a card beside the text."""
    html = seed.get(f"/plan/{seed_key}/text", headers=BROWSER).text
    counts = seed.get(f"/api/plans/{seed_key}").json()["counts"]
    for kind in ("task", "measure", "target"):
        wanted = counts[f"{kind}s"] + (counts["directions"] if kind == "target" else 0)
        assert html.count(f'<section class="fact k-{kind}"') == wanted
    ids = re.findall(r'href="#(at-[^"]+)"', html)
    assert all(f'id="{name}"' in html for name in ids)


def test_every_quotation_can_be_reported(seed: httpx.Client, seed_key: str) -> None:
    """Beside all words that prove a fact stands a report to copy or to mail, without a script."""
    agency = "/agency/cn-530100/science-technology-abe107"
    for path, least in (
        (f"/plan/{seed_key}", 38),
        (f"/task/{seed_key}/2.8", 2),
        (f"/measure/{seed_key}/2.5.7?inferred=1", 2),
        (f"/target/{seed_key}/1.1.1?inferred=1", 2),
        (f"/phase/{seed_key}/3.2?inferred=1", 7),
        (agency, 4),
        ("/region/m49-035", 7),
        (f"/network?plan={seed_key}&focus={agency.replace('/agency', 'org')}", 4),
    ):
        reply = seed.get(path, headers=BROWSER)
        assert reply.status_code == 200
        proofs = reply.text.split("<blockquote")[1:]
        assert len(proofs) >= least, path
        for proof in proofs:
            assert 'class="misread"' in proof, path
            assert "mailto:?subject=" in proof, path
    html = seed.get(f"/plan/{seed_key}/text", headers=BROWSER).text
    assert html.count('<section class="fact') == html.count('class="misread"')
    assert "读成： 按职责分工负责 · 单位 市市场监管局 市工业和信息化局" in html


def test_pages_travel_packed(seed: httpx.Client, seed_key: str) -> None:
    """A page comes compressed for who takes it, plain for who does not; both say the same."""
    address = f"{seed.base_url}/plan/{seed_key}"
    packed = seed.build_request("GET", address, headers={**BROWSER, "Accept-Encoding": "gzip"})
    reply = seed.send(packed, stream=True)
    raw = b"".join(reply.iter_raw())
    assert reply.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in reply.headers["vary"]
    body = seed.get(address, headers={**BROWSER, "Accept-Encoding": "identity"}).content
    assert gzip.decompress(raw) == body
    assert len(raw) < 150_000


def test_a_first_visit_is_light(seed: httpx.Client, seed_key: str) -> None:
    """Home, plan and text with style sheets and scripts stay under 150 KB each."""
    for path in ("/", f"/plan/{seed_key}", f"/plan/{seed_key}/text"):
        reply = seed.get(path, headers={**BROWSER, "Accept-Encoding": "gzip"})
        files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', reply.text))
        files |= {"/static/suggest.js"}
        total = int(reply.headers["content-length"])
        assert total + sum(len(seed.get(file).content) for file in files) < 150_000


def test_terms_have_names_in_both_languages() -> None:
    """Each class and property of ours is completed under its Chinese and English name."""
    assert len(terms()) > 100
    assert terms()["pg:Task"].zh == "任务"
    assert all(term.zh and term.en for term in terms().values())


def test_every_reason_is_told() -> None:
    """The pages tell each reason of an unread passage in the words of the reader's table."""
    for lang in ("zh", "en"):
        told = words_of(lang).part("reason.")
        assert told == {name: getattr(row, lang) for name, row in reasons().items()}


def test_the_quality_page_shows_what_was_measured(seed: httpx.Client) -> None:
    """api/accuracy.tsv has the figures of docs/accuracy.md, and the page shows them."""
    measured = list(rows(SOURCE.read_text("utf-8")))
    kept = [line for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#"][1:]
    assert kept == measured
    html = seed.get("/quality", headers=BROWSER).text
    for part in accuracy().values():
        assert all(f'<td class="num">{row.right}</td>' in html for row in part)


def test_sizes_are_counted(both_store: Store) -> None:
    """The index tells how many things of each kind there are."""
    sizes = both_store.index().sizes()
    assert (sizes["plan"], sizes["task"], sizes["target"]) == (2, 13, 11)


def test_phases_of_a_day(both: httpx.Client) -> None:
    """on= keeps the phases that run on a day, its first and last day included."""
    names = [row["name"] for row in both.get("/api/phases?on=2023-12-31").json()["items"]]
    assert "全面实施阶段" in names
    assert not both.get("/api/phases?on=1999-01-01").json()["items"]


@pytest.mark.parametrize("path", ["/agency/nobody", "/region/nowhere", "/task/x/1", "/plan/x/text"])
def test_unknown_things_have_no_page(seed: httpx.Client, path: str) -> None:
    """What the store does not hold is 404, as a page."""
    reply = seed.get(path, headers=BROWSER)
    assert (reply.status_code, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_old_addresses_lead_on(seed: httpx.Client) -> None:
    """Agencies that were linked under /thing/ are found under /agency/."""
    reply = seed.get("/en/thing/org/cn-530100/science-technology-abe107", headers=BROWSER)
    assert reply.headers["location"] == "/en/agency/cn-530100/science-technology-abe107"


def test_a_refused_filter_is_a_page(seed: httpx.Client) -> None:
    """A date that is none, and a phase that no plan has, are told on a page."""
    assert seed.get("/phases?on=soon", headers=BROWSER).status_code == 422
    shown = seed.get("/network?phase=nowhere", headers=BROWSER)
    assert (shown.status_code, "nowhere" in shown.text) == (200, True)


def test_a_list_that_finds_nothing_offers_names(seed: httpx.Client) -> None:
    """Who narrows a list to a name that no agency or place has is led to those that he may mean."""
    page = plain(seed.get("/tasks", params={"agency": "市发改委", "region": "五华"}).text)
    assert "要找的是不是： 昆明市发展和改革委员会、五华区" in page
    assert "要找的是不是" not in seed.get("/tasks", params={"agency": '"'}).text


def test_modules_name_no_other_host() -> None:
    """Our own scripts fetch from the service alone."""
    for script in (Path(__file__).parents[2] / "api" / "static").glob("*.js"):
        if script.name not in {"swagger-ui-bundle.js", "yasgui.min.js"}:
            assert "http" not in script.read_text("utf-8").replace("https://w3id.org", "")
