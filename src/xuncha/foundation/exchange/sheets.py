"""Sheets as people lay them out → tables with headers: titles above, headings over two rows, merged
cells, bands, totals, repeated headings, several sheets. Pure but for reading the file.

An import tells its columns; the header is where most of them are found. What is passed over is
told, never dropped silently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xuncha.engines.reading.grids import Grid, is_blank, read_grids, shown
from xuncha.engines.reading.merges import Merges
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.exchange.columns import Column, bare, match
from xuncha.foundation.exchange.importing import Table, settle_mapping, signature_of
from xuncha.kernel.errors import Invalid

SEARCHED = 40
"""Rows looked through for the header."""
MOST_ROWS = 20_000
_ENOUGH = 2
_LONGEST = 30
_SUMS = re.compile(r"^(合\s*计|总\s*计|小\s*计|共计)")


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Where a sheet's header stands (Excel's row numbers, both within) and which heading is what
    (column key → header). ``used`` False leaves the sheet out."""

    name: str
    first: int
    last: int
    mapping: Mapping[str, str] = field(default_factory=dict)
    used: bool = True

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name, "first": self.first, "last": self.last,
            "mapping": dict(self.mapping), "used": self.used,
        }  # fmt: skip

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> SheetLayout:
        """Back from ``as_json``; ``Invalid`` where that is no layout."""
        try:
            mapping = {str(key): str(value) for key, value in told["mapping"].items()}
            return cls(
                str(told["name"]), int(told["first"]), int(told["last"]), mapping,
                bool(told["used"]),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Invalid("列对应的设置不完整，请重新选择各列。") from None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet read under its layout. ``passed`` tells the rows that hold no record (row, words)."""

    layout: SheetLayout
    table: Table
    passed: tuple[tuple[int, str], ...] = ()

    @property
    def signature(self) -> str:
        """The same for the same row of headings: what a remembered mapping goes by."""
        return signature_of(self.table.headers)


def open_grids(path: Path, name: str) -> list[Grid]:
    """The visible sheets of a workbook or CSV. ``Invalid`` on ``file``, naming it as people do."""
    try:
        grids = read_grids(path)
    except ReadError as problem:
        words = str(problem).replace(path.name, name).replace(str(path), name)
        raise Invalid(words, field="file") from None
    return [one for one in grids if not one.is_hidden and one.rows]


def guess_sheets(grids: Sequence[Grid], columns: Sequence[Column]) -> list[SheetLayout]:
    """A layout for each sheet in which a header is found. A sheet that has not every required
    column is left out where another one has them."""
    found = [one for one in (_guess(grid, columns) for grid in grids) if one is not None]
    required = {one.key for one in columns if one.required}
    whole = [one for one in found if required <= one.mapping.keys()]
    return whole or found


def _guess(grid: Grid, columns: Sequence[Column]) -> SheetLayout | None:
    merges = Merges(grid)
    best: tuple[int, int, int] | None = None  # columns found, less rows, first row from 0
    for row in range(min(len(grid.rows), SEARCHED)):
        for last in (row, row + 1):
            if last >= len(grid.rows) or not _is_short(grid, last):
                continue
            count = len(match(_headers(grid, merges, row, last), columns))
            if count >= _ENOUGH and (best is None or (count, row - last) > best[:2]):
                best = (count, row - last, row)
    if best is None:
        return None
    first, last = best[2], best[2] - best[1]
    headers = _headers(grid, merges, first, last)
    return SheetLayout(grid.name, first + 1, last + 1, match(headers, columns))


def _is_short(grid: Grid, row: int) -> bool:
    words = [shown(value) for value in grid.rows[row] if not is_blank(value)]
    return len(words) >= _ENOUGH and all(len(one) <= _LONGEST for one in words)


def _headers(grid: Grid, merges: Merges, first: int, last: int) -> list[str]:
    """One heading a column: the lowest words over it, with those above where it stands twice."""
    parts: list[list[str]] = []
    for column in range(grid.width):
        part: list[str] = []
        for row in range(first, last + 1):
            words = merges.text(row, column).strip()
            if words and (not part or part[-1] != words):
                part.append(words)
        parts.append(part)
    lowest = Counter(bare(part[-1]) for part in parts if part)
    return [
        ("/".join(part) if lowest[bare(part[-1])] > 1 else part[-1]) if part else ""
        for part in parts
    ]


def open_sheet(
    grid: Grid, layout: SheetLayout, columns: Sequence[Column]
) -> Sheet:  # fmt: skip
    """A sheet's rows under a layout. ``Invalid`` if the header rows lie outside, or there are too
    many rows."""
    first, last = layout.first - 1, layout.last - 1
    if not 0 <= first <= last < len(grid.rows) or last - first > 3:
        raise Invalid(f"工作表“{grid.name or '1'}”没有第 {layout.last} 行，请重新填写表头行号。")
    if len(grid.rows) - last > MOST_ROWS:
        raise Invalid(
            f"工作表“{grid.name or '1'}”超过 {MOST_ROWS:,} 行，请分成几份导入。", field="file"
        )
    merges = Merges(grid)
    headers = _headers(grid, merges, first, last)
    mapping = settle_mapping(headers, columns, layout.mapping)
    key_columns = [
        headers.index(mapping[one.key]) for one in columns if one.required and one.key in mapping
    ]
    passed: list[tuple[int, str]] = []
    rows = list(_rows(grid, merges, last + 1, headers, key_columns, passed))
    told = SheetLayout(layout.name, layout.first, layout.last, mapping, layout.used)
    return Sheet(told, Table(headers, rows, grid.name), tuple(passed))


def _rows(
    grid: Grid, merges: Merges, start: int, headers: Sequence[str], key_columns: Sequence[int],
    passed: list[tuple[int, str]],
) -> Iterator[tuple[int, list[object]]]:  # fmt: skip
    head = [bare(one) for one in headers]
    for row in range(start, len(grid.rows)):
        own = [(at, value) for at, value in enumerate(grid.rows[row]) if not is_blank(value)]
        if not own:
            continue
        words = [shown(value).strip() for _, value in own]
        if _is_no_record(merges, row, own, words, key_columns) or _repeats(head, own):
            passed.append((row + 1, " ".join(words)[:60]))
            continue
        yield row + 1, [merges.value(row, column) for column in range(grid.width)]


def _is_no_record(
    merges: Merges, row: int, own: Sequence[tuple[int, object]], words: Sequence[str],
    key_columns: Sequence[int],
) -> bool:  # fmt: skip
    """A band over several columns, a total, or a line without any of the required cells."""
    if _SUMS.match(words[0]):
        return True
    if len(own) == 1 and merges.width_at(row, own[0][0]) > 1:
        return True
    filled = {at for at, _ in own}
    return len(own) <= _ENOUGH and bool(key_columns) and not filled.intersection(key_columns)


def _repeats(head: Sequence[str], own: Sequence[tuple[int, object]]) -> bool:
    """The headings again, as they stand on each printed page."""
    return len(own) >= _ENOUGH and all(
        at < len(head) and bare(shown(value)) == head[at] for at, value in own
    )
