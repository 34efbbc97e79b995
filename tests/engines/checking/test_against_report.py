"""A report held against its ledger: each figure that disagrees, with its words marked."""

from __future__ import annotations

from tests.engines.checking.hand import ledger
from xuncha.engines.checking.against_report import differences

DONE = {"finding": "公厕保洁不到位", "progress": "已更换保洁公司", "status": "已完成"}
OPEN = {"finding": "路灯损坏未修", "progress": "正在采购", "status": "整改中"}


def test_the_words_are_marked_and_the_ledger_told() -> None:
    told = differences(
        ledger(DONE, OPEN), ("关于整改情况的报告", "反馈的2个问题，已整改完成2个，整改完成率100%。")
    )
    assert [(one.line[one.start : one.end], one.counted) for one in told] == [
        ("已整改完成2个", "1项"), ("整改完成率100%", "50%"),
    ]  # fmt: skip


def test_figures_that_fit_are_not_asked_about() -> None:
    lines = ("反馈的2个问题，已整改完成1个，正在整改1个。", "召开会议6次，印发制度3项。")
    assert differences(ledger(DONE, OPEN), lines) == []
