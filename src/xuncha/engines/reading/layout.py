"""How a ledger is laid out: sheets, header rows, columns; guessed, shown, edited, remembered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from xuncha.engines.reading.columns import settle
from xuncha.engines.reading.grids import Grid, read_grids, shown
from xuncha.engines.reading.header_rows import Header, find_header
from xuncha.engines.reading.headers import candidates, key_of, unit_factor
from xuncha.engines.reading.merges import Merges
from xuncha.engines.reading.records import Column, Field, ReadError
from xuncha.engines.reading.retold import in_order_of_time, told_again

_SAMPLES = 3
_SAMPLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column: its heading, the field it holds (None: not used), how sure,
    and a few values to recognise it by. ``also`` is a second field in the same cells."""

    index: int
    header: str
    field: Field | None
    confidence: float
    also: Field | None = None
    unit_factor: Decimal | None = None
    samples: tuple[str, ...] = ()
    again: Field | None = None
    """A field that another column tells too: of another quarter, or before it was changed."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Rows are Excel's numbers. ``used`` False leaves the sheet out."""

    name: str
    header_first: int
    header_last: int
    columns: tuple[ColumnGuess, ...]
    used: bool = True
    confidence: float = 0.0

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that no field was found for."""
        return tuple(
            one.header for one in self.columns
            if one.field is None and one.again is None and one.header
        )  # fmt: skip

    @property
    def signature(self) -> str:
        return signature(one.header for one in self.columns)

    def fields(self) -> tuple[Column, ...]:
        """The columns in use, as a ledger's sheet tells them."""
        found = []
        for one in self.columns:
            for name in (one.field, one.also, one.again):
                if name is not None:
                    found.append(Column(name, one.index, one.header, one.unit_factor))
        return in_order_of_time(found)


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a file: one entry a ledger sheet."""

    sheets: tuple[SheetLayout, ...]

    @property
    def signature(self) -> str:
        """A stable key for files with these headings, whatever their order of rows and sheets."""
        return signature(sorted({one.signature for one in self.sheets}))

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; ``from_dict`` reads it back."""
        return {
            "version": 1,
            "signature": self.signature,
            "sheets": [_sheet_to_dict(one) for one in self.sheets],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Layout:
        """Back from ``to_dict``. ``ReadError`` with one sentence where the data are no layout."""
        try:
            return cls(tuple(_sheet_from_dict(one) for one in data["sheets"]))
        except (KeyError, TypeError, ValueError, ArithmeticError):
            raise ReadError("列对应的设置不完整，请重新选择各列。") from None

    def with_field(self, sheet: str, index: int, field: Field | None) -> Layout:
        """The same layout with one column told by hand; the field leaves the column it had."""
        return replace(
            self,
            sheets=tuple(
                _with_field(one, index, field) if one.name == sheet else one for one in self.sheets
            ),
        )


def signature(headers: Iterable[str]) -> str:
    """A stable key of headings: 16 hexadecimal digits, the same for other brackets and blanks."""
    keys = "\n".join(key_of(header) or re.sub(r"\s", "", header) for header in headers)
    return hashlib.sha256(keys.encode()).hexdigest()[:16]


def guess_layout(path: Path) -> Layout:
    """The layout found in a file. ``ReadError`` with one sentence where it can't be read or holds
    no ledger."""
    found = layouts_in(read_grids(path))
    if not found:
        raise ReadError(
            f"“{path.name}”里没有找到整改台账的表头（至少要有反馈问题和整改措施两列）。"
        )
    return Layout(tuple(one for _, one in found))


def layouts_in(grids: list[Grid]) -> list[tuple[Grid, SheetLayout]]:
    """Each ledger sheet with its layout. Hidden sheets count only where no other is a ledger."""
    found = []
    for grid in grids:
        merges = Merges(grid)
        header = find_header(grid, merges)
        if header is not None:
            found.append((grid, layout_of(grid, merges, header)))
    seen = [(grid, one) for grid, one in found if not grid.is_hidden]
    return seen or found


def layout_of(grid: Grid, merges: Merges, header: Header) -> SheetLayout:
    """Columns to fields under one header, by the headings and, where those leave it open, cells."""
    width = len(header.parts)
    options = [candidates(part) for part in header.parts]
    below = _values_below(grid, merges, header)
    chosen = settle(options, below)
    first_told = {told.field: header.text(index) for index, told in chosen.items()}
    columns = []
    for index in range(width):
        part, told = header.parts[index], chosen.get(index)
        if not part and not any(below[index]):
            continue
        field = told.field if told else None
        columns.append(
            ColumnGuess(
                index, header.text(index), field, told.confidence if told else 0.0,
                told.also if told else None,
                unit_factor(*reversed(part)) if field in {Field.AMOUNT, Field.RECOVERED} else None,
                tuple(value[:_SAMPLE_LENGTH] for value in below[index] if value)[:_SAMPLES],
                None if field else told_again(header.text(index), options[index], first_told),
            )
        )  # fmt: skip
    sure = [one.confidence for one in columns if one.field]
    known = len(sure) / max(1, sum(1 for one in columns if one.header))
    confidence = round(sum(sure) / max(1, len(sure)) * (0.5 + 0.5 * known), 2)
    return SheetLayout(
        grid.name,
        header.first + 1,
        header.last + 1,
        tuple(columns),
        confidence=min(1.0, confidence),
    )


def _values_below(grid: Grid, merges: Merges, header: Header, most: int = 60) -> list[list[str]]:
    rows = range(header.last + 1, min(len(grid.rows), header.last + 1 + most))
    return [
        [shown(grid.at(row, column)).strip() for row in rows] for column in range(len(header.parts))
    ]


def _with_field(sheet: SheetLayout, index: int, field: Field | None) -> SheetLayout:
    columns = []
    for one in sheet.columns:
        if one.index == index:
            factor = unit_factor(one.header) if field in {Field.AMOUNT, Field.RECOVERED} else None
            one = replace(
                one, field=field, also=None, again=None, confidence=1.0, unit_factor=factor
            )  # fmt: skip
        elif field is not None and field in {one.field, one.also}:
            one = replace(
                one,
                field=one.field if one.field != field else None,
                also=None,
                confidence=one.confidence if one.field != field else 0.0,
            )
        columns.append(one)
    return replace(sheet, columns=tuple(columns))


def _sheet_to_dict(sheet: SheetLayout) -> dict[str, Any]:
    return {
        "name": sheet.name, "used": sheet.used, "confidence": sheet.confidence,
        "header_first": sheet.header_first, "header_last": sheet.header_last,
        "unknown": list(sheet.unknown),
        "columns": [
            {
                "index": one.index, "header": one.header, "confidence": one.confidence,
                "field": one.field.value if one.field else None,
                "also": one.also.value if one.also else None,
                "again": one.again.value if one.again else None,
                "unit_factor": str(one.unit_factor) if one.unit_factor is not None else None,
                "samples": list(one.samples),
            }
            for one in sheet.columns
        ],
    }  # fmt: skip


def _sheet_from_dict(data: Mapping[str, Any]) -> SheetLayout:
    columns = []
    for one in data["columns"]:
        factor = one.get("unit_factor")
        columns.append(
            ColumnGuess(
                int(one["index"]), str(one["header"]),
                Field(one["field"]) if one["field"] else None,
                float(one.get("confidence", 1.0)), Field(one["also"]) if one.get("also") else None,
                Decimal(str(factor)) if factor else None, tuple(map(str, one.get("samples", ()))),
                Field(one["again"]) if one.get("again") else None,
            )
        )  # fmt: skip
    first, last = int(data["header_first"]), int(data["header_last"])
    if not 1 <= first <= last or any(one.index < 0 for one in columns):
        raise ValueError(first)
    return SheetLayout(
        str(data["name"]), first, last, tuple(columns), bool(data.get("used", True)),
        float(data.get("confidence", 1.0)),
    )  # fmt: skip
