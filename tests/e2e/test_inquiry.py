"""What people type is not lost when the browser dies, and leaves no trace where it must not."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.e2e.conftest import DESK, FLAGS, PASSWORD

pytestmark = pytest.mark.e2e
WORDS = "问：请介绍一下采购程序。\n答：三家比价，记录在案。"
KEPT = (
    "new Promise((ready) => { const asked = indexedDB.open('xuncha', 1);"
    "asked.onsuccess = () => { const rows = asked.result.transaction('drafts')"
    ".objectStore('drafts').getAll(); rows.onsuccess = () => ready(rows.result); }; })"
)


@contextmanager
def profile(folder: Path, site: str, chromium: Browser) -> Iterator[BrowserContext]:
    """A browser with a profile of its own, as it stands on somebody's laptop. It is started by the
    driver that runs already: a second one can't live in the same thread."""
    context = chromium.browser_type.launch_persistent_context(
        folder, executable_path=os.environ.get("XUNCHA_CHROMIUM", "/usr/bin/chromium"),
        args=FLAGS, viewport={"width": DESK["width"], "height": DESK["height"]}, locale="zh-CN",
        base_url=site,
    )  # fmt: skip
    try:
        yield context
    finally:
        with suppress(Error):
            context.close()


def signed_in(context: BrowserContext, username: str) -> Page:
    page = context.pages[0]
    page.goto("/sign-in/")
    if "sign-in" in page.url:
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(re.compile(r"^(?!.*sign-in).*$"))
    return page


def kill(folder: Path) -> None:
    """The power goes: every process of this very profile at once, with no chance to write."""
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True)
    for line in listed.stdout.splitlines():
        if f"--user-data-dir={folder}" in line:
            os.kill(int(line.split()[0]), signal.SIGKILL)


def test_nothing_typed_is_lost_when_the_browser_is_killed(
    site: str, chromium: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "profile"
    with profile(folder, site, chromium) as context:
        page = signed_in(context, "jiandan")
        page.goto("/gallery/")
        page.locator("#draft_words").press_sequentially(WORDS, delay=5)
        page.locator("#draft_way_1").check()
        page.locator("#id_facts-0-what").focus()
        for at in range(1, 5):
            page.keyboard.type(f"第{at}件没有派车单")
            page.keyboard.press("Enter")
        page.locator("#sealed_words").fill("李某写的信")
        kept_soon(page, "第4件")
        kill(folder)
    assert not _on_disk(folder, "李某写的信")
    with profile(folder, site, chromium) as context:
        page = signed_in(context, "jiandan")
        page.goto("/gallery/")
        found = page.locator(".draft__found")
        expect(found).to_have_count(1)
        assert re.search(r"已找回 \d\d:\d\d 未保存的内容", found.inner_text())
        assert page.locator("#draft_words").input_value() == ""
        found.get_by_text("用它").click()
        expect(found).to_have_count(0)
        assert page.locator("#draft_words").input_value() == WORDS
        assert page.locator("#draft_way_1").is_checked()
        rows = page.locator("form[data-autosave=sample] [name$=-what]")
        told = [one.input_value() for one in rows.all()]
        assert told == [*(f"第{at}件没有派车单" for at in range(1, 5)), ""]
        page.keyboard.press("Control+s")
        expect(page.get_by_text("您填的内容没有保存")).to_be_visible()
        gone_soon(page)
        page.close()


def _on_disk(folder: Path, words: str) -> bool:
    """Whether words stand anywhere in a profile, in either of the two ways of writing them."""
    forms = (words.encode("utf-8"), words.encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return any(form in path.read_bytes() for path in files for form in forms)


def _kept(page: Page) -> list[dict[str, object]]:
    """The drafts in the browser's store."""
    kept: list[dict[str, object]] = page.evaluate(KEPT)
    return kept


def kept_soon(page: Page, words: str) -> None:
    """Wait until a pause has come and words are in the store."""
    _until(page, lambda kept: words in json.dumps(kept, ensure_ascii=False))


def gone_soon(page: Page) -> None:
    """Wait until the page has heard that its form was saved."""
    _until(page, lambda kept: not kept)


def _until(page: Page, holds: Callable[[list[dict[str, object]]], bool]) -> None:
    for _ in range(50):
        if holds(_kept(page)):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the store holds {_kept(page)}")


def test_a_draft_is_its_owners_and_goes_when_he_signs_out(as_: Callable[..., Page]) -> None:
    page = as_("jiandan")
    page.goto("/gallery/")
    page.locator("#draft_words").fill(WORDS)
    page.locator("#sealed_words").fill("李某写的信")
    page.goto("/")
    kept_soon(page, "三家比价")
    assert [one["place"] for one in _kept(page)] == ["/gallery/ sample"]
    page.goto("/gallery/")
    page.get_by_text("丢弃").click()
    expect(page.locator(".draft__found")).to_have_count(0)
    assert _kept(page) == []
    page.locator("#draft_words").fill(WORDS)
    page.locator(".top details.menu summary").click()
    page.locator("[data-sign-out] button").click()
    page.wait_for_url(re.compile("sign-in"))
    assert _kept(page) == []
