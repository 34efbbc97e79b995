"""From the dashboard to the rows of a number, and the wall that turns by itself."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def test_a_number_opens_its_rows_and_the_wall_obeys_its_keys(as_: Callable[..., Page]) -> None:
    page = as_("quanju")
    page.goto("/dashboard/")
    expect(page.get_by_role("heading", level=1)).to_have_text("领导小组驾驶舱")
    expect(page.locator("#coverage canvas")).to_be_visible()
    tile = page.locator(".tile--findings_old .tile__value")
    number = tile.inner_text()
    tile.click()
    expect(page.get_by_text(re.compile(rf"共 {number.replace(',', '')} 行"))).to_be_visible()
    page.goto("/wall/")
    scenes = page.locator(".scene:visible")
    expect(scenes).to_have_count(1)
    expect(scenes.get_by_role("heading", name="巡察覆盖")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".scene:visible h2")).to_have_text("发现问题")
    expect(page.locator(".scene:visible canvas")).to_be_visible()
    page.keyboard.press(" ")
    expect(page.get_by_role("status")).to_have_text("已停住，按空格继续")
