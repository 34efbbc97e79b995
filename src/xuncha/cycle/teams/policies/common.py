"""Who sees which teams: the one rule that the others of this room stand on."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, LEADER, OFFICE_DIRECTOR, READERS, UNIT
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Assignment, Seat, Team
from xuncha.foundation.accounts.roles import THREE
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING

APPROVERS = frozenset({LEADER, OFFICE_DIRECTOR})
DIRECTOR = frozenset({OFFICE_DIRECTOR})
SELF = frozenset(BUSINESS)
ALL = dict.fromkeys(sorted(READERS), "全部")
HIMSELF = "不能办理涉及自己的回避事项，请由另一位同志办理。"


def is_member(actor: Actor) -> bool:
    return actor.user_id is not None and not actor.has(*THREE)


def own_teams(actor: Actor) -> Q:
    """Teams in which the actor sits or sat, once they were announced."""
    if actor.user_id is None:
        return NOTHING
    seats = Seat.objects.filter(
        inspector__user_id=actor.user_id,
        team__authorisation__state__in=(AuthorisationState.ANNOUNCED, AuthorisationState.REVOKED),
    )
    return Q(pk__in=seats.values("team"))


def coming_teams(actor: Actor) -> Q:
    """Announced teams that inspect the actor's unit."""
    if actor.unit_id is None:
        return NOTHING
    rows = Assignment.objects.filter(
        inspection__organisation_id=actor.unit_id,
        team__authorisation__state=AuthorisationState.ANNOUNCED,
    )
    return Q(pk__in=rows.values("team"))


def teams_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for teams and what hangs on them; ``path`` leads to the team."""
    if actor.is_system or actor.has(*READERS):
        return EVERYTHING
    if not is_member(actor):
        return NOTHING
    rows = own_teams(actor)
    if actor.has(*UNIT) and actor.unit_id:
        rows |= coming_teams(actor)
    return Q(**{f"{path}__in": Team.objects.filter(rows)}) if path else rows
