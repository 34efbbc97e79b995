"""Provisional deadlines are settled once the table comes that they lacked."""

from __future__ import annotations

import re

from xuncha.cycle.petitions.clocks import Clock, counted
from xuncha.foundation.calendar.services import after_loading

_WORKDAYS = re.compile(r"(\d+)个工作日")


@after_loading
def settle_provisional(year: int) -> int:
    """The deadlines that lacked this year's table, of every room that keeps clocks. People keep the
    later of both days: they were told the first. It goes on showing in the rule."""
    settled = 0
    for kind in Clock.__subclasses__():
        rows = kind._default_manager.filter(provisional=True, due_on__year__gte=year)
        for row in rows.filter(started_on__year__lte=year).order_by("pk"):
            settled += _settle(row)
    return settled


def _settle(row: Clock) -> bool:
    counted_in = _WORKDAYS.match(row.rule)
    if counted_in is None:
        return False
    now = counted(row.started_on, workdays=int(counted_in[1]))
    if now["provisional"]:
        return False
    if now["due_on"] > row.due_on:
        row.rule = f"{counted_in[0]}，原暂定 {row.due_on}"
    row.due_on, row.tables = max(row.due_on, now["due_on"]), now["tables"]
    row.provisional = False
    row.save(update_fields=["due_on", "rule", "tables", "provisional"])
    return True
