"""The pages in a real Chromium: nothing is fetched from elsewhere, nothing complains, all fits."""

from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import barriers, page_of

PAGES = (
    "/",
    "/en/",
    "/network",
    "/network?view=graph",
    "/en/network",
    "/sparql",
    "/docs",
    "/en/docs",
)


class Visit:
    """A page with all that it asked for and complained about."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.complaints.append(request.url))
        page.goto(address, wait_until="networkidle")

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def foreign(self) -> list[str]:
        """Requests to another host than that of the page."""
        home = urlsplit(self.page.url).netloc
        return [url for url in self.requests if urlsplit(url).netloc not in {home, ""}]


@pytest.mark.parametrize("path", PAGES)
def test_pages_stay_at_home(chromium_page: Page, seed: httpx.Client, path: str) -> None:
    """A page makes no request to another host; console and security policy stay silent."""
    visit = Visit(chromium_page, f"{seed.base_url}{path}")
    assert visit.requests
    assert visit.foreign() == []
    assert visit.complaints == []


def test_docs_draw_every_route(chromium_page: Page, seed: httpx.Client) -> None:
    """Swagger UI draws the description of the service without barriers, and tries a route out."""
    visit = Visit(chromium_page, f"{seed.base_url}/docs")
    route = chromium_page.locator(".opblock-summary-path", has_text="/healthz")
    expect(route).to_be_visible()
    assert barriers(chromium_page) == []
    route.click()
    chromium_page.get_by_role("button", name="Try it out").click()
    chromium_page.get_by_role("button", name="Execute").click()
    expect(chromium_page.locator(".live-responses-table")).to_contain_text('"status": "ok"')
    assert visit.foreign() == []
    assert visit.complaints == []


def test_network_is_drawn_inside_the_site(chromium_page: Page, seed: httpx.Client) -> None:
    """The network page shows the interactive network of the plan."""
    Visit(chromium_page, f"{seed.base_url}/network?view=graph")
    frame = chromium_page.frame_locator("iframe.network")
    expect(frame.locator("canvas").first).to_be_visible()
    expect(frame.get_by_text("市市场监管局").first).to_be_attached()


def test_the_network_leads_to_the_pages(chromium_page: Page, seed: httpx.Client) -> None:
    """From a task in the network a link leads out of the frame, to the task on its page."""
    chromium_page.goto(f"{seed.base_url}/network?view=graph")
    frame = chromium_page.frame_locator("iframe.network")
    frame.get_by_role("link", name="大力促进知识产权转化运用").first.click()
    frame.locator('a[target="_top"]').first.click()
    chromium_page.wait_for_url("**/task/*/2.5")
    expect(chromium_page.get_by_role("heading", level=1)).to_have_text("大力促进知识产权转化运用")


def test_hostile_plan_runs_nothing(chromium_page: Page, hostile: httpx.Client) -> None:
    """No script of a document runs on any page, nor in the network."""
    for path in ("/", "/network", "/network/view", "/en/"):
        visit = Visit(chromium_page, f"{hostile.base_url}{path}")
        assert [frame.evaluate("window.XSS") for frame in chromium_page.frames] == [
            None for _ in chromium_page.frames
        ]
        assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("path", ["/", "/en/", "/sparql", "/network"])
def test_pages_fit_every_width(
    chromium_tab: Page, seed: httpx.Client, path: str, width: int
) -> None:
    """From a phone to a wide screen no page scrolls sideways; wide tables scroll inside."""
    chromium_tab.set_viewport_size({"width": width, "height": 900})
    chromium_tab.goto(f"{seed.base_url}{path}")
    assert chromium_tab.evaluate("document.documentElement.scrollWidth") <= width


def test_evidence_opens_on_demand(chromium_page: Page, seed: httpx.Client, seed_key: str) -> None:
    """The words of the plan are folded away until they are asked for, by keyboard as well."""
    chromium_page.goto(f"{seed.base_url}/plan/{seed_key}")
    target = chromium_page.locator(".target", has_text="专利密集型产业增加值占GDP比重")
    quote = target.locator("blockquote", has_text="专利密集型产业增加值占GDP比重达到15%")
    expect(quote).to_be_hidden()
    target.locator("summary").first.focus()
    chromium_page.keyboard.press("Enter")
    expect(quote).to_be_visible()


def test_everything_is_there_without_javascript(
    chromium: Browser, seed: httpx.Client, seed_key: str
) -> None:
    """With JavaScript off the plan, its tasks and the query form are complete."""
    with page_of(chromium, java_script_enabled=False) as page:
        page.goto(f"{seed.base_url}/plan/{seed_key}")
        expect(page.get_by_role("heading", name="大力促进知识产权转化运用")).to_be_visible()
        page.goto(f"{seed.base_url}/sparql")
        page.get_by_role("button", name="运行").click()
        expect(page.get_by_role("table")).to_be_visible()
