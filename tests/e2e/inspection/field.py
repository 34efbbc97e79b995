"""What a team does in the field: notice, documents, talk, visit, questionnaire, immediate fix."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.inspection.journey import (
    AUTHOR,
    CLERK,
    DEPUTY,
    DIRECTOR,
    HEAD,
    LEADER,
    LIAISON,
    Journey,
    do,
    press,
)


def notice(go: Journey) -> None:
    page = go.of(LEADER)
    page.goto(f"{go.base}entry-notice/")
    page.get_by_role("link", name="第 1 版").click()
    do(page, "更正", reason="值班电话印错")
    page.fill("#id_phone", "0599-5550199")
    press(page, "保存")
    expect(page.locator(".sheet")).to_contain_text("0599-5550199")
    press(page, "送审")
    expect(page.get_by_text("已送审")).to_be_visible()
    go.keep("notice", page)
    director = go.of(DIRECTOR)
    expect(director.get_by_role("heading", name="待批准的进驻公告")).to_be_visible()
    press(go.open(DIRECTOR, "notice"), "批准")
    expect(director.get_by_text("已批准").first).to_be_visible()
    clerk = go.open(CLERK, "notice")
    do(clerk, "发布")
    expect(clerk.get_by_text("已登记发布")).to_be_visible()
    liaison = go.of(LIAISON, size=PHONE)
    liaison.goto("/field/mine/")
    liaison.get_by_role("link", name="区委第二巡察组进驻公告").click()
    expect(liaison.locator(".sheet")).to_contain_text("0599-5550199")


def documents(go: Journey) -> None:
    page = go.of(AUTHOR)
    page.goto(f"{go.base}requests/")
    page.get_by_role("link", name="拟清单").click()
    page.fill("#id_subject", "了解车辆费用报销情况")
    page.fill("#id_lines", "1\t2025年车辆费用凭证\t原件\n2\t派车单\t2025年")
    press(page, "保存")
    expect(page.locator("tbody tr")).to_have_count(2)
    press(page, "送达")
    go.keep("request", page)
    liaison = go.open(LIAISON, "request")
    liaison.get_by_role("link", name="2025年车辆费用凭证").click()
    go.keep("vouchers", liaison)
    do(liaison, "交件", pages="36")
    liaison.get_by_role("link", name="派车单").click()
    do(liaison, "没有这件材料", reason="去年没有要求填写派车单")
    expect(liaison.get_by_text("单位称没有")).to_be_visible()
    page.reload()
    page.get_by_role("link", name="清点签收").click()
    page.fill("#id_gave", "环柳青")
    page.locator("input[name^=pages-]").first.fill("36")
    press(page, "签收")
    page.get_by_role("link", name="清点退还").click()
    page.fill("#id_took", "环柳青")
    expect(page.locator("input[name^=pages-]").first).to_have_value("36")
    press(page, "退还")
    expect(page.get_by_text("已退还 1 件")).to_be_visible()
    press(page, "办结")
    expect(page.get_by_text("已办结。")).to_be_visible()


def talk(go: Journey) -> None:
    """By keyboard; signed by the two who talked."""
    page = go.of(LEADER)
    page.goto(f"{go.base}talks/new/")
    page.locator("#id_post_kind").select_option("middle")
    page.keyboard.press("Tab")
    page.keyboard.type("车队队长")
    page.locator("#id_place").fill("驻点谈话室一")
    page.locator("#id_ends_at").fill("23:59")
    page.locator("#id_first_id").select_option(label="申屠岳")
    for name in ("second_id", "recorder_id"):
        page.locator(f"#id_{name}").select_option(label="晏知秋")
    page.locator("#id_rights_told").check()
    page.locator("[data-outline=middle] button").first.click()
    page.keyboard.type("我管派车。")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("派车怎样记录？")
    page.keyboard.press("Enter")
    page.keyboard.type("去年没有填派车单。")
    said = page.locator("#id_text").input_value()
    assert said.startswith("问：请介绍您的岗位职责和分管的工作。\n答：我管派车。\n问：派车怎样")
    page.locator("#id_read_back").select_option("own")
    page.locator("#id_signature").select_option("signed")
    press(page, "保存")
    page.wait_for_url(re.compile(r"/talks/\d+/$"))
    go.keep("talk", page)
    press(page, "签字")
    expect(page.locator(".tag--half").first).to_be_visible()
    second = go.open(AUTHOR, "talk")
    press(second, "签字")
    expect(second.locator(".tag--signed").first).to_be_visible()


def visit(go: Journey) -> None:
    page = go.of(AUTHOR)
    page.goto(f"{go.base}visits/new/")
    page.fill("#id_place", "车队停车场")
    page.fill("#id_seen", "登记簿上没有派车单，9台车停放在场。")
    page.locator("#id_asked_kind_1").select_option(index=1)
    page.fill("#id_asked_said_1", "出车由队长口头安排")
    press(page, "保存")
    page.wait_for_url(re.compile(r"/visits/\d+/$"))
    go.keep("visit", page)


def questionnaire(go: Journey) -> None:
    """Ten sheets by keyboard; counted once."""
    page = go.of(AUTHOR)
    page.goto(f"{go.base}questionnaires/new/")
    page.locator("#id_title").fill("窗口问卷")
    page.locator("#id_audience").fill("办事群众")
    page.locator("#id_questions").fill(
        "1. 满意吗？\n满意\n不满意\n\n2. [多选] 改什么？\n程序\n态度\n\n3. 建议？"
    )
    press(page, "保存")
    page.wait_for_url(re.compile(r"/questionnaires/\d+/$"))
    go.keep("form", page)
    do(page, "发放", handed_out="20")
    page.get_by_role("link", name="录答卷").click()
    for at in range(1, 11):
        expect(page.locator(".sheet-q--here")).to_be_visible()
        page.keyboard.press("1" if at < 9 else "2")
        page.keyboard.press("1")
        page.keyboard.press("2")
        page.keyboard.press("Enter")
        page.keyboard.type("多开窗口")
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"第 {at} 份已保存")).to_be_visible()
    press(go.open(AUTHOR, "form"), "收齐")
    expect(page.get_by_text("计入 10 份")).to_be_visible()
    expect(page.get_by_text("少，不显示").first).to_be_visible()


def fix(go: Journey, tmp_path: Path) -> None:
    """From its notice to the team's confirmation."""
    page = go.of(DEPUTY)
    page.goto(f"{go.base}immediate-fixes/")
    page.get_by_role("link", name="拟通知").click()
    page.fill("#id_problem", "出车不填派车单。")
    page.fill("#id_demand", "当天起出车一律填派车单。")
    press(page, "保存")
    press(page, "下达")
    expect(page.get_by_text("通知单位负责人签收")).to_be_visible()
    go.keep("fix", page)
    head = go.of(HEAD)
    expect(head.get_by_text("出车不填派车单").first).to_be_visible()
    press(go.open(HEAD, "fix"), "签收")
    expect(head.get_by_text("已签收").first).to_be_visible()
    liaison = go.open(LIAISON, "fix")
    do(liaison, "填报措施", measure="印制派车单，逐车登记", owner="车队队长")
    liaison.get_by_role("link", name="报结").click()
    liaison.fill("#id_result", "已印制派车单，9台车全部登记。")
    proof = tmp_path / "派车单样张.txt"
    proof.write_text("派车单样张", "utf-8")
    liaison.set_input_files("#id_uploads", str(proof))
    press(liaison, "报结")
    expect(liaison.get_by_text("等巡察组核实确认")).to_be_visible()
    expect(liaison.get_by_role("button", name="确认", exact=True)).to_have_count(0)
    page.reload()
    do(page, "确认", note="到停车场看过，派车单齐全。")
    expect(page.get_by_text("已确认改好")).to_be_visible()
