"""The rows that could not be taken, back as a workbook with the reason in the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from xuncha.foundation.exchange.book import Book, new_book, write_cell
from xuncha.foundation.exchange.cells import safe_text
from xuncha.kernel.errors import Invalid

REASON = "不能导入的原因"
_SHEET_TITLE = "不能导入的行"

Rows = list[list[object]]


def error_workbook(
    source_path: Path,
    errors: Mapping[tuple[str, int], Sequence[str]],
    stream: IO[bytes],
    headers: Mapping[str, Sequence[int]] | None = None,
) -> int:
    """Write the refused rows of ``source_path`` into ``stream``; gives their number.

    ``errors`` go by (sheet, Excel's row number); "" is the first sheet. ``headers`` tells the
    header rows of each sheet, else the first row with words counts as such. Values are copied,
    formulas never; what a merged block says is written into each of its rows, so that a row can
    be mended and handed in by itself. ``Invalid`` if the source can't be read (any more).
    """
    try:
        source = CalamineWorkbook.from_path(source_path)
    except (CalamineError, OSError):
        raise Invalid("原来的表格打不开，不能生成退回表。", field="file") from None
    written = 0
    with source, new_book(stream, _SHEET_TITLE) as book:
        for name in source.sheet_names:
            mine = _of_sheet(errors, name, source.sheet_names[0])
            if not mine:
                continue
            rows = _values(source.get_sheet_by_name(name))
            told = (headers or {}).get(name) or (headers or {}).get("")
            written += _write_sheet(book, name, rows, mine, told or _first_row(rows))
        if not book.names:
            book.add_sheet(_SHEET_TITLE)
    return written


def _of_sheet(
    errors: Mapping[tuple[str, int], Sequence[str]], name: str, first: str
) -> dict[int, list[str]]:
    mine: dict[int, list[str]] = {}
    for (sheet, row), words in errors.items():
        if (sheet or first) == name:
            mine.setdefault(row, []).extend(words)
    return mine


def _values(sheet: CalamineSheet) -> Rows:
    """All values with row 1 of Excel at index 0, blocks filled down and across."""
    rows: Rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in rows[top : bottom + 1]:
            for col in range(left, min(right + 1, len(row))):
                row[col] = rows[top][left]
    return rows


def _first_row(rows: Rows) -> list[int]:
    return next(([number] for number, row in enumerate(rows, 1) if any(c != "" for c in row)), [])


def _write_sheet(
    book: Book,
    name: str,
    rows: Rows,
    errors: Mapping[int, Sequence[str]],
    headers: Sequence[int],
) -> int:
    sheet = book.add_sheet(name)
    sheet.set_column(0, 0, 50)
    sheet.set_column(1, max(map(len, rows), default=1), 18)
    line = 0
    for number in headers:
        reason = REASON if number == headers[-1] else ""
        _write_line(book, sheet, line, [reason, *_row(rows, number)], is_head=True)
        line += 1
    sheet.freeze_panes(line, 1)
    for number, words in sorted(errors.items()):
        told = f"原第 {number} 行：" + "".join(words)
        _write_line(book, sheet, line, [told, *_row(rows, number)], is_head=False)
        line += 1
    return len(errors)


def _row(rows: Rows, number: int) -> list[object]:
    return rows[number - 1] if 0 < number <= len(rows) else []


def _write_line(
    book: Book, sheet: Any, line: int, values: Sequence[object], *, is_head: bool
) -> None:
    for col, value in enumerate(values):
        if is_head:
            sheet.write_string(line, col, safe_text(str(value)), book.look("head"))
        else:
            write_cell(book, sheet, (line, col), value)
