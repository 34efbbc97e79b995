"""The measures as styles of a Word document: an office that changes a template changes a style."""

from __future__ import annotations

from typing import Any

from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from xuncha.insight.papers.layout.measures import RED, STYLES, TIGHTER_PT, Style

_PLACES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT, "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip


def lay_styles(paper: DocumentObject) -> None:
    """Add all styles; what the program behind ``docx`` brings along is set plain first."""
    plain = paper.styles["Normal"]
    _font(plain, STYLES["body"])
    plain.paragraph_format.space_after = Pt(0)
    for style in STYLES.values():
        made = paper.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = plain
        made.quick_style = True
        _font(made, style)
        _paragraph(made, style)


def _font(made: Any, style: Style) -> None:
    font = made.font
    font.size, font.bold, font.name = Pt(style.size), style.bold, "Times New Roman"
    if style.red:
        font.color.rgb = RGBColor.from_string(RED)
    told = made.element.get_or_add_rPr()
    told.get_or_add_rFonts().set(qn("w:eastAsia"), style.font)
    if style.tight:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(TIGHTER_PT * 20)))
        told.append(spacing)


def _paragraph(made: Any, style: Style) -> None:
    form = made.paragraph_format
    form.alignment = _PLACES[style.place]
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.widow_control = False
    form.keep_with_next = style.keep
    if not style.spaced:
        _unspace(made)
    if style.line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.line)
    if style.indent or style.inset:
        told = made.element.get_or_add_pPr()
        indent = OxmlElement("w:ind")
        if style.indent:
            indent.set(qn("w:firstLineChars"), str(style.indent * 100))
            indent.set(qn("w:firstLine"), str(round(style.indent * style.size * 20)))
        if style.inset:
            indent.set(qn("w:rightChars"), str(style.inset * 100))
            indent.set(qn("w:right"), str(round(style.inset * style.size * 20)))
        told.append(indent)


def _unspace(made: Any) -> None:
    """No gap between Chinese and letters or digits: days fit into narrow cells."""
    told = made.element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        told.insert_element_before(
            off, "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )
