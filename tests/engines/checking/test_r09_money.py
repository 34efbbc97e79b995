"""R09: what came back against what was wrongly paid, taken, kept or not collected."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.engines.checking.hand import check, codes, fires, ledger, signal


@pytest.mark.parametrize(
    ("finding", "progress"),
    [
        ("违规发放补贴12.5万元", "已收回8万元，完善了发放审核"),
        ("违规发放补贴12.5万元", "对12.5万元违规补贴进行清退，已清退8万元"),
        ("违规发放补贴12.5万元", "分三批收回：第一批3万元、第二批2万元、第三批4万元"),
        ("违规发放补贴12.5万元", "对责任人谈话提醒，修订了补贴发放办法"),
        ("少收土地租金36000元", "已补收租金3万元"),
        ("拖欠施工方工程款80万元", "已支付工程款50万元，余款按合同执行"),
        ("套取专项资金20万元", "追回资金18万元并上缴财政"),
        ("村集体鱼塘承包费4.8万元未收取", "收回承包费2.4万元"),
        ("超标准报销差旅费6320元", "退回差旅费3620元"),
    ],
)
def test_short_fires(finding: str, progress: str) -> None:
    assert fires("R09", finding=finding, progress=progress)


@pytest.mark.parametrize(
    ("finding", "progress"),
    [
        ("违规发放补贴12.5万元", "12.5万元补贴已全部退回"),
        ("违规发放补贴12.5万元", "已将违规发放的补贴125000元全部上缴"),
        ("违规发放补贴12.5万元", "共收回12.5万元，其中现金8万元、转账4.5万元"),
        ("违规发放补贴12.5万元", "第一批收回8万元，第二批收回4.5万元"),
        ("违规发放补贴12.5万元", "3月收回5万元，5月收回5万元，剩余2.5万元于6月退回"),
        ("违规发放补贴12.5万元", "全额清退到位"),
        ("违规发放补贴共计12.5万元，其中2022年7万元、2023年5.5万元", "已清退12.5万元"),
        ("总投资300万元的冷库建成后闲置", "冷库对外出租，年租金6万元"),
        ("年度预算120万元执行率低", "督促股室加快支出，执行率达到92%"),
        ("拖欠施工方工程款80万元", "5月10日支付工程款80万元"),
        ("少收土地租金36000元", "补收租金3.6万元并入账"),
        ("食堂管理不规范", "投入3万元改造后厨"),
    ],
)
def test_honest_rows_stay_quiet(finding: str, progress: str) -> None:
    assert not fires("R09", finding=finding, progress=progress)


def test_only_done_rows_owe_all() -> None:
    assert not fires(
        "R09", finding="违规发放补贴12.5万元", progress="已收回8万元", status="正在整改"
    )


def test_units_by_cell_else_header_else_yuan() -> None:
    row = {"finding": "违规发放补贴12.5万元", "progress": "全部退回", "status": "已完成"}
    in_wan = ledger(row | {"amount": 12.5, "recovered": "125000元"}, factor=Decimal(10_000))
    in_yuan = ledger(row | {"amount": 125000, "recovered": 125000.0})
    assert codes(check([in_wan])) == {}
    assert codes(check([in_yuan])) == {}


def test_text_and_column_that_disagree_are_told_with_both_sums() -> None:
    row = {"finding": "违规发放补贴12.5万元", "progress": "已收回12.5万元", "status": "正在整改"}
    found = signal(check([ledger(row | {"amount": 152000})]), 5, "R09")
    assert found is not None
    assert "12.5万元" in found.reason
    assert "15.2万元" in found.reason


def test_recovered_column_below_the_amount() -> None:
    row = {"finding": "多领取补助", "progress": "已完成清退", "status": "已完成"}
    found = signal(check([ledger(row | {"amount": 32000, "recovered": 30000})]), 5, "R09")
    assert found is not None
    assert "还差2000元" in found.reason


def test_rows_that_share_a_finding_add_up() -> None:
    shared = "违规发放补贴10万元"
    first = {
        "finding": shared,
        "measure": "清退机关人员",
        "progress": "收回6万元",
        "status": "已完成",
    }
    second = {
        "finding": shared,
        "measure": "清退站所人员",
        "progress": "收回4万元",
        "status": "已完成",
    }
    assert codes(check([ledger(first, second, blocks=(5, 5))])) == {}
    short = second | {"progress": "收回3万元"}
    assert codes(check([ledger(first, short, blocks=(5, 5))])) == {5: {"R09"}}
