"""A workbook being written: the look of the house, and cells that are what they are."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import IO, Any, Literal

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError, XlsxWriterException

from xuncha.foundation.exchange.cells import safe_text, sheet_name
from xuncha.foundation.files import vault
from xuncha.kernel import clock
from xuncha.kernel.errors import Unavailable

OutKind = Literal["text", "number", "money", "percent", "date", "datetime"]

_EXACT = 10**15
_FIRST_DAY = dt.date(1900, 3, 1)  # before it, Excel's own calendar is off by a day
_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "number": {"num_format": "0"},
    "decimal": {"num_format": "General"},
    "money": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0.0%"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "datetime": {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
}
_CELL: dict[str, Any] = {
    "font_name": "宋体", "font_size": 11, "valign": "top", "border": 1, "border_color": "#BFBFBF",
}  # fmt: skip
_HEAD = _CELL | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#F2F2F2"}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_OPEN = {"locked": False, "bg_color": "#FFF9E5"}
_TITLE = {"font_name": "黑体", "font_size": 14}
_NOTE = {"font_name": "宋体", "font_size": 10, "font_color": "#595959"}


@dataclass(slots=True)
class Book:
    """A workbook being written, with the look of the house."""

    raw: xlsxwriter.Workbook
    formats: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    is_open: bool = False

    def look(self, name: str) -> Any:
        """A format by kind of cell, or ``head``, ``title``, ``note``."""
        if name not in self.formats:
            special = {"head": _HEAD, "title": _TITLE, "note": _NOTE}
            told = special.get(name) or _CELL | _FORMATS[name]
            self.formats[name] = self.raw.add_format(told | (_OPEN if self.is_open else {}))
        return self.formats[name]

    def opened(self) -> Book:
        """The same book, for cells that may be filled in where the sheet is protected."""
        return replace(self, formats={}, is_open=True)

    def add_sheet(self, title: str) -> Any:
        """A sheet under a clean name that no other sheet has."""
        name = sheet_name(title, self.names)
        self.names.append(name)
        sheet = self.raw.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet


@contextmanager
def new_book(stream: IO[bytes], title: str) -> Iterator[Book]:
    """A workbook that is whole in ``stream`` when the block ends; ``Unavailable``: disk full."""
    with vault.disk_errors(), TemporaryDirectory(prefix=vault.PLAIN, dir=vault.scratch()) as place:
        raw = xlsxwriter.Workbook(stream, _OPTIONS | {"tmpdir": place})
        made = clock.now().replace(tzinfo=None)
        raw.set_properties({"title": safe_text(title)[:200], "created": made})
        try:
            with _closed_rows(raw):
                yield Book(raw)
                raw.close()
        except FileCreateError as error:
            raise Unavailable(vault.FULL) from error
        except XlsxWriterException as error:
            raise Unavailable("表格没有生成：内容超出 Excel 的限度，请缩小范围。") from error


@contextmanager
def _closed_rows(raw: xlsxwriter.Workbook) -> Iterator[None]:
    """Close what a book that failed half way keeps open: the rows written so far."""
    try:
        yield
    finally:
        for sheet in raw.worksheets():
            rows = getattr(sheet, "row_data_fh", None)
            if rows is not None and not rows.closed:
                rows.close()


def write_row(
    book: Book, sheet: Any, row: int, values: Sequence[object], kinds: Sequence[OutKind]
) -> None:
    """Write values from the left; a value that does not fit its column's kind goes by its own."""
    for index, value in enumerate(values):
        kind = kinds[index] if index < len(kinds) else "text"
        write_cell(book, sheet, (row, index), value, kind)


def write_cell(
    book: Book, sheet: Any, at: tuple[int, int], value: object, kind: OutKind = "text"
) -> None:
    """Write one value as what it is: words, number, date; nothing is ever guessed from words."""
    row, col = at
    if value is None or value == "":
        sheet.write_blank(row, col, None, book.look(kind))
    elif isinstance(value, bool):
        sheet.write_string(row, col, "是" if value else "否", book.look("text"))
    elif isinstance(value, dt.date):
        _write_day(book, sheet, at, value)
    elif isinstance(value, int | float | Decimal) and _is_exact(value):
        sheet.write_number(row, col, float(value), book.look(_number_look(value, kind)))
    else:
        sheet.write_string(row, col, safe_text(str(value)), book.look("text"))


def _is_exact(value: int | float | Decimal) -> bool:
    return math.isfinite(value) and -_EXACT < value < _EXACT


def _number_look(value: int | float | Decimal, kind: OutKind) -> str:
    if kind in {"money", "percent"}:
        return kind
    return "number" if value == int(value) else "decimal"


def _write_day(book: Book, sheet: Any, at: tuple[int, int], value: dt.date) -> None:
    row, col = at
    is_moment = isinstance(value, dt.datetime)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        value = value.astimezone(clock.CHINA).replace(tzinfo=None)
    day = value.date() if isinstance(value, dt.datetime) else value
    if day < _FIRST_DAY:
        words = f"{value:%Y-%m-%d %H:%M}" if is_moment else value.isoformat()
        sheet.write_string(row, col, words, book.look("text"))
        return
    sheet.write_datetime(row, col, value, book.look("datetime" if is_moment else "date"))
