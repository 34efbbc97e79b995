"""The keys that files and secret fields are sealed with: one in use, older ones kept for reading.

``keys/files.key`` seals what is new; every ``keys/files-*.key`` beside it still opens what it once
sealed. To change the key: rename the old one to ``files-<something>.key`` and make a new one.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from xuncha.kernel.errors import Unavailable

KEY_BYTES = 32
ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class SiteKey:
    """One master key. It never seals anything itself: each use has a key derived from it."""

    secret: bytes

    @property
    def key_id(self) -> bytes:
        """Short public name of the key, written at the head of what it sealed."""
        return hashlib.sha256(b"xuncha files key id" + self.secret).digest()[:ID_BYTES]

    def for_blob(self, salt: bytes) -> bytes:
        """The key of one blob. A fresh salt each time, so that no nonce can ever meet its twin."""
        return HKDF(SHA256(), KEY_BYTES, salt, b"xuncha files blob").derive(self.secret)

    def for_field(self, place: str) -> bytes:
        """The key of one field of one record: ``place`` names both."""
        return HKDF(SHA256(), KEY_BYTES, None, f"xuncha field {place}".encode()).derive(self.secret)

    def name_of(self, sha256: str) -> str:
        """A blob's name: the same content has the same name, and the name alone proves nothing."""
        key = HKDF(SHA256(), KEY_BYTES, None, b"xuncha files name").derive(self.secret)
        return hmac.new(key, bytes.fromhex(sha256), "sha256").hexdigest()


def folder() -> Path:
    """Where the site's keys lie."""
    return Path(settings.XUNCHA_HOME) / "keys"


def current() -> SiteKey:
    """The key for what is new. ``Unavailable`` where it is missing or not 32 bytes long."""
    return _read(folder() / "files.key")


def by_id(key_id: bytes) -> SiteKey:
    """The key that sealed a blob, in use or older; ``Unavailable`` where nobody kept it."""
    for path in [folder() / "files.key", *sorted(folder().glob("files-*.key"))]:
        if path.is_file() and (key := _read(path)).key_id == key_id:
            return key
    raise Unavailable(f"打开内容所需的密钥（{key_id.hex()}）不在本机，请从备份恢复密钥。")


def make(target: Path | None = None) -> Path:
    """Make ``files.key`` for a new site; one that is there is never touched. Gives its path."""
    path = target or folder() / "files.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path
    with os.fdopen(handle, "wb") as out:
        out.write(os.urandom(KEY_BYTES))
        out.flush()
        os.fsync(out.fileno())
    return path


def _read(path: Path) -> SiteKey:
    try:
        secret = path.read_bytes()
    except OSError:
        raise Unavailable(f"缺少文件密钥 {path.name}，请先运行 xuncha init。") from None
    if len(secret) != KEY_BYTES:
        raise Unavailable(f"文件密钥 {path.name} 已损坏，请从备份恢复。")
    return SiteKey(secret)
