"""A recusal comes into being: the row that shuts the door, its first step, the log, and whom it is
told. Part of a service, never one by itself."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.conflicts import Conflict
from xuncha.cycle.teams.enums import Origin, RecusalState
from xuncha.cycle.teams.models import Recusal, RecusalStep, Seat
from xuncha.cycle.teams.telling import leader_of, tell_office, tell_users
from xuncha.foundation.audit.services import record
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

LONGEST = 300


def raise_found(actor: Actor, conflict: Conflict, *, rules_version: int) -> Recusal | None:
    """What the engine found becomes a recusal that stands at once; None if it was there already."""
    person = Inspector.objects.get(pk=conflict.inspector)
    row = Recusal(
        inspector=person, user=person.user, inspection=conflict.inspection,
        organisation_id=conflict.inspection.organisation_id, ground=conflict.ground,
        words=conflict.words[:LONGEST], origin=Origin.ENGINE, tie_id=conflict.tie,
        key=conflict.key, rules_version=rules_version, since=conflict.since,
        free_on=conflict.free_on, raised_at=clock.now(),
    )  # fmt: skip
    return row if keep(actor, row, label="系统发现") else None


def keep(actor: Actor, row: Recusal, *, label: str, by_actor: bool = False) -> bool:
    """Write a new recusal with its first step and tell those whom it concerns. Of two at once with
    the same key one wins; False for the other."""
    if by_actor:
        row.raised_by_id = actor.user_id
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    add_step(actor, row, label, row.words)
    record(
        actor, "teams.recusal.raised", row, inspector=row.inspector_id, ground=str(row.ground),
        inspection=row.inspection_id, organisation=row.organisation_id, origin=str(row.origin),
        since=_text(row.since), free_on=_text(row.free_on),
    )  # fmt: skip
    tell_of(actor, row)
    return True


def add_step(actor: Actor, row: Recusal, label: str, reason: str = "") -> None:
    """One line of the recusal's history."""
    RecusalStep.objects.create(
        recusal=row, label=label, after=row.state, reason=reason[:LONGEST], by_id=actor.user_id,
        by_name=actor.name[:60], at=clock.now(),
    )  # fmt: skip


def tell_of(actor: Actor, row: Recusal) -> None:
    """Office, the leader of his team and he himself hear that the door is shut; not why."""
    name = row.inspector.name if row.inspector else str(row.user)
    place = str(row.organisation)
    kind = "teams.recusal.raised"
    topic = topic_of(row.inspection_id) if row.inspection_id else ""
    text = f"{name}须回避{place}，访问已经关闭，请核实。"
    tell_office(actor, kind, text, f"/recusals/{row.pk}/", topic=topic)
    tell_users(actor, [_leader(row)], kind, f"{name}须回避{place}，访问已经关闭。", "", topic=topic)
    own = row.user_id or (row.inspector.user_id if row.inspector else None)
    tell_users(
        actor, [own], kind, f"您须回避{place}，有关访问已经关闭。", "/my-teams/"
    )  # fmt: skip


def _leader(row: Recusal) -> int | None:
    if row.inspector_id is None or row.inspection_id is None:
        return None
    seat = Seat.objects.filter(
        inspector_id=row.inspector_id, ended_at__isnull=True,
        team__assignments__inspection_id=row.inspection_id,
    ).first()  # fmt: skip
    if seat is None:
        return None
    leader = leader_of(seat.team_id)
    return leader if row.inspector is None or leader != row.inspector.user_id else None


def shuts_now(row: Recusal) -> bool:
    """Whether it shuts today."""
    return _in_window(row, clock.today()) and row.state in {
        RecusalState.OPEN, RecusalState.CONFIRMED, RecusalState.WAIVING,
    }  # fmt: skip


def _in_window(row: Recusal, day: dt.date) -> bool:
    return (row.since is None or row.since <= day) and (row.free_on is None or row.free_on > day)


def target_of(inspection: Inspection | None, organisation_id: int) -> str:
    """What a recusal is against, for its key."""
    return f"inspection:{inspection.pk}" if inspection else f"organisation:{organisation_id}"


def _text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
