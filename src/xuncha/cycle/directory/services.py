"""Organisations and seats: who is there, and who sits where."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@service
def seat_user(actor: Actor, *, user_id: int, code: str, from_on: dt.date) -> Membership:
    """Seat a user in the organisation with this code from a day on; a seat that he has ends the day
    before. Refuses an unknown code."""
    user = access.get_or_404(actor, User, pk=user_id)
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        raise Invalid(f"没有代码为“{code}”的单位。", field="code")
    seat = Membership(user=user, organisation=organisation, from_on=from_on)
    access.require(actor, "change", seat)
    standing = Membership.objects.filter(user=user, until_on__isnull=True)
    standing.filter(from_on__gte=from_on).delete()
    standing.update(until_on=from_on - dt.timedelta(days=1))
    seat.save(force_insert=True)
    record(actor, "directory.membership.changed", user, code=code, since=str(from_on))
    return seat
