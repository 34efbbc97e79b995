"""Tables of a paper: thin rules, a head that is repeated on each page, widths in shares, rows that
stay whole and leave room for a signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentObject
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from xuncha.insight.papers.layout.measures import AREA_MM, STYLES
from xuncha.insight.papers.layout.page import width_mm

MARGINS_MM = {"top": 0.3, "left": 1.2, "bottom": 0.8, "right": 1.2}
"""Between a rule and the words beside it."""
ROW_MM, SIGNED_MM = 7.5, 20
_SIGNED = "（签字"


class Table:
    """One table being laid. On a turned sheet it is set denser, and its rows may break: there they
    hold whole paragraphs."""

    def __init__(self, paper: DocumentObject, shares: Sequence[int]) -> None:
        self._table: Any = paper.add_table(rows=0, cols=len(shares))
        self._table.style, self._table.autofit = "Table Grid", False
        whole = width_mm(paper)
        self._dense = whole > AREA_MM[0] + 1
        for column, share in zip(self._table.columns, shares, strict=True):
            column.width = Mm(whole * share / sum(shares))
        _margins(self._table)

    def add_row(self, cells: Sequence[str], *, head: bool = False, label: bool = False) -> None:
        """A row of cells; of ``label`` rows the first cell and each second one after it is a label.
        A single cell goes across."""
        row = self._table.add_row()
        placed = row.cells
        if len(cells) < len(placed):
            placed[len(cells) - 1].merge(placed[-1])
        for at, words in enumerate(cells):
            is_head = head or (label and at % 2 == 0 and len(cells) > 1)
            paragraph = row.cells[at].paragraphs[0]
            paragraph.style = STYLES[self._style(is_head)].name
            paragraph.add_run(words)
        for cell, column in zip(row.cells, self._table.columns, strict=True):
            if not self._dense:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            if len(cells) == len(placed):
                cell.width = column.width
        if not self._dense:
            is_signed = any(_SIGNED in one for one in cells)
            row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
            row.height = Mm(SIGNED_MM if is_signed else ROW_MM)
        if head:
            _mark(row, "w:tblHeader")
        if not label and not self._dense:
            _mark(row, "w:cantSplit")

    def add_tag(self, words: str) -> None:
        """A row that holds a repetition's beginning or end and is gone once the paper is filled."""
        paragraph = self._table.add_row().cells[0].paragraphs[0]
        paragraph.style = STYLES["cell"].name
        paragraph.add_run(words)

    def _style(self, is_head: bool) -> str:
        return f"{'dense' if self._dense else ''}{'cellhead' if is_head else 'cell'}"


def _margins(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, wide in MARGINS_MM.items():
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(round(Mm(wide).twips)))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _mark(row: Any, name: str) -> None:
    told = row._tr.get_or_add_trPr()
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    told.append(mark)
