"""The paper that authorises: nobody approves his own, nor that of his own team."""

from __future__ import annotations

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.teams.models import Authorisation, Seat
from xuncha.cycle.teams.policies.common import APPROVERS
from xuncha.cycle.teams.policies.teams import OfTeam, not_shut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act

OWN_PAPER = "拟稿人和送审人不能批准自己的授权，请由另一位有权限的同志办理。"
OWN_SEAT = "组内成员不能办理本组的授权，请由另一位同志办理。"


def _not_drafter(actor: Actor, row: Authorisation) -> str:
    return OWN_PAPER if actor.user_id in {row.drafted_by_id, row.submitted_by_id} else ""


def _not_of_team(actor: Actor, row: Authorisation) -> str:
    seats = Seat.objects.filter(team_id=row.team_id, ended_at__isnull=True)
    own = actor.user_id is not None and seats.filter(inspector__user_id=actor.user_id).exists()
    return OWN_SEAT if own else ""


@access.register(Authorisation)
class AuthorisationPolicy(OfTeam):
    """Drafted and handed in by the office; approved by another person who is not of the team."""

    acts = {
        "change": Act("拟定授权", OFFICE),
        "submit": Act("送审授权", OFFICE, (not_shut,)),
        "return": Act("退回授权", APPROVERS, (_not_drafter,)),
        "approve": Act("批准授权", APPROVERS, (_not_drafter, _not_of_team, not_shut)),
        "announce": Act("宣布授权", OFFICE, (not_shut,)),
        "revoke": Act("撤销授权", APPROVERS, (_not_of_team, not_shut)),
        "replace": Act("更换组员", OFFICE, (not_shut,)),
    }
