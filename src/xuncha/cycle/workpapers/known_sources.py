"""The records of earlier rooms that papers can cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.fieldwork.enums import FixState, LineState
from xuncha.cycle.fieldwork.models import ImmediateFix, RequestLine
from xuncha.cycle.inquiry.enums import QuestionnaireState, TalkState, VisitState
from xuncha.cycle.inquiry.models import Questionnaire, Talk, Visit
from xuncha.cycle.petitions.models import Petition
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


def _talks(actor: Actor, inspection_id: int) -> Iterable[Source]:
    rows = access.visible(actor, Talk).filter(inspection_id=inspection_id)
    return [
        _talk(one) for one in rows.exclude(state=TalkState.WITHDRAWN).order_by("number")[:_MOST]
    ]


def _talks_by_id(actor: Actor, ids: Collection[int]) -> Iterable[Source]:
    return [_talk(one) for one in access.visible(actor, Talk).filter(pk__in=ids)]


def _talk(one: Talk) -> Source:
    return Source("talk", one.pk, one.code, f"{one.post} {one.talked_on:%m-%d}"[:_WORDS])


register(SourceKind("talk", "谈话", "inquiry_talk", _talks, _talks_by_id))


def _visits(actor: Actor, inspection_id: int) -> Iterable[Source]:
    rows = access.visible(actor, Visit).filter(inspection_id=inspection_id)
    return [_visit(one) for one in rows.filter(state=VisitState.KEPT).order_by("number")[:_MOST]]


def _visits_by_id(actor: Actor, ids: Collection[int]) -> Iterable[Source]:
    return [_visit(one) for one in access.visible(actor, Visit).filter(pk__in=ids)]


def _visit(one: Visit) -> Source:
    return Source("visit", one.pk, one.code, f"{one.place} {one.visited_on:%m-%d}"[:_WORDS])


register(SourceKind("visit", "走访", "inquiry_visit", _visits, _visits_by_id))


def _forms(actor: Actor, inspection_id: int) -> Iterable[Source]:
    rows = access.visible(actor, Questionnaire).filter(inspection_id=inspection_id)
    closed = rows.filter(state=QuestionnaireState.CLOSED)
    return [_form(one) for one in closed.order_by("number")[:_MOST]]


def _forms_by_id(actor: Actor, ids: Collection[int]) -> Iterable[Source]:
    return [_form(one) for one in access.visible(actor, Questionnaire).filter(pk__in=ids)]


def _form(one: Questionnaire) -> Source:
    return Source("questionnaire", one.pk, one.code, one.title[:_WORDS])


register(SourceKind("questionnaire", "问卷", "inquiry_questionnaire", _forms, _forms_by_id))


def _fixes(actor: Actor, inspection_id: int) -> Iterable[Source]:
    rows = access.visible(actor, ImmediateFix).filter(inspection_id=inspection_id)
    given = rows.exclude(state__in=[FixState.DRAFT, FixState.WITHDRAWN])
    return [_fix(one) for one in given.order_by("number")[:_MOST]]


def _fixes_by_id(actor: Actor, ids: Collection[int]) -> Iterable[Source]:
    return [_fix(one) for one in access.visible(actor, ImmediateFix).filter(pk__in=ids)]


def _fix(one: ImmediateFix) -> Source:
    return Source("fix", one.pk, one.code, one.problem[:_WORDS])


register(SourceKind("fix", "立行立改", "fieldwork_fix", _fixes, _fixes_by_id))


def _petitions(actor: Actor, inspection_id: int) -> Iterable[Source]:
    rows = access.visible(actor, Petition).filter(inspection_id=inspection_id)
    return [_petition(one) for one in rows.order_by("number")[:_MOST]]


def _petitions_by_id(actor: Actor, ids: Collection[int]) -> Iterable[Source]:
    return [_petition(one) for one in access.visible(actor, Petition).filter(pk__in=ids)]


def _petition(one: Petition) -> Source:
    """By number, way and day only: neither whom it names nor what it says leaves its room."""
    title = f"{one.get_way_display()} {one.received_on:%m-%d}"
    return Source("petition", one.pk, one.code, title)


register(SourceKind("petition", "信访件", "petitions_petition", _petitions, _petitions_by_id))
