"""Small cases in the ways of ten clerks: whose the earlier book is, totals in tables, parts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.engines.checking.hand import check, codes, ledger
from tests.engines.reading.test_ledger_cases import book
from xuncha.engines.checking.looks import groups_alike
from xuncha.engines.reading.claims import claim_of
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.proofs import read_proof
from xuncha.engines.reading.records import Claim, Field, Ledger, ReportPaper

OLD = {
    "finding": "镇属企业青石砂厂欠缴承包费28万元长期未收。",
    "measure": "催收",
    "status": "已完成",
}
NEW = {
    "finding": "砂厂2023年以来承包费又有15万元没有收缴到位。",
    "measure": "诉讼追收",
    "progress": "法院判决后已收15万元，票据号00871。",
    "status": "已完成",
}


def _old(unit: str, file: str = "往年.xlsx") -> Ledger:
    return ledger(OLD, unit=unit, file=file, as_of=None)


def _again(*against: Ledger, unit: str = "青石镇党委") -> bool:
    report = check([ledger(NEW, unit=unit)], against=against)
    return "R15" in codes(report).get(5, set())


@pytest.mark.parametrize(
    ("old", "unit", "is_asked"),
    [
        ("", "青石镇党委", True),  # the only book to compare with, and it names nobody
        ("", "", True),
        ("青石镇", "青石镇党委", True),
        ("柳河镇党委", "青石镇党委", False),
        ("柳河镇党委", "", False),
    ],
)
def test_an_earlier_book_without_a_name_is_the_units_own(
    old: str, unit: str, is_asked: bool
) -> None:
    assert _again(_old(old), unit=unit) is is_asked


def test_of_two_books_without_a_name_neither_is_taken() -> None:
    assert not _again(_old(""), _old("", "另一本.xlsx"))
    assert _again(_old(""), _old("柳河镇党委", "另一本.xlsx"))


def test_a_book_without_a_name_may_be_an_earlier_state_of_this_one() -> None:
    row = NEW | {"status": "正在整改", "due": "2024-12-31"}
    before = ledger(row | {"due": "2024-10-31"}, unit="", as_of=None)
    assert "R17" in codes(check([ledger(row)], against=[before]))[5]


STATES = ["已完成"] * 5 + ["正在整改", "长期坚持", "基本完成"]


def _totals(*lines: str) -> list[str]:
    rows = [
        {"finding": f"{name}渠道闸门损坏。", "measure": f"更换{name}渠道闸门", "status": state}
        for name, state in zip("甲乙丙丁戊己庚辛", STATES, strict=True)
    ]
    paper = ReportPaper(Path("报告.docx"), "报告.docx", lines)
    told = check([ledger(*rows)], report=paper).ledgers[0].totals
    return [one.reason for one in told if one.code == "R20"]


@pytest.mark.parametrize(
    "lines",
    [
        ("反馈问题数\t已完成\t基本完成\t长期坚持\t正在整改", "8\t5\t1\t1\t1"),
        ("项目\t数量", "反馈问题（个）\t8", "已完成（个）\t5", "正在整改（个）\t1"),
        ("类别\t问题数\t已完成\t未完成", "党建\t3\t2\t1", "民生\t5\t3\t2", "合计\t8\t5\t3"),
        ("类别\t问题数\t已完成\t未完成", "党建\t3\t2\t1", "民生\t5\t3\t2"),
        ("会议\t次数\t人数", "党委会\t9\t81"),
        ("（一）党建方面。反馈问题3个，已完成2个。", "（二）民生方面。反馈问题5个，已完成3个。"),
        ("针对反馈的3类8个问题逐项整改。",),
        ("办理信访件9件，其中办结8件。",),
    ],
)
def test_totals_that_fit_in_tables_and_by_parts(lines: tuple[str, ...]) -> None:
    assert _totals(*lines) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("反馈问题数\t已完成\t基本完成\t长期坚持\t正在整改", "8\t7\t0\t1\t0"), "已完成7个"),
        (("项目\t数量", "反馈问题（个）\t8", "已完成（个）\t8", "正在整改（个）\t0"), "已完成8个"),
        (("类别\t问题数\t已完成", "党建\t3\t3", "民生\t6\t5"), "反馈问题9个"),
        (
            ("（一）党建方面。反馈问题3个。", "（二）民生方面。反馈问题7个。"),
            "反馈问题3个＋反馈问题7个",
        ),
        (("针对反馈的3类10个问题逐项整改。",), "10个"),
    ],
)
def test_totals_that_disagree_in_tables_and_by_parts(lines: tuple[str, ...], words: str) -> None:
    (reason,) = _totals(*lines)
    assert words in reason


def test_a_picture_made_smaller_is_the_same_and_another_is_not(tmp_path: Path) -> None:
    def drawn(name: str, step: int, size: tuple[int, int]) -> None:
        picture = Image.new("RGB", (320, 240), (200, 190, 180))
        draw = ImageDraw.Draw(picture)
        for at in range(14):
            x, y = (at * 37 * step) % 300, (at * 53 * step) % 200
            draw.rectangle((x, y, x + 40, y + 25), fill=((at * 40) % 255, (at * 70) % 255, 90))
        picture.resize(size).save(tmp_path / name, quality=60)

    drawn("门牌.jpg", 3, (320, 240))
    drawn("IMG_2.jpg", 3, (160, 120))
    drawn("安装.jpg", 7, (160, 120))
    group = groups_alike(read_proof(path, path.name) for path in sorted(tmp_path.iterdir()))
    assert group["门牌.jpg"] == group["IMG_2.jpg"] != group["安装.jpg"]


def test_what_a_thing_cost_is_no_sum_to_come_back() -> None:
    row = {
        "finding": "380万元的冷库项目没有竣工验收。", "measure": "组织验收", "status": "已完成",
        "progress": "4月22日完成验收，审计核减6.2万元已扣回。",
    }  # fmt: skip
    fee = row | {"finding": "380万元的租金没有收取。", "progress": "4月22日收回6.2万元。"}
    assert "R09" not in codes(check([ledger(row)])).get(5, set())
    assert "R09" in codes(check([ledger(fee)])).get(5, set())


def test_lights_are_states_where_nothing_else_is_told() -> None:
    assert [claim_of(one) for one in ("绿", "黄灯", "红", "绿灯（正在整改）")] == [
        Claim.DONE, Claim.IN_PROGRESS, Claim.NOT_DONE, Claim.IN_PROGRESS,
    ]  # fmt: skip


HEAD = ["序号", "反馈问题", "整改措施", "整改进展", "整改状态", "涉及金额", "已追缴金额"]
PAID = [
    [1, "多发补贴1200元。", "清退", "4月8日退回1200元。", "已完成", 1200, 1200],
    [2, "少收租金3000元。", "收缴", "5月8日收回3000元，单号0098。", "已完成", 3000, 3000],
]


def _read(tmp_path: Path, *rows: list[Any]) -> Ledger:
    return read_ledger(book(tmp_path / "台账.xlsx", 台账=(list(rows), [])))


@pytest.mark.parametrize(
    ("foot", "words"),
    [
        (["合计", "", "", "", "", 4200, 4200], ""),
        (["合计", "2项", "", "", "", "4,200.00元", "/"], ""),
        (["合计", "", "", "", "", 4200, 4500], "已追缴金额合计写4500元，各行加起来是4200元"),
        (["小计", "", "", "", "", 1200, 1200], ""),
    ],
)
def test_the_line_of_sums_is_compared_with_the_columns(
    tmp_path: Path, foot: list[Any], words: str
) -> None:
    told = check([_read(tmp_path, HEAD, *PAID, foot)]).ledgers[0].totals
    assert [one.reason for one in told] == ([f"台账第4行{words}"] if words else [])


def test_progress_by_quarters_is_read_to_the_end_and_adds_up(tmp_path: Path) -> None:
    read = _read(
        tmp_path,
        [
            "序号",
            "反馈问题",
            "整改措施",
            "整改进展（第一季度）",
            "整改进展（第二季度）",
            "完成情况",
        ],
        [1, "违规发放值班补贴2.4万元。", "清退", "3月清退1.5万元。", "5月清退0.9万元。", "已完成"],
        [2, "违规发放降温费2.4万元。", "清退", "3月清退1.5万元。", "", "已完成"],
        [3, "6份合同没有签字。", "补签", "正在联系对方。", "5月8日补签6份。", "已完成"],
    )
    assert read.rows[1].text(Field.PROGRESS) == "3月清退1.5万元。"
    told = codes(check([read]))
    assert {row for row, found in told.items() if "R09" in found} == {3}
    assert not any("R10" in found for found in told.values())


def test_a_deadline_beside_the_one_it_was_and_a_span_from_the_feedback_on(tmp_path: Path) -> None:
    moved = _read(
        tmp_path,
        ["序号", "反馈问题", "整改措施", "原整改时限", "调整后时限", "整改进展", "状态", "备注"],
        [1, "合同没签字。", "补签", "2024-05-31", "2024-10-31", "已联系4家。", "正在整改", ""],
        [
            2,
            "凭证丢失。",
            "补",
            "2024-05-31",
            "2024-10-31",
            "已调9张。",
            "正在整改",
            "经巡察办同意延期",
        ],
        [3, "活动室上锁。", "开门", "2024-05-31", "", "每天开放，来了30人。", "已完成", ""],
    )
    asked = codes(check([moved], as_of=dt.date(2024, 7, 31)))
    assert {row for row, found in asked.items() if "R17" in found} == {2}
    spans = ledger(
        *({"finding": f"{at}号合同没签字。", "due": due, "status": "正在整改"} for at, due in
          enumerate(("反馈后3个月内", "十二个月", "收到反馈意见之日起60日内"))),
        as_of=dt.date(2024, 7, 31),
    )  # fmt: skip
    asked = codes(check([spans]))
    assert {row for row, found in asked.items() if "R17" in found} == {5, 7}


def test_a_column_of_states_is_known_by_its_cells_alone(tmp_path: Path) -> None:
    head = ["序号", "反馈问题", "整改措施", "整改时限", "整改进展", "红绿灯", "是否公示"]
    rows = [
        [1, "合同没签字。", "补签", "2024-05-31", "补签6份。", "绿灯（已销号）", "否"],
        [2, "鱼塘没发包。", "挂网", "2024-05-31", "承包户不配合。", "红灯（未销号）", "是"],
    ]
    read = _read(tmp_path, head, *rows)
    assert [row.text(Field.STATUS) for row in read.rows] == ["绿灯（已销号）", "红灯（未销号）"]


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        ([["整改台账"], ["填报单位", "区林业局党组", "填报时间", "2024年6月30日"]], "区林业局党组"),
        ([["区委第二巡察组反馈青石镇党委问题整改台账"]], "青石镇党委"),
        ([["整改台账", "", "", "", "", "金额单位", "元"]], ""),
    ],
)
def test_whose_ledger_it_is_by_the_lines_above(
    tmp_path: Path, lines: list[list[Any]], unit: str
) -> None:
    read = _read(tmp_path, *lines, HEAD, *PAID)
    assert (read.unit, len(read.rows)) == (unit, 2)


def test_a_front_sheet_names_the_unit_in_a_line_of_its_own(tmp_path: Path) -> None:
    front: list[list[Any]] = [["中共青石镇委员会"], ["巡察整改台账"]]
    path = book(tmp_path / "台账.xlsx", 封面=(front, []), 台账=([HEAD, *PAID], []))
    assert read_ledger(path).unit == "青石镇委员会"
