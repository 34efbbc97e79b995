"""Bar charts as ECharts wants them; every chart stands above its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Series = tuple[str, Sequence[Any]]
"""What the bars of one colour are called, and how long they are."""


def bars(
    labels: Iterable[str], series: Iterable[Series], *, lying: bool = False, stacked: bool = False,
    colours: Sequence[str] = (), widest: int = 26, label_px: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Bars for each label, side by side or ``stacked``; ``lying`` where there are names to read,
    cut at ``label_px``. ``colours`` are names of the style sheet; a legend tells several series."""
    more: dict[str, Any] = {"stack": "all"} if stacked else {}
    drawn = [{"name": name, "type": "bar", "barMaxWidth": widest, "data": list(data)} | more
             for name, data in series]  # fmt: skip
    names: dict[str, Any] = {"type": "category", "data": list(labels)}
    if lying:
        names["inverse"] = True
    if label_px:
        names["axisLabel"] = {"width": label_px, "overflow": "truncate"}
    scale = {"type": "value", "minInterval": 1}
    option: dict[str, Any] = {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "grid": {"left": 8, "right": 28, "top": 36 if len(drawn) > 1 else 12, "bottom": 8,
                 "containLabel": True},
        "xAxis": scale if lying else names, "yAxis": names if lying else scale, "series": drawn,
    }  # fmt: skip
    if len(drawn) > 1:
        option["legend"] = {"top": 0, "type": "scroll"}
    return option | ({"colours": list(colours)} if colours else {})
