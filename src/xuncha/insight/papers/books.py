"""A ledger that is filled in and brought back: an Excel workbook that holds people to its cells.

What the system knows is locked, what the unit tells is open, with lists, days and sums checked by
Excel itself. There is no password: the protection guards against slips, the import against the
rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

from xuncha.foundation.exchange.book import Book, OutKind, new_book, write_cell
from xuncha.foundation.exchange.cells import safe_text, width_of
from xuncha.foundation.exchange.workbooks import OutColumn, open_sheet

_A3 = 8
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.7, "bottom": 0.9}
_MAY = {
    "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
}  # fmt: skip
_LINE_PT, _HIGHEST_PT, _SEEN = 15, 400, 4000
_FIRST_DAY, _LAST_DAY = "=DATE(2000,1,1)", "=DATE(2099,12,31)"


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of a ledger: the field that fills it, and whether people fill it in; ``choices``
    are the words that may stand there, ``help`` is shown beside the cell."""

    field: str
    label: str
    width: int
    kind: OutKind = "text"
    is_open: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A ledger's columns, how many of them stay in sight, and what people read before they fill
    it in."""

    columns: tuple[Cells, ...]
    frozen: int
    guide: tuple[str, ...]


def filled_book(
    form: Form, *, title: str, notes: Sequence[str], lines: Sequence[Mapping[str, Any]], trace: str
) -> bytes:
    """The workbook: one row a line, ``trace`` at the foot of every printed page."""
    stream = BytesIO()
    with new_book(stream, title) as book:
        columns = [OutColumn(one.label, one.width, one.kind) for one in form.columns]
        sheet, start = open_sheet(book, title, columns, [*notes, trace])
        _rows(book, sheet, start, form, lines)
        if lines:
            _checks(sheet, form, start, start + len(lines) - 1)
        sheet.freeze_panes(start, form.frozen)
        sheet.autofilter(start - 1, 0, start - 1 + len(lines), len(columns) - 1)
        sheet.protect("", _MAY)
        _printing(sheet, trace)
        _guide(book, form)
    return stream.getvalue()


def _rows(
    book: Book, sheet: Any, start: int, form: Form, lines: Sequence[Mapping[str, Any]]
) -> None:
    opened = book.opened()
    for at, line in enumerate(lines, start=start):
        sheet.set_row(at, _height(form, line))
        for column, one in enumerate(form.columns):
            look = opened if one.is_open else book
            write_cell(look, sheet, (at, column), line[one.field], one.kind)


def _height(form: Form, line: Mapping[str, Any]) -> float:
    """High enough for its longest cell: not every program fits rows when it opens a file."""
    rows = max(
        sum(max(1, ceil(width_of(part) / (one.width - 1))) for part in _shown(line[one.field]))
        for one in form.columns
    )
    return min(_LINE_PT * rows + 4, _HIGHEST_PT)


def _shown(value: Any) -> list[str]:
    return str("" if value is None else value)[:_SEEN].splitlines() or [""]


def _checks(sheet: Any, form: Form, first: int, last: int) -> None:
    for at, one in enumerate(form.columns):
        rule = _rule(one) if one.is_open else None
        if rule is not None:
            sheet.data_validation(first, at, last, at, rule | _words(one))


def _rule(one: Cells) -> dict[str, Any] | None:
    if one.choices:
        return {"validate": "list", "source": list(one.choices),
                "error_message": "请从下拉列表里选一个。"}  # fmt: skip
    if one.kind == "date":
        return {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY,
                "maximum": _LAST_DAY, "error_message": "请填日期，例如 2026-3-18。"}  # fmt: skip
    if one.kind == "money":
        return {"validate": "decimal", "criteria": ">=", "value": 0,
                "error_message": "请填数字，单位是元，不写“元”字。"}  # fmt: skip
    return {"validate": "any"} if one.help else None


def _words(one: Cells) -> dict[str, str]:
    told = {"error_title": "填得不对", "error_type": "stop"}
    if one.help:
        told |= {"input_title": one.label, "input_message": one.help}
    return told


def _printing(sheet: Any, trace: str) -> None:
    sheet.set_paper(_A3)
    sheet.set_landscape()
    sheet.set_margins(**_MARGINS)
    words = trace.replace("&", "&&")[:200]
    sheet.set_footer(f'&L&"宋体"{words}&R&"宋体"第 &P 页，共 &N 页')
    sheet.center_horizontally()


def _guide(book: Book, form: Form) -> None:
    sheet = book.add_sheet("填写说明")
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, "填写说明", book.look("title"))
    for at, line in enumerate(form.guide, start=1):
        sheet.write_string(at, 0, safe_text(f"{at}．{line}"), book.look("text"))
    sheet.protect("", _MAY)
