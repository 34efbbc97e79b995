"""Who is told of what happens in this room."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.teams.models import Seat
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def with_roles(roles: Collection[str]) -> list[int]:
    """Users who hold one of the roles today."""
    today = clock.today()
    grants = RoleGrant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), role__in=sorted(roles),
        from_on__lte=today, approved_at__isnull=False, user__is_active=True,
    )  # fmt: skip
    return list(grants.order_by("user_id").values_list("user_id", flat=True).distinct())


def leader_of(team_id: int) -> int | None:
    """The account of the team's leader, if he has one."""
    seat = Seat.objects.filter(team_id=team_id, role="leader", ended_at__isnull=True)
    return seat.values_list("inspector__user_id", flat=True).first()


def members_of(team_id: int) -> list[int]:
    """The accounts of all who sit in a team."""
    seats = Seat.objects.filter(
        team_id=team_id, ended_at__isnull=True, inspector__user_id__isnull=False
    )
    return list(seats.order_by("pk").values_list("inspector__user_id", flat=True))


def tell_office(actor: Actor, kind: str, text: str, url: str, *, topic: str = "") -> None:
    """Tell the office, but not whoever acts."""
    tell(actor, users=with_roles(OFFICE), kind=kind, text=text, url=url, topic=topic)


def tell_users(
    actor: Actor, users: Iterable[int | None], kind: str, text: str, url: str, *, topic: str = ""
) -> None:
    """Tell these, as far as they have accounts."""
    known = [one for one in users if one is not None]
    if known:
        tell(actor, users=known, kind=kind, text=text, url=url, topic=topic)
