"""A member leaves an authorised team and another comes, with a reason; the doors follow at once."""

from __future__ import annotations

from django.db.models import F

from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.composing import compose
from xuncha.cycle.teams.enums import AuthorisationState, SeatRole
from xuncha.cycle.teams.models import Authorisation, Seat, Team
from xuncha.cycle.teams.services.seating import new_seat
from xuncha.cycle.teams.telling import tell_users
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

AT_WORK = (AuthorisationState.APPROVED, AuthorisationState.ANNOUNCED)


@service
def replace_member(
    actor: Actor, *, seat_id: int, version: int, inspector_id: int | None, reason: str,
    paper: str,
) -> Seat | None:  # fmt: skip
    """End a seat of an authorised team, at once, and seat somebody else there (None: nobody).
    Demands a reason and the paper by which it was agreed. Refuses a newcomer who is not in the
    pool, sits in another team of the round, or must keep away; he is let in once he has declared.
    ``version`` is the team's."""
    seat = access.get_or_404(
        actor, Seat.objects.select_related("inspector", "team__round"), pk=seat_id
    )
    team = _at_work(actor, seat, version)
    reason, paper = reason.strip(), paper.strip()
    if not reason:
        raise Invalid("请写明更换的理由。", field="reason")
    if not paper:
        raise Invalid("请写明更换的依据（文号或者会议）。", field="paper")
    _end(actor, seat, f"{reason}（依据：{paper}）"[:300])
    made = None
    if inspector_id is not None:
        newcomer = access.get_or_404(actor, Inspector, pk=inspector_id)
        made = new_seat(
            actor, team, newcomer, SeatRole(seat.role), f"接替{seat.inspector.name}：{reason}",
            late=True,
        )  # fmt: skip
        _refuse_conflicts(team, made)
    if team.branch_secretary_id == seat.inspector_id:
        Team.objects.filter(pk=team.pk).update(branch_secretary=None)
    record(
        actor, "teams.member.replaced", team, left=seat.inspector_id, came=inspector_id,
        role=str(seat.role), paper=paper,
    )  # fmt: skip
    _tell(actor, team, seat, made)
    return made


def _at_work(actor: Actor, seat: Seat, version: int) -> Team:
    row = Authorisation.objects.get(team_id=seat.team_id)
    access.require(actor, "replace", row)
    if row.state not in AT_WORK:
        raise Conflict("只有已批准、已宣布的巡察组才用“更换组员”；还没有送审的请直接调整。")
    if seat.ended_at is not None:
        raise Conflict(f"{seat.inspector.name}已经离组。")
    team = seat.team
    if team.version != version:
        raise Conflict
    changed = Team.objects.filter(pk=team.pk, version=version).update(version=F("version") + 1)
    if changed != 1:
        raise Conflict
    return team


def _end(actor: Actor, seat: Seat, reason: str) -> None:
    changed = Seat.objects.filter(pk=seat.pk, ended_at__isnull=True).update(
        ended_at=clock.now(), until_on=clock.today(), ended_by_id=actor.user_id,
        ended_reason=reason,
    )  # fmt: skip
    if changed != 1:
        raise Conflict


def _refuse_conflicts(team: Team, seat: Seat) -> None:
    composed = compose([team], team.round)[0]
    against = [one.words for one in composed.conflicts.get(seat.pk, ()) if one.stands]
    if against:
        raise Conflict(f"{seat.inspector.name}须回避，不能接替：{against[0]}")


def _tell(actor: Actor, team: Team, left: Seat, came: Seat | None) -> None:
    kind = "teams.member.replaced"
    tell_users(
        actor, [left.inspector.user_id], kind, f"您已离开{team.round}{team}，有关访问已经关闭。",
        "/my-teams/",
    )  # fmt: skip
    if came is not None:
        tell_users(
            actor, [came.inspector.user_id], kind,
            f"您已加入{team.round}{team}，请先申报回避事项。", "/my-teams/",
        )  # fmt: skip
