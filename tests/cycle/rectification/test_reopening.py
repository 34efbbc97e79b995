"""What is opened again gets a new deadline: by the rules or chosen, never without one. The first
date and the lateness that was there stay; alerts, figures and the pages go by the new one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, told
from xuncha.cycle.oversight.bands import bands_on
from xuncha.cycle.oversight.enums import AlertLevel
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.rectification import extension_rules, tallying
from xuncha.cycle.rectification.dated import standing_on
from xuncha.cycle.rectification.deadlines import deadlines_of
from xuncha.cycle.rectification.lateness import lateness
from xuncha.cycle.rectification.models import DueMove, Item
from xuncha.cycle.rectification.selectors import overdue
from xuncha.cycle.rectification.services import extending, steps, telling
from xuncha.foundation.calendar import selectors as calendar
from xuncha.foundation.calendar.models import ProvisionalDeadline
from xuncha.foundation.calendar.provisional import settle_known
from xuncha.foundation.calendar.workdays import shipped
from xuncha.foundation.notices.models import Notice
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.measures.rectification import LONG_TERM, OVERDUE
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

DUE = dt.date(2026, 4, 10)
AGAIN = dt.date(2026, 4, 30)
DAY = dt.timedelta(days=1)


def _verified(item: Item, people: Cast, *, claimed_late: int = 0) -> Item:
    """Due on 10 April; claimed, and verified by 李闻."""
    Item.objects.filter(pk=item.pk).update(due_on=DUE, original_due_on=DUE)
    tallying.rebuild()
    with clock.at(DUE + claimed_late * DAY if claimed_late else TODAY):
        made = claimed(item, by=people["zhoulan"].pk)
        return steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)


def _reopen(item: Item, people: Cast, due_on: dt.date | None = None) -> Item:
    item.refresh_from_db()
    with clock.at(AGAIN):
        steps.reopen_item(
            people.actor("song"), item_id=item.pk, version=item.version, reason="又堆满了",
            due_on=due_on,
        )  # fmt: skip
    return Item.objects.get(pk=item.pk)


def test_the_rules_give_the_day_and_the_version_stays(story: Story, people: Cast) -> None:
    item = _reopen(_verified(story.items[0], people), people)
    move = DueMove.objects.get()
    assert item.due_on == move.to_on == dt.date(2026, 6, 15)  # 30 working days over May Day
    assert (item.original_due_on, move.from_on, move.rules_number) == (DUE, DUE, 0)
    assert move.rule == "重新整改之后30个工作日"
    assert "2026-06-15 前重新整改" in Notice.objects.filter(user=people["zhoulan"]).last().text
    with clock.at(AGAIN):
        extension_rules.set_extension_rules(
            people.actor("song"), effective_on=AGAIN, note="试行", settings={"reopened_workdays": 5}
        )
    other = _reopen(_verified(story.items[1], people), people)
    assert other.due_on == dt.date(2026, 5, 11)  # over a Saturday that is worked
    assert other.due_moves.get().rules_number == 1
    with pytest.raises(Invalid, match="重新整改给几个工作日"):
        extension_rules.parse_settings({"reopened_workdays": 0})


def test_a_chosen_day_lies_ahead_and_not_beyond_all_extensions(story: Story, people: Cast) -> None:
    item = _verified(story.items[0], people)
    for day in (AGAIN, AGAIN - DAY, AGAIN + 366 * DAY):
        with pytest.raises(Invalid, match="重新整改的时限"):
            _reopen(item, people, day)
    assert not DueMove.objects.exists()
    chosen = _reopen(item, people, AGAIN + 20 * DAY)
    assert chosen.due_on == AGAIN + 20 * DAY
    assert DueMove.objects.get().rule.startswith("重新整改时另定；按规则是 2026-06-15")
    with pytest.raises(Conflict):
        _reopen(item, people)  # it is open already


def test_alerts_and_lists_go_by_the_new_day_and_figures_of_the_past_by_the_old(
    story: Story, people: Cast
) -> None:
    item = _verified(story.items[0], people, claimed_late=5)
    item = _reopen(item, people, AGAIN + 12 * DAY)
    assert not Item.objects.filter(overdue(AGAIN + DAY), pk=item.pk).exists()
    assert Item.objects.filter(overdue(AGAIN + 13 * DAY), pk=item.pk).exists()
    bands = bands_on(AGAIN)
    assert bands.level_of(item.owed_on) == AlertLevel.YELLOW
    assert not tallying.faults()
    clerk = people.actor("liwen")
    late = DUE + 3 * DAY  # not claimed yet, and over
    ask = Ask(clerk, story.term, late)
    with clock.at(AGAIN + DAY):
        rows = OVERDUE.base(ask).filter(OVERDUE.where(ask))
        assert item.pk in set(rows.values_list("pk", flat=True))
        then = standing_on(clerk, late).get(pk=item.pk)
        assert (then.due_then, then.lasting_then) == (DUE, False)
        assert standing_on(clerk, AGAIN).get(pk=item.pk).due_then == item.due_on


def test_lateness_that_was_there_stays_and_the_new_day_counts_on(
    story: Story, people: Cast
) -> None:
    item = _verified(story.items[0], people, claimed_late=5)
    assert lateness(item, AGAIN).ungranted == 5
    item = _reopen(item, people, AGAIN + 20 * DAY)
    in_time = lateness(item, AGAIN + 10 * DAY)
    assert (in_time.days, in_time.ungranted, in_time.before) == (30, 5, 5)
    assert in_time.words == (
        "超过原定时限 30 天，其中重新整改另给 25 天，另有 5 天没有批准，重新整改以前已经逾期 5 天"
    )
    assert lateness(item, AGAIN + 23 * DAY).ungranted == 8
    unit = people.actor("zhoulan")
    with clock.at(AGAIN + 23 * DAY):
        telling.add_progress(unit, item_id=item.pk, text="再次清运12吨")
        asked = extending.ask_extension(
            unit, item_id=item.pk, to_on=AGAIN + 30 * DAY, reason="等设备"
        )
        extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)
        item = Item.objects.get(pk=item.pk)
        item = steps.claim_item(
            unit, item_id=item.pk, version=item.version, done_on=AGAIN + 23 * DAY
        )
    told_ = lateness(Item.objects.get(pk=item.pk), AGAIN + 90 * DAY)
    assert (told_.ungranted, told_.before, told_.asked_late) == (8, 5, 3)
    last = Item.objects.get(pk=item.pk)
    assert [one.why for one in last.due_moves.order_by("pk")] == ["reopened", "extended"]


def test_what_was_to_be_kept_up_for_good_has_a_day_now(story: Story, people: Cast) -> None:
    Item.objects.filter(pk=story.items[0].pk).update(is_long_term=True)
    item = _verified(story.items[0], people)
    assert deadlines_of(item) == {(DUE, True)}
    item = _reopen(item, people, AGAIN + 20 * DAY)
    assert (item.is_long_term, item.owed_on) == (False, AGAIN + 20 * DAY)
    assert lateness(item, AGAIN + 20 * DAY).days == 0
    assert lateness(item, AGAIN + 22 * DAY).days == 2
    assert deadlines_of(item) == {(DUE, True), (AGAIN + 20 * DAY, False)}
    ask = Ask(people.actor("liwen"), story.term, TODAY)
    with clock.at(AGAIN + DAY):
        rows = LONG_TERM.base(ask).filter(LONG_TERM.where(ask))
        assert item.pk in set(rows.values_list("pk", flat=True))
        assert not LONG_TERM.base(now := replace(ask, day=clock.today())).filter(
            LONG_TERM.where(now), pk=item.pk
        )


def test_a_new_day_without_its_years_table_is_settled_with_the_item(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {year: table for year, table in shipped().items() if year != 2026}
    with monkeypatch.context() as patch:
        patch.setattr(calendar, "shipped", lambda: known)
        item = _reopen(_verified(story.items[0], people), people)
        assert DueMove.objects.get().is_provisional
        assert item.due_on == dt.date(2026, 6, 11)  # by weekends alone
    assert settle_known(SYSTEM) == 1
    item = Item.objects.get(pk=item.pk)
    assert item.due_on == dt.date(2026, 6, 15)
    assert [one.why for one in item.due_moves.order_by("pk")] == ["reopened", "settled"]
    assert "原暂定 2026-06-11" in item.due_moves.last().rule
    assert not tallying.faults()
    assert ProvisionalDeadline.objects.get().outcome == "moved"


def test_no_move_takes_a_day_back(story: Story) -> None:
    item = told(story.items[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        DueMove.objects.create(item=item, why="extended", from_on=AGAIN, to_on=DUE, at=clock.now())


def test_a_request_about_the_old_day_ends_and_the_unit_may_ask_about_the_new_one(
    story: Story, people: Cast
) -> None:
    unit = people.actor("zhoulan")
    Item.objects.filter(pk=story.items[0].pk).update(due_on=DUE, original_due_on=DUE)
    extending.ask_extension(unit, item_id=story.items[0].pk, to_on=DUE + DAY, reason="等设备")
    item = _reopen(_verified(story.items[0], people), people, AGAIN + 20 * DAY)
    old = item.extensions.get()
    assert (old.state, old.decision) == ("refused", "事项重新整改，另定了时限。")
    with clock.at(AGAIN + DAY):
        with pytest.raises(Invalid, match="必须晚于现时限"):
            extending.ask_extension(unit, item_id=item.pk, to_on=DUE + 9 * DAY, reason="等设备")
        asked = extending.ask_extension(
            unit, item_id=item.pk, to_on=AGAIN + 30 * DAY, reason="等设备"
        )
    assert asked.from_on == AGAIN + 20 * DAY


def test_of_two_who_open_it_at_once_one_wins_and_nobody_else_may(
    story: Story, people: Cast
) -> None:
    """A stale page, the wrong person, the claimant's own unit: no move, no notice, no new day."""
    item = _verified(story.items[0], people)
    seen = item.version
    steps.reopen_item(
        people.actor("song"), item_id=item.pk, version=seen, reason="又堆满了", due_on=AGAIN
    )
    with pytest.raises(Conflict):
        steps.reopen_item(
            people.actor("zhaoqing"), item_id=item.pk, version=seen, reason="没有清", due_on=DUE
        )
    assert DueMove.objects.get().to_on == Item.objects.get(pk=item.pk).due_on == AGAIN
    assert Notice.objects.filter(kind="rectification.item.reopened").count() == 1
    other = _verified(story.items[1], people)
    for who in ("fengli", "zhoulan", "zhengyan", "hejingan"):
        with pytest.raises(Refused):
            steps.reopen_item(
                people.actor(who), item_id=other.pk, version=other.version, reason="没有清"
            )
    own = replace(people.actor("liwen"), unit_id=story.water.pk)
    with pytest.raises(Refused, match="本单位"):
        steps.reopen_item(own, item_id=other.pk, version=other.version, reason="没有清")
    shut = replace(people.actor("liwen"), recusals=frozenset({story.inspection.pk}))
    with pytest.raises(Absent):
        steps.reopen_item(shut, item_id=other.pk, version=other.version, reason="没有清")
    assert DueMove.objects.count() == 1


def test_after_the_round_is_closed_it_can_be_opened_again_and_printed_figures_stay(
    story: Story, people: Cast
) -> None:
    item = _verified(story.items[0], people)
    closing = AGAIN - DAY
    ask = Ask(people.actor("liwen"), story.term, closing)
    with clock.at(AGAIN):
        rows = OVERDUE.base(ask).filter(OVERDUE.where(ask))
        before = set(rows.values_list("pk", flat=True))
    type(story.inspection).objects.filter(pk=story.inspection.pk).update(state=Stage.ARCHIVED)
    _reopen(item, people, AGAIN + 20 * DAY)
    with clock.at(AGAIN + 30 * DAY):
        assert set(rows.all().values_list("pk", flat=True)) == before
        assert Item.objects.filter(overdue(clock.today()), pk=item.pk).exists()
