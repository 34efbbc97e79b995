"""R10: marked done while the main act is still to come."""

from __future__ import annotations

import pytest

from tests.engines.checking.hand import fires

FINDING = "违规发放加班补贴3.2万元未清退"
WORKS = "安置小区电梯停运无法使用"


@pytest.mark.parametrize(
    "progress",
    [
        "正在逐人核对应退数额",
        "已追回1万元，剩余2.2万元正在追缴",
        "拟于年底前全部清退",
        "下一步将对涉及人员逐一清退",
        "计划明年一季度完成清退",
        "已制定清退方案，待党委会审定后实施",
        "清退工作稳步推进中",
        "尚有3人未退款",
        "已与涉及人员沟通，将于6月底前退回",
        "召开会议研究，将按规定清退补贴",
        "目前正抓紧与当事人协商退款事宜",
        "已启动清退程序，力争年内到位",
        "准备下月组织退款",
        "已退回部分款项，余款预计年底退清",
        "已列入2025年工作计划，届时一并清退",
        "等审计结论出来后再行清退",
    ],
)
def test_unfinished_fires(progress: str) -> None:
    assert fires("R10", finding=FINDING, progress=progress)


@pytest.mark.parametrize(
    "progress",
    [
        "涉及的4人2月底前全部退清",
        "将3.2万元补贴全部退回财政专户",
        "已将违规发放的补贴全部清退",
        "12名人员将补贴款退回单位账户，收据已归档",
        "全部清退到位，下一步将继续加强津补贴管理",
        "补贴已全额上缴，今后将长期坚持，严格执行规定",
        "已制定年度审计计划，3.2万元按计划全部收回",
        "3.2万元已退回，对正在执行的补贴项目逐项复核",
        "3.2万元全部退回，未发现新的违规发放问题",
        "全部追缴到位。目前正在谋划内控信息化二期建设",
        "制定《清退工作计划》，3.2万元已于5月10日全部清退",
        "接待办、财务股共同核实，退款3.2万元已到账，待遇标准同步公开",
        "已整改到位，并将该项纳入年度考核",
        "均已退缴，持续巩固整改成果，防止反弹",
    ],
)
def test_finished_rows_stay_quiet(progress: str) -> None:
    assert not fires("R10", finding=FINDING, progress=progress)


@pytest.mark.parametrize(
    ("progress", "is_signalled"),
    [
        ("电梯公司已进场，正在更换曳引机", True),
        ("更换曳引机2台，5月3日恢复运行，将定期维保", False),
        ("已更换曳引机，验收手续还在办理", True),
        ("维修资金尚未到位", True),
        ("电梯恢复运行，物业公司正在使用的监控同步检修完毕", False),
    ],
)
def test_works(progress: str, is_signalled: bool) -> None:
    assert fires("R10", finding=WORKS, progress=progress) is is_signalled


def test_only_rows_marked_done_and_only_the_progress_count() -> None:
    assert not fires("R10", finding=FINDING, progress="正在清退", status="正在整改")
    assert not fires("R10", finding=FINDING, progress="正在清退", status="基本完成")
    assert not fires("R10", finding=FINDING, measure="拟于6月清退", progress="3.2万元已全部清退")
