"""R17: past the deadline and open, or the deadline moved without a cause or an approval."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.engines.checking.hand import check, codes, ledger, signal
from xuncha.engines.checking.report import Report

OPEN = {"finding": "安置小区电梯停运", "measure": "更换曳引机", "status": "正在整改"}


def _check(as_of: dt.date | None = dt.date(2024, 9, 30), **row: object) -> Report:
    return check([ledger(OPEN | row, as_of=as_of)])


@pytest.mark.parametrize(
    "due", [dt.date(2024, 6, 30), "2024年6月底", "2024.6.30", "2024年第二季度", "6月30日"]
)
def test_past_and_open_fires(due: object) -> None:
    found = signal(_check(due=due), 5, "R17")
    assert found is not None
    assert "2024-06-30" in found.reason


@pytest.mark.parametrize(
    "row",
    [
        {"due": "2024年12月31日"},
        {"due": "2024年9月30日"},
        {"due": "长期坚持"},
        {"due": "2024年6月底，长期坚持"},
        {"due": "2024年6月30日", "status": "长期坚持"},
        {"due": "2024年6月30日", "status": "已完成"},
        {"due": "2024年6月30日", "status": "基本完成"},
        {"due": ""},
    ],
)
def test_not_late(row: dict[str, object]) -> None:
    assert codes(_check(**row)) == {}


@pytest.mark.parametrize(
    "row",
    [
        {"due": "2024年6月30日（延期至2024年12月31日）"},
        {"due": "2024年6月30日，调整为2024年12月31日"},
        {"due": "2024年6月30日", "remark": "延期至2024年12月31日"},
        {"due": "2024年6月30日", "remark": "整改时限顺延至12月底"},
        {"due": "2024年12月31日", "remark": "原定6月底，现推迟到12月31日，未经批准"},
    ],
)
def test_moved_without_a_cause(row: dict[str, object]) -> None:
    found = signal(_check(**row, as_of=dt.date(2024, 7, 31)), 5, "R17")
    assert found is not None
    assert "没有写明原因" in found.reason


@pytest.mark.parametrize(
    "row",
    [
        {"due": "2024年6月30日（因汛期停工延期至2024年12月31日）"},
        {"due": "2024年6月30日，经巡察办批准调整为2024年12月31日"},
        {"due": "2024年6月30日", "remark": "受设备到货影响，延期至2024年12月31日"},
        {"due": "2024年6月30日", "remark": "延期至2024年12月31日，区委巡察办已批复"},
        {"due": "2024年6月30日", "progress": "因雨季停工，经批复同意延期至11月30日，已浇筑一半"},
        {"due": "2024年12月31日", "remark": "合同延期至2025年6月"},
        {"due": "2024年12月31日", "remark": "施工负责人调整为赵工"},
    ],
)
def test_moved_with_a_cause_or_something_else_moved(row: dict[str, object]) -> None:
    assert codes(_check(**row, as_of=dt.date(2024, 7, 31))) == {}


def test_the_day_comes_from_the_caller_else_the_ledger_else_the_latest_date_in_it() -> None:
    row = OPEN | {"due": "2024年6月30日"}
    assert codes(check([ledger(row, as_of=dt.date(2024, 5, 1))])) == {}
    late = check([ledger(row, as_of=dt.date(2024, 5, 1))], as_of=dt.date(2024, 7, 1))
    assert codes(late) == {5: {"R17"}}
    assert codes(check([ledger(row, as_of=None)])) == {}
    other = {
        "finding": "其他",
        "measure": "另办",
        "status": "已完成",
        "done_on": dt.date(2024, 8, 1),
    }
    assert codes(check([ledger(row, other, as_of=None)])) == {5: {"R17"}}


def test_a_later_day_than_the_earlier_state_told() -> None:
    before = ledger(OPEN | {"due": "2024年6月30日"}, file="old.xlsx", as_of=dt.date(2024, 4, 1))
    now = ledger(OPEN | {"due": "2024年12月31日"}, as_of=dt.date(2024, 7, 31))
    found = signal(check([now], against=[before]), 5, "R17")
    assert found is not None
    assert "2024-06-30" in found.reason
    assert found.other is not None
    assert found.other.file == "old.xlsx"
    told = ledger(
        OPEN | {"due": "2024年12月31日", "remark": "因设备未到货延期"}, as_of=dt.date(2024, 7, 31)
    )
    assert codes(check([told], against=[before])) == {}
