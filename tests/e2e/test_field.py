"""The field in a browser: a notice corrected and published, papers handed in, counted and given
back, an immediate fix from its notice to the team's confirmation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

SignIn = Callable[..., Page]
DEPUTY, DIRECTOR, CLERK = "xiwangshu", "fangyuan", "jiandan"
LIAISON, HEAD = "jiaozhouyuan", "xueguangxing"
UNIT = "清源区教育局"


def _in_dialog(page: Page, opener: str, **fields: str) -> None:
    """Open a deed's dialog, fill it in, go on."""
    page.get_by_role("button", name=opener, exact=True).click()
    dialog = page.locator("dialog[open]")
    for name, words in fields.items():
        dialog.locator(f"[name={name}]").fill(words)
    dialog.get_by_role("button", name=opener, exact=True).click()


def _enter(as_: SignIn) -> Page:
    """The deputy at the inspection of the unit."""
    member = as_(DEPUTY)
    member.get_by_role("link", name=UNIT, exact=True).click()
    expect(member.get_by_role("heading", level=1)).to_have_text(UNIT)
    return member


def test_a_notice_is_put_right_and_published(as_: SignIn) -> None:
    member = _enter(as_)
    member.get_by_role("link", name="进驻公告", exact=True).first.click()
    member.get_by_role("link", name="第 1 版").click()
    _in_dialog(member, "更正", reason="值班电话印错")
    member.fill("#id_phone", "0599-5550199")
    member.get_by_role("button", name="保存", exact=True).click()
    expect(member.locator(".sheet")).to_contain_text("0599-5550199")
    member.get_by_role("button", name="送审", exact=True).click()
    expect(member.get_by_text("已送审")).to_be_visible()
    url = member.url

    director = as_(DIRECTOR)
    expect(director.get_by_text("待批准的进驻公告")).to_be_visible()
    director.goto(url)
    director.get_by_role("button", name="批准", exact=True).click()
    clerk = as_(CLERK)
    clerk.goto(url)
    _in_dialog(clerk, "发布")
    expect(clerk.get_by_text("已登记发布")).to_be_visible()

    liaison = as_(LIAISON)
    liaison.goto("/field/mine/")
    liaison.get_by_role("link", name="区委第五巡察组进驻公告").click()
    expect(liaison.locator(".sheet")).to_contain_text("0599-5550199")


def test_papers_go_in_and_come_back_counted(as_: SignIn) -> None:
    member = _enter(as_)
    member.get_by_role("link", name="调阅", exact=True).first.click()
    member.get_by_role("link", name="拟清单").click()
    member.fill("#id_subject", "了解校园食堂管理情况")
    member.fill("#id_lines", "1\t食堂采购验收原件\t2025年\n2\t陪餐记录\t2025年")
    member.get_by_role("button", name="保存", exact=True).click()
    expect(member.locator("tbody tr")).to_have_count(2)
    member.get_by_role("button", name="送达", exact=True).click()
    request_url = member.url

    liaison = as_(LIAISON)
    liaison.goto("/field/mine/")
    liaison.get_by_text("了解校园食堂管理情况").wait_for()
    liaison.goto(request_url)
    liaison.get_by_role("link", name="食堂采购验收原件").click()
    _in_dialog(liaison, "交件", pages="36")
    liaison.get_by_role("link", name="陪餐记录").click()
    _in_dialog(liaison, "没有这件材料", reason="去年没有要求逐餐登记")
    expect(liaison.get_by_text("单位称没有")).to_be_visible()

    member.reload()
    member.get_by_role("link", name="清点签收").click()
    member.fill("#id_gave", "焦周原")
    member.locator("input[name^=pages-]").first.fill("36")
    member.get_by_role("button", name="签收", exact=True).click()
    member.get_by_role("link", name="清点退还").click()
    member.fill("#id_took", "焦周原")
    expect(member.locator("input[name^=pages-]").first).to_have_value("36")
    member.get_by_role("button", name="退还", exact=True).click()
    expect(member.get_by_text("已退还 1 件")).to_be_visible()
    member.get_by_role("button", name="办结", exact=True).click()
    expect(member.get_by_text("已办结。")).to_be_visible()


def test_an_immediate_fix_from_notice_to_confirmation(as_: SignIn, tmp_path: Path) -> None:
    member = _enter(as_)
    member.get_by_role("link", name="立行立改", exact=True).first.click()
    member.get_by_role("link", name="拟通知").click()
    member.fill("#id_problem", "校门口没有公布收费项目。")
    member.fill("#id_demand", "公布全部收费项目和依据。")
    member.get_by_role("button", name="保存", exact=True).click()
    member.get_by_role("button", name="下达", exact=True).click()
    expect(member.get_by_text("通知单位负责人签收")).to_be_visible()
    url = member.url

    head = as_(HEAD)
    expect(head.get_by_text("校门口没有公布收费项目").first).to_be_visible()
    head.goto(url)
    head.get_by_role("button", name="签收", exact=True).click()
    liaison = as_(LIAISON)
    liaison.goto(url)
    _in_dialog(liaison, "填报措施", measure="制作公示牌", owner="办公室主任")
    liaison.get_by_role("link", name="报结").click()
    liaison.fill("#id_result", "已公布收费项目9项。")
    proof = tmp_path / "公示牌照片说明.txt"
    proof.write_text("公示牌已立在校门口", "utf-8")
    liaison.set_input_files("#id_uploads", str(proof))
    liaison.get_by_role("button", name="报结", exact=True).click()
    expect(liaison.get_by_text("等巡察组核实确认")).to_be_visible()
    expect(liaison.get_by_role("button", name="确认", exact=True)).to_have_count(0)

    member.goto(url)
    _in_dialog(member, "确认", note="到校门口看过，公示牌齐全。")
    expect(member.get_by_text("已确认改好")).to_be_visible()
