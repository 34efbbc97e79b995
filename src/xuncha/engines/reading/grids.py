"""Workbooks as plain grids: sheet name, values by row and column, merged ranges.

What is opened here comes from strangers: sizes are looked at before anything is unfolded, and
whatever goes wrong ends in one Chinese sentence.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuncha.engines.reading import book_child, limits, sniff
from xuncha.engines.reading.records import Cell, ReadError
from xuncha.engines.reading.text import MARKS, decode, squeeze
from xuncha.engines.reading.word_tables import word_tables

Value = object
Range = tuple[int, int, int, int]  # first row, first column, last row, last column; from 0
_NOT_BOOKS = {
    "empty": "是空文件", "locked": "设有打开密码，请去掉密码后再试",
    "exe": "是可执行程序，不是表格",
    "doc": "是旧版 Word 文档，请另存为 .docx 或 .xlsx 后再试", "pdf": "是 PDF，不是表格",
    "jpeg": "是图片，不是表格", "png": "是图片，不是表格",
    "zip": "是压缩包或已损坏，不是可以读的表格",
    "html": "其实是网页，请用 Excel 或 WPS 打开后另存为 .xlsx 再试",
    "ods": "是 ODF 表格，请另存为 .xlsx 后再试", "xlsb": "是二进制工作簿，请另存为 .xlsx 后再试",
}  # fmt: skip
_BLANKS = f"{MARKS} \t\r\n\u3000\xa0"
_LOCKED = "“{}”设有打开密码，请去掉密码后再试。"
_TOO_MUCH = (
    "“{}”已损坏，或者工作表过大（有内容的单元格在很远的行列），打不开，"
    "请删去多余的行列、重新保存后再试。"
)
_DAMAGED = "“{}”已损坏，打不开，请用 Excel 或 WPS 重新保存后再试。"
_END = "\x1e"
"""A line of its own behind a CSV: within an open quote it is none."""
_BOOKS = frozenset({"xlsx", "xls"})


@dataclass(slots=True)
class Grid:
    """One sheet. ``rows[i][j]`` is what calamine gives ("" for an empty cell)."""

    name: str
    rows: list[list[Value]]
    merges: list[Range]
    is_hidden: bool = False
    uncounted: str = ""
    """Of the first sheet: where the workbook's first formula without a value stands."""

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Value:
        """The value there, "" outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


def read_grids(path: Path) -> list[Grid]:
    """All sheets of an xlsx, xls or csv file, or all tables of a docx. Raises ``ReadError`` with
    one sentence."""
    limits.check_size(path)
    kind = sniff.kind_of_file(path)
    if kind in _BOOKS:
        return _of_workbook(path, kind)
    if kind == "docx":
        return _of_word(path)
    if kind == "txt" and path.suffix.lower() in {".csv", ".tsv", ".txt", ".xls"}:
        return [_of_csv(path)]
    raise ReadError(
        f"“{path.name}”{_NOT_BOOKS.get(kind, '不是可以读的表格（要 .xlsx、.xls 或 .csv）')}。"
    )


def _of_word(path: Path) -> list[Grid]:
    """Each table as a sheet."""
    tables = word_tables(path)
    if not tables:
        raise ReadError(f"“{path.name}”里没有表格。")
    return [
        Grid(f"表格{number}", [list(row) for row in one.rows], one.merges)
        for number, one in enumerate(tables, start=1)
    ]


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
    """In a process of its own: a doctored workbook can abort the one that reads it."""
    uncounted = limits.check_workbook(path, kind)
    told = _told_by_child(path)
    if told is None:
        raise ReadError(_DAMAGED.format(path.name))
    return [
        Grid(
            one["name"],
            _with_dates(one["rows"]) if one["dated"] else one["rows"],
            sorted(tuple(area) for area in one["merges"] if area[:2] != area[2:]),
            one["hidden"],
            "" if at else uncounted,
        )
        for at, one in enumerate(told)
    ]


def _told_by_child(path: Path) -> list[dict[str, Any]] | None:
    """What the child process read; None where it failed, ended badly or took too long."""
    script = Path(__file__).with_name("book_child.py")
    command = [sys.executable, "-I", str(script)]
    try:
        with path.open("rb") as book:  # handed over open: its name may be in any code
            done = subprocess.run(
                command, stdin=book, capture_output=True, timeout=book_child.MOST_SECONDS,
                check=False,
            )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode == book_child.LOCKED:
        raise ReadError(_LOCKED.format(path.name))
    if done.returncode == book_child.TOO_MUCH or done.returncode < 0:
        raise ReadError(_TOO_MUCH.format(path.name))
    if done.returncode != 0:
        return None
    try:
        told: list[dict[str, Any]] = json.loads(done.stdout.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return told


def _with_dates(rows: list[list[Value]]) -> list[list[Value]]:
    for row in rows:
        for index, value in enumerate(row):
            if type(value) is dict:
                row[index] = _dated(value)
    return rows


def _dated(value: object) -> Value:
    if isinstance(value, dict):
        if "moment" in value:
            return dt.datetime.fromisoformat(value["moment"])
        return dt.date.fromisoformat(value["day"])
    return value


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
        rows, last = _lines_of(text, mark)
    except csv.Error:
        raise ReadError(f"“{path.name}”不是完整的 CSV 表格，请重新保存后再试。") from None
    if last:
        raise ReadError(
            f"“{path.name}”第{last}行有一个引号没有配对，后面的行都读成了一格，"
            "请补上或者删去这个引号、重新保存后再试。"
        )
    if not any(squeeze(str(value)) for row in rows for value in row):
        raise ReadError(f"“{path.name}”是空表。")
    return Grid("", rows, [])


def _lines_of(text: str, mark: str) -> tuple[list[list[Value]], int]:
    """The rows, and the number of the line whose quote is never closed (0: none)."""
    reader = csv.reader(io.StringIO(f"{text}\n{_END}"), delimiter=mark)
    rows: list[list[Value]] = []
    begun = last = 0
    for row in reader:
        rows.append(list(row))
        last, begun = begun + 1, reader.line_num
    if rows[-1] == [_END]:
        return rows[:-1], 0
    return rows, last
