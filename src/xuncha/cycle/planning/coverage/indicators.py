"""Indicators that the system knows by itself. Rooms further up register theirs at the start."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence

from django.db.models import Max

from xuncha.cycle.planning.enums import AFTER_ENTRY
from xuncha.cycle.planning.models import Inspection

Computer = Callable[[Sequence[int], dt.date], dict[int, float]]
"""Organisations by id and the day → value by organisation; who is left out counts as 0."""

NEVER = math.inf
"""Years since an inspection that is on no record: above every indicator's top."""

_computers: dict[str, Computer] = {}


def computes(code: str) -> Callable[[Computer], Computer]:
    """Register a function as the one that knows an indicator."""

    def keep(function: Computer) -> Computer:
        _computers[code] = function
        return function

    return keep


def compute(
    codes: Sequence[str], organisations: Sequence[int], day: dt.date
) -> dict[str, dict[int, float]]:
    """Values by indicator and organisation; an indicator that nobody knows is left out."""
    return {code: _computers[code](organisations, day) for code in codes if code in _computers}


@computes("years")
def years_since(organisations: Sequence[int], day: dt.date) -> dict[int, float]:
    """Years since the last entry on record, to one decimal."""
    rows = (
        Inspection.objects.filter(
            organisation__in=organisations, state__in=AFTER_ENTRY, entered_on__lte=day
        )
        .values("organisation")
        .annotate(last=Max("entered_on"))
        .values_list("organisation", "last")
    )
    last = {unit: on for unit, on in rows if on is not None}
    return {
        unit: round((day - last[unit]).days / 365.25, 1) if unit in last else NEVER
        for unit in organisations
    }


def knows(code: str) -> bool:
    """Whether the system works an indicator out by itself."""
    return code in _computers
