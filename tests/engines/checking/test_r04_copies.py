"""R04: who copied whom, official phrases left out."""

from __future__ import annotations

from tests.engines.checking.hand import check, codes, ledger, signal

COPIED = "由财务股牵头逐笔核对近三年往来账款，对挂账超过一年的逐户发函催收，4月底前形成清收名册"
SWAPPED = "由财务股牵头逐笔核对近两年往来账款，对挂账超过一年的逐户发函催收，6月底前形成清收名册"
OTHERS = [
    "更换老化电缆三百米，增设配电箱两个",
    "聘请第三方机构测量河道断面，按结果清除淤泥",
    "将十二间公租房重新分配给轮候家庭",
]
STOCK = "坚持问题导向，主要负责同志亲自抓，分管领导具体抓，层层压实整改责任"


def _row(finding: str, measure: str) -> dict[str, object]:
    return {"finding": finding, "measure": measure, "status": "正在整改"}


def test_another_units_measure_with_names_and_days_swapped() -> None:
    mine = ledger(_row("往来账款长期挂账", COPIED), _row("电路老化", OTHERS[0]))
    theirs = ledger(_row("借出资金清收不力", SWAPPED), file="b.xlsx", unit="清源区教育局党委")
    report = check([mine], against=[theirs])
    found = signal(report, 5, "R04")
    assert found is not None
    assert found.other is not None
    assert (found.other.file, found.other.row) == ("b.xlsx", 5)
    assert SWAPPED[found.other.start : found.other.end].startswith("由财务股牵头")
    assert "b.xlsx 第5行措施" in found.reason
    assert "%" in found.reason
    assert all(one.field == "整改措施" for one in found.spans)
    assert codes(report).get(6) is None


def test_another_row_of_the_same_ledger() -> None:
    report = check([ledger(_row("往来账款挂账", COPIED), _row("公车加油卡混用", SWAPPED))])
    assert codes(report) == {5: {"R04"}, 6: {"R04"}}


def test_rows_of_one_block_and_one_finding_rightly_share_words() -> None:
    rows = (_row("往来账款挂账", COPIED), _row("往来账款挂账", SWAPPED))
    assert codes(check([ledger(*rows, blocks=(5, 5))])) == {}
    assert codes(check([ledger(*rows)])) == {}


def test_rows_under_one_heading_each_with_a_problem_of_its_own_are_compared() -> None:
    rows = (
        _row("财务管理不严", COPIED) | {"problem": "往来账款挂账1200万元"},
        _row("财务管理不严", SWAPPED) | {"problem": "公车加油卡混用"},
    )
    found = codes(check([ledger(*rows, blocks=(5, 5))]))
    assert [row for row, asked in found.items() if "R04" in asked] == [5, 6]


def test_what_stands_in_three_unrelated_rows_is_stock() -> None:
    rows = [
        _row(f"{name}问题", f"{STOCK}。{own}") for name, own in zip("甲乙丙", OTHERS, strict=True)
    ]
    assert codes(check([ledger(*rows)])) == {}


def test_set_phrases_shared_by_two_rows_are_no_copy() -> None:
    rows = [
        _row(f"{name}问题", f"{STOCK}。{own}") for name, own in zip("甲乙", OTHERS[:2], strict=True)
    ]
    assert codes(check([ledger(*rows)])) == {}


def test_an_earlier_state_of_the_same_ledger_is_no_copy() -> None:
    rows = (_row("往来账款挂账", COPIED), _row("电路老化", OTHERS[0]))
    assert codes(check([ledger(*rows)], against=[ledger(*rows, file="old.xlsx")])) == {}


def test_short_texts_need_to_be_the_same() -> None:
    assert (
        codes(check([ledger(_row("甲问题", "更换水泵两台"), _row("乙问题", "更换水泵三台"))])) == {}
    )


def test_results_are_compared_too() -> None:
    first = {"finding": "甲", "progress": COPIED, "status": "正在整改"}
    second = {"finding": "乙", "progress": COPIED, "status": "正在整改"}
    found = signal(check([ledger(first, second)]), 5, "R04")
    assert found is not None
    assert "100%" in found.reason
    assert [(one.field, one.start, one.end) for one in found.spans] == [
        ("整改进展", 0, len(COPIED))
    ]
