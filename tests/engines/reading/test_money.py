# ruff: noqa: E501  (tables of cases)
"""Sums in texts and cells, in yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.engines.reading.money import find_money, read_amount, unit_in_lines
from xuncha.engines.reading.records import Cell

FOUND = [
    ("5元", ["5"]), ("300元", ["300"]), ("1,234.56元", ["1234.56"]), ("１２３４．５６元", ["1234.56"]),
    ("１２，３４５元", ["12345"]), ("0.5元", ["0.5"]), ("5元3角", ["5.3"]), ("5元3角2分", ["5.32"]),
    ("3.5万元", ["35000"]), ("3 万元", ["30000"]), ("3.5万", ["35000"]), ("34.7万元", ["347000"]),
    ("0.5万元", ["5000"]), ("12万3456元", ["123456"]), ("1万5千元", ["15000"]), ("5千元", ["5000"]),
    ("3百元", ["300"]), ("十万元", ["100000"]), ("1亿元", ["100000000"]), ("1.2亿元", ["120000000"]),
    ("1亿2000万元", ["120000000"]), ("1亿零500万元", ["105000000"]), ("2千万元", ["20000000"]),
    ("100余万元", ["1000000"]), ("约20余万元", ["200000"]), ("12.5万余元", ["125000"]), ("300多万元", ["3000000"]),
    ("5万多元", ["50000"]), ("近30万元", ["300000"]), ("三万五千元", ["35000"]), ("一百二十元", ["120"]),
    ("二十五万八千三百元", ["258300"]), ("壹万贰仟元整", ["12000"]), ("两万元", ["20000"]), ("三千余元", ["3000"]),
    ("￥1200", ["1200"]), ("¥1,200.50", ["1200.5"]), ("人民币300元", ["300"]), ("2024.5万元", ["20245000"]),
    ("每人每月200元", ["200"]), ("2000元/人", ["2000"]), ("5万元、3万元", ["50000", "30000"]),
    ("超标准接待3.2万元，清退1.1万元。", ["32000", "11000"]), ("收缴罚款128万元", ["1280000"]),
    ("追回资金3.5万，其余待缴", ["35000"]), ("涉及金额12 万元", ["120000"]), ("2023年支出8600元", ["8600"]),
    ("3万5千元", ["35000"]), ("共计1万2345.67元", ["12345.67"]), ("15块钱", ["15"]),
    ("经核查，8725元已退回", ["8725"]), ("分别为1260元，880元，1,200元", ["1260", "880", "1200"]),
]  # fmt: skip
NONE = [
    "", "两次", "3万人", "2.3万户", "412套", "5次", "1.1万根", "元旦", "一元复始", "千元", "万元", "亿元",
    "2023年以来86个", "12345678", "6670平方米", "第3元", "数万元", "半年", "十余次", "万分之三", "3.5%", "二元结构",
    "一元化领导", "元首", "亿万群众", "百余人", "3.2万亩", "电话5550123", "办理业务3.5万件", "2024年3月", "千方百计", "万众一心",
]  # fmt: skip


@pytest.mark.parametrize(("text", "sums"), FOUND)
def test_sums_in_texts(text: str, sums: list[str]) -> None:
    assert [str(one.yuan) for one in find_money(text)] == sums


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_sum(text: str) -> None:
    assert find_money(text) == []


def test_places_hold_the_words() -> None:
    text = "违规发放补贴３.５万元，已退三千元。"
    found = find_money(text)
    assert [one.words for one in found] == ["３.５万元", "三千元"]
    assert [text[one.start : one.end] for one in found] == ["３.５万元", "三千元"]


@pytest.mark.parametrize(
    ("value", "factor", "yuan"),
    [
        (3.2, 10000, "32000"), ("3.2", 10000, "32000"), ("3.2万元", 10000, "32000"), ("3.2元", 10000, "3.2"),
        ("3.2万元", None, "32000"), (1200, None, "1200"), ("1200", None, "1200"), ("１２００", None, "1200"),
        ("1,200.5", None, "1200.5"), ("约3万元", None, "30000"), ("3.5余", 10000, "35000"), ("三万元", None, "30000"),
        ("3万元，另2万元", 10000, "50000"), ("无", None, "0"), ("0", None, "0"), (0, None, "0"), ("不涉及", None, "0"),
        (0.1 + 0.2, 10000, "3000"), ("0.1", 10000, "1000"), (5, 1, "5"), ("¥300", None, "300"), ("-3", None, "-3"),
        ("", None, None), (None, None, None), ("待核实", None, None), ("/", None, None), ("-", None, None),
        (True, None, None), (float("nan"), None, None), (float("inf"), None, None), ("3人", None, None),
        ("12户", 10000, None), ("详见附件", None, None),
    ],
)  # fmt: skip
def test_cells(value: object, factor: int | None, yuan: str | None) -> None:
    cell = Cell(value, value) if isinstance(value, str) else Cell("", value)
    amount = read_amount(cell, Decimal(factor) if factor else None)
    assert amount == (Decimal(yuan) if yuan is not None else None)


@pytest.mark.parametrize(
    ("lines", "factor"),
    [
        (["单位：万元"], 10000),
        (["金额单位：元"], 1),
        (["单位:人民币 万元"], 10000),
        (["填报单位：清源区"], None),
        ([], None),
    ],
)
def test_units_told_above_the_table(lines: list[str], factor: int | None) -> None:
    assert unit_in_lines(lines) == (Decimal(factor) if factor else None)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,万亿千百元余多角分 一二三十零￥", max_size=30))
def test_any_text_gives_ordered_places(text: str) -> None:
    end = 0
    for one in find_money(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.words
        assert one.yuan >= 0
        end = one.end


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**8), st.sampled_from([("元", 1), ("万元", 10**4), ("亿元", 10**8)]))
def test_every_sum_is_read_back(number: int, unit: tuple[str, int]) -> None:
    words, factor = unit
    assert [one.yuan for one in find_money(f"共{number:,}{words}")] == [Decimal(number * factor)]
