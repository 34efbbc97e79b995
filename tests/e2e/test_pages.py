"""Every page for every kind of user: no fault that axe finds, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests.e2e.conftest import DESK, PHONE

pytestmark = pytest.mark.e2e

AXE = (Path(__file__).parents[1] / "web" / "vendor" / "axe.min.js").read_text("utf-8")
WALKERS = (
    "jiandan", "fangyuan", "quanju", "shuiqing", "lianjing", "xiwangshu", "jishu", "baomi",
    "shenji",
)  # fmt: skip
"""Clerk, director, leader, liaison, partner, member of a team, the three administrators."""
EVERYBODYS_OWN = frozenset(
    {"workbench", "rectification_list", "rectification_item", "findings_list", "rounds_inspection"}
)
"""Pages that look different for each; the others are looked at once."""
OTHER_FACES = (
    "/directory/?on=2019-01-01&state=all", "/directory/70/", "/directory/95/", "/term/?by=year",
    "/term/?on=2023-06-30", "/term/rows/?standing=counted", "/coverage/plans/1/",
    "/coverage/plans/2/", "/rounds/11/points/", "/rounds/12/points/",
)  # fmt: skip
"""Addresses of a page that looks unlike the one the first link leads to: another state or day."""


def faults(page: Page) -> Iterator[str]:
    """What axe says of the page as it stands, and whether it scrolls sideways."""
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3)"
        ".map(n => n.target + ' ' + n.failureSummary).join(' | ')))"
    )
    yield from found
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        yield f"{wide} px wider than the screen"


def look(page: Page, path: str) -> list[str]:
    """Open a page, and ask at the desk's and at the phone's width."""
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" in str(error):
            return []
        raise
    assert answer is not None, path
    if answer.status != 200:
        return [f"{path} answers {answer.status}"]
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    told = []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        told += [f"{path} at {size['width']}: {one}" for one in faults(page)]
    return told


def check(page: Page, path: str) -> None:
    """The same where nothing may be found."""
    assert look(page, path) == []


def links(page: Page) -> list[tuple[str, str]]:
    """Name and address of each page of ours that a link leads to."""
    found = []
    for href in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
        parts = urlsplit(href)
        try:
            found.append((str(resolve(parts.path).url_name), href.partition("#")[0]))
        except Resolver404:
            continue
    return found


def walk(page: Page, seen: set[str]) -> list[str]:
    """Follow the links from the workbench to one page of every kind that was not seen yet."""
    told = []
    waiting = [("workbench", "/")]
    mine = seen - EVERYBODYS_OWN
    while waiting:
        name, href = waiting.pop(0)
        if name in mine:
            continue
        mine.add(name)
        told += look(page, href)
        waiting += links(page)
    seen |= mine
    return told


def test_every_page_that_a_link_leads_to(as_: Callable[..., Page]) -> None:
    seen: set[str] = {"sign_out"}
    told: list[str] = []
    for who in WALKERS:
        told += walk(as_(who), seen)
    assert told == []
    assert len(seen) > 100


def test_pages_in_another_state(as_: Callable[..., Page]) -> None:
    page = as_("fangyuan")
    for path in OTHER_FACES:
        check(page, path)


def test_the_sign_in_page(chromium: object, site: str) -> None:
    context = chromium.new_context(viewport=DESK, base_url=site)  # type: ignore[attr-defined]
    assert look(context.new_page(), "/sign-in/") == []
    context.close()
