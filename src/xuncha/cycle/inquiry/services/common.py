"""What the services of this room share: who sits on the team, steps, days."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from xuncha.cycle.inquiry.models import InquiryStep
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.models import Seat
from xuncha.foundation.access.steps import InspectionHistory
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid

_HISTORY = InspectionHistory(InquiryStep)
step, note_step = _HISTORY.step, _HISTORY.note


def seated(inspection_id: int, day: dt.date) -> set[int]:
    """Accounts of those who sat on the inspection's team on a day."""
    seats = Seat.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day,
        team__assignments__inspection_id=inspection_id, inspector__user__isnull=False,
    )  # fmt: skip
    return set(seats.values_list("inspector__user_id", flat=True))


def people_of(inspection_id: int) -> list[User]:
    """Members of the team who have accounts, for forms to choose from, by name."""
    seats = Seat.objects.filter(
        team__assignments__inspection_id=inspection_id, ended_at__isnull=True
    )
    found = User.objects.filter(pk__in=seats.values("inspector__user"), is_active=True)
    return list(found.order_by("name", "pk"))


def within_stay(inspection: Inspection, day: dt.date, field: str) -> None:
    """A record of the field is neither of tomorrow nor of before the entry."""
    if day > clock.today():
        raise Invalid("日期不能晚于今天。", field=field)
    if inspection.entered_on is None or day < inspection.entered_on:
        raise Invalid("日期不能早于进驻日期。", field=field)
