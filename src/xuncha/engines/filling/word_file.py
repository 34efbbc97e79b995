"""A Word document as lines with their places, and the same document with words put in."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from xuncha.engines.filling.paragraphs import Cell, table_lines
from xuncha.engines.filling.proposals import Line
from xuncha.engines.reading import limits
from xuncha.engines.reading.docx import main_part
from xuncha.engines.reading.records import ReadError
from xuncha.engines.reading.safe_xml import local, parse

_PARTS = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_GONE = frozenset({"del", "moveFrom", "Fallback"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST = 60 * limits.MB


@dataclass(slots=True)
class _Paragraph:
    """One paragraph: for each character of its text the node that holds it."""

    element: etree._Element
    start: int
    text: str
    nodes: list[tuple[etree._Element | None, int]]


@dataclass(slots=True)
class WordFile:
    """An open document. ``text`` is all paragraphs in order, one a line."""

    path: Path
    roots: dict[str, etree._Element]
    text: str = ""
    _paragraphs: list[_Paragraph] = field(default_factory=list)
    _of: dict[etree._Element, _Paragraph] = field(default_factory=dict)

    def lines(self) -> list[Line]:
        """Paragraphs and table cells in the order of the document."""
        cells: dict[int, Line] = {}
        for root in self.roots.values():
            for table in root.iter():
                if local(table) == "tbl":
                    for line in table_lines(self._rows(table)):
                        cells[line.start] = line
        return [cells.get(one.start) or Line(one.text, one.start) for one in self._paragraphs]

    def _rows(self, table: etree._Element) -> list[list[Cell]]:
        return [list(self._row(row)) for row in table if local(row) == "tr"]

    def _row(self, row: etree._Element) -> Iterator[Cell]:
        """The cells of a row by columns; one over several columns stands in each, once with its
        place."""
        for cell in row:
            if local(cell) != "tc":
                continue
            own = [self._of[one] for one in cell.iter() if one in self._of]
            told = [one for one in own if one.text.strip()]
            at = told[0].start if len(told) == 1 else -1
            text = " ".join(one.text for one in told)
            yield text, at
            for _ in range(_span(cell) - 1):
                yield text, -1

    def put(self, words: Mapping[tuple[int, int], str]) -> None:
        """Put words in the place of stretches of the text. Each takes the look of the first
        character that it replaces."""
        for paragraph in self._paragraphs:
            end = paragraph.start + len(paragraph.text)
            inside = [one for one in words if paragraph.start <= one[0] < end]
            for start, stop in sorted(inside, reverse=True):
                _replace(paragraph, start - paragraph.start, stop - paragraph.start,
                         words[start, stop])  # fmt: skip

    def add(self, paragraphs: Sequence[str]) -> None:
        """Add paragraphs at the end of the body, in the look of plain text."""
        root = next(iter(self.roots.values()))
        body = next((one for one in root if local(one) == "body"), root)
        space = body.tag.rsplit("}", 1)[0] + "}"
        last = body[-1] if len(body) and local(body[-1]) == "sectPr" else None
        for words in paragraphs:
            paragraph = etree.Element(f"{space}p")
            text = etree.SubElement(etree.SubElement(paragraph, f"{space}r"), f"{space}t")
            text.text = words
            text.set(_SPACE, "preserve")
            if last is None:
                body.append(paragraph)
            else:
                last.addprevious(paragraph)

    def save(self, out: Path) -> None:
        """Write the document; every part that was not read stays as it was. ``ReadError`` where one
        of them is broken."""
        with limits.open_box(self.path) as box, zipfile.ZipFile(out, "w") as made:
            for info in box.infolist():
                root = self.roots.get(info.filename)
                data = (
                    limits.read_part(self.path, box, info.filename)
                    if root is None
                    else etree.tostring(
                        root, xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                )
                made.writestr(copy.copy(info), data, zipfile.ZIP_DEFLATED)


def open_word(path: Path) -> WordFile:
    """Read a document. ``ReadError`` with one sentence for broken or unsafe files."""
    limits.check_size(path)
    with limits.open_box(path) as box:
        main = main_part(box)
        names = [main, *sorted(one for one in box.namelist() if _PARTS.fullmatch(one))]
        roots = {}
        for name in names:
            data = limits.read_part(path, box, name, _MOST)
            if name == main and not data:
                raise ReadError(f"“{path.name}”不是 Word 文档，打不开。")
            if data:
                roots[name] = parse(data, path.name)
    word = WordFile(path, roots)
    for root in roots.values():
        for element in root.iter():
            if local(element) == "p" and not _is_gone(element):
                _learn(word, element)
    word.text = "\n".join(one.text for one in word._paragraphs)
    return word


def _learn(word: WordFile, element: etree._Element) -> None:
    last = word._paragraphs[-1] if word._paragraphs else None
    start = last.start + len(last.text) + 1 if last else 0
    nodes = list(_characters(element))
    text = "".join((node.text or "")[index] if node is not None else "\t" for node, index in nodes)
    paragraph = _Paragraph(element, start, text, nodes)
    word._paragraphs.append(paragraph)
    word._of[element] = paragraph


def _characters(element: etree._Element) -> Iterator[tuple[etree._Element | None, int]]:
    for child in element:
        tag = local(child)
        if tag in _GONE or tag in {"p", "pPr", "rPr", "txbxContent"}:
            continue
        if tag == "t":
            yield from ((child, index) for index in range(len(child.text or "")))
        elif tag in {"tab", "br", "cr"}:
            yield None, 0
        else:
            yield from _characters(child)


def _is_gone(element: etree._Element) -> bool:
    return any(local(one) in _GONE for one in element.iterancestors())


def _span(cell: etree._Element) -> int:
    for one in cell:
        if local(one) == "tcPr":
            told = next((each for each in one if local(each) == "gridSpan"), None)
            value = next(iter(told.attrib.values()), "") if told is not None else ""
            return min(int(str(value)), 60) if str(value).isdecimal() else 1
    return 1


def _replace(paragraph: _Paragraph, start: int, stop: int, words: str) -> None:
    """Take characters out of their nodes from the last on, and put the words where they began.
    Later stretches go first, so the places of earlier ones still hold."""
    places = [one for one in paragraph.nodes[start:stop] if one[0] is not None]
    for node, index in reversed(places[1:]):
        assert node is not None
        node.text = (node.text or "")[:index] + (node.text or "")[index + 1 :]
    node, index = places[0]
    assert node is not None
    node.text = (node.text or "")[:index] + words + (node.text or "")[index + 1 :]
    node.set(_SPACE, "preserve")
