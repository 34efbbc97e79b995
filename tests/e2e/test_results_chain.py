"""What comes of an inspection, in a browser: the last receipt of a feedback, an evaluation that is
settled, a recommendation from its draft to its outcome, and a deed from what people said to their
word when it was done; each of them sees the next step on the page and nothing that is not his."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.inspection.journey import (
    AUTHOR,
    CLERK,
    DIRECTOR,
    LEADER,
    LIAISON,
    PARTNER,
    UNIT,
    Journey,
    do,
    press,
)

pytestmark = pytest.mark.e2e
WATER = "清源区水务局"
HEARD = "一位老人说夜里倒垃圾看不见路"


def test_what_comes_of_an_inspection(as_: Callable[..., Page], tmp_path: Path) -> None:
    go = Journey(as_)
    receipt(go)
    evaluation(go)
    recommendation(go)
    deed(go, tmp_path)


def _next(page: Page, words: str) -> None:
    """The page says what comes next."""
    expect(page.locator(".next-step")).to_contain_text(words)


def _choose(page: Page, field: str, words: str) -> None:
    """The first choice that has these words."""
    option = page.locator(f"#id_{field} option", has_text=words).first
    page.locator(f"#id_{field}").select_option(option.get_attribute("value"))


def receipt(go: Journey) -> None:
    """Head and body signed; the department's receipt comes back on paper."""
    page = go.of(CLERK)
    page.goto("/feedbacks/")
    page.get_by_role("link", name=WATER).click()
    expect(page.get_by_text("已签收")).to_have_count(5)
    page.get_by_role("link", name="主责部门").click()
    do(page, "登记纸质回执", last="登记纸质回执", signed_as="办公室主任", on="2026-03-18")
    expect(page.get_by_role("heading", level=1).locator("..")).to_contain_text("已签收")


def evaluation(go: Journey) -> None:
    """One filled it in, another confirmed; the unit's days are over, the director settles it."""
    page = go.of(DIRECTOR)
    page.get_by_role("link", name="整改评估（区社保中心）").click()
    _next(page, "定等次")
    do(page, "定等次", reason="单位没有回复意见，按得分和否决事项定")
    expect(page.get_by_text("等次已定。")).to_be_visible()


def recommendation(go: Journey) -> None:
    """Drafted by one, handed over by another, received and answered by the partner, closed."""
    page = go.of(CLERK)
    page.goto("/results/")
    page.get_by_role("link", name="拟事项").click()
    _choose(page, "inspection", "区水务局")
    press(page, "下一步")
    page.locator("#id_kind").select_option("recommend")
    page.fill("#id_title", "关于规范公务车辆管理的建议")
    page.fill("#id_text", "建议核查公务车辆费用，健全派车登记。")
    page.locator("#id_findings_3").check()
    press(page, "保存")
    expect(page.locator("#id_text")).to_have_value("建议核查公务车辆费用，健全派车登记。")
    _choose(page, "addressee_id", "廉景行")
    page.locator("#id_area").select_option("discipline")
    press(page, "保存")
    _next(page, "等另一位同志核对、编号移交")
    go.keep("letter", page)
    press(go.open(DIRECTOR, "letter"), "编号移交")
    partner = go.of(PARTNER)
    partner.goto("/results/desk/")
    partner.get_by_role("link", name=re.compile("关于规范公务车辆管理的建议")).click()
    _next(partner, "看过以后点“接收”")
    press(partner, "接收")
    partner.get_by_role("link", name="反馈结果").first.click()
    partner.get_by_label("采纳并办结").check()
    partner.fill("#id_text", "已核查，督促建立派车登记。")
    partner.locator("#id_code_1").select_option("admonish")
    press(partner, "反馈")
    expect(partner.get_by_text("项目和数量要一起填")).to_be_visible()
    expect(partner.locator("#id_text")).to_have_value("已核查，督促建立派车登记。")
    partner.fill("#id_post_1", "股级干部")
    partner.fill("#id_number_1", "1")
    press(partner, "反馈")
    _next(partner, "等巡察办看过办结")
    page = go.open(CLERK, "letter")
    _next(page, "够了写明意见办结")
    do(page, "办结", reason="建议已采纳，派车登记已建立")
    expect(page.get_by_role("heading", level=1).locator("..")).to_contain_text("已办结")


def deed(go: Journey, tmp_path: Path) -> None:
    """Heard by the leader, verified by a member, promised and done by the unit on a phone, called
    back; the unit never reads who said it."""
    page = go.of(LEADER)
    page.goto("/deeds/")
    page.get_by_role("link", name="登记实事").first.click()
    _choose(page, "inspection", UNIT)
    press(page, "下一步")
    page.locator("#id_kind").select_option("lamp")
    page.fill("#id_title", "垃圾投放点装路灯")
    page.fill("#id_heard_text", HEARD)
    press(page, "保存")
    _next(page, "等另一位同志到现场核实")
    go.keep("deed", page)
    member = go.open(AUTHOR, "deed")
    member.locator(".next-step").get_by_role("link", name="核实").click()
    _choose(member, "owner_id", UNIT)
    member.fill("#id_text", "三个投放点没有灯，属实")
    press(member, "保存")
    unit = go.of(LIAISON, size=PHONE)
    unit.goto(go.at["deed"])
    expect(unit.get_by_text("三个投放点没有灯")).to_be_visible()
    expect(unit.get_by_text(HEARD)).to_have_count(0)
    unit.locator(".next-step").get_by_role("link", name="认领").click()
    unit.fill("#id_promise", "三个投放点各装一盏灯")
    unit.fill("#id_due_on", "2026-04-10")
    press(unit, "保存")
    press(unit, "开始办理")
    for when, words in (("before", "还缺办理前、办理后"), ("after", "还缺办理后")):
        _next(unit, words)
        unit.locator(".next-step").get_by_role("link", name="上传照片").click()
        picture = tmp_path / f"{when}.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n" + when.encode())
        unit.locator("#id_when").select_option(when)
        unit.set_input_files("#id_uploads", str(picture))
        press(unit, "上传")
    unit.locator(".next-step").get_by_role("link", name="办结").click()
    unit.fill("#id_text", "装好三盏")
    unit.fill("#id_people_served", "120")
    unit.fill("#id_money_yuan", "3600")
    press(unit, "保存")
    _next(unit, "等抽取住户回访")
    member = go.open(AUTHOR, "deed")
    member.locator(".next-step").get_by_role("link", name="抽取回访住户").click()
    member.fill("#id_households", "40")
    press(member, "抽取")
    drawn = len(member.locator("dd").filter(has_text="、").first.inner_text().split("、"))
    member.locator(".next-step").get_by_role("link", name="登记回访").click()
    for name, number in (("satisfied", drawn), ("unsatisfied", 0), ("unreached", 0)):
        member.fill(f"#id_{name}", str(number))
    press(member, "保存")
    expect(member.get_by_role("heading", level=1).locator("..")).to_contain_text("回访满意")
    expect(member.locator(".next-step")).to_have_count(0)
