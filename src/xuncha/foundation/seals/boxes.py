"""Secrets for named persons: key pairs locked by a passphrase, data keys wrapped for a public key,
texts sealed with a data key. Nothing here knows the site's own key.

A *pair* is X25519. A *wrap* is an ephemeral X25519 public key · nonce · AES-256-GCM of the data key
under HKDF-SHA256 of the shared secret; the context is bound into both. A *lock* is the private key
under scrypt of a passphrase. Whoever holds the database and every key of the site, but no
passphrase, opens none of it.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from xuncha.kernel.errors import Invalid, Unavailable

KEY_BYTES = 32
_NONCE, _SALT, _PUBLIC = 12, 16, 32
WORK = 2**16
"""scrypt's n for new locks: some 64 MB and a tenth of a second a try. Each lock keeps its own."""
_MOST_WORK = 2**20
DAMAGED = "封存的内容已损坏或被改动，不能打开，请联系系统管理员从备份恢复。"
WRONG = "口令不对，没有打开。"


@dataclass(frozen=True, slots=True)
class Pair:
    """A key pair; the private half never shows itself."""

    public: str
    private: bytes = field(repr=False)


def new_key() -> bytes:
    """A random data key."""
    return os.urandom(KEY_BYTES)


def make_pair() -> Pair:
    """A new key pair."""
    return pair_of(X25519PrivateKey.generate().private_bytes_raw())


def pair_of(private: bytes) -> Pair:
    """The pair to which a private key belongs."""
    public = X25519PrivateKey.from_private_bytes(private).public_key()
    return Pair(_text(public.public_bytes_raw()), private)


def lock(private: bytes, passphrase: str) -> str:
    """A private key under a passphrase, as a text that a column can hold."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    body = AESGCM(_stretched(passphrase, salt, WORK)).encrypt(nonce, private, b"xuncha lock")
    return f"k1.{WORK}.{_text(salt + nonce + body)}"


def unlock(locked: str, passphrase: str) -> bytes:
    """The private key; ``Invalid`` on ``passphrase`` where the passphrase is another."""
    try:
        mark, work, body = locked.split(".")
        raw, cost = _raw(body), int(work)
    except ValueError:
        raise Unavailable(DAMAGED) from None
    if mark != "k1" or not 2 <= cost <= _MOST_WORK:
        raise Unavailable(DAMAGED)
    salt, nonce, sealed = raw[:_SALT], raw[_SALT : _SALT + _NONCE], raw[_SALT + _NONCE :]
    try:
        cipher = AESGCM(_stretched(passphrase, salt, cost))
        return cipher.decrypt(nonce, sealed, b"xuncha lock")
    except InvalidTag:
        raise Invalid(WRONG, field="passphrase") from None


def wrap(secret: bytes, public: str, context: str) -> str:
    """A secret that only the holder of the private half of ``public`` can take out again."""
    once = X25519PrivateKey.generate()
    ours, nonce = once.public_key().public_bytes_raw(), os.urandom(_NONCE)
    theirs = X25519PublicKey.from_public_bytes(_raw(public))
    key = _shared(once, theirs, ours, public, context)
    return "w1." + _text(ours + nonce + AESGCM(key).encrypt(nonce, secret, context.encode()))


def unwrap(wrapped: str, private: bytes, context: str) -> bytes:
    """The secret; ``Unavailable`` where it was wrapped for another or changed."""
    raw = _raw(wrapped.removeprefix("w1."))
    if not wrapped.startswith("w1.") or len(raw) < _PUBLIC + _NONCE:
        raise Unavailable(DAMAGED)
    theirs, nonce = raw[:_PUBLIC], raw[_PUBLIC : _PUBLIC + _NONCE]
    own = X25519PrivateKey.from_private_bytes(private)
    try:
        other = X25519PublicKey.from_public_bytes(theirs)
        key = _shared(own, other, theirs, pair_of(private).public, context)
        return AESGCM(key).decrypt(nonce, raw[_PUBLIC + _NONCE :], context.encode())
    except (InvalidTag, ValueError):
        raise Unavailable(DAMAGED) from None


def seal(text: str, key: bytes, place: str) -> str:
    """A text under a data key, for one place: carried to another place it opens nothing."""
    nonce = os.urandom(_NONCE)
    return "d1." + _text(nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode()))


def unseal(sealed: str, key: bytes, place: str) -> str:
    """The text; ``Unavailable`` where key or place are others, or it was changed."""
    raw = _raw(sealed.removeprefix("d1."))
    if not sealed.startswith("d1.") or len(raw) < _NONCE:
        raise Unavailable(DAMAGED)
    try:
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
    except (InvalidTag, UnicodeDecodeError):
        raise Unavailable(DAMAGED) from None


def _shared(
    own: X25519PrivateKey, other: X25519PublicKey, once: bytes, public: str, context: str
) -> bytes:
    info = b"xuncha wrap " + once + public.encode() + context.encode()
    return HKDF(SHA256(), KEY_BYTES, None, info).derive(own.exchange(other))


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=work, r=8, p=1).derive(passphrase.encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _raw(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unavailable(DAMAGED) from None
