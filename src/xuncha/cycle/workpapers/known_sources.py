"""The records of earlier rooms that papers can cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.workpapers.sources import Source, SourceKind, register
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_MOST = 300
_WORDS = 60


def _points(actor: Actor, inspection_id: int) -> Iterable[Source]:
    rows = access.visible(actor, InspectionPoint).filter(inspection_id=inspection_id, state="found")
    return [_point(one) for one in rows.order_by("number")[:_MOST]]


def _points_by_id(actor: Actor, ids: Collection[int]) -> Iterable[Source]:
    return [_point(one) for one in access.visible(actor, InspectionPoint).filter(pk__in=ids)]


def _point(one: InspectionPoint) -> Source:
    return Source("point", one.pk, f"点-{one.number:03}", one.text[:_WORDS])


register(SourceKind("point", "监督要点检查", "points_point", _points, _points_by_id))
