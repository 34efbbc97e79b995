"""From a decision to a covered point: two people, one browser each, on the demo district."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.checkpoints import ROW, book
from tests.e2e.test_pages import check

pytestmark = pytest.mark.e2e

TITLE = "关于加强校园食堂管理的通知"
POINT = "食堂采购是否公开比价、索证留样"
VERSION = "2026年秋季监督清单"


def test_a_decision_becomes_a_point_in_force(as_: Callable[..., Page], tmp_path: Path) -> None:
    clerk = as_("jiandan")
    clerk.goto("/decisions/new/")
    clerk.get_by_label("级别").select_option("区")
    clerk.get_by_label("文件名称").fill(TITLE)
    clerk.get_by_label("发文日期").fill("2026-03-10")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text(TITLE)

    clerk.goto("/checkpoint-sets/")
    clerk.get_by_role("link", name="起草一版").click()
    clerk.get_by_label("版本名称").fill(VERSION)
    clerk.get_by_label("从哪一版抄来").select_option(label="2026年监督清单（69 条）")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text("全部 69 条")).to_be_visible()
    address = clerk.url

    clerk.get_by_role("link", name="增加要点").click()
    clerk.get_by_label("决策部署").select_option(label=f"{TITLE}（2026-03-10）")
    clerk.get_by_label("监督要点").fill(POINT)
    clerk.get_by_label("分类").select_option(label="2.6.1 招投标不规范")
    clerk.get_by_label("学校").check()
    clerk.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.get_by_text(POINT)).to_be_visible()

    _bring(clerk, address, tmp_path)
    expect(clerk.get_by_text("巡察办主任").first).to_be_hidden()
    director = as_("fangyuan")
    director.goto(address)
    director.get_by_role("button", name="发布这一版").click()
    expect(director.get_by_text("已发布，从启用日期起")).to_be_visible()
    director.goto("/checkpoints/?kind=school")
    expect(director.get_by_text(POINT)).to_be_visible()
    director.goto(address)
    director.get_by_role("link", name="从“2026年监督清单”到这一版改了什么").click()
    expect(director.get_by_text("新增 2 条，删去 0 条，修改 0 条，69 条没有变化")).to_be_visible()


def _bring(clerk: Page, address: str, tmp_path: Path) -> None:
    """A workbook with a fault is refused with its place; the mended one goes in whole."""
    bad, good = tmp_path / "坏.xlsx", tmp_path / "好.xlsx"
    bad.write_bytes(book([ROW, [*ROW[:6], "没有这一类", *ROW[7:]]]).getvalue())
    good.write_bytes(book([ROW]).getvalue())
    clerk.goto(address)
    clerk.get_by_role("link", name="从 Excel 导入").click()
    clerk.locator("input[type=file]").set_input_files(bad)
    clerk.get_by_role("button", name="先试读，不写入").click()
    expect(clerk.get_by_text(re.compile("第 4 行“分类”"))).to_be_visible()
    expect(clerk.get_by_role("button", name="确认导入")).to_be_disabled()
    check(clerk, clerk.url)
    clerk.get_by_role("button", name="放弃").click()
    clerk.get_by_role("link", name="从 Excel 导入").click()
    clerk.locator("input[type=file]").set_input_files(good)
    clerk.get_by_role("button", name="先试读，不写入").click()
    clerk.get_by_role("button", name="确认导入").click()
    expect(clerk.get_by_text("全部 71 条")).to_be_visible()


def test_a_list_is_given_checked_and_seen_at_a_glance(as_: Callable[..., Page]) -> None:
    clerk = as_("jiandan")
    clerk.goto("/rounds/12/points/")
    clerk.get_by_role("button", name=re.compile("个任务下发清单")).click()
    expect(clerk.get_by_text(re.compile(r"已下发 \d+ 份任务清单"))).to_be_visible()
    expect(clerk.locator(".matrix .cell--open").first).to_be_visible()

    clerk.goto("/rounds/11/points/")
    before = int(clerk.locator(".tile--points_uncovered .tile__value").inner_text())
    clerk.locator(".matrix a.cell--open").first.click()
    clerk.get_by_role("cell").get_by_role("link").nth(1).click()
    number = clerk.get_by_role("heading", level=1).inner_text()
    clerk.get_by_label("已查未发现问题").check()
    clerk.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.get_by_text("请写明怎样查的")).to_be_visible()
    clerk.get_by_label("怎样查的").fill("查阅会议记录12份，走访6户")
    clerk.get_by_role("button", name="保存并填下一条未查的").click()
    expect(clerk.get_by_role("heading", level=1)).not_to_have_text(number)
    clerk.get_by_label("发现问题", exact=True).check()
    clerk.get_by_label("情况").fill("两笔支出没有审批，金额3200元")
    clerk.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.get_by_text("两笔支出没有审批").first).to_be_visible()
    clerk.goto("/rounds/11/points/")
    after = int(clerk.locator(".tile--points_uncovered .tile__value").inner_text())
    assert after == before - 2
