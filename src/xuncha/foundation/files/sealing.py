"""How a blob looks on the disk: AES-256-GCM in chunks, so that any size needs one chunk of memory.

Header (55 bytes): magic ``XCF`` · algorithm (1) · key id (8) · chunk size (4) · nonce prefix (8) ·
salt (16) · plaintext size (8) · 7 zero bytes kept for later. Then the chunks, each its ciphertext
with a 16-byte tag. A chunk's nonce is prefix and counter; its associated data are header, blob
name, index and last-flag: chunks can't be dropped, cut, swapped, or carried into another blob.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from xuncha.foundation.seals import keys
from xuncha.kernel.errors import Unavailable

CHUNK = 1024 * 1024
TAG = 16
AES_256_GCM = 1
_HEADER = struct.Struct(">3sB8sI8s16sQ7x")
_MAGIC = b"XCF"

DAMAGED = "文件的存储内容已损坏或被改动，不能打开，请联系系统管理员从备份恢复。"


@dataclass(frozen=True, slots=True)
class Header:
    algorithm: int
    key_id: bytes
    chunk: int
    prefix: bytes
    salt: bytes
    size: int

    def pack(self) -> bytes:
        return _HEADER.pack(
            _MAGIC, self.algorithm, self.key_id, self.chunk, self.prefix, self.salt, self.size
        )

    @classmethod
    def read(cls, source: BinaryIO) -> Header:
        """The header of a blob; ``Unavailable`` where there is none that we know."""
        raw = source.read(_HEADER.size)
        if len(raw) != _HEADER.size or not raw.startswith(_MAGIC):
            raise Unavailable(DAMAGED)
        _magic, *fields = _HEADER.unpack(raw)
        header = cls(*fields)
        if header.algorithm != AES_256_GCM or header.chunk != CHUNK or header.pack() != raw:
            raise Unavailable(DAMAGED)
        return header


def seal(source: BinaryIO, target: BinaryIO, *, name: str, size: int, key: keys.SiteKey) -> None:
    """Encrypt ``size`` bytes of ``source`` into ``target``; ``OSError`` passes (disk full)."""
    header = Header(AES_256_GCM, key.key_id, CHUNK, os.urandom(8), os.urandom(16), size)
    cipher = AESGCM(key.for_blob(header.salt))
    target.write(header.pack())
    for index in range(_chunks(size)):
        part = source.read(min(CHUNK, size - index * CHUNK))
        target.write(cipher.encrypt(_nonce(header, index), part, _bound(header, name, index)))


def unseal(source: BinaryIO, *, name: str) -> Iterator[bytes]:
    """Decrypt chunk by chunk; each is verified before it is given out.

    ``Unavailable`` with one sentence for whatever was cut, changed, reordered or renamed; a cut
    tail shows before the first chunk.
    """
    header = Header.read(source)
    start = source.tell()
    length = source.seek(0, os.SEEK_END) - start
    source.seek(start)
    count = _chunks(header.size)
    if length != header.size + count * TAG:
        raise Unavailable(DAMAGED)
    cipher = AESGCM(keys.by_id(header.key_id).for_blob(header.salt))
    for index in range(count):
        part = source.read(min(CHUNK, header.size - index * CHUNK) + TAG)
        try:
            yield cipher.decrypt(_nonce(header, index), part, _bound(header, name, index))
        except InvalidTag:
            raise Unavailable(DAMAGED) from None


def _chunks(size: int) -> int:
    return max(1, -(-size // CHUNK))


def _nonce(header: Header, index: int) -> bytes:
    return header.prefix + index.to_bytes(4, "big")


def _bound(header: Header, name: str, index: int) -> bytes:
    last = index == _chunks(header.size) - 1
    return header.pack() + name.encode("ascii") + struct.pack(">I?", index, last)
