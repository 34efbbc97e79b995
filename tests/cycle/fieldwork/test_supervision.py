"""Supervision week by week; and what an inspection lacks before the team leaves."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.fielded import Fielded
from tests.fieldworked import issued, sent, visited
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import SupervisionState
from xuncha.cycle.fieldwork.readiness import lacks, next_gate
from xuncha.cycle.fieldwork.services import lines, supervision
from xuncha.cycle.fieldwork.weeks import monday_of, week_of
from xuncha.cycle.planning.enums import Stage
from xuncha.kernel.errors import Absent, Refused


def test_the_team_answers_what_the_office_advised(field: Fielded, people: Cast) -> None:
    row = visited(field, people)
    assert (row.week_on, row.due_on) == (dt.date(2026, 3, 16), dt.date(2026, 3, 25))
    with pytest.raises(Refused, match="不能替组里答复"):
        supervision.answer_supervision(
            people.actor("liwen"), supervision_id=row.pk, version=row.version, answer="好"
        )
    with pytest.raises(Absent):
        selectors.get_supervision(people.actor("zhoulan"), row.pk)
    row = supervision.answer_supervision(
        field.actor(field.leader), supervision_id=row.pk, version=row.version,
        answer="已安排访谈中层干部12人",
    )  # fmt: skip
    assert row.state == SupervisionState.ANSWERED


def test_the_week_tells_which_team_nobody_saw(field: Fielded, people: Cast) -> None:
    director, monday = people.actor("song"), monday_of(TODAY)
    before = week_of(director, monday)
    assert {one.team_name for one in before if not one.seen} >= {"区委第一巡察组", "区委第二巡察组"}
    visited(field, people)
    after = {one.team_name: one.seen for one in week_of(director, monday)}
    assert after["区委第一巡察组"]
    assert not after["区委第二巡察组"]
    assert not [
        one for one in week_of(director, monday - dt.timedelta(days=70))
        if one.round_id == field.inspection.round_id
    ]  # fmt: skip


def test_what_is_missing_before_the_team_leaves(field: Fielded, people: Cast) -> None:
    leader = field.actor(field.leader)
    assert lacks(leader, field.inspection, Stage.LEFT) == []
    row = sent(field)
    first = row.lines.order_by("number")[0]
    lines.take(leader, line_id=first.pk, version=1, pages=9, gave="周岚")
    issued(field)
    visited(field, people)
    stage, missing = next_gate(leader, field.inspection)
    assert stage == Stage.LEFT
    told = {one.words: one.number for one in missing}
    assert told == {
        "要的材料单位没有交齐": 1, "借阅的原件没有退还": 1, "立行立改没有确认改好": 1,
        "督导意见没有答复": 1,
    }  # fmt: skip
