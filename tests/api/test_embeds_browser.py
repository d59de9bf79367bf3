"""Views in a real Chromium, inside pages of another origin."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from plangraph.api.embed_snippets import Shown, element, iframe
from tests.browser import page_of
from tests.waiting import eventually

Host = Callable[..., str]
AXE = (Path(__file__).parents[1] / "static" / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """A server of another origin; a page body becomes an address there."""
    pages: dict[str, tuple[str, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            policy, body = pages.get(self.path, ("", b""))
            self.send_response(200 if body else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def show(body: str, policy: str = "") -> str:
        path = f"/{len(pages)}"
        pages[path] = policy, f"<!doctype html><title>Report</title><body>{body}".encode()
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield show
    server.shutdown()
    server.server_close()


def shown(seed: httpx.Client, key: str, view: str = "map") -> Shown:
    """What the snippets of a view tell."""
    base = str(seed.base_url).rstrip("/")
    url = f"{base}/embed/{view}/{key}"
    files = {ending: f"{url}{ending}" for ending in (".svg", ".png", ".pdf")}
    return Shown(url, files, base, "责任图", "谁负责什么", 300)


def height(frame: Locator) -> float:
    """The height of a frame in its page."""
    box = frame.bounding_box()
    return box["height"] if box else 0


def fits(page: Page) -> bool:
    """Whether the frame of a page is as high as what it holds."""
    inner: int = page.frames[1].evaluate("document.documentElement.scrollHeight")
    return abs(height(page.locator("iframe")) - inner) <= 2


def hear_all(page: Page) -> None:
    """Go on when a page has heard all that its frame and it itself said until now."""
    page.evaluate(
        "() => { window.heard = new Promise((done) => addEventListener('message', (event) => {"
        " if (event.data === 'last') done(); })); postMessage('last', '*'); }"
    )
    page.evaluate("window.heard")
    page.evaluate(
        "() => { window.heard = new Promise((done) => addEventListener('message', (event) => {"
        " if (event.data === 'last of the frame') done(); })); }"
    )
    page.frames[1].evaluate("parent.postMessage('last of the frame', '*')")
    page.evaluate("window.heard")


@pytest.mark.parametrize("made", [iframe, element])
def test_a_view_in_a_page_of_another_site_is_as_high_as_its_content(
    seed: httpx.Client, seed_key: str, host: Host, chromium_page: Page, made: Callable[..., str]
) -> None:
    """Frame and element fit their content in a wide and in a narrow page, without a scroll bar."""
    complaints: list[str] = []
    chromium_page.on("console", lambda message: complaints.append(message.text))
    told = shown(seed, seed_key)
    chromium_page.goto(host(iframe(told, script=True) if made is iframe else element(told)))
    heights: list[float] = []
    for width in (1280, 420):
        chromium_page.set_viewport_size({"width": width, "height": 900})
        frame = chromium_page.locator("iframe")
        expect(frame.content_frame.locator("svg.pg-figure")).to_be_visible()
        chromium_page.wait_for_function(
            "() => { const f = (document.querySelector('plan-graph')?.shadowRoot ?? document)"
            ".querySelector('iframe'); return f.clientHeight > 310 }"
        )
        assert eventually(lambda: fits(chromium_page) and height(frame) not in heights)  # noqa: B023
        heights.append(height(frame))
    assert complaints == []


def test_the_frame_can_do_nothing_to_the_page_around_it(
    seed: httpx.Client, seed_key: str, host: Host, chromium_page: Page
) -> None:
    """The frame has no origin, cannot reach its host, and a box opens its page in a new window."""
    chromium_page.goto(host(element(shown(seed, seed_key))))
    inside = chromium_page.locator("iframe").content_frame
    box = inside.locator("a.pg-node[target=_blank]").first
    expect(box).to_be_visible()
    assert chromium_page.frames[1].evaluate("self.origin") == "null"
    with pytest.raises(Exception, match="cross-origin"):
        chromium_page.frames[1].evaluate("parent.document.title")
    with chromium_page.context.expect_page() as opened:
        box.locator("rect").first.click()
    opened.value.wait_for_load_state()
    assert f"/{seed_key}" in opened.value.url
    assert opened.value.locator("h1").count() == 1


def test_only_the_frame_itself_sets_its_height(
    seed: httpx.Client, seed_key: str, host: Host, chromium_page: Page
) -> None:
    """A message of anybody else changes nothing; one of the frame is kept within bounds."""
    chromium_page.goto(host(element(shown(seed, seed_key))))
    expect(chromium_page.locator("iframe").content_frame.locator("svg.pg-figure")).to_be_visible()
    chromium_page.wait_for_function(
        "() => document.querySelector('plan-graph').shadowRoot.querySelector('iframe')"
        ".clientHeight > 310"
    )
    high = "document.querySelector('plan-graph').shadowRoot.querySelector('iframe').clientHeight"
    assert eventually(lambda: fits(chromium_page))
    before = chromium_page.evaluate(high)
    chromium_page.evaluate("postMessage({ plangraph: 'height', height: 5 }, '*')")
    hear_all(chromium_page)
    assert chromium_page.evaluate(high) == before
    tell = "height => parent.postMessage({ plangraph: 'height', height }, '*')"
    for said, is_now in ((1e9, 6000), (1, 80)):
        chromium_page.frames[1].evaluate(tell, said)
        chromium_page.wait_for_function(f"{high} === {is_now}")
    for nonsense in ("x", None, {}):
        chromium_page.frames[1].evaluate(tell, nonsense)
    hear_all(chromium_page)
    assert chromium_page.evaluate(high) == 80


def test_an_element_takes_views_of_its_own_service_only(
    seed: httpx.Client, seed_key: str, host: Host, chromium_page: Page
) -> None:
    """An address elsewhere, or of a script, makes no frame: the picture inside stays."""
    told = shown(seed, seed_key)
    for src in (host("<p>other</p>"), "javascript:alert(1)", "data:text/html,x", "http://["):
        chromium_page.goto(host(element(told).replace(f'src="{told.url}"', f'src="{src}"', 1)))
        chromium_page.wait_for_function("customElements.get('plan-graph') !== undefined")
        expect(chromium_page.locator("plan-graph img")).to_be_visible()
        assert len(chromium_page.frames) == 1


def test_without_scripts_a_picture_is_shown(
    seed: httpx.Client, seed_key: str, host: Host, chromium: Browser
) -> None:
    """Where no script runs the element shows its picture, with the text alternative."""
    with page_of(chromium, java_script_enabled=False) as page:
        page.goto(host(element(shown(seed, seed_key))))
        picture = page.get_by_role("img", name="谁负责什么")
        expect(picture).to_be_visible()
        box = picture.bounding_box()
        assert box
        assert box["height"] > 200


def test_a_page_without_scripts_shows_everything(
    seed: httpx.Client, seed_key: str, chromium: Browser
) -> None:
    """The embedded page itself needs no script: picture, table, words, source, version, files."""
    with page_of(chromium, java_script_enabled=False) as page:
        page.goto(f"{seed.base_url}/embed/map/{seed_key}")
        expect(page.locator("svg.pg-figure")).to_be_visible()
        page.locator("details.facts summary").click()
        expect(page.locator("details.facts table")).to_be_visible()
        expect(page.locator("footer .version")).to_contain_text("数据版本")


def test_who_may_not_frame_sees_nothing(
    seed: httpx.Client, host: Host, chromium_page: Page
) -> None:
    """A page that is no embed is refused by the browser inside another site."""
    chromium_page.goto(host(f'<iframe src="{seed.base_url}"></iframe>'))
    chromium_page.wait_for_function("window.frames.length === 1")

    def refused() -> bool:
        chromium_page.evaluate("1")  # so that news of the frame are heard
        return chromium_page.frames[1].url.startswith("chrome-error:")

    assert eventually(refused)


def test_the_builder_shows_what_is_chosen_at_once(
    seed: httpx.Client, seed_key: str, chromium_page: Page
) -> None:
    """A choice changes preview, snippets and address; Back undoes it; a button copies."""
    complaints: list[str] = []
    chromium_page.on("console", lambda message: complaints.append(message.text))
    chromium_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chromium_page.goto(f"{seed.base_url}/en/embed?plan={seed_key}")
    preview = chromium_page.frame_locator("iframe.preview")
    expect(preview.locator("svg.pg-map")).to_be_visible()
    chromium_page.locator("select[name=view]").select_option("matrix")
    expect(preview.locator("svg.pg-matrix")).to_be_visible()
    assert "view=matrix" in chromium_page.url
    chromium_page.get_by_role("button", name="Copy").first.click()
    copied = chromium_page.evaluate("navigator.clipboard.readText()")
    assert f"/en/embed/matrix/{seed_key}?v=" in copied
    chromium_page.go_back()
    expect(preview.locator("svg.pg-map")).to_be_visible()
    assert complaints == []


def test_hostile_texts_run_nowhere(
    hostile: httpx.Client, seed_key: str, host: Host, chromium_page: Page
) -> None:
    """A plan full of markup runs nothing in the builder, in the frame, or in a page around it."""
    chromium_page.goto(f"{hostile.base_url}/embed?plan={seed_key}")
    expect(chromium_page.frame_locator("iframe.preview").locator("svg")).to_be_visible()
    texts = chromium_page.locator(".snippet pre").all_inner_texts()
    chromium_page.goto(host(texts[1]))
    expect(chromium_page.locator("iframe").content_frame.locator("svg.pg-figure")).to_be_visible()
    for frame in chromium_page.frames:
        assert frame.evaluate("window.XSS") is None


def test_the_element_works_under_a_strict_policy(
    seed: httpx.Client, seed_key: str, host: Host, chromium_page: Page
) -> None:
    """A page that allows this service alone, and no style of its own, shows the view complete."""
    base = str(seed.base_url).rstrip("/")
    policy = f"default-src 'none'; script-src {base}; frame-src {base}; img-src {base}"
    made = element(shown(seed, seed_key)).replace(' style="max-width:100%;height:auto"', "")
    complaints: list[str] = []
    chromium_page.on("console", lambda message: complaints.append(message.text))
    chromium_page.goto(host(made, policy))
    frame = chromium_page.locator("iframe")
    expect(frame.content_frame.locator("svg.pg-figure")).to_be_visible()
    chromium_page.wait_for_function(
        "() => document.querySelector('plan-graph').shadowRoot.querySelector('iframe')"
        ".clientHeight > 310"
    )
    expect(chromium_page.locator("plan-graph img")).to_be_hidden()
    assert [text for text in complaints if "favicon" not in text] == []


def test_where_frames_are_refused_the_picture_stays(
    seed: httpx.Client, seed_key: str, host: Host, chromium_page: Page
) -> None:
    """A page whose policy lets in no frames goes on showing the picture inside the element."""
    base = str(seed.base_url).rstrip("/")
    policy = f"script-src {base}; frame-src 'none'; img-src {base}"
    chromium_page.add_init_script(
        "window.refused = new Promise((done) =>"
        " addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective)));"
    )
    chromium_page.goto(host(element(shown(seed, seed_key)), policy))
    chromium_page.wait_for_function("customElements.get('plan-graph') !== undefined")
    assert chromium_page.evaluate("window.refused") == "frame-src"
    expect(chromium_page.locator("plan-graph img")).to_be_visible()


@pytest.mark.parametrize("view", ["map", "matrix", "network", "timeline", "targets"])
def test_the_told_height_fits_without_the_script(
    seed: httpx.Client, seed_key: str, chromium_tab: Page, view: str
) -> None:
    """A frame of the height that oEmbed tells has no scroll bar and little room to spare."""
    url = shown(seed, seed_key, view).url
    told = seed.get("/oembed", params={"url": url}).json()
    chromium_tab.set_viewport_size({"width": told["width"], "height": 200})
    chromium_tab.goto(url)
    real = chromium_tab.evaluate("document.documentElement.scrollHeight")
    assert real <= told["height"] <= real + 80


@pytest.mark.parametrize(
    "path",
    [
        *("/embed?plan={}", "/en/embed?plan={}&view=agency&party=市科技局", "/embed/map/{}"),
        *("/en/embed/matrix/{}", "/embed/network/{}?theme=light", "/embed/timeline/{}"),
        *(
            "/en/embed/targets/{}",
            "/embed/agency/{}?party=市科技局",
            "/embed/map/{}?v=000000000000",
        ),
    ],
)
def test_embeds_are_accessible(
    seed: httpx.Client, seed_key: str, chromium_tab: Page, path: str
) -> None:
    """axe finds nothing serious in the builder, in any view, in a refusal, in light nor dark."""
    chromium_tab.set_viewport_size({"width": 1280, "height": 900})
    for scheme in ("light", "dark"):
        chromium_tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        chromium_tab.goto(f"{seed.base_url}{path.format(seed_key)}")
        chromium_tab.evaluate(AXE)
        found = chromium_tab.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")
        serious = [
            (one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"][:200])
            for one in json.loads(found)
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == []
