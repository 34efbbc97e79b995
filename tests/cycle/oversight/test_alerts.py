"""Alerts: by working days, to the right persons, once a step."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, finding, item
from xuncha.cycle.oversight.bands import bands_on
from xuncha.cycle.oversight.enums import AlertLevel
from xuncha.cycle.oversight.models import AlertStep, Charge
from xuncha.cycle.oversight.rules import set_oversight_rules
from xuncha.cycle.oversight.services import alerts, charges
from xuncha.cycle.oversight.units import unit_alerts
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.foundation.calendar.workdays import count_workdays, shipped
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Invalid, Refused


def due(story: Story, *days: dt.date) -> None:
    """The first unit's items due on these days, the others nowhere near."""
    Item.objects.update(due_on=dt.date(2027, 1, 1))
    for made, day in zip(story.items, days, strict=False):
        Item.objects.filter(pk=made.pk).update(due_on=day)


def heard(people: Cast, who: str) -> list[str]:
    rows = Notice.objects.filter(user=people[who], kind__startswith="oversight.alert")
    return sorted(rows.values_list("kind", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("day", [TODAY, dt.date(2026, 2, 21), dt.date(2026, 5, 3)])
def test_a_step_is_what_counting_working_days_gives(day: dt.date) -> None:
    bands, known = bands_on(day), shipped()
    for off in range(-40, 60):
        one = day + dt.timedelta(days=off)
        left = count_workdays(day, one, known)
        if off < 0:
            level = AlertLevel.GROUP if -left >= 10 else AlertLevel.RED
        elif left <= 20:
            level = AlertLevel.YELLOW if left <= 10 else AlertLevel.GREEN
        else:
            level = None
        assert bands.level_of(one) == level, one


@pytest.mark.django_db
def test_amid_a_holiday_nothing_is_due_today_but_what_is() -> None:
    day = dt.date(2026, 2, 21)  # a Saturday within the spring festival
    bands = bands_on(day)
    told = [bands.told(day + dt.timedelta(days=off)) for off in (-1, 0, 1, 4)]
    assert told == [
        "已逾期，还不到 1 个工作日", "今天到期", "还剩不到 1 个工作日", "还剩 2 个工作日",
    ]  # fmt: skip


def test_the_database_and_python_agree(story: Story) -> None:
    bands = bands_on(TODAY)
    for off in range(30):
        found = finding(story.inspection, f"5{off}", f"第{off}个")
        item(found, f"5{off}", f"第{off}件", TODAY + dt.timedelta(days=off * 2 - 25))
    for level in AlertLevel:
        told = set(Item.objects.filter(bands.where(level)).values_list("pk", flat=True))
        assert told == {
            one.pk for one in Item.objects.all() if bands.level_of(one.owed_on) == level
        }
    assert Item.objects.filter(bands.coloured("red")).count() == sum(
        Item.objects.filter(bands.where(level)).count() for level in (3, 4)
    )


def test_each_step_tells_a_wider_circle_and_tells_it_once(story: Story, people: Cast) -> None:
    due(story, dt.date(2026, 4, 10))
    assert alerts.step_up(SYSTEM) == 1
    assert (heard(people, "zhoulan"), heard(people, "zhengyan")) == (["oversight.alert.1"], [])
    assert alerts.step_up(SYSTEM) == 0
    with clock.at(dt.date(2026, 4, 1)):
        alerts.step_up(SYSTEM)
    assert heard(people, "zhengyan") == ["oversight.alert.2"]
    assert heard(people, "song") == heard(people, "hejingan") == []
    with clock.at(dt.date(2026, 4, 13)):
        alerts.step_up(SYSTEM)
    assert heard(people, "song") == ["oversight.alert.3"]
    with clock.at(dt.date(2026, 4, 27)):
        alerts.step_up(SYSTEM)
    assert heard(people, "hejingan") == ["oversight.alert.4"]
    assert heard(people, "zhoulan") == [f"oversight.alert.{n}" for n in (1, 2, 3, 4)]
    assert heard(people, "wutong") == heard(people, "liwen") == []
    steps = AlertStep.objects.order_by("on").values_list("level", "workdays")
    assert list(steps) == [(1, 16), (2, 6), (3, -1), (4, -11)]


def test_a_later_day_steps_anew_and_a_claim_ends_it(story: Story, people: Cast) -> None:
    due(story, TODAY - dt.timedelta(days=1))
    alerts.step_up(SYSTEM)
    Item.objects.filter(pk=story.items[0].pk).update(due_on=dt.date(2026, 4, 1))
    with clock.at(dt.date(2026, 4, 2)):
        assert alerts.step_up(SYSTEM) == 1
    assert AlertStep.objects.filter(level=AlertLevel.RED).count() == 2
    claimed(story.items[0], by=people["zhoulan"].pk)
    with clock.at(dt.date(2026, 5, 20)):
        assert alerts.step_up(SYSTEM) == 0
    with pytest.raises(Refused):
        alerts.step_up(people.actor("song"))


def test_of_two_that_step_up_at_once_one_tells(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(story, TODAY - dt.timedelta(days=1))
    fresh = list(alerts._fresh(bands_on(TODAY), AlertLevel.RED))
    alerts.step_up(SYSTEM)
    before = Notice.objects.count()
    monkeypatch.setattr(alerts, "_fresh", lambda _, level: fresh if level == AlertLevel.RED else [])
    assert alerts.step_up(SYSTEM) == 0
    assert Notice.objects.count() == before


def test_the_leader_in_charge_hears_of_what_is_overdue(story: Story, people: Cast) -> None:
    clerk = people.actor("liwen")
    water = story.water.pk
    with pytest.raises(Invalid, match="领导小组成员"):
        charges.set_charge(clerk, organisation_id=water, leader_id=people["song"].pk, from_on=TODAY)
    leader = people["hejingan"].pk
    charges.set_charge(clerk, organisation_id=water, leader_id=leader, from_on=TODAY)
    with pytest.raises(Invalid, match="现在就是"):
        charges.set_charge(clerk, organisation_id=water, leader_id=leader, from_on=TODAY)
    with pytest.raises(Refused):
        charges.set_charge(
            people.actor("hejingan"), organisation_id=water, leader_id=leader, from_on=TODAY
        )
    due(story, TODAY - dt.timedelta(days=1))
    alerts.step_up(SYSTEM)
    assert heard(people, "hejingan") == ["oversight.alert.3"]
    assert heard(people, "song") == []
    assert not access.visible(people.actor("zhoulan"), Charge).exists()


def test_a_units_colour_says_why(story: Story, people: Cast) -> None:
    due(story)
    told = {one.inspection.pk: one for one in unit_alerts(people.actor("hejingan"))}
    row = told[story.inspection.pk]
    assert (row.colour, row.why) == ("yellow", ("时间过了 53%，申报完成 0%",))
    due(story, dt.date(2026, 3, 25), TODAY - dt.timedelta(days=1))
    row = unit_alerts(people.actor("hejingan"))[0]
    assert row.inspection == story.inspection
    assert row.colour == "red"
    assert row.why == (
        "逾期 1 件，占 25%（10% 转红）", "10 个工作日内到期 1 件", "时间过了 53%，申报完成 0%"
    )  # fmt: skip
    assert [one.inspection.pk for one in unit_alerts(people.actor("wutong"))] == [story.other.pk]
    set_oversight_rules(
        people.actor("song"), effective_on=TODAY, note="放宽", values={"unit_red_percent": 50}
    )
    assert unit_alerts(people.actor("hejingan"))[0].colour == "yellow"
    Item.objects.filter(pk=story.items[0].pk).update(due_on=None)
    told = {one.inspection.pk: one.why for one in unit_alerts(people.actor("hejingan"))}
    assert told[story.inspection.pk][-1] == "1 件没有写整改时限，不会预警"


def test_alerts_are_the_units_own(story: Story, people: Cast) -> None:
    due(story, TODAY - dt.timedelta(days=1))
    alerts.step_up(SYSTEM)
    for who, sees in (("zhoulan", 1), ("hejingan", 1), ("wutong", 0), ("fengli", 0), ("baomi", 0)):
        assert access.visible(people.actor(who), AlertStep).count() == sees
