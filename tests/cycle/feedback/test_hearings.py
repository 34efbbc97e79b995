"""Meetings: what they hear, what they decide, who may know of opinions on persons."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.fedback import (
    begun,
    facts,
    given,
    heard,
    opinion,
    recorded,
    reviewed,
    settled,
)
from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import Aim, HearingKind, ReportState, TaskState
from xuncha.cycle.feedback.models import Filing
from xuncha.cycle.feedback.services import hearings, reports, tasks
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_a_meeting_takes_up_only_what_is_ready(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = begun(told)
    clerk = people.actor("liwen")
    with pytest.raises(Invalid, match="起草"):
        hearings.record_hearing(clerk, kind=HearingKind.GROUP, facts=facts(row.pk))
    row = reports.sign_report(told.leader, report_id=row.pk, version=row.version)
    row = reports.review_report(clerk, report_id=row.pk, version=row.version, note="好")
    with pytest.raises(Invalid):
        hearings.record_hearing(clerk, kind=HearingKind.SECRETARY, facts=facts(row.pk))
    late = facts(row.pk, held_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Invalid):
        hearings.record_hearing(clerk, kind=HearingKind.GROUP, facts=late)
    made = hearings.record_hearing(clerk, kind=HearingKind.GROUP, facts=facts(row.pk))
    with pytest.raises(Refused):
        hearings.close_hearing(people.actor("hejingan"), hearing_id=made.pk, version=made.version)
    reports.return_report(clerk, report_id=row.pk, version=row.version, reason="再改")
    with pytest.raises(Conflict, match="退回"):
        hearings.close_hearing(clerk, hearing_id=made.pk, version=made.version)
    made.refresh_from_db()
    assert made.state == "draft"


def test_closing_leads_reports_on_and_files_the_secretarys(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = reviewed(told)
    heard(told, row, HearingKind.GROUP)
    assert not Filing.objects.exists()
    made = heard(told, row, HearingKind.SECRETARY)
    row.refresh_from_db()
    assert row.state == ReportState.HEARD_BY_SECRETARY
    filing = Filing.objects.get()
    assert filing.due_on == dt.date(2026, 4, 1)
    clerk = people.actor("liwen")
    with pytest.raises(Conflict):
        hearings.change_hearing(
            clerk, hearing_id=made.pk, version=made.version, facts=facts(row.pk)
        )
    with pytest.raises(Invalid):
        hearings.file_upward(
            clerk, filing_id=filing.pk, version=filing.version, sent_to="市委巡察办",
            paper="清巡〔2026〕3号", on=TODAY - dt.timedelta(days=1),
        )  # fmt: skip
    filing = hearings.file_upward(
        clerk, filing_id=filing.pk, version=filing.version, sent_to="市委巡察办",
        paper="清巡〔2026〕3号", on=TODAY,
    )  # fmt: skip
    filing = hearings.receive_filing(clerk, filing_id=filing.pk, version=filing.version, on=TODAY)
    assert filing.state == "received"
    for stranger in ("zhoulan", "fengli", "xitong"):
        assert not selectors.list_hearings(people.actor(stranger)).exists()
    assert not selectors.list_hearings(told.leader).exists()


def test_opinions_become_tasks_and_come_back(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    one = given(told)
    assert one.state == TaskState.OPEN
    assert Notice.objects.filter(user=people["fengli"], kind="feedback.task.opened").count() == 1
    owner, clerk = people.actor("fengli"), people.actor("liwen")
    assert [row.pk for row in selectors.tasks_given_to(owner)] == [one.pk]
    with pytest.raises(Refused):
        tasks.report_task(clerk, task_id=one.pk, version=one.version, outcome="办了")
    one = tasks.report_task(owner, task_id=one.pk, version=one.version, outcome="已检查3家")
    with pytest.raises(Conflict):  # two at once: the second saw an older version
        tasks.return_task(clerk, task_id=one.pk, version=one.version - 1, reason="不全")
    one = tasks.return_task(clerk, task_id=one.pk, version=one.version, reason="不全")
    with pytest.raises(Refused):
        tasks.put_off_task(
            clerk, task_id=one.pk, version=one.version, due_on=dt.date(2026, 5, 1), reason="人少"
        )
    one = tasks.put_off_task(
        people.actor("song"), task_id=one.pk, version=one.version,
        due_on=dt.date(2026, 5, 1), reason="人少",
    )  # fmt: skip
    assert one.original_due_on == dt.date(2026, 4, 10)
    one = tasks.report_task(owner, task_id=one.pk, version=one.version, outcome="已检查5家")
    one = tasks.settle_task(clerk, task_id=one.pk, version=one.version)
    assert (one.state, one.first_reported_on) == (TaskState.DONE, TODAY)
    assert not selectors.tasks_given_to(owner).exists()


def test_opinions_on_persons_stay_with_few(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    made = recorded(told, reviewed(told), HearingKind.GROUP)
    clerk = people.actor("liwen")
    one = tasks.add_task(clerk, hearing_id=made.pk, told=opinion(told, Aim.PERSON, "fengli"))
    owner = people.actor("fengli")
    with pytest.raises(Absent):
        tasks.find_task(owner, one.pk)  # not given out yet
    hearings.close_hearing(clerk, hearing_id=made.pk, version=made.version)
    for knows in ("song", "hejingan", "liwen", "fengli"):
        assert tasks.read_task(people.actor(knows), task_id=one.pk).subject == one.subject
    assert AuditRow.objects.filter(verb="feedback.task.read").count() == 4
    hidden = [
        people.actor(name) for name in ("zhaoqing", "zhoulan", "zhengyan", "xitong", "shenji")
    ]
    for actor in [*hidden, told.leader, field.actor(field.stranger)]:
        with pytest.raises(Absent):
            tasks.read_task(actor, task_id=one.pk)
        assert not selectors.steps_of(actor, task=one).exists()
    numbers = [selectors.list_hearings(people.actor(who)).get().tasks_number
               for who in ("song", "zhaoqing")]  # fmt: skip
    assert numbers == [1, 0]
    one.refresh_from_db()
    tasks.report_task(owner, task_id=one.pk, version=one.version, outcome="谈话提醒一次")
    kept = json.dumps(list(AuditRow.objects.values_list("details", "object_name", "reason")))
    notices = "".join(Notice.objects.values_list("text", flat=True))
    for words in (one.subject, one.text, "谈话提醒一次"):
        assert json.dumps(words)[1:-1] not in kept
        assert words not in notices


def test_the_team_knows_matters_of_its_own_inspection(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    one = given(told)
    assert tasks.find_task(told.leader, one.pk).pk == one.pk
    for stranger in (field.actor(field.stranger), people.actor("zhoulan"), people.actor("baomi")):
        with pytest.raises(Absent):
            tasks.find_task(stranger, one.pk)


def test_an_opinion_is_about_what_was_heard_and_has_an_owner(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    made = recorded(told, reviewed(told), HearingKind.GROUP)
    clerk = people.actor("liwen")
    wrong = (
        {"inspection_id": field.other.pk}, {"owner_id": people["zhoulan"].pk},
        {"due_on": TODAY - dt.timedelta(days=1)}, {"text": " "},
    )  # fmt: skip
    for more in wrong:
        with pytest.raises(Invalid):
            tasks.add_task(
                clerk, hearing_id=made.pk, told=opinion(told, Aim.MATTER, "fengli", **more)
            )
    tasks.add_task(clerk, hearing_id=made.pk, told=opinion(told, Aim.MATTER, "fengli"))
    made = hearings.withdraw_hearing(
        clerk, hearing_id=made.pk, version=made.version, reason="记错了"
    )
    assert made.tasks.get().state == TaskState.WITHDRAWN
    with pytest.raises(Conflict):
        tasks.add_task(clerk, hearing_id=made.pk, told=opinion(told, Aim.MATTER, "fengli"))
