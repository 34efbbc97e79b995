"""Briefings: each partner sees his own, the unit nothing; the clock is kept."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.fielded import Fielded
from tests.fieldworked import asked, upload
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import BriefingState
from xuncha.cycle.fieldwork.services import briefings
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_asked_with_the_rules_day_and_told(field: Fielded, people: Cast) -> None:
    row = asked(field, people)
    assert row.due_on == dt.date(2026, 3, 25)
    assert row.due_rule.startswith("自 2026-03-18 起 5个工作日")
    assert "政治生态" in row.ask
    assert Notice.objects.get(user=people["fengli"]).url == f"/briefings/{row.pk}/"
    other = asked(field, people, source="audit", body="区审计局", due_on=dt.date(2026, 3, 20))
    assert other.due_rule == "人工指定；按规则是 2026-03-25（5个工作日）"
    with pytest.raises(Conflict, match="已经请区纪委监委"):
        asked(field, people)


def test_nobody_of_the_unit_informs_about_it(field: Fielded, people: Cast) -> None:
    with pytest.raises(Invalid, match="只能请协作单位"):
        asked(field, people, addressee_id=people["zhoulan"].pk)
    Membership.objects.create(
        user=people["fengli"], organisation=field.inspection.organisation, from_on=TODAY
    )
    with pytest.raises(Invalid, match="在被巡察单位任职"):
        asked(field, people)


def test_who_sees_what_was_told(field: Fielded, people: Cast) -> None:
    row = asked(field, people)
    paper = asked(field, people, source="audit", body="区审计局", addressee_id=None)
    partner = people.actor("fengli")
    assert list(selectors.list_briefings(partner)) == [row]
    briefings.answer_briefing(
        partner, briefing_id=row.pk, version=1, answer="处分2人", uploads=[upload()]
    )
    for reader in (field.actor(field.member), people.actor("hejingan"), people.actor("song")):
        assert selectors.list_briefings(reader).count() == 2
    for name in ("zhoulan", "zhengyan", "wutong", "xitong"):
        assert not selectors.list_briefings(people.actor(name)).exists()
        assert not selectors.steps_of(people.actor(name), "briefing", row).exists()
    assert not selectors.list_briefings(field.actor(field.stranger)).exists()
    with pytest.raises(Absent):
        briefings.answer_briefing(partner, briefing_id=paper.pk, version=1, answer="x")
    with pytest.raises(Absent):
        briefings.note_download(people.actor("zhoulan"), briefing_file_id=row.files.get().pk)
    line = AuditRow.objects.get(verb="fieldwork.briefing.answered")
    assert "处分" not in str(line.details)


def test_returned_for_more_and_settled(field: Fielded, people: Cast) -> None:
    office, partner = people.actor("liwen"), people.actor("fengli")
    row = briefings.answer_briefing(
        partner, briefing_id=asked(field, people).pk, version=1, answer="没有情况"
    )
    row = briefings.return_briefing(
        office, briefing_id=row.pk, version=row.version, reason="请补充近三年的数字"
    )
    kept = selectors.steps_of(office, "briefing", row).get(action="answered")
    assert kept.reason == "没有情况"
    row = briefings.answer_briefing(
        partner, briefing_id=row.pk, version=row.version, answer="近三年处分4人"
    )
    row = briefings.accept_briefing(office, briefing_id=row.pk, version=row.version)
    assert row.state == BriefingState.ACCEPTED
    with pytest.raises(Refused):
        briefings.return_briefing(partner, briefing_id=row.pk, version=row.version, reason="x")


def test_overdue_is_reminded_once_a_day_and_never_undone(field: Fielded, people: Cast) -> None:
    office, row = people.actor("liwen"), asked(field, people)
    with clock.at(TODAY + dt.timedelta(days=9)):
        late = selectors.briefings_overdue(clock.today())
        assert selectors.list_briefings(office).filter(late).exists()
        row = briefings.remind_briefing(office, briefing_id=row.pk, version=row.version)
        with pytest.raises(Conflict, match="今天已经催办过了"):
            briefings.remind_briefing(office, briefing_id=row.pk, version=row.version)
        step = selectors.steps_of(office, "briefing", row).first()
        assert step.reason == "第 1 次，已逾期 2 天"
        row = briefings.put_off_briefing(
            office, briefing_id=row.pk, version=row.version, due_on=dt.date(2026, 4, 1),
            reason="人手紧",
        )  # fmt: skip
    assert (row.due_on, row.original_due_on) == (dt.date(2026, 4, 1), dt.date(2026, 3, 25))


def test_the_office_enters_what_came_on_paper(field: Fielded, people: Cast) -> None:
    office = people.actor("liwen")
    row = asked(field, people, source="audit", body="区审计局", addressee_id=None)
    with pytest.raises(Invalid):
        briefings.answer_briefing(
            office, briefing_id=row.pk, version=1, answer="有3个问题",
            answered_on=TODAY + dt.timedelta(days=1),
        )  # fmt: skip
    row = briefings.answer_briefing(
        office, briefing_id=row.pk, version=1, answer="有3个问题", paper="清审函〔2026〕3号"
    )
    assert (row.answered_on, row.paper) == (TODAY, "清审函〔2026〕3号")
