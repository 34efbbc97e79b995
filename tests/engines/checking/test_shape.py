# ruff: noqa: E501, SIM905  (tables of texts)
"""The answer's shape, field by field as the command promises it, for any texts in the cells."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.checking.hand import NAMES, check, feedback, ledger, proof, proofs

RULES = {
    "R01": "漏改", "R02": "选择性整改", "R03": "以会议文件代整改", "R04": "雷同文本", "R05": "照抄问题",
    "R06": "无佐证", "R07": "佐证重复使用", "R08": "佐证时间不合", "R09": "金额不符", "R10": "未完成称完成",
    "R11": "突击销号", "R12": "速成销号", "R13": "就事论事", "R14": "以轻代重", "R15": "屡改屡犯",
    "R16": "空泛无实例", "R17": "逾期", "R18": "制度照抄", "R19": "群众不认", "R20": "总数对不上",
}  # fmt: skip
MISSING, TOTALS = {"R01"}, {"R11", "R20"}
SEVERITIES = {"high", "medium", "low"}

PIECES = st.sampled_from(
    "一是 二是 ； 。 ， 、 \n 　 ① 全部 尚未 正在 下一步 将 召开会议 印发《办法》 追回3.2万元 ３２０００元 4名干部 "
    "谈话提醒 群众仍不满意 南河村 北河村 三处均已修复 管理混乱 普遍 制定制度 2024年6月30日 延期至 见附件 "
    "收据.txt 100% 61% 😀 \u200b İ ﬁ ℃ 已完成 长期坚持 整改推进中 √".split(" ")
)
TEXT = st.lists(PIECES | st.text(max_size=6), max_size=8).map("".join)
CELL = TEXT | st.none() | st.integers(-5, 10**6) | st.floats(0, 1) | st.dates()
ROW = st.fixed_dictionaries(dict.fromkeys(NAMES, CELL))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, min_size=1, max_size=4), st.lists(TEXT, max_size=3), TEXT)
def test_shape(rows: list[dict[str, object]], findings: list[str], text: str) -> None:
    book = ledger(*rows)
    told: dict[str, Any] = check(
        [book],
        against=[ledger(*rows[:2], file="旧.xlsx", unit="清源区林业局党组")],
        feedback=feedback(*findings),
        proofs=proofs(proof("收据.txt", text)),
    ).to_dict()
    assert list(told) == ["ledgers"]
    (one,) = told["ledgers"]
    assert list(one) == ["file", "unit", "rows", "score", "items", "missing", "totals", "sample"]
    assert (one["file"], one["rows"]) == ("a.xlsx", len(book.rows))
    assert isinstance(one["score"], int)
    assert 0 <= one["score"] <= 100
    texts = {
        row.row: {name.value: cell.text for name, cell in row.cells.items()} for row in book.rows
    }
    for item in one["items"]:
        assert list(item) == ["row", "finding", "signals"]
        _signals(item["signals"], texts[item["row"]])
    places = [item["row"] for item in one["items"]]
    assert places == sorted(set(places))
    _lists(one, findings, set(texts))


def _signals(told: list[dict[str, Any]], texts: dict[str, str]) -> None:
    assert told
    for signal in told:
        keys = ["code", "name", "severity", "reason", "spans"]
        assert list(signal) in (keys, [*keys, "other"])
        _rule(signal, set(RULES) - MISSING - TOTALS)
        for span in signal["spans"]:
            assert list(span) == ["field", "start", "end"]
            assert 0 <= span["start"] < span["end"] <= len(texts[span["field"]])
        if "other" in signal:
            other = signal["other"]
            assert set(other) - {"sheet"} == {"file", "row", "start", "end"}
            assert 0 <= other["start"] <= other["end"]
            assert "/" not in other["file"]


def _lists(one: dict[str, Any], findings: list[str], rows: set[int]) -> None:
    for told in one["missing"]:
        assert list(told) == ["code", "name", "severity", "no", "finding", "reason"]
        _rule(told, MISSING)
        assert told["finding"] in findings
    for told in one["totals"]:
        assert list(told) == ["code", "name", "severity", "reason"]
        _rule(told, TOTALS)
    for told in one["sample"]:
        assert list(told) == ["row", "why"]
        assert told["row"] in rows
        assert told["why"]


def _rule(told: dict[str, Any], among: set[str]) -> None:
    assert told["code"] in among
    assert told["name"] == RULES[told["code"]]
    assert told["severity"] in SEVERITIES
    assert told["reason"]
