"""Extensions: a reason, another person, and the original date for ever."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, told
from xuncha.cycle.rectification import extension_rules
from xuncha.cycle.rectification.lateness import lateness
from xuncha.cycle.rectification.models import Extension, Item
from xuncha.cycle.rectification.services import extending, steps
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid, Refused

LATER = dt.date(2026, 5, 30)
REASON = "设备要招标，最早五月到货"


def _asked(story: Story, people: Cast) -> Extension:
    return extending.ask_extension(
        people.actor("zhoulan"), item_id=story.items[0].pk, to_on=LATER, reason=REASON
    )


def test_granting_moves_the_date_and_keeps_the_original(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)
    item = Item.objects.get(pk=story.items[0].pk)
    assert (item.due_on, item.original_due_on) == (LATER, dt.date(2026, 4, 10))


def test_only_the_director_decides_and_only_once(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    with pytest.raises(Refused):
        extending.grant_extension(people.actor("liwen"), extension_id=asked.pk, version=1)
    director = people.actor("song")
    extending.refuse_extension(director, extension_id=asked.pk, version=1, decision="理由不充分")
    with pytest.raises(Conflict, match="已经审批过"):
        extending.grant_extension(director, extension_id=asked.pk, version=1)
    assert Item.objects.get(pk=story.items[0].pk).due_on == dt.date(2026, 4, 10)


def test_a_refusal_says_why(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    with pytest.raises(Invalid, match="理由"):
        extending.refuse_extension(
            people.actor("song"), extension_id=asked.pk, version=1, decision=" "
        )


def test_one_request_at_a_time(story: Story, people: Cast) -> None:
    _asked(story, people)
    with pytest.raises(Conflict, match="正在审批"):
        _asked(story, people)


def test_never_earlier_never_without_a_reason(story: Story, people: Cast) -> None:
    liaison, item = people.actor("zhoulan"), story.items[0]
    with pytest.raises(Invalid, match="必须晚于"):
        extending.ask_extension(liaison, item_id=item.pk, to_on=dt.date(2026, 4, 10), reason=REASON)
    with pytest.raises(Invalid, match="理由"):
        extending.ask_extension(liaison, item_id=item.pk, to_on=LATER, reason="")


def test_a_grant_does_not_step_over_another_change(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    Item.objects.filter(pk=story.items[0].pk).update(due_on=dt.date(2026, 4, 20))
    with pytest.raises(Conflict, match="时限已经变动"):
        extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)


def test_days_and_earlier_extensions_decide_who_may_grant(story: Story, people: Cast) -> None:
    rules = extension_rules.ExtensionSettings(staff_days=10)
    levels = [rules.level(*told) for told in ((10, 1), (10, 2), (60, 2), (61, 1), (5, 3))]
    assert levels == ["staff", "director", "director", "leader", "leader"]
    liaison, item = people.actor("zhoulan"), story.items[0]
    asked = extending.ask_extension(
        liaison, item_id=item.pk, to_on=dt.date(2026, 7, 1), reason=REASON
    )
    assert (asked.days, asked.ordinal, asked.level, asked.late_days) == (82, 1, "leader", 0)
    with pytest.raises(Refused, match="第 1 次、延 82 天的，由领导小组成员审批"):
        extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)
    extending.grant_extension(people.actor("hejingan"), extension_id=asked.pk, version=1)
    with pytest.raises(Invalid, match="累计最晚只能延到 2027-04-10"):
        extending.ask_extension(liaison, item_id=item.pk, to_on=dt.date(2027, 4, 11), reason=REASON)


def test_new_rules_do_not_reach_back(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    director = people.actor("song")
    extension_rules.set_extension_rules(
        director, effective_on=TODAY, note="从严", settings={"director_days": 0}
    )
    extending.grant_extension(director, extension_id=asked.pk, version=1)
    assert (asked.level, asked.rules_number) == ("director", 0)
    with pytest.raises(Invalid, match="不能多于主任"):
        extension_rules.parse_settings({"staff_days": 90})
    with pytest.raises(Refused):
        extension_rules.set_extension_rules(
            people.actor("liwen"), effective_on=TODAY, note="x", settings={}
        )


def test_lateness_counts_from_the_first_date(story: Story, people: Cast) -> None:
    item = story.items[0]
    with clock.at(dt.date(2026, 4, 20)):
        asked = _asked(story, people)
        assert asked.late_days == 10
        extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)
    item.refresh_from_db()
    assert lateness(item, dt.date(2026, 4, 10)).words == ""
    late = lateness(item, LATER + dt.timedelta(days=5))
    days = (LATER - dt.date(2026, 4, 10)).days + 5
    assert (late.days, late.granted, late.ungranted) == (days, days - 15, 15)
    assert late.words == (
        f"超过原定时限 {days} 天，其中批准延期 {days - 15} 天，另有 15 天没有批准，"
        "延期是逾期 10 天以后才申请的"
    )
    claimed(item, by=people["zhoulan"].pk)
    assert lateness(item, LATER).days == 0


def test_an_extension_in_time_covers_its_days(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)
    item = Item.objects.get(pk=story.items[0].pk)
    late = lateness(item, LATER + dt.timedelta(days=5))
    assert (late.ungranted, late.asked_late) == (5, 0)
    assert late.words.endswith("另有 5 天没有批准")


def test_a_day_written_down_afterwards_erases_no_lateness(story: Story, people: Cast) -> None:
    item, due = story.items[0], dt.date(2026, 4, 10)
    told(item, by=people["zhoulan"].pk)
    with clock.at(due + dt.timedelta(days=21)):
        made = steps.claim_item(
            people.actor("zhoulan"), item_id=item.pk, version=item.version, done_on=due
        )
    assert made.done_on == due
    assert lateness(made, due + dt.timedelta(days=90)).words == "超过原定时限 21 天"
    made.steps.update(action="claim_by_ledger")
    again = Item.objects.get(pk=item.pk)
    assert lateness(again, due + dt.timedelta(days=90)).days == 0
