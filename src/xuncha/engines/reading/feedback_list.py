"""Findings in a table: whatever its headings are."""

from __future__ import annotations

import re

from xuncha.engines.reading.grids import Grid, is_blank, shown
from xuncha.engines.reading.header_rows import Header, find_header
from xuncha.engines.reading.headers import candidates
from xuncha.engines.reading.items import items_of
from xuncha.engines.reading.kinds_of_rows import RowReader
from xuncha.engines.reading.layout import layout_of
from xuncha.engines.reading.merges import Merges
from xuncha.engines.reading.records import Column, FedBackFinding, Field, LedgerRow
from xuncha.engines.reading.text import fold, squeeze

_NUMBER = re.compile(r"^(\d{1,3})[.、)]?$")
_SHORT = 10


def findings_in_book(grids: list[Grid]) -> tuple[list[FedBackFinding], list[str]]:
    """The findings of all sheets, and the lines around them (titles, notes)."""
    found: list[FedBackFinding] = []
    lines: list[str] = []
    plain: list[Grid] = []
    for grid in grids:
        merges = Merges(grid)
        header = find_header(grid, merges, findings_only=True)
        if header is None:
            plain.append(grid)
            continue
        lines += [_line(grid, row) for row in range(header.first)]
        found += _of_sheet(grid, merges, header)
    if not found:
        for grid in plain:
            found += _of_plain(grid)
    lines += [_line(grid, row) for grid in plain for row in range(min(len(grid.rows), 40))]
    return found, [line for line in lines if line]


def _of_sheet(grid: Grid, merges: Merges, header: Header) -> list[FedBackFinding]:
    columns = layout_of(grid, merges, header).fields()
    reader = RowReader(grid, merges, columns, header.parts)
    rows = [reader.read(index) for index in range(header.last + 1, len(grid.rows))]
    fields = frozenset(column.field for column in columns)
    return _of_items(items_of(grid.name, rows, fields), columns)


def _of_items(items: list[LedgerRow], columns: tuple[Column, ...]) -> list[FedBackFinding]:
    """One for each 反馈问题; where its parts carry numbers of their own, one for each part."""
    blocks: dict[int, list[LedgerRow]] = {}
    for item in items:
        blocks.setdefault(item.block_row, []).append(item)
    found = []
    for rows in blocks.values():
        parts = [one for one in rows if not one.cell(Field.NUMBER).shared]
        if (
            len(rows) > 1
            and len(parts) == len(rows)
            and all(one.text(Field.PROBLEM) for one in rows)
        ):
            found += [_finding(one, one.cell(Field.PROBLEM).shown) for one in rows]
        else:
            found.append(_finding(rows[0], rows[0].finding))
    return [one for one in found if one.text]


def _finding(row: LedgerRow, text: str) -> FedBackFinding:
    number = squeeze(fold(row.cell(Field.NUMBER).shown))
    told = _NUMBER.match(number)
    path = tuple(one for one in (row.band, row.cell(Field.CATEGORY).shown.strip()) if one)
    return FedBackFinding(
        told[1] if told else number, text.strip(), row.cell(Field.UNIT).shown.strip(), path
    )


def _of_plain(grid: Grid) -> list[FedBackFinding]:
    """A table without known headings: the column with the longest texts; numbers to its left."""
    lengths: dict[int, int] = {}
    for row in grid.rows:
        for index, value in enumerate(row):
            if isinstance(value, str) and len(value.strip()) >= _SHORT:
                lengths[index] = lengths.get(index, 0) + len(value)
    if not lengths:
        return []
    column = max(lengths, key=lambda one: lengths[one])
    found = []
    merges = Merges(grid)
    for index, row in enumerate(grid.rows):
        text = shown(grid.at(index, column)).strip()
        wide = merges.width_at(index, column) > 2 or sum(not is_blank(one) for one in row) == 1
        number = next(
            (m[1] for value in row[:column] if (m := _NUMBER.match(squeeze(fold(shown(value)))))),
            "",
        )
        if len(text) < _SHORT or (wide and not number and len(grid.rows[0]) > 1 and column > 0):
            continue
        if candidates((text,)) and index == 0:
            continue
        found.append(FedBackFinding(number, text))
    return found


def _line(grid: Grid, row: int) -> str:
    return "  ".join(shown(value).strip() for value in grid.rows[row] if not is_blank(value))
