"""How long a team stays, and who is who at an inspection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from xuncha.cycle.directory.models import Membership
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.models import Assignment, Authorisation, Team
from xuncha.cycle.teams.telling import members_of, with_roles
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock


@dataclass(frozen=True, slots=True)
class Stay:
    """First and last day, and by what the last one is known."""

    starts_on: dt.date
    ends_on: dt.date
    by: str


def stay_of(inspection: Inspection) -> Stay:
    """From the entry to the end of the team's authorisation; where there is none yet, the round's
    days; once the team has left, the day on which it did."""
    row = inspection.round
    starts = inspection.entered_on or row.start_on
    if inspection.left_on:
        return Stay(starts, inspection.left_on, "撤点日期")
    paper = Authorisation.objects.filter(team__assignments__inspection=inspection).first()
    if paper is not None and paper.shuts_on is not None:
        return Stay(inspection.entered_on or paper.opens_on or starts, paper.shuts_on, "授权期")
    return Stay(starts, row.end_on, "轮次")


def team_of(inspection_id: int) -> Team | None:
    """The team that the inspection was put to."""
    rows = Assignment.objects.filter(inspection_id=inspection_id).select_related("team")
    row = rows.first()
    return row.team if row else None


def team_users(inspection_id: int) -> list[int]:
    """Accounts of the team's members."""
    team = team_of(inspection_id)
    return members_of(team.pk) if team else []


def unit_users(organisation_id: int, roles: Collection[str]) -> list[int]:
    """Accounts that sit in a unit today and hold one of the roles."""
    today = clock.today()
    seats = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), organisation_id=organisation_id,
        from_on__lte=today,
    )  # fmt: skip
    known = set(with_roles(roles))
    return [one for one in seats.values_list("user_id", flat=True) if one in known]


def accounts_with(roles: Collection[str]) -> list[User]:
    """Accounts that hold one of the roles today, by name: for choosing whom to ask."""
    return list(User.objects.filter(pk__in=with_roles(roles)).order_by("name", "pk"))
