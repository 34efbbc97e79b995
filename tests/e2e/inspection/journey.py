"""People at their windows, and the records that one step of an inspection leaves to the next."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

SignIn = Callable[..., Page]
UNIT = "清源环境卫生公司"
LEADER, DEPUTY, AUTHOR = "shentuyue", "bushuyue", "yanzhiqiu"
HEAD, LIAISON, PARTNER = "huanjingjie", "huanliu", "lianjing"
DIRECTOR, CLERK = "fangyuan", "jiandan"


class Journey:
    """Everybody at his own window, and where the records are that one step leaves to the next."""

    def __init__(self, as_: SignIn) -> None:
        self._as = as_
        self._windows: dict[str, Page] = {}
        self.at: dict[str, str] = {}
        page = self.of(LEADER)
        page.goto("/my-teams/")
        page.locator(f"dd a:has-text('{UNIT}')").first.click()
        self.base = urlsplit(page.url).path

    def of(self, name: str, **window: object) -> Page:
        if name not in self._windows:
            self._windows[name] = self._as(name, **window)
        return self._windows[name]

    def open(self, name: str, record: str) -> Page:
        """Somebody at a record that was kept under a name."""
        page = self.of(name)
        page.goto(self.at[record])
        return page

    def keep(self, record: str, page: Page) -> None:
        self.at[record] = urlsplit(page.url).path


def do(page: Page, opener: str, *, last: str = "", **fields: str) -> None:
    """Open a deed's dialog, fill it in, go on."""
    page.get_by_role("button", name=opener, exact=True).click()
    dialog = page.locator("dialog[open]")
    for name, words in fields.items():
        dialog.locator(f"[name={name}]").fill(words)
    dialog.get_by_role("button", name=last or opener, exact=True).click()
    expect(dialog).to_have_count(0)


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def quiet(page: Page) -> None:
    """The hints beside what is typed are asked for after a pause: whoever goes on meanwhile breaks
    the request off, and the browser says so."""
    page.wait_for_timeout(900)
    hinted(page)


def hinted(page: Page) -> None:
    """The hints on a finding have come, and none is asked for."""
    expect(page.get_by_text("正在看这条问题的文字")).to_have_count(0)
    expect(page.locator(".htmx-request")).to_have_count(0)
