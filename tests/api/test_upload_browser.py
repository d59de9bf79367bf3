"""Adding a plan to the store from its page, in a real Chromium."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.api.writing import writable

TEXT = Path(__file__).parents[1] / "plans/f2-kunming-digital-invented.txt"


def test_a_plan_is_kept_with_a_token_only(chromium_page: Page, tmp_path: Path) -> None:
    """A wrong token is refused in words; the right one adds the plan and leads to its page."""
    page = chromium_page
    with writable(tmp_path) as (client, store):
        token = client.headers["Authorization"].removeprefix("Bearer ")
        page.goto(f"{client.base_url}/en/upload")
        page.get_by_label("Or paste the whole text").fill(TEXT.read_text("utf-8"))
        page.get_by_text("Add it to the store").click()
        for given, answer in (("wrong", "token"), (token, "It is in the store now:")):
            page.locator("#keep-token").fill(given)
            page.get_by_role("button", name="Read it into the store").click()
            expect(page.locator(".keep [role=status]")).to_contain_text(answer)
            assert len(store.plan_keys()) == (given == token)
        page.locator(".keep [role=status] a").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("昆明市数字经济")
