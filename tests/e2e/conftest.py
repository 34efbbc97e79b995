"""A real site with the demo district, a real server, a real browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "Qingyuan-2026"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 375, "height": 812}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no worker is left alone with one at the end."""
    longest = ("test_pages", "test_chain")
    items.sort(key=lambda item: not any(one in item.nodeid for one in longest))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site lives."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """Start `xuncha serve --demo` on an empty folder, as a new user would; gives the address."""
    with served(folder, "--demo") as address:
        yield address


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """Serve the site that lives in a folder, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bind = f"127.0.0.1:{port}"
    environment = {**os.environ, "XUNCHA_HOME": str(folder / "var")}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        environment.pop(name, None)
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "xuncha", "serve", *options, "--bind", bind],
        env=environment, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        _wait(bind, server, folder / "log")
        yield f"http://{bind}"
    finally:
        server.terminate()
        server.wait(40)
        log.close()


def _wait(bind: str, server: subprocess.Popen[bytes], log: Path) -> None:
    host, port = bind.split(":")
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail("the server did not start:\n" + log.read_text("utf-8", "replace")[-3000:])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("XUNCHA_CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def as_(site: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A page signed in as somebody; whatever the browser complains of fails the test."""
    with signing_in(site, chromium) as sign_in:
        yield sign_in


@contextmanager
def signing_in(site: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Signs people in at a site, each in a window of his own, and hears what the browser complains
    of."""
    contexts = []
    complaints: list[str] = []

    def sign_in(username: str, size: dict[str, int] = DESK) -> Page:
        context = chromium.new_context(viewport=size, locale="zh-CN", base_url=site)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(complaints, message.type, message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _note_outside(complaints, site, request.url))
        page.goto("/sign-in/")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(re.compile(r"^(?!.*sign-in).*$"))
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


EXPECTED = re.compile(
    r"the server responded with a status of 4|^htmx:(afterRequest|sendError|sendAbort)\b"
)
"""A refusal is shown on the page itself; htmx tells of each request whose page was left before the
answer came. A server that is gone fails the steps after it."""


def _note(complaints: list[str], kind: str, text: str) -> None:
    if kind == "error" and not EXPECTED.search(text):
        complaints.append(text)


def _note_outside(complaints: list[str], site: str, url: str) -> None:
    if not url.startswith((site, "data:", "blob:")):
        complaints.append(f"outside: {url}")
