"""Who may be given points of an inspection: the office and the team that sits on it."""

from __future__ import annotations

from xuncha.cycle.checkpoints.selectors import workers_of
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.models import Seat
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import Actor


def workers(actor: Actor, inspection: Inspection) -> list[User]:
    """By name, each once. The team's members stand first: the points are theirs."""
    seats = access.visible(actor, Seat).filter(
        team__assignments__inspection=inspection, ended_at__isnull=True,
        inspector__user__is_active=True,
    )  # fmt: skip
    members = [one.inspector.user for one in seats.select_related("inspector__user").order_by("pk")]
    found = {one.pk: one for one in [*members, *workers_of(inspection)] if one is not None}
    return list(found.values())
