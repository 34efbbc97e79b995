"""Honest rows that the rules once asked about, and beside each a row that is rightly asked."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.engines.checking.hand import check, codes, ledger
from xuncha.engines.checking.naming import name_key
from xuncha.engines.checking.parts import lists_of

DONE = {"measure": "限期整改，专人盯办。", "status": "已完成"}
WATER = {
    "finding": "长岭村自来水厂三台水泵长期停用。", "measure": "请厂家逐台检修，七天内恢复供水。",
    "progress": "5月8日三台水泵修好，日供水20小时。", "status": "已完成",
}  # fmt: skip


def _codes(**row: object) -> set[str]:
    return codes(check([ledger(DONE | row)])).get(5, set())


def test_an_earlier_state_that_names_the_committee_too_is_no_copy() -> None:
    day = dt.date(2024, 4, 1)
    before = WATER | {"status": "正在整改", "progress": ""}
    early = ledger(before, unit="银杏镇党委", file="早期.xlsx", as_of=day)
    now = ledger(WATER, unit="银杏镇")
    assert "R04" not in codes(check([now], against=[early])).get(5, set())
    other = ledger(WATER, unit="桃园镇", file="桃园镇.xlsx", as_of=day)
    assert "R04" in codes(check([now], against=[other]))[5]


def test_villagers_are_no_village() -> None:
    assert lists_of("长岭村按户估数收取水费，多收村民2.4万元。") == ()


@pytest.mark.parametrize(
    ("progress", "asks"),
    [
        ("4月3日终止与4家供货商合作。4月21日卫生院订立《药品采购十不准》，职代会表决通过。", False),
        ("4月3日终止与4家供货商合作。将持续抓好常态化监管，防止反弹。", True),
    ],
)
def test_what_is_laid_down_and_what_is_only_promised(progress: str, asks: bool) -> None:
    row = {"finding": "卫生院药品采购管理机制失灵，绕开平台买药。", "progress": progress}
    assert ("R13" in _codes(**row)) is asks


def test_who_became_a_member_by_a_meeting_is_a_change() -> None:
    finding = "石堰村多年不进新党员，队伍老化。"
    became = "支部党员大会7月6日通过梁某为预备党员，王某列为发展对象"
    assert "R03" not in _codes(finding=finding, progress=became)
    assert "R03" in _codes(finding=finding, progress="召开支部党员大会专题学习，印发实施方案")


def test_what_was_not_decided_together_is_decided_together() -> None:
    row = {"finding": "大额采购未经集体研究。", "progress": "4月25日党委会研究采购3项"}
    assert "R03" not in _codes(**row)


def test_an_objection_that_nobody_made_is_no_denial() -> None:
    row = {"finding": "惠农补贴发放名单不实。", "measure": "逐户核对名单，多发的收回。"}
    told = "约见当事人57人次，逐项由本人按手印确认，复查后未提出异议"
    assert "R19" not in _codes(**row, progress=told)
    assert "R19" in _codes(**row, progress="名单已改。村民反映仍有两户没有补上")


def test_a_numbered_name_may_begin_with_day_month_or_year() -> None:
    assert name_key("2.日托老人登记表") == name_key("日托老人登记表.xlsx")
    assert name_key("12 月工资表.xlsx") == "12月工资表"


def test_what_is_done_another_way_now_or_hangs_in_the_preparing_room_is_done() -> None:
    finding = "公务接待事后补单，危化品领用没有规矩。"
    for progress in ("接待审批单改为餐前填写、书记签批", "《领用十条》11月11日贴在准备室"):
        assert "R10" not in _codes(finding=finding, progress=progress)
    assert "R10" in _codes(finding=finding, progress="正在准备修改审批单")


def test_a_deadline_moved_in_the_progress_without_a_cause() -> None:
    row = {"finding": "实验室设备闲置。", "measure": "调拨使用", "due": "2024-12-31"}
    told = {"status": "整改中", "progress": "原定3月底,现调整为12月31日完成"}
    assert "R17" in codes(check([ledger(row | told)])).get(5, set())


def test_things_that_only_their_number_tells_apart() -> None:
    finding = "3号库、5号库、7号库三座仓房屋面渗漏。"
    some = "3号库屋面重铺卷材1100平方米,5号库换彩钢瓦640平方米"
    assert "R02" in _codes(finding=finding, progress=some)
    assert "R02" not in _codes(finding=finding, progress=f"{some},7号库补漏6处")


@pytest.mark.parametrize(
    ("finding", "progress", "asks"),
    [
        ("乡道养护不到位，石桥线护栏缺失。", "石桥线补装护栏210米", False),
        ("石桥线护栏缺失，河口村路灯不亮。", "石桥线补装护栏210米", True),
    ],
)
def test_a_clause_that_sums_up_its_instance_is_no_part(
    finding: str, progress: str, asks: bool
) -> None:
    assert ("R02" in _codes(finding=finding, progress=progress)) is asks


@pytest.mark.parametrize(
    ("told", "asks"),
    [
        ("回访张大爷，说灶房不漏了", False),
        ("回访两户，都说这回没得话说", False),
        ("回访张大爷，说灶房还在漏", True),
        ("按《群众投诉不满意事项督办清单》逐件办，受理12件，办结12件", False),
    ],
)
def test_what_fails_no_more_and_titles_are_no_complaint(told: str, asks: bool) -> None:
    row = {"finding": "灶房屋顶漏雨。", "progress": told}
    assert ("R19" in _codes(**row)) is asks


def test_a_measure_of_few_words_is_no_echo() -> None:
    finding = "村民建房审批积压。"
    assert "R05" not in _codes(finding=finding, measure="加快审批")
    assert "R05" in _codes(finding=finding, measure="进一步加强和规范建房审批工作")


@pytest.mark.parametrize(
    ("progress", "asks"),
    [
        ("审计复审未见多付，后续2个项目已进场交易", False),
        ("后续2个项目进场交易", True),
        ("多收的货款由供应商退还差价", False),
        ("计划更换泵房配件，已收到3家报价", True),
    ],
)
def test_what_is_past_and_what_is_still_to_come(progress: str, asks: bool) -> None:
    row = {"finding": "泵房维修未经招标，多付货款。", "progress": progress}
    assert ("R10" in _codes(**row)) is asks
