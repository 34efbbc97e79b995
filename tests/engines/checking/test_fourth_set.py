"""What ledgers by another author brought to light."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.engines.checking.hand import check, codes, fires, ledger, proof, proofs
from xuncha.engines.checking.telling import told_totals
from xuncha.engines.reading.feedback import read_feedback

ARTICLES = (
    "第一条 为规范闲置土地的认定和处置，制定本办法。第二条 调查应当自发现之日起三十日内完成，"
    "调查人员不得少于两人。第三条 处置结果应当公示，公示期不少于十五日。"
)


@pytest.mark.parametrize(
    ("text", "day", "count"),
    [
        ("关于巡察水利局党组的反馈意见\n（2023年3月16日）\n1.水渠不通。\n2.账目混乱。", 16, 2),
        ("关于巡察水利局党组的反馈意见\n县委第六巡察组  2023年3月5日\n1.水渠不通。", 5, 1),
        (
            """反馈意见
            2023年3月7日
            一、贯彻落实上级工作要求方面
            1.水渠不通。
            二、从严治党方面
            2.账目混乱。
            整改要求
            （一）提高认识。
            （二）一个月内报送方案。""",
            7, 2,
        ),
    ],
)  # fmt: skip
def test_the_day_below_the_title_and_demands_without_a_number(
    text: str, day: int, count: int, tmp_path: Path
) -> None:
    paper = tmp_path / "反馈.txt"
    paper.write_text(text, encoding="utf-8")
    told = read_feedback(paper)
    assert (told.feedback_on, len(told.findings)) == (dt.date(2023, 3, day), count)


def test_words_to_a_person_answer_for_what_the_measure_wanted_punished() -> None:
    row = {
        "finding": "两名教师在校外有偿补课", "measure": "停止补课，追究责任",
        "progress": "6月2日校长与两名教师谈心谈话，两人写出保证书",
    }  # fmt: skip
    assert fires("R14", **row)
    assert not fires("R03", **row)
    assert not fires("R14", **row | {"progress": f"{row['progress']}，各扣发绩效3000元"})


@pytest.mark.parametrize(
    ("progress", "proofs_named", "is_laid_down"),
    [
        ("10月起安装人脸考勤机4台，核减服务费3.2万元", "核减单.docx", False),
        ("补签单据143张，报销流程6月实施", "登记表", True),
        ("医生每周二、周五坐诊", "登记表", True),
        ("采购、验收、付款由三人分别经办", "登记表", True),
        ("收回欠租468万元", "租金收缴管理规定.docx", True),
        ("收回欠租468万元", "缴款明细.xlsx", False),
    ],
)
def test_arrangements_in_plain_words(progress: str, proofs_named: str, is_laid_down: bool) -> None:
    finding = "后勤外包管理松散，长期没有人查"
    told = fires("R13", finding=finding, progress=progress, evidence=proofs_named)
    assert told is not is_laid_down


def test_rules_in_one_paragraph_and_rules_in_a_cell() -> None:
    row: dict[str, object] = {
        "finding": "闲置土地处置没有办法", "progress": "印发处置办法", "evidence": "处置办法",
        "status": "已完成",
    }  # fmt: skip
    own, upper = (
        proof("处置办法.docx", ARTICLES),
        proof("上级/市局处置办法.docx", ARTICLES + "另。"),
    )
    assert "R18" in codes(check([ledger(row)], proofs=proofs(own, upper)))[5]
    earlier = ledger(
        {"finding": "别的事", "measure": f"制度要点：{ARTICLES}", "status": "已完成"},
        file="旧.xlsx",
    )
    assert "R18" in codes(check([ledger(row)], proofs=proofs(own), against=[earlier]))[5]
    assert "R18" not in codes(check([ledger(row)], proofs=proofs(own)))[5]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("共反馈问题十六个，已完成整改十五个", {"findings": 16, "done": 15}),
        ("目前整改完成率94.1%", {"rate": Decimal("94.1")}),
        ("反馈的17个问题已全部整改到位", {"findings": 17, "all": 0}),
        ("剩1个正在推进", {"open": 1}),
        ("除2项需长期坚持外，其余问题已全部完成", {"lasting": 2}),
        ("应追缴45.6万元，已追缴40.1万元", {"recovered": 401_000}),
    ],
)
def test_totals_in_words_and_shares(line: str, keys: dict[str, object]) -> None:
    assert {one.key: one.value for one in told_totals(line)} == keys


@pytest.mark.parametrize(
    ("title", "is_wrong"),
    [("完成率66.7%", False), ("完成率100%", True), ("反馈问题已全部完成", True)],
)
def test_a_share_is_held_against_the_rows(title: str, is_wrong: bool) -> None:
    rows = ledger(*[{"finding": f"第{at}处坏", "status": told, "progress": "修了"}
                    for at, told in enumerate(("已完成", "已完成", "未完成"))])  # fmt: skip
    sheet = replace(rows.sheets[0], above=((1, f"整改台账（{title}）"),))
    totals = check([replace(rows, sheets=(sheet,))]).ledgers[0].totals
    assert ([one.code for one in totals] == ["R20"]) is is_wrong


@pytest.mark.parametrize("factor", [Decimal(10_000), None])
def test_a_rounded_column_is_no_other_sum(factor: Decimal | None) -> None:
    row: dict[str, object] = {
        "finding": "多发补贴4107元", "progress": "收回12户4107元", "status": "已完成",
        "recovered": "0.41" if factor else "4100",
    }  # fmt: skip
    told = codes(check([ledger(row, factor=factor)])).get(5, set())
    assert ("R09" in told) is (factor is None)


@pytest.mark.parametrize(
    ("named", "is_there"),
    [
        ("派车单（4至6月）", True), ("派车单", True), ("《派车单汇总》", True),
        ("派车登记", False), ("加油单（4至6月）", False),
    ],
)  # fmt: skip
def test_a_proof_named_with_a_remark(named: str, is_there: bool) -> None:
    row: dict[str, object] = {"finding": "派车不登记", "status": "已完成", "evidence": named}
    told = codes(check([ledger(row)], proofs=proofs(proof("派车单汇总.xlsx", "单"))))
    assert ("R06" in told.get(5, set())) is not is_there


@pytest.mark.parametrize(
    ("rest", "is_open"),
    [
        ("下一步将由河长办栽柳固岸", False),
        ("预计年节约电费八万元", False),
        ("后续保修由施工方负责两年", False),
        ("验收手续还在办理", True),
        ("下一步继续拆除余下的违建", True),
    ],
)
def test_what_goes_further_and_what_is_left(rest: str, is_open: bool) -> None:
    told = fires("R10", finding="河岸有违建3处", progress=f"3处全部拆净，{rest}")
    assert told is is_open


@pytest.mark.parametrize(
    ("told", "denies"),
    [
        ("回访三组刘某、贺某，均称“钱没见着，只让签了个字”", True),
        ("群众来电称垃圾还堆在桥头", True),
        ("回访显示满意的只有三成", True),
        ("抽访10人，6人表示没听说过这项政策", True),
        ("7月以来未接到群众投诉", False),
        ("原先反映水浑的11户回访都说清了", False),
    ],
)
def test_what_residents_say(told: str, denies: bool) -> None:
    assert fires("R19", finding="补助没到户", progress="补发到户", remark=told) is denies


@pytest.mark.parametrize(
    ("finding", "progress", "left"),
    [
        ("大洼、三垛、后圩三个村泵站损坏", "大洼村5台泵站更换电机", True),
        ("护林员2人、保洁员1人从不上岗", "清退护林员2人", True),
        ("物业服务、广告制作等项目长期由2家公司承揽", "重新公开招标，定了3家", False),
        ("集镇西街垃圾围河、旱厕未改造，沿线垃圾未清运", "召开动员会2次，印发方案", False),
    ],
)
def test_parts_by_short_names_and_counts(finding: str, progress: str, left: bool) -> None:
    assert fires("R02", finding=finding, progress=progress) is left


def test_a_copied_measure_is_no_same_matter() -> None:
    measure_text = "把支部建在工地，开展先锋岗创建，每月有主题、每季有评比、年终有考核"
    told: Sequence[str] = ("支部活动多以转发文件代替", "项目没有党组织覆盖")
    now, old = (
        ledger({"finding": one, "measure": measure_text, "status": "已完成", "progress": "设岗9个"},
               file=f"{at}.xlsx")
        for at, one in enumerate(told)
    )  # fmt: skip
    assert (
        "R15" not in codes(check([now], against=[replace(old, feedback_on=dt.date(2020, 1, 1))]))[5]
    )


@pytest.mark.parametrize("state", ["", "已办结。", "完成。5月6日，"])
def test_a_state_or_a_day_before_the_text_is_no_act(state: str) -> None:
    talk = f"{state}召开镇街站长例会部署，举办培训班1期，发放管理手册。"
    assert fires("R03", finding="11个村书屋关门落锁", progress=talk)
    later = f"{state}更换已纳入提升项目统筹考虑，待立项批复后实施。"
    assert fires("R10", finding="步道栏杆锈蚀断裂", progress=later)
