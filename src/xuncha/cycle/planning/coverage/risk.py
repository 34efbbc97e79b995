"""Risk by indicators: each part with its points, so that “为什么 78 分” has an answer.

Pure. A score is the weighted share of full points, in hundredths: an indicator at or above its
``top`` gives its whole weight, below it a share. What nobody typed in gives nothing and says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from xuncha.kernel.errors import Invalid

How = Literal["typed", "computed"]
MOST_INDICATORS = 20


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a version of the model."""

    code: str
    label: str
    how: How
    weight: int
    top: float
    help: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator gave: ``points`` of at most ``most``."""

    label: str
    value: float | None
    points: float
    most: float

    @property
    def words(self) -> str:
        if self.value is None:
            shown = "没有填报"
        else:
            shown = "没有记录" if math.isinf(self.value) else f"{self.value:g}"
        return f"{self.label} {shown}：{self.points:g} / {self.most:g} 分"


def score(
    indicators: Sequence[Indicator], values: Mapping[str, float | None]
) -> tuple[int, list[Part]]:
    """Points from 0 to 100, and the parts that make them up. Without any weight the score is 0."""
    whole = sum(one.weight for one in indicators)
    parts, total = [], 0.0
    for one in indicators:
        if not one.weight:
            continue
        value = values.get(one.code)
        most = 100 * one.weight / whole
        share = 0.0 if value is None else min(max(value, 0.0) / one.top, 1.0)
        total += most * share
        parts.append(Part(one.label, value, round(most * share, 1), round(most, 1)))
    return round(total), parts


def read_indicators(rows: Sequence[Mapping[str, Any]]) -> list[Indicator]:
    """Indicators as kept or typed in. Refuses no weight at all, a weight outside 0 to 100, a top
    that is not above 0, an empty or repeated name, and more than twenty."""
    if len(rows) > MOST_INDICATORS:
        raise Invalid(f"指标最多 {MOST_INDICATORS} 个。")
    found: list[Indicator] = []
    for row in rows:
        one = Indicator(
            code=str(row["code"]), label=str(row["label"]).strip(), how=row["how"],
            weight=int(row["weight"]), top=float(row["top"]), help=str(row.get("help", "")).strip(),
        )  # fmt: skip
        if not one.label:
            raise Invalid("每个指标都要有名称。")
        if not 0 <= one.weight <= 100:
            raise Invalid(f"“{one.label}”的权重应在 0 到 100 之间。")
        if not 0 < one.top <= 1_000_000:
            raise Invalid(f"“{one.label}”的满分值必须大于 0。")
        found.append(one)
    if len({one.label for one in found}) < len(found) or len({one.code for one in found}) < len(
        found
    ):
        raise Invalid("指标的名称不能重复。")
    if not any(one.weight for one in found):
        raise Invalid("至少有一个指标的权重大于 0。")
    return found
