"""Reading the directory through the doors."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.cycle.directory.models import Membership
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import Actor


def seats_of(actor: Actor, user: User) -> QuerySet[Membership]:
    """Where somebody sits and sat, latest first."""
    rows = Membership.objects.filter(user=user).select_related("organisation")
    return access.visible(actor, rows).order_by("-from_on", "-pk")
