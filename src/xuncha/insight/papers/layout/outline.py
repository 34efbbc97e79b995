"""From an outline to a Word template.

An outline is plain text, one part a line: ``@title 立行立改通知书`` names the part, a line without
a mark is body text, ``# `` and ``## `` are headings. ``{% if … %}``, ``{% for … %}`` and their ends
stand alone on a line. A table begins with ``@table`` and the shares of its columns, ``@head`` is
its head, ``| a | b |`` a row, ``: a | b`` a row of label and content; it ends with an empty line.
``@page`` begins a new page, ``@wide`` turns the sheet. Within ``@title`` a ``｜`` stands where a
title that is too long for one line may be broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xuncha.insight.papers.layout.measures import MAY_BREAK, RED, STYLES
from xuncha.insight.papers.layout.page import blank, lie_down
from xuncha.insight.papers.layout.tables import Table


def template_of(outline: str) -> bytes:
    """The Word template that an outline describes. ``ValueError`` for a mark that there is not."""
    maker = _Maker()
    lines = iter(outline.splitlines())
    for line in lines:
        if line.startswith("@table"):
            _table(maker.paper, [int(one) for one in line.split()[1:]], lines)
        elif line.strip():
            maker.part(line)
    stream = BytesIO()
    maker.paper.save(stream)
    return stream.getvalue()


class _Maker:
    """The paper so far; ``_fresh`` while the next part is to begin a page."""

    def __init__(self) -> None:
        self.paper = blank()
        self._fresh = False

    def part(self, line: str) -> None:
        """One line of the outline that is no table."""
        if line.startswith("{%"):
            self._put("body", line.replace("{%", "{%p", 1))
        elif line.startswith("@"):
            self._marked(*line[1:].partition(" ")[::2])
        elif line.startswith("#"):
            level, _, words = line.partition(" ")
            self._put(f"head{len(level)}", words)
        else:
            self._put("body", line)

    def _marked(self, mark: str, words: str) -> None:
        if mark == "wide":
            lie_down(self.paper)
        elif mark == "page":
            self._fresh = True
        elif mark in STYLES:
            made = self._put(mark, words.replace("｜", MAY_BREAK))
            if mark == "code":
                _rule_below(made)
        else:
            raise ValueError(f"没有“@{mark}”这种写法。")

    def _put(self, style: str, words: str) -> Any:
        made = self.paper.add_paragraph(words, style=STYLES[style].name)
        if self._fresh:
            made.paragraph_format.page_break_before = True
            self._fresh = False
        return made


def _rule_below(paragraph: Any) -> None:
    """The red rule, as wide as the type area, 4 mm below the number."""
    borders, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "16"), ("space", "11"), ("color", RED)):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _table(paper: DocumentObject, shares: list[int], lines: Iterator[str]) -> None:
    table = Table(paper, shares)
    for line in lines:
        if not line.strip():
            return
        if line.startswith("{%"):
            table.add_tag(line.replace("{%", "{%tr", 1))
        elif line.startswith("@head "):
            table.add_row(_cells(line[6:]), head=True)
        elif line.startswith(":"):
            table.add_row(_cells(line[1:]), label=True)
        else:
            table.add_row(_cells(line))


def _cells(line: str) -> list[str]:
    return [one.strip() for one in line.strip().strip("|").split("|")]
