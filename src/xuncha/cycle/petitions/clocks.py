"""A deadline as a row keeps it: counted once by a rule, with the tables used, never moved; but a
provisional one is counted anew, once, when the table comes that it lacked."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from xuncha.foundation.calendar.provisional import note_provisional, signs_up
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import Deadline, add_months, add_workdays
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


C = TypeVar("C", bound=Clock)


def late_on(day: dt.date, path: str = "") -> Q:
    """Condition: not done, and its day is past."""
    return Q(**{f"{path}met_on__isnull": True, f"{path}due_on__lt": day})


def counted(start: dt.date, *, workdays: int = 0, months: int = 0) -> Deadline:
    """The day of a clock that starts on a day and runs for so many working days or months."""
    told = tables()
    return add_workdays(start, workdays, told) if workdays else add_months(start, months, told)


def fields_of(due: Deadline) -> dict[str, Any]:
    """The fields of a clock that was counted so."""
    return {
        "started_on": due.since, "due_on": due.on, "rule": due.rule, "tables": list(due.tables),
        "provisional": due.provisional,
    }  # fmt: skip


def start_clock(clock_kind: type[C], due: Deadline, **fields: Any) -> C:
    """Inside a service: a clock that runs from now on."""
    row = clock_kind._default_manager.create(**fields, **fields_of(due))
    note_provisional(row, "due_on", due)
    return row


def settles(clock_kind: type[Clock]) -> None:
    """A room has its provisional clocks settled when the table comes that they lacked."""
    signs_up(clock_kind, "due_on", flag="provisional", rule="rule", used="tables")
