"""What a file is, by its content: the name is never believed."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from xuncha.engines.reading.text import looks_like_text

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"), (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"),
    (b"MZ", "exe"), (b"\x7fELF", "exe"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gz"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "mp3"), (b"\xff\xfb", "mp3"), (b"\xff\xf3", "mp3"),
)  # fmt: skip
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)  # fmt: skip
_MOVIES = (b"heic", b"heix", b"mif1", b"heim")
MOST_MEMBERS = 20_000


def kind_of(head: bytes, whole: Path | None = None) -> str:
    """A short key: docx xlsx pptx ofd odt ods zip pdf jpeg png gif bmp tiff webp heic mp4 mp3 wav
    doc xls ppt ole locked exe rar 7z gz rtf html xml csv txt empty unknown.

    ``head`` is the beginning of the file (4 KB do); ``whole`` tells zip and OLE containers apart.
    ``locked`` is an office file under a password. Never raises on any bytes.
    """
    if not head:
        return "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(whole) if whole is not None else "zip"
    for start, kind in _STARTS:
        if head.startswith(start) and not (kind == "bmp" and looks_like_text(head)):
            return _ole_kind(head, whole) if kind == "ole" else kind
    return _other_kind(head)


def kind_of_file(path: Path) -> str:
    """As ``kind_of``, reading the beginning of the file itself. "unknown" if it can't be read."""
    try:
        with path.open("rb") as source:
            return kind_of(source.read(8192), path)
    except OSError:
        return "unknown"


def _other_kind(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "unknown")
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _MOVIES else "mp4"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if not looks_like_text(head[:8192]):
        return "unknown"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html")) or (
        start[:1] == b"<" and b"<table" in start
    ):
        return "html"
    return "xml" if start.startswith(b"<?xml") else "txt"


def _zip_kind(whole: Path) -> str:
    try:
        with zipfile.ZipFile(whole) as box:
            names = set(box.namelist()[:MOST_MEMBERS])
            kind = _named_kind(names)
            return kind if kind != "zip" else _mime_kind(box, names)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, EOFError):
        return "zip"


def _named_kind(names: set[str]) -> str:
    lower = {name.replace("\\", "/").lstrip("/").lower() for name in names}
    for mark, kind in (
        ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"),
        ("ppt/presentation.xml", "pptx"), ("ofd.xml", "ofd"),
    ):  # fmt: skip
        if mark in lower:
            return kind
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if "[content_types].xml" in lower and any(name.startswith(folder) for name in lower):
            return kind
    return "zip"


def _mime_kind(box: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names or box.getinfo("mimetype").file_size > 200:
        return "zip"
    try:
        mime = box.read("mimetype")
    except Exception:
        return "zip"
    for mark, kind in ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods")):
        if mark in mime:
            return kind
    return "zip"


def _ole_kind(head: bytes, whole: Path | None) -> str:
    """Streams are named in the directory, in UTF-16; looking for the names is enough here."""
    data = head
    if whole is not None:
        try:
            with whole.open("rb") as source:
                data = source.read(64 * 1024 * 1024)
        except OSError:
            pass
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return "ole"
