"""Working days: every day of eight years, make-up days, year change, and years without a table."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest

from xuncha.foundation.calendar.workdays import (
    add_days,
    add_months,
    add_workdays,
    count_workdays,
    is_workday,
    shipped,
)

TABLES = shipped()


@pytest.mark.parametrize("year", range(2019, 2027))
def test_every_day_of_the_year_agrees_with_the_library(year: int) -> None:
    day = dt.date(year, 1, 1)
    while day.year == year:
        assert is_workday(day, TABLES) == chinese_calendar.is_workday(day), day
        day += dt.timedelta(days=1)


def test_the_prolonged_spring_festival_of_2020() -> None:
    assert not is_workday(dt.date(2020, 1, 31), TABLES)
    assert is_workday(dt.date(2020, 2, 3), TABLES)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-02-13", 1, "2026-02-14"),  # a Saturday that is worked before the festival
        ("2026-02-14", 1, "2026-02-24"),
        ("2025-09-30", 1, "2025-10-09"),
        ("2025-12-31", 1, "2026-01-04"),  # over the year, onto a Sunday that is worked
        ("2026-03-18", 0, "2026-03-18"),
        ("2026-03-18", 15, "2026-04-09"),
        ("2026-02-24", -1, "2026-02-14"),
    ],
)
def test_counting_on(start: str, count: int, end: str) -> None:
    answer = add_workdays(dt.date.fromisoformat(start), count, TABLES)
    assert answer.on.isoformat() == end
    assert not answer.provisional


def test_counting_between_is_the_inverse_of_counting_on() -> None:
    start = dt.date(2025, 9, 1)
    for count in range(60):
        end = add_workdays(start, count, TABLES).on
        assert count_workdays(start, end, TABLES) == count
        assert count_workdays(end, start, TABLES) == -count


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"), ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"), ("2025-11-30", 3, "2026-02-28"),
        ("2025-12-10", 6, "2026-06-10"), ("2026-03-31", -1, "2026-02-28"),
    ],
)  # fmt: skip
def test_months(start: str, count: int, end: str) -> None:
    assert add_months(dt.date.fromisoformat(start), count, TABLES).on.isoformat() == end


def test_a_year_without_a_table_is_provisional_and_never_an_error() -> None:
    answer = add_workdays(dt.date(2026, 12, 30), 5, TABLES)
    assert answer.provisional
    assert answer.tables == ("2026/1",)
    assert answer.on == dt.date(2027, 1, 6)
    assert not add_days(dt.date(2026, 12, 30), 5, TABLES).provisional
