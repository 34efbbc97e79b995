"""Workbooks as plain grids: sheet name, values by row and column, merged ranges.

What is opened here comes from strangers: sizes are looked at before anything is unfolded, and
whatever goes wrong ends in one Chinese sentence.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

import python_calamine as calamine

from xuncha.engines.reading import limits, sniff
from xuncha.engines.reading.records import Cell, ReadError
from xuncha.engines.reading.text import decode, squeeze

Value = object
Range = tuple[int, int, int, int]  # first row, first column, last row, last column; from 0
_NOT_BOOKS = {
    "empty": "是空文件", "locked": "设有打开密码，请去掉密码后再试",
    "exe": "是可执行程序，不是表格",
    "doc": "是 Word 文档，不是表格", "docx": "是 Word 文档，不是表格", "pdf": "是 PDF，不是表格",
    "jpeg": "是图片，不是表格", "png": "是图片，不是表格",
    "zip": "是压缩包或已损坏，不是可以读的表格",
    "html": "其实是网页，请用 Excel 或 WPS 打开后另存为 .xlsx 再试",
    "ods": "是 ODF 表格，请另存为 .xlsx 后再试", "xlsb": "是二进制工作簿，请另存为 .xlsx 后再试",
}  # fmt: skip
_BLANKS = "\u200b\ufeff \t\r\n\u3000\xa0"
_BOOKS = frozenset({"xlsx", "xls"})


@dataclass(slots=True)
class Grid:
    """One sheet. ``rows[i][j]`` is what calamine gives ("" for an empty cell)."""

    name: str
    rows: list[list[Value]]
    merges: list[Range]
    is_hidden: bool = False

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Value:
        """The value there, "" outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


def read_grids(path: Path) -> list[Grid]:
    """All sheets of an xlsx, xls or csv file. Raises ``ReadError`` with one sentence."""
    limits.check_size(path)
    kind = sniff.kind_of_file(path)
    if kind in _BOOKS:
        return _of_workbook(path, kind)
    if kind == "txt" and path.suffix.lower() in {".csv", ".tsv", ".txt", ".xls"}:
        return [_of_csv(path)]
    raise ReadError(
        f"“{path.name}”{_NOT_BOOKS.get(kind, '不是可以读的表格（要 .xlsx、.xls 或 .csv）')}。"
    )


def cell_of(value: Value, *, shared: bool = False) -> Cell:
    """A cell from calamine's value: text keeps every character, whole floats become integers."""
    if isinstance(value, str):
        return Cell(value, value, shared) if value else Cell()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return Cell("", int(value), shared)
    if isinstance(value, dt.time | dt.timedelta):
        return Cell("", str(value), shared)
    return Cell("", value, shared)


def shown(value: Value) -> str:
    """The value as a person reads it, for looking at headers and titles."""
    return value if isinstance(value, str) else cell_of(value).shown


def is_blank(value: Value) -> bool:
    """Whether a cell shows nothing."""
    if isinstance(value, str):
        return not value or not value.strip(_BLANKS)
    return value is None


def _of_workbook(path: Path, kind: str) -> list[Grid]:
    limits.check_workbook(path, kind)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            metadata = list(book.sheets_metadata)
            return [
                _of_sheet(book.get_sheet_by_name(one.name), one)
                for one in metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        raise ReadError(f"“{path.name}”设有打开密码，请去掉密码后再试。") from None
    except BaseException as error:
        # A panic inside the reader comes as a BaseException of its own.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | ReadError):
            raise
        raise ReadError(
            f"“{path.name}”已损坏，打不开，请用 Excel 或 WPS 重新保存后再试。"
        ) from None


def _of_sheet(sheet: calamine.CalamineSheet, about: calamine.SheetMetadata) -> Grid:
    rows: list[list[Value]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    merges = [
        (first[0], first[1], last[0], last[1])
        for first, last in sheet.merged_cell_ranges or []
        if first != last
    ]
    merges.sort()
    return Grid(about.name, rows, merges, about.visible != calamine.SheetVisibleEnum.Visible)


def _of_csv(path: Path) -> Grid:
    limits.check_text_size(path)
    text = decode(path.read_bytes(), path.name)
    sample = text[:4000]
    marks = {mark: sample.count(mark) for mark in ",\t;，"}
    mark = max(marks, key=lambda one: marks[one])
    if text.count(mark) + text.count("\n") > limits.MOST_CSV_CELLS:
        raise ReadError(f"“{path.name}”的单元格过多，不能读取。")
    csv.field_size_limit(limits.MOST_CSV_FIELD)
    try:
        rows: list[list[Value]] = [
            list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)
        ]
    except csv.Error:
        raise ReadError(f"“{path.name}”不是完整的 CSV 表格，请重新保存后再试。") from None
    if not any(squeeze(str(value)) for row in rows for value in row):
        raise ReadError(f"“{path.name}”是空表。")
    return Grid("", rows, [])
