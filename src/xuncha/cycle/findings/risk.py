"""What findings tell the coverage plan: how many the last inspection found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.coverage.indicators import computes


@computes("findings")
def findings_of_last(organisations: Sequence[int], day: dt.date) -> dict[int, float]:
    """Findings of each organisation's latest inspection that brought any, fed back by that day."""
    rows = (
        Finding.objects.filter(organisation__in=organisations, inspection__feedback_on__lte=day)
        .values("organisation", "inspection")
        .annotate(number=Count("pk"))
        .order_by("inspection__entered_on", "inspection")
        .values_list("organisation", "number")
    )
    return {unit: float(number) for unit, number in rows}
