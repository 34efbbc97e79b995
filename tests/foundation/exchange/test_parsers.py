"""Cells as people fill them become values, or one sentence; nothing is guessed."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.foundation.exchange import parsers
from xuncha.foundation.exchange.columns import Column, Doubtful, Parser, Problem


def sentence(parse: Parser, value: object) -> str:
    with pytest.raises(Problem) as caught:
        parse(value)
    assert caught.value.sentence.endswith("。")
    return caught.value.sentence


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("  区民政局\u3000", "区民政局"),
        (13800000000.0, "13800000000"),
        (3.5, "3.5"),
        (dt.datetime(2024, 5, 6), "2024-05-06"),
        (True, "是"),
        ("'=1+1", "=1+1"),
        ("'70年代", "'70年代"),
    ],
)
def test_text(value: object, words: str) -> None:
    assert parsers.text()(value) == words


def test_text_too_long() -> None:
    assert sentence(parsers.text(5), "一二三四五六") == "有 6 个字，最多 5 个字。"


def test_number_that_excel_has_cut_is_doubtful() -> None:
    found = parsers.text()(440102199001011230.0)
    assert isinstance(found, Doubtful)
    assert "末尾几位可能已被 Excel 改成 0" in found.sentence


@pytest.mark.parametrize(
    ("value", "number"), [(3.0, 3), ("1,200", 1200), ("１２００", 1200), ("-5", -5), (7, 7)]
)
def test_whole_number(value: object, number: int) -> None:
    assert parsers.whole_number()(value) == number


@pytest.mark.parametrize(
    "value", ["三", "1.5", 1.5, True, "1e3", "12个", dt.date(2024, 1, 1), "9" * 30, float("nan")]
)
def test_not_a_whole_number(value: object) -> None:
    assert "不是整数" in sentence(parsers.whole_number(), value)


def test_bounds() -> None:
    assert sentence(parsers.whole_number(1, 9), 0) == "“0”太小，最小是 1。"
    assert sentence(parsers.whole_number(1, 9), 10) == "“10”太大，最大是 9。"


@pytest.mark.parametrize(
    ("value", "yuan"),
    [
        ("3500", "3500.00"),
        (3500.5, "3500.50"),
        ("￥1,200.00", "1200.00"),
        ("人民币 3.5 万元", "35000.00"),
        ("３．５万元", "35000.00"),
        ("1.2亿", "120000000.00"),
        ("壹佰元", None),
        ("约3万元", None),
        ("3-5万元", None),
        ("", None),
        ("1e400", None),
        (True, None),
        (float("inf"), None),
        ("-3", None),
        ("9" * 40, None),
    ],
)
def test_money(value: object, yuan: str | None) -> None:
    if yuan is None:
        sentence(parsers.money(), value)
    else:
        assert parsers.money()(value) == Decimal(yuan)


def test_money_listens_to_the_header_and_the_cell_has_the_last_word() -> None:
    column = Column("amount", "涉及金额", parse=parsers.money())
    in_ten_thousands = column.parser_under("涉及金额（万元）")
    assert in_ten_thousands(3.5) == Decimal("35000.00")
    assert in_ten_thousands("3500元") == Decimal("3500.00")
    assert column.parser_under("涉及金额")(3.5) == Decimal("3.50")


@given(st.decimals(0, 10**12, places=2))
def test_money_to_the_fen(amount: Decimal) -> None:
    assert parsers.money()(f"{amount:,}元") == amount


@pytest.mark.parametrize(
    "value",
    [
        dt.date(2024, 5, 6), dt.datetime(2024, 5, 6, 13), "2024-05-06", "2024.5.6", "2024/5/6",
        "2024年5月6日", "2024年05月06", "20240506", 20240506.0, "２０２４年５月６日",
        " 2024 年 5 月 6 日 ",
    ],
)  # fmt: skip
def test_date(value: object) -> None:
    assert parsers.date()(value) == dt.date(2024, 5, 6)


@pytest.mark.parametrize(
    "value", ["2024年5月", "5月6日", "六月底", "长期", True, 3.5, "2024年5月6日至5月9日", "2024年"]
)
def test_no_complete_day(value: object) -> None:
    assert "不是完整的日期" in sentence(parsers.date(), value)


@pytest.mark.parametrize("value", ["2024-02-30", "2023.2.29", "2024年13月1日", "20240631"])
def test_no_such_day(value: str) -> None:
    assert "这一天不存在" in sentence(parsers.date(), value)


def test_far_year() -> None:
    assert "年份不对" in sentence(parsers.date(), "2924-05-06")


@pytest.mark.parametrize(
    "value", [45418.0, "24.5.6", "二〇二四年五月六日", "2024年5月6日前完成", "2024年5月6日 13:00"]
)
def test_other_forms_are_taken_with_a_doubt(value: object) -> None:
    found = parsers.date()(value)
    assert isinstance(found, Doubtful)
    assert found.value == dt.date(2024, 5, 6)
    assert "读作 2024-05-06，请核对。" in found.sentence


def test_choice() -> None:
    parse = parsers.choice({"区直单位": 1, "街道": 2}, {"区直部门": "区直单位"})
    assert parse("区直 单位") == 1
    assert parse("区直部门") == 1
    assert sentence(parse, "公司") == "“公司”不在可选范围内，可以填：区直单位、街道。"


def test_long_choice_is_told_shortly() -> None:
    parse = parsers.choice({f"第{n}类": n for n in range(40)})
    assert sentence(parse, "别的").endswith("、第11类等。")


def test_yes_no() -> None:
    parse = parsers.yes_no()
    assert [parse(one) for one in ("是", "√", "\uff39", 1.0, True)] == [True] * 5
    assert [parse(one) for one in ("否", "×", "无", 0, False)] == [False] * 5
    assert "请改为“是”或者“否”" in sentence(parse, "也许")


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.dates(), st.booleans()))
def test_nothing_but_problems(value: object) -> None:
    for parse in (
        parsers.text(10), parsers.whole_number(), parsers.money(), parsers.date(), parsers.yes_no(),
        parsers.choice({"甲": 1}),
    ):  # fmt: skip
        with suppress(Problem):
            parse(value)
