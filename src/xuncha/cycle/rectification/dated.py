"""How items stood on a day, off the steps that each of them took.

An item's own columns tell how it stands now: reopening empties them. Its steps are never changed,
so what was true and printed on a past day is the same whenever it is asked again.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from xuncha.cycle.rectification.enums import REACHED, ItemState, Level
from xuncha.cycle.rectification.models import DueMove, Item, ItemStep
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def standing_on(actor: Actor, day: dt.date) -> QuerySet[Item]:
    """Items in sight that were there at the end of a day; ``then`` is the state of each,
    ``due_then`` its deadline, ``lasting_then`` whether it was to be kept up for good."""
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.CHINA)
    steps = ItemStep.objects.filter(item=OuterRef("pk"), at__lt=end).order_by("-id")
    then = Coalesce(Subquery(steps.values("after")[:1]), Value(str(ItemState.OPEN)))
    rows = access.visible(actor, Item).filter(created_at__lt=end)
    return rows.annotate(then=then, **_deadline_before(end))


def _deadline_before(end: dt.datetime) -> dict[str, Case]:
    """The deadline that an item had, and whether it was to be kept up for good: by the first move
    that came later. A new deadline takes no past lateness away."""
    later = DueMove.objects.filter(item=OuterRef("pk"), at__gte=end).order_by("id")
    moved = Exists(later)
    return {
        "due_then": Case(
            When(moved, then=Subquery(later.values("from_on")[:1])), default=F("due_on")
        ),
        "lasting_then": Case(
            When(moved, then=Subquery(later.values("was_long_term")[:1])),
            default=F("is_long_term"),
        ),
    }


def levels_on(actor: Actor, day: dt.date, within: Q | None = None) -> dict[str, int]:
    """How many items there were at the end of a day (``total``), and how many had reached each of
    the three levels."""
    counts = {str(level): Count("pk", filter=Q(then__in=sorted(REACHED[level]))) for level in Level}
    rows = standing_on(actor, day).filter(within or Q())
    return rows.aggregate(total=Count("pk"), **counts)
