"""Which of the unsuspected are looked at as well: a share of them, drawn so that anybody who has
the marks and the seed draws the same."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable

MOST_SEED = 999_999
"""Seeds are whole numbers of at most six digits: a longer one would not be told in full."""


def drawn(marks: Iterable[str], risky: Collection[str], *, share: float, seed: float) -> set[str]:
    """Marks of the random part: of those that are not risky the share, rounded up, in the order of
    their seeded hashes."""
    rest = ordered((mark for mark in marks if mark not in risky), seed=seed)
    return set(rest[: math.ceil(len(rest) * share)])


def ordered(marks: Iterable[str], *, seed: float) -> list[str]:
    """Marks in the order in which they are drawn."""
    return sorted(marks, key=lambda mark: _lot(mark, seed))


def _lot(mark: str, seed: float) -> bytes:
    return hashlib.sha256(f"{seed:g}|{mark}".encode("utf-8", "surrogatepass")).digest()
