"""Who of the leading group is in charge of a unit."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import LEADER
from xuncha.cycle.oversight.models import Charge
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_DAY = dt.timedelta(days=1)


def leaders() -> list[User]:
    """Out of whom one is chosen, by name."""
    return list(User.objects.filter(pk__in=with_roles([LEADER])).order_by("name", "pk"))


@service
def set_charge(actor: Actor, *, organisation_id: int, leader_id: int, from_on: dt.date) -> Charge:
    """Put a leader in charge from a day on; whoever was before ends the day before. Refuses whoever
    is no leader, and a day that is not after the present one's first."""
    unit = access.get_or_404(actor, Organisation, pk=organisation_id)
    access.require(actor, "set", Charge())
    if leader_id not in with_roles([LEADER]):
        raise Invalid("分管领导应当是领导小组成员。", field="leader_id")
    now = Charge.objects.filter(organisation=unit, until_on__isnull=True).first()
    if now is not None:
        if now.leader_id == leader_id:
            raise Invalid("现在就是这位领导分管。", field="leader_id")
        if from_on <= now.from_on:
            raise Invalid(f"起日应当晚于现任分管的 {now.from_on}。", field="from_on")
        Charge.objects.filter(pk=now.pk, until_on__isnull=True).update(until_on=from_on - _DAY)
    try:
        with transaction.atomic():
            row = Charge.objects.create(
                organisation=unit, leader_id=leader_id, from_on=from_on, set_by_id=actor.user_id,
                set_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict from None
    record(actor, "oversight.charge.set", row, unit=unit.pk, leader=leader_id, since=str(from_on))
    return row
