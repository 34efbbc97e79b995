# ruff: noqa: E501  (tables of cases)
"""Single traits of real ledgers: what is an item, what reaches down, which column is which."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xuncha.engines.reading.headers import candidates, key_of, unit_factor
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Cell, Field, Ledger, LedgerRow, ReadError

Rows = list[list[Any]]
SHORT = ["序号", "反馈问题", "整改措施", "整改状态"]


def book(path: Path, **sheets: tuple[Rows, list[str]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, (rows, merges) in sheets.items():
        sheet: Worksheet = made.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for area in merges:
            sheet.merge_cells(area)
    made.save(path)
    return path


def ledger(tmp_path: Path, rows: Rows, *merges: str, name: str = "台账.xlsx") -> Ledger:
    return read_ledger(book(tmp_path / name, 台账=(rows, list(merges))))


def fields(read: Ledger) -> dict[str, str]:
    return {one.field.value: one.header for one in read.sheets[0].columns}


def shown(rows: tuple[LedgerRow, ...], name: Field) -> list[str]:
    return [row.cell(name).shown for row in rows]


def test_completion_time_alone_is_the_deadline_where_its_cells_say_so(tmp_path: Path) -> None:
    header = ["序号", "存在问题", "整改措施", "完成时间", "整改情况"]
    due = ledger(tmp_path, [header, [1, "甲", "做甲", "2024年6月底前", "已完成"],
                            [2, "乙", "做乙", "长期坚持", "整改中"]])  # fmt: skip
    done = ledger(tmp_path, [header, [1, "甲", "做甲", "2024年6月3日", "已完成"]])
    assert fields(due) == {"序号": "序号", "反馈问题": "存在问题", "整改措施": "整改措施",
                           "整改时限": "完成时间", "整改状态": "整改情况"}  # fmt: skip
    assert fields(done)["完成时间"] == "完成时间"


def test_deadline_and_completion_side_by_side(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["问题", "措施", "完成时限", "完成时间", "整改完成情况"],
        ["甲", "做甲", "2024年6月底", "2024.5.3", "已完成"],
    ])  # fmt: skip
    assert (fields(read)["整改时限"], fields(read)["完成时间"]) == ("完成时限", "完成时间")
    assert fields(read)["整改状态"] == "整改完成情况"


def test_prose_under_completion_is_progress_and_opens_with_the_claim(tmp_path: Path) -> None:
    told = "已完成。召开专题会议两次，清退资金3万元，出台制度一项。"
    read = ledger(tmp_path, [["序号", "问题", "措施", "整改完成情况"], [1, "甲", "做甲", told]])
    row = read.rows[0]
    assert row.text(Field.PROGRESS) == row.text(Field.STATUS) == told


def test_two_columns_of_prose_and_words_are_told_apart(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["序号", "问题", "措施", "完成情况", "整改情况"],
        [1, "甲", "做甲", "组织专题学习三次，核查台账一百二十份，全部补齐。", "已完成"],
    ])  # fmt: skip
    assert fields(read)["整改进展"] == "完成情况"
    assert fields(read)["整改状态"] == "整改情况"


def test_unit_and_person_in_one_column(tmp_path: Path) -> None:
    read = ledger(
        tmp_path, [["序号", "问题", "措施", "责任单位及责任人"], [1, "甲", "做甲", "办公室 王立新"]]
    )
    row = read.rows[0]
    assert row.text(Field.RESPONSIBLE_UNIT) == row.text(Field.LEAD) == "办公室 王立新"


def test_a_head_row_without_measure_is_no_item(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        [*SHORT, "责任单位"],
        [1, "学习不够", "", "", "办公室"], ["", "", "1.定计划", "已完成", ""], ["", "", "2.自学", "整改中", ""],
        [2, "宣传不够", "印资料", "已完成", "宣传科"],
    ])  # fmt: skip
    assert [(row.row, row.block_row) for row in read.rows] == [(3, 2), (4, 2), (5, 5)]
    assert shown(read.rows, Field.FINDING) == ["学习不够", "学习不够", "宣传不够"]
    assert shown(read.rows, Field.RESPONSIBLE_UNIT) == ["办公室", "办公室", "宣传科"]
    assert Field.FINDING in read.rows[0].reached


def test_a_finding_alone_is_an_item(tmp_path: Path) -> None:
    read = ledger(
        tmp_path, [SHORT, [1, "学习不够深入", "", ""], [2, "宣传不够", "印资料", "已完成"]]
    )
    assert [row.row for row in read.rows] == [2, 3]


def test_a_measure_merged_over_two_problems(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["序号", "反馈问题", "具体问题", "整改措施", "涉及金额（万元）"],
        [1, "财务混乱", "白条入账", "逐笔清理", 3.2], ["", "", "超范围列支", "", ""],
    ], "A2:A3", "B2:B3", "D2:D3", "E2:E3")  # fmt: skip
    second = read.rows[1]
    assert second.cell(Field.MEASURE) == Cell("逐笔清理", "逐笔清理", shared=True)
    assert second.cell(Field.AMOUNT).shared
    assert not second.reached


def test_a_completion_day_does_not_reach_down_to_an_open_row(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["序号", "反馈问题", "具体问题", "整改措施", "整改状态", "完成时间"],
        [1, "甲", "一", "做一", "已完成", "2024年5月3日"], ["", "", "二", "做二", "整改中", ""],
    ], "B2:B3")  # fmt: skip
    assert shown(read.rows, Field.DONE_ON) == ["2024年5月3日", ""]


def test_an_answer_told_once_holds_for_its_block(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["序号", "反馈问题", "具体问题", "整改措施", "整改状态"],
        [1, "甲", "一", "做一", "已完成"], ["", "", "二", "做二", ""],
    ])  # fmt: skip
    assert read.rows[1].cell(Field.STATUS) == Cell("已完成", "已完成", shared=True)


def test_evidence_listed_over_rows_is_joined(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        [*SHORT, "佐证材料"], [1, "甲", "做甲", "已完成", "记录.docx"], ["", "", "", "", "收据.jpg"],
        [2, "乙", "做乙", "已完成", "通知.pdf"],
    ])  # fmt: skip
    assert shown(read.rows, Field.EVIDENCE) == ["记录.docx\n收据.jpg", "通知.pdf"]
    assert read.rows[0].extra_rows == (3,)


@pytest.mark.parametrize("band", [
    ["一、党建方面（2个）"], ["", "一、党建方面（2个）"], ["（一）", "党建方面（2个）"], ["第一部分 党建方面（2个）"],
])  # fmt: skip
def test_bands_in_any_column(tmp_path: Path, band: list[str]) -> None:
    read = ledger(tmp_path, [SHORT, band, [1, "甲", "做甲", "已完成"]])
    assert [row.row for row in read.rows] == [3]
    assert read.rows[0].band.endswith("党建方面（2个）")


def test_chinese_numbers_of_items_are_no_bands(tmp_path: Path) -> None:
    read = ledger(tmp_path, [SHORT, ["一", "甲", "做甲", "已完成"], ["二", "乙", "做乙", "未完成"]])
    assert [row.row for row in read.rows] == [2, 3]


def test_units_as_bands_and_as_sheets(tmp_path: Path) -> None:
    banded = ledger(tmp_path, [SHORT, ["一、清源镇党委"], [1, "甲", "做甲", "已完成"],
                               ["二、柳河街道党工委"], [1, "乙", "做乙", "已完成"]])  # fmt: skip
    assert [banded.unit_of(row) for row in banded.rows] == ["清源镇党委", "柳河街道党工委"]
    assert banded.unit == ""
    assert not banded.doubts
    path = book(
        tmp_path / "两家.xlsx",
        区民政局=([SHORT, [1, "甲", "做甲", "已完成"]], []),
        区水利局=([["区水利局党组整改台账"], SHORT, [1, "乙", "做乙", "已完成"]], ["A1:D1"]),
        说明=([["填表说明"]], []),
    )
    sheets = read_ledger(path)
    assert [sheets.unit_of(row) for row in sheets.rows] == ["区民政局", "区水利局党组"]
    assert [row.row for row in sheets.rows] == [2, 3]


def test_a_second_table_with_other_columns(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        SHORT, [1, "甲不清", "做甲", "已完成"], ["序号", "反馈问题", "整改状态", "整改措施"], [1, "乙不清", "未完成", "做乙"],
    ])  # fmt: skip
    assert shown(read.rows, Field.MEASURE) == ["做甲", "做乙"]
    assert shown(read.rows, Field.STATUS) == ["已完成", "未完成"]


def test_a_hidden_sheet_counts_only_where_no_other_is_a_ledger(tmp_path: Path) -> None:
    made = Workbook()
    for name, finding, state in (("旧", "旧问题", "hidden"), ("新", "新问题", "visible")):
        sheet = made.create_sheet(name)
        sheet.append(SHORT)
        sheet.append([1, finding, "做", "已完成"])
        sheet.sheet_state = state
    path = tmp_path / "a.xlsx"
    made.save(path)
    assert [row.sheet for row in read_ledger(path).rows] == ["新"]


def test_doubts_tell_row_field_and_words(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["序号", "反馈问题", "整改措施", "整改时限", "整改状态", "完成时间", "涉及金额"],
        [1, "甲不清", "做甲", "近期", "进展良好", "马上", "若干"],
        [1, "乙不清", "做乙", "2024年6月", "已完成", "2024年5月", "3万元"],
        [3, "", "做丙", "6月底", "已完成", "", ""],
    ])  # fmt: skip
    assert {(one.row, one.field) for one in read.doubts} == {
        (2, Field.DUE), (2, Field.STATUS), (2, Field.DONE_ON), (2, Field.AMOUNT), (3, Field.NUMBER),
        (4, Field.FINDING),
    }  # fmt: skip
    assert read.year == 2024


def test_stored_text_is_never_changed(tmp_path: Path) -> None:
    stored = "　１．逐户核查；\n 2.追回 "
    row = ledger(tmp_path, [SHORT, [1, "甲", stored, "已完成"]]).rows[0]
    assert row.text(Field.MEASURE) == stored
    number = row.cell(Field.NUMBER)
    assert (number.text, number.value, number.shown) == ("", 1, "1")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("序号", Field.NUMBER), ("编  号", Field.NUMBER), ("问题类别", Field.CATEGORY), ("巡察反馈问题", Field.FINDING),
        ("反馈问题（原文）", Field.FINDING), ("区委巡察组反馈的主要问题", Field.FINDING), ("问题描述", Field.PROBLEM),
        ("整改举措", Field.MEASURE), ("具体整改\n措施", Field.MEASURE), ("包案领导", Field.LEAD), ("整改责任人", Field.LEAD),
        ("牵头单位", Field.RESPONSIBLE_UNIT), ("承办科室（单位）", Field.RESPONSIBLE_UNIT), ("整改期限", Field.DUE),
        ("完成时限", Field.DUE), ("计划完成时间", Field.DUE), ("问题整改进展情况(截至6月底)", Field.PROGRESS),
        ("整改落实情况", Field.PROGRESS), ("整改措施落实情况", Field.PROGRESS), ("是否完成", Field.STATUS),
        ("销号情况", Field.STATUS), ("完成情况", Field.STATUS), ("销号日期", Field.DONE_ON), ("实际完成时间", Field.DONE_ON),
        ("整改完成时间", Field.DONE_ON), ("印证资料", Field.EVIDENCE), ("支撑材料清单", Field.EVIDENCE),
        ("涉及金额(万元)", Field.AMOUNT), ("问题涉及金额（单位：万元）", Field.AMOUNT), ("应追缴", Field.AMOUNT),
        ("已退缴", Field.RECOVERED), ("已清退金额（元）", Field.RECOVERED), ("满意率", Field.SATISFACTION),
        ("被巡察单位", Field.UNIT), ("备　注", Field.REMARK), ("责任单位及责任人", Field.RESPONSIBLE_UNIT),
        ("责任人、责任单位", Field.LEAD), ("怎么改（整改措施）", Field.MEASURE), ("谁来改[责任领导]", Field.LEAD),
    ],
)  # fmt: skip
def test_headings(header: str, field: Field) -> None:
    assert candidates((header,))[0][0] == field


@pytest.mark.parametrize(
    "header",
    [
        "问题数",
        "联系电话",
        "下一步打算",
        "原因分析",
        "督导组",
        "问题个数",
        "填报时间",
        "审核意见",
        "得分",
        "",
    ],
)
def test_headings_that_mean_no_field(header: str) -> None:
    assert not candidates((header,))


def test_a_short_lower_heading_is_read_with_its_group() -> None:
    assert candidates(("责任", "单位"))[0][0] == Field.RESPONSIBLE_UNIT
    assert candidates(("责任", "领导"))[0][0] == Field.LEAD
    assert candidates(("追缴情况", "涉及金额"))[0][0] == Field.AMOUNT


def test_units_of_money_in_headings() -> None:
    assert unit_factor("涉及金额（万元）") == Decimal(10000)
    assert unit_factor("金额（单位：元）") == Decimal(1)
    assert unit_factor("已追缴", "金额（亿元）") == Decimal(10**8)
    assert unit_factor("涉及金额") is None
    assert key_of("整 改\n措施（具体）*") == "整改措施"


def test_rows_without_a_number_column_are_never_joined(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["反馈问题", "整改措施", "整改情况"],
        ["学习制度落实得不够好", "制定计划并抓好落实", "按计划学习了十二次"],
        ["宣传工作开展得不多", "印发宣传资料五百份", "已经发放到每家每户"],
    ])  # fmt: skip
    assert [row.row for row in read.rows] == [2, 3]


def test_measures_without_full_stops_are_items_of_their_own(tmp_path: Path) -> None:
    read = ledger(tmp_path, [
        ["序号", "反馈问题", "整改措施"],
        [1, "学习不够", "制定计划并抓好落实"], ["", "", "开展自学并且交流"], ["", "", "每季度检查一次"],
    ])  # fmt: skip
    assert [(row.row, row.block_row) for row in read.rows] == [(2, 2), (3, 2), (4, 2)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("修订接待办法，清退", "，并公开通报。"), ("建立台账；对照清单（含", "公务用车）逐项整改。"),
        ("建立台账。对超标准支出逐笔", "核查并清退到位。"),
    ],
)  # fmt: skip
def test_a_measure_broken_off_in_the_middle_is_one(tmp_path: Path, first: str, second: str) -> None:
    read = ledger(tmp_path, [SHORT, [1, "接待超标", first, "已完成"], ["", "", second, ""]])
    assert [row.text(Field.MEASURE) for row in read.rows] == [first + second]
    assert read.rows[0].extra_rows == (3,)


def test_many_columns_of_its_own_are_no_harm(tmp_path: Path) -> None:
    header = ["序号", "反馈问题", "整改措施", "整改状态", *"甲乙丙丁戊己庚"]
    read = ledger(tmp_path, [header, [1, "学习不够", "做", "已完成", *"1234567"]])
    assert [row.row for row in read.rows] == [2]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("清源区民政局党组落实区委第二巡察组反馈意见整改台账", "清源区民政局党组"),
        ("中共清源区民政局党组关于巡察反馈意见整改情况台账", "清源区民政局党组"),
        ("清源镇2024年巡察整改台账", "清源镇"), ("附件2：柳河街道党工委巡察整改台账", "柳河街道党工委"),
        ("巡察整改台账", ""), ("区委第二轮巡察反馈问题整改台账", ""), ("填报单位：清源区水利局（盖章）", "清源区水利局"),
        ("单位：万元", ""),
        ("青禾县粮食局十四届县委第五轮巡察整改台账", "青禾县粮食局"), ("青禾县粮食局上轮整改台账", "青禾县粮食局"),
    ],
)  # fmt: skip
def test_the_unit_in_the_title(tmp_path: Path, title: str, unit: str) -> None:
    assert ledger(tmp_path, [[title], SHORT, [1, "甲", "做甲", "已完成"]]).unit == unit


def test_a_web_page_under_a_workbooks_name(tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    path.write_text("<html><table><tr><td>序号</td></tr></table></html>", encoding="utf-8")
    with pytest.raises(ReadError, match="其实是网页"):
        read_ledger(path)
