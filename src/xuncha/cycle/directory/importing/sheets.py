"""Where a list stands in its workbook: sheets, header rows, columns; found, shown, told by hand.

The layout is plain data (JSON): ``signature`` and ``sheets``, each with ``name``, ``used``,
``header_first`` and ``header_last`` (Excel's row numbers) and ``columns`` (``index`` from 0,
``header``, ``field``: key of a column or None, ``samples``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from xuncha.cycle.directory.importing.columns import COLUMNS, NEUTRAL_PHONES, POSTS
from xuncha.engines.reading.grids import Grid, is_blank
from xuncha.engines.reading.merges import Merges
from xuncha.foundation.exchange.columns import bare
from xuncha.foundation.exchange.importing import signature_of

_SEARCHED = 40
_MOST_ROWS = 3
_LONGEST = 20
_SAMPLES, _SAMPLE_LENGTH = 3, 20
_NAMES = {
    name: (rank, column.key)
    for column in reversed(COLUMNS)
    for rank, name in enumerate(column.names())
}

Layout = dict[str, Any]


def find_layout(grids: Sequence[Grid]) -> Layout | None:
    """The layout of all sheets that hold a list of names; None where none does. Hidden sheets count
    only where no other does."""
    found = [(grid, one) for grid in grids if (one := _sheet_layout(grid)) is not None]
    sheets = [one for grid, one in found if not grid.is_hidden] or [one for _, one in found]
    if not sheets:
        return None
    headers = [column["header"] for one in sheets for column in one["columns"]]
    return {"signature": signature_of(headers), "sheets": sheets}


def told_before(layout: Layout, mapping: Mapping[str, Any]) -> Layout:
    """The layout with the fields that were told for the same headers last time."""
    for sheet, fields in zip(layout["sheets"], mapping.get("fields", ()), strict=False):
        if len(fields) == len(sheet["columns"]):
            for column, name in zip(sheet["columns"], fields, strict=True):
                column["field"] = name
    return layout


def fields_of(layout: Layout) -> dict[str, Any]:
    """What is remembered of a layout for the next file with the same headers."""
    return {"fields": [[one["field"] for one in sheet["columns"]] for sheet in layout["sheets"]]}


def _sheet_layout(grid: Grid) -> dict[str, Any] | None:
    merges = Merges(grid)
    found = [(one, _headers(grid, merges, *one)) for one in _blocks(grid)]
    scored = [
        (len([one for one in fields if one]), block, headers)
        for block, headers in found
        if "name" in (fields := fields_for(headers))
    ]
    enough = [one for one in scored if _is_enough(one[2], one[0])]
    if not enough:
        return None
    # The most columns known; of blocks that know as many the shortest, then the first.
    _, (first, last), headers = max(
        enough, key=lambda one: (one[0], one[1][0] - one[1][1], -one[1][0])
    )
    columns = [
        {"index": at, "header": header, "field": name, "samples": _samples(merges, grid, last, at)}
        for at, (header, name) in enumerate(zip(headers, fields_for(headers), strict=True))
        if header or name
    ]
    return {
        "name": grid.name, "used": True, "header_first": first + 1, "header_last": last + 1,
        "columns": columns,
    }  # fmt: skip


def _blocks(grid: Grid) -> Iterator[tuple[int, int]]:
    """First and last row of all that may be a header near the top."""
    for first in range(min(len(grid.rows), _SEARCHED)):
        for last in range(first, min(first + _MOST_ROWS, len(grid.rows))):
            if not _may_be_header(grid, last):
                break
            yield first, last


def _may_be_header(grid: Grid, row: int) -> bool:
    values = [value for value in grid.rows[row] if not is_blank(value)]
    return bool(values) and all(
        isinstance(value, str) and len(bare(value)) <= _LONGEST for value in values
    )


def _is_enough(headers: Sequence[str], score: int) -> bool:
    """Two columns that are known, or a bare list of names."""
    return score >= 2 or len([one for one in headers if one and bare(one) != "序号"]) == 1


def _headers(grid: Grid, merges: Merges, first: int, last: int) -> list[str]:
    """Each column's heading, its rows joined by "/". An unmerged group heading reaches over the
    blanks to its right as far as the row below is filled."""
    headers = []
    for column in range(grid.width):
        parts: list[str] = []
        for row in range(first, last + 1):
            text = merges.text(row, column).strip()
            if not text and row < last and not is_blank(grid.at(row + 1, column)):
                text = _group_left(grid, merges, row, column)
            if text and text not in parts:
                parts.append(text)
        headers.append("/".join(parts))
    return headers


def _group_left(grid: Grid, merges: Merges, row: int, column: int) -> str:
    for left in range(column - 1, -1, -1):
        if text := merges.text(row, left).strip():
            return text if not is_blank(grid.at(row + 1, left)) else ""
    return ""


def fields_for(headers: Sequence[str]) -> list[str | None]:
    """The key of the column that each heading means: whole headings before their last rows, labels
    before synonyms, left before right; a phone of nobody goes to the person on its left."""
    wishes: list[tuple[int, int, int, str]] = []
    for at, header in enumerate(headers):
        for place, words in enumerate((header, header.rpartition("/")[2])):
            if known := _NAMES.get(bare(words)):
                wishes.append((place, known[0], at, known[1]))
    found: list[str | None] = [None] * len(headers)
    for _, _, at, key in sorted(wishes):
        if found[at] is None and key not in found:
            found[at] = key
    for at, header in enumerate(headers):
        if found[at] is None and bare(header.rpartition("/")[2]) in NEUTRAL_PHONES:
            key = _person_left(found[:at]) + "_phone"
            found[at] = key if key not in found else None
    return found


def _person_left(found: Iterable[str | None]) -> str:
    people = [one for one in found if one in POSTS]
    return people[-1] or "liaison" if people else "liaison"


def _samples(merges: Merges, grid: Grid, last: int, column: int) -> list[str]:
    rows = range(last + 1, min(len(grid.rows), last + 12))
    seen = dict.fromkeys(merges.text(row, column).strip()[:_SAMPLE_LENGTH] for row in rows)
    return [one for one in seen if one][:_SAMPLES]
