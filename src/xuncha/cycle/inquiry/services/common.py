"""What the services of this room share: who sits on the team, steps, days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from xuncha.cycle.inquiry.models import InquiryStep
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.models import Seat
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.states import Change, StateTable


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


def step(
    actor: Actor, table: StateTable, row: Any, action: str, *, version: int, reason: str = "",
    target: str, **fields: Any,
) -> Change:  # fmt: skip
    """Policy, state, and a line of the record's history. ``target`` names the history's column."""
    access.require(actor, action, row)
    change = table.move(row, action, version=version, reason=reason, **fields)
    note_step(actor, row, change.action, change.label, change.before, change.after,
              change.reason, target=target)  # fmt: skip
    return change


def note_step(
    actor: Actor, row: Any, action: str, label: str, before: str, after: str, reason: str = "", *,
    target: str,
) -> None:  # fmt: skip
    """A line of history."""
    links: dict[str, Any] = {target: row}
    InquiryStep.objects.create(
        inspection_id=row.inspection_id, action=action, label=label, before=before, after=after,
        reason=reason, by_id=actor.user_id, by_name=actor.name, at=clock.now(), **links,
    )  # fmt: skip
