"""The site's keys in a file of their own, under a passphrase.

``XCK1``, 16 bytes of salt, 12 of nonce, then AES-256-GCM over a JSON of names and base64; the key
is scrypt of the passphrase (n = 2^16, r = 8, p = 1: some 64 MB and a tenth of a second a try).
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from xuncha.kernel.errors import Invalid

_MAGIC = b"XCK1"
_SALT, _NONCE = 16, 12
SHORTEST = 12


def write_keys(folder: Path, target: Path, passphrase: str) -> int:
    """Put every ``*.key`` of a folder into a new file. Refuses a short passphrase and a file that
    is there already. Gives the number of keys."""
    if len(passphrase) < SHORTEST:
        raise Invalid(f"密钥文件的口令至少要 {SHORTEST} 个字符。")
    held = {
        path.name: base64.b64encode(path.read_bytes()).decode("ascii")
        for path in sorted(folder.glob("*.key"))
    }
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    body = AESGCM(_key(passphrase, salt)).encrypt(nonce, json.dumps(held).encode(), _MAGIC)
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Invalid(f"“{target.name}”已经存在，请换一个文件名。") from None
    with os.fdopen(handle, "wb") as out:
        out.write(_MAGIC + salt + nonce + body)
        out.flush()
        os.fsync(out.fileno())
    return len(held)


def read_keys(source: Path, passphrase: str, folder: Path) -> int:
    """Put the keys of such a file into a folder. One sentence for a wrong passphrase and for a
    damaged file: nobody can tell them apart. Gives their number."""
    raw = source.read_bytes()
    start = len(_MAGIC)
    if not raw.startswith(_MAGIC) or len(raw) < start + _SALT + _NONCE:
        raise Invalid(f"“{source.name}”不是 xuncha backup 做的密钥文件。")
    salt, nonce = raw[start : start + _SALT], raw[start + _SALT : start + _SALT + _NONCE]
    try:
        cipher = AESGCM(_key(passphrase, salt))
        held = json.loads(cipher.decrypt(nonce, raw[start + _SALT + _NONCE :], _MAGIC))
    except InvalidTag:
        raise Invalid(f"口令不对，或者密钥文件“{source.name}”已损坏。") from None
    for name, text in held.items():
        path = folder / Path(name).name
        path.write_bytes(base64.b64decode(text))
        path.chmod(0o600)
    return len(held)


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(passphrase.encode())
