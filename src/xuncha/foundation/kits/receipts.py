"""A receipt that a person can copy from paper: it proves that the office merged this very file."""

from __future__ import annotations

import hmac

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def receipt_of(secret: str, sha256: str) -> str:
    """Twelve signs in groups of four."""
    number = int.from_bytes(hmac.digest(bytes.fromhex(secret), sha256.encode(), "sha256")[:8])
    text = "".join(_ALPHABET[number >> 5 * at & 31] for at in range(12))
    return "-".join(text[at : at + 4] for at in range(0, 12, 4))


def is_same(typed: str, receipt: str) -> bool:
    """Whether somebody typed this one, in whatever case and grouping."""
    plain = "".join(one for one in typed.upper() if one in _ALPHABET)
    return hmac.compare_digest(plain, receipt.replace("-", ""))
