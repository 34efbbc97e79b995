"""Letters: proposed from the data, edited by one and approved by another, with their clocks."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.lettered import approved, drafted, issued, overdue, received, submitted
from tests.overseen import concluded
from tests.people import Cast
from tests.scenarios import TODAY, Story, signal
from xuncha.cycle.oversight.enums import Found, Ground, LetterKind
from xuncha.cycle.oversight.letters.proposing import count_proposals, proposals
from xuncha.cycle.oversight.models import (
    Letter,
    LetterAnswer,
    LetterFile,
    LetterItem,
    OversightStep,
)
from xuncha.cycle.oversight.services import answering, letters
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.foundation import access
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def kinds(people: Cast, who: str = "liwen") -> list[tuple[str, str]]:
    found = proposals(people.actor(who))
    assert count_proposals(people.actor(who)) == len(found)
    return [(one.inspection.organisation.code, one.kind) for one in found]


def test_what_is_proposed_and_what_is_not_proposed_twice(story: Story, people: Cast) -> None:
    assert kinds(people) == []
    overdue(story)
    assert kinds(people) == [("A01", "supervise")]
    row = drafted(story, people)
    assert kinds(people) == []
    with pytest.raises(Conflict, match="另一份"):
        drafted(story, people)
    with clock.at(dt.date(2026, 4, 20)):
        assert kinds(people)[0] == ("A01", "remind")
    assert row.about.get().item == story.items[0]
    asked = signal(story.items[1])
    Signal.objects.filter(pk=asked.pk).update(
        state="upheld", decision="属实", decided_at=clock.now()
    )
    assert kinds(people) == [("A01", "guide")]
    shut = replace(people.actor("liwen"), recusals=frozenset({story.inspection.pk}))
    assert proposals(shut) == []
    assert count_proposals(shut) == 0


def test_a_check_that_found_otherwise_proposes_a_warning(story: Story, people: Cast) -> None:
    row = concluded(story, people, found=Found.NOT)
    told = proposals(people.actor("liwen"))
    assert [(one.kind, one.ground, one.items) for one in told] == [
        ("warn", "check", (row.item_id,))
    ]
    letter = letters.draft_letter(
        people.actor("liwen"), inspection_id=story.inspection.pk, kind=LetterKind.WARN,
        ground=Ground.CHECK, item_ids=told[0].items,
    )  # fmt: skip
    assert "实地核查不属实：现场所见" in letter.facts
    assert not [
        name for name in ("李闻", "赵青", "宋致远", "周岚", "沿河住户") if name in letter.facts
    ]


def test_the_words_come_from_the_data(story: Story, people: Cast) -> None:
    overdue(story)
    row = drafted(story, people)
    for words in (
        "截至2026年3月18日", "第九轮巡察反馈的整改事项共4件，自称完成0件",
        "1．事项1（专项资金结余48万元未盘活），整改时限2026年3月12日，已逾期4个工作日。",
    ):  # fmt: skip
        assert words in row.facts
    assert "收到后2个工作日内签收" in row.demand
    with pytest.raises(Invalid, match="不属于这次巡察"):
        letters.draft_letter(
            people.actor("liwen"), inspection_id=story.inspection.pk,
            kind=LetterKind.GUIDE, ground=Ground.OTHER, item_ids=[story.foreign.pk],
        )  # fmt: skip


def test_whoever_edits_does_not_approve(story: Story, people: Cast) -> None:
    row = submitted(story, people)
    for who, sentence in (("zhaoqing", "没有"), ("zhoulan", "没有")):
        with pytest.raises((Refused, Absent), match=sentence):
            letters.approve_letter(people.actor(who), letter_id=row.pk, version=row.version)
    row = letters.return_letter(
        people.actor("song"), letter_id=row.pk, version=row.version, reason="第一句重写"
    )
    row = letters.change_letter(
        people.actor("song"), letter_id=row.pk, version=row.version, facts="改过", demand="照办"
    )
    row = letters.submit_letter(people.actor("liwen"), letter_id=row.pk, version=row.version)
    with pytest.raises(Refused, match="由另一个人审批"):
        letters.approve_letter(people.actor("song"), letter_id=row.pk, version=row.version)
    row = letters.approve_letter(people.actor("hejingan"), letter_id=row.pk, version=row.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=row.pk).update(approved_by_id=row.edited_by_id)


def test_the_grave_ones_are_the_leading_groups(story: Story, people: Cast) -> None:
    row = submitted(story, people, kind=LetterKind.WARN)
    with pytest.raises(Refused, match="领导小组成员审批"):
        letters.approve_letter(people.actor("song"), letter_id=row.pk, version=row.version)
    row = letters.approve_letter(people.actor("hejingan"), letter_id=row.pk, version=row.version)
    row = letters.issue_letter(people.actor("liwen"), letter_id=row.pk, version=row.version)
    with pytest.raises(Refused, match="主要负责人本人签收"):
        answering.receive_letter(people.actor("zhoulan"), letter_id=row.pk, version=row.version)
    row = answering.receive_letter(people.actor("zhengyan"), letter_id=row.pk, version=row.version)
    assert row.received_as == "主要负责人"


def test_of_approving_and_editing_at_once_one_wins(story: Story, people: Cast) -> None:
    row = submitted(story, people)
    read = row.version
    row = letters.return_letter(
        people.actor("song"), letter_id=row.pk, version=row.version, reason="改"
    )
    with pytest.raises(Conflict):
        letters.approve_letter(people.actor("song"), letter_id=row.pk, version=read)
    row = letters.change_letter(
        people.actor("liwen"), letter_id=row.pk, version=row.version, facts="新的", demand="照办"
    )
    with pytest.raises(Conflict):
        letters.change_letter(
            people.actor("zhaoqing"), letter_id=row.pk, version=row.version - 1, facts="旧的",
            demand="照办",
        )  # fmt: skip
    row = letters.submit_letter(people.actor("liwen"), letter_id=row.pk, version=row.version)
    with pytest.raises(Conflict, match="不能再改"):
        letters.change_letter(
            people.actor("liwen"), letter_id=row.pk, version=row.version, facts="再改", demand="办"
        )
    with pytest.raises(Conflict):
        letters.approve_letter(people.actor("song"), letter_id=row.pk, version=read)
    assert letters.find_letter(people.actor("song"), row.pk).state == "submitted"


def test_two_issued_at_once_get_two_numbers(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issued(story, people)
    assert first.code == "巡督〔2026〕1号"
    second = approved(story, people, kind=LetterKind.GUIDE)
    numbers = iter([1, 1, 2])
    monkeypatch.setattr(letters, "_next_number", lambda _year: next(numbers))
    row = letters.issue_letter(people.actor("liwen"), letter_id=second.pk, version=second.version)
    assert (row.number, row.receive_by, row.answer_by) == (
        2, dt.date(2026, 3, 20), dt.date(2026, 3, 25)
    )  # fmt: skip


def test_from_receipt_to_closing_and_what_was_late_stays_late(story: Story, people: Cast) -> None:
    with clock.at(dt.date(2026, 3, 27)):
        row = received(story, people, on=TODAY)
    unit, office = people.actor("zhoulan"), people.actor("liwen")

    def answer(text: str) -> Any:
        return answering.answer_letter(
            unit, letter_id=row.pk, version=Letter.objects.get(pk=row.pk).version, text=text,
            uploads=[(io.BytesIO("材料".encode()), "材料.txt")],
        )  # fmt: skip

    with clock.at(dt.date(2026, 3, 30)):
        answer("正在办")
    with clock.at(dt.date(2026, 4, 1)):
        row = answering.send_back_answer(
            office, letter_id=row.pk, version=Letter.objects.get(pk=row.pk).version,
            reason="没有完成日期",
        )  # fmt: skip
        answer("4月10日完成")
        row = answering.close_letter(
            office, letter_id=row.pk, version=Letter.objects.get(pk=row.pk).version,
            reason="日期明确",
        )  # fmt: skip
    assert (row.state, row.answered_on) == ("closed", dt.date(2026, 3, 30))
    told = LetterAnswer.objects.order_by("number").values_list("number", "returned_reason")
    assert list(told) == [(1, "没有完成日期"), (2, "")]
    assert row.received_on > row.receive_by


def test_without_an_answer_the_next_step_is_proposed_once(story: Story, people: Cast) -> None:
    row = issued(story, people)
    item = row.about.get().item
    Item.objects.filter(pk=item.pk).update(due_on=dt.date(2026, 3, 17))
    with clock.at(dt.date(2026, 4, 20)):
        told = proposals(people.actor("liwen"))
        assert count_proposals(people.actor("liwen")) == len(told)
        assert [(one.kind, one.previous) for one in told] == [("remind", row)]
    with clock.at(dt.date(2026, 3, 25)):
        assert kinds(people) == []
    with clock.at(dt.date(2026, 3, 26)):
        told = proposals(people.actor("liwen"))
        assert count_proposals(people.actor("liwen")) == len(told)
        assert [(one.kind, one.ground, one.previous, one.items) for one in told] == [
            ("guide", "unanswered", row, (item.pk,))
        ]
        made = letters.draft_letter(
            people.actor("liwen"), inspection_id=story.inspection.pk, kind=told[0].kind,
            ground=told[0].ground, item_ids=told[0].items, previous_id=row.pk,
        )  # fmt: skip
        assert "巡督〔2026〕1号要求2026年3月25日前答复，至今没有收到答复" in made.facts
        assert kinds(people) == []
        with pytest.raises(Conflict):
            letters.draft_letter(
                people.actor("zhaoqing"), inspection_id=story.inspection.pk,
                kind=LetterKind.REMIND, ground=Ground.UNANSWERED, previous_id=row.pk,
            )  # fmt: skip


def test_the_unit_knows_of_its_own_letters_once_they_are_out(story: Story, people: Cast) -> None:
    row = approved(story, people)
    models = (Letter, LetterItem, OversightStep)
    unit = people.actor("zhoulan")
    for model in models:
        assert not access.visible(unit, model).exists()
    letters.issue_letter(people.actor("liwen"), letter_id=row.pk, version=row.version)
    row = letters.find_letter(unit, row.pk)
    assert access.visible(unit, OversightStep).get().action == "issue"
    assert Notice.objects.filter(kind="oversight.letter.unit").count() == 2
    for who in ("wutong", "fengli", "xitong", "baomi", "shenji"):
        for model in (*models, LetterAnswer, LetterFile):
            assert not access.visible(people.actor(who), model).exists()
    shut = replace(people.actor("hejingan"), recusals=frozenset({story.inspection.pk}))
    assert not access.visible(shut, Letter).exists()
    row = letters.withdraw_letter(
        people.actor("song"), letter_id=row.pk, version=row.version, reason="发错单位"
    )
    assert (row.state, row.number) == ("withdrawn", 1)
    assert Item.objects.filter(letters__letter=row).exists()
