"""Every paper's template: it tells all that is declared, it can be filled with nothing and with
much, and it leaves neither a tag nor an empty line."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from xuncha.insight.papers.filling import filled
from xuncha.insight.papers.layout.measures import AREA_MM
from xuncha.insight.papers.registry import PaperKind, Rows, Said, templated
from xuncha.insight.papers.stamping import stamped
from xuncha.insight.papers.vetting import largest, names_in, smallest
from xuncha.web.clues.slip_paper import SLIP

pytestmark = pytest.mark.parametrize("kind", [*templated(), SLIP], ids=lambda kind: kind.name)


def declared(kind: PaperKind) -> set[str]:
    names = {one.name for one in kind.fields}
    for one in kind.fields:
        if isinstance(one, Rows):
            names |= {f"{one.name}.{column.name}" for column in one.columns}
    return names


def whole_text(document: Any) -> str:
    return "\n".join(one.text or "" for one in document.element.body.iter(qn("w:t")))


def test_it_uses_what_is_declared_and_nothing_else(kind: PaperKind) -> None:
    assert names_in(kind.template) == declared(kind)


def test_the_smallest_record_leaves_no_tag_and_no_empty_line(kind: PaperKind) -> None:
    told = smallest(kind.fields) | dict.fromkeys(needed(kind), "有")
    paper = Document(BytesIO(filled(kind.template, kind, told)))
    assert not any(mark in whole_text(paper) for mark in ("{{", "}}", "{%", "%}"))
    assert [at for at, one in enumerate(paper.paragraphs) if not one.text.strip()] == []


def needed(kind: PaperKind) -> set[str]:
    """Fields that every record has: neither asked for by a condition nor within a table."""
    document = Document(BytesIO(kind.template))
    asked = {
        name
        for one in document.paragraphs
        if one.text.startswith("{%p if")
        for name in re.findall(r"[a-z_]+", one.text)
    }
    cells = " ".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    asked |= set(re.findall(r"[a-z_]+", cells))
    return {one.name for one in kind.fields if isinstance(one, Said)} - asked


def test_the_largest_record_is_told_whole(kind: PaperKind) -> None:
    told = largest(kind.fields, rows=12)
    paper = stamped(filled(kind.template, kind, told), "文书编号 20260301-ABCDEF")
    document = Document(BytesIO(paper))
    text = whole_text(document)
    for one in kind.fields:
        if isinstance(one, Rows):
            for column in one.columns:
                assert text.count(f"{column.meaning}<&>") >= 12, f"{one.name}.{column.name}"
    assert not any(mark in text for mark in ("{{", "}}", "{%", "%}"))
    section = document.sections[0]
    area = (
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    assert {round(side / Mm(1)) for side in area} == set(AREA_MM)
    for foot in (section.footer, section.even_page_footer):
        assert foot.paragraphs[-1].text == "文书编号 20260301-ABCDEF"
