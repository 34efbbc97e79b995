"""Files on their way: out of one site's store, into another's."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from xuncha.foundation.files import selectors, vault
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.kits.package import Part
from xuncha.kernel.disk import is_full
from xuncha.kernel.errors import Invalid, Unavailable

FULL = "磁盘空间不足，没有写完“{name}”，没有留下半份文件。"


def parts(numbers: Iterable[int]) -> Iterator[Part]:
    """The contents of stored files, one part each."""
    for stored in StoredFile.objects.filter(pk__in=list(numbers)).order_by("pk"):
        yield f"files/{stored.pk}", selectors.open_file(stored)


def receive(content: Iterable[bytes], row: dict[str, Any], name: str) -> str:
    """Seal a content with this site's key and give the blob's name; ``Invalid`` where it is not
    what its row says."""
    digest = hashlib.sha256()
    with tempfile.TemporaryFile(dir=vault.scratch()) as copy:
        with vault.disk_errors():
            for piece in content:
                digest.update(piece)
                copy.write(piece)
        if digest.hexdigest() != row["sha256"] or copy.tell() != row["size"]:
            raise Invalid(f"外出数据包“{name}”里的文件“{row['name']}”与清单不符，没有使用。")
        copy.seek(0)
        return vault.put(copy, sha256=row["sha256"], size=row["size"])


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A file that appears whole or not at all, forced to the disk. ``Invalid`` where one is there
    already, ``Unavailable`` when the disk is full."""
    if target.exists():
        raise Invalid(f"“{target.name}”已经存在，请换一个文件名。")
    if not target.parent.is_dir():
        raise Invalid(f"文件夹“{target.parent}”不存在。")
    draft = target.with_name(f".{target.name}.part")
    try:
        with _disk_errors(target.name):
            with os.fdopen(os.open(draft, _NEW, 0o600), "w+b") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


_NEW = os.O_RDWR | os.O_CREAT | os.O_TRUNC
Progress = Callable[[int, int, str], None]


@contextmanager
def _disk_errors(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if is_full(problem):
            raise Unavailable(FULL.format(name=name)) from problem
        raise
