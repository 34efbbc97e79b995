"""The source of a petition: its custodian, asking, granting, refusing, opening, destroying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import F

from xuncha.cycle.petitions import sealing
from xuncha.cycle.petitions.enums import RequestState
from xuncha.cycle.petitions.models import (
    Custodian,
    Petition,
    PetitionSource,
    SourceOpening,
    SourceRequest,
)
from xuncha.cycle.petitions.people import custodian_of, may_hold_key, nameable
from xuncha.cycle.petitions.policies import keeps
from xuncha.cycle.petitions.states import REQUEST_STATES
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.wrapping import OpenKey, holder_of
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock, texts
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

OWN = "不能决定自己的申请。"
NO_HOLDER = "您还没有设立封存口令：保管人同意以后，来源用您自己的口令打开。请先设立，再申请。"
NO_HOLDER_OF_HIS = "申请人的封存口令已经作废，请他重新设立以后再决定。"
LOCKED = "请先输入您的封存口令，再{act}。"
BARRED = "申请人现在不能看这次巡察的信访来源：授权已经到期，或者须回避。"
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
    sealing.take_over(PetitionSource.objects.filter(petition__inspection=inspection))
    words = "您被指定为信访来源保管人：来源由您决定给谁看；还没有封存口令的，请先设立。"
    _tell(actor, inspection.pk, [user_id], words)
    return made


@service
def ask(actor: Actor, *, petition_id: int, reason: str) -> SourceRequest:
    """Ask to see who wrote it."""
    row = access.get_or_404(actor, Petition, pk=petition_id)
    access.require(actor, "ask", row)
    _source(row)
    reason = _reason(reason, "请写明为什么要看来源。")
    keeper = custodian_of(row.inspection_id)
    if keeper is None:
        raise Refused("还没有指定来源保管人，请组长或者巡察办主任先指定。")
    if keeper.user_id == actor.user_id:
        raise Refused("您就是保管人，打开时写明理由即可，不用申请。")
    if holder_of(actor.user_id) is None:
        raise Refused(NO_HOLDER)
    waiting = (RequestState.ASKED, RequestState.GRANTED)
    rows = SourceRequest.objects.filter(petition=row, asked_by=actor.user_id, state__in=waiting)
    over = rows.filter(state=RequestState.GRANTED, until_on__lt=clock.today())
    if over.update(state=RequestState.ENDED, version=F("version") + 1):
        sealing.drop_copy(_source(row), actor.user_id or 0)
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
    actor: Actor, key: OpenKey | None, *, request_id: int, version: int, grants: bool, words: str,
    until_on: dt.date | None = None,
) -> SourceRequest:  # fmt: skip
    """The custodian grants until a day, or refuses; either with a reason, and never his own. To
    grant he hands the source's key on, so his own must be open; to refuse it need not."""
    made = _request(actor, request_id)
    if made.asked_by_id == actor.user_id:
        raise Refused(OWN)
    words = _reason(words, "同意和不同意都要写明理由。")
    if grants and (until_on is None or until_on < clock.today()):
        raise Invalid("请写明同意看到哪一天，不能早于今天。", field="until_on")
    if grants:
        _hand_key(made, key, "同意")
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
def hand_key(actor: Actor, key: OpenKey | None, *, request_id: int) -> SourceRequest:
    """Hand the key again to somebody whose leave holds, but who made a new key of his own."""
    made = _request(actor, request_id)
    if leave_of_user(made.asked_by_id, made.petition) is None:
        raise Conflict("这份同意已经到期或者收回，请他重新申请。")
    _hand_key(made, key, "补发钥匙")
    record(actor, "petitions.source.key_handed", made.petition, request=made.pk)
    return made


def _hand_key(made: SourceRequest, key: OpenKey | None, act: str) -> None:
    source = _source(made.petition)
    holder = holder_of(made.asked_by_id)
    if holder is None:
        raise Refused(NO_HOLDER_OF_HIS)
    if not may_hold_key(holder.user, made.petition.inspection_id):
        raise Refused(BARRED)
    secret = sealing.data_key(source, _needed(key, act))
    wrapping.touch(source)
    wrapping.hand_to(source, secret, holder)


def _needed(key: OpenKey | None, act: str) -> OpenKey:
    if key is None:
        raise Refused(LOCKED.format(act=act))
    return key


@service
def end(
    actor: Actor, key: OpenKey | None, *, request_id: int, version: int, words: str
) -> SourceRequest:
    """The custodian takes his leave back. The source gets a new data key: what the person had opens
    nothing any more, not even from a copy of the database."""
    made = _request(actor, request_id)
    words = _reason(words, "收回必须写明理由。")
    source = _source(made.petition)
    secret = sealing.data_key(source, _needed(key, "收回"))
    REQUEST_STATES.move(made, "end", version=version, reason=words, words=words)
    sealing.change_key(source, secret)
    record(actor, "petitions.source.ended", made.petition, request=made.pk)
    return made


@service
def open_source(
    actor: Actor, key: OpenKey | None, *, petition_id: int, places: Sequence[str], reason: str = ""
) -> dict[str, str]:
    """The chosen fields of the source, each noted before it is given. By leave that holds today; by
    the custodian himself with a reason; by either with his own key only."""
    row = access.get_or_404(actor, Petition, pk=petition_id)
    source = _source(row)
    leave = leave_of(actor, row)
    if not may_open(actor, row):
        raise Refused("来源是封存的：请先向来源保管人申请，同意以后才能打开。")
    reason = leave.reason if leave else _reason(reason, "保管人自己打开，也要写明理由。")
    told = sealing.open_source(source, _needed(key, "打开"), places)
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


def may_open(actor: Actor, row: Petition) -> bool:
    """Whether the actor may open the source today, as custodian or by leave; what it takes beside
    is his own key."""
    return leave_of(actor, row) is not None or keeps(actor, row.inspection_id)


def leave_of(actor: Actor, row: Petition) -> SourceRequest | None:
    """The actor's own leave to see the source that holds today."""
    return leave_of_user(actor.user_id, row)


def leave_of_user(user_id: int | None, row: Petition) -> SourceRequest | None:
    """Somebody's leave to see the source that holds today."""
    return sealing.live_leaves().filter(petition=row, asked_by=user_id).first()


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


def _reason(text: str, sentence: str) -> str:
    return texts.words(text, LONGEST, "reason", sentence)


def _tell(
    actor: Actor, inspection_id: int, users: Sequence[int | None], words: str,
    url: str = "/petitions/",
) -> None:  # fmt: skip
    """A notice that names nothing."""
    told = [one for one in users if one is not None]
    topic = topic_of(inspection_id)
    tell(actor, users=told, kind="petitions.source", text=words, url=url, topic=topic)
