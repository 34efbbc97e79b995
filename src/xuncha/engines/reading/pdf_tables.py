"""A PDF page's text with its ruled tables as rows: cells between tabs, as in other documents.

A table is told by its rules: thin lines, or boxes around cells. Where a rule is missing between two
cells they are one; its words stand in the first. What lies outside any table stays as it was.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from xuncha.engines.reading.placed import Run, has_table, lines_of, may_hold_table
from xuncha.engines.reading.text import with_line_feeds

Box = tuple[float, float, float, float]  # left, bottom, right, top

_THIN = 3.0
_SHORTEST = 6.0
_NEAR = 5.0
"""Rules that lie so near each other are one (cells drawn apart, double frames)."""
MOST_RULES = 2_000
MOST_CHARACTERS = 20_000
MOST_CELLS = 1_500
"""Of one page; with more it is a drawing."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the columns and rows are parted, left to right and top to bottom, and the rules."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Box, ...]
    level: tuple[Box, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def is_parted_right(self, row: int, column: int) -> bool:
        """Whether a rule stands between a cell and the one to its right."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        x = self.xs[column + 1]
        return any(
            abs((one[0] + one[2]) / 2 - x) <= _NEAR and one[1] <= middle <= one[3]
            for one in self.upright
        )

    def is_parted_below(self, row: int, column: int) -> bool:
        """Whether a rule lies between a cell and the one below it."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        y = self.ys[row + 1]
        return any(
            abs((one[1] + one[3]) / 2 - y) <= _NEAR and one[0] <= middle <= one[2]
            for one in self.level
        )


def page_text(page: pdfium.PdfPage) -> str:
    """The text of a page, tables as lines of cells between tabs."""
    part = page.get_textpage()
    try:
        whole = with_line_feeds(part.get_text_bounded())
        if not whole.strip():
            return whole
        width, height = page.get_size()
        pieces: list[str] = []
        upper = height
        for table in _tables(page):
            rows = list(_rows(part, table))
            if sum(sum(bool(cell) for cell in row) > 1 for row in rows) < _LEAST:
                continue
            pieces.append(_within(part, (0, table.top, width, upper)))
            pieces.append("\n".join("\t".join(row) for row in rows if any(row)))
            upper = table.bottom
        if not pieces:
            return _unruled(part, whole, height)
        pieces.append(_within(part, (0, 0, width, upper)))
        return "\n".join(piece for piece in pieces if piece.strip())
    finally:
        part.close()


def _unruled(part: pdfium.PdfTextPage, whole: str, height: float) -> str:
    """The page as it is, or by the places of its words where it holds a table without rules."""
    if not may_hold_table(whole):
        return whole
    runs = _placed(part, height)
    return "\n".join(lines_of(runs)) if has_table(runs) else whole


def _placed(part: pdfium.PdfTextPage, height: float) -> list[Run]:
    """The page's characters in runs: as long as each stands right of the last one."""
    runs: list[Run] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(min(part.count_chars(), MOST_CHARACTERS)):
        sign = chr(raw.FPDFText_GetUnicode(part, at))
        if not sign.isprintable() or sign.isspace():
            continue
        left, _, right, _ = part.get_charbox(at, loose=True)
        raw.FPDFText_GetCharOrigin(part, at, x, y)
        size = max(raw.FPDFText_GetFontSize(part, at), 1.0)
        base = height - y.value
        last = runs[-1] if runs else None
        if last and abs(last.bottom - base) < 1 and -1 <= left - last.right < last.height / 2:
            runs[-1] = Run(last.left, last.top, right, last.bottom, last.text + sign)
        else:
            runs.append(Run(left, base - size, right, base, sign))
    return runs


def _within(part: pdfium.PdfTextPage, box: Box) -> str:
    left, bottom, right, top = box
    if right - left < 1 or top - bottom < 1:
        return ""
    return with_line_feeds(part.get_text_bounded(left, bottom, right, top))


def _tables(page: pdfium.PdfPage) -> list[_Table]:
    """Ruled tables with at least two rows and columns, from the top of the page down."""
    found = []
    for group in _groups(_rules(page)):
        upright = tuple(one for one in group if one[3] - one[1] > one[2] - one[0])
        level = tuple(one for one in group if one[3] - one[1] <= one[2] - one[0])
        xs = _places([(one[0] + one[2]) / 2 for one in upright])
        ys = _places([(one[1] + one[3]) / 2 for one in level])[::-1]
        cells = (len(xs) - 1) * (len(ys) - 1)
        if len(xs) > _LEAST and len(ys) > _LEAST and cells <= MOST_CELLS:
            found.append(_Table(tuple(xs), tuple(ys), upright, level))
    return sorted(found, key=lambda one: -one.top)


def _rules(page: pdfium.PdfPage) -> list[Box]:
    """Thin lines as they are, boxes by their four sides; none for a drawing."""
    rules: list[Box] = []
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = shape.get_bounds()
        wide, high = right - left, top - bottom
        if min(wide, high) <= _THIN:
            if max(wide, high) >= _SHORTEST:
                rules.append((left, bottom, right, top))
        else:
            rules += [
                (left, bottom, left, top), (right, bottom, right, top),
                (left, bottom, right, bottom), (left, top, right, top),
            ]  # fmt: skip
        if len(rules) > MOST_RULES:
            return []
    return rules


def _groups(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """Rules that touch belong to one table: swept from the top down, by the bands they fill."""
    group: list[Box] = []
    lowest = 0.0
    for one in sorted(rules, key=lambda rule: -rule[3]):
        if group and one[3] < lowest - _NEAR:
            yield group
            group = []
        lowest = min(lowest, one[1]) if group else one[1]
        group.append(one)
    if group:
        yield group


def _places(values: Sequence[float]) -> list[float]:
    """Positions that lie near each other as one, in rising order."""
    made: list[list[float]] = []
    for value in sorted(values):
        if made and value - made[-1][-1] <= _NEAR:
            made[-1].append(value)
        else:
            made.append([value])
    return [sum(one) / len(one) for one in made]


def _rows(part: pdfium.PdfTextPage, table: _Table) -> Iterator[list[str]]:
    """Each row's cells; a cell over several columns or rows stands in its first."""
    rows, columns = len(table.ys) - 1, len(table.xs) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        cells = []
        for column in range(columns):
            if (row, column) in taken:
                cells.append("")
                continue
            last, below = column, row
            while last + 1 < columns and not table.is_parted_right(row, last):
                last += 1
            while below + 1 < rows and not table.is_parted_below(below, column):
                below += 1
            taken |= {(r, c) for r in range(row, below + 1) for c in range(column, last + 1)}
            box = (table.xs[column], table.ys[below + 1], table.xs[last + 1], table.ys[row])
            cells.append(_cell(part, box))
        yield cells


def _cell(part: pdfium.PdfTextPage, box: Box) -> str:
    lines = [line.strip() for line in _within(part, box).split("\n")]
    return "".join(lines).replace("\t", " ")
