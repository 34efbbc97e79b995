"""The line at the foot of every printed page by which a paper is found again.

It is put there after the template was filled, so that no template, however old, prints without it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document

from xuncha.insight.papers.layout.measures import STYLES
from xuncha.insight.papers.layout.styles import lay_styles


def stamped(paper: bytes, words: str) -> bytes:
    """The same paper with a line at the foot of each kind of page of each section."""
    document = Document(BytesIO(paper))
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
