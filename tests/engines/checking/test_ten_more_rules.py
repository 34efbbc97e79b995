# ruff: noqa: E501  (tables of cases)
"""R02 R08 R11 R12 R13 R14 R15 R18 R19 R20: when each asks, and its honest look-alikes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.engines.checking.hand import check, codes, feedback, fires, ledger, proof, proofs, signal
from xuncha.engines.checking import Settings
from xuncha.engines.checking.report import Report
from xuncha.engines.reading.records import Ledger, ReportPaper

VILLAGES = "饮水工程管护有短板：青石村水塔漏水，柳林村消毒设备停用，东塘村管网爆裂未修"
PERSONS = "严丽华、张文秀、王国强三人重复报销差旅费"
VEHICLES = "渔政船、冷链车、检测车三台车辆闲置"
WORKS = "收购三个乡镇水厂(柏树、青枫、龙泉)后水质没人测"
LISTED = "为民服务存在三方面不足。一是窗口人员串岗，二是取号机故障，三是收费标准未公开"


@pytest.mark.parametrize(
    ("finding", "progress"),
    [
        (VILLAGES, "青石村水塔补漏，蓄满水三天水位不降。"),
        (VILLAGES, "召开专题会议研究。柳林村消毒设备换件后恢复运行；东塘村换管6米。"),
        (VEHICLES, "渔政船7月初修好轮机，已巡河6航次；冷链车换了温控仪，交合作社使用。"),
        (WORKS, "柏树、青枫两厂1月配了化验员，每天出报表。"),
        (PERSONS, "严丽华重复报销的款项已于5月6日退回。"),
        (LISTED, "对串岗人员扣发当月绩效；取号机更换主板，5月6日恢复取号。"),
    ],
)
def test_some_parts_left_out(finding: str, progress: str) -> None:
    assert fires("R02", finding=finding, progress=progress)


@pytest.mark.parametrize(
    ("finding", "progress"),
    [
        (VILLAGES, "青石村水塔补漏；柳林村消毒机换件后开机；东塘村爆裂管段换管6米。"),
        (VILLAGES, "三个村的问题均已解决，5月6日由水务站逐处验收。"),
        (PERSONS, "三人重复报销的款项共4480元全部退回。"),
        (LISTED, "扣发2名串岗人员绩效；更换叫号设备1台；公示收费展板。"),
        (VEHICLES, "渔政船修好轮机出航6次，冷链车移交合作社，检测车补齐试剂恢复快检。"),
        (VEHICLES, "三台车辆5月6日前全部修好，交回渔政站使用。"),
        (WORKS, "三个水厂各配1名化验员，每天出报表。"),
        ("路灯不亮，影响出行，群众意见大", "更换灯头20个，夜间巡查全部亮灯。"),
    ],
)
def test_all_parts_dealt_with(finding: str, progress: str) -> None:
    assert not fires("R02", finding=finding, progress=progress)


def _proved(done_on: dt.date | None, *dates: tuple[str, dt.date]) -> set[str]:
    held = proofs(proof("验收单.docx", "坡道验收合格，签字齐全。", dates=dates))
    row = {"finding": "坡道损坏", "status": "已完成", "evidence": "验收单", "done_on": done_on}
    return codes(check([ledger(row)], proofs=held)).get(5, set())


@pytest.mark.parametrize(
    ("day", "asks"),
    [(dt.date(2023, 12, 1), True), (dt.date(2024, 7, 1), True), (dt.date(2024, 3, 1), False)],
)
@pytest.mark.parametrize("where", ["signed", "name", "created"])
def test_a_proofs_own_date(day: dt.date, asks: bool, where: str) -> None:
    assert ("R08" in _proved(dt.date(2024, 6, 1), (where, day))) is asks


def _closed(late: int, early: int) -> Report:
    due = dt.date(2024, 6, 30)
    days = [dt.date(2024, 6, 29)] * late + [dt.date(2024, 5, at + 1) for at in range(early)]
    rows = [
        {"finding": f"第{at}段路灯不亮", "status": "已完成", "due": due, "done_on": day}
        for at, day in enumerate(days)
    ]
    return check([ledger(*rows)])


@pytest.mark.parametrize(("late", "early", "asks"), [(5, 5, True), (4, 2, False), (5, 9, False)])
def test_closed_in_the_last_days(late: int, early: int, asks: bool) -> None:
    told = [one.code for one in _closed(late, early).ledgers[0].totals]
    assert ("R11" in told) is asks


SYSTEMIC = "合同管理制度缺失，长期先施工后签合同"


@pytest.mark.parametrize(
    ("finding", "day", "asks"),
    [(SYSTEMIC, dt.date(2024, 1, 15), True), (SYSTEMIC, dt.date(2024, 2, 20), False),
     ("大厅坡道损坏", dt.date(2024, 1, 15), False)],
)  # fmt: skip
def test_systemic_and_closed_at_once(finding: str, day: dt.date, asks: bool) -> None:
    assert fires("R12", finding=finding, done_on=day, progress="修订《合同办法》") is asks


@pytest.mark.parametrize(
    ("progress", "asks"),
    [
        ("对16份合同逐份复核，经办人说明原因。", True),
        ("对16份合同逐份复核，出台《合同管理办法》。", False),
        ("建立合同编号审批机制，复核16份。", False),
    ],
)
def test_systemic_and_nothing_laid_down(progress: str, asks: bool) -> None:
    assert fires("R13", finding=SYSTEMIC, progress=progress) is asks


@pytest.mark.parametrize(
    ("progress", "asks"),
    [
        ("对赵国强进行了提醒谈话，本人承诺今后注意。", True),
        ("对赵国强批评教育，追回2万元。", False),
        ("给予赵国强党内警告处分。", False),
    ],
)
def test_only_talked_to(progress: str, asks: bool) -> None:
    assert fires("R14", finding="赵国强挪用工会经费2万元", progress=progress) is asks


def _earlier(status: str, unit: str = "清源区水利局党组") -> Ledger:
    row = {"finding": "机关食堂采购把关不严，验收单缺失", "measure": "补登", "status": status}
    return ledger(row, file="往年.xlsx", unit=unit, as_of=dt.date(2022, 6, 1))


@pytest.mark.parametrize(
    ("old", "asks"),
    [
        (_earlier("已完成"), True), (_earlier("正在整改"), False),
        (_earlier("已完成", "清源区教育局"), False),
    ],
)  # fmt: skip
def test_done_before_and_here_again(old: Ledger, asks: bool) -> None:
    rows = [
        {
            "finding": "机关食堂采购把关不严，连续9个月由同一商户供货",
            "measure": "另选商户",
            "status": "已完成",
        },
        *({"finding": f"第{at}段渠道淤塞", "status": "已完成"} for at in range(4)),
    ]
    report = check([ledger(*rows)], against=[old])
    found = signal(report, 5, "R15")
    assert (found is not None) is asks
    if found is not None:
        assert found.other is not None
        assert (found.other.file, found.other.row) == ("往年.xlsx", 5)


ARTICLES = (
    "第一条 一切收入当日交存银行，出纳不得以收抵支，库存现金不超过两千元。\n"
    "第二条 支出五千元以上由会议集体讨论，五百元以下由科长签批。\n"
    "第三条 发票须列明品名、数量、单价，缺一项的会计不得入账。"
)
OTHERS = (
    "第一条 预算由业务科提出、财务科汇总，年中调整须附理由。\n"
    "第二条 公务卡为结算首选，确需现金的逐笔说明，单笔不过一千元。\n"
    "第三条 合同款按进度支付，末次付款前必须有验收报告。"
)


@pytest.mark.parametrize(("text", "asks"), [(ARTICLES, True), (OTHERS, False)])
@pytest.mark.parametrize("is_upper", [True, False])
def test_rules_taken_over(text: str, asks: bool, is_upper: bool) -> None:
    mine = proof("水利局财务办法.docx", f"水利局财务办法\n{ARTICLES}")
    name = "上级/区财政局财务办法通知.docx" if is_upper else "教育局财务办法.docx"
    theirs = proof(name, f"财务办法\n{text}")
    rows = {"finding": "财务混乱", "status": "已完成", "evidence": "水利局财务办法"}
    other = {"finding": "账目不清", "status": "已完成", "evidence": "教育局财务办法"}
    ledgers = [ledger(rows)]
    if not is_upper:
        ledgers.append(ledger(other, file="b.xlsx", unit="清源区教育局"))
    report = check(ledgers, proofs=proofs(mine, theirs))
    assert (signal(report, 5, "R18") is not None) is asks


@pytest.mark.parametrize(
    ("words", "asks"),
    [("76%", True), (0.62, True), ("满意率71%", True), ("不满意", True), ("96.5%", False), (0.95, False),
     (98, False), ("满意", False), (None, False), ("4成业主满意", True), ("九成半居民满意", False),
     ("一成用户不满意", False)],
)  # fmt: skip
def test_satisfaction(words: object, asks: bool) -> None:
    row = {"finding": "公厕保洁不到位", "progress": "更换保洁公司，每日两扫", "satisfaction": words}
    assert fires("R19", **row) is asks


@pytest.mark.parametrize(
    ("progress", "asks"),
    [
        ("渠道清淤2公里。回访时多数村民说和从前一样。", True),
        ("渠道清淤2公里。村民再次来访，称没有人来修。", True),
        ("渠道清淤2公里。回访12户村民均表示满意，没有村民再反映。", False),
        ("针对村民反映的没有解决的问题，清淤2公里。", False),
        ("2026年1月26日解决群众反映问题4个，2月回应居民反映的积水2处。", False),
        ("渠道清淤2公里。1月26日又有群众反映渠里没水。", True),
    ],
)
def test_what_residents_say(progress: str, asks: bool) -> None:
    assert fires("R19", finding="灌溉渠道淤塞", progress=progress) is asks


def test_a_call_back_record_that_denies() -> None:
    told = proof("回访记录.docx", "回访户主王某，户主称没有收到退款。")
    row = {
        "finding": "多收诊疗费",
        "status": "已完成",
        "evidence": "回访记录",
        "progress": "已退费17人",
    }
    assert signal(check([ledger(row)], proofs=proofs(told)), 5, "R19") is not None


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("截至6月30日，反馈的3个问题，已完成整改2个，正在整改1个。", False),
        ("截至6月30日，反馈的3个问题，已完成整改3个。", True),
        ("巡察反馈5个问题，已完成整改2个。", True),
        ("召开会议5次，新建制度4项。", False),
    ],
)
def test_totals_of_the_report(line: str, asks: bool) -> None:
    rows = [
        {
            "finding": f"第{at}段路灯不亮",
            "status": "已完成" if at else "正在整改",
            "due": "2024年12月",
        }
        for at in range(3)
    ]
    paper = ReportPaper(Path("报告.docx"), "报告.docx", ("关于整改情况的报告", line))
    told = check([ledger(*rows)], report=paper).ledgers[0].totals
    assert [one.code for one in told] == (["R20"] if asks else [])


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("共6项，已完成3项，基本完成1项，长期坚持1项，正在整改1项", False),
        ("共6项，已完成4项，长期坚持1项，正在整改1项", False),
        ("共6项，已完成5项，正在整改1项", False),
        ("共6项，已完成3项，长期坚持2项，未完成1项", False),
        ("共6项，已完成5项，长期坚持1项", True),
        ("共6项，已完成4项，长期坚持2项", True),
    ],
)
def test_what_lasts_is_counted_once(line: str, asks: bool) -> None:
    states = ("已完成", "已完成", "已完成", "基本完成", "长期坚持", "正在整改")
    rows = [
        {"finding": f"第{at}段路灯不亮", "status": state, "due": "2024年12月"}
        for at, state in enumerate(states)
    ]
    paper = ReportPaper(Path("报告.docx"), "报告.docx", (line,))
    told = check([ledger(*rows)], report=paper).ledgers[0].totals
    assert [one.code for one in told] == (["R20"] if asks else [])


def test_thresholds_are_settings() -> None:
    row = {
        "finding": "公厕保洁不到位",
        "progress": "更换公司，每日两扫",
        "satisfaction": "76%",
        "status": "已完成",
    }
    lower = Settings.from_dict({"R19": {"least": 70}})
    assert "R19" in codes(check([ledger(row)]))[5]
    assert codes(check([ledger(row)], settings=lower)) == {}


def test_the_feedback_gives_the_day() -> None:
    row = {"finding": SYSTEMIC, "status": "已完成", "done_on": dt.date(2024, 1, 18),
           "progress": "修订《合同办法》"}  # fmt: skip
    assert "R12" in codes(check([ledger(row)], feedback=feedback(SYSTEMIC)))[5]
