"""A term in one sitting: rounds, needs from Excel, a draft, solved, moved by keyboard, handed in by
the clerk, approved by the leader, and the map shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_pages import check

pytestmark = pytest.mark.e2e

TERM = "十三届区委"


def _new_term(page: Page) -> None:
    page.get_by_role("link", name="一届一览").click()
    page.get_by_role("link", name="各届", exact=True).click()
    page.get_by_role("link", name="建立一届").click()
    expect(page.get_by_label("任期开始")).to_have_value("2026-09-01")
    page.get_by_label("名称").fill(TERM)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TERM)
    page.get_by_role("link", name="排定轮次").first.click()
    page.get_by_label("第一轮哪天开始").fill("2026-10-12")
    page.get_by_label("一年几轮").fill("2")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已排定 10 轮")).to_be_visible()


def _bring_needs(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="列出巡察需求").first.click()
    page.get_by_role("button", name="按名录列出").click()
    expect(page.get_by_text(re.compile(r"新列入 \d+ 个党组织"))).to_be_visible()
    page.get_by_role("link", name="导入需求清单").click()
    book = folder / "var" / "demo" / "十三届巡察需求清单.xlsx"
    page.set_input_files("input[type=file]", str(book))
    page.get_by_role("button", name="先试读，不写入").click()
    expect(page.get_by_text("这是试读，还没有写入任何内容")).to_be_visible()
    expect(page.get_by_text("“清源区招商服务专班”：名录里没有这个单位")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载不能导入的行").click()
    assert download.value.suggested_filename.endswith("不能导入的行.xlsx")
    page.get_by_label(re.compile("先导入其余各行")).check()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text(re.compile(r"已导入，\d+ 个党组织有变化"))).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("住建局")


def _draft_and_solve(page: Page) -> None:
    page.get_by_role("link", name="覆盖规划").first.click()
    page.get_by_label("届", exact=True).select_option(label=TERM)
    page.get_by_role("button", name="查看").click()
    page.get_by_role("link", name="起草一版").first.click()
    page.get_by_label("还没开始的轮次每轮几个组").fill("5")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text(re.compile(r"还有 \d+ 个单位没有排进轮次")).first).to_be_visible()
    page.get_by_label("最多算").select_option("10")
    page.get_by_role("button", name="自动编排").click()
    expect(page.get_by_text("可以离开这个页面，结果会写进这一版；")).to_be_visible()
    address = page.url
    page.goto("/")  # leave and come back
    page.goto(address)
    expect(page.get_by_text("每条规则都符合，可以送审。")).to_be_visible(timeout=90_000)


def _move_by_keyboard(page: Page) -> None:
    """Open a unit, choose the last round, and see at once what the rules say."""
    page.get_by_role("searchbox", name="在这一版里找单位").fill("财政局")
    card = page.get_by_role("link", name="区财政局", exact=True)
    card.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="区财政局")).to_be_visible()
    dialog.get_by_label("移到").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text(re.compile(r"区财政局已移到第十轮第 \d 组。"))
    expect(page.get_by_role("link", name="区财政局", exact=True)).to_be_focused()
    expect(page.locator("details.round").last).to_contain_text("区财政局")


def test_a_term_from_nothing_to_an_approved_plan(as_: Callable[..., Page], folder: Path) -> None:
    page = as_("jiandan")
    _new_term(page)
    _bring_needs(page, folder)
    _draft_and_solve(page)
    _move_by_keyboard(page)
    check(page, page.url)
    board = page.url
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_text("已送审，内容从现在起不能再改")).to_be_visible()
    expect(page.get_by_text("您的岗位没有“批准覆盖规划”这项权限。")).to_be_visible()

    leader = as_("quanju")
    leader.goto(board)
    leader.get_by_role("button", name="登记批准").click()
    leader.get_by_label("批准文号").fill("清委纪要2026年8号")
    leader.locator("#approve").get_by_role("button", name="登记批准").click()
    expect(leader.get_by_text("这一版冻结并生效")).to_be_visible()
    expect(leader.locator("[draggable=true]")).to_have_count(0)

    leader.get_by_role("link", name="一届一览").click()
    leader.get_by_label("届", exact=True).select_option(label=TERM)
    leader.get_by_role("button", name="查看").click()
    planned = leader.locator("tfoot .map__planned")
    expect(planned.first).to_be_visible()
    number = planned.first.inner_text().removeprefix("计划").strip()
    planned.first.click()
    expect(leader.get_by_text(f"共 {number} 条")).to_be_visible()
    expect(leader.get_by_text("计划：第一轮").first).to_be_visible()


def test_dragging_and_being_late(as_: Callable[..., Page]) -> None:
    """A unit is dragged out of its round; who still has the old page is told so."""
    one, other = as_("jiandan"), as_("heduishi")
    for page in (one, other):
        page.goto("/coverage/plans/2/")
    card = one.locator("article[draggable=true]").first
    name = card.locator(".card-unit__name").inner_text()
    other.get_by_role("link", name=name, exact=True).click()
    expect(other.get_by_role("dialog")).to_be_visible()
    card.drag_to(one.locator("article[draggable=true]").last)
    told = one.locator("#told")
    expect(told).to_contain_text(f"{name}已移到")
    other.get_by_role("button", name="移动", exact=True).click()
    expect(other.locator("#told")).to_contain_text(f"{name}刚才有人移动过")
