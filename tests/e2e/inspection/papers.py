"""From a paper to a settled finding: signatures, the unit's answers, the meeting, the way back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.inspection.journey import (
    AUTHOR,
    DEPUTY,
    LEADER,
    LIAISON,
    Journey,
    do,
    hinted,
    press,
    quiet,
)

TITLE = "保洁车辆燃油费没有派车单"
FACTS = (
    ("47笔燃油费报销没有派车单", "2025年3月至12月", "车队队长", "86200", "47", "笔"),
    ("6笔维修费没有定点协议", "2025年4月", "车队队长", "13800", "6", "笔"),
    ("3台车私用公油卡", "2025年5月", "车队队长", "2000", "3", "台"),
)


def papers(go: Journey) -> None:
    """By keyboard: three facts in rows that come by themselves, sources ticked, three signatures.
    A second paper is about the clue and goes no further than its signatures."""
    page = go.of(AUTHOR)
    page.goto(f"{go.base}papers/new/")
    expect(page.locator("#id_title")).to_be_focused()
    page.keyboard.type(TITLE)
    page.select_option("#id_origin", "documents")
    page.fill("#id_summary", "　　燃油费报销不附派车单，\n　　无法核对用途。")
    page.fill("#id_basis", "公司车辆管理办法关于派车审批的要求")
    page.locator("#id_facts-0-what").focus()
    for what, when, who, *numbers in FACTS:
        for words in (what, when, "", who, *numbers):
            page.keyboard.type(words)
            page.keyboard.press("Enter" if words == numbers[-1] else "Tab")
    page.fill("#id_discovery", "抽查2025年车辆费用凭证4册发现。")
    for words in ("2025年车辆费用凭证", "车队队长", "车队停车场", "窗口问卷", "出车不填派车单"):
        page.locator("[data-find]").fill(words)
        page.locator(".boxes .choice", has_text=words).last.locator("input").check()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    go.keep("paper", page)
    _sign(go, "paper")
    page.goto(f"{go.base}papers/new/")
    page.keyboard.type("群众反映的一件事")
    page.select_option("#id_origin", "documents")
    for name in ("summary", "basis", "discovery", "facts-0-what", "others"):
        page.fill(f"#id_{name}", "按登记表所列")
    press(page, "保存")
    go.keep("second", page)
    _sign(go, "second")


def _sign(go: Journey, paper: str) -> None:
    for name in (AUTHOR, DEPUTY, LEADER):
        page = go.open(name, paper)
        do(page, "签字")
        expect(page.get_by_text("已签字")).to_be_visible()
    expect(page.get_by_text("已审签").first).to_be_visible()


def facts(go: Journey) -> None:
    """To the unit, which gets more time; whoever is refused that keeps his words."""
    page = go.of(AUTHOR)
    page.goto(f"{go.base}fact-sheets/new/")
    for what, *_ in FACTS:
        page.get_by_label(what).check()
    press(page, "起草")
    press(page, "送达单位")
    expect(page.get_by_text("已送达单位")).to_be_visible()
    go.keep("sheet", page)
    press(page, "推后答复截止")
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=due_on]").fill("2026-03-19")
    dialog.locator("[name=reason]").fill("凭证在外地档案库")
    press(page, "推后")
    expect(dialog.get_by_role("alert")).to_contain_text("答复截止只能往后推，最早")
    expect(dialog.locator("[name=reason]")).to_have_value("凭证在外地档案库")
    dialog.locator("[name=due_on]").fill("2026-03-31")
    press(page, "推后")
    expect(page.get_by_text("原定日期保留").first).to_be_visible()
    unit = go.of(LIAISON)
    unit.goto("/fact-sheets/")
    unit.get_by_role("link", name="实-").first.click()
    expect(unit.get_by_text(TITLE)).to_have_count(0)
    expect(unit.get_by_text("凭证在外地档案库")).to_be_visible()
    for at in range(2):
        unit.get_by_label("属实").nth(at).check()
        unit.get_by_role("button", name="保存这一条").nth(at).click()
    unit.get_by_label("有不同意见").nth(2).check()
    unit.get_by_label("说明", exact=True).nth(2).fill("其中1台是应急抢修")
    unit.get_by_role("button", name="保存这一条").nth(2).click()
    press(unit, "提交全部答复")
    expect(unit.get_by_text("已提交巡察组")).to_be_visible()
    leader = go.open(LEADER, "sheet")
    leader.get_by_label("核定").select_option("corrected")
    leader.get_by_label("修正后的事实").fill("2025年5月，车队队长，2台车私用公油卡。")
    leader.get_by_label("理由").fill("抢修有调度记录")
    press(leader, "核定这一条")
    expect(leader.get_by_text("已核定").first).to_be_visible()


def meeting(go: Journey) -> None:
    """Weighs both papers; the one on the clue leaves nothing but a mark."""
    page = go.of(LEADER)
    page.goto(f"{go.base}meetings/new/")
    page.select_option("#id_kind", "team")
    page.fill("#id_opinion", "逐份研究，意见一致。")
    press(page, "保存")
    go.keep("meeting", page)
    for paper, destination in ((TITLE, "feedback"), ("群众反映的一件事", "clue")):
        choice = page.locator("#id_paper option", has_text=paper).get_attribute("value")
        page.select_option("#id_paper", choice)
        page.select_option("#id_destination", destination)
        press(page, "记下去向")
    press(page, "送参会人签字")
    for name in (LEADER, DEPUTY, AUTHOR):
        do(go.open(name, "meeting"), "签字")
    page.reload()
    press(page, "定稿")
    expect(page.get_by_text("已定稿，去向已写到各份底稿上。")).to_be_visible()


def finding(go: Journey) -> None:
    page = go.open(LEADER, "paper")
    page.get_by_role("link", name="写成问题").click()
    expect(page.locator("#id_facts")).to_have_value(
        f"2025年3月至12月，车队队长，{FACTS[0][0]}（47笔，86,200元）。\n"
        f"2025年4月，车队队长，{FACTS[1][0]}（6笔，13,800元）。\n"
        "2025年5月，车队队长，2台车私用公油卡。"
    )
    expect(page.locator("#id_amount_yuan")).to_have_value("100000")
    page.fill("#id_amount_yuan", "68200")
    expect(page.get_by_text("“涉及金额”填的是68,200元，底稿（底-")).to_be_visible()
    page.fill("#id_amount_yuan", "100000")
    page.fill("#id_persons-0-post", "车队队长")
    quiet(page)
    press(page, "登记")
    expect(page.get_by_text("问题还没有归入分类，不能定稿。").first).to_be_visible()
    go.keep("finding", page)
    hinted(page)
    page.get_by_role("link", name="修改").click()
    page.select_option("#id_leaf", index=3)
    quiet(page)
    press(page, "保存")
    hinted(page)
    expect(page.get_by_label("去向")).to_have_value("feedback")
    words = page.get_by_label("理由", exact=True).input_value()
    assert words.startswith("组务会 会-002 研究同意。")
    page.get_by_label("理由", exact=True).fill("")
    press(page, "定去向")
    expect(page.get_by_role("alert")).to_contain_text("请写明为什么这样处理。")
    page.get_by_label("理由", exact=True).fill(words)
    press(page, "定去向")
    expect(page.get_by_text("去向：反馈").first).to_be_visible()
    hinted(page)
    press(page, "定稿")
    expect(page.get_by_text("已定").first).to_be_visible()
    hinted(page)


def two_clicks_both_ways(go: Journey) -> None:
    """Finding → paper → record → paper → finding; the trace shows it all at once."""
    page = go.of(LEADER)
    for record in ("talk", "fix"):
        for step in ("paper", record, "paper", "finding"):
            page.locator(f"main a[href='{go.at[step]}']").first.click()
            expect(page).to_have_url(re.compile(f"{go.at[step]}$"))
        hinted(page)
    for record in ("vouchers", "visit", "form"):
        page.goto(go.at[record])
        for step in ("paper", "finding"):
            expect(page.locator(f"main a[href='{go.at[step]}']").first).to_be_visible()
    page.goto(f"{go.at['finding']}trace/")
    for record in ("vouchers", "talk", "visit", "form", "fix", "paper"):
        expect(page.locator(f"main a[href='{go.at[record]}']").first).to_be_visible()
    for words in (FACTS[0][0], "单位已确认", "2台车私用公油卡", "2025年车辆费用凭证"):
        expect(page.get_by_text(words).first).to_be_visible()
    page.goto(go.base)
    page.locator("main a[href*='/findings/?inspection='][href*='state=settled']").first.click()
    expect(page.locator(f"main a[href^='{go.at['finding']}']").first).to_be_visible()
