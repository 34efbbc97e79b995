"""Taking a file in: plain to the scratch folder, measured, looked at, refused or passed on.

No database here: a large upload holds no lock while it is hashed and looked through.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from xuncha.foundation.files import archives, danger, kinds, vault
from xuncha.foundation.files.names import clean_name, extension
from xuncha.kernel.errors import Invalid

_STEP = 1024 * 1024
_HEAD = 8192


class Readable(Protocol):
    """Whatever gives bytes: an open file, an upload, a BytesIO."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Received:
    """A file that passed every check, lying plain in the scratch folder for a moment."""

    name: str
    size: int
    sha256: str
    kind: str
    content: BinaryIO


@contextmanager
def receive(stream: Readable, *, name: str, limit_bytes: int) -> Iterator[Received]:
    """Take a stream in and check it; the plain copy is gone when the block ends.

    ``Invalid`` on the field ``file`` with one sentence for what can't be taken; ``Unavailable``
    when the disk is full. The name is cleaned; the kind is told by content alone.
    """
    name = clean_name(name)
    with vault.disk_errors():
        handle, path = tempfile.mkstemp(prefix=vault.PLAIN, dir=vault.scratch())
    try:
        with os.fdopen(handle, "w+b") as content:
            size, sha256 = _spool(stream, content, name, limit_bytes)
            kind = check(content, Path(path), name)
            content.seek(0)
            yield Received(name, size, sha256, kind, content)
    finally:
        Path(path).unlink(missing_ok=True)


def _spool(stream: Readable, content: BinaryIO, name: str, limit: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_STEP):
        size += len(piece)
        if size > limit:
            sentence = f"“{name}”超过 {_in_words(limit)}，不能上传，请压缩图片或分成几份。"
            raise Invalid(sentence, field="file")
        digest.update(piece)
        with vault.disk_errors():
            content.write(piece)
            content.flush()
    if not size:
        raise Invalid(f"“{name}”是空文件，没有内容可以保存。", field="file")
    return size, digest.hexdigest()


def _in_words(size: int) -> str:
    mega = size / (1024 * 1024)
    return f"{mega:g} MB" if mega >= 1 else f"{size:,} 字节"


def check(content: BinaryIO, path: Path, name: str) -> str:
    """Key of the content's kind, or ``Invalid``: nothing that runs, nothing but what it says."""
    content.seek(0)
    head = content.read(_HEAD)
    ending = extension(name)
    if found := danger.danger_of(head):
        raise _refusal(name, ending, found, "不能上传。")
    if ending in kinds.RUNNING:
        raise Invalid(f"“{name}”是可以运行的文件类型（.{ending}），不能上传。", field="file")
    kind = kinds.kind_of(head, path)
    if kind is None:
        if kinds.is_locked(head, path):
            raise Invalid(f"“{name}”设有打开密码，请去掉密码后再上传。", field="file")
        raise _unknown(name, ending, head)
    if kind.key == "ole" and danger.is_installer(path):
        raise _refusal(name, ending, danger.PROGRAM, "不能上传。")
    if kinds.promise_of(ending) and ending not in kind.endings:
        raise _refusal(name, ending, kind.label, "请改成相符的扩展名后再上传。")
    if head.startswith(archives.ZIP):
        with vault.disk_errors():
            archives.check(content, name)
    return kind.key


def _refusal(name: str, ending: str, found: str, ask: str) -> Invalid:
    promise = kinds.promise_of(ending)
    told = f"是{_spaced(found)}"
    if promise:
        told = f"的内容不是{_spaced(promise)}，而{told}"
    return Invalid(f"“{name}”{told}，{ask}", field="file")


def _unknown(name: str, ending: str, head: bytes) -> Invalid:
    promise = kinds.promise_of(ending)
    if closed := archives.closed_kind(head):
        told = f"是 {closed} 压缩包，系统无法检查里面的内容，请解开后上传，或者改用 ZIP。"
    elif promise:
        told = f"的内容不是{_spaced(promise)}，可能已损坏，请核对后再上传。"
    else:
        told = "的内容认不出是哪种文件，请改为文档、表格、PDF、OFD、图片或 ZIP 后再上传。"
    return Invalid(f"“{name}”{told}", field="file")


def _spaced(words: str) -> str:
    """A blank between Chinese and Latin, as Chinese is set."""
    return f" {words}" if words[:1].isascii() else words
