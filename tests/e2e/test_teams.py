"""Teams in a browser: a hidden tie shuts the door on the next click; a round's teams from the plan
to the authorisation in one sitting."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

SignIn = Callable[..., Page]
MEMBER = "yanzhiqiu"
NAME = "晏知秋"


def _person(page: Page, name: str) -> None:
    page.goto(f"/pool/?q={name}")
    page.get_by_role("link", name=name, exact=True).first.click()


def test_a_hidden_tie_entered_later_shuts_the_door_on_the_next_click(as_: SignIn) -> None:
    member = as_(MEMBER)
    member.goto("/my-teams/")
    task = member.locator("dd a[href^='/inspections/']").first
    place = task.inner_text()
    task.click()
    expect(member.get_by_role("heading", level=1)).to_have_text(place)

    clerk = as_("jiandan")
    _person(clerk, NAME)
    clerk.get_by_role("link", name="登记", exact=True).first.click()
    _enter_tie(clerk, place)

    member.reload()
    expect(member.get_by_text("没有找到您要的内容")).to_be_visible()
    member.goto("/my-teams/")
    expect(member.locator(f"dd a:has-text('{place}')")).to_have_count(0)
    expect(member.get_by_text("待核实").first).to_be_visible()

    clerk.goto(f"/recusals/?q={NAME}")
    clerk.get_by_role("link", name=NAME, exact=True).first.click()
    expect(clerk.get_by_text("访问现在是关闭的")).to_be_visible()
    clerk.get_by_role("button", name="提请豁免").click()
    clerk.fill("#waiver_reason", "关系较远，不参与财务事项")
    clerk.fill("#waiver_paper", "领导小组会议纪要第3期")
    clerk.get_by_role("button", name="提请", exact=True).click()
    expect(clerk.get_by_text("等另一位同志批准")).to_be_visible()
    member.goto("/my-teams/")
    expect(member.locator(f"dd a:has-text('{place}')")).to_have_count(0)

    leader = as_("quanju")
    leader.goto(clerk.url)
    leader.get_by_role("button", name="批准豁免").click()
    leader.locator("dialog[open]").get_by_role("button", name="批准豁免").click()
    expect(leader.locator("dialog[open]")).to_have_count(0)  # answered, not only asked
    expect(leader.get_by_text("访问恢复")).to_be_visible()
    member.goto("/my-teams/")
    member.locator(f"dd a:has-text('{place}')").click()
    expect(member.get_by_role("heading", level=1)).to_have_text(place)


def _enter_tie(clerk: Page, place: str) -> None:
    clerk.locator("select[name=kind]").select_option("kin")
    field = clerk.locator("[name=organisation]")
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(label=place)
    else:
        field.fill(place)
    clerk.fill("[name=person]", "晏某")
    clerk.fill("[name=relationship]", "表弟")
    clerk.fill("[name=post]", "办公室主任")
    source = clerk.locator("select[name=source]")
    if source.count():
        source.select_option("office")
    clerk.locator("main form button.btn-main").click()
    expect(clerk.get_by_text("关系已登记")).to_be_visible()
    expect(clerk.get_by_text("表弟")).to_have_count(0)
    clerk.get_by_role("button", name="打开关系内容").click()
    expect(clerk.get_by_text("表弟").first).to_be_visible()


def test_a_round_from_the_plan_to_the_authorisation(as_: SignIn) -> None:
    clerk = as_("jiandan")
    clerk.goto("/teams/")
    clerk.get_by_role("link", name="第十二轮").click()
    clerk.get_by_role("button", name="按覆盖规划编组").click()
    expect(clerk.locator(".team").first).to_be_visible()
    clerk.get_by_role("button", name="系统提出组员").click()
    expect(clerk.get_by_text("每个席位都写了理由")).to_be_visible(timeout=60_000)
    clerk.locator(".team h2 a").first.click()
    expect(clerk.locator(".checks__one--red")).to_have_count(0)
    clerk.get_by_role("button", name="拟定").click()
    clerk.fill("#paper_paper", "清巡授2026年第12-1号")
    clerk.locator("dialog[open]").get_by_role("button", name="保存").click()
    clerk.get_by_role("button", name="送审").click()
    expect(clerk.get_by_text("已送审，并通知了审批人")).to_be_visible()
    expect(clerk.get_by_role("button", name="批准")).to_have_count(0)

    leader = as_("quanju")
    leader.goto(re.sub(r"#.*", "", clerk.url))
    leader.get_by_role("button", name="批准").click()
    leader.locator("dialog[open]").get_by_role("button", name="批准").click()
    expect(leader.get_by_text("已批准，宣布以后按日期生效")).to_be_visible()

    clerk.reload()
    clerk.get_by_role("button", name="登记宣布").click()
    clerk.locator("dialog[open]").get_by_role("button", name="登记").click()
    expect(clerk.get_by_text("已宣布，5月11日启用").first).to_be_visible()
    clerk.get_by_role("button", name="授权文书").click()
    expect(clerk.get_by_text("授权任职及任务分工的决定")).to_be_visible()
