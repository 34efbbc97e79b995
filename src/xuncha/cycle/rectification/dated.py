"""How items stood on a day, off the steps that each of them took.

An item's own columns tell how it stands now: reopening empties them. Its steps are never changed,
so what was true and printed on a past day is the same whenever it is asked again.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from xuncha.cycle.rectification.enums import REACHED, ItemState, Level
from xuncha.cycle.rectification.models import Item, ItemStep
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def standing_on(actor: Actor, day: dt.date) -> QuerySet[Item]:
    """Items in sight that were there at the end of a day; ``then`` is the state of each."""
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.CHINA)
    steps = ItemStep.objects.filter(item=OuterRef("pk"), at__lt=end).order_by("-id")
    then = Coalesce(Subquery(steps.values("after")[:1]), Value(str(ItemState.OPEN)))
    return access.visible(actor, Item).filter(created_at__lt=end).annotate(then=then)


def levels_on(actor: Actor, day: dt.date, within: Q | None = None) -> dict[str, int]:
    """How many items there were at the end of a day (``total``), and how many had reached each of
    the three levels."""
    counts = {str(level): Count("pk", filter=Q(then__in=sorted(REACHED[level]))) for level in Level}
    rows = standing_on(actor, day).filter(within or Q())
    return rows.aggregate(total=Count("pk"), **counts)
