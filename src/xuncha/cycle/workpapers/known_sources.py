"""The records of earlier rooms that papers can cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.fieldwork.enums import LineState
from xuncha.cycle.fieldwork.models import RequestLine
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


_HAD = (LineState.HANDED, LineState.PARTLY, LineState.RECEIVED, LineState.RETURNED)


def _documents(actor: Actor, inspection_id: int) -> Iterable[Source]:
    rows = access.visible(actor, RequestLine).filter(
        inspection_id=inspection_id, state__in=[str(one) for one in _HAD]
    )
    ordered = rows.select_related("request").order_by("request__number", "number")
    return [_document(one) for one in ordered[:_MOST]]


def _documents_by_id(actor: Actor, ids: Collection[int]) -> Iterable[Source]:
    rows = access.visible(actor, RequestLine).filter(pk__in=ids).select_related("request")
    return [_document(one) for one in rows]


def _document(one: RequestLine) -> Source:
    return Source("document", one.pk, f"{one.request.code}/{one.number}", one.title[:_WORDS])


register(SourceKind("document", "调阅材料", "fieldwork_line", _documents, _documents_by_id))
