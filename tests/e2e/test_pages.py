"""Every page for every kind of user: no fault that axe finds, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE

pytestmark = pytest.mark.e2e

AXE = (Path(__file__).parents[1] / "web" / "vendor" / "axe.min.js").read_text("utf-8")
PAGES = {
    "jiandan": [
        "/", "/term/", "/term/rows/", "/rounds/", "/rounds/10/", "/rounds/new/",
        "/inspections/", "/findings/", "/taxonomy/", "/rectification/",
        "/rectification/?state=claimed", "/rectification/rounds/", "/rectification/rounds/10/",
        "/rectification/signals/", "/rectification/extensions/", "/notices/", "/jobs/",
        "/calendar/?year=2026", "/calendar/load/", "/gallery/", "/password/",
    ],
    "quanju": ["/", "/term/", "/rectification/rounds/10/"],
    "shuiqing": ["/", "/rectification/", "/findings/", "/notices/"],
    "lianjing": ["/", "/rectification/", "/rectification/signals/"],
    "jishu": ["/accounts/", "/accounts/new/", "/accounts/1/"],
    "baomi": ["/accounts/", "/accounts/1/"],
    "shenji": ["/audit/", "/audit/1/"],
}  # fmt: skip
CASES = [(who, path) for who, paths in PAGES.items() for path in paths]


def check(page: Page, path: str) -> None:
    """Open a page and ask axe; the page may not scroll sideways."""
    answer = page.goto(path)
    assert answer is not None, path
    assert answer.status == 200, path
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3)"
        ".map(n => n.target + ' ' + n.failureSummary).join(' | ')))"
    )
    assert found == [], path
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{path} is {wide} px wider than the screen"


@pytest.mark.parametrize("who", sorted(PAGES))
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages(as_: Callable[..., Page], who: str, size: dict[str, int]) -> None:
    page = as_(who, size)
    for path in PAGES[who]:
        check(page, path)


def test_an_items_page(as_: Callable[..., Page]) -> None:
    page = as_("jiandan")
    page.goto("/rectification/?signals=open")
    page.locator("tbody a").first.click()
    check(page, page.url)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    check(page, page.url)


def test_the_sign_in_page(chromium: object, site: str) -> None:
    context = chromium.new_context(viewport=DESK, base_url=site)  # type: ignore[attr-defined]
    page = context.new_page()
    check(page, "/sign-in/")
    context.close()
