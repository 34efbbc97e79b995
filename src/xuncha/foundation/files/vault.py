"""The folder of blobs: put one in, open one, clear away what nobody needs.

A blob is written to a name of its own, forced to the disk and renamed: a kill leaves the whole blob
or none. Two people who hand in the same content at once rename twice onto the same name, and both
copies are whole.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from xuncha.foundation.files import sealing
from xuncha.foundation.seals import keys
from xuncha.kernel.disk import is_full
from xuncha.kernel.errors import Unavailable

_DRAFT = ".draft"
_GOING = ".going"
PLAIN = "xc-"
FULL = "磁盘空间不足，文件没有保存，请联系系统管理员。"
FAILED = "文件没有保存：存储不可用，请联系系统管理员。"


def root() -> Path:
    """Where blobs lie."""
    return Path(settings.XUNCHA_HOME) / "files"


def scratch() -> Path:
    """Where plain copies live while they are looked at (0700), made when first needed."""
    path = Path(settings.XUNCHA_HOME) / "tmp"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(name: str) -> Path:
    """The blob's place: two digits, then the rest, so that no folder grows too long."""
    return root() / name[:2] / name[2:]


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn the disk's refusals into one sentence."""
    try:
        yield
    except OSError as error:
        raise Unavailable(FULL if is_full(error) else FAILED) from error


def put(source: BinaryIO, *, sha256: str, size: int) -> str:
    """Seal ``size`` bytes of ``source`` into the folder and give the blob's name.

    Content that is there already is not written again. ``Unavailable`` when the disk is full.
    """
    key = keys.current()
    name = key.name_of(sha256)
    with disk_errors():
        if not _touched(path_of(name), size):
            _write(source, name=name, size=size, key=key)
    return name


def _touched(path: Path, size: int) -> bool:
    """Whether a whole blob is there; its new time keeps the clearing-away off it."""
    try:
        os.utime(path)
        with path.open("rb") as blob:
            return sealing.Header.read(blob).size == size
    except (FileNotFoundError, Unavailable):
        return False


def _write(source: BinaryIO, *, name: str, size: int, key: keys.SiteKey) -> None:
    place = path_of(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{secrets.token_hex(8)}{_DRAFT}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            sealing.seal(source, out, name=name, size=size, key=key)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself lasting; a system without such a call does so by itself."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def chunks(name: str) -> Iterator[bytes]:
    """The blob's content, verified chunk by chunk; ``Unavailable`` where it is gone or damaged."""
    try:
        blob = path_of(name).open("rb")
    except OSError:
        raise Unavailable("文件的存储内容不在了，请联系系统管理员从备份恢复。") from None
    with blob:
        yield from sealing.unseal(blob, name=name)


def stale_names(older_than_seconds: float) -> Iterator[str]:
    """Names of blobs that nobody stored or stored again for so long."""
    limit = time.time() - older_than_seconds
    for path in root().glob("??/*"):
        if not path.suffix and path.stat().st_mtime < limit:
            yield path.parent.name + path.name


def discard(name: str, older_than_seconds: float) -> bool:
    """Remove one blob, unless somebody stored its content again in the meantime.

    It is set aside first: whoever stores the same content now finds nothing and writes it anew; who
    found it a moment ago has given it a new time, and it goes back.
    """
    place = path_of(name)
    aside = place.with_name(place.name + _GOING)
    try:
        place.replace(aside)
    except FileNotFoundError:
        return False
    if aside.stat().st_mtime >= time.time() - older_than_seconds and not place.exists():
        aside.replace(place)
        return False
    aside.unlink(missing_ok=True)
    return True


def discard_drafts(older_than_seconds: float) -> int:
    """Remove what killed processes left half written or half looked at; gives their number.

    What was set aside goes back first: nobody can say any more why it was.
    """
    for aside in root().glob(f"??/*{_GOING}"):
        place = aside.with_name(aside.name.removesuffix(_GOING))
        with suppress(FileNotFoundError):
            aside.unlink() if place.exists() else aside.replace(place)
    limit = time.time() - older_than_seconds
    count = 0
    held = [*scratch().glob(f"{PLAIN}*"), *scratch().glob("tmp*.upload*")]
    for path in [*root().glob(f"??/*{_DRAFT}"), *held]:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                count += 1
    return count
