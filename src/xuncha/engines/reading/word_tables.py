"""Tables of a Word document as rows of texts, with what is merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from xuncha.engines.reading import limits
from xuncha.engines.reading.docx import MOST_XML, main_part, paragraph_text
from xuncha.engines.reading.numbering import Numbering
from xuncha.engines.reading.safe_xml import local, parse

MOST_COLUMNS = 60
MOST_ROWS = 20_000


@dataclass(slots=True)
class WordTable:
    """``rows[i][j]`` is a cell's text, "" under a merged one; ``merges`` as in a workbook: first
    row, first column, last row, last column, from 0."""

    rows: list[list[str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def word_tables(path: Path) -> list[WordTable]:
    """All tables that stand in the text itself, in order; tables inside cells count as text.
    ``ReadError`` with one sentence for broken or unsafe files."""
    with limits.open_box(path) as box:
        root = parse(limits.read_part(path, box, main_part(box), MOST_XML), path.name)
    body = next((one for one in root if local(one) == "body"), root)
    numbering = Numbering(None, None)
    return [_table(one, numbering) for one in body if local(one) == "tbl"]


def _table(element: etree._Element, numbering: Numbering) -> WordTable:
    made = WordTable()
    open_at: dict[int, tuple[int, int]] = {}  # column → first row and last column of a merge
    rows = [one for one in element if local(one) == "tr"][:MOST_ROWS]
    for at, row in enumerate(rows):
        texts: list[str] = []
        for cell in (one for one in row if local(one) == "tc"):
            column = len(texts)
            span = min(_span(cell), MOST_COLUMNS - column)
            if span < 1:
                break
            merge = _merge(cell)
            going_on = merge == "continue" and column in open_at
            texts += ["" if going_on else _text(cell, numbering), *[""] * (span - 1)]
            if not going_on:
                _close(made, open_at, column, at)
                if merge == "restart" or span > 1:
                    open_at[column] = (at, column + span - 1)
                if merge != "restart" and span > 1:
                    _close(made, open_at, column, at + 1)
        made.rows.append(texts)
    for column in list(open_at):
        _close(made, open_at, column, len(rows))
    return made


def _close(made: WordTable, open_at: dict[int, tuple[int, int]], column: int, until: int) -> None:
    """A merge ends above ``until``."""
    if column in open_at:
        first, last = open_at.pop(column)
        if until - 1 > first or last > column:
            made.merges.append((first, column, until - 1, last))


def _property(cell: etree._Element, name: str) -> etree._Element | None:
    told = next((one for one in cell if local(one) == "tcPr"), None)
    if told is None:
        return None
    return next((one for one in told if local(one) == name), None)


def _value(element: etree._Element) -> str:
    return next((str(value) for key, value in element.items() if key.endswith("}val")), "")


def _span(cell: etree._Element) -> int:
    found = _property(cell, "gridSpan")
    told = _value(found) if found is not None else ""
    return int(told) if told.isdecimal() and len(told) < 4 else 1


def _merge(cell: etree._Element) -> str:
    found = _property(cell, "vMerge")
    if found is None:
        return ""
    return _value(found) or "continue"


def _text(cell: etree._Element, numbering: Numbering) -> str:
    lines = [numbering.mark(one) + paragraph_text(one) for one in cell.iter() if local(one) == "p"]
    return "\n".join(line for line in lines if line.strip()).strip()
