"""The text of a document, whatever its kind, and the day it says it was created."""

from __future__ import annotations

import datetime as dt
import re
import threading
import warnings
from pathlib import Path

import pypdfium2 as pdfium

from xuncha.engines.reading import limits, sniff
from xuncha.engines.reading.docx import docx_text
from xuncha.engines.reading.grids import is_blank, read_grids, shown
from xuncha.engines.reading.html_pages import html_text
from xuncha.engines.reading.ofd import ofd_text
from xuncha.engines.reading.pdf_tables import page_text
from xuncha.engines.reading.records import ReadError
from xuncha.engines.reading.text import decode, with_line_feeds
from xuncha.engines.reading.word97 import word97_text

MOST_PAGES = 500
MOST_CHARACTERS = 5_000_000
READABLE = frozenset({"doc", "docx", "xlsx", "xls", "pdf", "ofd", "txt", "html", "xml"})
_PDF = threading.Lock()
"""The PDF library keeps state for the whole process: one document at a time."""


def text_of(path: Path, kind: str | None = None) -> str:
    """The text of a docx, doc, xlsx, xls, pdf, ofd, txt or html file; "" for kinds that hold none.

    Raises ``ReadError`` with one sentence for broken, locked, unsafe or oversized files.
    """
    limits.check_size(path)
    kind = kind or sniff.kind_of_file(path)
    if kind in {"txt", "xml", "html"}:
        limits.check_text_size(path)
    if kind == "docx":
        text = docx_text(path)
    elif kind in {"xlsx", "xls"}:
        text = _book_text(path)
    elif kind == "pdf":
        text = pdf_facts(path)[0]
    elif kind == "ofd":
        text = ofd_text(path)
    elif kind == "doc":
        text = word97_text(path)
    elif kind in {"txt", "xml"}:
        text = decode(path.read_bytes(), path.name)
    elif kind == "html":
        text = html_text(decode(path.read_bytes(), path.name))
    else:
        return ""
    return with_line_feeds(text)[:MOST_CHARACTERS]


def pdf_facts(path: Path) -> tuple[str, dt.date | None]:
    """A PDF's text and its creation day. ``ReadError`` with one sentence."""
    with _PDF, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = pdfium.PdfDocument(path)
        except (pdfium.PdfiumError, OSError, ValueError) as error:
            if "password" in str(error).lower():
                raise ReadError(f"“{path.name}”设有打开密码，请去掉密码后再试。") from None
            raise ReadError(f"“{path.name}”已损坏，打不开，请重新生成后再试。") from None
        try:
            if len(document) > MOST_PAGES:
                raise ReadError(
                    f"“{path.name}”有 {len(document)} 页，超过 {MOST_PAGES} 页，不能读取。"
                )
            return _pdf_text(document), _pdf_day(document)
        except (pdfium.PdfiumError, ValueError, OSError):
            raise ReadError(f"“{path.name}”已损坏，打不开，请重新生成后再试。") from None
        finally:
            document.close()


def _pdf_text(document: pdfium.PdfDocument) -> str:
    pages, size = [], 0
    for number in range(len(document)):
        page = document[number]
        try:
            pages.append(page_text(page).replace("\ufffe", "-"))
        finally:
            page.close()
        size += len(pages[-1])
        if size > MOST_CHARACTERS:
            break
    return "\n".join(pages)


def _pdf_day(document: pdfium.PdfDocument) -> dt.date | None:
    told = re.match(r"D:(\d{4})(\d\d)(\d\d)", document.get_metadata_value("CreationDate") or "")
    try:
        return dt.date(*map(int, told.groups())) if told else None
    except ValueError:
        return None


def _book_text(path: Path) -> str:
    lines = []
    for grid in read_grids(path):
        for row in grid.rows:
            line = "\t".join(shown(value).strip() for value in row if not is_blank(value))
            if line:
                lines.append(line)
    return "\n".join(lines)
