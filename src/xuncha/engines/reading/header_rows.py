"""Where the header of a sheet stands: one row, or several with merged group headings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from xuncha.engines.reading.grids import Grid, is_blank, shown
from xuncha.engines.reading.headers import LONGEST, SURE, candidates, key_of
from xuncha.engines.reading.merges import Merges
from xuncha.engines.reading.records import Field

SEARCHED = 200
"""Rows looked through for the first header."""
_MOST_ROWS = 4
_SHORT_NUMBER = re.compile(r"[0-9]{1,3}")
_DAY = re.compile(r"(?:19|20)\d\d[年./\-]\d{1,2}[月./\-]\d{1,2}日?")
_CORE = frozenset({Field.FINDING, Field.PROBLEM, Field.MEASURE})
_FINDING = frozenset({Field.FINDING, Field.PROBLEM})
_ANSWERS = frozenset({Field.MEASURE, Field.PROGRESS, Field.STATUS, Field.DUE})


@dataclass(frozen=True, slots=True)
class Header:
    """Rows (from 0, both within) and the heading of each column, from top to bottom."""

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]

    def text(self, column: int) -> str:
        """The heading as stored, its rows joined by "/"."""
        return "/".join(self.parts[column]) if column < len(self.parts) else ""


def find_header(
    grid: Grid, merges: Merges, start: int = 0, *, findings_only: bool = False
) -> Header | None:
    """The first header at or below ``start``; None where the sheet is no ledger.

    ``findings_only`` takes a plain list of findings too (one column of findings is enough).
    """
    for row in range(start, min(len(grid.rows), start + SEARCHED)):
        if looks_like_header(grid, merges, row, findings_only=findings_only):
            return _block(grid, merges, row)
        below = row + 1
        if _is_group_row(grid, row) and below < len(grid.rows):
            parts = _parts(grid, merges, row, below)
            if _is_ledger(parts, findings_only) and _all_short(grid, below):
                return _block(grid, merges, row)
    return None


def header_at(grid: Grid, merges: Merges, first: int, last: int) -> Header:
    """The header that a person told: these rows, whatever they say."""
    return Header(first, last, _parts(grid, merges, first, last))


def looks_like_header(grid: Grid, merges: Merges, row: int, *, findings_only: bool = False) -> bool:
    """Whether this one row reads as the heading of a ledger."""
    filled = [shown(value) for value in grid.rows[row] if not is_blank(value)]
    if len(filled) < (1 if findings_only else 2) or sum(len(one) > LONGEST * 2 for one in filled):
        return False
    return _is_ledger(_parts(grid, merges, row, row), findings_only)


def _is_ledger(parts: tuple[tuple[str, ...], ...], findings_only: bool) -> bool:
    told = [candidates(part) for part in parts]
    filled = len({part for part in parts if part})
    fields = {one[0][0] for one in told if one}
    sure = {one[0][0] for one in told if one and one[0][1] >= SURE}
    every = {field for one in told for field, _ in one}
    if findings_only:
        return bool(fields & _FINDING) and len(fields) * 2 >= filled and bool(sure)
    few = len(sure) < 4 and len(fields) * 2 < filled  # many headings of its own are no harm
    if len(fields) < 2 or few or not sure:
        return False
    if len(fields) == 2:
        return bool(sure & _FINDING) and bool(fields & _ANSWERS)
    return bool(every & _CORE) and bool(fields & _ANSWERS)


def _block(grid: Grid, merges: Merges, row: int) -> Header:
    first = last = row
    while last + 1 < len(grid.rows) and last - first + 1 < _MOST_ROWS:
        if not _continues(grid, merges, first, last + 1):
            break
        last += 1
    while first > 0 and last - first + 1 < _MOST_ROWS and _is_group_above(grid, merges, first):
        first -= 1
    parts = _parts(grid, merges, first, last)
    if last + 1 < len(grid.rows) and _is_counting_row(grid, last + 1):
        last += 1
    return Header(first, last, parts)


def _parts(grid: Grid, merges: Merges, first: int, last: int) -> tuple[tuple[str, ...], ...]:
    columns = []
    for column in range(grid.width):
        part: list[str] = []
        for row in range(first, last + 1):
            text = merges.text(row, column).strip()
            if not text and row < last:
                text = _group_left(grid, merges, row, column, last)
            if text and (not part or part[-1] != text):
                part.append(text)
        columns.append(tuple(part))
    return tuple(columns)


def _group_left(grid: Grid, merges: Merges, row: int, column: int, last: int) -> str:
    """An unmerged group heading reaches over the blanks to its right, as far as the row below is
    filled."""
    if is_blank(grid.at(row + 1, column)) or merges.origin(row, column):
        return ""
    for left in range(column - 1, -1, -1):
        text = merges.text(row, left).strip()
        if text:
            return text if not is_blank(grid.at(row + 1, left)) else ""
    return ""


def _all_short(grid: Grid, row: int) -> bool:
    values = [value for value in grid.rows[row] if not is_blank(value)]
    return bool(values) and all(
        isinstance(value, str) and len(key_of(value)) <= LONGEST for value in values
    )


def _continues(grid: Grid, merges: Merges, first: int, row: int) -> bool:
    """Whether ``row`` holds sub-headings of the header that began at ``first``."""
    filled = [column for column, value in enumerate(grid.rows[row]) if not is_blank(value)]
    if not filled or not _all_short(grid, row):
        return False
    goes_on = merges.height_at(first, 0) > row - first
    if not goes_on and any(_is_under_whole(grid, merges, row, column) for column in filled):
        return False
    for column in filled:
        above = grid.at(row - 1, column)
        if is_blank(above) or merges.width_at(row - 1, column) > 1:
            continue
        below = candidates((shown(grid.at(row, column)),))
        if below and below[0][1] >= SURE:
            continue
        right_above, right = grid.at(row - 1, column + 1), grid.at(row, column + 1)
        if not (is_blank(right_above) and not is_blank(right)):
            return False
    if goes_on:
        return True
    parts = _parts(grid, merges, first, row)
    known = sum(bool(candidates(parts[column])) for column in filled)
    return known * 2 >= len(filled)


def _is_under_whole(grid: Grid, merges: Merges, row: int, column: int) -> bool:
    """Whether the cell above ends a heading merged over several rows, or this one is a band merged
    over the sheet's width: the table's body has begun."""
    origin = merges.origin(row - 1, column)
    if origin and merges.height_at(*origin) > 1 and merges.origin(row, column) != origin:
        return True
    return merges.width_at(row, column) >= max(4, grid.width * 3 // 4)


def _is_group_row(grid: Grid, row: int) -> bool:
    """A row of a few short texts with gaps between: group headings over the real header."""
    values = [value for value in grid.rows[row] if not is_blank(value)]
    # 填报单位：… 填报日期：… over the header is a line of its own, no group heading.
    if any(mark in shown(value) for value in values for mark in ":："):
        return False
    if any(_DAY.fullmatch(shown(value).strip()) for value in values):
        return False  # 填报时间 | 2024年6月30日
    return len(values) >= 2 and _all_short(grid, row)


def _is_group_above(grid: Grid, merges: Merges, first: int) -> bool:
    row = first - 1
    if not _is_group_row(grid, row):
        return False
    spans = [
        merges.width_at(row, column)
        for column, value in enumerate(grid.rows[row]) if not is_blank(value)
    ]  # fmt: skip
    return max(spans) > 1 and len(spans) >= 2


def _plain(words: str) -> str:
    """①, （1） and 栏次1 as 1."""
    return unicodedata.normalize("NFKC", words).strip("() 栏次")


def _is_counting_row(grid: Grid, row: int) -> bool:
    """栏次 1 2 3 4 …: numbers of the columns, no item."""
    values = [_plain(shown(value)) for value in grid.rows[row] if not is_blank(value)]
    numbers = [int(value) for value in values if _SHORT_NUMBER.fullmatch(value)]
    rest = [value for value in values if value and not _SHORT_NUMBER.fullmatch(value)]
    if len(numbers) < 4 or any(len(one) > 1 for one in rest):
        return False
    return all(b - a == 1 for a, b in pairwise(numbers))
