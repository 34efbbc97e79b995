# ruff: noqa: E501  (tables of cases)
"""Dates in cells and texts: forms, intervals, years carried over, and what is no date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.engines.reading.dates import deadline_of, find_dates, number_of, read_date
from xuncha.engines.reading.records import Cell

DAY = "2024-03-05"
ONE = [
    # words, first, last, precision; the year of the paper is 2023
    ("2024年3月5日", DAY, DAY, "day"),
    ("2024年03月05日", DAY, DAY, "day"),
    ("2024 年 3 月 5 日", DAY, DAY, "day"),
    ("2024年3月5号", DAY, DAY, "day"),
    ("２０２４年３月５日", DAY, DAY, "day"),
    ("2024.3.5", DAY, DAY, "day"),
    ("2024.03.05", DAY, DAY, "day"),
    ("2024．3．5", DAY, DAY, "day"),
    ("2024-03-05", DAY, DAY, "day"),
    ("2024-3-5 12:30:00", DAY, DAY, "day"),
    ("2024/3/5", DAY, DAY, "day"),
    ("20240305", DAY, DAY, "day"),
    ("24.3.5", DAY, DAY, "day"),
    ("24年3月5日", DAY, DAY, "day"),
    ("二〇二四年三月五日", DAY, DAY, "day"),
    ("二○二四年三月五日", DAY, DAY, "day"),
    ("二零二四年三月五日", DAY, DAY, "day"),
    ("二〇二四年十二月三十一日", "2024-12-31", "2024-12-31", "day"),
    ("2024年2月29日", "2024-02-29", "2024-02-29", "day"),
    ("3月5日", "2023-03-05", "2023-03-05", "day"),
    ("三月五日", "2023-03-05", "2023-03-05", "day"),
    ("今年3月5日", "2023-03-05", "2023-03-05", "day"),
    ("去年12月1日", "2022-12-01", "2022-12-01", "day"),
    ("明年1月10日", "2024-01-10", "2024-01-10", "day"),
    ("2024年3月", "2024-03-01", "2024-03-31", "month"),
    ("2024年3月份", "2024-03-01", "2024-03-31", "month"),
    ("2024.3", "2024-03-01", "2024-03-31", "month"),
    ("2024-03", "2024-03-01", "2024-03-31", "month"),
    ("2024/03", "2024-03-01", "2024-03-31", "month"),
    ("2024年2月底", "2024-02-21", "2024-02-29", "month"),
    ("2024年3月底", "2024-03-21", "2024-03-31", "month"),
    ("2024年3月末", "2024-03-21", "2024-03-31", "month"),
    ("2024年3月上旬", "2024-03-01", "2024-03-10", "month"),
    ("三月中旬", "2023-03-11", "2023-03-20", "month"),
    ("2024年3月下旬", "2024-03-21", "2024-03-31", "month"),
    ("6月底", "2023-06-21", "2023-06-30", "month"),
    ("2024年第一季度", "2024-01-01", "2024-03-31", "quarter"),
    ("2024年一季度", "2024-01-01", "2024-03-31", "quarter"),
    ("2024年第4季度末", "2024-10-01", "2024-12-31", "quarter"),
    ("三季度", "2023-07-01", "2023-09-30", "quarter"),
    ("2024年底", "2024-12-01", "2024-12-31", "year"),
    ("2024年年底", "2024-12-01", "2024-12-31", "year"),
    ("年底", "2023-12-01", "2023-12-31", "year"),
    ("2024年上半年", "2024-01-01", "2024-06-30", "year"),
    ("2024年下半年", "2024-07-01", "2024-12-31", "year"),
    ("2024年", "2024-01-01", "2024-12-31", "year"),
    ("2024年度", "2024-01-01", "2024-12-31", "year"),
]  # fmt: skip
NONE = [
    "", "立行立改", "长期坚持", "1.2.3", "2024.5万元", "3年内", "整改3个月", "2024年2月30日", "13月5日",
    "2024户", "3.5万元", "12345678901", "5550123", "第三次", "二十人", "2024个", "138-5555-1234", "中心", "月度例会",
    "1/3", "100%", "十二条", "24.13.5", "1024.3.5",
]  # fmt: skip


@pytest.mark.parametrize(("words", "first", "last", "precision"), ONE)
def test_forms(words: str, first: str, last: str, precision: str) -> None:
    found = find_dates(words, 2023)
    assert [(str(one.read.first), str(one.read.on), one.read.precision) for one in found] == [
        (first, last, precision)
    ]
    assert words[found[0].start : found[0].end].strip() == found[0].read.words


@pytest.mark.parametrize("words", NONE)
def test_what_is_no_date(words: str) -> None:
    assert find_dates(words, 2023) == []


@pytest.mark.parametrize("words", ["3月5日", "6月底", "三月中旬", "年底", "第一季度", "今年3月5日"])
def test_without_a_year_nothing_is_guessed(words: str) -> None:
    assert find_dates(words) == []
    assert read_date(words) is None


def test_a_year_told_earlier_is_carried_on() -> None:
    found = find_dates("2023年10月9日至2024年1月14日进驻；3月21日反馈。")
    assert [str(one.read.on) for one in found] == ["2023-10-09", "2024-01-14", "2024-03-21"]


def test_a_range_over_new_year_goes_on() -> None:
    found = find_dates("2023年11月6日至1月12日")
    assert [str(one.read.on) for one in found] == ["2023-11-06", "2024-01-12"]


def test_offsets_count_in_the_text_as_given() -> None:
    text = "经查，２０２４年３月５日支付，2024.6.30退回。"
    found = find_dates(text)
    assert [text[one.start : one.end] for one in found] == ["２０２４年３月５日", "2024.6.30"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dt.datetime(2024, 3, 5, 8, 30), DAY), (dt.date(2024, 3, 5), DAY), (45356, DAY),
        (45356.0, DAY), ("45356", DAY), (20240305, DAY), (20240305.0, DAY), (202403, "2024-03-31"),
        (2024.3, "2024-03-31"), ("202403", "2024-03-31"), (" 2024年3月5日 ", DAY),
        ("2024年3月5日前完成", DAY), ("2024年6月底前，长期坚持", "2024-06-30"),
        ("2024年3月至2024年6月", "2024-06-30"), ("原定2024年3月31日，延期至6月30日", "2024-06-30"),
        ("1.2024年3月底；2.2024年9月底", "2024-09-30"), ("2024年\n3月5日", DAY),
        (None, None), ("", None), (3, None), (2024.1, None), (True, None), (1.5, None), ("无", None),
        ("三个月内", None), (99999999, None), (-5, None), (float("nan"), None), ("立行立改", None),
    ],
)  # fmt: skip
def test_cells(value: object, expected: str | None) -> None:
    read = read_date(Cell("", value))
    assert (str(read.on) if read else None) == expected


def test_a_short_date_is_read_only_with_its_year() -> None:
    assert read_date("3.5") is None
    read = read_date("3.5", 2024)
    assert read is not None
    assert read.on == dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("words", "day", "lasting", "at_once"),
    [
        ("2024年6月底前，长期坚持", "2024-06-30", True, False),
        ("立行立改", None, False, True),
        ("立行立改并长期坚持", None, True, True),
        ("即知即改", None, False, True),
        ("持续推进", None, True, False),
        ("2024年6月30日", "2024-06-30", False, False),
        ("待定", None, False, False),
    ],
)
def test_deadlines(words: str, day: str | None, lasting: bool, at_once: bool) -> None:
    told = deadline_of(words)
    assert (str(told.read.on) if told.read else None) == day
    assert (told.is_lasting, told.is_at_once) == (lasting, at_once)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("廿一", 21),
        ("7", 7),
        ("百", 0),
    ],
)
def test_chinese_numbers(words: str, number: int) -> None:
    assert number_of(words) == number


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789年月日.-/至上中下旬底季度二〇四三五 ，", max_size=40))
def test_any_text_gives_ordered_places_that_hold_the_words(text: str) -> None:
    end = 0
    for one in find_dates(text, 2024):
        assert end <= one.start < one.end <= len(text)
        assert one.read.first <= one.read.on
        end = one.end


@settings(max_examples=200, deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: dt.date) -> None:
    y, m, d = day.year, day.month, day.day
    for words in (
        f"{y}年{m}月{d}日", f"{y}.{m}.{d}", f"{y}-{m:02}-{d:02}", f"{y}/{m}/{d}", f"{y}{m:02}{d:02}",
    ):  # fmt: skip
        read = read_date(words)
        assert read is not None
        assert read.on == read.first == day
