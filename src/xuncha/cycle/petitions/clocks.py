"""A deadline as a row keeps it: counted once by a rule, with the tables used, never moved; but a
provisional one is counted anew, once, when the table comes that it lacked."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import models
from django.db.models import Q

from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.services import after_loading
from xuncha.foundation.calendar.workdays import add_months, add_workdays
from xuncha.kernel import clock


class Clock(models.Model):
    """What must be done by when. ``rule`` says how the day was counted, ``rules_version`` by which
    version of the settings (0: the house's own), ``provisional`` that a year had no table of
    working days. ``met_on`` is the day on which it was done; a late one stays late."""

    started_on = models.DateField("起算日")
    due_on = models.DateField("期限")
    rule = models.CharField("规则", max_length=60)
    tables = models.JSONField("工作日表", default=list)
    provisional = models.BooleanField("暂定", default=False)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    met_on = models.DateField("完成日", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def late(self) -> bool:
        """Whether it was missed: done after its day, or not done and past."""
        return (self.met_on or clock.today()) > self.due_on

    @property
    def waiting(self) -> bool:
        return self.met_on is None


def late_on(day: dt.date, path: str = "") -> Q:
    """Condition: not done, and its day is past."""
    return Q(**{f"{path}met_on__isnull": True, f"{path}due_on__lt": day})


def counted(start: dt.date, *, workdays: int = 0, months: int = 0) -> dict[str, Any]:
    """The fields of a clock that starts on a day and runs for so many working days or months."""
    told = tables()
    due = add_workdays(start, workdays, told) if workdays else add_months(start, months, told)
    return {
        "started_on": start, "due_on": due.on, "rule": due.rule, "tables": list(due.tables),
        "provisional": due.provisional,
    }  # fmt: skip


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
