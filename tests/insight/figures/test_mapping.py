"""Which figure the words around a mask ask for; and what is left."""

from __future__ import annotations

import pytest

from benchmarks.fill.__main__ import score
from benchmarks.fill.cases import FOLDER, cases
from xuncha.engines.filling.dates import number
from xuncha.engines.filling.lexicon import lexicon
from xuncha.engines.filling.mapping import propose
from xuncha.engines.filling.paragraphs import plain_lines
from xuncha.insight.figures.asking import FOCUSES, KINDS, WAYS, named
from xuncha.insight.figures.registry import known

KNOWN = known()
WORDS = lexicon(KNOWN, names=("水务局",), year=2026, term=12)


def _said(text: str) -> list[str | None]:
    found = propose(plain_lines(text), KNOWN, WORDS)
    return [one.figure and named(one.figure, dict(one.params)) for one in found]


def test_parameters_that_texts_tell_are_those_of_the_figures() -> None:
    from xuncha.engines.filling import lexicon as words

    assert set(words.KINDS) <= set(KINDS)
    assert set(words.WAYS) == set(WAYS)
    assert set(words.FOCUSES) == set(FOCUSES)


@pytest.mark.parametrize(
    "folder", ["cases", "second", "third", "fourth", "fifth", "sixth", "tenth"]
)
def test_the_labelled_texts_are_filled_right(folder: str) -> None:
    total = score(list(cases(FOLDER.parent / folder)), show=True)
    assert total.wanted > 20
    assert total.precision >= 0.98
    assert total.recall >= 0.9


@pytest.mark.parametrize("folder", ["seventh", "eighth"])
def test_another_hand_is_filled_right_or_left(folder: str) -> None:
    total = score(list(cases(FOLDER.parent / folder)), show=False, term=10)
    assert total.wanted > 20
    assert total.precision >= 0.95
    assert total.recall >= 0.9


def test_the_hand_after_that_is_filled_right_or_left() -> None:
    total = score(list(cases(FOLDER.parent / "ninth")), show=False)
    assert total.wanted > 100
    assert total.precision >= 0.95
    assert total.recall >= 0.75


def test_a_hand_never_seen_is_filled_as_well_as_it_was_measured() -> None:
    total = score(list(cases(FOLDER.parent / "eleventh")), show=False)
    assert total.wanted > 80
    assert total.precision >= 0.95
    assert total.recall >= 0.7


def test_a_scope_told_once_holds_until_the_whole_term_is_told() -> None:
    told = "第五轮巡察整改情况通报\n"
    told += "各单位列出整改事项**项，核实**项，核实率**%。\n届内发现问题**个。"
    assert _said(told) == [
        "items_total?round=5", "items_verified?round=5", "items_verified_rate?round=5",
        "findings_found",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2025年巡察工作总结\n一、主要做法\n发现问题**个。移交线索**件。", [
            "findings_found?year=2025", "clues_handed_over?year=2025"]),
        ("第七轮巡察情况\n二、落实新时代党的组织路线方面\n发现问题**个", [
            "findings_found?focus=组织路线&round=7"]),
        ("第五轮巡察采取常规巡察方式，对*个镇开展巡察。\n巡察组谈话**人次，查阅资料**份。", [
            "organisations_inspected?kind=镇&way=常规巡察&round=5",
            "talks_held?round=5", "documents_asked?round=5"]),
        ("采取“巡乡带村”方式，对**个村党组织开展巡察", [
            "organisations_inspected?kind=村&way=巡乡带村"]),
        ("在对镇的常规巡察中，个别谈话***人次，调阅资料***件", [
            "talks_held?kind=镇&way=常规巡察", "documents_asked?kind=镇&way=常规巡察"]),
        ("巡察组在街道谈话**人次，发放问卷**份", [
            "talks_held?kind=街道", "questionnaires_handed_out?kind=街道"]),
        ("街道进度快一些，覆盖率是**%", [None]),
        ("开展巡察（轮）：*\n市里下达的任务（次）：**\n　其中：常规巡察（次）：**", [
            "rounds_held", None, None]),
        ("三、下一步打算\n开展*轮巡察。目前还有*件延期申请没批。", [None, "extensions_asked"]),
        ("**局党组整改情况报告\n一、进展\n整改事项**项", [None]),
        ("经我办和派驻机构派人核实的事项**项", ["items_verified"]),
        ("向*个党组织反馈问题**个", [None, "findings_fed_back"]),
        ("第三轮、第四轮巡察发现问题**个", [None]),
        ("2021年至2025年发现问题**个", [None]),
        ("（2025年12月）\n今年以来，移交线索**件", ["clues_handed_over?year=2025"]),
        ("|项目|第七轮|第八轮|\n|巡察单位（个）|*|*|\n|其中：镇|*|*|", [
            "organisations_inspected?round=7", "organisations_inspected?round=8",
            "organisations_inspected?kind=镇&round=7", "organisations_inspected?kind=镇&round=8"]),
        ("线索这一块，登记的**件，移交的**件", ["clues_registered", "clues_handed_over"]),
    ],
)  # fmt: skip
def test_what_was_told_before_holds_for_what_follows(
    text: str, figures: list[str | None]
) -> None:  # fmt: skip
    assert _said(text) == figures


