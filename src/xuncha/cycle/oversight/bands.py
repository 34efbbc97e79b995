"""On which step of alert an item stands: by the working days between today and its due date.

The days of the rules are turned into dates once, so that a step is a condition on one indexed
column, and the database never counts working days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from xuncha.cycle.oversight.enums import COLOURS, AlertLevel
from xuncha.cycle.oversight.rules import Numbers, rules_on
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import Tables, add_workdays, count_workdays

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bands:
    """The steps as of a day. ``green`` and ``yellow`` are the first days that are too far off for
    these steps, ``group`` the first on which something due is not overdue for long."""

    today: dt.date
    green: dt.date
    yellow: dt.date
    group: dt.date
    numbers: Numbers
    rules_version: int
    tables: Tables
    is_provisional: bool

    def where(self, level: AlertLevel) -> Q:
        """Items on a step. Each item stands on one at most; long-term ones on none."""
        edges = {
            AlertLevel.GROUP: (None, self.group),
            AlertLevel.RED: (self.group, self.today),
            AlertLevel.YELLOW: (self.today, self.yellow),
            AlertLevel.GREEN: (self.yellow, self.green),
        }
        first, end = edges[level]
        return Q(owed_on__lt=end) & (Q(owed_on__gte=first) if first else Q())

    def coloured(self, colour: str) -> Q:
        """Items of a colour."""
        found = Q(pk__in=())
        for level, own in COLOURS.items():
            if own == colour:
                found |= self.where(level)
        return found

    @property
    def any(self) -> Q:
        """Items on any step."""
        return Q(owed_on__lt=self.green)

    def level_of(self, owed_on: dt.date | None) -> AlertLevel | None:
        """The step of one due date."""
        if owed_on is None or owed_on >= self.green:
            return None
        if owed_on < self.group:
            return AlertLevel.GROUP
        if owed_on < self.today:
            return AlertLevel.RED
        return AlertLevel.YELLOW if owed_on < self.yellow else AlertLevel.GREEN

    def workdays(self, owed_on: dt.date) -> int:
        """Working days left until a due date; below nought so many overdue."""
        return count_workdays(self.today, owed_on, self.tables)

    def told(self, owed_on: dt.date) -> str:
        """The same in words."""
        days = self.workdays(owed_on)
        if owed_on < self.today:
            return f"逾期 {-days} 个工作日" if days else "已逾期，还不到 1 个工作日"
        if owed_on == self.today:
            return "今天到期"
        return f"还剩 {days} 个工作日" if days else "还剩不到 1 个工作日"


def bands_on(day: dt.date) -> Bands:
    """The steps by the rules of that day: two queries."""
    in_force = rules_on(day)
    numbers, known = in_force.settings, tables()
    green = add_workdays(day, numbers.green_days + 1, known)
    yellow = add_workdays(day, numbers.yellow_days + 1, known)
    group = add_workdays(day + _DAY, -numbers.group_days, known)
    return Bands(
        day, green.on, yellow.on, min(group.on, day), numbers, in_force.number, known,
        green.provisional or group.provisional,
    )  # fmt: skip
