"""The dry run: every doubtful cell by its row and column, nothing accepted by accident."""

from __future__ import annotations

import datetime as dt

from xuncha.foundation.exchange import parsers
from xuncha.foundation.exchange.columns import Column
from xuncha.foundation.exchange.importing import (
    Doubt,
    Table,
    dry_run,
    settle_mapping,
    signature_of,
)

COLUMNS = (
    Column("day", "日期", ("时间",), required=True, parse=parsers.date()),
    Column("works", "是否上班", ("上班",), required=True, parse=parsers.yes_no()),
    Column("name", "名称", ("节日",), parse=parsers.text(6)),
)
HEADERS = ["序号", "日 期", "上班", "节日"]


def test_good_rows_and_bad_rows() -> None:
    table = Table(
        HEADERS,
        [
            (3, [1.0, "2026-01-01", "否", "元旦"]),
            (4, [2.0, "2026-02-30", "也许", "这个名称太长了吧"]),
            (5, [None, " ", "", None]),
            (6, [3.0, dt.datetime(2026, 1, 4), "是"]),
            (9, [4.0, "", "否", "无日期"]),
        ],
        sheet="放假",
    )
    found = dry_run(table, COLUMNS)
    assert [(one.row, dict(one.values)) for one in found.accepted] == [
        (3, {"day": dt.date(2026, 1, 1), "works": False, "name": "元旦"}),
        (6, {"day": dt.date(2026, 1, 4), "works": True, "name": None}),
    ]
    assert found.sentences() == [
        "第 4 行“名称”：有 8 个字，最多 6 个字。",
        "第 4 行“日期”：“2026-02-30”这一天不存在。",
        "第 4 行“是否上班”：“也许”请改为“是”或者“否”。",
        "第 9 行“日期”：不能空着。",
    ]
    assert found.unknown_headers == ["序号"]
    assert not found.is_clean
    assert found.refused_rows()["放假", 9] == ["“日期”：不能空着。"]
    assert set(found.refused_rows()) == {("放假", 4), ("放假", 9)}


def test_missing_required_column_accepts_nothing() -> None:
    found = dry_run(Table(["日期", "备注"], [(2, ["2026-01-01", "x"])]), COLUMNS)
    assert found.missing_columns == ["是否上班"]
    assert found.accepted == []
    assert found.sentences() == ["表里没有“是否上班”这一列。"]
    assert not found.is_clean


def test_doubts_are_taken_and_told() -> None:
    found = dry_run(Table(HEADERS, [(2, [1, 46023.0, "否", ""])]), COLUMNS)
    assert found.accepted[0].values["day"] == dt.date(2026, 1, 1)
    assert found.doubts == [Doubt(2, "日期", "“46023”读作 2026-01-01，请核对。")]
    assert found.is_clean


def test_two_headers_alike_are_told() -> None:
    found = dry_run(Table(["日期", "上班", "日期"], [(2, ["2026-01-01", "否", "x"])]), COLUMNS)
    assert found.unknown_headers == ["日期"]
    assert found.accepted[0].values["day"] == dt.date(2026, 1, 1)


def test_what_the_import_refuses_is_taken_out() -> None:
    found = dry_run(Table(HEADERS, [(2, [1, "2026-01-01", "否"])]), COLUMNS)
    found.refuse(2, "日期", "与第 1 行重复。")
    assert found.accepted == []
    assert found.sentences() == ["第 2 行“日期”：与第 1 行重复。"]


def test_wishes_go_before_names() -> None:
    headers = ["日期", "调休日期", "上班"]
    assert settle_mapping(headers, COLUMNS, {"day": "调休 日期"})["day"] == "调休日期"


def test_wishes_that_fit_nothing_are_left_aside() -> None:
    wished = {"day": "没有这列", "gone": "上班", "name": ""}
    settled = settle_mapping(["日期", "上班", ""], COLUMNS, wished)
    assert settled == {"day": "日期", "works": "上班"}


def test_one_header_is_not_given_to_two_columns() -> None:
    settled = settle_mapping(["日期", "上班"], COLUMNS, {"day": "上班", "works": "上班"})
    assert settled == {"day": "上班"}


def test_money_by_header() -> None:
    columns = (Column("amount", "金额", parse=parsers.money()),)
    found = dry_run(Table(["金额（万元）"], [(2, [1.5]), (3, ["20元"])]), columns)
    assert [str(one.values["amount"]) for one in found.accepted] == ["15000.00", "20.00"]


def test_signature() -> None:
    assert signature_of(["日期", "", "金额 （元）"]) == signature_of(["日 期", "金额(元)", " "])
    assert signature_of(["金额(元)"]) != signature_of(["金额(万元)"])
    assert signature_of(["甲", "乙"]) != signature_of(["乙", "甲"])
    assert signature_of(["甲乙"]) != signature_of(["甲", "乙"])
    assert len(signature_of([])) == 64
