"""Tables of a paper: thin rules, a head that is repeated on each page, widths in shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from xuncha.insight.papers.layout.measures import STYLES
from xuncha.insight.papers.layout.page import width_mm


def start(paper: DocumentObject, shares: Sequence[int]) -> Any:
    """An empty table across the type area."""
    table = paper.add_table(rows=0, cols=len(shares))
    table.style, table.autofit = "Table Grid", False
    whole = width_mm(paper)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(whole * share / sum(shares))
    return table


def add_row(table: Any, cells: Sequence[str], *, head: bool = False, label: bool = False) -> None:
    """A row of cells; of ``label`` rows the first cell and each second one after it is a label. A
    single cell goes across."""
    row = table.add_row()
    placed = row.cells
    if len(cells) < len(placed):
        placed[len(cells) - 1].merge(placed[-1])
    for at, words in enumerate(cells):
        is_head = head or (label and at % 2 == 0 and len(cells) > 1)
        paragraph = row.cells[at].paragraphs[0]
        paragraph.style = STYLES["cellhead" if is_head else "cell"].name
        paragraph.add_run(words)
    for cell, column in zip(row.cells, table.columns, strict=True):
        if len(cells) == len(placed):
            cell.width = column.width
    if head:
        told = row._tr.get_or_add_trPr()
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        told.append(repeated)


def add_tag(table: Any, words: str) -> None:
    """A row that holds a repetition's beginning or end and is gone once the paper is filled."""
    paragraph = table.add_row().cells[0].paragraphs[0]
    paragraph.style = STYLES["cell"].name
    paragraph.add_run(words)
