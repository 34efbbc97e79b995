"""The talent pool in a browser: a list from an office goes in, two people let its people enter, a
person declares a tie, and whoever may not know finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_pages import check

pytestmark = pytest.mark.e2e


def test_from_the_list_to_the_pool(as_: Callable[..., Page], folder: Path) -> None:
    page = as_("jiandan")
    page.get_by_role("link", name="人才库", exact=True).click()
    page.get_by_role("link", name="导入", exact=True).click()
    page.get_by_label("人员名单").check()
    book = folder / "var" / "demo" / "推荐巡察人才库人选名单.xlsx"
    page.set_input_files("input[type=file]", str(book))
    page.get_by_role("button", name="上传并试读").click()
    expect(page.get_by_text("这是试读，还没有写入任何内容")).to_be_visible()
    assert page.locator(".tile__value").all_inner_texts() == ["14", "1", "0", "1"]
    expect(page.get_by_text("是不是“区农业农村局”？")).to_be_visible()
    check(page, page.url)
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text(re.compile("有 1 行不能导入"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载不能导入的行").click()
    assert download.value.suggested_filename.endswith("不能导入的行.xlsx")
    page.get_by_label(re.compile("先导入其余各行")).check()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_role("link", name="去审查资格").click()

    rows = page.locator("section[aria-labelledby=waiting] tbody tr")
    assert rows.count() == 18
    page.locator("section[aria-labelledby=waiting] [data-tick-all]").check()
    page.get_by_role("button", name="通过资格审查").click()
    expect(page.get_by_text(re.compile("还没有确认“"))).to_be_visible()
    page.locator("section[aria-labelledby=waiting] [data-tick-all]").check()
    for box in page.locator("input[name=conditions]").all():
        box.check()
    page.get_by_role("button", name="通过资格审查").click()
    expect(page.get_by_text("18 人已通过资格审查")).to_be_visible()
    expect(page.get_by_role("button", name="审定入库")).to_have_count(0)

    director = as_("fangyuan")
    director.goto("/pool/entry/")
    director.locator("section[aria-labelledby=checked] [data-tick-all]").check()
    director.get_by_label("审定依据").fill("领导小组2026年第2次会议")
    director.get_by_role("button", name="审定入库").click()
    expect(director.get_by_text("21 人已审定入库")).to_be_visible()


def test_a_person_sees_himself_and_declares(as_: Callable[..., Page]) -> None:
    page = as_("yanzhiqiu")
    page.get_by_role("link", name="我的档案").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("晏知秋")
    check(page, page.url)
    own = page.url
    page.get_by_role("link", name="申报").click()
    page.get_by_label("种类").select_option("亲属")
    page.get_by_label("涉及的单位").fill("区林业局")
    page.get_by_label("亲属姓名").fill("晏某山")
    page.get_by_label("与本人关系").fill("叔叔")
    check_form(page)
    page.get_by_role("button", name="申报").click()
    expect(page.get_by_text("三代以内旁系血亲").last).to_be_visible()
    expect(page.get_by_role("button", name="撤销")).to_have_count(0)

    leader = as_("quanju")
    leader.goto(own)
    expect(leader.get_by_text("关系内容是个人事项")).to_be_visible()
    assert "晏某山" not in leader.content()
    for outsider in ("lianjing", "shuiqing", "jishu", "shenji"):
        answer = as_(outsider).goto(own)
        assert answer is not None
        assert answer.status == 403


def check_form(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_a_move_keeps_the_former_post(as_: Callable[..., Page]) -> None:
    page = as_("heduishi")
    page.goto("/pool/?q=区审计局&state=admitted")
    page.locator("tbody a").last.click()
    page.get_by_role("link", name="变更工作单位").click()
    page.get_by_label("新的工作单位").fill("区统计局")
    page.get_by_label("从哪天起").fill("2026-03-02")
    page.get_by_role("button", name="变更").click()
    expect(page.get_by_text("原单位留作任职关系")).to_be_visible()
    page.get_by_role("button", name="打开关系内容").click()
    row = page.locator("section[aria-labelledby=ties] tbody tr", has_text="2026-03-01")
    expect(row).to_contain_text("区审计局")
