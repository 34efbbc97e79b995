"""Rows that could not be taken come back as they were, with the reason in the row."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from xuncha.foundation.exchange import parsers
from xuncha.foundation.exchange.columns import Column
from xuncha.foundation.exchange.importing import Table, dry_run
from xuncha.foundation.exchange.workbooks import error_workbook
from xuncha.kernel.errors import Invalid


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A ledger with a title, a merged finding, a formula, a date and a second sheet."""
    raw = openpyxl.Workbook()
    sheet = raw.active
    assert sheet is not None
    sheet.title = "台账"
    sheet["A1"] = "整改台账"
    for col, label in enumerate(["序号", "问题", "措施", "时限", "金额", "电话"], 1):
        sheet.cell(2, col, label)
    sheet.merge_cells("B3:B4")
    rows: list[list[object]] = [
        [1, "资金问题", "措施一", dt.datetime(2026, 3, 5), 100.5, 13800000000],
        [2, None, "=1+1", "六月底", "=SUM(E3:E3)", "'0755"],
        [3, "其他", "@SUM(A1)", None, None, None],
    ]
    for number, row in enumerate(rows, 3):
        for col, value in enumerate(row, 1):
            if (number, col) != (4, 2):
                sheet.cell(number, col, value)
    other = raw.create_sheet("附表")
    other["A1"], other["A2"] = "单位", "区民政局"
    path = tmp_path / "台账.xlsx"
    raw.save(path)
    return path


def made(
    source: Path,
    errors: dict[tuple[str, int], list[str]],
    headers: dict[str, list[int]] | None = None,
) -> tuple[int, io.BytesIO]:
    out = io.BytesIO()
    count = error_workbook(source, errors, out, headers)
    out.seek(0)
    return count, out


def rows_of(out: io.BytesIO, sheet: int = 0) -> list[list[object]]:
    out.seek(0)
    book = CalamineWorkbook.from_filelike(out)
    return [list(row) for row in book.get_sheet_by_index(sheet).to_python()]


def test_rows_with_reasons(source: Path) -> None:
    errors = {("台账", 3): ["“时限”：太早。", "“金额”：太小。"], ("台账", 5): ["不能空着。"]}
    count, out = made(source, errors, {"台账": [1, 2]})
    assert count == 2
    rows = rows_of(out)
    assert rows[0][:2] == ["", "整改台账"]
    assert rows[1] == ["不能导入的原因", "序号", "问题", "措施", "时限", "金额", "电话"]
    assert rows[2] == [
        "原第 3 行：“时限”：太早。“金额”：太小。", 1.0, "资金问题", "措施一",
        dt.date(2026, 3, 5), 100.5, 13800000000.0,
    ]  # fmt: skip
    assert rows[3][:4] == ["原第 5 行：不能空着。", 3.0, "其他", "'@SUM(A1)"]
    assert len(rows) == 4


def test_merged_words_stand_in_each_row_and_formulas_in_none(source: Path) -> None:
    _count, out = made(source, {("台账", 4): ["重复。"]}, {"台账": [2]})
    rows = rows_of(out)
    assert rows[1][2] == "资金问题"
    with zipfile.ZipFile(out) as box:
        assert b"<f>" not in b"".join(box.read(name) for name in box.namelist())


def test_sheets_apart_and_clean_ones_left_out(source: Path) -> None:
    count, out = made(source, {("附表", 2): ["查无此单位。"]})
    assert count == 1
    assert CalamineWorkbook.from_filelike(out).sheet_names == ["附表"]
    assert rows_of(out) == [["不能导入的原因", "单位"], ["原第 2 行：查无此单位。", "区民政局"]]


def test_no_sheet_name_is_the_first_sheet(source: Path) -> None:
    count, out = made(source, {("", 3): ["甲。"], ("台账", 3): ["乙。"]})
    assert count == 1
    assert rows_of(out)[1][0] == "原第 3 行：甲。乙。"


def test_row_beyond_the_sheet_gives_its_reason_alone(source: Path) -> None:
    _count, out = made(source, {("台账", 99): ["没有这一行。"]})
    assert rows_of(out)[1][0] == "原第 99 行：没有这一行。"


def test_nothing_refused_is_a_sheet_all_the_same(source: Path) -> None:
    count, out = made(source, {})
    assert count == 0
    assert CalamineWorkbook.from_filelike(out).sheet_names == ["不能导入的行"]


def test_unreadable_source(tmp_path: Path) -> None:
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(Invalid, match="原来的表格打不开"):
        made(broken, {("", 1): ["x"]})
    with pytest.raises(Invalid, match="原来的表格打不开"):
        made(tmp_path / "gone.xlsx", {("", 1): ["x"]})


def test_mended_rows_can_be_taken_again(source: Path) -> None:
    """The workbook goes round: its own header is recognised, the reason column is left over."""
    _count, out = made(source, {("台账", 5): ["不能空着。"]}, {"台账": [2]})
    rows = rows_of(out)
    columns = (
        Column("finding", "反馈问题", ("问题",), required=True),
        Column("measure", "措施", parse=parsers.text()),
    )
    found = dry_run(Table([str(c) for c in rows[0]], list(enumerate(rows[1:], 2))), columns)
    assert found.unknown_headers[0] == "不能导入的原因"
    assert dict(found.accepted[0].values) == {"finding": "其他", "measure": "@SUM(A1)"}
