"""How large a file from outside may be, and how far it may unfold, before anybody opens it."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

from xuncha.engines.reading.records import ReadError

MB = 1024 * 1024
MOST_BYTES = 64 * MB
MOST_UNFOLDED = 400 * MB
MOST_RATIO = 250
RATIO_FROM = 20 * MB
"""Small parts may be squeezed hard (a sheet of blanks); only what grows large is judged so."""
MOST_MEMBERS = 10_000
MOST_CHARACTERS = 300_000_000
"""Of all cells together: a small file may repeat one long text a million times."""
MOST_TEXT_BYTES = 20 * MB
MOST_CSV_CELLS = 3_000_000
MOST_CSV_FIELD = 1_000_000
MOST_DEPTH = 200
_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, struct.error,
    zlib.error, RuntimeError, KeyError,
)  # fmt: skip
# A formula that came out as an empty text (t="str") has been counted.
_UNCOUNTED = re.compile(
    rb"<c r=\"([A-Z]{1,3}\d{1,7})\"(?![^>]*\bt=\"str\")[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*"
    rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_STRING = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,9})"
)


def check_size(path: Path) -> None:
    """``ReadError`` for a file that is missing, a folder, or larger than we read."""
    try:
        if not path.is_file():
            raise ReadError(f"找不到文件“{path.name}”。")
        size = path.stat().st_size
    except (OSError, ValueError):
        raise ReadError(f"找不到文件“{path.name}”。") from None
    if size > MOST_BYTES:
        raise ReadError(f"“{path.name}”有 {size // MB} MB，超过 {MOST_BYTES // MB} MB，不能读取。")


def check_text_size(path: Path) -> None:
    """``ReadError`` for a text file larger than we read."""
    size = path.stat().st_size
    if size > MOST_TEXT_BYTES:
        raise ReadError(
            f"“{path.name}”有 {size // MB} MB，超过 {MOST_TEXT_BYTES // MB} MB，不能当作文字读取。"
        )


def open_box(path: Path) -> zipfile.ZipFile:
    """A zip container within the limits: members, unfolded size, ratio, no password.

    The sizes told by the container are judged here; ``read_part`` holds each part to them.
    """
    try:
        box = zipfile.ZipFile(path)
    except _BROKEN:
        raise ReadError(f"“{path.name}”已损坏，打不开，请重新保存后再试。") from None
    try:
        _check_box(path, box)
    except BaseException:
        box.close()
        raise
    return box


def read_part(path: Path, box: zipfile.ZipFile, name: str, most: int = MOST_UNFOLDED) -> bytes:
    """One part of a container, b"" where it is missing; never more than ``most`` bytes."""
    try:
        with box.open(name) as part:
            data = part.read(most + 1)
    except KeyError:
        return b""
    except _BROKEN:
        raise ReadError(f"“{path.name}”已损坏，打不开，请重新保存后再试。") from None
    if len(data) > most:
        raise ReadError(f"“{path.name}”解压后过大，疑似压缩炸弹，不能读取。")
    return data


def check_workbook(path: Path, kind: str) -> str:
    """``ReadError`` where a workbook would unfold too far by showing one text many times. Gives the
    place of the first formula that no program has counted out yet, "" for none: it reads as empty.
    """
    if kind == "xls":
        return ""
    uncounted = ""
    with open_box(path) as box:
        parts = {name.lower(): name for name in box.namelist()}
        lengths = _lengths(read_part(path, box, parts.get("xl/sharedstrings.xml", "")))
        characters = 0
        for lower, name in parts.items():
            if not lower.startswith("xl/worksheets/") or not lower.endswith(".xml"):
                continue
            data = read_part(path, box, name)
            characters += _characters(data, lengths)
            if not uncounted and b"<f" in data and (found := _UNCOUNTED.search(data)):
                uncounted = found[1].decode()
    if characters > MOST_CHARACTERS:
        raise ReadError(f"“{path.name}”的文字展开后过大，疑似压缩炸弹，不能读取。")
    return uncounted


def _lengths(shared: bytes) -> list[int]:
    return [len(part) for part in re.split(rb"<si[\s>/]", shared)[1:]]


def _characters(sheet: bytes, lengths: list[int]) -> int:
    """Bytes of shared text that the sheet's cells show; counted only where it could be too much."""
    if not lengths or (sheet.count(b"<c ") + sheet.count(b":c ")) * max(lengths) <= MOST_CHARACTERS:
        return 0
    known = len(lengths)
    return sum(lengths[at] for found in _STRING.findall(sheet) if (at := int(found)) < known)


def _check_box(path: Path, box: zipfile.ZipFile) -> None:
    parts = box.infolist()
    if len(parts) > MOST_MEMBERS:
        raise ReadError(f"“{path.name}”里面的文件超过 {MOST_MEMBERS} 个，不能读取。")
    if any(part.flag_bits & 0x1 for part in parts):
        raise ReadError(f"“{path.name}”设有打开密码，请去掉密码后再试。")
    total = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if total > MOST_UNFOLDED or (total > RATIO_FROM and total / packed > MOST_RATIO):
        raise ReadError(f"“{path.name}”解压后有 {total // MB} MB，疑似压缩炸弹，不能读取。")
