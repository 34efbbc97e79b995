"""The first sheet of an uploaded workbook as a table with headers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from xuncha.engines.reading.grids import Grid, is_blank, read_grids, shown
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.calendar.columns import COLUMNS
from xuncha.foundation.exchange.columns import match
from xuncha.foundation.exchange.importing import Table
from xuncha.foundation.files import vault
from xuncha.kernel.errors import Invalid

MOST_ROWS = 400
_LOOK = 10
_ENOUGH = 2


def table_of(upload: UploadedFile[Any]) -> Table:
    """The first sheet. ``Invalid`` with one sentence for what can't be read, is empty, or is far
    longer than a year; a title above the headers is passed over."""
    with vault.disk_errors(), TemporaryDirectory(prefix=vault.PLAIN, dir=vault.scratch()) as place:
        path = Path(place) / "工作日表.xlsx"
        with path.open("wb") as copy:
            for piece in upload.chunks():
                copy.write(piece)
        try:
            grids = read_grids(path)
        except ReadError as problem:
            raise Invalid(str(problem), field="file") from None
    if not grids or all(is_blank(cell) for row in grids[0].rows for cell in row):
        raise Invalid("这份表格的第一张工作表是空的。", field="file")
    return _table(grids[0])


def _table(grid: Grid) -> Table:
    filled = [
        (number, row)
        for number, row in enumerate(grid.rows, 1)
        if not all(is_blank(cell) for cell in row)
    ]
    head = next((at for at, (_, row) in enumerate(filled[:_LOOK]) if _is_head(row)), 0)
    rows = filled[head + 1 :]
    if len(rows) > MOST_ROWS:
        raise Invalid(
            f"第一张工作表有 {len(rows)} 行，一年的工作日表最多 {MOST_ROWS} 行。", field="file"
        )
    headers = [shown(cell).strip() for cell in filled[head][1]]
    return Table(headers=headers, rows=rows, sheet=grid.name)


def _is_head(row: Sequence[object]) -> bool:
    return len(match([shown(cell) for cell in row], COLUMNS)) >= _ENOUGH
