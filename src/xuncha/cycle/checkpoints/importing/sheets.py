"""The first sheet of a kept workbook as a table with headers."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.cycle.checkpoints.importing.columns import COLUMNS
from xuncha.engines.reading.grids import Grid, is_blank, read_grids, shown
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.exchange.columns import match
from xuncha.foundation.exchange.importing import Table
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.selectors import as_path
from xuncha.kernel.errors import Invalid

MOST_ROWS = 5000
_LOOK = 20
_ENOUGH = 3


def table_of(stored: StoredFile) -> Table:
    """The first sheet that has headers we know, else the first with words. ``Invalid`` with one
    sentence for what can't be read, is empty or too long. A title above the headers is passed over;
    a cell merged over rows counts for each of them."""
    with as_path(stored) as path:
        try:
            grids = read_grids(path)
        except ReadError as problem:
            sentence = str(problem).replace(path.name, stored.name)
            raise Invalid(sentence, field="file") from None
    filled = [grid for grid in grids if any(not is_blank(c) for row in grid.rows for c in row)]
    if not filled:
        raise Invalid(f"“{stored.name}”是空表，没有可以导入的内容。", field="file")
    grid = next((one for one in filled if _head(one) is not None), filled[0])
    head = _head(grid)
    if head is None:
        names = "、".join(one.label for one in COLUMNS if one.required)
        raise Invalid(f"“{stored.name}”里没有找到表头，至少要有：{names}。", field="file")
    return _table(grid, head, stored.name)


def _head(grid: Grid) -> int | None:
    return next((at for at, row in enumerate(grid.rows[:_LOOK]) if _is_head(row)), None)


def _is_head(row: Sequence[object]) -> bool:
    return len(match([shown(cell) for cell in row], COLUMNS)) >= _ENOUGH


def _table(grid: Grid, head: int, name: str) -> Table:
    _fill_down(grid, head)
    rows = [
        (number, row)
        for number, row in enumerate(grid.rows[head + 1 :], head + 2)
        if not all(is_blank(cell) for cell in row)
    ]
    if not rows:
        raise Invalid(f"“{name}”只有表头，没有内容。", field="file")
    if len(rows) > MOST_ROWS:
        raise Invalid(f"“{name}”有 {len(rows):,} 行，一次最多 {MOST_ROWS:,} 行。", field="file")
    headers = [shown(cell).strip() for cell in grid.rows[head]]
    return Table(headers=headers, rows=rows, sheet=grid.name)


def _fill_down(grid: Grid, head: int) -> None:
    """A decision written once beside several points counts for all of them."""
    for top, left, bottom, right in grid.merges:
        if top <= head:
            continue
        value = grid.at(top, left)
        for row in grid.rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value
