"""Tables that lost their shape: turned on their side, or flattened to a line for each cell.

Both are laid out again as rows of cells, each cell with its place in the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from xuncha.engines.reading.official.marks import starts_numbered
from xuncha.engines.reading.official.page import Line, Page
from xuncha.engines.reading.official.states import state_of
from xuncha.engines.reading.official.wording import lacks

Columns = Callable[[list[Line]], dict[str, int] | None]
_LEAST = 3
_MOST = 10
_MOST_BEFORE = 30
_LONGEST_STATE = 4
"""A cell that tells how far a problem is holds a word for it, or a sign (是, √)."""
_LONGEST_HEAD = 14
_HEAD = re.compile(
    r"序号|编号|问题|意见|措施|举措|情况|进展|成效|结果|状态|时限|时间|期限|责任|完成|备注|类别|类型|是否|整改|材料|目标"
)
_NO_HEAD = re.compile(r"关于|针对|对照|方面|[“”。,;:!?|\t]")
"""Where a table has lost its shape only words that name such a column head one."""


def turned(rows: Sequence[list[Line]], columns: Columns) -> list[list[Line]]:
    """A table whose heads stand in its first column, turned back: the heads, then a row for each
    problem. Nothing where it is none."""
    for begin in range(min(len(rows), _MOST_BEFORE)):
        for size in range(min(len(rows) - begin, _MOST), 1, -1):
            block = rows[begin : begin + size]
            width = min(map(len, block))
            heads = [row[0] for row in block]
            if width < _LEAST or not _name_columns(heads, columns) or any(map(columns, block)):
                continue
            return [[row[at] for row in block] for at in range(width)]
    return []


def flattened(page: Page, columns: Columns) -> Iterator[list[Line]]:
    """The rows of a table with a line for each cell: its heads, then as many lines for each row. A
    row begins at its number where the heads tell of one. Words that come again are labels."""
    lines = page.lines
    counts = Counter(one.text for one in lines)
    at = 0
    while at < len(lines):
        may = takewhile(
            lambda one: counts[one.text] == 1 and _may_head(one), lines[at : at + _MOST]
        )
        most = sum(1 for _ in may)
        sizes = range(most, _LEAST - 1, -1)
        size = next((n for n in sizes if _name_columns(lines[at : at + n], columns)), 0)
        if not size:
            at += 1
            continue
        heads = list(lines[at : at + size])
        yield heads
        at += size
        for row in _rows_below(lines[at:], size, columns(heads) or {}):
            yield row
            at += len(row)


def spaced(page: Page, columns: Columns) -> Iterator[list[Line]]:
    """The rows of a table whose cells only blanks keep apart: its heads, then the lines below that
    fall into as many cells."""
    size = 0
    for line in page.lines:
        cells = [
            Line(line.start + one.start(), line.start + one.end(), one.group(), is_cell=True)
            for one in re.finditer(r"\S+", line.text)
        ]
        if len(cells) >= _LEAST and _name_columns(cells, columns):
            size = len(cells)
        elif len(cells) != size:
            size = 0
        if size:
            yield cells


def _name_columns(cells: Sequence[Line], columns: Columns) -> bool:
    """Whether cells may all head columns and most of them name such as are known."""
    known = sum(_HEAD.search(one.text) is not None for one in cells)
    return (
        all(map(_may_head, cells)) and known * 2 > len(cells) and columns(list(cells)) is not None
    )


def _may_head(cell: Line) -> bool:
    return (
        len(cell.text) <= _LONGEST_HEAD
        and _NO_HEAD.search(cell.text) is None
        and re.search(r"[\u4e00-\u9fff]", cell.text) is not None
        and not (starts_numbered(cell.text) or lacks(cell.text))
    )


def _rows_below(lines: Sequence[Line], size: int, columns: dict[str, int]) -> Iterator[list[Line]]:
    """As long as the numbers go on and the cells for a state hold one."""
    for number, at in enumerate(range(0, len(lines) - size + 1, size), start=1):
        row = list(lines[at : at + size])
        if columns.get("number") == 0 and row[0].text.rstrip(".、") != str(number):
            return
        state = row[columns["status"]].text if "status" in columns else ""
        is_long = len(state) > _LONGEST_STATE and not state_of(state)
        if is_long or any("\t" in one.text for one in row):
            return
        yield row
