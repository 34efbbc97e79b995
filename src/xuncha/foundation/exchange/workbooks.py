"""Workbooks out: any number of rows in constant memory, every value inert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from xuncha.foundation.exchange.book import Book, OutKind, new_book, write_row
from xuncha.foundation.exchange.cells import safe_text, width_of
from xuncha.foundation.exchange.refusals import error_workbook

__all__ = ["MOST_ROWS", "OutColumn", "error_workbook", "open_sheet", "write_table"]

MOST_ROWS = 1_048_576
_WIDTHS: dict[OutKind, int] = {
    "text": 16, "number": 10, "money": 16, "percent": 10, "date": 12, "datetime": 18,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutColumn:
    """One column of a table that goes out; ``width`` in half-width characters, 0: by label."""

    label: str
    width: int = 0
    kind: OutKind = "text"

    @property
    def real_width(self) -> int:
        return min(self.width or max(_WIDTHS[self.kind], width_of(self.label) + 4), 120)


def write_table(
    stream: IO[bytes],
    *,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]],
    notes: Sequence[str] = (),
) -> int:
    """Write one table and give its number of rows. ``stream`` is binary and can be sought in.

    Title and notes (what was filtered, as of when) stand above the header, which is frozen and
    filtered; more rows than a sheet holds go on in further sheets with the same header. Words that
    look like formulas are defused, links and formulas never written, control characters dropped,
    cells over 32,767 characters cut with a mark; dates are real dates, in China's time.
    """
    with new_book(stream, title) as book:
        total, left = 0, iter(rows)
        first: Sequence[object] | None = next(left, None)
        while True:
            sheet, start = open_sheet(book, title, columns, notes)
            room = MOST_ROWS - start
            count = 0
            while first is not None and count < room:
                write_row(book, sheet, start + count, first, [one.kind for one in columns])
                count += 1
                first = next(left, None)
            sheet.autofilter(start - 1, 0, start - 1 + count, max(len(columns) - 1, 0))
            total += count
            if first is None:
                return total


def open_sheet(
    book: Book, title: str, columns: Sequence[OutColumn], notes: Sequence[str], *, name: str = ""
) -> tuple[Any, int]:
    """A new sheet down to its header; gives it and the index of the first row below. ``name`` is
    the sheet's own where a book has several tables."""
    sheet = book.add_sheet(name or title)
    for index, one in enumerate(columns):
        sheet.set_column(index, index, one.real_width)
    sheet.write_string(0, 0, safe_text(title), book.look("title"))
    for line, note in enumerate(notes, start=1):
        sheet.write_string(line, 0, safe_text(note), book.look("note"))
    head = 1 + len(notes)
    for index, one in enumerate(columns):
        sheet.write_string(head, index, safe_text(one.label), book.look("head"))
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    return sheet, head + 1
