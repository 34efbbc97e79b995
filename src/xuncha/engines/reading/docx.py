"""Word documents as text: paragraphs in order, numbers written out, table rows as lines."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from xuncha.engines.reading import limits
from xuncha.engines.reading.numbering import Numbering
from xuncha.engines.reading.records import ReadError
from xuncha.engines.reading.safe_xml import local, parse

_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "Fallback"}
)
_MOST_SPAN = 60
MOST_XML = 60 * limits.MB
CHINA = dt.timezone(dt.timedelta(hours=8))
# Created dates that a program's blank template carries into every file: no file's own date.
TEMPLATE_STAMPS = frozenset({
    "2006-09-16T00:00:00", "2006-09-13T11:21:51", "2015-06-05T18:17:20", "2015-06-05T18:19:34",
    "2013-12-23T23:15:00", "2014-10-29T12:08:00", "2023-05-12T11:15:00", "2013-01-27T09:14:16",
})  # fmt: skip


def docx_text(path: Path) -> str:
    """The document's text. ``ReadError`` with one sentence for broken or unsafe files."""
    with limits.open_box(path) as box:
        name = main_part(box)
        root = parse(limits.read_part(path, box, name, MOST_XML), path.name)
        numbering = Numbering(*(
            parse(data, path.name) if (data := limits.read_part(path, box, part, MOST_XML))
            else None for part in ("word/numbering.xml", "word/styles.xml")
        ))  # fmt: skip
    body = next((one for one in root if local(one) == "body"), root)
    return "\n".join(_lines(body, numbering))


def created_in(path: Path) -> dt.date | None:
    """The created date in an office file's properties, in China's time; None where none is told or
    where it is the stamp of a program's template."""
    try:
        with limits.open_box(path) as box:
            data = limits.read_part(path, box, "docProps/core.xml", limits.MB)
        root = parse(data, path.name) if data else None
    except ReadError:
        return None
    told = "" if root is None else _text_of(root, "created")
    if not told or told[:19] in TEMPLATE_STAMPS:
        return None
    try:
        moment = dt.datetime.fromisoformat(told.replace("Z", "+00:00"))
        return (moment.astimezone(CHINA) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None


def _text_of(root: etree._Element, name: str) -> str:
    return next(((one.text or "").strip() for one in root.iter() if local(one) == name), "")


def main_part(box: zipfile.ZipFile) -> str:
    """Where the document itself stands."""
    names = {name.lower(): name for name in box.namelist()}
    return names.get("word/document.xml", "word/document.xml")


def _lines(body: etree._Element, numbering: Numbering) -> Iterator[str]:
    stack = [iter(body)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        tag = local(element)
        if tag == "p":
            yield numbering.mark(element) + paragraph_text(element)
        elif tag == "tr":
            yield "\t".join(_row(element, numbering))
        elif tag not in _LEFT_OUT and len(stack) < limits.MOST_DEPTH:
            stack.append(iter(element))


def _row(row: etree._Element, numbering: Numbering) -> Iterator[str]:
    """A row's cells; one over several columns leaves the others empty."""
    for one in row:
        tag = local(one)
        if tag == "trPr":
            yield from [""] * _number_in(one, "gridBefore")
        elif tag == "tc":
            yield _cell(one, numbering)
            yield from [""] * (_number_in(one, "gridSpan") - 1)


def _number_in(element: etree._Element, name: str) -> int:
    """A number that an element's properties tell, 0 where they tell none."""
    for one in element.iter():
        if local(one) == name:
            told = next(iter(one.attrib.values()), "")
            return min(int(told), _MOST_SPAN) if str(told).isdigit() else 0
        if local(one) == "p":
            break
    return 0


def _cell(cell: etree._Element, numbering: Numbering) -> str:
    lines = [numbering.mark(one) + paragraph_text(one) for one in cell.iter() if local(one) == "p"]
    return " ".join(line for line in lines if line)


def paragraph_text(paragraph: etree._Element) -> str:
    """A paragraph's own words, without what was deleted."""
    found: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        tag = local(element)
        if tag == "t":
            found.append(element.text or "")
        elif tag in {"tab", "ptab"}:
            found.append("\t")
        elif tag in {"br", "cr"}:
            found.append("\n")
        elif tag == "noBreakHyphen":
            found.append("-")
        elif tag not in _LEFT_OUT and len(stack) < limits.MOST_DEPTH:
            stack.append(iter(element))
    return "".join(found)
