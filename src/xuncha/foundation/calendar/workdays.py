"""Working days with make-up days, and months, by yearly tables. Pure: the tables are handed in.

A year without a table is not an error: weekends are free then, and the answer says "provisional".
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xuncha.kernel.months import months_after

_DATA = Path(__file__).parent / "data"
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class YearTable:
    """The days of a year that differ from its weeks: ``off`` are free, ``on`` are worked; each with
    the name of its holiday. ``version`` tells this table from an earlier one of the year."""

    year: int
    version: str
    source: str
    off: Mapping[dt.date, str]
    on: Mapping[dt.date, str]


Tables = Mapping[int, YearTable]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day counted from a rule. ``rule`` says how, ``tables`` which years' tables were used (as
    "2026/1"), ``provisional`` that one of the years had none, so that a table to come may move the
    day; then ``workdays`` from ``since`` count it anew. Months and days need no table."""

    on: dt.date
    rule: str
    tables: tuple[str, ...]
    provisional: bool
    since: dt.date
    workdays: int = 0


@lru_cache(maxsize=1)
def shipped() -> Tables:
    """The tables that come along, 2019 to 2026, from the yearly notices of the State Council."""
    tables = {}
    for path in sorted(_DATA.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        tables[told["year"]] = table_from(told)
    return tables


def table_from(told: Mapping[str, object]) -> YearTable:
    """A table from its stored form: year, version, source, off and on as day → name."""

    def days(key: str) -> dict[dt.date, str]:
        stored = told[key]
        assert isinstance(stored, Mapping)
        return {dt.date.fromisoformat(day): str(name) for day, name in stored.items()}

    year = told["year"]
    assert isinstance(year, int)
    return YearTable(year, str(told["version"]), str(told["source"]), days("off"), days("on"))


def is_workday(day: dt.date, tables: Tables) -> bool:
    """Whether people work on that day."""
    table = tables.get(day.year)
    if table is not None:
        if day in table.on:
            return True
        if day in table.off:
            return False
    return day.weekday() < SATURDAY


def add_workdays(start: dt.date, count: int, tables: Tables) -> Deadline:
    """The ``count``-th working day after ``start``; the day of the event itself doesn't count.
    A negative count goes back."""
    day, left = start, abs(count)
    step = dt.timedelta(days=1 if count >= 0 else -1)
    years = {start.year}
    while left:
        day += step
        years.add(day.year)
        left -= is_workday(day, tables)
    used = _used(years, tables)
    return Deadline(day, f"{count}个工作日", used, len(used) < len(years), start, count)


def count_workdays(first: dt.date, last: dt.date, tables: Tables) -> int:
    """Working days from the day after ``first`` to ``last``, both given as days; negative if
    ``last`` lies before."""
    if last < first:
        return -count_workdays(last, first, tables)
    days = ((first + dt.timedelta(days=n)) for n in range(1, (last - first).days + 1))
    return sum(is_workday(day, tables) for day in days)


def add_months(start: dt.date, count: int, tables: Tables) -> Deadline:
    """The same day so many months on; the month's last day where it is too short."""
    day = months_after(start, count)
    return Deadline(day, f"{count}个月", _used({day.year}, tables), provisional=False, since=start)


def add_days(start: dt.date, count: int, tables: Tables) -> Deadline:
    """So many calendar days on."""
    day = start + dt.timedelta(days=count)
    return Deadline(day, f"{count}天", _used({day.year}, tables), provisional=False, since=start)


def _used(years: set[int], tables: Tables) -> tuple[str, ...]:
    return tuple(f"{year}/{tables[year].version}" for year in sorted(years) if year in tables)
