"""What the directory knows of an actor: the unit he sits in today."""

from dataclasses import replace

from django.db.models import Q

from xuncha.cycle.directory.models import Membership
from xuncha.foundation.accounts.actors import enrich
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@enrich
def with_unit(user: User, actor: Actor) -> Actor:
    """Add the seat in force today; the latest one where two overlap."""
    today = clock.today()
    seat = (
        Membership.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=today), user=user, from_on__lte=today
        )
        .select_related("organisation")
        .order_by("-from_on", "-pk")
        .first()
    )
    if seat is None:
        return actor
    return replace(actor, unit_id=seat.organisation_id, unit_name=str(seat.organisation))
