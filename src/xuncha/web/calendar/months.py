"""A year as twelve small tables: every day with its mark and its words."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from xuncha.foundation.calendar.workdays import SATURDAY, YearTable

OFF, ON = "休", "班"
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@dataclass(frozen=True, slots=True)
class Day:
    """One day. ``mark`` is 休, 班 or nothing; ``words`` is what a reader of the screen hears."""

    on: dt.date
    mark: str
    name: str
    is_weekend: bool
    is_today: bool

    @property
    def kind(self) -> str:
        """What the look goes by."""
        if self.mark:
            return "off" if self.mark == OFF else "on"
        return "weekend" if self.is_weekend else "plain"

    @property
    def words(self) -> str:
        told = {OFF: "放假", ON: "上班"}.get(self.mark, "")
        parts = [f"{self.on.month}月{self.on.day}日", f"星期{WEEKDAYS[self.on.weekday()]}"]
        return "，".join([*parts, *(one for one in (told, self.name) if one)])


@dataclass(frozen=True, slots=True)
class Month:
    """One month: weeks from Monday, None where a week belongs to a neighbour; ``notes`` names its
    marked days."""

    number: int
    weeks: list[list[Day | None]]
    notes: list[str]


def months_of(year: int, table: YearTable | None, today: dt.date) -> list[Month]:
    """The twelve months; without a table no day is marked."""
    return [_month(year, number, table, today) for number in range(1, 13)]


def _month(year: int, number: int, table: YearTable | None, today: dt.date) -> Month:
    weeks: list[list[Day | None]] = [
        [_day(dt.date(year, number, day), table, today) if day else None for day in week]
        for week in calendar.Calendar().monthdayscalendar(year, number)
    ]
    return Month(number, weeks, _notes(day for week in weeks for day in week if day))


def _day(on: dt.date, table: YearTable | None, today: dt.date) -> Day:
    mark = name = ""
    if table is not None and on in table.on:
        mark, name = ON, table.on[on]
    elif table is not None and on in table.off:
        mark, name = OFF, table.off[on]
    return Day(on, mark, name, on.weekday() >= SATURDAY, on == today)


def _notes(days: Iterable[Day]) -> list[str]:
    """Marked days in words, those that follow each other as one stretch: 1—3日 休 元旦."""
    notes = []
    for (mark, name), found in groupby(days, key=lambda day: (day.mark, day.name)):
        stretch = [one.on.day for one in found]
        if mark:
            first, last = stretch[0], stretch[-1]
            span = f"{first}日" if first == last else f"{first}—{last}日"
            notes.append(f"{span} {mark} {name}".rstrip())
    return notes
