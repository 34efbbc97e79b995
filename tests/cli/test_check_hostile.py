"""Workbooks as nobody should hand them in: an answer or one Chinese sentence, never a traceback."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from xuncha.cli import main

HEAD = ["序号", "反馈问题", "整改措施", "整改时限", "整改进展", "整改状态", "完成时间", "佐证材料"]
ROW = [
    1,
    "文化中心屋顶漏雨",
    "翻修屋顶",
    "2024年6月30日",
    "召开会议3次",
    "已完成",
    "2024.6.1",
    "单.txt",
]
DAYS = [
    "2024年6月30日", "2024-6-30", "2024/06/30", "2024.6.30", "20240630", "２０２４年６月３０日",
    "二〇二四年六月三十日", "2024年6月底前", "6月30日", "2024年第二季度末", "45473", "六月三十日前",
    "2024-13-45", "长期",
]  # fmt: skip


def _empty(sheet: Worksheet) -> None:
    """Nothing at all."""


def _only_head(sheet: Worksheet) -> None:
    sheet.append(HEAD)


def _no_head(sheet: Worksheet) -> None:
    for at in range(3):
        sheet.append([at, "甲", "乙"])


def _merged_over_head(sheet: Worksheet) -> None:
    sheet.append(["整改台账"])
    sheet.append(HEAD)
    sheet.append(ROW)
    sheet.merge_cells("A1:H2")


def _merged_over_all(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append(ROW)
    sheet.merge_cells("A2:H400")


def _formulas(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append(
        [1, '=CONCATENATE("屋顶","漏雨")', "=B2", "=TODAY()", "=1/0", "已完成", "=NOW()", "=A1"]
    )
    sheet.append(ROW)


def _errors(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append([1, "屋顶漏雨", "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!"])
    sheet.append(ROW)


def _every_day(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    for at, day in enumerate(DAYS):
        sheet.append([at, f"路灯{at}处不亮", "换灯", day, "换灯3盏", "未完成", day, ""])


def _far_away(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append(ROW)
    sheet.cell(60_000, 300, "远处")


def _long_and_odd(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append(
        [1, "漏" * 20_000, "\u200b", dt.time(3), "一是" * 9_000, "İ😀", True, "；" * 3_000]
    )
    sheet.append(
        [-1.5, "= 不是公式", "'", 1e300, "、" * 5_000, "√", dt.datetime(1900, 1, 1), "《" * 999]
    )


BOOKS = [
    _empty, _only_head, _no_head, _merged_over_head, _merged_over_all, _formulas, _errors,
    _every_day, _far_away, _long_and_odd,
]  # fmt: skip


@pytest.mark.parametrize("fill", BOOKS, ids=lambda one: one.__name__.strip("_"))
def test_an_answer_or_one_sentence(
    fill: Callable[[Worksheet], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    fill(book.active)
    path = tmp_path / "台账.xlsx"
    book.save(path)
    _judge(path, capsys)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("台账.xlsx", ",".join(HEAD).encode("gb18030")),
        ("台账.csv", b""),
        ("台账.xlsx", b"PK\x03\x04" + b"\0" * 400),
        ("台账.csv", ("\r\n".join([",".join(HEAD), ",".join(map(str, ROW))])).encode("gb18030")),
        ("台账.csv", b"\xff\xfe" + ",".join(HEAD).encode("utf-16-le")),
        ("台账.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000),
    ],
)
def test_files_that_are_something_else(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    _judge(path, capsys)


def _judge(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", str(path), "--json"])
    told = capsys.readouterr()
    if status == 0:
        (one,) = json.loads(told.out)["ledgers"]
        assert one["file"] == path.name
        assert "Traceback" not in told.err
        return
    assert (status, told.out) == (2, "")
    (line,) = told.err.strip().splitlines()
    assert path.name in line
    assert re.search(r"[\u4e00-\u9fff]", line)
    assert line.endswith("。")
