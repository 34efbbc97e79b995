"""The sentences written rule by rule may get no worse, and what sets by other hands brought."""

from __future__ import annotations

import pytest

from benchmarks.check.pairs.__main__ import judged
from tests.engines.checking.hand import check, codes, fires, ledger, proof, proofs


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("R02", 0.65, 0.07), ("R03", 0.9, 0.03), ("R05", 0.8, 0.03), ("R10", 0.75, 0.03),
        ("R13", 0.95, 0.05), ("R14", 0.95, 0.03), ("R15", 0.95, 0.05), ("R16", 0.9, 0.03),
        ("R19", 0.9, 0.07),
    ],
)  # fmt: skip
def test_sentences_of_many_clerks_are_told_apart(code: str, least: float, most: float) -> None:
    told = list(judged(code))
    planted = [got for wanted, got, _ in told if wanted]
    honest = [got for wanted, got, _ in told if not wanted]
    assert min(len(planted), len(honest)) >= 30
    assert sum(planted) >= least * len(planted)
    assert sum(honest) <= most * len(honest)


@pytest.mark.parametrize(
    ("progress", "is_asked"),
    [
        ("路灯换了25盏，电话回访20户，表示满意的12户", True),
        ("路灯换了25盏，入户回访16户，满意率69%", True),
        ("路灯换了25盏，回访20户，19户满意", False),
        ("整改前群众意见很大，现回访20户，19户满意", False),
        ("满意度由62%上升到93%，路灯换了25盏", False),
    ],
)
def test_a_share_told_in_the_progress_counts_as_in_its_column(
    progress: str, is_asked: bool
) -> None:
    assert fires("R19", finding="村里路灯坏了25盏", progress=progress) is is_asked


def test_a_part_that_no_row_of_a_shared_finding_takes_up_is_asked_about() -> None:
    whole = "三件来信没有办结：一是茶园村宅基地纠纷；二是槐树村青苗补偿争议；三是养殖场臭气扰民"
    rows = [
        ("茶园村宅基地纠纷", "4月10日现场勘界，双方签了调解协议"),
        ("槐树村青苗补偿争议", "补偿按32株清点，4月30日兑付到7户"),
        ("养殖场臭气扰民", "养殖场加了除臭棚，5月检测达标"),
    ]
    told = [
        {"finding": whole, "problem": problem, "progress": progress, "status": "已完成"}
        for problem, progress in rows
    ]
    assert "R02" in codes(check([ledger(*told[:2], blocks=(5, 5))]))[5]
    assert not codes(check([ledger(*told, blocks=(5, 5, 5))])).get(5, set()) & {"R02"}


def test_one_proof_of_two_parts_of_one_finding_is_no_reuse() -> None:
    shared = {"finding": "两条小巷整治不彻底", "evidence": "验收总表.txt", "status": "已完成"}
    first = shared | {"problem": "杏花里积水", "progress": "疏通210米"}
    second = shared | {"problem": "铁匠巷路灯不亮", "progress": "换灯头34盏"}
    files = proofs(proof("验收总表.txt", "小巷整治工程验收总表，各项合格，签字齐全，附照片两张"))
    for blocks, is_asked in (((5, 5), False), ((5, 6), True)):
        told = codes(check([ledger(first, second, blocks=blocks)], proofs=files))
        assert ("R07" in set().union(*told.values())) is is_asked


def test_rules_whose_articles_bear_no_numbers_are_compared() -> None:
    articles = "\n".join((
        "各单位应当设立专责岗位，实行申请、审批、执行三权分离，一人不兼两项职责。",
        "申请部门提出书面申请时，应当载明事由、数量、金额和起止时间，并附凭证。",
        "单笔不足五千元的由分管负责人审批，五千元以上的由主要负责人审批。",
        "执行中确需变更的，应当重新履行审批手续，未经批准不得改变用途。",
    ))  # fmt: skip
    files = proofs(
        proof("财务公开操作指引.txt", f"财务公开操作指引\n{articles}"),
        proof("上级文件/财务公开监督规定.txt", f"关于印发财务公开监督规定的通知\n{articles}"),
    )
    row = {
        "finding": "财务公开制度执行不力", "evidence": "财务公开操作指引", "status": "已完成",
        "progress": "6月2日编制财务公开操作指引",
    }  # fmt: skip
    assert "R18" in codes(check([ledger(row)], proofs=files))[5]
