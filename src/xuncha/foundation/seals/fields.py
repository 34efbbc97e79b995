"""A short secret as a text that a column can hold, and back.

``x1.`` and the base64 (URL alphabet, no padding) of key id (8) · nonce (12) · AES-256-GCM
ciphertext with its 16-byte tag. The key is derived for the ``place`` (model, record, field), and
the place is bound in as associated data: a sealed text that is carried to another record, field or
person opens nothing.
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from xuncha.foundation.seals import keys
from xuncha.kernel.errors import Unavailable

MARK = "x1."
_NONCE = 12
_DAMAGED = "封存的内容已损坏或被改动，不能打开，请联系系统管理员从备份恢复。"


def is_sealed(text: str) -> bool:
    """Whether a text is one of ours."""
    return text.startswith(MARK)


def seal(secret: bytes, *, place: str) -> str:
    """The sealed text: 51 characters and 4 for every 3 bytes. ``Unavailable`` without the key."""
    key, nonce = keys.current(), os.urandom(_NONCE)
    body = AESGCM(key.for_field(place)).encrypt(nonce, secret, place.encode())
    raw = key.key_id + nonce + body
    return MARK + base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def unseal(text: str, *, place: str) -> bytes:
    """The secret. ``Unavailable`` where the text was changed, cut, or sealed for another place, or
    where its key is gone."""
    try:
        body = text.removeprefix(MARK)
        raw = base64.b64decode(body + "=" * (-len(body) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unavailable(_DAMAGED) from None
    start = keys.ID_BYTES + _NONCE
    if not is_sealed(text) or len(raw) < start:
        raise Unavailable(_DAMAGED)
    key = keys.by_id(raw[: keys.ID_BYTES])
    try:
        cipher = AESGCM(key.for_field(place))
        return cipher.decrypt(raw[keys.ID_BYTES : start], raw[start:], place.encode())
    except InvalidTag:
        raise Unavailable(_DAMAGED) from None
