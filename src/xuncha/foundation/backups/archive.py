"""The file that a backup is: a ZIP without compression.

``site.json`` is for whoever picks the file up: format, version, day, id of the key, migrations, and
no word of the business. ``manifest`` lists every other part with its size and SHA-256. It and the
tables are sealed with the site's key as files are (``files.sealing``); the files lie inside as they
lie on the disk, sealed already. So the backup tells nothing without the keys, which are not in it,
and whoever changes it can't make the manifest agree.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from xuncha.foundation.files import sealing
from xuncha.foundation.seals import keys
from xuncha.kernel.errors import Invalid, Unavailable

FORMAT, FORMAT_VERSION = "xuncha-backup", 1
_STEP = 1024 * 1024
_ABOUT, _MANIFEST = "site.json", "manifest"
FULL = "磁盘空间不足，备份没有做成，没有留下半份文件。"
DAMAGED = "备份文件“{name}”已损坏或被改动（{part}），没有恢复，什么也没有改。"


@dataclass
class Manifest:
    """What is inside: parts with size and SHA-256, rows by table, the head of the audit chain, and
    blobs that were missing when the backup was made."""

    parts: dict[str, tuple[int, str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    head: tuple[int, str] = (0, "")
    missing: list[str] = field(default_factory=list)


class Writer:
    """Writes the parts one after the other, the manifest last."""

    def __init__(self, target: BinaryIO, about: dict[str, Any]) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True)
        self._key = keys.current()
        self.manifest = Manifest()
        told = {
            "format": FORMAT, "format_version": FORMAT_VERSION, "key": self._key.key_id.hex(),
            **about,
        }  # fmt: skip
        self._zip.writestr(_ABOUT, json.dumps(told, ensure_ascii=False, indent=1))

    def add_sealed(self, name: str, source: BinaryIO, size: int) -> None:
        """A part in clear, to be sealed."""
        with self._zip.open(name, "w", force_zip64=True) as inner:
            counted = _Counted(inner)
            sealing.seal(source, cast(BinaryIO, counted), name=name, size=size, key=self._key)
        self.manifest.parts[name] = counted.told

    def add_as_is(self, name: str, source: BinaryIO) -> None:
        """A part that is sealed already, or needs no seal."""
        with self._zip.open(name, "w", force_zip64=True) as inner:
            counted = _Counted(inner)
            while piece := source.read(_STEP):
                counted.write(piece)
        self.manifest.parts[name] = counted.told

    def close(self) -> None:
        """Write the manifest and the ZIP's own list."""
        text = json.dumps(vars(self.manifest), ensure_ascii=False).encode()
        with self._zip.open(_MANIFEST, "w", force_zip64=True) as inner:
            sealing.seal(
                io.BytesIO(text), cast(BinaryIO, inner), name=_MANIFEST, size=len(text),
                key=self._key,
            )  # fmt: skip
        self._zip.close()

    def abandon(self) -> None:
        """Leave it unfinished: the file underneath may be gone already."""
        self._zip.fp = None


class _Counted:
    """Passes bytes on and keeps their number and digest."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self._size, self._digest = target, 0, hashlib.sha256()

    def write(self, piece: bytes) -> int:
        self._target.write(piece)
        self._digest.update(piece)
        self._size += len(piece)
        return len(piece)

    @property
    def told(self) -> tuple[int, str]:
        return self._size, self._digest.hexdigest()


class _Nowhere:
    def write(self, piece: bytes) -> int:
        return len(piece)


class Reader:
    """Opens a backup and gives its parts, each compared with the manifest."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._damage("文件头"):
            self._zip = zipfile.ZipFile(path)
            self.about: dict[str, Any] = json.loads(self._zip.read(_ABOUT))
        if self.about.get("format") != FORMAT:
            raise Invalid(f"“{path.name}”不是 xuncha backup 做的备份。")
        if self.about["format_version"] > FORMAT_VERSION:
            raise Invalid(f"“{path.name}”是更新版本的程序做的备份，请用新版程序恢复。")

    def read_manifest(self) -> Manifest:
        """The list of parts; the site's keys must be in place. ``Unavailable`` without the key."""
        keys.by_id(bytes.fromhex(self.about["key"]))
        with self._damage("清单"), self._zip.open(_MANIFEST) as inner:
            text = b"".join(sealing.unseal(_seekable(inner), name=_MANIFEST))
            told = json.loads(text)
        manifest = Manifest(
            {name: (size, digest) for name, (size, digest) in told["parts"].items()},
            told["rows"], (told["head"][0], told["head"][1]), told["missing"],
        )  # fmt: skip
        extra = set(self._zip.namelist()) - set(manifest.parts) - {_ABOUT, _MANIFEST}
        if extra or len(self._zip.namelist()) != len(manifest.parts) + 2:
            raise Invalid(DAMAGED.format(name=self.path.name, part="清单和内容不一致"))
        return manifest

    def compare(self, manifest: Manifest) -> None:
        """Read every part once and compare it, before anything is made of it."""
        for name, told in manifest.parts.items():
            self.copy(name, told, cast(BinaryIO, _Nowhere()))

    def copy(self, name: str, told: tuple[int, str], target: BinaryIO) -> None:
        """Copy a part as it lies in the backup and compare it."""
        with self._damage(name), self._zip.open(name) as inner:
            counted = _Counted(target)
            while piece := inner.read(_STEP):
                counted.write(piece)
        if counted.told != told:
            raise Invalid(DAMAGED.format(name=self.path.name, part=name))

    def clear(self, sealed: BinaryIO, name: str) -> Iterator[bytes]:
        """What a sealed part says."""
        with self._damage(name):
            yield from sealing.unseal(sealed, name=name)

    @contextlib.contextmanager
    def _damage(self, part: str) -> Iterator[None]:
        words = DAMAGED.format(name=self.path.name, part=part)
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ValueError) as problem:
            raise Invalid(words) from problem
        except Unavailable as problem:
            if problem.sentence == sealing.DAMAGED:
                raise Invalid(words) from problem
            raise
        except OSError as problem:
            if problem.errno in {errno.EINVAL, None}:
                raise Invalid(words) from problem
            raise

    def close(self) -> None:
        self._zip.close()


def _seekable(inner: IO[bytes]) -> BinaryIO:
    return io.BytesIO(inner.read())
