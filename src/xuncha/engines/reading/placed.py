"""Words that are only placed on a page, as lines, and tables without rules as rows of cells.

A table is told by its head: a line of short cells that name what such tables hold. Its columns are
where no words stand from there down; a cell ends where its column leaves more room than between
lines; cells that stand side by side are a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LEAST_CELLS = 3
MOST_CELLS = 40
MOST_LINES = 600
"""Of one table on one page; what has more is no table."""
_HEAD_LINES = 6
_LONGEST_HEAD = 14
_HEADS = (
    (re.compile(r"问题"), re.compile(r"措施|整改|状态|完成|进展|结果")),
    (re.compile(r"巡察组|组别|组名"), re.compile(r"对象|单位|党组织|电话|信箱")),
)
_SENTENCE = re.compile(r"[，。；：,;:]")
_MAY = re.compile(
    r"(?m)^[ \t]*(?:序\s?号?|编号|组\s?别|组名|巡察组|(?:反馈|具体|存在)?问题)"
    r"[ \t\r\n]+\S{1,14}[ \t\r\n]+\S{1,14}"
)
_APART = 0.7
"""Of a line's height: words further apart than this are in two cells."""
_NEW_CELL = 1.22
"""Of the space from line to line: where a column leaves more, another cell begins."""


Column = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one stretch; ``top`` counts down from the page's upper edge."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 0.1)


@dataclass(slots=True)
class _Cell:
    column: int
    runs: list[Run]

    @property
    def top(self) -> float:
        return min(one.top for one in self.runs)

    @property
    def bottom(self) -> float:
        return max(one.bottom for one in self.runs)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        return "".join(one.text.strip() for one in self.runs)


def lines_of(runs: Iterable[Run]) -> list[str]:
    """A page's lines from top to bottom; rows of a table with tabs between their cells."""
    lines = _lines(runs)
    made: list[str] = []
    at = 0
    while at < len(lines):
        head = _head_at(lines, at)
        if head and (size := _reach(lines, at, head)) > len(head):
            made += _rows(lines[at : at + size], _columns(head))
            at += size
        else:
            made.append(_joined(lines[at]))
            at += 1
    return made


def may_hold_table(text: str) -> bool:
    """Whether a page's words may be a table's: cheap to ask before their places are looked at."""
    return _MAY.search(text) is not None


def has_table(runs: Iterable[Run]) -> bool:
    """Whether a table without rules begins on the page."""
    lines = _lines(runs)
    return any(_head_at(lines, at) for at in range(len(lines)))


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs on one height together, those near each other joined."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.middle, one.left)):
        if not run.text.strip():
            continue
        last = groups[-1] if groups else None
        if last and run.middle - last[0].middle < min(run.height, last[0].height) / 2:
            last.append(run)
        else:
            groups.append([run])
    return [sorted(group, key=lambda one: one.left) for group in groups]


def _cells(group: Sequence[Run]) -> list[Run]:
    made: list[Run] = []
    for run in group:
        if made and run.left - made[-1].right < _APART * run.height:
            last = made[-1]
            made[-1] = Run(
                last.left, min(last.top, run.top), max(last.right, run.right),
                max(last.bottom, run.bottom), last.text + run.text,
            )  # fmt: skip
        else:
            made.append(run)
    return made


def _joined(line: Sequence[Run]) -> str:
    return " ".join(one.text.strip() for one in _cells(line))


def _head_at(lines: Sequence[Sequence[Run]], at: int) -> Sequence[Sequence[Run]]:
    """The lines of a table's head that begins here, none where none does. Cells of more than one
    line stand beside those of one, so that their lines overlap."""
    end = at + 1
    while end < min(len(lines), at + _HEAD_LINES) and lines[end][0].top < max(
        one.bottom for one in lines[end - 1]
    ):
        end += 1
    cells = [one.text.strip() for one in _cells(_flat(lines[at:end]))]
    if not _LEAST_CELLS <= len(cells) <= MOST_CELLS or any(
        len(one) > _LONGEST_HEAD or _SENTENCE.search(one) for one in cells
    ):
        return ()
    is_head = any(
        any(first.search(one) for one in cells) and any(then.search(one) for one in cells)
        for first, then in _HEADS
    )
    return lines[at:end] if is_head else ()


def _flat(lines: Sequence[Sequence[Run]]) -> list[Run]:
    return sorted((run for line in lines for run in line), key=lambda one: (one.left, one.top))


