"""Settings are checked, the report has the contract's shape, the sample is the same each time."""

from __future__ import annotations

import pytest

from tests.engines.checking.hand import check, feedback, ledger
from xuncha.engines.checking import Settings, SettingsError
from xuncha.engines.checking.registry import RULES

VAGUE = {"finding": "作风不实", "progress": "高度重视，狠抓落实，成效明显", "status": "已完成"}
PLAIN = {"finding": "路灯不亮", "progress": "更换路灯20盏", "status": "已完成"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([], "JSON 对象"),
        ({"R99": {}}, "没有“R99”"),
        ({"R04": {"min_shar": 0.5}}, "R04.min_shar"),
        ({"R04": {"min_share": "高"}}, "应为数字"),
        ({"R04": {"min_share": True}}, "应为数字"),
        ({"R04": {"min_share": 7}}, "之间"),
        ({"R04": 3}, "JSON 对象"),
        ({"words": {"cause": "因"}}, "列表"),
        ({"words": {"cause": ["("]}}, "不能作为"),
        ({"off": ["R99"]}, "R99"),
        ({"off": "R16"}, "列表"),
        ({"version": 3}, "version"),
    ],
)
def test_wrong_rules_are_refused_in_one_sentence(told: object, words: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_dict(told)
    assert words in str(refused.value)
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)


def test_thresholds_phrases_and_off_take_effect() -> None:
    rows = ledger(VAGUE)
    assert check([rows]).ledgers[0].items
    assert not check([rows], settings=Settings.from_dict({"off": ["R16"]})).ledgers[0].items
    longer = Settings.from_dict({"R16": {"min_chars": 100}})
    assert not check([rows], settings=longer).ledgers[0].items
    finished = {"finding": "路灯不亮", "progress": "路灯20盏候办", "status": "已完成"}
    assert not check([ledger(finished)]).ledgers[0].items
    told = Settings.from_dict({"words": {"pending": ["候办"]}})
    assert check([ledger(finished)], settings=told).ledgers[0].items[0].signals[0].code == "R10"


def test_the_report_has_the_shape_of_the_contract() -> None:
    report = check(
        [ledger(VAGUE, PLAIN)], feedback=feedback("作风不实", "路灯不亮", "公款旅游2万元")
    )
    (told,) = report.to_dict()["ledgers"]  # type: ignore[misc]
    assert list(told) == ["file", "unit", "rows", "score", "items", "missing", "totals", "sample"]
    assert told["rows"] == 2
    assert told["totals"] == []
    (item,) = told["items"]
    assert list(item) == ["row", "finding", "signals"]
    assert list(item["signals"][0]) == ["code", "name", "severity", "reason", "spans"]
    assert list(told["missing"][0]) == ["code", "name", "severity", "no", "finding", "reason"]
    assert 0 < told["score"] <= 100


def test_score_is_the_mean_doubt() -> None:
    assert check([ledger(PLAIN)]).ledgers[0].score == 0
    assert check([ledger(VAGUE, PLAIN)]).ledgers[0].score == 15
    assert check([ledger()]).ledgers[0].score == 0


def test_the_sample_holds_the_risky_rows_and_a_share_that_does_not_change() -> None:
    late = {"finding": "电梯停运", "status": "已完成", "progress": "正在更换", "measure": "更换"}
    plain = [PLAIN | {"finding": f"第{at}段路灯不亮"} for at in range(20)]
    first = check([ledger(late, *plain)]).ledgers[0].sample
    assert first == check([ledger(late, *plain)]).ledgers[0].sample
    assert first[0].row == 5
    assert "R10" in first[0].why
    assert len(first) == 1 + 4
    assert (
        len(
            check([ledger(late, *plain)], settings=Settings.from_dict({"sample": {"share": 0}}))
            .ledgers[0]
            .sample
        )
        == 1
    )


def test_every_rule_has_one_code_and_a_chinese_name() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES) == 20
    assert all(rule.name and (rule.rows or rule.missing or rule.totals) for rule in RULES)
