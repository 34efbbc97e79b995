"""From what an office hands in, a file or lines pasted into a box, to a table with row numbers."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from xuncha.engines.reading.grids import Grid, is_blank, read_grids, shown
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.calendar.columns import COLUMNS, ON
from xuncha.foundation.exchange.columns import match
from xuncha.foundation.exchange.importing import AcceptedRow, Table
from xuncha.kernel.errors import Invalid

MOST_BYTES = 1024 * 1024
MOST_ROWS = 400
_HEADERS = tuple(one.label for one in COLUMNS)
_NEEDED = frozenset(one.key for one in COLUMNS if one.required)
_BETWEEN = re.compile(r"[\t,，、;； 　]+")


def table_of_text(text: str) -> Table:
    """One day a line: day, 休 or 班, name; separated by blanks, tabs or commas."""
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = _BETWEEN.split(line.strip(), maxsplit=2)
        if parts != [""] and parts[0] not in {"日期", "时间"}:
            rows.append((number, parts))
    _check_size(len(rows))
    return Table(_HEADERS, rows)


def text_of_rows(rows: Iterable[AcceptedRow]) -> str:
    """The accepted days as lines, for the form that confirms them."""
    lines = []
    for row in rows:
        mark = "班" if row.values["kind"] == ON else "休"
        lines.append(f"{row.values['day']}\t{mark}\t{row.values['name'] or ''}")
    return "\n".join(lines)


def table_of_upload(upload: UploadedFile) -> Table:
    """The first sheet in which the columns are found. One sentence for whatever else it is."""
    if (upload.size or 0) > MOST_BYTES:
        raise Invalid("一年的工作日表不会超过 1 MB，请检查是不是选错了文件。", field="file")
    name = Path(upload.name or "").name or "表格"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(name).suffix[:8]}"
        path.write_bytes(upload.read())
        try:
            grids = read_grids(path)
        except ReadError as problem:
            raise Invalid(problem.sentence.replace(path.name, name), field="file") from None
    for grid in grids:
        if (found := _table_in(grid)) is not None:
            return found
    raise Invalid(f"“{name}”里没有找到“日期”“类型”两列。", field="file")


def _table_in(grid: Grid) -> Table | None:
    """The rows below the first line that names the columns."""
    for place, line in enumerate(grid.rows[:20]):
        headers = [shown(value).strip() for value in line]
        if match(headers, COLUMNS).keys() >= _NEEDED:
            rows = [
                (number, cells)
                for number, cells in enumerate(grid.rows[place + 1 :], start=place + 2)
                if not all(is_blank(cell) for cell in cells)
            ]
            _check_size(len(rows))
            return Table(headers, rows, grid.name)
    return None


def _check_size(rows: int) -> None:
    if rows > MOST_ROWS:
        raise Invalid(
            f"一年最多 {MOST_ROWS} 行，这里有 {rows} 行，请检查是不是选错了表。", field="file"
        )
