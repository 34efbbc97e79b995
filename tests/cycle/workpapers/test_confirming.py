"""Facts go to the unit, come back answered, and are settled with a reason."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest

from tests.fielded import Fielded
from tests.papered import FACTS, confirmed, drafted, sent, signed, third
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.workpapers.confirming import is_late, standings
from xuncha.cycle.workpapers.enums import Answer, Outcome, SheetState, Standing
from xuncha.cycle.workpapers.models import Fact, FactEntry, FactFile, FactSheet, Paper, PutOff
from xuncha.cycle.workpapers.services import answering, confirming, putting_off, signing
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def author(field: Fielded) -> User:
    return third(field)


def _standing(paper: Paper) -> list[Standing]:
    return [one.standing for one in standings([paper])[paper.pk]]


def test_a_sheet_from_draft_to_settled(field: Fielded, author: User, people: Cast) -> None:
    paper = signed(field, author)
    assert _standing(paper) == [Standing.NONE, Standing.NONE]
    sheet = sent(field, paper)
    assert (sheet.code, sheet.due_on, sheet.due_rule) == (
        "实-001", dt.date(2026, 3, 23), "送达之后3个工作日",
    )  # fmt: skip
    assert _standing(paper) == [Standing.SENT, Standing.SENT]
    assert Notice.objects.filter(user=people["zhoulan"], kind="workpapers.sheet.sent").exists()
    liaison = people.actor("zhoulan")
    first, second = sheet.entries.order_by("number")
    assert first.text == (
        "2024年3月至6月，水务局机关，办公室主任，3笔接待费报销没有公函（3笔，12,600元）。"
    )
    with pytest.raises(Conflict, match="还有 2 条事实没有答复"):
        answering.finish_sheet(liaison, sheet_id=sheet.pk, version=sheet.version)
    answering.answer_fact(liaison, entry_id=first.pk, answer=Answer.CONFIRMED)
    with pytest.raises(Invalid, match="请写明是什么意见"):
        answering.answer_fact(liaison, entry_id=second.pk, answer=Answer.DIFFERS)
    answering.answer_fact(
        liaison, entry_id=second.pk, answer=Answer.DIFFERS, explanation="经办人有授权书",
        stream=io.BytesIO("授权书".encode()), name="授权书.txt",
    )  # fmt: skip
    assert _standing(paper) == [Standing.SENT, Standing.SENT]
    done = answering.finish_sheet(liaison, sheet_id=sheet.pk, version=sheet.version)
    assert done.state == SheetState.ANSWERED
    assert _standing(paper) == [Standing.CONFIRMED, Standing.DIFFERS]
    with pytest.raises(Conflict, match="不能再改"):
        answering.answer_fact(liaison, entry_id=first.pk, answer=Answer.CONFIRMED)
    leader = field.actor(field.leader)
    with pytest.raises(Refused):
        confirming.settle_fact(
            field.actor(author), entry_id=second.pk, outcome=Outcome.KEPT, reason="授权书是后补的"
        )
    with pytest.raises(Invalid, match="理由"):
        confirming.settle_fact(leader, entry_id=second.pk, outcome=Outcome.KEPT, reason=" ")
    confirming.settle_fact(
        leader, entry_id=second.pk, outcome=Outcome.CORRECTED, reason="授权书只有5月的",
        text="2024年6月接待费报销单由经办人无授权代签。",
    )  # fmt: skip
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SETTLED
    told = standings([paper])[paper.pk]
    assert [one.is_answered for one in told] == [True, True]
    assert told[1].sentence == "2024年6月接待费报销单由经办人无授权代签。"


def test_only_facts_of_signed_papers_go_out_and_only_once(
    field: Fielded, author: User, people: Cast
) -> None:
    paper = signed(field, author)
    rough = drafted(field, author, title="还没签")
    member = field.actor(field.member)
    own = list(Fact.objects.filter(version__paper=rough).values_list("pk", flat=True))
    with pytest.raises(Invalid, match="已审签底稿"):
        confirming.draft_sheet(member, inspection_id=paper.inspection_id, fact_ids=own)
    sent(field, paper)
    facts = list(Fact.objects.filter(version__paper=paper).values_list("pk", flat=True))
    with pytest.raises(Invalid, match="还没有送过确认"):
        confirming.draft_sheet(member, inspection_id=paper.inspection_id, fact_ids=facts)
    with pytest.raises(Refused):
        confirming.draft_sheet(
            people.actor("hejingan"), inspection_id=paper.inspection_id, fact_ids=facts
        )


def test_the_unit_sees_its_sheet_from_the_day_it_was_sent_and_nothing_behind_it(
    field: Fielded, author: User, people: Cast
) -> None:
    paper = signed(field, author)
    facts = list(Fact.objects.filter(version__paper=paper).values_list("pk", flat=True))
    sheet = confirming.draft_sheet(
        field.actor(field.member), inspection_id=paper.inspection_id, fact_ids=facts
    )
    liaison = people.actor("zhoulan")
    with pytest.raises(Absent):
        access.get_or_404(liaison, FactSheet, pk=sheet.pk)
    sheet = confirming.send_sheet(people.actor("liwen"), sheet_id=sheet.pk, version=sheet.version)
    assert access.visible(liaison, FactEntry).count() == 2
    for name in ("wutong", "fengli", "xitong", "baomi", "shenji"):
        assert not access.visible(people.actor(name), FactSheet).exists(), name
        assert not access.visible(people.actor(name), FactFile).exists(), name
    assert not access.visible(field.actor(field.stranger), FactEntry).exists()
    with pytest.raises(Absent):
        answering.finish_sheet(people.actor("wutong"), sheet_id=sheet.pk, version=sheet.version)
    with pytest.raises(Refused):
        answering.finish_sheet(field.actor(field.leader), sheet_id=sheet.pk, version=sheet.version)
    sheet = confirming.withdraw_sheet(
        field.actor(field.leader), sheet_id=sheet.pk, version=sheet.version, reason="缺一条"
    )
    assert not access.visible(liaison, FactSheet).exists()
    assert _standing(paper) == [Standing.NONE, Standing.NONE]


def test_a_late_answer_is_taken_and_stays_late(field: Fielded, author: User, people: Cast) -> None:
    paper = signed(field, author)
    sheet = sent(field, paper)
    with clock.at(TODAY + dt.timedelta(days=9)):
        liaison = people.actor("zhoulan")
        for entry in sheet.entries.all():
            answering.answer_fact(liaison, entry_id=entry.pk, answer=Answer.CONFIRMED)
        done = answering.finish_sheet(liaison, sheet_id=sheet.pk, version=sheet.version)
    assert done.state == SheetState.SETTLED
    assert done.answered_at is not None
    assert done.due_on is not None
    assert done.answered_at.date() > done.due_on


def test_an_unchanged_fact_keeps_its_answer_in_the_next_version(
    field: Fielded, author: User, people: Cast
) -> None:
    from tests.papered import words
    from xuncha.cycle.workpapers.content import FactWords
    from xuncha.cycle.workpapers.services import writing

    paper = signed(field, author)
    confirmed(field, people, paper)
    paper = signing.revise_paper(
        field.actor(field.leader), paper_id=paper.pk, version=paper.version, reason="补一条事实"
    )
    more = words(facts=(*FACTS, FactWords("5月另有1笔没有清单")))
    paper = writing.change_paper(
        field.actor(author), paper_id=paper.pk, version=paper.version, words=more
    )
    assert _standing(paper) == [Standing.CONFIRMED, Standing.CONFIRMED, Standing.NONE]


def test_a_deadline_is_put_off_in_the_open(field: Fielded, author: User, people: Cast) -> None:
    sheet = sent(field, signed(field, author))
    leader, liaison = field.actor(field.leader), people.actor("zhoulan")
    first, second = dt.date(2026, 3, 27), dt.date(2026, 3, 31)
    told: dict[str, Any] = {"sheet_id": sheet.pk, "version": sheet.version, "reason": "档案在县外"}
    with pytest.raises(Refused):
        putting_off.put_off_sheet(liaison, due_on=first, **told)
    with pytest.raises(Invalid, match="最早 2026-03-24"):
        putting_off.put_off_sheet(leader, due_on=sheet.due_on, **told)
    with pytest.raises(Invalid, match="为什么推后"):
        putting_off.put_off_sheet(leader, due_on=first, **told | {"reason": " "})
    with pytest.raises(Conflict):
        putting_off.put_off_sheet(leader, due_on=first, **told | {"version": 99})
    sheet = putting_off.put_off_sheet(leader, due_on=first, **told)
    sheet.refresh_from_db()
    assert (sheet.original_due_on, sheet.due_on) == (dt.date(2026, 3, 23), first)
    assert Notice.objects.filter(user=people["zhoulan"], kind="workpapers.sheet.put_off").exists()
    assert access.visible(liaison, PutOff).get().reason == "档案在县外"
    assert not access.visible(people.actor("wutong"), PutOff).exists()
    assert not access.visible(field.actor(field.stranger), PutOff).exists()
    with clock.at(first):
        assert not is_late(sheet, sheet.put_offs.all())
    with clock.at(first + dt.timedelta(days=2)):
        again = told | {"version": sheet.version}
        sheet = putting_off.put_off_sheet(leader, due_on=second, **again)
        assert is_late(sheet, sheet.put_offs.all())
        for entry in sheet.entries.all():
            answering.answer_fact(liaison, entry_id=entry.pk, answer=Answer.CONFIRMED)
        done = answering.finish_sheet(liaison, sheet_id=sheet.pk, version=sheet.version)
        assert is_late(done, done.put_offs.all())
        with pytest.raises(Conflict, match="还没有答复的"):
            putting_off.put_off_sheet(leader, due_on=dt.date(2026, 5, 1), **again)
