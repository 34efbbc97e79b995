"""Questionnaires: read as written, typed and brought in, counted once, telling on nobody."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.fielded import Fielded
from tests.inquired import QUESTIONS, drafted_form, handed_out, typed, workbook
from tests.people import Cast
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.answers import AnswerError, read_answer
from xuncha.cycle.inquiry.models import Questionnaire, Sheet
from xuncha.cycle.inquiry.services import questionnaires, sheets
from xuncha.cycle.inquiry.services.questionnaires import FormFacts
from xuncha.cycle.inquiry.tallying import hidden_cells
from xuncha.cycle.inquiry.wordings import WordingError, read_questions, written
from xuncha.foundation import access
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_questions_are_read_as_they_are_written() -> None:
    found = read_questions(QUESTIONS)
    assert [(str(one.kind), one.text, len(one.options)) for one in found] == [
        ("single", "您对办事效率满意吗？", 3), ("multiple", "您办过哪些事？", 3),
        ("scale", "请给服务态度打分。", 0), ("text", "您有什么建议？", 0),
    ]  # fmt: skip
    assert found[1].options == ("用水报装", "缴费", "投诉")
    assert read_questions(written(found)) == found


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "还没有题目"), ("1. [单选] 满意吗？\n满意", "2 到 9 个选项"),
        ("1. [打分] 打分\n一", "不能再有选项"), ("1. 好吗？\n好\n好", "相同的选项"),
        ("1. [填空]", "没有题目"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_says_which_question(text: str, sentence: str) -> None:
    with pytest.raises(WordingError, match=sentence):
        read_questions(text)


OPTIONS = ["满意", "基本满意", "不满意"]


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("single", "2", 2), ("single", 2.0, 2), ("single", "B", 2), ("single", "不满意", 3),
        ("multiple", "1、3", [1, 3]), ("multiple", "13", [1, 3]), ("multiple", "AC", [1, 3]),
        ("multiple", ["3", "1", "3"], [1, 3]), ("multiple", "满意，不满意", [1, 3]),
        ("scale", "5", 5), ("text", " 多设窗口 ", "多设窗口"), ("single", " ", None),
        ("multiple", [], None),
    ],
)  # fmt: skip
def test_answers_in_every_way_of_telling(kind: str, raw: object, kept: Any) -> None:
    assert read_answer(kind, OPTIONS, raw) == kept


@pytest.mark.parametrize(
    ("kind", "raw"), [("single", "4"), ("single", "很好"), ("scale", "6"), ("scale", "0"),
                      ("multiple", "1、9"), ("text", "长" * 501), ("single", "1.5")],
)  # fmt: skip
def test_answers_that_no_question_offers(kind: str, raw: object) -> None:
    with pytest.raises(AnswerError):
        read_answer(kind, OPTIONS, raw)


def sheets_of(first: list[int], text: str = "") -> list[dict[int, object]]:
    """Sheets that answer the first question so often each way."""
    ways = [way for way, often in enumerate(first, start=1) for _ in range(often)]
    return [{1: str(way), 2: "1", 3: "4", 4: text} for way in ways]


def close(field: Fielded, row: Questionnaire) -> Questionnaire:
    row.refresh_from_db()
    return questionnaires.close_questionnaire(
        field.actor(field.leader), questionnaire_id=row.pk, version=row.version
    )


def test_counted_once_at_the_end_with_small_cells_hidden(field: Fielded, people: Cast) -> None:
    row = handed_out(field)
    typed(field, row, *sheets_of([9, 4, 1], "多设窗口"))
    row = close(field, row)
    assert row.sheets_counted == 14
    assert row.results is not None
    assert [one["number"] for one in row.results] == [1, 2, 3]
    first = {one["label"]: one["count"] for one in row.results[0]["cells"]}
    assert first == {"满意": 9, "基本满意": None, "不满意": None, "没有回答": 0}
    assert row.results[2]["mean"] == 4.0
    assert "多设窗口" not in str(row.results)
    with pytest.raises(Conflict, match="不在发放中"):
        typed(field, row, {1: "1"})
    seen = selectors.get_questionnaire(people.actor("hejingan"), row.pk)
    assert seen.results == row.results
    with pytest.raises(IntegrityError), transaction.atomic():
        Questionnaire.objects.filter(pk=row.pk).update(results=None)


def test_questions_left_empty_are_counted_as_such(field: Fielded) -> None:
    row = handed_out(field)
    typed(field, row, *sheets_of([12]), {1: "2"}, {1: "2"}, {1: "2"})
    several, scale = (close(field, row).results or [])[1:]
    assert [one["count"] for one in several["cells"]] == [12, 0, 0, 3]
    assert [one["count"] for one in scale["cells"]] == [0, 0, 0, 12, 0, 3]


def test_too_few_sheets_give_no_counts(field: Fielded) -> None:
    row = handed_out(field)
    typed(field, row, *sheets_of([5, 4, 0]))
    row = close(field, row)
    assert (row.results, row.sheets_counted) == ([], 9)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=8), st.integers(2, 5))
def test_hidden_cells_cannot_be_worked_out(counts: list[int], least: int) -> None:
    """Whoever knows the total, the rule and every shown cell finds more than one way to fill the
    hidden ones, and no small cell is shown."""
    hidden = hidden_cells(counts, least)
    assert all(at in hidden for at, count in enumerate(counts) if 0 < count < least)
    if not hidden or len(hidden) == len(counts) == 1:
        return
    together = sum(counts[at] for at in hidden)
    if together < least and len(hidden) == len(counts):
        return  # fewer sheets than the least cell: such a questionnaire gives no counts at all
    assert len(hidden) >= 2
    assert together >= least
    ways = [
        fill
        for fill in itertools.islice(
            itertools.product(range(together + 1), repeat=min(len(hidden), 3)), 3000
        )
        if sum(fill) == together or len(hidden) > 3
    ]
    assert len(ways) > 1


def test_sheets_are_the_teams_alone(field: Fielded, people: Cast) -> None:
    row = handed_out(field)
    typed(field, row, {1: "1", 4: "只有我们科这样"})
    assert access.visible(field.actor(field.leader), Sheet).count() == 1
    for who in ("song", "liwen", "hejingan", "zhoulan", "fengli", "xitong", "shenji"):
        assert not access.visible(people.actor(who), Sheet).exists(), who
    with pytest.raises(Absent):
        selectors.get_questionnaire(field.actor(field.stranger), row.pk)
    with pytest.raises(Refused):
        sheets.add_sheet(people.actor("liwen"), questionnaire_id=row.pk, answers={1: "1"})


def test_sheets_typed_wrongly(field: Fielded) -> None:
    member = field.actor(field.member)
    row = handed_out(field)
    with pytest.raises(Invalid, match="一道题都没有填"):
        typed(field, row, {1: " ", 2: []})
    with pytest.raises(Invalid, match="第 3 题"):
        typed(field, row, {3: "9"})
    typed(field, row, {1: "1"}, {1: "2"})
    sheet = selectors.sheet_of(member, row, 2)
    sheets.void_sheet(member, sheet_id=sheet.pk, reason="录重了")
    with pytest.raises(Conflict):
        sheets.void_sheet(member, sheet_id=sheet.pk, reason="再来")
    assert close(field, row).sheets_counted == 1


def test_words_change_only_before_it_is_out(field: Fielded) -> None:
    leader = field.actor(field.leader)
    row = drafted_form(field)
    facts = FormFacts("新名", "职工", "1. 好吗？\n好\n不好")
    row = questionnaires.change_questionnaire(
        leader, questionnaire_id=row.pk, version=row.version, facts=facts
    )
    assert row.questions.count() == 1
    with pytest.raises(Invalid, match="还没有题目"):
        questionnaires.change_questionnaire(
            leader, questionnaire_id=row.pk, version=row.version,
            facts=FormFacts("新名", "职工", " "),
        )  # fmt: skip
    with pytest.raises(Invalid, match="发出多少份"):
        questionnaires.open_questionnaire(
            leader, questionnaire_id=row.pk, version=row.version, handed_out=0
        )
    row = questionnaires.open_questionnaire(
        leader, questionnaire_id=row.pk, version=row.version, handed_out=5
    )
    with pytest.raises(Conflict, match="另出一版"):
        questionnaires.change_questionnaire(
            leader, questionnaire_id=row.pk, version=row.version, facts=facts
        )
    copy = questionnaires.new_edition(leader, questionnaire_id=row.pk)
    assert (copy.edition, copy.based_on, copy.state, copy.code) == (2, row, "draft", "卷-002")


def test_a_workbook_is_tried_first_and_taken_whole(field: Fielded) -> None:
    member = field.actor(field.member)
    row = handed_out(field)
    bad = workbook(["序号", "第1题", "第2题", "第3题"], [1, "满意", "1、2", 4], [2, "很好", "1", 9])
    brought = sheets.bring_sheets(member, questionnaire_id=row.pk, stream=bad, name="坏.xlsx")
    assert brought.summary == {"sheets": 1, "refused": 1}
    with pytest.raises(Invalid, match="很好"):
        sheets.take_sheets(member, import_id=brought.pk, version=brought.version)
    assert not row.sheets.exists()
    rows = [["满意", "AB", 4, "多设窗口"], [2, "", 5, ""], ["", "", "", ""]]
    good = workbook(["您对办事效率满意吗？", "第2题", "题3", "4"], *rows)
    content = good.getvalue()
    brought = sheets.bring_sheets(member, questionnaire_id=row.pk, stream=good, name="好.xlsx")
    sheets.take_sheets(member, import_id=brought.pk, version=brought.version)
    assert [one.answers for one in row.sheets.order_by("number")] == [
        [1, [1, 2], 4, "多设窗口"], [2, None, 5, None],
    ]  # fmt: skip
    with pytest.raises(Invalid, match="已经导入过"):
        sheets.bring_sheets(
            member, questionnaire_id=row.pk, stream=type(good)(content), name="又.xlsx"
        )
    with pytest.raises(Invalid, match="没有找到题号"):
        sheets.bring_sheets(
            member, questionnaire_id=row.pk, stream=workbook(["姓名", "电话"], ["甲", 1]),
            name="错.xlsx",
        )  # fmt: skip
