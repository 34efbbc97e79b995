"""A year as twelve months of weeks, each day with its mark. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from xuncha.foundation.calendar.workdays import SATURDAY, Tables, is_workday


@dataclass(frozen=True, slots=True)
class Day:
    """One square: ``kind`` is off, on, weekend, plain, or outside (of the month)."""

    on: dt.date
    kind: str
    name: str
    is_today: bool

    @property
    def mark(self) -> str:
        """休 for a holiday, 班 for a made-up working day."""
        return {"off": "休", "on": "班"}.get(self.kind, "")

    @property
    def words(self) -> str:
        """What stands behind the square, for a pointer at rest and for screen readers."""
        told = {"off": "放假", "on": "调休上班"}.get(self.kind, "")
        return f"{self.on:%Y-%m-%d} {self.name}{told}".strip() if told else ""


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    weeks: list[list[Day]]
    workdays: int


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months with their numbers; ``provisional`` where no table was announced yet."""

    number: int
    months: list[Month]
    provisional: bool
    source: str
    version: str
    off: int
    on: int

    @property
    def workdays(self) -> int:
        return sum(month.workdays for month in self.months)


def year_of(number: int, tables: Tables, today: dt.date) -> Year:
    """The year by the tables in force, weeks from Monday on."""
    table = tables.get(number)
    return Year(
        number=number,
        months=[_month(number, month, tables, today) for month in range(1, 13)],
        provisional=table is None,
        source=table.source if table else "",
        version=table.version if table else "",
        off=len(table.off) if table else 0,
        on=len(table.on) if table else 0,
    )


def _month(year: int, month: int, tables: Tables, today: dt.date) -> Month:
    weeks = [
        [_day(year, month, number, tables, today, place) for place, number in enumerate(week)]
        for week in calendar.monthcalendar(year, month)
    ]
    dates = [dt.date(year, month, n) for n in range(1, calendar.monthrange(year, month)[1] + 1)]
    return Month(month, weeks, sum(is_workday(one, tables) for one in dates))


def _day(year: int, month: int, number: int, tables: Tables, today: dt.date, place: int) -> Day:
    if number == 0:
        return Day(dt.date(year, month, 1), "outside", "", is_today=False)
    on, table = dt.date(year, month, number), tables.get(year)
    kind, name = ("weekend" if place >= SATURDAY else "plain"), ""
    if table is not None and on in table.on:
        kind, name = "on", table.on[on]
    elif table is not None and on in table.off:
        kind, name = "off", table.off[on]
    return Day(on, kind, name, is_today=on == today)
