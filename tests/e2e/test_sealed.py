"""A clue in a browser, from the meeting to the result; who has no grant finds no address; and at
the end no word of it lies in the site's folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

SignIn = Callable[..., Page]
PASSPHRASE = "清源演示专用的一句口令"
OWN = "宗衡之自己想的一句口令"
MATTER = "虚构事项：以加固护坡为名重复列支石料款"
POST = "护坡工程现场负责人"
REASON = "虚构理由：请协助研判"


def _unlock(page: Page, passphrase: str) -> None:
    page.fill("#id_passphrase", passphrase)
    page.get_by_role("button", name="打开", exact=True).click()


def test_from_the_meeting_to_the_result(as_: SignIn, folder: Path) -> None:
    director = as_("fangyuan")
    director.goto("/clues/")
    director.get_by_text("登记线索", exact=True).first.click()
    director.locator(".menu__panel a[href*='/clues/inspections/']").first.click()
    _unlock(director, PASSPHRASE)
    director.fill("#id_unit", "护岸工程管理所")
    director.fill("#id_post", POST)
    director.fill("#id_matter", MATTER)
    director.get_by_label("廉洁纪律").check()
    director.fill("#id_amount", "88000")
    director.get_by_role("button", name="封存保存").click()
    expect(director.get_by_text("已登记并封存")).to_be_visible()
    address = re.sub(r"^https?://[^/]+", "", director.url)
    expect(director.get_by_text(MATTER)).to_have_count(0)

    second = as_("zongheng")
    second.goto(address)
    expect(second.get_by_text("没有找到您要的内容")).to_be_visible()
    for nobody in ("baomi", "shuiqing"):
        page = as_(nobody)
        page.goto(address)
        expect(page.get_by_text("没有找到您要的内容")).to_be_visible()
    _name(director, second, address)
    _open_as_second(second, address)
    director.goto(address)
    expect(director.locator("section", has=director.get_by_role("heading", name="谁看过"))
           .get_by_text("宗衡之").first).to_be_visible()  # fmt: skip
    _hand_over(director, address)
    _no_word_in(folder / "var", folder / "log")


def _name(director: Page, second: Page, address: str) -> None:
    second.goto("/keys/")
    second.fill("#id_password", "Qingyuan-2026")
    second.fill("#id_passphrase", OWN)
    second.fill("#id_again", OWN)
    second.get_by_role("button", name="设立", exact=True).click()
    director.goto(address)
    director.get_by_text("授予知悉授权").click()
    choice = director.locator("#grant_user option", has_text="宗衡之").get_attribute("value")
    director.locator("#grant_user").select_option(choice)
    director.fill("#grant_reason", REASON)
    director.get_by_role("button", name="授予", exact=True).click()
    expect(director.get_by_text("已授予宗衡之")).to_be_visible()


def _open_as_second(second: Page, address: str) -> None:
    second.goto(address)
    second.get_by_role("button", name="全部打开").click()
    _unlock(second, OWN)
    second.get_by_role("button", name="全部打开").click()
    expect(second.get_by_text(MATTER)).to_be_visible()


def _hand_over(director: Page, address: str) -> None:
    director.goto(address)
    director.get_by_role("button", name="移交", exact=True).click()
    director.locator("dialog[open]").get_by_role("button", name="移交", exact=True).click()
    director.get_by_role("button", name="打印移交单").click()
    expect(director.get_by_role("heading", name="巡察问题线索移交单")).to_be_visible()
    director.goto(address)
    director.get_by_role("button", name="登记签收").click()
    director.locator("dialog[open] input[name=signer]").fill("收文岗")
    _register(director)
    director.get_by_role("button", name="登记受理").click()
    _register(director)
    director.get_by_role("button", name="登记办理情况或结果").click()
    director.locator("dialog[open] select[name=disposal]").select_option("filed")
    director.locator("dialog[open] input[name=is_final]").check()
    _register(director)
    expect(director.get_by_role("heading", level=1)).to_contain_text("已办结")


def _register(page: Page) -> None:
    page.locator("dialog[open]").get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记。")).to_be_visible()


def _no_word_in(*places: Path) -> None:
    """The database file, what it has not written back yet, logs, files: as written and escaped."""
    words = [MATTER, POST, REASON]
    needles = [one.encode() for one in words] + [json.dumps(one)[1:-1].encode() for one in words]
    files = [
        path
        for place in places
        for path in ([place] if place.is_file() else place.rglob("*"))
        if path.is_file()
    ]
    assert any(path.name.endswith("-wal") or path.suffix == ".sqlite3" for path in files)
    for path in files:
        raw = path.read_bytes()
        assert not [one for one in needles if one in raw], path.name
