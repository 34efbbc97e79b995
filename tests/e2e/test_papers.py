"""From a paper to a settled finding in a browser: drafted, signed by three, facts confirmed by the
unit, weighed, settled through the gate, traced back to the paper in two clicks."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE

pytestmark = pytest.mark.e2e

SignIn = Callable[..., Page]
UNIT = "清源环境卫生公司"
TITLE = "保洁车辆燃油费没有派车单"
FACT = "47笔燃油费报销没有派车单"


def _inspection(page: Page) -> str:
    page.goto("/my-teams/")
    link = page.locator(f"dd a:has-text('{UNIT}')").first
    return str(link.get_attribute("href"))


def _sign(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="签字", exact=True).click()
    page.locator("dialog[open]").get_by_role("button", name="签字", exact=True).click()
    expect(page.get_by_text("已签字")).to_be_visible()


def _quiet(page: Page) -> None:
    """The hints beside a finding are asked for after a pause: whoever goes on meanwhile breaks the
    request off, and the browser says so."""
    page.wait_for_timeout(900)
    page.wait_for_load_state("networkidle")


def test_a_paper_becomes_a_settled_finding(as_: SignIn) -> None:
    author = as_("yanzhiqiu")
    base = _inspection(author)
    author.goto(f"{base}papers/new/")
    expect(author.locator("#id_title")).to_be_focused()
    author.keyboard.type(TITLE)
    author.select_option("#id_origin", "documents")
    author.fill("#id_summary", "燃油费报销不附派车单，\n无法核对用途。")
    author.fill("#id_basis", "公司车辆管理办法关于派车审批的要求")
    author.fill("#id_facts-0-what", FACT)
    author.fill("#id_facts-0-when", "2025年3月至12月")
    author.fill("#id_facts-0-who", "车队队长")
    author.fill("#id_facts-0-amount_yuan", "86200")
    author.fill("#id_facts-0-quantity", "47")
    author.fill("#id_facts-0-unit", "笔")
    author.fill("#id_discovery", "抽查2025年车辆费用凭证4册发现。")
    author.fill("#id_others", "2025年车辆费用凭证")
    author.get_by_role("button", name="保存", exact=True).click()
    expect(author.get_by_role("heading", level=1)).to_have_text(TITLE)
    url = author.url
    for name in ("yanzhiqiu", "bushuyue", "shentuyue"):
        _sign(as_(name) if name != "yanzhiqiu" else author, url)
    author.reload()
    expect(author.get_by_text("已审签").first).to_be_visible()

    author.goto(f"{base}fact-sheets/new/")
    author.get_by_label(FACT).check()
    author.get_by_role("button", name="起草").click()
    author.get_by_role("button", name="送达单位").click()
    expect(author.get_by_text("已送达单位")).to_be_visible()

    unit = as_("huanliu", PHONE)
    unit.goto("/fact-sheets/")
    unit.get_by_role("link", name="实-").first.click()
    expect(unit.get_by_text(TITLE)).to_have_count(0)
    unit.get_by_label("属实").first.check()
    unit.get_by_role("button", name="保存这一条").first.click()
    unit.get_by_role("button", name="提交全部答复").click()
    expect(unit.get_by_text("已提交巡察组")).to_be_visible()

    leader = as_("shentuyue")
    leader.goto(url)
    leader.get_by_role("link", name="写成问题").click()
    expect(leader.locator("#id_facts")).to_have_value(
        f"2025年3月至12月，车队队长，{FACT}（47笔，86,200元）。"
    )
    _quiet(leader)
    leader.get_by_role("button", name="登记", exact=True).click()
    expect(leader.get_by_text("问题还没有归入分类，不能定稿。").first).to_be_visible()
    finding = leader.url
    _quiet(leader)
    leader.get_by_role("link", name="修改").click()
    leader.select_option("#id_leaf", index=3)
    _quiet(leader)
    leader.get_by_role("button", name="保存", exact=True).click()
    _quiet(leader)
    leader.get_by_role("button", name="定稿", exact=True).click()
    expect(leader.get_by_text("已定").first).to_be_visible()
    _quiet(leader)
    leader.get_by_role("link", name=TITLE).first.click()
    expect(leader.get_by_text("2025年车辆费用凭证").first).to_be_visible()
    leader.locator(f"a[href='{urlsplit(finding).path}']").first.click()
    expect(leader).to_have_url(finding)
    _quiet(leader)
    leader.get_by_role("link", name="追溯").click()
    expect(leader.get_by_text(FACT).first).to_be_visible()
