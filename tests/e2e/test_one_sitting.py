"""One sitting: from two Excel lists to an approved plan and authorised teams of the first round.
Then a tie that was hidden is entered, and the door is shut on the member's next click."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import fresh
from tests.e2e.conftest import served, signing_in

pytestmark = pytest.mark.e2e

TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
TERM = "九届区委"


def day(after: int) -> str:
    """A day as a form takes it."""
    return (TODAY + dt.timedelta(days=after)).isoformat()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site with four accounts and nothing else: its address and its folder."""
    folder = tmp_path_factory.mktemp("empty")
    environment = {**os.environ, "XUNCHA_HOME": str(folder / "var")}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        environment.pop(name, None)
    subprocess.run([sys.executable, "-c", fresh.ACCOUNTS], env=environment, check=True)
    with served(folder) as address:
        yield address, folder


def follow(page: Page, words: str) -> None:
    """Take the step that the page offers, if it is the one that we expect."""
    expect(page.locator(".next-step")).to_contain_text(words)
    page.locator(".next-step__act").click()


def bring_lists(clerk: Page, folder: Path) -> None:
    """Organisations and people come in, each list after its dry run."""
    follow(clerk, "导入党组织名录")
    clerk.set_input_files("input[type=file]", str(fresh.directory_list(folder)))
    clerk.get_by_role("button", name="先试读，不写入").click()
    assert clerk.locator(".tile__value").all_inner_texts() == ["28", "0", "0", "0"]
    clerk.get_by_role("button", name="确认导入").click()
    follow(clerk, "导入巡察人员名单")
    clerk.get_by_label("人员名单").check()
    clerk.set_input_files("input[type=file]", str(fresh.people_list(folder)))
    clerk.get_by_role("button", name="上传并试读").click()
    assert clerk.locator(".tile__value").all_inner_texts() == ["18", "0", "0", "0"]
    clerk.get_by_role("button", name="确认导入").click()


def admit(clerk: Page, leader: Page) -> None:
    """The clerk checks them, somebody else admits them."""
    follow(clerk, "有 18 人等着审查资格")
    clerk.locator("section[aria-labelledby=waiting] [data-tick-all]").check()
    for box in clerk.locator("input[name=conditions]").all():
        box.check()
    clerk.get_by_role("button", name="通过资格审查").click()
    expect(clerk.get_by_text("18 人已通过资格审查")).to_be_visible()
    leader.goto("/pool/entry/")
    leader.locator("section[aria-labelledby=checked] [data-tick-all]").check()
    leader.get_by_label("审定依据").fill("领导小组第1次会议")
    leader.get_by_role("button", name="审定入库").click()
    expect(leader.get_by_text("18 人已审定入库")).to_be_visible()


def train(clerk: Page) -> None:
    """A secrecy training with everybody in it, who sign the pledge there."""
    clerk.goto("/pool/trainings/")
    clerk.get_by_role("link", name="登记培训").click()
    clerk.get_by_label("培训名称").fill("巡前保密教育")
    clerk.get_by_label("开班日期").fill(day(-1))
    clerk.get_by_label("学时").fill("4")
    clerk.get_by_label("保密培训").check()
    clerk.get_by_role("button", name="登记").click()
    clerk.get_by_role("link", name="巡前保密教育").click()
    clerk.get_by_role("link", name="登记参加人员").click()
    clerk.get_by_label("全选").check()
    clerk.get_by_label("当场签署保密承诺书的日期").fill(day(-1))
    clerk.get_by_role("button", name="登记").click()
    expect(clerk.get_by_text("参加人员已登记")).to_be_visible()


def link_account(clerk: Page) -> None:
    """The member's account is tied to him."""
    clerk.goto(f"/pool/?q={fresh.MEMBER}")
    clerk.get_by_role("link", name=fresh.MEMBER, exact=True).click()
    clerk.get_by_role("link", name="关联登录账号").click()
    clerk.get_by_label("用户名").fill("chengyuan")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text("登录账号已关联")).to_be_visible()


def lay_term(clerk: Page) -> None:
    """A term with its rounds and what every organisation needs."""
    clerk.goto("/")
    follow(clerk, "先建立一届")
    clerk.get_by_label("第几届").fill("9")
    clerk.get_by_label("名称").fill(TERM)
    clerk.get_by_label("任期开始").fill(day(-30))
    clerk.get_by_label("任期结束").fill(day(5 * 365))
    clerk.get_by_role("button", name="保存").click()
    follow(clerk, f"给{TERM}排定轮次")
    clerk.get_by_label("第一轮哪天开始").fill(day(3))
    clerk.get_by_label("一年几轮").fill("2")
    clerk.get_by_role("button", name="保存").click()
    follow(clerk, "按名录给每个党组织列一条需求")
    clerk.get_by_role("button", name="按名录列出").click()
    expect(clerk.get_by_text("新列入 27 个党组织")).to_be_visible()


