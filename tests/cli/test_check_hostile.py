"""Workbooks as nobody should hand them in: an answer or one Chinese sentence, never a traceback."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from xuncha.cli import main
from xuncha.engines.checking.engine import MOST_WORDS, clipped
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Field

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


def _endless_numbers(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append(["1" * 5_000, "9" * 5_000, "8" * 32_000, "7" * 5_000, *["6" * 5_000 + "人"] * 4])
    sheet.append(ROW)


BOOKS = [
    _endless_numbers, _empty, _only_head, _no_head, _merged_over_head, _merged_over_all, _formulas,
    _errors, _every_day, _far_away, _long_and_odd,
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


def _check(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main(["check", str(path), "--json", *more]) == 0, capsys.readouterr().err
    (one,) = json.loads(capsys.readouterr().out)["ledgers"]
    return dict(one)


def test_signs_that_nobody_sees_hide_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Copied from a web page or a chat: marks of the way of writing, joints, soft hyphens, in the
    headings, the dates, the names of proofs and of files."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([f"\u200f{name[:1]}\u00ad{name[1:]}\u202c\u180e" for name in HEAD])
    done = ["已完成", "\u200e2024\u200e.6.1"]
    told = ["翻修屋顶300平方米", *done, "\u200f验收\u2060单\u200e.txt\u202c；现场\u200f照片.txt"]
    book.active.append([1, "文化中心屋顶漏雨", "翻修屋顶", "\u200e2024年5月1日\u200e", *told])
    path, proofs = tmp_path / "台账.xlsx", tmp_path / "佐证"
    book.save(path)
    proofs.mkdir()
    (proofs / "验收单.txt").write_text("屋顶翻修验收合格", "utf-8")
    (proofs / "\u200e现场照片\u202c.txt").write_text("照片说明", "utf-8")
    (read,) = read_ledger(path).sheets
    assert [one.field.value for one in read.columns] == HEAD
    assert read_ledger(path).doubts == ()
    one = _check(path, capsys, "--evidence", str(proofs))
    assert [(row["row"], [each["code"] for each in row["signals"]]) for row in one["items"]] == []


def test_a_quote_that_is_never_closed_swallows_no_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [",".join(HEAD), ",".join(map(str, ROW)), ",".join(map(str, ROW))]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join([*lines[:2], lines[2].replace("翻修", '"翻修'), lines[1]]), "utf-8")
    assert main(["check", str(path), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "“台账.csv”第3行有一个引号没有配对" in told.err
    closed = lines[2].replace("翻修屋顶", '"翻修屋顶\n换瓦"')
    path.write_text("\r\n".join([*lines[:2], closed, lines[1]]), "utf-8")
    assert _check(path, capsys)["rows"] == 3


def test_a_name_in_another_code_opens_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A memory stick from an old system names its files in GB18030."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEAD)
    book.active.append(ROW)
    plain = tmp_path / "a.xlsx"
    book.save(plain)
    odd = plain.rename(tmp_path / os.fsdecode("台账.xlsx".encode("gb18030")))
    assert _check(odd, capsys)["rows"] == 1


def test_a_full_disk_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"id": "1", "text": "翻修屋顶三百平方米", "group": "甲"}\n', "utf-8")
    out.write_text("旧的", "utf-8")
    monkeypatch.setattr(Path, "replace", full)
    assert main(["similar", str(path), "--out", str(out)]) == 2
    assert capsys.readouterr().err == "磁盘空间不足，没有写完；请腾出空间后再试。\n"
    assert out.read_text("utf-8") == "旧的"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]


def test_columns_may_be_numbered_in_any_signs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row below the heading that numbers the columns is no item."""
    for signs in ("①②③④⑤⑥⑦⑧", "12345678", "１２３４５６７８"):
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in (HEAD, list(signs), ROW):
            book.active.append(row)
        path = tmp_path / "台账.xlsx"
        book.save(path)
        assert _check(path, capsys)["rows"] == 1


def test_one_endless_cell_keeps_nobody_waiting(tmp_path: Path) -> None:
    """The beginning is read, with offsets as they stand; what is short is left as it is."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEAD)
    book.active.append(ROW)
    path = tmp_path / "台账.xlsx"
    book.save(path)
    short = read_ledger(path)
    assert clipped(short) is short
    book.active.append([2, "甲村、" * 10_000, "翻修", *ROW[3:]])
    book.save(path)
    first, last = clipped(read_ledger(path)).rows
    assert first == short.rows[0]
    assert last.text(Field.FINDING) == ("甲村、" * 10_000)[:MOST_WORDS]
    assert last.text(Field.MEASURE) == "翻修"


def test_a_formula_without_its_value_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written by a program that counts nothing: what stands there reads as empty."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEAD)
    book.active.append([*ROW[:7], "=A1&B1"])
    path = tmp_path / "台账.xlsx"
    book.save(path)
    assert main(["check", str(path), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["ledgers"][0]["rows"] == 1
    assert "“台账.xlsx”里有公式还没有算出值（第一处在 H2）" in told.err
    book.active["H2"] = "验收单.txt"
    book.save(path)
    assert main(["check", str(path), "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_a_proof_folder_that_is_shut_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every proof in it would seem to be missing."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEAD)
    book.active.append(ROW)
    path, shut = tmp_path / "台账.xlsx", tmp_path / "佐证" / "财务"
    book.save(path)
    shut.mkdir(parents=True)
    (shut / "单.txt").write_text("验收", "utf-8")
    (shut.parent / "环").symlink_to(shut.parent)
    told_of = _check(path, capsys, "--evidence", str(shut.parent))["items"]
    assert "R06" not in [each["code"] for row in told_of for each in row["signals"]]
    plain = os.scandir

    def scandir(where: Any) -> Any:
        if Path(where) == shut:
            raise PermissionError(errno.EACCES, "Permission denied", str(where))
        return plain(where)

    monkeypatch.setattr(os, "scandir", scandir)
    assert main(["check", str(path), "--evidence", str(shut.parent), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "佐证里的文件夹“财务”打不开，请检查它的权限后再试。\n"
