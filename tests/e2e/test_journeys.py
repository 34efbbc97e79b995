"""The first journey, as each person: a ledger goes in, and what is not real comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE

pytestmark = pytest.mark.e2e

FOREST = "清源区林业局"


def _open_inspection(page: Page) -> None:
    """The unit of the running round whose ledger has not come in yet."""
    page.get_by_role("link", name="轮次", exact=True).click()
    page.get_by_role("link", name="第十轮", exact=True).click()
    page.get_by_label("单位名称").fill("林业局")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("link", name=FOREST).click()


def _bring(page: Page, kind: str, path: Path) -> None:
    page.get_by_role("link", name="导入台账或问题清单").click()
    page.get_by_label(kind).check()
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name="先试读，不写入").click()


def test_a_clerk_brings_a_ledger_in_and_questions_come_out(
    as_: Callable[..., Page], folder: Path
) -> None:
    page = as_("jiandan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("简丹青")
    page.get_by_role("link", name="一届一览").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("一届一览")
    papers = folder / "var" / "demo"

    _open_inspection(page)
    _bring(page, "反馈问题清单", next(papers.glob(f"{FOREST}*问题清单*")))
    expect(page.get_by_text(re.compile(r"读到 \d+ 个问题"))).to_be_visible()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text(re.compile(r"新增问题 \d+ 个"))).to_be_visible()

    _open_inspection(page)
    _bring(page, "整改台账", papers / f"{FOREST}巡察整改台账.xlsx")
    expect(page.get_by_text("这是试读，还没有写入任何内容")).to_be_visible()
    expect(page.get_by_text("认出的列")).to_be_visible()
    if page.get_by_text("先导入其余各行").count():
        with page.expect_download() as download:
            page.get_by_role("button", name="下载不能导入的行").click()
        assert download.value.suggested_filename.endswith("不能导入的行.xlsx")
        page.get_by_label(re.compile("先导入其余各行")).check()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text(re.compile(r"已导入：新增 \d+ 项"))).to_be_visible()

    page.get_by_role("link", name="查看整改事项").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    for _ in range(40):  # the questions come from the job in the background
        if page.locator(".tag--open-signal").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.locator(".tag--open-signal").first).to_be_visible()


def test_the_way_of_an_item(as_: Callable[..., Page], tmp_path: Path) -> None:
    """The liaison works and claims, the clerk returns, she claims again, another verifies."""
    liaison = as_("liudu")
    liaison.goto("/rectification/?state=working")
    liaison.locator("tbody a").first.click()
    address = liaison.url
    liaison.get_by_label("整改进展").fill("3月16日完成东干渠5处渗漏修复，验收单编号2026-017")
    liaison.get_by_role("button", name="填报进展").click()
    expect(liaison.get_by_text("进展已登记")).to_be_visible()
    paper = tmp_path / "验收单.txt"
    paper.write_text("验收单 2026-017\n东干渠5处渗漏已修复\n2026年3月16日", "utf-8")
    liaison.set_input_files("input[type=file]", str(paper))
    liaison.get_by_label("形成日期").fill("2026-03-16")
    liaison.get_by_label("证明什么").fill("证明渗漏已修复")
    liaison.get_by_role("button", name="提交佐证").click()
    expect(liaison.get_by_text("佐证已提交")).to_be_visible()
    _claim(liaison)
    expect(liaison.get_by_text("申报人不能核实自己申报的整改事项").first).to_be_visible()

    clerk = as_("jiandan")
    clerk.goto(address)
    clerk.get_by_role("button", name="退回").first.click()
    dialog = clerk.get_by_role("dialog")
    dialog.get_by_label("退回的理由").fill("请补现场照片")
    dialog.get_by_role("button", name="退回").click()
    expect(clerk.get_by_text("已退回，并通知了单位联络员")).to_be_visible()

    liaison.goto("/notices/")
    expect(liaison.get_by_text("请补现场照片").first).to_be_visible()
    liaison.goto(address)
    expect(liaison.get_by_text("退回以后还没有新的进展或者佐证")).to_be_visible()
    liaison.get_by_label("整改进展").fill("3月17日补拍现场照片4张，东干渠5处渗漏点均在图上")
    liaison.get_by_role("button", name="填报进展").click()
    expect(liaison.get_by_text("进展已登记")).to_be_visible()
    _claim(liaison)

    second = as_("heduishi")
    second.goto(address)  # the page asks by itself until the check is done
    expect(second.locator("#checking.note--warning")).to_have_count(0, timeout=60_000)
    second.goto(address)
    _answer_questions(second)
    second.get_by_role("button", name="核实", exact=True).first.click()
    second.get_by_role("dialog").get_by_role("button", name="核实").click()
    expect(second.get_by_text("已核实。")).to_be_visible()


def _claim(page: Page) -> None:
    page.get_by_role("button", name="申报完成").first.click()
    page.get_by_role("dialog").get_by_role("button", name="申报完成").click()
    expect(page.get_by_text("已申报完成，等待核实")).to_be_visible()


def _answer_questions(page: Page) -> None:
    while page.get_by_role("button", name="排除疑点").count():
        page.get_by_role("button", name="排除疑点").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("为什么没有问题").fill("核对了验收单原件")
        dialog.get_by_role("button", name="排除疑点").click()
        expect(dialog).to_have_count(0)
        expect(page.get_by_text("疑点已排除")).to_be_visible()


def test_a_question_shows_both_texts_marked(as_: Callable[..., Page]) -> None:
    page = as_("jiandan")
    page.goto("/rectification/signals/?state=open&code=R04")
    page.locator("tbody a").first.click()
    card = page.locator(".question").first
    expect(card.locator("mark").first).to_be_visible()
    assert card.locator(".passage").count() >= 2


def test_a_leader_opens_the_round_and_takes_a_table(as_: Callable[..., Page]) -> None:
    page = as_("quanju")
    page.goto("/rectification/rounds/")
    page.get_by_role("link", name="第十轮").click()
    expect(page.locator(".chart canvas")).to_be_visible()
    number = page.locator(".tile--items_claimed a").inner_text().replace(",", "")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出本轮台账").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.locator(".tile--items_claimed a").click()
    expect(page.locator(".pager")).to_contain_text(f"共 {int(number):,} 条")


def test_the_auditor_reads_refusals_and_verifies(as_: Callable[..., Page]) -> None:
    liaison = as_("shuiqing")
    liaison.goto("/term/")
    expect(liaison.get_by_text("您的岗位不使用这个页面")).to_be_visible()
    page = as_("shenji")
    expect(page.get_by_text("水清澜").first).to_be_visible()
    page.get_by_role("link", name="核验审计链").click()
    page.get_by_role("button", name="开始核验").click()
    expect(page.get_by_text("审计链完整").first).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="回到核验审计链").click()
    expect(page.get_by_role("button", name="再核验一次")).to_be_visible()
    page.goto("/rectification/")
    expect(page.get_by_text("您的岗位不使用这个页面")).to_be_visible()


def test_large_type_and_the_phone_menu(as_: Callable[..., Page]) -> None:
    page = as_("quanju", PHONE)
    page.get_by_role("button", name="打开导航").click()
    page.get_by_role("link", name="一届一览").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("一届一览")
    page.locator("summary", has_text="我的菜单").click()
    page.get_by_role("button", name="大字模式").click()
    expect(page.locator("html[data-type=large]")).to_have_count(1)