def test_labels_speak_like_cells_of_a_table() -> None:
    assert _said("第六轮巡察情况小结\n巡察组：×个\n4. 参加巡察：××人") == [
        "teams_formed?round=6", "inspectors_deployed?round=6",
    ]  # fmt: skip


def test_this_round_is_no_scope_where_none_was_told() -> None:
    assert _said("本轮巡察发现问题**个\n全年发现问题**个") == [None, None]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("对**个镇、**个村(社区)党组织开展了巡察", [
            "organisations_inspected?kind=镇", "organisations_inspected?kind=村（社区）"]),
        ("共发现问题***个，其中镇**个", ["findings_found", "findings_found?kind=镇"]),
        ("第三轮巡察发现问题**个，移交线索**件", [
            "findings_found?round=3", "clues_handed_over?round=3"]),
        ("问题整改经核实完成率**%", ["findings_verified_rate"]),
        ("整改事项回访巩固**项", ["items_sustained"]),
        ("对**个单位开展专项巡察", ["organisations_inspected?way=专项巡察"]),
        ("今年以来，移交问题线索**件", ["clues_handed_over?year=2026"]),
        ("对*个镇开展巡察，发现问题**个", [
            "organisations_inspected?kind=镇", "findings_found?kind=镇"]),
        ("推动解决民生实事**件，完善制度**项", ["deeds_done", "institutions_built"]),
        ("专项巡察发现问题**个", ["findings_found?way=专项巡察"]),
        ("街道：巡察*个，发现问题**个", [
            "organisations_inspected?kind=街道", "findings_found?kind=街道"]),
        ("截至2024年2月底，反馈问题**个", ["findings_fed_back?day=2024-02-29"]),
    ],
)  # fmt: skip
def test_words_are_read_by_their_grammar(text: str, figures: list[str]) -> None:
    assert _said(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "整改完成率达**%", "问题已整改**个", "审计发现问题**个", "对水务局巡察，发现问题**个",
        "XX镇党委巡察发现问题**个", "发现涉农问题**个", "比上届多发现问题**个",
            "上一届发现问题**个",
        "每轮发现问题**个", "第*轮", "办实事**件", "发现问题线索**人", "自查发现问题**个",
        "十一届区委发现问题**个", "前三轮发现问题**个", "3月份发现问题**个", "提醒谈话**人",
        "追回清退资金**万元", "发现问题**个百分点", "第**轮巡察发现问题**个",
            "区委第一巡察组发现问题**个",
        "2023年以来发现问题**个", "党的二十大以来，发现问题**个", "年内再开展**轮巡察",
    ],
)  # fmt: skip
def test_what_is_not_wholly_understood_is_left(text: str) -> None:
    assert set(_said(text)) == {None}


def test_what_is_left_says_what_it_might_be() -> None:
    left = propose(plain_lines("整改完成率达**%"), KNOWN, WORDS)[0]
    assert "items_verified_rate" in left.candidates
    assert left.why


def test_numbers_of_rounds_and_terms() -> None:
    assert [number(one) for one in ("三", "十", "十二", "二十", "7")] == [3, 10, 12, 20, 7]
