"""R01: findings without a row."""

from __future__ import annotations

import pytest

from tests.engines.checking.hand import check, feedback, ledger
from xuncha.engines.checking.report import Report

TOLD = (
    "公务接待超标准，有8批次接待费超支2.3万元",
    "惠农补贴审核把关不严，3名死亡人员仍在领取耕地补贴",
    "村级公益事业项目推进缓慢，柳湾村饮水工程停工一年",
    "理论学习中心组学习以读文件代替研讨",
)


def _rows(*findings: str) -> list[dict[str, object]]:
    return [
        {"number": at + 1, "finding": text, "measure": "见方案", "status": "正在整改"}
        for at, text in enumerate(findings)
    ]


def _missing(report: Report, at: int = 0) -> list[str]:
    return [one.no for one in report.ledgers[at].missing]


@pytest.mark.parametrize("gone", range(4))
def test_a_finding_without_a_row_is_told_word_for_word(gone: int) -> None:
    rows = _rows(*(text for at, text in enumerate(TOLD) if at != gone))
    report = check([ledger(*rows)], feedback=feedback(*TOLD))
    (missing,) = report.ledgers[0].missing
    assert (missing.no, missing.finding) == (str(gone + 1), TOLD[gone])
    assert "台账中没有" in missing.reason


def test_the_same_in_other_words_is_an_answer() -> None:
    rows = _rows(
        "招待费用超出规定标准，涉及8次、2.3万元",
        "已去世的3人继续享受耕地地力保护补助，把关不力",
        "柳湾村自来水项目停建一年，公益项目进度慢",
        "中心组学习流于念稿，研讨不够",
    )
    assert _missing(check([ledger(*rows)], feedback=feedback(*TOLD))) == []


def test_the_number_alone_is_no_answer() -> None:
    rows = _rows(TOLD[0], TOLD[1], TOLD[2], "办公用房面积超标，2间未腾退")
    assert _missing(check([ledger(*rows)], feedback=feedback(*TOLD))) == ["4"]


def test_one_row_may_cover_several_and_several_may_share_one() -> None:
    rows = _rows(
        f"{TOLD[0]}；{TOLD[1]}", "村级公益事业项目推进缓慢", "柳湾村饮水工程停工一年", TOLD[3]
    )
    assert _missing(check([ledger(*rows)], feedback=feedback(*TOLD))) == []


def test_each_ledger_answers_for_its_own_unit() -> None:
    units = ("清源区水利局", "清源区水利局", "云溪镇", "云溪镇")
    told = feedback(*TOLD, units=units)
    mine = ledger(*_rows(*TOLD[:2]), unit="中共清源区水利局党组")
    theirs = ledger(*_rows(TOLD[2]), file="b.xlsx", unit="云溪镇党委")
    report = check([mine, theirs], feedback=told)
    assert _missing(report, 0) == []
    assert _missing(report, 1) == ["4"]


def test_without_a_feedback_nothing_is_missing() -> None:
    assert _missing(check([ledger(*_rows(TOLD[0]))])) == []


def test_a_feedback_without_units_is_answered_by_any_of_several_ledgers() -> None:
    mine = ledger(*_rows(TOLD[0]))
    theirs = ledger(*_rows(TOLD[3]), file="b.xlsx", unit="云溪镇党委")
    report = check([mine, theirs], feedback=feedback(*TOLD))
    assert _missing(report, 0) == ["2", "3"]
    assert _missing(report, 1) == []


def test_another_units_feedback_is_not_asked_of_a_ledger() -> None:
    mine = ledger(*_rows(*TOLD), unit="清源区水利局党组")
    theirs = ledger(*_rows("档案室未设专人"), file="b.xlsx", unit="云溪镇党委")
    report = check([mine, theirs], feedback=feedback(*TOLD, unit="清源区水利局"))
    assert _missing(report, 0) == _missing(report, 1) == []
