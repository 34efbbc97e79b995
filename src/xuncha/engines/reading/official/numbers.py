# ruff: noqa: RUF001  (patterns)
"""Whole numbers and sums as papers write them."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = r"(?:\d[\d,]*|[一二三四五六七八九十百两]+)"
"""A whole number in digits or in Chinese numerals."""
SUM = r"\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元|亿|万)"
_VALUES = {one: at for at, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"亿": Decimal(100_000_000), "万": Decimal(10_000), "元": Decimal(1)}


def whole(words: str) -> int | None:
    """1,832 or 三十二 as a number; None where it is none."""
    digits = words.replace(",", "")
    if digits.isascii() and digits.isdecimal():
        return int(digits)
    total = held = 0
    for one in words:
        if one in _VALUES:
            held = _VALUES[one]
        elif one in _UNITS:
            total += (held or 1) * _UNITS[one]
            held = 0
        else:
            return None
    return (total + held) or None


def yuan(words: str) -> float | None:
    """A sum in yuan; exact in hundredths."""
    match = re.match(r"(\d[\d,]*(?:\.\d+)?)\s*([亿万元])", words)
    if match is None:
        return None
    value = Decimal(match[1].replace(",", "")) * _SCALES[match[2]]
    return float(round(value, 2))
