"""Teams, what they inspect, who sits in them and what he declared."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS, UNIT
from xuncha.cycle.planning.sight import in_sight
from xuncha.cycle.teams.models import Assignment, Declaration, Seat, Team
from xuncha.cycle.teams.policies.common import ALL, SELF, coming_teams, is_member, teams_under
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, Decision, RolePolicy, no

SHUT_TEAM = "本组巡察的单位里有您须回避的，请由另一位同志办理。"


def not_shut(actor: Actor, row: Any) -> str:
    """Who must keep away from what a team inspects does not handle the team either."""
    if not actor.recusals:
        return ""
    team_id = row.pk if isinstance(row, Team) else row.team_id
    shut = Assignment.objects.filter(team_id=team_id, inspection__in=actor.recusals)
    return SHUT_TEAM if shut.exists() else ""


@access.register(Team)
class TeamPolicy(RolePolicy):
    """Office and leaders see all; a member his own once announced, a unit those that come."""

    sees = ALL | {INSPECTOR: "本人所在、已宣布的"} | dict.fromkeys(
        sorted(UNIT), "来本单位、已宣布的"
    )  # fmt: skip
    acts = {
        "form": Act("组建巡察组", OFFICE),
        "change": Act("调整巡察组", OFFICE, (not_shut,)),
        "see_checks": Act("查看组队检查", READERS),
        "see_declarations": Act("查看申报对照", OFFICE, (not_shut,)),
        "print": Act("打印授权文书", READERS, (not_shut,)),
    }

    def scope(self, actor: Actor) -> Q:
        return teams_under(actor)


class OfTeam(RolePolicy):
    sees = TeamPolicy.sees

    def scope(self, actor: Actor) -> Q:
        return teams_under(actor, "team")


@access.register(Assignment)
class AssignmentPolicy(OfTeam):
    """What a team inspects: a member sees it while he is authorised, a unit itself."""

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        if actor.has(*UNIT) and actor.unit_id:
            coming = Team.objects.filter(coming_teams(actor))
            rows = Q(inspection__organisation_id=actor.unit_id, team__in=coming)
        return in_sight(actor, rows, "inspection")


@access.register(Seat)
class SeatPolicy(OfTeam):
    acts = {
        "declare": Act("申报回避事项", SELF),
        "note_declaration": Act("代录纸质申报", OFFICE),
    }

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Only he himself declares; only somebody else puts a paper down."""
        own = obj.inspector.user_id is not None and obj.inspector.user_id == actor.user_id
        if action == "declare" and not own and not actor.is_system:
            return no("只能由本人申报；纸质申报由巡察办代录。")
        if action == "note_declaration" and own:
            return no("自己的申报请直接填写，不用代录。")
        return super().can(actor, action, obj)


@access.register(Declaration)
class DeclarationPolicy(RolePolicy):
    """The office and the person himself."""

    sees = dict.fromkeys(sorted(OFFICE), "全部") | {INSPECTOR: "本人的"}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*OFFICE):
            return EVERYTHING
        return Q(seat__inspector__user_id=actor.user_id) if is_member(actor) else NOTHING
