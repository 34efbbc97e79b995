"""Recusals set by people: one's own by one click, another's by the office."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.composing import compose
from xuncha.cycle.teams.conflicts import key_of
from xuncha.cycle.teams.enums import GroundKind, Origin, RecusalState
from xuncha.cycle.teams.models import Recusal, Seat
from xuncha.cycle.teams.raising import LONGEST, keep, raise_found, target_of
from xuncha.cycle.teams.rules import rules_on
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def recuse_self(
    actor: Actor, *, ground: GroundKind, words: str, inspection_id: int | None = None,
    organisation_id: int | None = None,
) -> Recusal:  # fmt: skip
    """“我要回避”: the door shuts at once, before anybody has looked at it. For an inspection that
    he sees, or for an organisation by its number. Refuses an empty ground and one that stands
    already."""
    inspection, organisation = _target(actor, inspection_id, organisation_id)
    own = Inspector.objects.filter(user_id=actor.user_id or 0).first()
    row = _row(inspection, organisation, ground, words, Origin.OWN)
    row.inspector, row.user_id = own, actor.user_id
    row.state, row.confirmed_at, row.confirmed_by_id = RecusalState.OPEN, None, None
    access.require(actor, "recuse_self", row)
    _refuse_twice(row, actor.user_id)
    row.key = key_of(
        own.pk if own else None, actor.user_id, target_of(inspection, organisation.pk), ground,
        f"own:{clock.now().isoformat()}",
    )  # fmt: skip
    keep(actor, row, label="本人申请", by_actor=True)
    return row


def _target(
    actor: Actor, inspection_id: int | None, organisation_id: int | None
) -> tuple[Inspection | None, Organisation]:
    if inspection_id is not None:
        inspection = access.get_or_404(
            actor, Inspection, related=("organisation",), pk=inspection_id
        )
        return inspection, inspection.organisation
    organisation = Organisation.objects.filter(pk=organisation_id or 0).first()
    if organisation is None:
        raise Invalid("请选择要回避的单位。", field="organisation_id")
    return None, organisation


def _row(
    inspection: Inspection | None, organisation: Organisation, ground: GroundKind, words: str,
    origin: Origin,
) -> Recusal:  # fmt: skip
    words = words.strip()
    if not words:
        raise Invalid("请写明需要回避的情形。", field="words")
    if len(words) > LONGEST:
        raise Invalid(f"情形最多 {LONGEST} 个字。", field="words")
    return Recusal(
        inspection=inspection, organisation=organisation, ground=ground, words=words,
        origin=origin, raised_at=clock.now(), rules_version=rules_on(clock.today()).number,
    )  # fmt: skip


def _refuse_twice(row: Recusal, user_id: int | None) -> None:
    standing = Recusal.objects.filter(
        user_id=user_id or 0, inspection=row.inspection, organisation=row.organisation,
        ground=row.ground, state__in=[RecusalState.OPEN, RecusalState.CONFIRMED],
    )  # fmt: skip
    if standing.exists():
        raise Conflict("这一情形的回避已经登记，访问已经关闭。")


@service
def raise_recusal(
    actor: Actor, *, ground: GroundKind, words: str, inspector_id: int | None = None,
    user_id: int | None = None, inspection_id: int | None = None,
    organisation_id: int | None = None, free_on: dt.date | None = None,
) -> Recusal:  # fmt: skip
    """The office sets that somebody keeps away: a person of the pool, or another user of the work.
    It stands at once. Refuses oneself, empty words, a first free day that is past."""
    inspection, organisation = _target(actor, inspection_id, organisation_id)
    row = _row(inspection, organisation, ground, words, Origin.OFFICE)
    if inspector_id is not None:
        row.inspector = access.get_or_404(actor, Inspector, pk=inspector_id)
        row.user_id = row.inspector.user_id
    elif user_id is not None:
        row.user_id = user_id
    else:
        raise Invalid("请选择须回避的人。", field="inspector_id")
    access.require(actor, "raise", row)
    if free_on is not None and free_on <= clock.today():
        raise Invalid("不再受限的日期必须晚于今天。", field="free_on")
    row.free_on = free_on
    row.state, row.confirmed_by_id = RecusalState.CONFIRMED, actor.user_id
    row.confirmed_at = clock.now()
    row.key = key_of(
        inspector_id, user_id, target_of(inspection, organisation.pk), ground,
        f"office:{clock.now().isoformat()}",
    )  # fmt: skip
    keep(actor, row, label="巡察办认定", by_actor=True)
    return row


@service
def record_conflicts(actor: Actor, *, seat_id: int) -> int:
    """Put down what the engine says against a seat of a team that is being made, so that it can be
    waived or stays on record. Gives how many rows are new."""
    seat = access.get_or_404(
        actor, Seat.objects.select_related("inspector", "team__round"), pk=seat_id
    )
    probe = Recusal(inspector=seat.inspector, user_id=seat.inspector.user_id)
    access.require(actor, "raise", probe)
    composed = compose([seat.team], seat.team.round)[0]
    rules = rules_on(clock.today())
    fresh = 0
    for conflict in composed.conflicts.get(seat.pk, ()):
        if conflict.recusal is None:
            fresh += raise_found(actor, conflict, rules_version=rules.number) is not None
    if not fresh:
        raise Conflict("没有新的回避情形需要登记。")
    return fresh
