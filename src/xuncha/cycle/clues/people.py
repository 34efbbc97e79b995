"""Who may be named, and who has a duty to know."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.clues.models import Clue
from xuncha.cycle.directory.keyholding import DIRECTOR, ROOM
from xuncha.cycle.directory.roles import INSPECTOR, UNIT
from xuncha.cycle.teams.models import Seat
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.accounts.roles import THREE
from xuncha.kernel import clock


def with_roles(roles: frozenset[str]) -> list[User]:
    """Who holds one of the roles today, by name, each once."""
    today = clock.today()
    grants = RoleGrant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), role__in=roles, from_on__lte=today,
        approved_at__isnull=False,
    )  # fmt: skip
    rows = User.objects.filter(pk__in=grants.values("user"), is_active=True)
    return list(rows.order_by("name", "pk"))


def directors() -> list[int]:
    """Who directs the office today."""
    return [one.pk for one in with_roles(DIRECTOR)]


def may_know(user: User, clue: Clue) -> bool:
    """Whether somebody may be named for this clue at all: never an inspected unit's people, the
    three administrators, other teams, or who must keep away."""
    actor = build_actor(user)
    if not actor.has(*ROOM) or actor.has(*UNIT, *THREE) or clue.inspection_id in actor.recusals:
        return False
    if actor.has(*ROOM - {INSPECTOR}):
        return True
    return clue.inspection_id in actor.grants


def nameable(clue: Clue) -> list[User]:
    """Whom one may choose from: office, leaders, partners, and the members of the own team."""
    outside = with_roles(ROOM - {INSPECTOR})
    seats = Seat.objects.filter(
        team__assignments__inspection=clue.inspection_id, ended_at__isnull=True,
        inspector__user__is_active=True,
    ).select_related("inspector__user")  # fmt: skip
    members = [one.inspector.user for one in seats]
    found = {one.pk: one for one in [*members, *outside] if one is not None}
    return [one for one in found.values() if may_know(one, clue)]
