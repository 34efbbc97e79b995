"""The tables in force: those that come along, and over them what the office loaded."""

from __future__ import annotations

from xuncha.foundation.calendar.models import WorkdayYear
from xuncha.foundation.calendar.workdays import Tables, shipped, table_from


def tables() -> Tables:
    """Table by year; the office's newest version of a year goes before the shipped one."""
    loaded = {
        row.year: table_from(
            {"year": row.year, "version": row.version, "source": row.source, **row.days}
        )
        for row in WorkdayYear.objects.order_by("year", "version")
    }
    return {**shipped(), **loaded}