def _columns(head: Sequence[Sequence[Run]]) -> list[Column]:
    return [(one.left, one.right) for one in _cells(_flat(head))]


def _reach(lines: Sequence[Sequence[Run]], at: int, head: Sequence[Sequence[Run]]) -> int:
    """How many lines the table has: to the first that stands across its columns or far below."""
    columns = _columns(head)
    size = len(head)
    for before, line in pairwise(lines[at + size - 1 : at + MOST_LINES]):
        far = line[0].top - max(one.bottom for one in before) > 2 * line[0].height
        wider = _with(columns, line)
        if wider is None or (far and len(_cells(line)) == 1):
            break
        columns = wider
        size += 1
    return size


def _with(columns: Sequence[Column], line: Sequence[Run]) -> list[Column] | None:
    """The columns as wide as they are with a line's words; None where those fit in none."""
    made = list(columns)
    for run in line:
        hit = [at for at, (a, b) in enumerate(made) if run.left < b and a < run.right]
        if len(hit) > 1:
            return None
        at = hit[0] if hit else _nearest(made, run)
        made[at] = (min(made[at][0], run.left), max(made[at][1], run.right))
    apart = all(one[1] <= other[0] for one, other in pairwise(made))
    return made if apart else None


def _nearest(columns: Sequence[Column], run: Run) -> int:
    return min(
        range(len(columns)),
        key=lambda at: max(columns[at][0] - run.right, run.left - columns[at][1]),
    )


def _rows(lines: Sequence[Sequence[Run]], columns: list[Column]) -> list[str]:
    for line in lines:
        columns = _with(columns, line) or columns
    by_column: list[list[Run]] = [[] for _ in columns]
    for line in lines:
        for run in line:
            by_column[_nearest(columns, run)].append(run)
    cells = [
        cell for at, runs in enumerate(by_column) for cell in _stacked(at, runs, _pitch(by_column))
    ]
    rows = [row for band in _bands(cells) for row in _by_number(band)]
    return ["\t".join(_texts(row, len(columns))) for row in rows]


def _pitch(by_column: Sequence[Sequence[Run]]) -> float:
    """From one line of a cell to the next: the least space that is usual in the columns."""
    steps = sorted(
        other.middle - one.middle
        for runs in by_column
        for one, other in pairwise(runs)
        if other.middle - one.middle > one.height / 2
    )
    heights = [one.height for runs in by_column for one in runs]
    return min([*steps[: len(steps) // 4 + 1], 2.5 * median(heights)]) if heights else 1.0


def _stacked(column: int, runs: Sequence[Run], pitch: float) -> list[_Cell]:
    made: list[_Cell] = []
    for run in runs:
        if made and run.middle - made[-1].runs[-1].middle <= _NEW_CELL * pitch:
            made[-1].runs.append(run)
        else:
            made.append(_Cell(column, [run]))
    return made


def _bands(cells: Sequence[_Cell]) -> list[list[_Cell]]:
    """Cells that stand side by side."""
    made: list[list[_Cell]] = []
    lowest = 0.0
    for cell in sorted(cells, key=lambda one: one.top):
        if made and cell.top < lowest:
            made[-1].append(cell)
            lowest = max(lowest, cell.bottom)
        else:
            made.append([cell])
            lowest = cell.bottom
    return made


def _by_number(band: Sequence[_Cell]) -> list[list[_Cell]]:
    """A band with several numbers in its first column is as many rows: each cell goes to the number
    next to it, one over several rows to the first."""
    numbers = [one for one in band if one.column == 0 and one.text.isdigit()]
    if len(numbers) < 2:
        return [list(band)]
    rows: list[list[_Cell]] = [[one] for one in numbers]
    for cell in band:
        if cell in numbers:
            continue
        covered = [
            at for at, one in enumerate(numbers)
            if cell.top <= one.top and one.bottom <= cell.bottom
        ]  # fmt: skip
        by_middle = [abs(one.middle - cell.middle) for one in numbers]
        at = covered[0] if len(covered) > 1 else by_middle.index(min(by_middle))
        rows[at].append(cell)
    return rows


def _texts(row: Sequence[_Cell], columns: int) -> list[str]:
    return [
        "".join(one.text for one in row if one.column == at).replace("\t", " ")
        for at in range(columns)
    ]
