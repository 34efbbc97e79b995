"""The source of a petition: its custodian, asking, granting, refusing, opening, destroying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xuncha.cycle.petitions import sealing
from xuncha.cycle.petitions.enums import RequestState
from xuncha.cycle.petitions.models import (
    Custodian,
    Petition,
    PetitionSource,
    SourceOpening,
    SourceRequest,
)
from xuncha.cycle.petitions.people import nameable
from xuncha.cycle.petitions.policies import custodian_of, keeps
from xuncha.cycle.petitions.states import REQUEST_STATES
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

OWN = "不能决定自己的申请。"
GONE = "这件信访没有来源，或者保管期满已经销毁。"
LONGEST = 300


@service
def appoint(actor: Actor, *, inspection_id: int, user_id: int) -> Custodian:
    """Appoint who keeps an inspection's sources, in place of whoever did. A member of the team or
    somebody of the office."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    access.require(actor, "appoint", Petition(inspection=inspection))
    if user_id not in {one.pk for one in nameable(inspection.pk)}:
        raise Invalid("来源保管人只能是本组组员或者巡察办人员。", field="user")
    now = clock.now()
    Custodian.objects.filter(inspection=inspection, ended_at__isnull=True).update(ended_at=now)
    made = Custodian.objects.create(
        inspection=inspection, user_id=user_id, from_on=clock.today(),
        appointed_by_id=actor.user_id, appointed_at=now,
    )  # fmt: skip
    record(actor, "petitions.custodian.appointed", made, user=user_id)
    words = "您被指定为信访来源保管人：来源由您决定给谁看。"
    _tell(actor, inspection.pk, [user_id], words)
    return made


@service
def ask(actor: Actor, *, petition_id: int, reason: str) -> SourceRequest:
    """Ask to see who wrote it."""
    row = access.get_or_404(actor, Petition, pk=petition_id)
    access.require(actor, "ask", row)
    _source(row)
    reason = _words(reason, "请写明为什么要看来源。")
    keeper = custodian_of(row.inspection_id)
    if keeper is None:
        raise Refused("还没有指定来源保管人，请组长或者巡察办主任先指定。")
    if keeper.user_id == actor.user_id:
        raise Refused("您就是保管人，打开时写明理由即可，不用申请。")
    waiting = (RequestState.ASKED, RequestState.GRANTED)
    rows = SourceRequest.objects.filter(petition=row, asked_by=actor.user_id, state__in=waiting)
    rows.filter(state=RequestState.GRANTED, until_on__lt=clock.today()).update(
        state=RequestState.ENDED
    )
    if rows.exists():
        raise Conflict("您对这件信访已经有一份申请。")
    made = SourceRequest.objects.create(
        petition=row, asked_by_id=actor.user_id, asked_at=clock.now(), reason=reason
    )
    record(actor, "petitions.source.asked", row, request=made.pk)
    words = "有一份查看信访来源的申请等您决定。"
    _tell(actor, row.inspection_id, [keeper.user_id], words, f"/petitions/{row.pk}/")
    return made


@service
def decide(
    actor: Actor, *, request_id: int, version: int, grants: bool, words: str,
    until_on: dt.date | None = None,
) -> SourceRequest:  # fmt: skip
    """The custodian grants until a day, or refuses; either with a reason, and never his own."""
    made = _request(actor, request_id)
    if made.asked_by_id == actor.user_id:
        raise Refused(OWN)
    words = _words(words, "同意和不同意都要写明理由。")
    if grants and (until_on is None or until_on < clock.today()):
        raise Invalid("请写明同意看到哪一天，不能早于今天。", field="until_on")
    step = "grant" if grants else "refuse"
    REQUEST_STATES.move(
        made, step, version=version, reason=words, words=words, decided_by_id=actor.user_id,
        decided_at=clock.now(), until_on=until_on if grants else None,
    )  # fmt: skip
    verb = f"petitions.source.{'granted' if grants else 'refused'}"
    record(actor, verb, made.petition, request=made.pk)
    said = "您查看信访来源的申请已经有了决定。"
    url = f"/petitions/{made.petition_id}/"
    _tell(actor, made.petition.inspection_id, [made.asked_by_id], said, url)
    return made


@service
def end(actor: Actor, *, request_id: int, version: int, words: str) -> SourceRequest:
    """The custodian takes his leave back."""
    made = _request(actor, request_id)
    words = _words(words, "收回必须写明理由。")
    REQUEST_STATES.move(made, "end", version=version, reason=words, words=words)
    record(actor, "petitions.source.ended", made.petition, request=made.pk)
    return made


@service
def open_source(
    actor: Actor, *, petition_id: int, places: Sequence[str], reason: str = ""
) -> dict[str, str]:
    """The chosen fields of the source, each noted before it is given. By leave that holds today; by
    the custodian himself with a reason."""
    row = access.get_or_404(actor, Petition, pk=petition_id)
    source = _source(row)
    leave = leave_of(actor, row)
    if leave is None and not keeps(actor, row.inspection_id):
        raise Refused("来源是封存的：请先向来源保管人申请，同意以后才能打开。")
    reason = leave.reason if leave else _words(reason, "保管人自己打开，也要写明理由。")
    told = sealing.open_source(source, places)
    if not told:
        raise Invalid("请选择要打开的栏目。", field="places")
    SourceOpening.objects.bulk_create(
        [
            SourceOpening(
                petition=row, place=place, by_id=actor.user_id, by_name=actor.name,
                at=clock.now(), reason=reason,
            )
            for place in told
        ]
    )  # fmt: skip
    record(actor, "petitions.source.opened", row, fields=len(told))
    return told


@service
def destroy(actor: Actor, *, petition_id: int) -> Petition:
    """Destroy a source whose keeping time is over; the custodian's or the director's act. The
    register's line stays."""
    row = access.get_or_404(actor, Petition, pk=petition_id)
    if not keeps(actor, row.inspection_id):
        access.require(actor, "appoint", row)
    source = _source(row)
    if row.keep_until_on >= clock.today():
        raise Conflict(f"保管期到 {row.keep_until_on}，期满以后才能销毁。")
    sealing.destroy(source, actor.user_id)
    record(actor, "petitions.source.destroyed", row)
    return row


def leave_of(actor: Actor, row: Petition) -> SourceRequest | None:
    """The actor's own leave to see the source that holds today."""
    rows = SourceRequest.objects.filter(
        petition=row, asked_by=actor.user_id, state=RequestState.GRANTED,
        until_on__gte=clock.today(),
    )  # fmt: skip
    return rows.first()


def _source(row: Petition) -> PetitionSource:
    source = PetitionSource.objects.filter(petition=row, destroyed_at__isnull=True).first()
    if source is None:
        raise Conflict(GONE)
    source.petition = row
    return source


def _request(actor: Actor, request_id: int) -> SourceRequest:
    made = access.get_or_404(actor, SourceRequest, related=("petition",), pk=request_id)
    access.require(actor, "decide", made.petition)
    return made


def _words(text: str, sentence: str) -> str:
    text = text.strip()
    if not text:
        raise Invalid(sentence, field="reason")
    if len(text) > LONGEST:
        raise Invalid(f"有 {len(text)} 个字，最多 {LONGEST} 个字。", field="reason")
    return text


def _tell(
    actor: Actor, inspection_id: int, users: Sequence[int | None], words: str,
    url: str = "/petitions/",
) -> None:  # fmt: skip
    """A notice that names nothing."""
    told = [one for one in users if one is not None]
    topic = topic_of(inspection_id)
    tell(actor, users=told, kind="petitions.source", text=words, url=url, topic=topic)
