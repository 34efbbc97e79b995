"""The sheet of a workbook that holds points, as a table with headers."""

from __future__ import annotations

from pathlib import Path

from xuncha.cycle.checkpoints.importing.columns import COLUMNS
from xuncha.foundation.exchange.importing import Table
from xuncha.foundation.exchange.sheets import guess_sheets, open_grids, open_sheet
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.selectors import as_path
from xuncha.kernel.errors import Invalid

MOST_ROWS = 5000


def table_of(stored: StoredFile) -> Table:
    """The table of a kept workbook; as ``table_at``."""
    with as_path(stored) as path:
        return table_at(path, stored.name)


def table_at(path: Path, name: str) -> Table:
    """The first sheet that has headers we know, over one row or two, below any title; a cell merged
    over rows counts for each of them. ``Invalid`` with one sentence for what can't be read, is
    empty, without headers, or too long."""
    grids = open_grids(path, name)
    if not grids:
        raise Invalid(f"“{name}”是空表，没有可以导入的内容。", field="file")
    found = guess_sheets(grids, COLUMNS)
    if not found:
        names = "、".join(one.label for one in COLUMNS if one.required)
        raise Invalid(f"“{name}”里没有找到表头，至少要有：{names}。", field="file")
    grid = next(one for one in grids if one.name == found[0].name)
    table = open_sheet(grid, found[0], COLUMNS).table
    count = len(list(table.rows))
    if not count:
        raise Invalid(f"“{name}”只有表头，没有内容。", field="file")
    if count > MOST_ROWS:
        raise Invalid(f"“{name}”有 {count:,} 行，一次最多 {MOST_ROWS:,} 行。", field="file")
    return table
