"""Who may handle petitions of an inspection, and keep their sources."""

from __future__ import annotations

from xuncha.cycle.directory.keyholding import of_room
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.petitions.models import Custodian
from xuncha.cycle.teams.models import Seat
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation.accounts.actors import build_actor
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


def custodian_of(inspection_id: int) -> Custodian | None:
    """Who keeps an inspection's sources now."""
    rows = Custodian.objects.filter(inspection=inspection_id, ended_at__isnull=True)
    return rows.select_related("user").first()


def may_hold_key(user: User, inspection_id: int) -> bool:
    """Whether somebody may be given keys of an inspection's sources today: the office, or a member
    while he is authorised; never who must keep away."""
    actor = build_actor(user)
    if not of_room(actor) or inspection_id in actor.recusals:
        return False
    return actor.has(*OFFICE) or inspection_id in actor.grants
