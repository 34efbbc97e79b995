# ruff: noqa: E501  (tables of cases)
"""What a status cell claims; the first word told decides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.engines.reading.claims import claim_of
from xuncha.engines.reading.records import Claim

TOLD = {
    Claim.DONE: [
        "已完成", "完成", "已整改", "整改到位", "已整改到位", "已销号", "销号", "√", "✓", "是", "100%", "１００％", "整改完成",
        "已全部完成", "已完成整改", "办结", "已办结", "立行立改", "已完成，长期坚持", "完成并长期坚持", "☑已完成 ☐未完成",
        " 已 完 成 ", "已完成。清退资金3万元。", "按期完成", "如期完成整改", "逾期已完成", "整改完毕", "完成率100%", "已整改销号",
        "是，已完成", "状态：已完成", "已解决", "均已整改到位",
    ],
    Claim.BASICALLY_DONE: [
        "基本完成", "已基本完成", "阶段性完成", "基本整改到位", "取得阶段性成效", "阶段性完成并长期坚持", "已取得阶段性成果", "基本解决",
        "大部分完成", "整改基本完成", "整改工作基本完成", "整改取得阶段性成效",
    ],
    Claim.LONG_TERM: ["长期坚持", "需长期坚持", "持续坚持", "长期整改", "长期", "常态化推进并坚持", "长期坚持，已完成阶段任务",
                      "整改长期坚持", "整改需长期推进"],
    Claim.IN_PROGRESS: [
        "整改中", "正在推进", "正在整改", "推进中", "持续推进", "部分完成", "完成80%", "进度：60%", "已启动", "正在办理",
        "有序推进", "□已完成 ☑整改中", "取得初步成效", "持续整改", "正常推进", "在办", "正在整改，预计6月完成", "部分整改",
        "整改推进中", "整改正在推进", "整改落实中", "整改工作正在进行", "整改有序进行", "整改取得初步进展",
    ],
    Claim.NOT_DONE: [
        "未完成", "尚未完成", "否", "×", "未整改", "未销号", "延期", "申请延期", "未启动", "整改未到位", "没有完成", "逾期未完成",
        "0%", "未按期完成", "暂未完成", "未能完成", "尚未整改到位", "整改不到位", "未全部完成", "逾期", "未通过验收",
    ],
    Claim.UNSTATED: [
        "", "   ", "/", "—", "详见附件", "2024年6月底前完成", "拟于6月完成", "预计年底完成", "限期完成", "力争6月底前完成", "办公室",
        "计划2024年完成", "2024年5月20日", "3", "应于6月完成",
    ],
}  # fmt: skip
CASES = [(words, claim) for claim, many in TOLD.items() for words in many]


@pytest.mark.parametrize(("words", "claim"), CASES)
def test_claims(words: str, claim: Claim) -> None:
    assert claim_of(words) == claim


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_some_claim(text: str) -> None:
    assert claim_of(text) in Claim
