"""Feedback: told in order, delivered with its findings, signed for; notices; the unit's word."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.fedback import SPOKEN, approved, begun, delivered, final, held, settled
from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.feedback import checks, selectors
from xuncha.cycle.feedback.enums import CopyKind, Score
from xuncha.cycle.feedback.models import CopyLetter, Delivery, Feedback, TeamReview
from xuncha.cycle.feedback.services import copies, feedbacks, reports, reviews, sentences
from xuncha.cycle.feedback.services.sentences import SentenceWords
from xuncha.cycle.fieldwork.readiness import lacks
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.schemes.services import drafting
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

assert checks.__name__


def test_head_first_then_body_then_delivered(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = approved(told)
    assert (row.due_on, row.lines.count()) == (dt.date(2026, 4, 1), 3)
    head, body = row.deliveries.order_by("pk")
    clerk = people.actor("liwen")
    with pytest.raises(Conflict, match="主要负责人"):
        feedbacks.hold_conversation(clerk, delivery_id=body.pk, version=body.version, facts=SPOKEN)
    tomorrow = replace(SPOKEN, held_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Invalid):
        feedbacks.hold_conversation(
            clerk, delivery_id=head.pk, version=head.version, facts=tomorrow
        )
    Inspection.objects.filter(pk=told.inspection.pk).update(state=Stage.FOR_FEEDBACK)
    with pytest.raises(Conflict, match="还没有登记"):
        feedbacks.deliver_feedback(clerk, feedback_id=row.pk, version=row.version)
    unit = people.actor("zhoulan")
    assert not selectors.list_feedbacks(unit).exists()
    delivered(told, row)
    told.inspection.refresh_from_db()
    assert (told.inspection.state, told.inspection.feedback_on) == (Stage.FED_BACK, TODAY)
    states = Finding.objects.filter(inspection=told.inspection).values_list("state", flat=True)
    assert set(states) == {"fed_back"}
    # rectification begins from here: the unit's plan has a row for each finding
    scheme = drafting.begin_scheme(unit, inspection_id=told.inspection.pk)
    found = {one.finding_id for one in scheme.versions.get().rows.all()}
    assert found == {one.pk for one in told.findings}


def test_only_what_was_approved_is_delivered(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = held(told, approved(told))
    clerk = people.actor("liwen")
    Finding.objects.filter(pk=told.findings[0].pk).update(state="draft")
    with pytest.raises(Conflict, match="草拟"):
        feedbacks.deliver_feedback(clerk, feedback_id=row.pk, version=row.version)
    Finding.objects.filter(pk=told.findings[0].pk).update(state="settled")
    Feedback.objects.filter(pk=row.pk).update(praise="别的话")
    with pytest.raises(Conflict, match="不一致"):
        feedbacks.deliver_feedback(clerk, feedback_id=row.pk, version=row.version)
    assert not Finding.objects.filter(inspection=told.inspection, state="fed_back").exists()
    assert not TeamReview.objects.exists()
    with pytest.raises(Conflict):
        feedbacks.return_feedback(
            people.actor("song"), feedback_id=row.pk, version=row.version, reason="再改"
        )


def test_an_inspection_that_was_led_on_by_hand_is_delivered_all_the_same(
    field: Fielded, people: Cast
) -> None:
    told = settled(field, people)
    row = held(told, approved(told))
    Inspection.objects.filter(pk=told.inspection.pk).update(state=Stage.REPORTING)
    with pytest.raises(Conflict, match="待反馈"):
        delivered_now(people, row)
    Inspection.objects.filter(pk=told.inspection.pk).update(state=Stage.FED_BACK, feedback_on=TODAY)
    delivered_now(people, row)
    told.inspection.refresh_from_db()
    assert told.inspection.state == Stage.FED_BACK
    assert not Finding.objects.filter(inspection=told.inspection, state="settled").exists()


def test_two_deliver_at_once(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = held(told, approved(told))
    seen = row.version
    delivered_now(people, row)
    with pytest.raises(Conflict):
        feedbacks.deliver_feedback(people.actor("zhaoqing"), feedback_id=row.pk, version=seen)
    assert TeamReview.objects.count() == 1


def test_nobody_outside_sees_it_before_and_only_his_own_after(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = held(told, approved(told))
    unit, other = people.actor("zhoulan"), people.actor("wutong")
    outside = [unit, other, field.actor(field.stranger)]
    outside += [people.actor(name) for name in ("zhengyan", "fengli", "xitong", "shenji")]
    for actor in outside:
        with pytest.raises(Absent):
            feedbacks.find_feedback(actor, row.pk)
        assert selectors.lines_of(actor, row) == []
        assert selectors.deliveries_of(actor, row) == []
    delivered_now(people, row)
    assert len(selectors.lines_of(unit, row)) == 3
    assert selectors.list_reports(unit).count() == 0
    assert not selectors.steps_of(unit, feedback=row).exists()
    for actor in outside:
        if actor.user_id not in {unit.user_id, people["zhengyan"].pk, people["fengli"].pk}:
            assert selectors.lines_of(actor, row) == []


def test_receipts_are_signed_by_whom_they_are_for(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = approved(told)
    head, body = row.deliveries.order_by("pk")
    held(told, row)
    head.refresh_from_db()
    row = delivered_now(told.people, row)
    with pytest.raises(Refused, match="本人"):
        feedbacks.sign_receipt(people.actor("zhoulan"), delivery_id=head.pk, version=head.version)
    head = feedbacks.sign_receipt(
        people.actor("zhengyan"), delivery_id=head.pk, version=head.version
    )
    assert (head.signed_as, head.receive_by) == ("主要负责人", dt.date(2026, 3, 23))
    body.refresh_from_db()
    with pytest.raises(Absent):
        feedbacks.sign_receipt(people.actor("wutong"), delivery_id=body.pk, version=body.version)
    body = feedbacks.enter_receipt(
        people.actor("liwen"), delivery_id=body.pk, version=body.version,
        signed_as="党组副书记", on=TODAY,
    )  # fmt: skip
    assert body.is_on_paper


def delivered_now(people: Cast, row: Feedback) -> Feedback:
    return feedbacks.deliver_feedback(
        people.actor("liwen"), feedback_id=row.pk, version=row.version
    )


def test_a_village_is_told_after_the_unit_and_sees_its_own(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    report = begun(told)
    one = selectors.sentences_in(told.leader, selectors.get_version(told.leader, report, 1))[2]
    sentences.change_sentence(
        told.leader, sentence_id=one.pk, version=report.version,
        told=SentenceWords(one.text, village_id=told.village.pk),
    )  # fmt: skip
    report.refresh_from_db()
    report = reports.sign_report(told.leader, report_id=report.pk, version=report.version)
    clerk = people.actor("liwen")
    report = reports.review_report(clerk, report_id=report.pk, version=report.version, note="好")
    row = approved(told, report)
    village = Delivery.objects.get(feedback=row, audience="village")
    with pytest.raises(Conflict):
        feedbacks.hold_conversation(
            clerk, delivery_id=village.pk, version=village.version, facts=SPOKEN
        )
    row = delivered(told, row)
    Membership.objects.filter(user=people["wutong"]).update(organisation=told.village)
    seat = people.actor("wutong")
    assert not selectors.list_feedbacks(seat).exists()
    village = feedbacks.hold_conversation(
        clerk, delivery_id=village.pk, version=village.version, facts=SPOKEN
    )
    assert [line.finding_id for line in selectors.lines_of(seat, row)] == [told.findings[2].pk]
    assert [one.pk for one in selectors.deliveries_of(seat, row)] == [village.pk]
    village = feedbacks.sign_receipt(seat, delivery_id=village.pk, version=village.version)
    assert village.state == "signed"


def test_who_wrote_the_words_does_not_approve_them(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    clerk, director = people.actor("liwen"), people.actor("song")
    row = feedbacks.draft_feedback(clerk, report_id=final(told).pk)
    row = feedbacks.change_feedback(
        director, feedback_id=row.pk, version=row.version, praise=row.praise, demands="逐条整改。"
    )
    with pytest.raises(Refused, match="另一位同志批准"):
        feedbacks.approve_feedback(director, feedback_id=row.pk, version=row.version)
    rows = Feedback.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(approved_by=people["song"].pk, approved_on=TODAY, approved_digest="x")
    row = feedbacks.change_feedback(
        clerk, feedback_id=row.pk, version=row.version, praise=row.praise, demands="逐条整改到位。"
    )
    approved_row = feedbacks.approve_feedback(director, feedback_id=row.pk, version=row.version)
    assert approved_row.state == "approved"


def test_the_four_notices(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    clerk, director = people.actor("liwen"), people.actor("song")
    early = feedbacks.draft_feedback(clerk, report_id=final(told).pk)
    with pytest.raises(Conflict):
        copies.draft_copy(clerk, feedback_id=early.pk, kind=CopyKind.LEADER, recipient="副区长")
    row = feedbacks.approve_feedback(director, feedback_id=early.pk, version=early.version)
    row = delivered(told, row)
    one = copies.draft_copy(
        clerk, feedback_id=row.pk, kind=CopyKind.DISCIPLINE, recipient="区纪委监委",
        user_id=people["fengli"].pk,
    )  # fmt: skip
    assert "共反馈问题3个，涉及金额12,600元" in one.text
    with pytest.raises(Conflict):
        copies.draft_copy(
            clerk, feedback_id=row.pk, kind=CopyKind.DISCIPLINE, recipient="区纪委监委"
        )
    for words in ("局长收了红包3万元。", "举报人希望回复。"):
        one = copies.change_copy(
            clerk, letter_id=one.pk, version=one.version, text=f"{one.text}\n{words}"
        )
        with pytest.raises(Conflict, match="请删去"):
            copies.submit_copy(clerk, letter_id=one.pk, version=one.version)
        one = copies.change_copy(
            clerk, letter_id=one.pk, version=one.version, text=one.text.removesuffix(words)
        )
    one = copies.submit_copy(clerk, letter_id=one.pk, version=one.version)
    partner = people.actor("fengli")
    with pytest.raises(Absent):
        copies.find_letter(partner, one.pk)
    with pytest.raises(Refused):
        copies.issue_copy(clerk, letter_id=one.pk, version=one.version)
    one = copies.issue_copy(director, letter_id=one.pk, version=one.version)
    assert (one.code, one.receive_by) == ("巡抄〔2026〕1号", dt.date(2026, 3, 23))
    one = copies.receive_copy(partner, letter_id=one.pk, version=one.version)
    assert one.state == "received"
    assert selectors.kinds_sent(clerk, row) == {"discipline"}
    for stranger in (people.actor("zhoulan"), told.leader, people.actor("baomi")):
        with pytest.raises(Absent):
            copies.find_letter(stranger, one.pk)


def test_numbers_of_notices_never_meet(
    field: Fielded, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = settled(field, people)
    row = delivered(told)
    clerk, director = people.actor("liwen"), people.actor("song")
    made = [
        copies.draft_copy(clerk, feedback_id=row.pk, kind=kind, recipient="单位")
        for kind in (CopyKind.LEADER, CopyKind.DEPARTMENT)
    ]
    made = [copies.submit_copy(clerk, letter_id=one.pk, version=one.version) for one in made]
    real, raced = CopyLetter.objects.filter, []

    def filter_(*args: object, **more: object) -> object:
        if "year" in more and not raced:
            raced.append(1)
            found = real(*args, **more)
            copies.issue_copy(director, letter_id=made[1].pk, version=made[1].version)
            return found.none()
        return real(*args, **more)

    monkeypatch.setattr(CopyLetter.objects, "filter", filter_)
    first = copies.issue_copy(director, letter_id=made[0].pk, version=made[0].version)
    assert (first.number, CopyLetter.objects.get(pk=made[1].pk).number) == (2, 1)


def test_the_unit_says_once_what_it_thinks_and_the_team_never_reads_it(
    field: Fielded, people: Cast
) -> None:
    told = settled(field, people)
    delivered(told)
    review = TeamReview.objects.get()
    unit = people.actor("zhoulan")
    scores = dict.fromkeys(range(1, 10), Score.GOOD) | {9: Score.POOR}
    with pytest.raises(Invalid):
        reviews.answer_review(
            unit, review_id=review.pk, version=review.version, scores={1: Score.GOOD}
        )
    done = reviews.answer_review(
        unit, review_id=review.pk, version=review.version, scores=scores, remark="能接受"
    )
    with pytest.raises(Conflict):
        reviews.answer_review(
            people.actor("zhengyan"), review_id=review.pk, version=review.version, scores=scores
        )
    assert len(selectors.answers_of(people.actor("song"), done)) == 9
    sat_there = Actor(field.leader.pk, "陆一", frozenset({"office_staff"}))
    for hidden in (told.leader, sat_there, field.actor(field.stranger), people.actor("wutong"),
                   people.actor("fengli"), people.actor("xitong")):  # fmt: skip
        with pytest.raises(Absent):
            selectors.get_review(hidden, review.pk)
        assert not selectors.answers_of(hidden, done).exists()


def test_what_is_missing_is_said_before_each_stage(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    director = people.actor("song")

    def words(stage: Stage) -> list[str]:
        row = Inspection.objects.get(pk=told.inspection.pk)
        return [one.words for one in lacks(director, row, stage)]

    assert "巡察报告还没有经巡察办审核" in words(Stage.HEARD_BY_GROUP)
    assert "巡察报告还没有定稿" in words(Stage.FOR_FEEDBACK)
    row = approved(told)
    assert words(Stage.HEARD_BY_GROUP) == []
    assert words(Stage.FOR_FEEDBACK) == []
    assert "反馈还没有办结" in words(Stage.FED_BACK)
    delivered(told, row)
    left = words(Stage.ARCHIVED)
    for sentence in ("书记专题会情况没有报备", "反馈对象没有签收", "四抄告没有发齐",
                     "被巡察单位没有填后评估"):  # fmt: skip
        assert sentence in left


def test_recusal_shuts_everything(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = delivered(told)
    away = replace(people.actor("zhaoqing"), recusals=frozenset({told.inspection.pk}))
    with pytest.raises(Absent):
        feedbacks.find_feedback(away, row.pk)
    assert not selectors.list_hearings(away).exists()
    assert not selectors.list_reports(away).exists()
    assert not selectors.list_reviews(away).exists()
    assert clock.today() == TODAY
