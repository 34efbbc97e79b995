"""A clerk understands from the sentence alone what is wrong and where: it has the unit's own words,
figures and days in it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.engines.checking.hand import AS_OF, ledger, signal
from xuncha.engines.checking import check
from xuncha.engines.checking.prose import shortened

_MEETING = "召开党组会2次，组织专题学习，印发了加强管理的通知"


@pytest.mark.parametrize(
    ("code", "row", "words"),
    [
        (
            "R03",
            {"finding": "12户危房没有改造", "progress": _MEETING},
            ["“印发了加强管理的通知”", "学习、开会"],
        ),
        (
            "R05",
            {"finding": "落实民主集中制不到位", "measure": "严格落实民主集中制"},
            ["“严格落实民主集中制”", "谁来做", "什么时候做完"],
        ),
        (
            "R10",
            {"finding": "路灯损坏20盏没有更换", "progress": "正在办理采购手续"},
            ["“正在办理采购手续”", "还没有做完"],
        ),
        (
            "R16",
            {
                "finding": "服务意识不强",
                "progress": "高度重视，认真整改，取得了明显成效，群众普遍满意",
            },
            ["“高度重视，认真整改", "数字、日期"],
        ),
        (
            "R17",
            {"finding": "路灯损坏", "status": "整改中", "due": AS_OF - dt.timedelta(days=26)},
            ["2024-09-04", "逾期26天"],
        ),
    ],
)
def test_the_sentence_has_the_units_own_words(
    code: str, row: dict[str, object], words: list[str]
) -> None:
    found = signal(check([ledger({"status": "已完成"} | row)]), 5, code)
    assert found is not None
    for one in words:
        assert one in found.reason, found.reason


def test_a_quotation_is_one_short_line() -> None:
    assert shortened("一、开会\n二、发文。") == "一、开会 二、发文"
    assert shortened("字" * 31) == "字" * 30 + "……"
