"""What the second labelled set brought to light, case by case, and that the set itself holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from benchmarks.check.second.scene import make
from benchmarks.check.second.score import measure
from tests.engines.checking.hand import check, codes, fires, ledger
from xuncha.engines.reading.feedback import read_feedback
from xuncha.engines.reading.ledger import read_ledger

STOCK = "党委切实扛起整改主体责任，书记负总责、班子成员各负其责，一级抓一级、层层抓落实。"


@pytest.mark.parametrize(
    "progress",
    [
        "25户欠租于5月10日前全部完成补缴，款项入账。",
        "8个未完工项目已终止合同，合并后于3月重新开标。",
        "坡道3月5日重铺完工，加装扶手2米。目前正在总结做法，拟在全系统推广。",
        "坡道3月5日重铺完工，加装扶手2米。今后打算每季度抽查一次。",
    ],
)
def test_what_follows_a_finished_act_is_not_unfinished(progress: str) -> None:
    assert not fires("R10", finding="办事大厅坡道损坏，25户欠租未收", progress=progress)


def test_a_day_still_to_come_is_unfinished() -> None:
    told = "坡道2024年12月20日前完成重铺。"
    assert fires("R10", finding="办事大厅坡道损坏", progress=told)


@pytest.mark.parametrize(
    "progress",
    [
        "7月16日印发《路灯维护工作提示》，8月3日组织专题培训一期，53名干部参加，思想认识得到提高。",
        "陶晓燕主持召开路灯维修工作部署会，与会88人签订学习承诺，会议纪要已下发。",
        "举办路灯维护专题讲座，邀请专家授课，72人参训，各项措施落地见效。",
    ],
)
def test_people_who_listened_are_no_change(progress: str) -> None:
    assert fires("R03", finding="背街小巷30盏路灯不亮", progress=progress)


def test_an_unknown_act_with_a_figure_is_a_change() -> None:
    told = "镇里召开整改推进会。劝导5次，暂扣工具2件，李秀英每日值守路口。"
    assert not fires("R03", finding="菜场外20个摊点占道，消防车无法通行", progress=told)


@pytest.mark.parametrize(
    "measure", ["恢复污水站运行，17户全部接管。", "进一步加强支部建设，补办政审，联系流动党员。"]
)
def test_an_imperative_of_its_own_is_no_echo(measure: str) -> None:
    finding = "污水站停用，17户没有接管；支部建设薄弱，入党材料没有政审，流动党员无人联系"
    assert not fires("R05", finding=finding, measure=measure)


@pytest.mark.parametrize(
    "progress",
    ["对串岗的严文秀、何国强扣发当月绩效。", "张振东已返岗坐班。", "改由兴农合作社供货。"],
)
def test_bare_names_are_instances(progress: str) -> None:
    assert not fires("R16", finding="窗口人员串岗", progress=progress)


def test_a_slogan_in_two_rows_is_no_copy() -> None:
    first = {"finding": "路灯不亮", "measure": f"{STOCK}逐盏排查，更换电缆。", "status": "已完成"}
    second = {"finding": "欠租未收", "measure": f"{STOCK}上门催收。", "status": "已完成"}
    assert codes(check([ledger(first, second)])) == {}


def test_instalments_in_any_words_add_up() -> None:
    told = {
        "finding": "出租鱼塘收入7000元由村干部个人保管", "status": "已完成", "amount": 7000,
        "recovered": 7000, "progress": "先交存3500元，余款3500元于8月补交，已核对到账。",
    }  # fmt: skip
    assert codes(check([ledger(told)])) == {}


def test_a_band_under_a_header_of_two_rows_is_no_header(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        ["序号", "反馈问题", "整改措施", "整改情况", None],
        [None, None, None, "整改进展", "完成情况"],
        ["一、党的建设方面", None, None, None, None],
        [1, "学习不深入", "每月学习一次", "已学3次", "已完成"],
        [2, "记录不全", "补齐记录", "已补3份", "已完成"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "A3:E3"):
        sheet.merge_cells(area)
    path = tmp_path / "台账.xlsx"
    book.save(path)
    read = read_ledger(path).sheets[0]
    assert read.header_rows == (1, 2)
    assert [(row.row, row.band) for row in read.rows] == [
        (4, "一、党的建设方面"),
        (5, "一、党的建设方面"),
    ]


@pytest.mark.parametrize("unit", ["清源区第三中学", "清源区中医医院", "清源区城投公司"])
def test_the_unit_in_the_title_of_a_feedback(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "反馈.txt"
    path.write_text(f"关于巡察{unit}的反馈意见\n二、存在问题\n1.账实不符。\n2.记录不全。", "utf-8")
    assert read_feedback(path).unit == unit


def test_the_same_seed_gives_the_same_scenario(tmp_path: Path) -> None:
    first, second = (make("a", 3, tmp_path / name) for name in ("one", "two"))
    assert [sorted(map(str, one.rows)) for one in first.truths] == [
        sorted(map(str, one.rows)) for one in second.truths
    ]


@pytest.mark.parametrize("half", ["a", "b"])
def test_no_span_and_no_row_is_wrong(half: str) -> None:
    tally = measure(half, range(4))
    assert (tally.bad_rows, tally.bad_counts, tally.bad_spans, tally.failed) == (0, 0, 0, 0)
    assert tally.alarmed <= 0.05 * tally.judged
