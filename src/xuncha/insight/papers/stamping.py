"""The line at the foot of every printed page by which a paper is found again.

It is put there after the template was filled, so that no template, however old, prints without it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap

from xuncha.insight.papers.layout.finishing import finish
from xuncha.insight.papers.layout.measures import STYLES
from xuncha.insight.papers.layout.styles import lay_styles


def stamped(paper: bytes, words: str) -> bytes:
    """The same paper, its last things set, with a line at the foot of each kind of page of each
    section."""
    document = Document(BytesIO(paper))
    finish(document)
    style = STYLES["trace"].name
    if style not in {one.name for one in document.styles}:
        lay_styles(document)
    for section in document.sections:
        feet: list[Any] = [section.footer]
        if document.settings.odd_and_even_pages_header_footer:
            feet.append(section.even_page_footer)
        if section.different_first_page_header_footer:
            feet.append(section.first_page_footer)
        for foot in feet:
            if foot.is_linked_to_previous and section is not document.sections[0]:
                continue
            foot.add_paragraph(words, style=style)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


_MARK = (
    '<w:r xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="1600,21600" o:spt="136" adj="10800" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="watermark" type="#_x0000_t136" fillcolor="silver" stroked="f" '
    'style="position:absolute;margin-left:0;margin-top:0;width:420pt;height:56pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:黑体;font-size:1pt" string={words}/></v:shape></w:pict></w:r>'
)
"""The shape that word processors themselves make for a watermark."""


def watermarked(paper: bytes, words: str) -> bytes:
    """The same paper with words across each page, behind the text."""
    document = Document(BytesIO(paper))
    shape = _MARK.format(w=nsmap["w"], words=quoteattr(words))
    for section in document.sections:
        heads: list[Any] = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        for head in heads:
            head.paragraphs[0]._p.append(parse_xml(shape))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
