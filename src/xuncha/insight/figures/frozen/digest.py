"""The digest that shows whether a snapshot is still what was sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from xuncha.insight.figures.measure import Measure
from xuncha.insight.figures.models import FrozenFigure, Snapshot

_HEAD = ("round_id", "number", "reason", "registry", "previous", "made_by_id")
_ROW = ("place", "name", "params", "label", "subject", "unit", "definition", "rows", "why")
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def registry_of(measures: Iterable[Measure]) -> str:
    """Over all definitions: two snapshots with the same one were counted alike."""
    return _over([[one.name, one.label, one.definition, one.unit] for one in measures])


def digest_of(row: Snapshot, figures: Iterable[FrozenFigure]) -> str:
    """Over a snapshot and all its figures."""
    head = {name: getattr(row, name) for name in _HEAD}
    days = {"day": row.day.isoformat(), "closed_on": row.closed_on.isoformat()}
    return _over([head | days, *(_told(one) for one in figures)])


def _told(figure: FrozenFigure) -> dict[str, Any]:
    value = None if figure.value is None else f"{figure.value:.2f}"
    return {name: getattr(figure, name) for name in _ROW} | {"value": value}


def _over(content: Any) -> str:
    return hashlib.sha256(_canonical(content).encode()).hexdigest()
