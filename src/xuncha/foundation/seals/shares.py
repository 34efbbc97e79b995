"""A key on paper for several people: any ``need`` of the shares give it back, fewer tell nothing.

Shamir's scheme over GF(256), byte by byte. On paper a share is its number, how many are needed, the
bytes and a checksum, in groups of four characters without look-alikes; three words stand beside it,
by which two people see at a glance that they read the same.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xuncha.kernel.errors import Invalid

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_FIRST = "红黄蓝白青紫黑金高长新老明远春秋"
_SECOND = "山河湖海云雨风雪松竹梅兰马牛羊鹿"
_CHECK = 4


@dataclass(frozen=True, slots=True)
class Share:
    """One of the shares: its number, how many are needed, its bytes."""

    number: int
    need: int
    body: bytes = field(repr=False)


def split(secret: bytes, *, need: int, total: int) -> list[Share]:
    """``total`` shares of a secret, of which any ``need`` give it back."""
    if not 2 <= need <= total <= 9:
        raise Invalid("份额至少要两人才能合上，总数不超过九份。", field="total")
    curves = [[byte, *secrets.token_bytes(need - 1)] for byte in secret]
    return [
        Share(number, need, bytes(_height(curve, number) for curve in curves))
        for number in range(1, total + 1)
    ]


def join(shares: Sequence[Share]) -> bytes:
    """The secret. ``Invalid`` where there are too few, or where they don't go together. Shares of
    different keys give a wrong secret: who joins them compares it with what he knows of the key."""
    chosen = list({one.number: one for one in shares}.values())
    need = max((one.need for one in chosen), default=2)
    if len(chosen) < need:
        raise Invalid(f"至少要 {need} 份不同的份额才能合上，现在只有 {len(chosen)} 份。")
    if len({(one.need, len(one.body)) for one in chosen}) > 1:
        raise Invalid("这几份份额不是同一把密钥的。")
    weights = [_weight(one.number, [each.number for each in chosen]) for one in chosen]
    columns = zip(*(one.body for one in chosen), strict=True)
    return bytes(_sum(_times(w, b) for w, b in zip(weights, col, strict=True)) for col in columns)


def to_paper(share: Share) -> str:
    """A share as it is printed: groups of four."""
    raw = bytes([share.number, share.need]) + share.body
    raw += hashlib.sha256(raw).digest()[:_CHECK]
    bits = int.from_bytes(raw, "big")
    length = (len(raw) * 8 + 4) // 5
    text = "".join(_ALPHABET[bits >> 5 * at & 31] for at in reversed(range(length)))
    return "-".join(text[at : at + 4] for at in range(0, length, 4))


def from_paper(text: str) -> Share:
    """A share as somebody typed it; ``Invalid`` where a character is wrong or missing."""
    plain = "".join(one for one in text.upper().translate(_ALIKE) if one in _ALPHABET)
    bits = 0
    for one in plain:
        bits = bits << 5 | _ALPHABET.index(one)
    size = len(plain) * 5 // 8
    if size < _CHECK + 3 or bits >> size * 8:
        raise Invalid("份额不完整，请对照纸上的字符重新输入。")
    raw = bits.to_bytes(size, "big")
    body, told = raw[:-_CHECK], raw[-_CHECK:]
    if hashlib.sha256(body).digest()[:_CHECK] != told:
        raise Invalid("份额里有输错的字符，请对照纸上的字符重新输入。")
    return Share(body[0], body[1], body[2:])


def check_words(raw: bytes) -> str:
    """Three words for some bytes: different bytes have different words, but for one chance in
    sixteen million."""
    digest = hashlib.sha256(b"xuncha check words" + raw).digest()[:3]
    return " ".join(_FIRST[byte >> 4] + _SECOND[byte & 15] for byte in digest)


def _height(curve: Sequence[int], at: int) -> int:
    value = 0
    for factor in reversed(curve):
        value = _times(value, at) ^ factor
    return value


def _weight(own: int, numbers: Sequence[int]) -> int:
    """Lagrange's factor of one share for the point where the secret lies."""
    weight = 1
    for other in numbers:
        if other != own:
            weight = _times(weight, _times(other, _inverse(other ^ own)))
    return weight


def _sum(values: Iterable[int]) -> int:
    total = 0
    for one in values:
        total ^= one
    return total


def _times(left: int, right: int) -> int:
    """Product in GF(256) with the polynomial 0x11B."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = left << 1 ^ (0x11B if left & 0x80 else 0)
        right >>= 1
    return product


def _inverse(value: int) -> int:
    result = 1
    for _ in range(254):
        result = _times(result, value)
    return result
