"""Claim, return, verify, sustain, reopen: who may, when, and what stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, signal, told
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.services import signals, steps, telling
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.jobs.worker import run_pending
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_the_whole_way(story: Story, people: Cast) -> None:
    made = told(story.items[0])
    made = steps.claim_item(
        people.actor("zhoulan"), item_id=made.pk, version=made.version, done_on=TODAY
    )
    run_pending()
    Signal.objects.update(state="cleared", decision="看过凭证", decided_at=clock.now())
    made.refresh_from_db()
    made = steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
    made = steps.sustain_item(
        people.actor("zhaoqing"), item_id=made.pk, version=made.version, note="现场看过，垃圾已清"
    )
    made.refresh_from_db()
    assert made.state == ItemState.SUSTAINED
    people_of_facts = {made.claimed_by_id, made.verified_by_id, made.sustained_by_id}
    assert len(people_of_facts) == 3
    assert [step.action for step in made.steps.order_by("pk")] == ["claim", "verify", "sustain"]
    done = AuditRow.objects.filter(verb__startswith="rectification.item.").order_by("number")
    verbs = list(done.values_list("verb", flat=True))[-3:]
    assert verbs == [f"rectification.item.{one}" for one in ("claimed", "verified", "sustained")]


def test_the_claimant_hears_why_he_cannot_verify(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    with pytest.raises(Refused, match="申报人不能核实自己申报"):
        steps.verify_item(people.actor("zhoulan"), item_id=made.pk, version=made.version)
    refused = AuditRow.objects.order_by("-number").first()
    assert refused is not None
    assert (refused.verb, refused.actor_name) == ("access.request.refused", "周岚")


def test_whoever_brought_a_claim_in_cannot_verify_it(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["liwen"].pk)
    with pytest.raises(Refused, match="申报人"):
        steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
    steps.verify_item(people.actor("zhaoqing"), item_id=made.pk, version=made.version)


def test_the_database_itself_refuses_a_claimant_as_verifier(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["liwen"].pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=made.pk).update(
            state="verified", verified_at=made.claimed_at, verified_by_id=people["liwen"].pk
        )


def test_a_claim_needs_progress_and_proof(story: Story, people: Cast) -> None:
    made = story.items[0]
    with pytest.raises(Conflict, match="还没有填写整改进展"):
        steps.claim_item(people.actor("zhoulan"), item_id=made.pk, version=1, done_on=TODAY)
    told(made).proofs.update(withdrawn_at=made.created_at, withdrawn_reason="错了")
    with pytest.raises(Conflict, match="还没有提交佐证"):
        steps.claim_item(
            people.actor("zhoulan"), item_id=made.pk, version=made.version, done_on=TODAY
        )


def test_what_was_sent_back_is_not_claimed_again_as_it_was(story: Story, people: Cast) -> None:
    made, unit = claimed(story.items[0], by=people["zhoulan"].pk), people.actor("zhoulan")
    with clock.at(TODAY + dt.timedelta(days=1)):
        made = steps.return_item(
            people.actor("liwen"), item_id=made.pk, version=made.version, reason="没有实据"
        )
    day = TODAY + dt.timedelta(days=2)
    with clock.at(day):
        with pytest.raises(Conflict, match="退回以后还没有新的进展或者佐证"):
            steps.claim_item(unit, item_id=made.pk, version=made.version, done_on=day)
        telling.add_progress(unit, item_id=made.pk, text="3月20日逐户核对，补了12户的签字")
        made.refresh_from_db()
        again = steps.claim_item(unit, item_id=made.pk, version=made.version, done_on=day)
    assert again.state == ItemState.CLAIMED


@pytest.mark.parametrize(
    ("day", "words"),
    [(TODAY + dt.timedelta(days=1), "不能晚于今天"), (dt.date(2025, 12, 9), "不能早于反馈日期")],
)
def test_a_claimed_day_lies_between_feedback_and_today(
    story: Story, people: Cast, day: dt.date, words: str
) -> None:
    made = told(story.items[0])
    with pytest.raises(Invalid, match=words):
        steps.claim_item(
            people.actor("zhoulan"), item_id=made.pk, version=made.version, done_on=day
        )


def test_another_units_item_is_not_there(story: Story, people: Cast) -> None:
    made = told(story.foreign)
    with pytest.raises(Absent) as refused:
        steps.claim_item(
            people.actor("zhoulan"), item_id=made.pk, version=made.version, done_on=TODAY
        )
    assert refused.value.hidden.startswith("整改事项")
    assert "民政" not in refused.value.sentence


@pytest.mark.parametrize("username", ["xitong", "baomi", "shenji"])
def test_the_three_administrators_see_no_item(story: Story, people: Cast, username: str) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    with pytest.raises(Absent):
        steps.verify_item(people.actor(username), item_id=made.pk, version=made.version)


def test_an_unanswered_question_stops_the_verification(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    asked = signal(made)
    clerk = people.actor("liwen")
    with pytest.raises(Conflict, match="还有 1 个疑点没有处理"):
        steps.verify_item(clerk, item_id=made.pk, version=made.version)
    signals.clear_signal(clerk, signal_id=asked.pk, version=1, reason="看了凭证，编号日期都有")
    made.refresh_from_db()
    assert made.open_signals == 0
    steps.verify_item(clerk, item_id=made.pk, version=made.version)


def test_an_upheld_question_leads_to_a_return(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    asked = signal(made)
    clerk = people.actor("liwen")
    signals.uphold_signal(clerk, signal_id=asked.pk, version=1, reason="没有一个具体数字")
    with pytest.raises(Conflict, match="应当退回整改"):
        steps.verify_item(clerk, item_id=made.pk, version=made.version)
    steps.return_item(clerk, item_id=made.pk, version=made.version, reason="请写清楚做了什么")
    made.refresh_from_db()
    assert (made.state, made.claimed_at) == (ItemState.RETURNED, None)
    told_to = Notice.objects.get()
    assert told_to.user == people["zhoulan"]
    assert "请写清楚做了什么" in told_to.text


def test_of_a_claim_and_a_return_at_once_one_wins(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    steps.return_item(
        people.actor("liwen"), item_id=made.pk, version=made.version, reason="材料不全"
    )
    with pytest.raises(Conflict, match="先一步"):
        steps.withdraw_claim(
            people.actor("zhoulan"), item_id=made.pk, version=made.version, reason="再补材料"
        )


def test_reopening_drops_the_facts_and_keeps_their_history(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    made = steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
    steps.reopen_item(
        people.actor("zhaoqing"), item_id=made.pk, version=made.version, reason="回访发现又堆了垃圾"
    )
    made.refresh_from_db()
    assert (made.claimed_at, made.verified_at, made.state) == (None, None, ItemState.REOPENED)
    assert [step.action for step in made.steps.order_by("pk")] == ["verify", "reopen"]


def test_the_verifier_cannot_confirm_his_own_verification(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    made = steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
    with pytest.raises(Refused, match="另一个人确认"):
        steps.sustain_item(
            people.actor("liwen"), item_id=made.pk, version=made.version, note="看过了"
        )
