"""From a table to a dry run: what would be taken, what not and why. Pure: nothing is written.

The reader hands over headers and rows with the row numbers that Excel shows; the import hands over
its columns. What comes back is all that the page with the dry run shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.foundation.exchange.columns import Column, Doubtful, Parser, Problem, is_blank, tight
from xuncha.foundation.exchange.columns import match as match_headers

Place = tuple[int, str]
"""Excel's row number and the column's label; "" for the row as a whole."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as read: headers from left to right, rows as (Excel's row number, values)."""

    headers: Sequence[str]
    rows: Iterable[tuple[int, Sequence[object]]]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row that can be taken: parsed values by column key, None where the cell is blank or the
    table has no such column."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a row that can be taken but that a person should look at."""

    row: int
    column: str
    sentence: str


@dataclass(slots=True)
class DryRun:
    """What an import would do. ``errors`` by place; ``mapping``: column key → header, as used."""

    sheet: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    accepted: list[AcceptedRow] = field(default_factory=list)
    errors: dict[Place, list[str]] = field(default_factory=dict)
    unknown_headers: list[str] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether everything can be taken as it stands."""
        return not self.errors and not self.missing_columns

    def refuse(self, row: int, column: str, sentence: str) -> None:
        """Add what the import itself finds (unknown unit, double row): the row is not taken."""
        self.errors.setdefault((row, column), []).append(sentence)
        self.accepted = [one for one in self.accepted if one.row != row]

    def sentences(self) -> list[str]:
        """Every error with its place, in the order of the sheet: what the page lists."""
        lines = [f"表里没有“{label}”这一列。" for label in self.missing_columns]
        for (row, column), found in sorted(self.errors.items()):
            place = f"第 {row} 行“{column}”：" if column else f"第 {row} 行："
            lines += [place + one for one in found]
        return lines

    def refused_rows(self) -> dict[tuple[str, int], list[str]]:
        """Sentences by (sheet, row), as ``workbooks.error_workbook`` wants them."""
        rows: dict[tuple[str, int], list[str]] = {}
        for (row, column), found in sorted(self.errors.items()):
            place = f"“{column}”：" if column else ""
            rows.setdefault((self.sheet, row), []).extend(place + one for one in found)
        return rows


def dry_run(
    table: Table, columns: Sequence[Column], mapping: Mapping[str, str] | None = None
) -> DryRun:
    """Read a table with an import's columns; nothing is written.

    ``mapping`` (column key → header) is what a person settled or an earlier import remembered;
    parts that name no header of this table are left aside, and names decide. A row all of whose
    cells are blank is passed over. With a required column missing, no row is accepted.
    """
    result = DryRun(sheet=table.sheet, mapping=settle_mapping(table.headers, columns, mapping))
    result.unknown_headers = _left_over(table.headers, result.mapping)
    result.missing_columns = [
        one.label for one in columns if one.required and one.key not in result.mapping
    ]
    readers = _readers(table.headers, columns, result.mapping)
    for row, cells in table.rows:
        if not all(is_blank(cell) for cell in cells):
            _read_row(result, row, cells, readers)
    if result.missing_columns:
        result.accepted = []
    return result


def settle_mapping(
    headers: Sequence[str], columns: Sequence[Column], wished: Mapping[str, str] | None
) -> dict[str, str]:
    """Column key → header: the wishes that fit this table first, names for the rest."""
    keys = {one.key for one in columns}
    there = {tight(one): one for one in reversed(headers) if not is_blank(one)}
    settled: dict[str, str] = {}
    for key, wish in (wished or {}).items():
        header = there.get(tight(wish))
        if key in keys and header is not None and header not in settled.values():
            settled[key] = header
    free_headers = [one for one in headers if one not in settled.values()]
    free_columns = [one for one in columns if one.key not in settled]
    return settled | match_headers(free_headers, free_columns)


def _left_over(headers: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Headers that no column takes, also the second of two that read the same."""
    used = set(mapping.values())
    left = []
    for header in headers:
        if header in used:
            used.discard(header)
        elif not is_blank(header):
            left.append(header)
    return left


def signature_of(headers: Iterable[str]) -> str:
    """What stands for a row of headers, whatever its blanks and widths, as 64 digits."""
    text = "\x1f".join(tight(one) for one in headers if not is_blank(one))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Reader:
    column: Column
    index: int
    parse: Parser


def _readers(
    headers: Sequence[str], columns: Sequence[Column], mapping: Mapping[str, str]
) -> list[_Reader]:
    readers = []
    for column in columns:
        header = mapping.get(column.key)
        index = headers.index(header) if header is not None else -1
        readers.append(_Reader(column, index, column.parser_under(header or "")))
    return readers


def _read_row(
    result: DryRun, row: int, cells: Sequence[object], readers: Sequence[_Reader]
) -> None:
    values: dict[str, Any] = {}
    is_good = True
    for reader in readers:
        cell = cells[reader.index] if 0 <= reader.index < len(cells) else None
        try:
            values[reader.column.key] = _read_cell(result, row, cell, reader)
        except Problem as problem:
            result.errors.setdefault((row, reader.column.label), []).append(problem.sentence)
            is_good = False
    if is_good:
        result.accepted.append(AcceptedRow(row, values))


def _read_cell(result: DryRun, row: int, cell: object, reader: _Reader) -> Any:
    if is_blank(cell):
        if reader.column.required and reader.index >= 0:
            raise Problem("不能空着。")
        return None
    value = reader.parse(cell)
    if isinstance(value, Doubtful):
        result.doubts.append(Doubt(row, reader.column.label, value.sentence))
        return value.value
    return value
