"""The inspected unit asks that somebody keep away: verified by the office, decided by another."""

from __future__ import annotations

from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.teams.conflicts import key_of
from xuncha.cycle.teams.enums import AuthorisationState, GroundKind, Origin, RecusalState
from xuncha.cycle.teams.models import Assignment, Recusal, Seat, UnitObjection
from xuncha.cycle.teams.policies import APPROVERS
from xuncha.cycle.teams.raising import LONGEST, keep
from xuncha.cycle.teams.rules import rules_on
from xuncha.cycle.teams.states import OBJECTION_STATES
from xuncha.cycle.teams.telling import tell_office, tell_users, with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid


@service
def ask_objection(actor: Actor, *, seat_id: int, reason: str) -> UnitObjection:
    """The unit's head or liaison asks that a member of the team that comes keep away. Refuses an
    empty reason, somebody who has left, and a second request while one is open. The door stays as
    it is until it is decided."""
    seat = access.get_or_404(actor, Seat, related=("inspector", "team__authorisation"), pk=seat_id)
    task = Assignment.objects.filter(
        team_id=seat.team_id, inspection__organisation_id=actor.unit_id or 0
    ).first()
    if task is None or actor.unit_id is None:
        raise Absent(hidden=f"席位(pk={seat_id})")
    row = UnitObjection(
        seat=seat, inspection_id=task.inspection_id, organisation_id=actor.unit_id,
        reason=reason.strip()[:LONGEST], asked_by_id=actor.user_id, asked_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "ask", row)
    if not row.reason:
        raise Invalid("请写明为什么要求回避。", field="reason")
    if seat.ended_at or seat.team.authorisation.state != AuthorisationState.ANNOUNCED:
        raise Conflict("这名同志已经不在组内。")
    if UnitObjection.objects.filter(
        seat=seat, inspection_id=task.inspection_id, state__in=["asked", "verified"]
    ).exists():
        raise Conflict("对这名同志的回避申请正在办理。")
    row.save(force_insert=True)
    record(actor, "teams.objection.asked", row, seat=seat.pk, organisation=actor.unit_id)
    tell_office(
        actor, "teams.objection.asked", f"{actor.unit_name}要求巡察组成员回避，请核实。",
        "/recusals/objections/", topic=topic_of(task.inspection_id),
    )  # fmt: skip
    return row


@service
def verify_objection(
    actor: Actor, *, objection_id: int, version: int, ground: GroundKind, words: str
) -> UnitObjection:
    """The office says what it found. It decides nothing."""
    row = _get(actor, objection_id, "verify")
    change = OBJECTION_STATES.move(
        row, "verify", version=version, reason=words, ground=ground,
        verified_words=words.strip()[:LONGEST], verified_by_id=actor.user_id,
        verified_at=clock.now(),
    )  # fmt: skip
    record(actor, "teams.objection.verified", row, before=change.before, after=change.after)
    tell_users(
        actor, with_roles(APPROVERS), "teams.objection.verified",
        f"{row.organisation}要求巡察组成员回避，已核实，请决定。", "/recusals/objections/",
        topic=topic_of(row.inspection_id),
    )  # fmt: skip
    return row


@service
def uphold_objection(
    actor: Actor, *, objection_id: int, version: int, decision: str
) -> UnitObjection:
    """Another person agrees: a recusal stands and shuts the door at once."""
    row = _get(actor, objection_id, "uphold")
    recusal = _recusal(actor, row)
    change = OBJECTION_STATES.move(
        row, "uphold", version=version, reason=decision, recusal=recusal,
        **_decided(actor, decision),
    )  # fmt: skip
    return _done(actor, row, change.before, change.after)


@service
def refuse_objection(
    actor: Actor, *, objection_id: int, version: int, decision: str
) -> UnitObjection:
    """Another person does not agree, with the reason."""
    row = _get(actor, objection_id, "refuse")
    change = OBJECTION_STATES.move(
        row, "refuse", version=version, reason=decision, **_decided(actor, decision)
    )
    return _done(actor, row, change.before, change.after)


def _decided(actor: Actor, decision: str) -> dict[str, object]:
    return {
        "decision": decision.strip()[:LONGEST], "decided_by_id": actor.user_id,
        "decided_at": clock.now(),
    }  # fmt: skip


def _recusal(actor: Actor, row: UnitObjection) -> Recusal:
    person = row.seat.inspector
    made = Recusal(
        inspector=person, user_id=person.user_id, inspection_id=row.inspection_id,
        organisation_id=row.organisation_id, ground=row.ground or GroundKind.OTHER,
        words=(row.verified_words or row.reason)[:LONGEST], origin=Origin.UNIT,
        state=RecusalState.CONFIRMED, confirmed_by_id=actor.user_id, confirmed_at=clock.now(),
        raised_at=clock.now(), rules_version=rules_on(clock.today()).number,
        key=key_of(person.pk, None, f"inspection:{row.inspection_id}", "unit", str(row.pk)),
    )  # fmt: skip
    if not keep(actor, made, label="单位提出，同意回避", by_actor=True):
        raise Conflict
    return made


def _done(actor: Actor, row: UnitObjection, before: str, after: str) -> UnitObjection:
    record(actor, "teams.objection.decided", row, before=before, after=after)
    text = f"您单位对巡察组成员的回避申请：{row.get_state_display()}。"
    tell_users(actor, [row.asked_by_id], "teams.objection.decided", text, "/visiting-team/")
    return row


def _get(actor: Actor, objection_id: int, action: str) -> UnitObjection:
    row = access.get_or_404(
        actor, UnitObjection, related=("seat__inspector", "organisation"), pk=objection_id
    )
    access.require(actor, action, row)
    return row
