"""A clue, from the meeting to the receiver's result; afterwards no word of it lies in the site."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.inspection.journey import AUTHOR, LEADER, LIAISON, PARTNER, Journey, do, press

PASSPHRASES = {LEADER: "清源演示专用的一句口令", PARTNER: "廉景行自己想的一句口令"}
MATTER = "虚构事项：以车辆维修为名重复列支配件款"
POST = "车队维修点负责人"
REASON = "虚构理由：请协助研判"


def clue(go: Journey) -> None:
    """Registered as the meeting has it, erased where it came from, handed over, signed for by the
    receiver; who was not named finds no address."""
    page = go.open(LEADER, "second")
    expect(page.get_by_text("会议定为线索")).to_be_visible()
    page.goto(f"/clues{go.base}")
    page.get_by_role("link", name="登记线索").click()
    _unlock(page, LEADER)
    page.fill("#id_unit", "车辆维修班")
    page.fill("#id_post", POST)
    page.fill("#id_matter", MATTER)
    page.get_by_label("廉洁纪律").check()
    page.fill("#id_amount", "88000")
    press(page, "封存保存")
    expect(page.get_by_text("已登记并封存")).to_be_visible()
    expect(page.get_by_text(MATTER)).to_have_count(0)
    go.keep("clue", page)
    page = go.open(LEADER, "second")
    page.get_by_label("已经在线索专柜登记").check()
    press(page, "清除底稿内容")
    expect(page.get_by_text("内容已移交线索专柜").first).to_be_visible()
    for nobody in (AUTHOR, LIAISON, PARTNER, "baomi"):
        other = go.open(nobody, "clue")
        expect(other.get_by_text("没有找到您要的内容")).to_be_visible()
    _name_partner(go)
    page = go.open(LEADER, "clue")
    do(page, "移交")
    press(page, "打印移交单")
    expect(page.get_by_role("heading", name="巡察问题线索移交单")).to_be_visible()
    partner = go.open(PARTNER, "clue")
    press(partner, "全部打开")
    _unlock(partner, PARTNER)
    press(partner, "全部打开")
    expect(partner.get_by_text(MATTER)).to_be_visible()
    for step, fields in (
        ("登记签收", {"signer": "收文岗"}), ("登记受理", {}), ("登记办理情况或结果", {}),
    ):  # fmt: skip
        partner = go.open(PARTNER, "clue")
        if step.endswith("结果"):
            press(partner, step)
            partner.locator("dialog[open] select[name=disposal]").select_option("filed")
            partner.locator("dialog[open] input[name=is_final]").check()
            press(partner.locator("dialog[open]"), "登记")
        else:
            do(partner, step, last="登记", **fields)
        expect(partner.get_by_text("已登记。")).to_be_visible()
    expect(partner.get_by_role("heading", level=1)).to_contain_text("已办结")
    page = go.open(LEADER, "clue")
    read = page.locator("section", has=page.get_by_role("heading", name="谁看过"))
    expect(read.get_by_text("廉景行").first).to_be_visible()


def _unlock(page: Page, name: str) -> None:
    page.fill("#id_passphrase", PASSPHRASES[name])
    press(page, "打开")


def _name_partner(go: Journey) -> None:
    partner = go.of(PARTNER)
    partner.goto("/keys/")
    partner.fill("#id_password", "Qingyuan-2026")
    partner.fill("#id_passphrase", PASSPHRASES[PARTNER])
    partner.fill("#id_again", PASSPHRASES[PARTNER])
    press(partner, "设立")
    page = go.open(LEADER, "clue")
    page.get_by_text("授予知悉授权").click()
    choice = page.locator("#grant_user option", has_text="廉景行").get_attribute("value")
    page.locator("#grant_user").select_option(choice)
    page.fill("#grant_reason", REASON)
    press(page, "授予")
    expect(page.get_by_text("已授予廉景行")).to_be_visible()


def no_word_in(*places: Path) -> None:
    """The database file, what it has not written back yet, logs, files: as written and escaped."""
    words = [MATTER, POST, REASON]
    needles = [one.encode() for one in words] + [json.dumps(one)[1:-1].encode() for one in words]
    files = [
        path
        for place in places
        for path in ([place] if place.is_file() else place.rglob("*"))
        if path.is_file()
    ]
    assert any(path.name.endswith("-wal") or path.suffix == ".sqlite3" for path in files)
    for path in files:
        try:
            raw = path.read_bytes()
        except FileNotFoundError:  # the index drops files while it is looked at
            continue
        assert not [one for one in needles if one in raw], path.name
