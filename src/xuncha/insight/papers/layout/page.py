"""Page, type area and foot of a paper."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from xuncha.insight.papers.layout.measures import (
    BOTTOM_MM,
    FOOTER_MM,
    LEFT_MM,
    PAGE_MM,
    RIGHT_MM,
    STYLES,
    TOP_MM,
)
from xuncha.insight.papers.layout.styles import lay_styles


def blank() -> DocumentObject:
    """An empty paper in the official layout."""
    paper = Document()
    lay_styles(paper)
    paper.settings.odd_and_even_pages_header_footer = True
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    _margins(section, TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM)
    section.footer_distance, section.header_distance = Mm(FOOTER_MM), Mm(15)
    _number(section.footer.paragraphs[0], STYLES["foot"].name)
    _number(section.even_page_footer.paragraphs[0], STYLES["evenfoot"].name)
    return paper


def lie_down(paper: DocumentObject) -> None:
    """Turn the sheet for wide tables: the type area is turned with it."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE_MM[1]), Mm(PAGE_MM[0])
    _margins(section, LEFT_MM, TOP_MM, RIGHT_MM, BOTTOM_MM)


def width_mm(paper: DocumentObject) -> float:
    """How wide the type area is."""
    section: Any = paper.sections[0]
    return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))


def _margins(section: Any, top: float, right: float, bottom: float, left: float) -> None:
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)


def _number(paragraph: Any, style: str) -> None:
    """The page's number between two dashes."""
    paragraph.style = style
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)
    paragraph.add_run(" —")
