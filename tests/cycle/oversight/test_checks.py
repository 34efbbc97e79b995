"""Checks on the spot: two persons with no part in the item, and what follows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.overseen import SEEN, assigned, concluded, confirmed, drawn, recorded, verified
from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, signal
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.oversight.enums import Found, Knew
from xuncha.cycle.oversight.models import CheckFile, OversightStep, SpotCheck
from xuncha.cycle.oversight.selectors import against, asked_of
from xuncha.cycle.oversight.services import checks
from xuncha.cycle.oversight.services.checks import Asked
from xuncha.cycle.rectification.dated import levels_on
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def assign(people: Cast, row: SpotCheck, first: str, second: str) -> Any:
    return checks.assign_checks(
        people.actor("liwen"), draw_id=row.draw_id, check_ids=[row.pk],
        first_id=people[first].pk, second_id=people[second].pk,
    )  # fmt: skip


def test_a_true_one_is_sustained_and_everybody_did_his_own_part(story: Story, people: Cast) -> None:
    row = concluded(story, people)
    item = row.item
    item.refresh_from_db()
    assert (row.state, row.outcome, item.state) == ("concluded", "sustained", "sustained")
    assert item.sustained_by_id == people["liwen"].pk
    steps = OversightStep.objects.filter(check_row=row).order_by("pk")
    assert [one.action for one in steps] == ["assign", "record", "confirm", "conclude"]
    assert row.asked.get().knew == "agrees"
    told = item.steps.order_by("-pk")[0].reason
    assert told == f"{TODAY} 实地核查（{row.code}）属实：现场所见"


@pytest.mark.parametrize("found", [Found.PARTLY, Found.NOT])
def test_another_finding_opens_the_item_again_and_the_unit_hears_why(
    story: Story, people: Cast, found: Found
) -> None:
    row = concluded(story, people, found=found)
    row.item.refresh_from_db()
    assert (row.outcome, row.item.state) == ("reopened", "reopened")
    notice = Notice.objects.get(user=people["zhoulan"], kind="rectification.item.reopened")
    assert "现场所见" in notice.text
    assert "沿河住户" not in notice.text + row.item.steps.order_by("-pk")[0].reason


def test_whoever_concludes_gives_the_new_deadline_where_the_item_is_opened_again(
    story: Story, people: Cast
) -> None:
    row = confirmed(story, people)  # found true: the item stays done
    at = {"check_id": row.pk, "version": row.version, "reason": "没有做"}
    day = TODAY + dt.timedelta(days=12)
    with pytest.raises(Invalid, match="只有重新整改才另定时限"):
        checks.conclude_check(people.actor("liwen"), due_on=day, **at)
    SpotCheck.objects.filter(pk=row.pk).update(found=Found.NOT)
    checks.conclude_check(people.actor("liwen"), due_on=day, **at)
    row.item.refresh_from_db()
    assert (row.item.state, row.item.due_on) == ("reopened", day)


def test_what_was_only_claimed_is_verified_or_returned(story: Story, people: Cast) -> None:
    item = claimed(story.items[1], by=people["zhoulan"].pk)
    assert checks.outcome_of(Found.TRUE, item) == "verified"
    assert checks.outcome_of(Found.NOT, item) == "returned"
    assert checks.outcome_of(Found.NOT, story.items[2]) == "none"
    made = drawn(story, people).checks.get()
    signal(item)
    row = assign(people, made, "zhaoqing", "song")[0]
    row = checks.record_check(
        people.actor("song"), check_id=row.pk, version=row.version, facts=SEEN
    )
    row = checks.confirm_check(people.actor("zhaoqing"), check_id=row.pk, version=row.version)
    with pytest.raises(Conflict, match="还有 1 个疑点没有处理"):
        checks.conclude_check(
            people.actor("liwen"), check_id=row.pk, version=row.version, reason="属实"
        )
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_reopening_leaves_the_figures_of_past_days_as_they_were(story: Story, people: Cast) -> None:
    verified(story, people)
    past, now = TODAY + dt.timedelta(days=10), TODAY + dt.timedelta(days=20)
    before = TODAY - dt.timedelta(days=1)
    assert levels_on(SYSTEM, before) == {"total": 0, "claimed": 0, "verified": 0, "sustained": 0}
    printed = levels_on(SYSTEM, past)
    assert printed == {"total": 5, "claimed": 1, "verified": 1, "sustained": 0}
    with clock.at(now):
        row = assign(people, drawn(story, people).checks.get(), "zhaoqing", "song")[0]
        row = checks.record_check(
            people.actor("song"), check_id=row.pk, version=row.version,
            facts=replace(SEEN, found=Found.NOT, checked_on=now),
        )  # fmt: skip
        row = checks.confirm_check(people.actor("zhaoqing"), check_id=row.pk, version=row.version)
        checks.conclude_check(
            people.actor("liwen"), check_id=row.pk, version=row.version, reason="现场没有清理"
        )
        assert levels_on(SYSTEM, past) == printed
        assert levels_on(SYSTEM, now) == printed | {"claimed": 0, "verified": 0}
    assert levels_on(people.actor("wutong"), past)["total"] == 1


def test_who_may_not_look_at_an_item(story: Story, people: Cast) -> None:
    verified(story, people)
    row = drawn(story, people).checks.get()
    for first, sentence in (
        ("liwen", "抽取了这批事项"), ("fengli", "申报或者核实过"), ("zhoulan", "不参加实地核查"),
        ("hejingan", "不参加实地核查"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=sentence):
            assign(people, row, first, "zhaoqing")
    with pytest.raises(Invalid, match="同一个人"):
        assign(people, row, "zhaoqing", "zhaoqing")
    Membership.objects.create(
        user=people["song"], organisation=story.water, from_on=dt.date(2015, 1, 1),
        until_on=dt.date(2018, 1, 1),
    )  # fmt: skip
    with pytest.raises(Invalid, match="任过职"):
        assign(people, row, "zhaoqing", "song")
    row.refresh_from_db()
    assert row.state == "pending"


def test_each_step_is_the_right_persons(story: Story, people: Cast) -> None:
    row = recorded(story, people)
    with pytest.raises(Refused, match="另一名核查人确认"):
        checks.confirm_check(people.actor("zhaoqing"), check_id=row.pk, version=row.version)
    with pytest.raises(Refused, match="没有派给您"):
        checks.confirm_check(people.actor("liwen"), check_id=row.pk, version=row.version)
    with pytest.raises(Absent):
        checks.confirm_check(people.actor("fengli"), check_id=row.pk, version=row.version)
    row = checks.confirm_check(people.actor("song"), check_id=row.pk, version=row.version)
    with pytest.raises(Refused, match="您是核查人"):
        checks.conclude_check(
            people.actor("song"), check_id=row.pk, version=row.version, reason="属实"
        )
    with pytest.raises(Conflict):
        checks.conclude_check(
            people.actor("liwen"), check_id=row.pk, version=row.version - 1, reason="属实"
        )
    row = checks.return_check(
        people.actor("liwen"), check_id=row.pk, version=row.version, reason="没有写问了谁"
    )
    assert (row.state, row.confirmed_by_id) == ("assigned", None)
    shut = replace(people.actor("zhaoqing"), recusals=frozenset({story.inspection.pk}))
    with pytest.raises(Absent):
        checks.record_check(shut, check_id=row.pk, version=row.version, facts=SEEN)


def test_a_record_says_when_where_and_what(story: Story, people: Cast) -> None:
    row = assigned(story, people)
    for more, field in (
        ({"checked_on": TODAY + dt.timedelta(days=1)}, "checked_on"), ({"place": " "}, "place"),
        ({"looked_at": ""}, "looked_at"), ({"found_words": ""}, "found_words"),
        ({"asked": ()}, "asked_post_1"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as problem:
            checks.record_check(
                people.actor("song"), check_id=row.pk, version=row.version,
                facts=replace(SEEN, **more),
            )  # fmt: skip
        assert problem.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():
        SpotCheck.objects.filter(pk=row.pk).update(state="recorded")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpotCheck.objects.filter(pk=row.pk).update(second_id=row.first_id)


def test_people_who_knew_nothing_speak_against_true(story: Story, people: Cast) -> None:
    asked = (
        Asked("应退款职工", 7, Knew.AGREES), Asked("应退款职工", 4, Knew.UNAWARE),
        Asked("经办会计", 1, Knew.DIFFERS),
    )  # fmt: skip
    row = recorded(story, people, asked=asked)
    told = against(row, list(asked_of(people.actor("song"), row)))
    assert "问到的 12 人里4 人不知道这件事、1 人说法不一致" in told
    row.found = Found.PARTLY
    assert against(row, list(asked_of(people.actor("song"), row))) == ""


def test_a_checker_sees_his_own_and_the_unit_none(story: Story, people: Cast) -> None:
    row = confirmed(story, people)
    for who, sees in (("zhaoqing", 1), ("hejingan", 1), ("fengli", 0), ("zhoulan", 0)):
        assert access.visible(people.actor(who), SpotCheck).count() == sees
        assert access.visible(people.actor(who), CheckFile).count() == sees
        assert access.visible(people.actor(who), OversightStep).count() == 3 * sees
    SpotCheck.objects.filter(pk=row.pk).update(first_id=people["fengli"].pk)
    assert access.visible(people.actor("fengli"), SpotCheck).count() == 1


def test_dropping_is_the_directors_and_says_why(story: Story, people: Cast) -> None:
    row = assigned(story, people)
    with pytest.raises(Refused):
        checks.drop_check(
            people.actor("liwen"), check_id=row.pk, version=row.version, reason="太远"
        )
    with pytest.raises(Invalid):
        checks.drop_check(people.actor("song"), check_id=row.pk, version=row.version, reason="")
    row = checks.drop_check(
        people.actor("song"), check_id=row.pk, version=row.version, reason="单位已撤并"
    )
    assert (row.state, row.drop_reason) == ("dropped", "单位已撤并")


def test_good_news_says_nothing_of_what_was_claimed_afterwards(story: Story, people: Cast) -> None:
    """Nor is an item sustained by a visit before it was verified; bad news always counts."""
    row = confirmed(story, people)
    next_day = clock.now() + dt.timedelta(days=1)
    Item.objects.filter(pk=row.item_id).update(verified_at=next_day)
    with clock.at(TODAY + dt.timedelta(days=2)):
        with pytest.raises(Conflict, match="才核实：请退回核查记录"):
            checks.conclude_check(
                people.actor("liwen"), check_id=row.pk, version=row.version, reason="属实"
            )
        SpotCheck.objects.filter(pk=row.pk).update(found=Found.NOT)
        done = checks.conclude_check(
            people.actor("liwen"), check_id=row.pk, version=row.version, reason="没有做"
        )
    assert done.outcome == "reopened"
    claim = claimed(story.items[1], by=people["zhoulan"].pk)
    made = SpotCheck(item=claim, found=Found.TRUE, checked_on=TODAY - dt.timedelta(days=1))
    assert "单位又重新申报过" in checks.overtaken(made)
    made.checked_on = TODAY
    assert checks.overtaken(made) == ""
