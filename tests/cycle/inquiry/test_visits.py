"""Visits, and how much of each village was visited."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.fielded import Fielded
from tests.inquired import village, visit_facts, visited
from tests.people import Cast
from tests.scenarios import TODAY, unit
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.households import households_of, set_households, wanted_of
from xuncha.cycle.inquiry.models import Visit
from xuncha.cycle.inquiry.rules import Minimums, rules_on, set_inquiry_rules
from xuncha.cycle.inquiry.services import visits
from xuncha.foundation import access
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_a_visit_keeps_what_was_seen_and_who_was_asked(field: Fielded, people: Cast) -> None:
    row = selectors.get_visit(people.actor("hejingan"), visited(field).pk)
    assert row.code == "访-001"
    assert [one.user.name for one in row.people.all()] == ["陆一", "顾二"]
    assert [(one.kind, one.number) for one in row.asked.all()] == [("villager", 2)]
    assert [one.file.name for one in row.files.all()] == ["泵站.txt"]
    for who in ("zhoulan", "fengli", "xitong"):
        with pytest.raises(Absent):
            selectors.get_visit(people.actor(who), row.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"seen": " "}, "看到了什么"),
        ({"place": ""}, "去了哪里"),
        ({"people": ()}, "谁去的"),
        ({"visited_on": TODAY + dt.timedelta(days=1)}, "不能晚于今天"),
        ({"households": 3}, "哪个村"),
        ({"points": (99999,)}, "不在这次巡察的清单上"),
    ],
)
def test_what_cannot_stand_is_refused(field: Fielded, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        visited(field, **wrong)


def test_only_the_team_that_sat_there(field: Fielded, people: Cast) -> None:
    with pytest.raises(Invalid, match="不在这个巡察组"):
        visited(field, people=(field.stranger.pk,))
    with pytest.raises(Refused):
        visits.record_visit(
            people.actor("liwen"), inspection_id=field.inspection.pk, facts=visit_facts(field)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visited(field).pk).update(seen="")


def test_changed_by_version_and_withdrawn_with_a_reason(field: Fielded) -> None:
    member = field.actor(field.member)
    row = visited(field)
    facts = visit_facts(field, seen="三台泵停用。", asked=())
    changed = visits.change_visit(member, visit_id=row.pk, version=row.version, facts=facts)
    assert (changed.seen, changed.asked.count(), changed.files.count()) == ("三台泵停用。", 0, 1)
    with pytest.raises(Conflict):
        visits.change_visit(member, visit_id=row.pk, version=row.version, facts=facts)
    gone = visits.withdraw_visit(
        member, visit_id=row.pk, version=changed.version, reason="记到别的单位了"
    )
    assert gone.state == "withdrawn"
    with pytest.raises(Conflict):
        visits.change_visit(member, visit_id=row.pk, version=gone.version, facts=facts)


@pytest.mark.parametrize(
    ("total", "percent", "least", "wanted"),
    [(400, 10, 0, 40), (401, 10, 0, 41), (50, 30, 30, 30), (20, 30, 30, 20), (0, 10, 30, 0)],
)
def test_share_and_least(total: int, percent: int, least: int, wanted: int) -> None:
    rules = Minimums(household_percent=percent, household_least=least)
    assert wanted_of(total, rules) == wanted


def test_households_by_village(field: Fielded) -> None:
    leader = field.actor(field.leader)
    near = village(field)
    elsewhere = unit("Z9", "清源区远山村", "village")
    set_households(leader, inspection_id=field.inspection.pk, households={near.pk: 200})
    visited(field, kind="household", village_id=near.pk, households=12)
    gone = visited(field, kind="household", village_id=near.pk, households=30)
    visits.withdraw_visit(leader, visit_id=gone.pk, version=gone.version, reason="重复")
    (line,) = households_of(leader, field.inspection)
    assert (line.visited, line.wanted, line.lacking, line.percent) == (12, 20, 8, "6.0%")
    with pytest.raises(Invalid, match="不在这次巡察之内"):
        visited(field, kind="household", village_id=elsewhere.pk, households=1)
    with pytest.raises(Invalid):
        set_households(leader, inspection_id=field.inspection.pk, households={elsewhere.pk: 9})


def test_rules_have_versions(field: Fielded, people: Cast) -> None:
    assert rules_on(TODAY).settings == Minimums()
    values = {"household_percent": 30, "household_least": 30, "least_sheets": 15, "least_cell": 4}
    row = set_inquiry_rules(
        people.actor("song"), effective_on=TODAY, note="按新要求", values=values
    )
    assert (rules_on(TODAY).number, rules_on(TODAY).settings.household_percent) == (1, 30)
    assert rules_on(TODAY - dt.timedelta(days=1)).number == 0
    with pytest.raises(Invalid, match="5 到 200"):
        set_inquiry_rules(
            people.actor("song"), effective_on=TODAY, note="x", values={"least_sheets": 1}
        )
    with pytest.raises(Refused):
        set_inquiry_rules(people.actor("liwen"), effective_on=TODAY, note="x", values={})
    assert access.visible(field.actor(field.leader), type(row)).count() == 1
