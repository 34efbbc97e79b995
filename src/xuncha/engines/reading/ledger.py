"""Rectification ledgers as units really lay them out, read into items."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from xuncha.engines.reading import heads
from xuncha.engines.reading.dates import read_date
from xuncha.engines.reading.doubts import doubts_of
from xuncha.engines.reading.grids import Grid, is_blank, read_grids, shown
from xuncha.engines.reading.header_rows import Header, header_at, looks_like_header
from xuncha.engines.reading.items import items_of
from xuncha.engines.reading.kinds_of_rows import BodyRow, RowKind, RowReader
from xuncha.engines.reading.layout import Layout, SheetLayout, layout_of, layouts_in
from xuncha.engines.reading.matching import laid_out
from xuncha.engines.reading.merges import Merges
from xuncha.engines.reading.money import unit_in_lines
from xuncha.engines.reading.records import Column, Field, Ledger, LedgerSheet, ReadError

_SUMS = frozenset({Field.AMOUNT, Field.RECOVERED})


def read_ledger(path: Path, *, layout: Layout | None = None) -> Ledger:
    """Read a ledger: .xlsx .xls .csv, in any of the layouts that offices use.

    ``layout`` tells the columns instead of guessing; headings are found again where rows moved.
    Raises ``ReadError`` with one Chinese sentence that names the file.
    """
    grids = read_grids(path)
    chosen = laid_out(grids, layout) if layout is not None else layouts_in(grids)
    if not chosen:
        raise ReadError(
            f"“{path.name}”里没有找到整改台账的表头（至少要有反馈问题和整改措施两列）。"
        )
    sheets = tuple(_sheet(grid, one) for grid, one in chosen if one.used)
    if not any(sheet.rows for sheet in sheets):
        raise ReadError(f"“{path.name}”里有表头，但没有整改事项。")
    return _ledger(path, tuple(sheet for sheet in sheets if sheet.rows), grids)


def _ledger(path: Path, sheets: tuple[LedgerSheet, ...], grids: list[Grid]) -> Ledger:
    lines = [text for sheet in sheets for _, text in (*sheet.above, *sheet.below)]
    lines += [column.header for sheet in sheets for column in sheet.columns]
    front = _front_lines(grids, {sheet.name for sheet in sheets})
    year = heads.year_told([*lines, *front, path.stem])
    fed_back = heads.feedback_told([*lines, *front], year)
    year = _year_of(sheets) or (fed_back.year if fed_back else year)
    ledger = Ledger(
        path, path.name, _unit(path, sheets, front), sheets, fed_back,
        heads.as_of_told([*lines, *front], year), year=year,
        uncounted=grids[0].uncounted,
    )  # fmt: skip
    return replace(ledger, doubts=doubts_of(ledger))


def _unit(path: Path, sheets: tuple[LedgerSheet, ...], front: list[str]) -> str:
    """The one unit of the ledger; "" where its sheets or rows are of several."""
    rows = {row.cell(Field.UNIT).shown.strip() for sheet in sheets for row in sheet.rows} - {""}
    units = rows or {sheet.unit for sheet in sheets} - {""}
    if len(units) == 1:
        return units.pop()
    told = heads.unit_told(front) or heads.unit_alone(front) or heads.unit_in_name(path.stem)
    return told if not rows else ""


def _year_of(sheets: tuple[LedgerSheet, ...]) -> int | None:
    years = Counter(
        read.on.year
        for sheet in sheets for row in sheet.rows for name in (Field.DUE, Field.DONE_ON)
        if not (cell := row.cell(name)).shared and (read := read_date(cell))
    )  # fmt: skip
    return years.most_common(1)[0][0] if years else None


def _sheet(grid: Grid, layout: SheetLayout) -> LedgerSheet:
    merges = Merges(grid)
    header = header_at(grid, merges, layout.header_first - 1, layout.header_last - 1)
    above = tuple(
        (index + 1, text) for index in range(header.first) if (text := _line(grid, index))
    )
    columns = _with_units(layout.fields(), [text for _, text in above])
    rows = _rows(grid, merges, header, columns)
    fields = frozenset(column.field for column in columns)
    items = tuple(items_of(grid.name, rows, fields))
    below = tuple((row.index + 1, row.text) for row in rows if row.kind == RowKind.FOOT)
    unit = heads.unit_told([*(text for _, text in above), *(text for _, text in below)])
    return LedgerSheet(
        grid.name, (layout.header_first, layout.header_last), columns, items, above,
        _foot(below, rows, items[-1].row if items else 0), unit or heads.unit_in_name(grid.name),
    )  # fmt: skip


def _rows(grid: Grid, merges: Merges, header: Header, columns: tuple[Column, ...]) -> list[BodyRow]:
    reader = RowReader(grid, merges, columns, header.parts)
    rows = []
    for index in range(header.last + 1, len(grid.rows)):
        row = reader.read(index)
        if row.kind == RowKind.BODY and _is_new_header(grid, merges, index):
            other = header_at(grid, merges, index, index)
            anew = layout_of(grid, merges, other).fields()
            reader = RowReader(grid, merges, anew, other.parts)
            row = BodyRow(index, RowKind.HEADER)
        rows.append(row)
    return rows


def _is_new_header(grid: Grid, merges: Merges, index: int) -> bool:
    """A second table in the same sheet, with its columns in another order."""
    filled = 0
    for value in grid.rows[index]:
        if is_blank(value):
            continue
        if not isinstance(value, str) or len(value) > 20:
            return False
        filled += 1
    if filled < 4:
        return False
    return looks_like_header(grid, merges, index)


def _foot(
    below: tuple[tuple[int, str], ...], rows: list[BodyRow], last: int
) -> tuple[tuple[int, str], ...]:
    """Totals and notes, and headings with no item below them: lines at the foot too."""
    late = tuple(
        (row.index + 1, row.text)
        for row in rows
        if row.kind == RowKind.BAND and row.index + 1 > last
    )
    return tuple(sorted((*below, *late)))


def _with_units(columns: tuple[Column, ...], above: list[str]) -> tuple[Column, ...]:
    """A unit of money told above the table (单位：万元) holds for columns that name none."""
    factor = unit_in_lines(above)
    if factor is None:
        return columns
    return tuple(
        replace(one, unit_factor=factor) if one.field in _SUMS and one.unit_factor is None else one
        for one in columns
    )


def _line(grid: Grid, index: int) -> str:
    return "  ".join(shown(value).strip() for value in grid.rows[index] if not is_blank(value))


def _front_lines(grids: list[Grid], ledgers: set[str]) -> list[str]:
    """Texts of a front sheet, where title, unit and dates often stand."""
    front = next((grid for grid in grids if grid.name not in ledgers and not grid.is_hidden), None)
    return (
        [text for index in range(min(len(front.rows), 40)) if (text := _line(front, index))]
        if front
        else []
    )
