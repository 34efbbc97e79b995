"""A use of results from the draft to its closing: who may, by when, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.people import Cast
from tests.resulted import TOLD, answered, drafted, issued, received, to_partner, to_unit
from tests.scenarios import Story
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.results import rules, selectors
from xuncha.cycle.results.enums import CountCode, Outcome, ResultKind
from xuncha.cycle.results.models import Result, ResultBasis, ResultCount, ResultFile, ResultStep
from xuncha.cycle.results.services import answering, results
from xuncha.cycle.results.services.answering import Count, Told
from xuncha.cycle.results.services.results import Draft
from xuncha.foundation import access
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_from_the_draft_to_the_closing(story: Story, people: Cast) -> None:
    row = answered(story, people)
    assert (row.code, row.due_rule) == ("巡果〔2026〕1号", "移交之后3个工作日接收、30个工作日反馈")
    assert row.due_on == row.original_due_on == dt.date(2026, 4, 30)
    assert sorted(ResultCount.objects.values_list("code", "post", "number")) == [
        ("admonish", "股级干部", Decimal("1.00")), ("recovered", "", Decimal("12600.50")),
    ]  # fmt: skip
    row = results.close_result(
        people.actor("liwen"), result_id=row.pk, version=row.version, reason="已追缴"
    )
    assert (row.state, row.outcome) == ("closed", Outcome.ADOPTED)
    assert list(ResultStep.objects.order_by("pk").values_list("action", flat=True)) == [
        "draft", "issue", "receive", "answer", "close",
    ]  # fmt: skip
    told = Notice.objects.filter(user=people["fengli"]).values_list("text", flat=True)
    assert all("接待费" not in words for words in told)


def test_another_hand_hands_over_and_another_closes(story: Story, people: Cast) -> None:
    own = results.draft_result(
        people.actor("song"), kind=ResultKind.ACCOUNT, round_id=story.round.pk,
        draft=to_partner(people), finding_ids=[story.findings[0].pk],
    )  # fmt: skip
    with pytest.raises(Refused, match="由另一个人移交"):
        results.issue_result(people.actor("song"), result_id=own.pk, version=own.version)
    with pytest.raises(Refused, match="没有"):
        results.issue_result(people.actor("liwen"), result_id=own.pk, version=own.version)
    row = results.issue_result(people.actor("hejingan"), result_id=own.pk, version=own.version)
    row = answering.receive_result(people.actor("liwen"), result_id=row.pk, version=row.version)
    assert row.received_as == "巡察办代录"
    row = answering.answer_result(
        people.actor("liwen"), result_id=row.pk, version=row.version, told=TOLD
    )
    with pytest.raises(Refused, match="由另一个人办结"):
        results.close_result(
            people.actor("liwen"), result_id=row.pk, version=row.version, reason="好"
        )
    for field, other in (("closed_by_id", row.answered_by_id), ("issued_by_id", row.drafted_by_id)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Result.objects.filter(pk=row.pk).update(**{field: other})


def test_one_receiver_and_a_basis(story: Story, people: Cast) -> None:
    both = replace(to_partner(people), unit_id=story.water.pk)
    for draft, sentence in (
        (both, "只选一个"),
        (replace(both, addressee_id=None, unit_id=None), "只选一个"),
        (replace(to_partner(people), area=""), "哪一方面"),
        (replace(to_partner(people), addressee_id=people["liwen"].pk), "不是协作单位"),
        (replace(to_partner(people), title=" "), "标题"),
    ):
        with pytest.raises(Invalid, match=sentence):
            drafted(story, people, draft)
    story.findings[1].state = FindingState.DRAFT
    story.findings[1].save()
    with pytest.raises(Invalid, match="没有定稿"):
        drafted(story, people)
    assert not Result.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.create(
            kind="campaign", round=story.round, title="甲", text="乙", drafted_at=clock.now()
        )


def test_what_an_answer_must_say(story: Story, people: Cast) -> None:
    row = received(story, people)
    one = Count(CountCode.ADMONISH, Decimal(1), "股级干部")
    for told, sentence in (
        (replace(TOLD, text=" "), "办理情况"),
        (replace(TOLD, outcome=Outcome.DECLINED), "不填数量"),
        (replace(TOLD, counts=[replace(one, post="")]), "按职务"),
        (replace(TOLD, counts=[one, one]), "两行"),
        (replace(TOLD, counts=[replace(one, number=Decimal("1.5"))]), "整数"),
        (replace(TOLD, counts=[replace(one, number=Decimal(0))]), "大于零"),
    ):
        with pytest.raises(Invalid, match=sentence):
            answering.answer_result(
                people.actor("fengli"), result_id=row.pk, version=row.version, told=told
            )
    answering.answer_result(
        people.actor("fengli"), result_id=row.pk, version=row.version,
        told=Told(Outcome.DECLINED, "已有生效处理"),
    )  # fmt: skip


def test_late_stays_late_by_the_first_day(story: Story, people: Cast) -> None:
    row = received(story, people)
    late = dt.date(2026, 5, 8)
    row = results.put_off_result(
        people.actor("song"), result_id=row.pk, version=row.version,
        due_on=dt.date(2026, 5, 20), reason="等鉴定",
    )  # fmt: skip
    assert (row.due_on, row.original_due_on) == (dt.date(2026, 5, 20), dt.date(2026, 4, 30))
    with pytest.raises(Invalid, match="应当晚于"):
        results.put_off_result(
            people.actor("song"), result_id=row.pk, version=row.version, due_on=late, reason="再等"
        )
    office = people.actor("liwen")
    assert list(selectors.list_results(office).filter(selectors.late_on(late))) == [row]
    with clock.at(late):
        row = answering.answer_result(
            people.actor("fengli"), result_id=row.pk, version=row.version, told=TOLD
        )
    row = answering.send_back_result(office, result_id=row.pk, version=row.version, reason="缺凭证")
    with clock.at(dt.date(2026, 5, 12)):
        row = answering.answer_result(
            people.actor("fengli"), result_id=row.pk, version=row.version, told=TOLD
        )
    assert row.answered_on == late
    assert list(selectors.list_results(office).filter(selectors.was_late())) == [row]
    assert [one.returned_reason for one in selectors.answers_of(office, row)] == ["", "缺凭证"]


def test_who_knows_of_it(story: Story, people: Cast) -> None:
    draft = drafted(story, people, to_unit(story))
    for who in ("zhoulan", "zhengyan", "fengli", "wutong", "xitong", "baomi", "shenji"):
        assert not selectors.list_results(people.actor(who)).exists()
    results.issue_result(people.actor("song"), result_id=draft.pk, version=draft.version)
    mine = answered(story, people)
    assert list(selectors.list_results(people.actor("fengli"))) == [mine]
    assert list(selectors.list_results(people.actor("zhoulan"))) == [draft]
    file = ResultFile.objects.get()
    for who in ("zhoulan", "wutong", "shenji"):
        actor = people.actor(who)
        with pytest.raises(Absent):
            answering.note_result_file(actor, result_file_id=file.pk)
        assert not selectors.answers_of(actor, mine).exists()
        assert not selectors.steps_of(actor, result=mine).exists()
    shut = replace(
        people.actor("liwen"), recusals=frozenset({story.inspection.pk}),
        shut_units=frozenset({story.water.pk}),
    )  # fmt: skip
    assert not selectors.list_results(shut).exists()
    with pytest.raises(Absent):
        results.close_result(shut, result_id=mine.pk, version=mine.version, reason="办结")


def test_nobody_turns_one_to_a_unit_that_he_keeps_away_from(story: Story, people: Cast) -> None:
    row = drafted(story, people)
    away = replace(people.actor("liwen"), shut_units=frozenset({story.civil.pk}))
    with pytest.raises(Refused, match="您自己也看不到"):
        results.change_result(
            away, result_id=row.pk, version=row.version,
            draft=Draft("建议", "改", unit_id=story.civil.pk), finding_ids=[story.findings[1].pk],
        )  # fmt: skip
    row.refresh_from_db()
    assert row.unit is None


def test_a_unit_reads_no_other_units_finding(story: Story, people: Cast) -> None:
    row = results.draft_result(
        people.actor("liwen"), kind=ResultKind.CAMPAIGN, round_id=story.round.pk,
        draft=Draft("专项治理", "一起治", unit_id=story.civil.pk),
        finding_ids=[story.findings[0].pk, story.foreign.finding_id],
    )  # fmt: skip
    row = results.issue_result(people.actor("song"), result_id=row.pk, version=row.version)
    seen = selectors.basis_of(people.actor("wutong"), row)
    assert [one.finding_id for one in seen] == [story.foreign.finding_id]
    assert selectors.basis_of(people.actor("song"), row).count() == 2


def test_of_two_at_once_one_wins(story: Story, people: Cast) -> None:
    row = issued(story, people)
    first = answering.receive_result(people.actor("fengli"), result_id=row.pk, version=row.version)
    with pytest.raises(Conflict):
        answering.receive_result(people.actor("liwen"), result_id=row.pk, version=row.version)
    with pytest.raises(Conflict):
        results.put_off_result(
            people.actor("song"), result_id=row.pk, version=row.version,
            due_on=dt.date(2026, 6, 1), reason="迟",
        )  # fmt: skip
    draft = drafted(story, people)
    Result.objects.filter(pk=first.pk).update(number=7)
    made = results.issue_result(people.actor("song"), result_id=draft.pk, version=draft.version)
    assert made.number == 8
    with pytest.raises(Conflict):
        results.issue_result(people.actor("song"), result_id=draft.pk, version=draft.version)


def test_a_change_keeps_what_the_writer_may_not_see(story: Story, people: Cast) -> None:
    row = results.draft_result(
        people.actor("liwen"), kind=ResultKind.SPECIAL, round_id=story.round.pk,
        draft=to_partner(people), finding_ids=[story.findings[0].pk, story.findings[1].pk],
    )  # fmt: skip
    row = results.change_result(
        people.actor("zhaoqing"), result_id=row.pk, version=row.version,
        draft=replace(to_partner(people), title="改过"), finding_ids=[story.findings[1].pk],
    )  # fmt: skip
    assert (row.title, row.drafted_by_id) == ("改过", people["zhaoqing"].pk)
    assert ResultBasis.objects.get().finding_id == story.findings[1].pk
    row = results.withdraw_result(
        people.actor("song"), result_id=row.pk, version=row.version, reason="重复"
    )
    assert (row.state, row.end_reason) == ("withdrawn", "重复")


def test_rules_are_versions(story: Story, people: Cast) -> None:
    before = issued(story, people)
    values = {"recommend_days": 10}
    with pytest.raises(Refused):
        rules.set_result_rules(
            people.actor("liwen"), effective_on=clock.today(), note="缩短", values=values
        )
    with pytest.raises(Invalid, match="1 到 250"):
        rules.set_result_rules(
            people.actor("song"), effective_on=clock.today(), note="缩短",
            values={"recommend_days": 0},
        )  # fmt: skip
    rules.set_result_rules(
        people.actor("song"), effective_on=clock.today(), note="缩短", values=values
    )
    after = issued(story, people)
    assert (before.rules_version, after.rules_version) == (0, 1)
    assert after.due_on == dt.date(2026, 4, 1)
    assert access.visible(people.actor("zhoulan"), Result).count() == 0
