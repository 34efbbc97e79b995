"""The special meeting, and satisfaction by paper sheets."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.evaluated import (
    SHEET,
    confirmed_meeting,
    handed_out,
    held,
    prepared,
    recorded,
    surveyed,
)
from tests.people import Cast
from tests.scenarios import FEEDBACK, Story, finding
from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.enums import MeetingState
from xuncha.cycle.evaluation.models import LifeMeeting, Survey, SurveySheet
from xuncha.cycle.evaluation.policies.meetings import reads_meeting
from xuncha.cycle.evaluation.services import meetings, surveys
from xuncha.foundation import access
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_the_unit_records_and_whoever_was_there_confirms(story: Story, people: Cast) -> None:
    row = recorded(story, people)
    assert (row.due_on, row.is_late) == (dt.date(2026, 2, 10), False)
    assert row.taken_up.get().finding == story.findings[0]
    assert row.files.count() == 1
    with pytest.raises(Refused, match="现场督导人"):
        meetings.confirm_meeting(
            people.actor("liwen"), meeting_id=row.pk, version=row.version, reason="好"
        )
    row = meetings.return_meeting(
        people.actor("fengli"), meeting_id=row.pk, version=row.version, reason="批评不具体"
    )
    row = meetings.record_meeting(
        people.actor("zhoulan"), meeting_id=row.pk, version=row.version,
        held=held(story, FEEDBACK + dt.timedelta(days=70)),
    )  # fmt: skip
    row = meetings.confirm_meeting(
        people.actor("fengli"), meeting_id=row.pk, version=row.version, reason="已补"
    )
    assert (row.state, row.is_late) == (MeetingState.CONFIRMED, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        LifeMeeting.objects.filter(pk=row.pk).update(confirmed_by=row.recorded_by_id)


def test_what_a_record_of_a_meeting_must_say(story: Story, people: Cast) -> None:
    row = prepared(story, people)
    foreign = finding(story.other, "7", "别的单位的问题")
    good = held(story)
    for bad, words in (
        (replace(good, held_on=dt.date(2025, 12, 1)), "早于反馈"),
        (replace(good, held_on=dt.date(2026, 12, 1)), "晚于今天"),
        (replace(good, attended=" "), "按职务"),
        (replace(good, finding_ids=[]), "哪些反馈问题"),
        (replace(good, finding_ids=[foreign.pk]), "哪些反馈问题"),
    ):
        with pytest.raises(Invalid, match=words):
            meetings.record_meeting(
                people.actor("zhoulan"), meeting_id=row.pk, version=row.version, held=bad
            )
    with pytest.raises(Absent):
        meetings.record_meeting(
            people.actor("wutong"), meeting_id=row.pk, version=row.version, held=good
        )
    with pytest.raises(Invalid, match="巡察办和协作单位"):
        meetings.send_supervisor(
            people.actor("liwen"), meeting_id=row.pk, version=row.version,
            supervisor_id=people["zhoulan"].pk,
        )  # fmt: skip
    with pytest.raises(Conflict, match="已经在准备"):
        prepared(story, people)


def test_what_was_said_is_for_those_who_must_know(story: Story, people: Cast) -> None:
    row = confirmed_meeting(story, people)
    member = replace(
        people.actor("fengli"), user_id=people["xitong"].pk, roles=frozenset({"inspector"}),
        grants=frozenset({story.inspection.pk}),
    )  # fmt: skip
    other_partner = replace(people.actor("fengli"), user_id=people["xitong"].pk)
    recused = replace(people.actor("liwen"), recusals=frozenset({story.inspection.pk}))
    for who in (member, other_partner):
        assert selectors.get_meeting(who, row.pk) == row
    for who in (member, other_partner, recused, people.actor("wutong")):
        assert not reads_meeting(who, row)
        assert selectors.papers_of(who, row) == []
        assert not selectors.steps_of(who, meeting=row)
    for name in ("liwen", "hejingan", "zhoulan", "zhengyan", "fengli"):
        assert reads_meeting(people.actor(name), row), name
        assert len(selectors.papers_of(people.actor(name), row)) == 1


def test_a_confirmed_meeting_changes_no_more(story: Story, people: Cast) -> None:
    row = confirmed_meeting(story, people)
    with pytest.raises(Conflict):
        meetings.send_supervisor(
            people.actor("liwen"), meeting_id=row.pk, version=row.version,
            supervisor_id=people["liwen"].pk,
        )  # fmt: skip


def test_sheets_are_counted_once_and_small_cells_hidden(story: Story, people: Cast) -> None:
    lines = ["1 1 1 1"] * 18 + ["3 1 1 1", "-\tB\t不了解\t满意"]
    row = surveyed(story, people, lines)
    assert (row.sheets_counted, row.results is not None) == (20, True)
    assert row.satisfied_percent == 99  # 77 of 78 that had a view
    first = row.results[0]["cells"]
    assert [one["count"] for one in first] == [None, 0, None, 0, None]
    with pytest.raises(Conflict, match="不在收表"):
        surveys.add_sheet(people.actor("liwen"), survey_id=row.pk, answers=[1, 1, 1, 1])
    with pytest.raises(Conflict):
        surveys.close_survey(people.actor("liwen"), survey_id=row.pk, version=row.version)


def test_under_the_minimum_nothing_comes_out(story: Story, people: Cast) -> None:
    row = surveyed(story, people, [SHEET] * 9)
    assert (row.results, row.satisfied_percent, row.sheets_counted) == ([], None, 9)


def test_what_is_typed_is_read_or_refused_as_a_whole(story: Story, people: Cast) -> None:
    row = handed_out(story, people, number=3)
    clerk = people.actor("liwen")
    for lines, words in (
        ("1 2 3", "第 1 行有 3 个答案"), (f"{SHEET}\n1 2 9 1", "第 2 行：“9”不是"),
        ("\n".join([SHEET] * 4), "超过发出的 3 份"), (" ", "一行一份"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=words):
            surveys.paste_sheets(clerk, survey_id=row.pk, lines=lines)
    assert not row.sheets.exists()
    surveys.paste_sheets(clerk, survey_id=row.pk, lines="\n".join([SHEET] * 3))
    sheet = row.sheets.get(number=2)
    surveys.void_sheet(clerk, sheet_id=sheet.pk, reason="录重了")
    surveys.add_sheet(clerk, survey_id=row.pk, answers=["满意", "B", "", "4"])
    assert row.sheets.get(number=4).answers == [1, 2, None, 4]


def test_single_sheets_are_the_offices_own(story: Story, people: Cast) -> None:
    row = handed_out(story, people)
    surveys.paste_sheets(people.actor("liwen"), survey_id=row.pk, lines=SHEET)
    for who, forms, sheets in (
        ("liwen", 1, 1), ("hejingan", 1, 0), ("fengli", 1, 0), ("zhoulan", 0, 0),
        ("wutong", 0, 0), ("xitong", 0, 0), ("baomi", 0, 0), ("shenji", 0, 0),
    ):  # fmt: skip
        actor = people.actor(who)
        found = [access.visible(actor, model).count() for model in (Survey, SurveySheet)]
        assert found == [forms, sheets], who
    surveys.close_survey(people.actor("liwen"), survey_id=row.pk, version=row.version)
    assert access.visible(people.actor("zhoulan"), Survey).count() == 1
