"""Numbers as papers write them."""

from __future__ import annotations

from decimal import Decimal

from xuncha.insight.figures.measure import Value

SCALES: dict[str, int] = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


def plain(number: Decimal | int) -> str:
    """Without noughts that say nothing: 98.71, 62, 1715.5."""
    told = Decimal(number).quantize(Decimal("0.01"))
    return f"{told:f}".rstrip("0").rstrip(".") if "." in f"{told:f}" else f"{told:f}"


def said(value: Value, unit: str) -> str:
    """A value with its unit; large sums in 万元."""
    if value is None:
        return "—"
    if unit == "元" and value >= SCALES["万元"]:
        return f"{plain(Decimal(value) / SCALES['万元'])} 万元"
    return f"{plain(value)}{'' if unit == '%' else ' '}{unit}"
