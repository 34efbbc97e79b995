"""The file that travels: readable head, sealed body, signature.

``XCP1``, four bytes of length, the head as JSON (who made it for which team and machine, numbers,
the salt), then the body in pieces of AES-256-GCM, each with its length in front, then 64 bytes of
Ed25519 over everything before. The key is scrypt of the passphrase; a piece is bound to the head,
its number and whether it is the last: nothing can be cut, swapped or carried into another file.
Inside, parts follow one another, each with its name and size. Whoever has the file and not the
passphrase reads the head only; whoever has the passphrase and not the maker's key can make none.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from xuncha.kernel.errors import Invalid

_MAGIC = b"XCP1"
_LENGTH = struct.Struct(">I")
_SIGNED = 64
_PIECE = 256 * 1024
_TAG = 16
_LONGEST_HEAD = 64 * 1024
SHORTEST = 12
WORK = 2**16
"""scrypt's n for new packages: some 64 MB and a tenth of a second a try. Each names its own."""
_WORKS = frozenset(2**power for power in range(8, 21))
_STEP = 1024 * 1024

Part = tuple[str, Iterable[bytes]]


def check_passphrase(passphrase: str) -> str:
    """The passphrase, if it is long enough for a new package."""
    if len(passphrase) < SHORTEST:
        raise Invalid(f"数据包的口令至少要 {SHORTEST} 个字符。")
    return passphrase


def write(
    out: BinaryIO, head: dict[str, Any], parts: Iterable[Part], passphrase: str,
    signer: Ed25519PrivateKey,
) -> str:  # fmt: skip
    """Write a package; gives the SHA-256 of the whole file. ``OSError`` passes (disk full)."""
    salt = os.urandom(16)
    public = signer.public_key().public_bytes_raw().hex()
    head = head | {"salt": salt.hex(), "work": WORK, "public": public}
    text = json.dumps(head, ensure_ascii=False).encode()
    start = _MAGIC + _LENGTH.pack(len(text)) + text
    cipher, bound = AESGCM(_key(passphrase, salt, WORK)), hashlib.sha256(start).digest()
    digest = hashlib.sha256(start)
    out.write(start)
    for number, (piece, last) in enumerate(_pieces(_framed(parts))):
        sealed = cipher.encrypt(_nonce(number), piece, bound + bytes([last]))
        for one in (_LENGTH.pack(len(sealed)), sealed):
            digest.update(one)
            out.write(one)
    signature = signer.sign(digest.digest())
    digest.update(signature)
    out.write(signature)
    return digest.hexdigest()


def _framed(parts: Iterable[Part]) -> Iterator[bytes]:
    """Each part: its name, then its content in pieces with their lengths, closed by a zero."""
    for name, content in parts:
        encoded = name.encode()
        yield _LENGTH.pack(len(encoded)) + encoded
        for piece in content:
            if piece:
                yield _LENGTH.pack(len(piece)) + piece
        yield _LENGTH.pack(0)


def _pieces(stream: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    held = bytearray()
    for one in stream:
        held += one
        while len(held) > _PIECE:
            yield bytes(held[:_PIECE]), False
            del held[:_PIECE]
    yield bytes(held), True


@dataclass
class Package:
    """A package that was looked at: whole, and signed with the key that its head names."""

    path: Path
    head: dict[str, Any]
    sha256: str
    _start: int
    _bound: bytes

    @property
    def name(self) -> str:
        return self.path.name

    def parts(self, passphrase: str) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Names and contents, one after the other; a content that was not read is skipped."""
        with self.path.open("rb") as source:
            source.seek(self._start)
            stream = _Stream(self._opened(source, passphrase))
            while (length := stream.number(end_too=True)) is not None:
                name = stream.take(length).decode()
                content = _content(stream)
                yield name, content
                for _ in content:
                    pass

    def _opened(self, source: BinaryIO, passphrase: str) -> Iterator[bytes]:
        cipher = AESGCM(_key(passphrase, bytes.fromhex(self.head["salt"]), self.head["work"]))
        end = self.path.stat().st_size - _SIGNED
        number = 0
        while source.tell() < end:
            (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
            sealed = source.read(length)
            last = bytes([source.tell() >= end])
            try:
                yield cipher.decrypt(_nonce(number), sealed, self._bound + last)
            except InvalidTag:
                raise Invalid(f"口令不对，没有打开“{self.name}”。") from None
            number += 1


def look(path: Path) -> Package:
    """Read the head of a package and prove that nothing in it was changed, before anything is made
    of it. ``Invalid`` with one sentence for whatever is no whole package."""
    if path.is_dir():
        raise Invalid(f"“{path}”是文件夹，不是外出数据包。")
    if not path.is_file():
        raise Invalid(f"找不到外出数据包“{path}”。")
    with path.open("rb") as source:
        if source.read(len(_MAGIC)) != _MAGIC:
            raise Invalid(f"“{path.name}”不是 xuncha kit 做的外出数据包。")
        head, start = _head(source, path.name)
        digest = hashlib.sha256(start)
        left = path.stat().st_size - len(start) - _SIGNED
        if left <= _TAG:
            raise _damaged(path.name, "文件不完整")
        while left:
            piece = source.read(min(_STEP, left))
            digest.update(piece)
            left -= len(piece)
        signature = source.read(_SIGNED)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["public"]))
        key.verify(signature, digest.digest())
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise _damaged(path.name, "签名对不上") from None
    digest.update(signature)
    bound = hashlib.sha256(start).digest()
    return Package(path, head, digest.hexdigest(), len(start), bound)


def _head(source: BinaryIO, name: str) -> tuple[dict[str, Any], bytes]:
    length = source.read(_LENGTH.size)
    size = _LENGTH.unpack(length)[0] if len(length) == _LENGTH.size else 0
    text = source.read(size) if 0 < size <= _LONGEST_HEAD else b""
    try:
        head = json.loads(text)
    except ValueError:
        raise _damaged(name, "文件头") from None
    if not isinstance(head, dict) or len(text) != size or head.get("work", 0) not in _WORKS:
        raise _damaged(name, "文件头")
    return head, _MAGIC + length + text


def _damaged(name: str, place: str) -> Invalid:
    return Invalid(f"外出数据包“{name}”不完整或者被改动过（{place}），没有使用，什么也没有改。")


class _Stream:
    """Takes so many bytes from pieces of any size."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, bytearray()

    def take(self, size: int) -> bytes:
        while len(self._held) < size:
            self._held += next(self._pieces)
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def number(self, *, end_too: bool = False) -> int | None:
        """The next length; None at the end."""
        while end_too and not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return None
            self._held += piece
        return int(_LENGTH.unpack(self.take(_LENGTH.size))[0])


def _content(stream: _Stream) -> Iterator[bytes]:
    while length := stream.number():
        yield stream.take(length)


def _key(passphrase: str, salt: bytes, work: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=work, r=8, p=1).derive(passphrase.encode())


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
