"""Workbooks hold what they should as what it is, and nothing in them runs."""

from __future__ import annotations

import datetime as dt
import errno
import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from xuncha.foundation.exchange import workbooks
from xuncha.foundation.exchange.cells import CUT_MARK, LONGEST, defused, fit, sheet_name, undefused
from xuncha.foundation.exchange.exports import export_name, table_chunks
from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.kernel import clock
from xuncha.kernel.errors import Unavailable

COLUMNS = [
    OutColumn("问题", 40),
    OutColumn("项数", kind="number"),
    OutColumn("金额（元）", kind="money"),
    OutColumn("时限", kind="date"),
    OutColumn("登记时间", kind="datetime"),
    OutColumn("完成率", kind="percent"),
]
LIVE = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋A1", "－1+1", "  =1+1",
    "＠SUM(A1)", "\u3000=1+1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A0", "-加强管理",
]  # fmt: skip


def written(
    rows: Sequence[Sequence[object]], columns: Sequence[OutColumn] = COLUMNS, **more: Any
) -> io.BytesIO:
    out = io.BytesIO()
    write_table(out, title=more.pop("title", "整改台账"), columns=columns, rows=rows, **more)
    out.seek(0)
    return out


def rows_of(out: io.BytesIO) -> list[list[Any]]:
    """All values of the first sheet."""
    return CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()


def xml_of(out: io.BytesIO) -> str:
    with zipfile.ZipFile(out) as box:
        return "".join(box.read(name).decode() for name in box.namelist() if name.endswith(".xml"))


def test_round_trip() -> None:
    at = dt.datetime(2026, 3, 4, 18, 30, tzinfo=dt.UTC)
    row = ["资金拨付不及时", 12, Decimal("35000.50"), dt.date(2026, 3, 5), at, 0.875]
    out = written([row, [None] * 6], notes=["轮次：第二轮", "截至：2026-03-05"])
    rows = rows_of(out)
    assert [line[0] for line in rows[:3]] == ["整改台账", "轮次：第二轮", "截至：2026-03-05"]
    assert rows[3] == [one.label for one in COLUMNS]
    assert rows[4] == [
        "资金拨付不及时", 12.0, 35000.5, dt.date(2026, 3, 5), dt.datetime(2026, 3, 5, 2, 30), 0.875,
    ]  # fmt: skip
    assert len(rows) <= 6


def test_look(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written([["x", 1]], notes=["说明"])).active
    assert sheet is not None
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:F4"
    assert sheet.column_dimensions["A"].width == pytest.approx(40, abs=1)
    assert sheet.column_dimensions["C"].width > len("金额（元）") * 2
    assert sheet["D4"].value is None
    assert sheet["A3"].font.b


@pytest.mark.parametrize("words", LIVE)
def test_formulas_are_defused_everywhere(words: str) -> None:
    columns = [OutColumn(words), OutColumn("数", kind="number")]
    out = written([[words, words]], columns, title=words, notes=[words])
    xml = xml_of(out)
    assert "<f>" not in xml
    assert "<f " not in xml
    assert "<hyperlink " not in xml
    cells = [
        cell.value
        for row in openpyxl.load_workbook(out).worksheets[0].iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert cells.count("数") == 1
    assert len(cells) == 6
    assert all(str(cell).startswith("'") for cell in cells if cell != "数")


@pytest.mark.parametrize(
    "words", ["-3.5", "+86", "-12%", "正常", "3=3", "a@b.cn", "'引号", "—破折号", ""]
)
def test_harmless_words_stay_as_they_are(words: str) -> None:
    assert defused(words) == words


@pytest.mark.parametrize("words", LIVE)
def test_defusing_can_be_undone(words: str) -> None:
    assert undefused(defused(words)) == words
    assert undefused("'70年代") == "'70年代"


def test_addresses_are_no_links() -> None:
    out = written([["http://example.invalid/x"], ["mailto:a@b.cn"], ["internal:Sheet1!A1"]])
    with zipfile.ZipFile(out) as box:
        assert not [name for name in box.namelist() if "sheets/_rels" in name]


def test_control_characters_and_escapes() -> None:
    nasty = "a\x00b\x0bc\x1fd\ufffee\ud800f _x0041_ <&>\"' 𠮷 第一行\r\n第二行"
    rows = rows_of(written([[nasty]]))
    assert rows[2][0] == "abcdef _x0041_ <&>\"' 𠮷 第一行\n第二行"


@pytest.mark.parametrize("char", ["长", "𠮷"])
def test_long_cell_is_cut_with_a_mark(char: str) -> None:
    out = written([[char * 40000]])
    [value] = [row[0].value for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(3, 3)]
    assert str(value).endswith(CUT_MARK)
    assert len(str(value).encode("utf-16-le")) // 2 <= LONGEST
    assert fit("长" * LONGEST) == "长" * LONGEST


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (440102199001011234, "440102199001011234"),
        (Decimal("12345678901234567.89"), "12345678901234567.89"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (True, "是"),
        (False, "否"),
        (dt.date(1898, 5, 1), "1898-05-01"),
    ],
)
def test_what_excel_would_spoil_is_written_as_words(value: object, words: str) -> None:
    rows = rows_of(written([[value]]))
    assert rows[2][0] == words


