"""Who may handle petitions of an inspection, and keep their sources."""

from __future__ import annotations

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.teams.models import Seat
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation.accounts.models import User


def nameable(inspection_id: int) -> list[User]:
    """The members of the team with an account, then the office; each once."""
    seats = Seat.objects.filter(
        team__assignments__inspection=inspection_id, ended_at__isnull=True,
        inspector__user__is_active=True,
    ).select_related("inspector__user")  # fmt: skip
    office = User.objects.filter(pk__in=with_roles(OFFICE), is_active=True).order_by("name")
    rows = [*(one.inspector.user for one in seats.order_by("pk")), *office]
    return list({one.pk: one for one in rows if one is not None}.values())
