"""Seats: in which organisation a user sits decides whose business he sees."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.cycle.directory.services.rules import DAY
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@service
def seat_user(actor: Actor, *, user_id: int, code: str, from_on: dt.date) -> Membership:
    """Seat a user in the organisation with this code from a day on; the seat that he has ends the
    day before, and one that began the same day is replaced. Refuses an unknown code, an
    organisation that is not there on that day, and a day before his present seat began."""
    user = access.get_or_404(actor, User, pk=user_id)
    organisation = Organisation.objects.filter(code=code.strip()).first()
    if organisation is None:
        raise Invalid(f"没有代码为“{code}”的单位。", field="code")
    seat = Membership(user=user, organisation=organisation, from_on=from_on)
    access.require(actor, "change", seat)
    if organisation.dissolved_on and organisation.dissolved_on <= from_on:
        raise Invalid(
            f"“{organisation}”{organisation.dissolved_on} 已经撤销，不能再任职。", field="code"
        )
    if organisation.established_on and organisation.established_on > from_on:
        raise Invalid(
            f"“{organisation}”{organisation.established_on} 才设立，任职不能更早。", field="from_on"
        )
    standing = Membership.objects.filter(user=user, until_on__isnull=True)
    present = standing.select_related("organisation").order_by("-from_on", "-pk").first()
    if present and present.from_on > from_on:
        raise Invalid(
            f"现在的任职从 {present.from_on} 开始，新任职不能早于那一天。", field="from_on"
        )
    standing.filter(from_on=from_on).delete()
    standing.update(until_on=from_on - DAY)
    seat.save(force_insert=True)
    record(
        actor, "directory.membership.changed", user, code=organisation.code, since=str(from_on),
        before=present.organisation.code if present else "",
    )  # fmt: skip
    return seat
