"""What rectification tells the coverage plan: how many items are overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count

from xuncha.cycle.planning.coverage.indicators import computes
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.selectors import overdue


@computes("overdue")
def overdue_items(organisations: Sequence[int], day: dt.date) -> dict[int, float]:
    """Items of each organisation that are overdue on that day."""
    rows = (
        Item.objects.filter(overdue(day), organisation__in=organisations)
        .values("organisation")
        .annotate(number=Count("pk"))
        .values_list("organisation", "number")
    )
    return {unit: float(number) for unit, number in rows}
