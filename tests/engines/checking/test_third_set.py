"""What the third labelled set brought to light: grammar that holds beyond its own wordings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from benchmarks.check.second.score import measure
from benchmarks.check.third.scene import make
from tests.engines.checking.hand import check, codes, fires, ledger
from xuncha.engines.checking.parts import lists_of

MARKET = "桥头村农贸市场未建成，12户商户占道经营，应退押金6万元"
DIKES = "堤防管护不力，其中南河段护坡塌陷，北河段涵闸锈死，东河段防汛路中断"


@pytest.mark.parametrize(
    "progress",
    [
        "目前项目选址已经敲定，可行性研究报告正由设计院编写。",
        "押金退还方案已报财政审核，审核通过后予以退还。",
        "主体工程完成七成，剩余部分加紧施工。",
        "目前处于图纸会审阶段。",
        "市场摊位已建30个，另有20个摊位在建。",
        "已完成前期摸底，下步将着手组织实施。",
        "现已启动退款程序，逐步将押金退还商户。",
    ],
)
def test_the_main_act_is_still_to_come(progress: str) -> None:
    assert fires("R10", finding=MARKET, progress=progress)


@pytest.mark.parametrize(
    "progress",
    [
        "6万元押金已于5月退还，将退款凭证整理归档。",
        "押金全部退还到位。今后将建立押金专户，每季度对账。",
        "12户商户已全部搬迁，并计划在明年对市场二期进行扩建。",
        "原计划年底建成的市场提前至5月28日交付，押金6万元随即退清。",
        "新市场开业以来，商户排队入驻，12户全部签约，押金已退。",
        "押金6万元退还，市场建设完工，预计可带动就业60人。",
        "市场竣工验收，押金退还12户共6万元。接下来，还将总结做法在全镇推广。",
    ],
)
def test_what_goes_further_after_a_result_is_not_unfinished(progress: str) -> None:
    assert not fires("R10", finding=MARKET, progress=progress)


@pytest.mark.parametrize(
    "progress",
    [
        "成立由副镇长任组长的工作专班，入户发放倡议书1500份，悬挂横幅30条。",
        "分管领导赴现场调研，召开座谈会，形成调研报告1份，与商户签订承诺书12份。",
        "对照查摆问题5条，制作宣传栏20块，下发任务分解表，明确职责分工。",
    ],
)
def test_paper_handed_out_is_no_change(progress: str) -> None:
    assert fires("R03", finding="集镇污水直排河道，12户商户占道经营", progress=progress)


def test_a_thing_handed_out_is_one() -> None:
    told = "召开动员会后，给12户商户发放搬迁补助款3.6万元，发放宣传资料200份。"
    assert not fires("R03", finding="12户商户占道经营，消防通道被堵", progress=told)


@pytest.mark.parametrize(
    ("finding", "progress"),
    [
        (
            "4名站所负责人与收购商勾结谋利",
            "对4人进行约谈，4人均作出深刻反省，表示接受批评。",
        ),
        ("会计将租金转入个人账户使用", "分管领导对其批评帮助，本人递交情况说明。"),
    ],
)
def test_words_to_the_person_are_light(finding: str, progress: str) -> None:
    assert fires("R14", finding=finding, progress=progress)
    assert not fires("R14", finding=finding, progress=f"{progress}给予党内警告处分。")


@pytest.mark.parametrize(
    ("finding", "count"),
    [
        (DIKES, 3),
        ("南河村、北河村、东河村三个村的路灯、水塔、图书室管护问题突出", 3),
        ("对康泰公司、利民公司、远达公司监管不严，三家公司逾期未检", 3),
        ("抽查发现停车难、标识不清、电梯老旧等问题", 3),
        ("窗口服务态度差，群众意见大", 0),
        ("耗材申领、使用、盘点长期脱节", 0),
    ],
)
def test_lists_of_parts(finding: str, count: int) -> None:
    assert max((len(one) for one in lists_of(finding)), default=0) == count


def test_a_list_of_clauses_with_places_of_their_own() -> None:
    half = "南河段护坡重新砌筑320米，6月验收。"
    whole = f"{half}北河段涵闸除锈换件；东河段防汛路修通。"
    assert fires("R02", finding=DIKES, progress=half)
    assert not fires("R02", finding=DIKES, progress=whole)
    assert not fires("R02", finding=DIKES, progress="三处均已修复，区水务中心6月复查合格。")


def test_the_same_findings_a_round_before_are_no_state_of_this_ledger() -> None:
    row: dict[str, object] = {
        "finding": "村集体鱼塘租金未收回", "measure": "催收", "status": "已完成",
    }  # fmt: skip
    now = ledger({**row, "progress": "租金3月5日收清2万元", "due": "2024年6月30日"})
    old = replace(
        ledger({**row, "progress": "8月已收", "due": "2022年9月30日"}, file="旧.xlsx"),
        feedback_on=dt.date(2022, 4, 10),
    )
    told = codes(check([now], against=[old]))[5]
    assert "R15" in told
    assert "R17" not in told


@pytest.mark.parametrize(
    "told",
    [
        "5月回访，住户称水压还是上不去。",
        "近期又有居民来电反映楼道无人打扫，跟从前一个样。",
        "暗访时，村民普遍反映水发黄，不敢喝。",
        "问卷显示，过半受访者认为窗口办事太慢。",
    ],
)
def test_residents_say_otherwise(told: str) -> None:
    assert fires("R19", finding="供水不足", progress=f"更换水泵2台。{told}")


@pytest.mark.parametrize(
    "told",
    [
        "针对居民反映的水压不足问题，加装增压泵。",
        "此前投诉的12户居民回访均表示满意。",
        "群众反映的漏水点已全部修复。",
        "回访用户40名，均反映水质良好，没有意见。",
    ],
)
def test_residents_who_are_content(told: str) -> None:
    assert not fires("R19", finding="供水不足", progress=f"更换水泵2台。{told}")


@pytest.mark.parametrize(
    ("told", "is_laid_down"),
    [
        ("补办手续12份。报销须经办人、股长、财务三级审核，未经审核的不予付款。", True),
        ("补办手续12份，职责分设的做法写入内控手册。", True),
        ("补办手续12份，推行首问负责制。", True),
        ("补办手续12份，控制支出，追回多付款项3000元。", False),
    ],
)
def test_what_is_laid_down_for_good(told: str, is_laid_down: bool) -> None:
    finding = "报销管理松散，普遍没有审批手续"
    assert fires("R13", finding=finding, progress=told) is not is_laid_down


@pytest.mark.parametrize(
    ("measure", "is_echo"),
    [
        ("严格合同审核，补齐合同要素，强化法务把关，着力解决审核不严问题。", True),
        ("追回损失，规范审核。", False),
        ("加强合同审核，聘请律师进驻。", False),
    ],
)
def test_a_verb_before_the_findings_words(measure: str, is_echo: bool) -> None:
    finding = "合同审核不严，合同要素缺失、法务把关缺位，造成损失"
    assert fires("R05", finding=finding, measure=measure, progress="查合同3份。") is is_echo


@pytest.mark.parametrize("part", ["dev", "sealed"])
def test_rows_and_spans_of_the_third_set(part: str) -> None:
    tally = measure(part, range(3), make)
    assert (tally.bad_rows, tally.bad_counts, tally.bad_spans, tally.failed) == (0, 0, 0, 0)
