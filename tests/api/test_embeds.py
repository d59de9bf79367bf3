"""Views in pages of others: versions that stay, files, oEmbed, who may frame, what is refused."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx
import pypdfium2
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from plangraph.api.embed_snippets import Shown, snippets
from plangraph.api.embed_wish import EmbedWish, read_address
from plangraph.api.settings import Settings
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.store import open_store
from plangraph.ingest.reader import read_plan
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.terms import OA, PG
from plangraph.ontology.triples import to_graphs
from tests.api.conftest import HOSTILE, serving

VIEWS = ("map", "matrix", "network", "timeline", "targets")
ENDINGS = ("svg", "png", "pdf", "docx", "csv", "json", "ttl", "html")
PAGE = {"Accept": "text/html"}


@dataclass(frozen=True, slots=True)
class Moving:
    """A service whose plan can be replaced by a newer text."""

    client: httpx.Client
    store: EmbeddedStore
    old: Plan
    new: Plan

    def path(self, view: str = "map", rest: str = "") -> str:
        """The address of a view of the plan."""
        return f"/embed/{view}/{self.old.key}{rest}"


@pytest.fixture(scope="module")
def changed_plan(tmp_path_factory: pytest.TempPathFactory, seed_text: str) -> Plan:
    """The bundled plan with another party in every list and another figure."""
    file = tmp_path_factory.mktemp("changed") / "plan.txt"
    file.write_text(seed_text.replace("市科技局", "市民政局").replace("32", "33"), "utf-8")
    return read_plan(file)


@pytest.fixture
def moving(tmp_path: Path, seed_plan: Plan, changed_plan: Plan) -> Iterator[Moving]:
    """A service of its own with the bundled plan."""
    assert changed_plan.key == seed_plan.key
    with EmbeddedStore(tmp_path / "store") as store:
        store.add(to_graphs(seed_plan))
        with serving(store) as client:
            yield Moving(client, store, seed_plan, changed_plan)


def test_a_pinned_embed_outlives_a_change_of_its_plan(moving: Moving) -> None:
    """Page, picture and report of a version are the same bytes after the plan was replaced."""
    pin = f"?v={moving.old.version.sha256[:12]}"
    rests = ("", ".svg", ".csv", ".json", ".ttl")
    paths = [moving.path(view, rest + pin) for view in VIEWS for rest in rests]
    paths.append(f"/api/plans/{moving.old.key}/report.md{pin}")
    before = [moving.client.get(path) for path in paths]
    assert moving.store.add(to_graphs(moving.new)) == "replaced"
    after = [moving.client.get(path) for path in paths]
    assert [reply.status_code for reply in before + after] == [200] * 2 * len(paths)
    assert [reply.content for reply in before] == [reply.content for reply in after]


def test_an_embed_of_the_newest_follows_its_plan(moving: Moving) -> None:
    """Without a version, and with @latest, the view shows what the store holds now, and says so."""
    newest = [moving.path(rest=rest) for rest in ("", "@latest", "?v=latest")]
    for plan in (moving.old, moving.new):
        moving.store.add(to_graphs(plan))
        for path in newest:
            page = moving.client.get(path).text
            assert plan.version.sha256[:12] in page
            assert ("市民政局" in page) == (plan is moving.new)
    assert "固定不变" not in page
    assert "固定不变" in moving.client.get(f"{newest[0]}?v={plan.version.sha256[:12]}").text


def test_a_version_that_was_never_kept_is_refused_inside_the_frame(moving: Moving) -> None:
    """A page that others frame shows them what is wrong, with the right status."""
    reply = moving.client.get(moving.path(rest="?v=000000000000"), headers=PAGE)
    assert reply.status_code == 404
    assert "000000000000" in reply.text
    assert "frame-ancestors *" in reply.headers["content-security-policy"]


def test_a_served_folder_gives_kept_versions_too(
    tmp_path: Path, seed_plan: Plan, changed_plan: Plan
) -> None:
    """A service that opened its folder itself draws from the versions in it."""
    with open_store(tmp_path / "store") as store:
        store.add(to_graphs(seed_plan))
        store.add(to_graphs(changed_plan))
    path = f"/embed/map/{seed_plan.key}.csv?v={seed_plan.version.sha256[:12]}"
    with serving(None, Settings(store=str(tmp_path / "store"))) as client:
        assert "市科技局" in client.get(path).text
        assert "市科技局" not in client.get(path.partition("?")[0]).text


def test_a_store_in_memory_keeps_versions_as_long_as_it_lives(
    seed_plan: Plan, changed_plan: Plan
) -> None:
    """What is pinned stays, though nothing of it is on a disk."""
    path = f"/embed/map/{seed_plan.key}.csv?v={seed_plan.version.sha256[:12]}"
    with EmbeddedStore() as store:
        store.add(to_graphs(seed_plan))
        store.add(to_graphs(changed_plan))
        with serving(store) as client:
            assert "市科技局" in client.get(path).text


@pytest.mark.parametrize("name", ["%2e%2e", "..%2f..", "a.b", "cn-1.exe", "", "@latest"])
def test_a_name_is_no_path(seed: httpx.Client, name: str) -> None:
    """What stands in the place of a plan never leads to another folder."""
    assert seed.get(f"/embed/map/{name}?v=000000000000").status_code == 404


def test_every_file_has_the_address_of_its_page(seed: httpx.Client, seed_key: str) -> None:
    """The same address with an ending is the same view as that kind of file."""
    path = f"/embed/matrix/{seed_key}"
    files = {end: seed.get(f"{path}.{end}") for end in ENDINGS}
    assert {reply.status_code for reply in files.values()} == {200}
    assert files["svg"].text.startswith("<svg ")
    assert files["png"].content.startswith(b"\x89PNG")
    assert (
        "市科技局" in pypdfium2.PdfDocument(files["pdf"].content)[0].get_textpage().get_text_range()
    )
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(files["docx"].content)).namelist()
    assert len(files["csv"].text.splitlines()) == len(files["json"].json()["rows"]) + 1
    assert not re.search(r"<script|<link|<img|src=|url\(|@import", files["html"].text)
    assert files["html"].headers["content-disposition"].startswith("attachment")
    for reply in files.values():
        assert reply.headers["cross-origin-resource-policy"] == "cross-origin"


def test_the_triples_of_a_view_are_what_it_shows(seed: httpx.Client, seed_key: str) -> None:
    """Turtle has the duties of the table, their parties and tasks, and the words for them."""
    for query in ("", "?agency=市科技局"):
        rows = seed.get(f"/embed/map/{seed_key}.json{query}").json()["rows"]
        reply = seed.get(f"/embed/map/{seed_key}.ttl{query}")
        assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
        graph = Graph().parse(data=reply.text, format="turtle")
        duties = {*graph.subjects(PG.party)}
        assert len(duties) == len(rows)
        for duty in duties:
            assert graph.value(graph.value(duty, PG.party), SKOS.prefLabel)
            assert graph.value(graph.value(duty, PG.evidence), OA.exact)
        assert len({*graph.subjects(RDF.type, PG.Task)}) == len({row["任务"] for row in rows})
    cards = seed.get(f"/embed/targets/{seed_key}.ttl").text
    assert "市科技局" not in cards
    assert "pg:Target" in cards


def test_a_png_has_the_width_that_was_asked_for(seed: httpx.Client, seed_key: str) -> None:
    """width tells the pixels of a picture."""
    image = seed.get(f"/embed/map/{seed_key}.png?width=640").content
    assert int.from_bytes(image[16:20], "big") == 640


@pytest.mark.parametrize("view", [*VIEWS, "agency"])
@pytest.mark.parametrize("lang", ["", "/en"])
def test_what_an_address_tells_is_what_it_is_made_of(
    seed: httpx.Client, seed_key: str, lang: str, view: str
) -> None:
    """Read and written again, the address of any view with all it can tell is the same."""
    base = str(seed.base_url).rstrip("/")
    address = (
        f"{lang}/embed/{view}/{seed_key}?v=0123456789ab&role=lead&role=first&agency=%E5%B8%82+%26"
        "&function=x&phase=p&region=r&hide=1&theme=grey"
    )
    embed = read_address(base + address, base)
    assert (embed.path(), embed.lang, embed.view) == (address, "en" if lang else "zh", view)
    assert embed.wish == EmbedWish.model_validate(
        {"v": "0123456789ab", "role": ["lead", "first"], "agency": ["市 &"], "function": ["x"]}
        | {"phase": "p", "region": "r", "hide": True, "theme": "grey"}
    )


def test_filters_language_and_theme_of_an_address_are_obeyed(
    seed: httpx.Client, seed_key: str
) -> None:
    """The picture is the one that its address describes; a misspelt filter is refused."""
    page = seed.get(f"/en/embed/map/{seed_key}?agency=市科技局&theme=dark").text
    assert 'lang="en" data-theme="dark"' in page
    svg = seed.get(f"/en/embed/map/{seed_key}.svg?agency=市科技局").text
    assert svg.count('data-key="org/') == 1
    assert seed.get(f"/embed/map/{seed_key}?agancy=x").status_code == 422
    assert seed.get(f"/embed/timeline/{seed_key}?agency=x").status_code == 400
    assert seed.get(f"/embed/agency/{seed_key}").status_code == 400
    assert seed.get(f"/embed/agency/{seed_key}?party=市科技局").status_code == 200


def test_only_embeds_may_be_framed_and_nothing_else_runs(seed: httpx.Client, seed_key: str) -> None:
    """The policy lets in one style sheet and one script; every other page refuses frames."""
    policy = seed.get(f"/embed/map/{seed_key}").headers["content-security-policy"]
    script = f"{str(seed.base_url).rstrip('/')}/static/embed-frame.js"
    assert re.sub("'sha256-[^']+'", "HASH", policy) == (
        f"default-src 'none'; style-src HASH; script-src {script}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors *"
    )
    for path in ("/", f"/plan/{seed_key}", "/embed", "/network"):
        assert "frame-ancestors 'none'" in seed.get(path).headers["content-security-policy"]


def test_the_operator_says_who_may_frame(seed_plan: Plan, tmp_path: Path) -> None:
    """PLANGRAPH_FRAME_ANCESTORS names sites; our own builder always may; nonsense is refused."""
    settings = Settings(frame_ancestors="https://report.example https://*.think.example:8443")
    with open_store(tmp_path / "store") as store:
        store.add(to_graphs(seed_plan))
        with serving(store, settings) as client:
            reply = client.get(f"/embed/map/{seed_plan.key}.svg")
    assert reply.headers["content-security-policy"].endswith(
        "frame-ancestors 'self' https://report.example https://*.think.example:8443"
    )
    for nonsense in (
        "https://a.example; script-src *",
        "x,y",
        "javascript:alert(1)",
        "a\r\nb: c/d",
    ):
        with pytest.raises(InvalidQueryError, match="no site"):
            Settings.from_environment({"PLANGRAPH_FRAME_ANCESTORS": nonsense})


def test_oembed_tells_a_frame_and_a_thumbnail(seed: httpx.Client, seed_key: str) -> None:
    """The answer has what oEmbed 1.0 asks of the type rich, and honours maxwidth and maxheight."""
    url = f"{str(seed.base_url).rstrip('/')}/embed/map/{seed_key}?theme=light"
    told = seed.get("/oembed", params={"url": url, "maxwidth": 500, "maxheight": 400}).json()
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "PlanGraph")
    assert told["width"] <= 500
    assert told["height"] <= 400
    assert told["thumbnail_width"] <= 500
    assert told["thumbnail_height"] <= 400
    assert f'src="{url}"' in unescape(told["html"])
    assert f'width="{told["width"]}" height="{told["height"]}"' in told["html"]
    image = seed.get(told["thumbnail_url"]).content
    assert int.from_bytes(image[16:20], "big") == told["thumbnail_width"]
    assert abs(int.from_bytes(image[20:24], "big") - told["thumbnail_height"]) <= 1


def test_oembed_refuses_what_it_cannot_tell(seed: httpx.Client, seed_key: str) -> None:
    """XML is 501; addresses of other sites, other pages and unknown plans are 404."""
    own = str(seed.base_url).rstrip("/")
    good = f"{own}/embed/map/{seed_key}"
    assert seed.get("/oembed", params={"url": good, "format": "xml"}).status_code == 501
    foreign = [
        f"https://report.example/embed/map/{seed_key}",
        f"{own}.report.example/embed/map/{seed_key}",
        f"{own}@report.example/embed/map/{seed_key}",
        f"{own}/plan/{seed_key}",
        f"{own}/embed/pie/{seed_key}",
        f"{own}/embed/map/cn-000000-2022-00000000",
        f"{good}?theme=pink",
        "javascript:alert(1)",
        "http://[",
    ]
    for url in foreign:
        assert seed.get("/oembed", params={"url": url}).status_code == 404, url
    assert seed.get("/oembed").status_code == 422


def test_discovery_stands_first_in_the_head(seed: httpx.Client, seed_key: str) -> None:
    """A page that got nothing but the address finds oEmbed at the top, and it answers."""
    page = seed.get(f"/en/embed/targets/{seed_key}?theme=dark").text
    found = re.search(
        r'<head>\s*<link rel="alternate" type="application/json\+oembed" href="(.*?)"', page
    )
    assert found
    told = seed.get(unescape(found[1])).json()
    assert f"/en/embed/targets/{seed_key}?theme=dark" in told["html"]


def test_texts_of_a_plan_stay_texts(hostile: httpx.Client, seed_key: str) -> None:
    """Markup in titles, names and addresses is shown and never obeyed, in pages and snippets."""
    for path in (f"/embed/map/{seed_key}", f"/embed?plan={seed_key}", f"/embed/targets/{seed_key}"):
        page = hostile.get(path, headers=PAGE).text
        assert HOSTILE not in page
        assert "<img" not in page.replace("&lt;img", "")
        assert "window.XSS" in page
    told = hostile.get("/oembed", params={"url": f"{hostile.base_url}/embed/map/{seed_key}"}).json()
    assert re.fullmatch(r'<iframe( [a-z-]+(="[^"<>]*")?)+></iframe>', told["html"])


def test_snippets_say_texts_in_their_own_language() -> None:
    """What Markdown, LaTeX, Quarto or HTML would read as a command stays a part of the title."""
    odd = '50% \\input{x} [a](javascript:1) `b` "c" <script>\n:::\n$d$ {{< include y >}}'
    files = {end: f"http://127.0.0.1/e{end}?theme=grey" for end in (".svg", ".png", ".pdf")}
    made = snippets(Shown("http://127.0.0.1/e?a=1&b=2", files, "http://127.0.0.1", odd, odd, 700))
    assert "\\input{" not in made["latex"]
    assert "](javascript" not in made["markdown"]
    assert made["quarto"].count("\n:::") == 3
    assert "{{<" not in made["quarto"]
    for name in ("iframe", "element"):
        assert "<script>" not in made[name]
        assert 'src="http://127.0.0.1/e?a=1&amp;b=2"' in made[name]


def test_the_builder_is_complete_without_script(seed: httpx.Client, seed_key: str) -> None:
    """The form asks by GET; its page has the preview, every file and every snippet, pinned."""
    page = seed.get(
        f"/en/embed?plan={seed_key}&view=matrix&theme=grey&role=first", headers=PAGE
    ).text
    version = re.search(r"\?v=([0-9a-f]{12})", page)
    assert version
    embed = f"/en/embed/matrix/{seed_key}?v={version[1]}&amp;role=first&amp;theme=grey"
    assert f'src="{embed}"' in page
    for name in ("iframe", "element", "wordpress", "markdown", "quarto", "latex"):
        assert f'id="snippet-{name}"' in page
    for link in re.findall(r'href="(http[^"]+/embed/[^"]+)"', page):
        assert seed.get(unescape(link)).status_code == 200, link
    moving = seed.get(f"/embed?plan={seed_key}&keep=latest", headers=PAGE).text
    assert f"/embed/map/{seed_key}?v=latest" in moving


def test_an_unknown_party_is_told_on_the_page(seed: httpx.Client, empty: httpx.Client) -> None:
    """The builder keeps the form and says what is wrong; an empty store says how to begin."""
    page = seed.get("/embed?view=agency&party=没有这个单位", headers=PAGE)
    assert (page.status_code, 'role="alert"' in page.text) == (200, True)
    assert empty.get("/embed", headers=PAGE).status_code == 200


def test_addresses_below_a_path_are_understood() -> None:
    """Behind a proxy the public address may have a path of its own."""
    base = "https://report.example/graphs"
    assert read_address(f"{base}/embed/map/cn-1", base).plan == "cn-1"
    for other in (
        "https://report.example/embed/map/cn-1",
        "https://report.example/graphsx/embed/map/a",
    ):
        with pytest.raises(UnknownThingError):
            read_address(other, base)
