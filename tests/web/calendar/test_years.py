"""The year at a glance."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.web.signing import signed_in
from xuncha.foundation.calendar.workdays import YearTable, shipped
from xuncha.kernel import clock
from xuncha.web.calendar.months import months_of

pytestmark = pytest.mark.django_db


def test_every_day_stands_once_on_its_weekday() -> None:
    for year in (2024, 2026, 2100):
        days = [
            (place, day)
            for month in months_of(year, None, dt.date(2026, 3, 18))
            for week in month.weeks
            for place, day in enumerate(week)
            if day
        ]
        first = dt.date(year, 1, 1)
        length = (dt.date(year + 1, 1, 1) - first).days
        assert [day.on for _, day in days] == [first + dt.timedelta(n) for n in range(length)]
        assert all(place == day.on.weekday() for place, day in days)
        assert not any(day.mark for _, day in days)


def test_marks_are_those_of_the_table() -> None:
    table = shipped()[2026]
    days = {
        day.on: day
        for month in months_of(2026, table, dt.date(2026, 3, 18))
        for week in month.weeks
        for day in week
        if day
    }
    assert {on for on, day in days.items() if day.mark == "休"} == set(table.off)
    assert {on for on, day in days.items() if day.mark == "班"} == set(table.on)
    assert days[dt.date(2026, 1, 1)].words == "1月1日，星期四，放假，元旦"
    assert [on for on, day in days.items() if day.is_today] == [dt.date(2026, 3, 18)]


def test_stretches_are_told_in_words() -> None:
    off = {dt.date(2026, 5, n): "劳动节" for n in (1, 2, 3)} | {dt.date(2026, 5, 9): ""}
    table = YearTable(2026, "1", "某通知", off, {dt.date(2026, 5, 10): "劳动节"})
    assert months_of(2026, table, dt.date(2026, 1, 1))[4].notes == [
        "1—3日 休 劳动节", "9日 休", "10日 班 劳动节",
    ]  # fmt: skip


def test_a_year_with_a_table() -> None:
    text = signed_in("zhoulan", "unit_liaison").get("/calendar/?year=2026").content.decode()
    assert text.count("<caption>") == 12
    assert "国务院办公厅关于2026年部分节假日安排的通知 · 第1版" in text
    assert "1月1日，星期四，放假，元旦" in text
    assert "暂定" not in text
    assert "装入工作日表" not in text


def test_a_year_without_a_table_is_provisional() -> None:
    answer = signed_in("liwen", "office_staff").get("/calendar/?year=2031")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "暂定" in text
    assert "这一年还没有工作日表" in text
    assert "cal__day--off" not in text
    assert 'href="/calendar/load/"' in text


def test_without_a_year_it_is_this_one() -> None:
    with clock.at(dt.date(2025, 6, 2)):
        text = signed_in("liwen", "office_staff").get("/calendar/").content.decode()
    assert "2025年日历" in text
    assert len(re.findall('aria-current="date"', text)) == 1
    assert "6月2日，星期一，放假，端午节" in text


@pytest.mark.parametrize(
    "year", ["abc", "1999", "2101", "20260", "-2026", "２０２６", "2026.0", "1e3"]
)
def test_a_year_that_is_none_is_refused_with_a_sentence(year: str) -> None:
    answer = signed_in("liwen", "office_staff").get("/calendar/", {"year": year})
    assert answer.status_code == 400
    assert "年份应当" in answer.content.decode()


def test_the_ends_open_and_lead_nowhere_beyond() -> None:
    client = signed_in("liwen", "office_staff")
    first = client.get("/calendar/?year=2000").content.decode()
    last = client.get("/calendar/?year=2100").content.decode()
    assert "2000年日历" in first
    assert "?year=1999" not in first
    assert "?year=2001" in first
    assert "2100年日历" in last
    assert "?year=2101" not in last
    assert "?year=2099" in last


def test_the_navigation_is_for_those_with_business() -> None:
    link = '<a class="side__link" href="/calendar/"'
    assert link in signed_in("liwen", "office_staff").get("/calendar/").content.decode()
    assert link not in signed_in("xitong", "sysadmin").get("/calendar/").content.decode()
