"""The directory in a browser: a list comes in, a name changes, two become one, the past stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_pages import check

pytestmark = pytest.mark.e2e

PAPER = "清委发2026年3号文"


def _open(page: Page, name: str) -> None:
    """The page of an organisation, by the list."""
    page.get_by_role("link", name="单位名录", exact=True).first.click()
    page.get_by_label("名称或代码").fill(name)
    page.get_by_role("button", name="筛选").click()
    page.locator("tbody a").first.click()


def _act(page: Page, label: str) -> None:
    page.get_by_text("登记变化").click()
    page.get_by_role("link", name=label, exact=True).click()


def test_a_list_from_another_office_comes_in(as_: Callable[..., Page], folder: Path) -> None:
    page = as_("jiandan")
    page.get_by_role("link", name="单位名录", exact=True).click()
    page.get_by_role("link", name="导入名录").click()
    roster = next((folder / "var" / "demo").glob("*党组织名录*.xlsx"))
    page.set_input_files("input[type=file]", str(roster))
    page.get_by_role("button", name="先试读，不写入").click()
    expect(page.get_by_text("这是试读，还没有写入任何内容")).to_be_visible()
    assert page.locator(".tile__value").all_inner_texts() == ["1", "2", "129", "2"]
    expect(page.get_by_text("上级“望川镇”在表里和名录里都没有")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载不能导入的行").click()
    download.value.save_as(folder / "back.xlsx")
    back = openpyxl.load_workbook(folder / "back.xlsx")
    assert len(back.sheetnames) == 2

    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("有 2 行不能导入")).to_be_visible()
    page.get_by_label("清源区就业服务中心：名称怎么算").select_option("只是更正错字")
    page.get_by_label("清源区商务局：从哪天起").fill("2026-02-01")
    page.get_by_label("依据").fill(PAPER)
    page.get_by_label("先导入其余各行").check()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("新登记 1 个，有变化 2 个")).to_be_visible()

    _open(page, "商务局")
    expect(page.get_by_role("heading", level=1)).to_have_text("清源区商务和投资促进局")
    expect(page.get_by_role("cell", name="2026-01-31")).to_be_visible()
    _open(page, "就业和人才")
    expect(page.get_by_text("清源区就业服务中心", exact=True)).to_have_count(0)

    page.get_by_role("link", name="单位名录", exact=True).first.click()
    page.get_by_role("link", name="导入名录").click()
    page.set_input_files("input[type=file]", str(roster))
    page.get_by_role("button", name="先试读，不写入").click()
    assert page.locator(".tile__value").all_inner_texts()[:2] == ["0", "0"], "twice is once"
    page.get_by_role("button", name="不导入").click()
    expect(page.get_by_text("没有导入，内容没有任何改动")).to_be_visible()


def test_two_become_one_and_the_past_stays(as_: Callable[..., Page]) -> None:
    page = as_("jiandan")
    _open(page, "康宁医院")
    _act(page, "合并")
    page.get_by_label("并入哪个单位").fill("清源第二人民医院")
    page.get_by_label("合并日期").fill("2026-03-01")
    page.get_by_label("依据").fill(PAPER)
    page.get_by_role("button", name="下一步：看看会发生什么").click()
    expect(page.get_by_text("请核对单位和日期")).to_be_visible()
    page.get_by_role("button", name="登记合并").click()
    expect(page.get_by_text("合并已登记，由“清源第二人民医院”承接")).to_be_visible()
    expect(page.locator(".lineage__one").first).to_have_text("清源康宁医院")

    page.goto("/directory/tree/")
    expect(page.get_by_role("link", name="清源康宁医院")).to_have_count(0)
    page.get_by_label("哪一天的名录").fill("2026-02-28")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("link", name="清源康宁医院")).to_be_visible()
    page.get_by_role("link", name="按列表看").click()
    expect(page.get_by_text(re.compile("这是 2026-02-28 的名录"))).to_be_visible()


def test_two_people_change_the_same_unit_at_once(as_: Callable[..., Page]) -> None:
    first, second = as_("jiandan"), as_("heduishi")
    for page in (first, second):
        _open(page, "区数据局")
        _act(page, "更名")
        page.get_by_label("新名称").fill("清源区数据和政务局")
        page.get_by_label("从哪天起").fill("2026-03-02")
        page.get_by_label("依据").fill(PAPER)
    for page in (first, second):
        page.get_by_role("button", name="更名", exact=True).click()
    expect(first.get_by_text("已更名，原来的名称留在记录里")).to_be_visible()
    expect(second.get_by_text("刚才有人先一步处理了")).to_be_visible()


def test_a_new_secretary_by_keyboard(as_: Callable[..., Page]) -> None:
    page = as_("jiandan")
    _open(page, "区林业局")
    page.get_by_role("link", name="登记联系人").focus()
    page.keyboard.press("Enter")
    page.get_by_label("姓名").fill("谭望秋")
    page.get_by_label("从哪天起").fill("2026-03-05")
    page.keyboard.press("Enter")
    expect(page.get_by_text("联系人已登记")).to_be_visible()
    expect(page.get_by_text("谭望秋")).to_be_visible()
    expect(page.get_by_text("至 2026-03-04")).to_be_visible()


def test_a_dry_run_is_fit_for_everybody(as_: Callable[..., Page], folder: Path) -> None:
    page = as_("jiandan", PHONE)
    page.goto("/directory/imports/")
    roster = next((folder / "var" / "demo").glob("*党组织名录*.xlsx"))
    page.set_input_files("input[type=file]", str(roster))
    page.get_by_role("button", name="先试读，不写入").click()
    address = page.url.removeprefix(page.url.split("/directory/")[0])
    check(page, address)
    check(page, f"{address}columns/")
