"""Zip containers, office files among them, unpacked for counting: bombs, depth, programs inside.

What a container says of its own sizes is not believed: every part is inflated, a little at a time,
and counted; nothing inflated is kept, but for containers inside, that are looked at in turn.
"""

from __future__ import annotations

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from xuncha.foundation.files import danger, vault
from xuncha.kernel.errors import Invalid

_LOCAL = struct.Struct("<4s5H3I2H")
ZIP = b"PK\x03\x04"
_CLOSED = {
    b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b\x08": "GZ", b"\xfd7zX": "XZ", b"BZh": "BZ2",
}  # fmt: skip
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, ValueError,
)  # fmt: skip
_STEP = 256 * 1024
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a container may unfold in all: bytes, parts, levels of containers in containers."""

    total: int = 400 * 1024 * 1024
    parts: int = 5000
    depth: int = 3


class _Bad(Exception):
    """What is wrong, as the end of a sentence that opens with the file's name."""


@dataclass(slots=True)
class _Budget:
    limits: Limits
    total: int = 0
    parts: int = 0

    def spend(self, size: int) -> None:
        self.total += size
        if self.total > self.limits.total:
            most = self.limits.total // (1024 * 1024)
            raise _Bad(f"解压后超过 {most} MB，疑似压缩炸弹，不能上传。")

    def count(self, parts: int) -> None:
        self.parts += parts
        if self.parts > self.limits.parts:
            raise _Bad(f"里面的文件超过 {self.limits.parts} 个，不能上传，请分成几份。")


def check(source: IO[bytes], name: str, limits: Limits | None = None) -> None:
    """Go through a zip container from the inside; ``Invalid`` on ``file`` with one sentence.

    Refuses: damaged, encrypted or oversized containers, parts whose size is told wrongly, paths
    that lead out, programs, scripts, macros, and archives that can't be looked into (RAR, 7z).
    """
    try:
        _walk(source, _Budget(limits or Limits()), 1)
    except _Bad as bad:
        raise Invalid(f"“{name}”{bad}", field="file") from None
    except _BROKEN:
        raise Invalid(f"“{name}”已损坏，打不开，请重新保存后再上传。", field="file") from None


def _walk(source: IO[bytes], budget: _Budget, depth: int) -> None:
    if depth > budget.limits.depth:
        raise _Bad(f"里面的压缩包套了超过 {budget.limits.depth} 层，不能上传，请解开后再上传。")
    with zipfile.ZipFile(source) as box:
        budget.count(len(box.infolist()))
        for part in box.infolist():
            if not part.is_dir():
                _look(source, part, budget, depth)


def _look(source: IO[bytes], part: zipfile.ZipInfo, budget: _Budget, depth: int) -> None:
    name = _told_name(part)
    _check_entry(part, name)
    with tempfile.SpooledTemporaryFile(8 * _STEP, dir=str(vault.scratch())) as inner:
        head, size, crc = b"", 0, 0
        for piece in _inflated(source, part):
            budget.spend(len(piece))
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            head = (head + piece)[:_HEAD] if len(head) < _HEAD else head
            if head.startswith(ZIP):
                inner.write(piece)
        if size != part.file_size:
            raise _Bad("的压缩内容与它标明的大小不符，可能做过手脚，不能上传。")
        if crc != part.CRC:
            raise zipfile.BadZipFile
        _check_content(head, name)
        if head.startswith(ZIP):
            inner.seek(0)
            _walk(inner, budget, depth + 1)


def _check_entry(part: zipfile.ZipInfo, name: str) -> None:
    if part.flag_bits & 0x1:
        raise _Bad("设有密码，系统无法检查里面的内容，请去掉密码后再上传。")
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _Bad("用了少见的压缩方式，系统无法检查，请重新压缩后再上传。")
    pieces = name.replace("\\", "/").split("/")
    if ".." in pieces or name[:1] in {"/", "\\"} or name[1:2] == ":":
        raise _Bad("里面有指向包外的路径，不能上传。")
    if pieces[-1].lower() == "vbaproject.bin":
        raise _Bad("带有宏代码，不能上传，请另存为不带宏的格式。")


def _check_content(head: bytes, name: str) -> None:
    short = name.replace("\\", "/").rsplit("/", 1)[-1][:60]
    if kind := danger.danger_of(head):
        raise _Bad(f"里面有{kind}（{short}），不能上传。")
    if closed := closed_kind(head):
        raise _Bad(f"里面有 {closed} 压缩包（{short}），系统无法检查，请解开后再上传。")


def closed_kind(head: bytes) -> str:
    """RAR, 7z and the like: archives that can't be looked into; "" for anything else."""
    return next((words for mark, words in _CLOSED.items() if head.startswith(mark)), "")


def _told_name(part: zipfile.ZipInfo) -> str:
    """The part's name; older Chinese programs write GBK where the format expects cp437."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _inflated(source: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's real content in small pieces, whatever size it claims to have."""
    source.seek(part.header_offset)
    _magic, *_fields, name_length, extra_length = _LOCAL.unpack(source.read(_LOCAL.size))
    if _magic != ZIP:
        raise zipfile.BadZipFile
    source.seek(name_length + extra_length, 1)
    left = part.compress_size
    engine = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (raw := source.read(min(_STEP, left))):
        left -= len(raw)
        if engine is None:
            yield raw
            continue
        while raw:
            yield engine.decompress(raw, _STEP)
            raw = engine.unconsumed_tail
    if left:
        raise zipfile.BadZipFile
    if engine is not None:
        yield engine.flush()
        if not engine.eof:
            raise zipfile.BadZipFile
