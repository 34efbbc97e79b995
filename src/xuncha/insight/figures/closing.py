"""When a round is closed: every inspection in it was fed back, and the time for its concentrated
rectification is over. It follows from dates and needs no button."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Max, Q

from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.kernel import clock


def closings(rounds: Iterable[Round]) -> dict[int, dt.date]:
    """The day on which each round closed, by its id; rounds that are not closed are left out."""
    done = Q(state__in=AFTER_FEEDBACK, rectify_until_on__lte=clock.today())
    rows = Inspection.objects.filter(round__in=list(rounds)).order_by().values("round")
    told = rows.annotate(
        all=Count("pk"), done=Count("pk", filter=done), last=Max("rectify_until_on")
    )
    return {row["round"]: row["last"] for row in told if row["all"] == row["done"]}


def closed_on(row: Round) -> dt.date | None:
    """The day on which a round closed, None while it hasn't."""
    return closings([row]).get(row.pk)
