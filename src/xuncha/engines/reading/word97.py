"""The text of old Word files (.doc, and .wps that WPS writes in the same form).

The main text is found by the piece table, as [MS-DOC] 2.4.1 tells: the header of the stream
``WordDocument`` says which table stream holds it and where.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

import olefile

from xuncha.engines.reading.records import ReadError

_MAGIC = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FLAGS, _CHARACTERS, _PIECES = 0x0A, 0x4C, 0x1A2
_NARROW = 0x40000000
_MOST_PIECES = 200_000
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14|[\x13\x15]")
_BREAKS = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": "\t", "\x1e": "-", "\x1f": ""}


def word97_text(path: Path) -> str:
    """Paragraphs as lines, table cells parted by tabs. ``ReadError`` with one sentence for files
    that are locked, broken or no text of Word."""
    try:
        with olefile.OleFileIO(path) as box:
            if not box.exists("WordDocument"):
                raise ReadError(f"“{path.name}”不是 Word 或 WPS 文档，请另存为 .docx 后再试。")
            main = box.openstream("WordDocument").read()
            flags = _flags(path, main)
            table = box.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        return _laid_out(_main_text(main, table))
    except ReadError:
        raise
    except (OSError, struct.error, IndexError, ValueError, RecursionError):
        raise ReadError(f"“{path.name}”已损坏，打不开，请另存为 .docx 后再试。") from None


def _flags(path: Path, main: bytes) -> int:
    magic, flags = struct.unpack_from("<H", main)[0], struct.unpack_from("<H", main, _FLAGS)[0]
    if magic != _MAGIC:
        raise ReadError(f"“{path.name}”是很旧的 Word 文档，请另存为 .docx 后再试。")
    if flags & _ENCRYPTED:
        raise ReadError(f"“{path.name}”设有打开密码，请去掉密码后再试。")
    return int(flags)


def _main_text(main: bytes, table: bytes) -> str:
    """The pieces of the main text, in order; what follows it (notes, headers) is left out."""
    wanted = struct.unpack_from("<I", main, _CHARACTERS)[0]
    start, size = struct.unpack_from("<II", main, _PIECES)
    pieces = _piece_table(table[start : start + size])
    number = (len(pieces) - 4) // 12
    if not 0 < number <= _MOST_PIECES:
        raise ValueError
    ends = struct.unpack_from(f"<{number + 1}I", pieces)
    parts: list[str] = []
    for at in range(number):
        place = struct.unpack_from("<I", pieces, 4 * (number + 1) + 8 * at + 2)[0]
        length = min(ends[at + 1], wanted) - ends[at]
        if length <= 0:
            break
        parts.append(_piece(main, place, length))
    return "".join(parts)


def _piece_table(clx: bytes) -> bytes:
    at = 0
    while at < len(clx):
        if clx[at] == 1:  # properties of pieces: passed over
            at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
        elif clx[at] == 2:
            size = struct.unpack_from("<I", clx, at + 1)[0]
            return clx[at + 5 : at + 5 + size]
        else:
            break
    raise ValueError


def _piece(main: bytes, place: int, length: int) -> str:
    """One piece: a byte a character (Windows' Latin letters) or two (UTF-16)."""
    if place & _NARROW:
        start = (place & ~_NARROW) // 2
        return main[start : start + length].decode("cp1252", "replace")
    return main[place : place + 2 * length].decode("utf-16-le", "replace")


def _laid_out(text: str) -> str:
    """Without field codes and control signs, breaks as lines."""
    while (told := _FIELD.sub("", text)) != text:
        text = told
    lines = "".join(_BREAKS.get(one, one) for one in text).split("\n")
    return "\n".join(re.sub(r"[\x00-\x08\x0e-\x1f]", "", line).rstrip("\t") for line in lines)