def plan(clerk: Page, leader: Page) -> None:
    """Drafted, solved as a job, handed in; approved by another."""
    follow(clerk, "起草一版覆盖规划")
    clerk.get_by_label("还没开始的轮次每轮几个组").fill("2")
    clerk.get_by_role("button", name="保存").click()
    clerk.get_by_label("最多算").select_option("10")
    clerk.get_by_role("button", name="自动编排").click()
    expect(clerk.get_by_text("每条规则都符合，可以送审。")).to_be_visible(timeout=60_000)
    clerk.get_by_role("button", name="送审").click()
    expect(clerk.locator(".next-step")).to_contain_text("等另一位同志登记批准")
    leader.goto(clerk.url)
    leader.get_by_role("button", name="登记批准").click()
    leader.get_by_label("批准文号").fill("区委纪要1号")
    leader.locator("#approve").get_by_role("button", name="登记批准").click()
    expect(leader.get_by_text("这一版冻结并生效")).to_be_visible()


def form_teams(clerk: Page) -> list[str]:
    """The first round's teams from the plan, their people proposed with reasons."""
    clerk.reload()
    follow(clerk, "项任务还没有归到组里")
    clerk.get_by_role("button", name="按覆盖规划编组").click()
    clerk.get_by_role("button", name="系统提出组员").click()
    expect(clerk.get_by_text("每个席位都写了理由")).to_be_visible(timeout=60_000)
    expect(clerk.locator(".alarm--red")).to_have_count(0)
    teams = [str(one.get_attribute("href")) for one in clerk.locator(".team h2 a").all()]
    clerk.goto(teams[0])
    if not clerk.locator(".seats").get_by_text(fresh.MEMBER).count():
        seat_by_hand(clerk)
    return teams


def seat_by_hand(clerk: Page) -> None:
    """One more member, whom the office wants there."""
    clerk.get_by_role("button", name="安排人员").click()
    wanted = clerk.locator("#seat_inspector option", has_text=fresh.MEMBER)
    clerk.select_option("#seat_inspector", wanted.get_attribute("value"))
    clerk.fill("#seat_reason", "懂审计，本组需要")
    clerk.locator("dialog[open]").get_by_role("button", name="安排").click()
    expect(clerk.locator("dialog[open]")).to_have_count(0)
    expect(clerk.locator(".checks__one--red")).to_have_count(0)


def authorise(clerk: Page, leader: Page, address: str, number: int) -> None:
    """One paper for one team: drafted, handed in, approved by another, announced."""
    clerk.goto(address)
    clerk.get_by_role("button", name="拟定").click()
    clerk.fill("#paper_paper", f"青巡授{number}号")
    clerk.fill("#paper_opens_on", day(0))
    clerk.locator("dialog[open]").get_by_role("button", name="保存").click()
    clerk.get_by_role("button", name="送审").click()
    expect(clerk.locator(".next-step")).to_contain_text("等另一位同志批准")
    leader.goto(address)
    leader.get_by_role("button", name="批准").click()
    leader.locator("dialog[open]").get_by_role("button", name="批准").click()
    expect(leader.get_by_text("已批准，宣布以后按日期生效")).to_be_visible()
    clerk.goto(address)
    clerk.get_by_role("button", name="登记宣布").click()
    clerk.locator("dialog[open]").get_by_role("button", name="登记").click()
    expect(clerk.locator(".next-step")).to_contain_text("人没有申报回避事项")


def enter_tie(clerk: Page, place: str) -> None:
    """What nobody had told: his cousin runs an office there."""
    clerk.goto(f"/pool/?q={fresh.MEMBER}")
    clerk.get_by_role("link", name=fresh.MEMBER, exact=True).click()
    clerk.get_by_role("link", name="登记", exact=True).first.click()
    clerk.get_by_label("种类").select_option("亲属")
    clerk.get_by_label("涉及的单位").fill(place)
    clerk.get_by_label("亲属姓名").fill("方某")
    clerk.get_by_label("与本人关系").fill("表弟")
    clerk.get_by_label("来源").select_option("巡察办登记")
    clerk.get_by_role("button", name="登记").click()


def test_from_two_lists_to_teams_at_work_and_a_hidden_tie(
    empty: tuple[str, Path], chromium: Browser
) -> None:
    address, folder = empty
    with signing_in(address, chromium) as as_:
        clerk, leader, member = as_("wenyuan"), as_("zuzhang"), as_("chengyuan")
        bring_lists(clerk, folder)
        admit(clerk, leader)
        train(clerk)
        link_account(clerk)
        lay_term(clerk)
        plan(clerk, leader)
        for number, team in enumerate(form_teams(clerk), 1):
            authorise(clerk, leader, team, number)

        member.goto("/my-teams/")
        expect(member.get_by_text("没有可以查看的任务")).to_have_count(0)
        expect(member.locator("dd a[href^='/inspections/']")).to_have_count(0)
        member.get_by_label(re.compile("没有需要回避的情形")).check()
        member.get_by_role("button", name="申报").click()
        task = member.locator("dd a[href^='/inspections/']").first
        place = task.inner_text()
        task.click()
        expect(member.get_by_role("heading", level=1)).to_have_text(place)

        enter_tie(clerk, place)
        answer = member.goto(member.url)
        assert answer is not None
        assert answer.status == 404
        expect(member.get_by_text("没有找到您要的内容")).to_be_visible()
