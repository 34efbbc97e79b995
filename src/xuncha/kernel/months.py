"""Months counted on the calendar, the same for every floor."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange


def months_after(start: dt.date, count: int) -> dt.date:
    """The same day so many months on (a negative count goes back); the month's last day where it
    is too short."""
    months = start.month - 1 + count
    year, month = start.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(start.day, monthrange(year, month)[1]))