def test_words_in_a_number_column_stay_words() -> None:
    rows = rows_of(written([["x", "0012"]]))
    assert rows[2][1] == "0012"


def test_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 12)
    out = written([[f"第{n}行", n] for n in range(25)])
    source = CalamineWorkbook.from_filelike(out)
    assert source.sheet_names == ["整改台账", "整改台账（2）", "整改台账（3）"]
    sheets = [source.get_sheet_by_name(name).to_python() for name in source.sheet_names]
    assert [len(rows) for rows in sheets] == [12, 12, 7]
    assert all(rows[1][0] == "问题" for rows in sheets)
    assert [row[1] for rows in sheets for row in rows[2:]] == [float(n) for n in range(25)]


def test_exactly_full_sheet_opens_no_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 12)
    assert CalamineWorkbook.from_filelike(written([["x"]] * 10)).sheet_names == ["整改台账"]


def test_empty_table_has_its_header() -> None:
    out = io.BytesIO()
    assert write_table(out, title="空", columns=COLUMNS, rows=[]) == 0
    out.seek(0)
    rows = rows_of(out)
    assert rows[-1][0] == "问题"


def test_memory_does_not_grow_with_rows() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        write_table(
            io.BytesIO(),
            title="大",
            columns=COLUMNS[:2],
            rows=([f"内容{n}", n] for n in range(count)),
        )
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    small, large = peak(1000), peak(8000)
    assert large < small + 1_000_000


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("第一轮[2026]:问题/整改?*\\", "第一轮 2026  问题 整改"),
        ("History", "历史"),
        ("'引号'", "引号"),
        ("", "表"),
        ("长" * 40, "长" * 31),
        ("𠮷" * 20, "𠮷" * 15),
    ],
)
def test_sheet_names(title: str, name: str) -> None:
    assert sheet_name(title) == name
    written([], title=title)


def test_sheet_names_do_not_repeat() -> None:
    assert sheet_name("Abc", ["aBC"]) == "Abc（2）"
    assert sheet_name("长" * 31, ["长" * 31]) == "长" * 28 + "（2）"


def test_full_disk() -> None:
    class Full(io.BytesIO):
        is_full = True

        def write(self, data: Any, /) -> int:
            if self.is_full:
                self.is_full = False
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    with pytest.raises(Unavailable, match="磁盘空间不足"):
        write_table(Full(), title="台账", columns=COLUMNS, rows=[["x"]])


def test_rows_that_fail_half_way_leave_nothing(home: Path) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["一"]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        table_chunks(title="台账", columns=COLUMNS, rows=rows())


def test_pieces_of_an_export() -> None:
    rows = [[f"{n}" * 50, n] for n in range(5000)]
    pieces = list(table_chunks(title="台账", columns=COLUMNS[:2], rows=rows))
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= 64 * 1024
    source = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(pieces)))
    assert len(source.get_sheet_by_index(0).to_python()) == 5002


def test_same_table_at_the_same_moment_is_the_same_file() -> None:
    with clock.at(dt.datetime(2026, 3, 4, 9, tzinfo=clock.CHINA)):
        assert written([["x"]]).getvalue() == written([["x"]]).getvalue()


def test_name_of_an_export() -> None:
    assert export_name("整改台账/第二轮", dt.date(2026, 3, 5)) == "第二轮_20260305.xlsx"
    assert len(export_name("长" * 300, dt.date(2026, 3, 5))) <= 200


def test_no_word_about_who_made_it() -> None:
    assert not re.search("xlsxwriter|python", xml_of(written([["x"]])), re.I)
