"""A feedback paper's lines before they are looked at: split, put together, tables as lines."""

from __future__ import annotations

import re

from xuncha.engines.reading.headers import LONGEST, SURE, candidates
from xuncha.engines.reading.outline import INLINE, marked
from xuncha.engines.reading.records import Field
from xuncha.engines.reading.text import fold

SHORTEST = 4
"""A finding has at least so many characters."""
_ADVICE_INSIDE = re.compile(
    r"(?<=[。；;])[^。；;:：]{0,12}(?:[一二三四五六七八九十几两\d]+[点条]的?(?:整改)?(?:意见|建议|要求)|建议[一二三四五六七八九十\d]+[条点])[:：。].*"
)
_WRAPPED = 15
"""Shorter lines are never taken for lines broken at the edge."""


def split_lines(lines: list[str]) -> list[str]:
    """一是…二是… run on in one line that begins so: one line each. What is advised at a line's end
    (…。五点建议：…) goes. Rows of a table give their number and the cell of the finding."""
    split: list[str] = []
    column = -1
    for raw in lines:
        line = raw.strip()
        if "\t" in line:
            cells = [cell.strip() for cell in raw.strip(" \n").split("\t")]
            column = _finding_column(cells, column)
            line = _row_line(cells, column)
        kept = _ADVICE_INSIDE.sub("", line)
        begins = re.match(r"^\s*一是", kept)
        split += [one for one in INLINE.split(kept) if one.strip()] if begins else [kept]
    return split


def _finding_column(cells: list[str], column: int) -> int:
    """Where a table's heading row names the findings; as before for its other rows."""
    if len(cells) > 1 and all(len(cell) <= LONGEST for cell in cells):
        for name in (Field.FINDING, Field.PROBLEM):
            for index, cell in enumerate(cells):
                if any(field == name and score >= SURE for field, score in candidates((cell,))):
                    return index
    return column


def _row_line(cells: list[str], column: int) -> str:
    """A table's row as a numbered line, "" for its headings; other text loses its tabs."""
    number = re.match(r"^(\d{1,3})[.、]?$", fold(cells[0]))
    if number is None:
        known = 0 <= column < len(cells) and candidates((cells[column],))
        return "" if known else "".join(cells)
    found = cells[column] if 0 <= column < len(cells) else max(cells, key=len)
    return f"{number[1]}.{found}" if len(found) >= SHORTEST else ""


def unwrapped(lines: list[str]) -> list[str]:
    """Lines broken at the page's edge, as PDF gives them, put together again."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if not lengths:
        return lines
    full = lengths[int(len(lengths) * 0.9)] * 0.85
    whole: list[str] = []
    was_full = False
    for line in lines:
        text = line.strip(" \r\u3000\xa0")
        is_row = "\t" in text
        if whole and was_full and text and not is_row and marked(text) is None:
            whole[-1] += text
        else:
            whole.append(text)
        was_full = not is_row and len(text) >= full and len(text) > _WRAPPED
    return whole
