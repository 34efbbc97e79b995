"""Naming who may know of a clue, ending it, and the keys that go with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xuncha.cycle.clues import sealing
from xuncha.cycle.clues.enums import Basis
from xuncha.cycle.clues.models import Clue, ClueGrant
from xuncha.cycle.clues.people import may_know
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.wrapping import OpenKey, holder_of
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

HIMSELF = "不能给自己授予或者收回知悉授权，请由另一位有权限的同志办理。"
BARRED = "这位同志不能知悉这条线索：被巡察单位、三员、其他巡察组和须回避的人员一律不能授予。"
NO_HOLDER = "这位同志还没有设立封存口令，请他先在线索专柜设立，再授予。"
_TOLD = "您有一份线索专柜的知悉授权，请到线索专柜查看。"


@service
def grant(
    actor: Actor, key: OpenKey, *, clue_id: int, user_id: int, reason: str,
    from_on: dt.date | None = None, until_on: dt.date | None = None,
) -> ClueGrant:  # fmt: skip
    """Let a named person know of a clue, for a reason, from a day on until another. He must have
    made his own key; nobody names himself. The notice says that there is something, not what."""
    clue = access.get_or_404(actor, Clue, pk=clue_id)
    access.require(actor, "name", clue)
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise Invalid("请选择知悉人。", field="user")
    holder = holder_of(user.pk)
    _check(actor, clue, user, holder)
    if not reason.strip():
        raise Invalid("请写明为什么需要知悉。", field="reason")
    start = from_on or clock.today()
    if until_on is not None and until_on < max(start, clock.today()):
        raise Invalid("止日不能早于起日和今天。", field="until_on")
    if ClueGrant.objects.filter(clue=clue, user=user, ended_at__isnull=True).exists():
        raise Conflict("他已经有这条线索的知悉授权。")
    secret = sealing.data_key(clue, key)
    wrapping.touch(clue)
    made = ClueGrant.objects.create(
        clue=clue, user=user, basis=Basis.GIVEN, from_on=start, until_on=until_on,
        given_by_id=actor.user_id, given_at=clock.now(),
    )  # fmt: skip
    sealing.write_texts(clue, secret, {f"grant:{made.pk}": reason.strip()[:500]})
    assert holder is not None
    wrapping.hand_to(clue, secret, holder)
    record(actor, "clues.grant.given", clue, grant=made.pk, user=user.pk)
    tell(
        actor, users=[user.pk], kind="clues.grant.given", text=_TOLD, url=f"/clues/{clue.pk}/",
        topic=topic_of(clue.inspection_id),
    )  # fmt: skip
    return made


def _check(actor: Actor, clue: Clue, user: User, holder: Any) -> None:
    if user.pk == actor.user_id:
        raise Refused(HIMSELF)
    if not may_know(user, clue):
        raise Refused(BARRED)
    if holder is None:
        raise Refused(NO_HOLDER)


@service
def end_grant(actor: Actor, key: OpenKey, *, grant_id: int, reason: str) -> Clue:
    """End a grant at once. The clue gets a new data key, wrapped for all others whose grants hold:
    what the person had opens nothing any more, not even from a copy of the database."""
    row = access.get_or_404(actor, ClueGrant, pk=grant_id)
    clue = access.get_or_404(actor, Clue, pk=row.clue_id)
    access.require(actor, "name", clue)
    if row.user_id == actor.user_id:
        raise Refused(HIMSELF)
    if not reason.strip():
        raise Invalid("收回必须写明理由。", field="reason")
    secret = sealing.data_key(clue, key)
    rows = ClueGrant.objects.filter(pk=row.pk, ended_at__isnull=True)
    if rows.update(ended_at=clock.now(), ended_by_id=actor.user_id) != 1:
        raise Conflict
    sealing.write_texts(clue, secret, {f"ended:{row.pk}": reason.strip()[:500]})
    sealing.change_key(clue, secret)
    record(actor, "clues.grant.ended", clue, grant=row.pk, user=row.user_id)
    record(actor, "clues.clue.rekeyed", clue, generation=clue.generation)
    return clue


@service
def rekey(actor: Actor, key: OpenKey, *, clue_id: int) -> Clue:
    """A new data key for the clue: after a grant ran out, or whenever somebody thinks it due."""
    clue = access.get_or_404(actor, Clue, pk=clue_id)
    access.require(actor, "rekey", clue)
    sealing.change_key(clue, sealing.data_key(clue, key))
    record(actor, "clues.clue.rekeyed", clue, generation=clue.generation)
    return clue


@service
def hand_key(actor: Actor, key: OpenKey, *, grant_id: int) -> Clue:
    """Hand the clue's key again to somebody whose grant holds but who made a new key of his own, or
    made his first one after the clue was registered."""
    row = access.get_or_404(actor, ClueGrant, pk=grant_id)
    clue = access.get_or_404(actor, Clue, pk=row.clue_id)
    access.require(actor, "name", clue)
    holder = next(
        (one for one in sealing.live_holders(clue) if one.user_id == row.user_id), None
    )  # fmt: skip
    if holder is None:
        raise Refused("他还没有设立封存口令，或者知悉授权不在有效期内。")
    secret = sealing.data_key(clue, key)
    wrapping.touch(clue)
    wrapping.hand_to(clue, secret, holder)
    record(actor, "clues.key.handed", clue, grant=row.pk, user=row.user_id)
    return clue


def without_key(clue: Clue) -> set[int]:
    """Grants of a clue that hold today but whose holder has no key of it."""
    having = set(
        clue.keys.filter(holder__retired_at__isnull=True, generation=clue.generation).values_list(
            "holder__user_id", flat=True
        )
    )
    rows = ClueGrant.objects.filter(clue=clue, ended_at__isnull=True)
    return {one.pk for one in rows if one.user_id not in having}
