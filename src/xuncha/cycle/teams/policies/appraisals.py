"""Appraisals: written by the office or the team's leader, read by the person."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.cycle.teams.models import Appraisal, RoundAppraisal, Seat, Team, TeamPlaces
from xuncha.cycle.teams.policies.common import ALL, SELF, is_member, own_teams
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, YES, Act, Decision, RolePolicy, no

OWN_APPRAISAL = "不能评定自己，请由另一位同志办理。"


@access.register(RoundAppraisal)
class RoundAppraisalPolicy(RolePolicy):
    sees = ALL | {INSPECTOR: "本人参加的轮次"}
    acts = {"open": Act("启动轮次考核", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*READERS):
            return EVERYTHING
        return Q(round__in=Team.objects.filter(own_teams(actor)).values("round"))


@access.register(TeamPlaces)
class TeamPlacesPolicy(RoundAppraisalPolicy):
    """Goes with the round's appraisal; a member sees his own team's."""

    acts = {}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*READERS):
            return EVERYTHING
        return Q(team__in=Team.objects.filter(own_teams(actor)))


@access.register(Appraisal)
class AppraisalPolicy(RolePolicy):
    """Written by the office or the leader of the team; read by office, leaders and himself."""

    sees = ALL | {INSPECTOR: "本人的；组长看本组的"}
    acts = {
        "write": Act("评定考核", OFFICE | {INSPECTOR}),
        "change": Act("修改考核", OFFICE | {INSPECTOR}),
        "note_seen": Act("确认已阅考核", SELF),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*READERS):
            return EVERYTHING
        if not is_member(actor):
            return NOTHING
        led = Seat.objects.filter(
            inspector__user_id=actor.user_id or 0, role="leader", ended_at__isnull=True
        )
        own = Q(seat__inspector__user_id=actor.user_id)
        return own | Q(seat__team__in=led.values("team"))

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Nobody grades himself; of the members only the team's own leader grades."""
        own = _owner(obj) is not None and _owner(obj) == actor.user_id
        if action == "note_seen":
            return YES if own else no("只能由本人确认已阅。")
        if own:
            return no(OWN_APPRAISAL)
        if action in {"write", "change"} and not actor.has(*OFFICE) and not _leads(actor, obj.seat):
            return YES if actor.is_system else no("只有本组组长或者巡察办可以评定。")
        return super().can(actor, action, obj)


def _owner(row: Model) -> int | None:
    owner: int | None = row.seat.inspector.user_id  # type: ignore[attr-defined]
    return owner


def _leads(actor: Actor, seat: Seat) -> bool:
    rows = Seat.objects.filter(team_id=seat.team_id, role="leader", ended_at__isnull=True)
    return actor.user_id is not None and rows.filter(inspector__user_id=actor.user_id).exists()
