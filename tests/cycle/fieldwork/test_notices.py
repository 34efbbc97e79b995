"""The entry notice: drafted from what is known, whole before it goes in, never changed once out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.fielded import Fielded
from tests.fieldworked import WHOLE, approved, drafted, published
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import NoticeState
from xuncha.cycle.fieldwork.models import EntryNotice, FieldRules
from xuncha.cycle.fieldwork.rules import rules_on, set_field_rules
from xuncha.cycle.fieldwork.services import notices
from xuncha.cycle.fieldwork.services.notices import NoticeFacts
from xuncha.cycle.fieldwork.wording import missing_in
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_a_draft_knows_team_stay_and_the_last_day_for_petitions(field: Fielded) -> None:
    row = notices.draft_notice(field.actor(field.leader), inspection_id=field.inspection.pk)
    assert (row.team_name, row.organisation_name) == ("区委第一巡察组", "清源区水务局")
    assert (row.starts_on, row.ends_on) == (dt.date(2026, 3, 2), dt.date(2026, 4, 24))
    assert row.closes_on == dt.date(2026, 4, 10)
    assert row.close_rule == "驻点结束前 14 天"
    assert missing_in(row) == ["值班电话", "邮政信箱或者电子邮箱"]
    assert "2026年4月10日（来信以邮戳为准）" in row.text


def test_it_goes_in_only_whole(field: Fielded) -> None:
    leader = field.actor(field.leader)
    row = notices.draft_notice(leader, inspection_id=field.inspection.pk)
    with pytest.raises(Conflict, match="公告还缺：值班电话、邮政信箱或者电子邮箱"):
        notices.submit_notice(leader, notice_id=row.pk, version=row.version)


def test_a_text_of_ones_own_must_still_tell_everything(field: Fielded) -> None:
    row = drafted(field, text="区委第一巡察组进驻清源区水务局，电话0512-5550100。")
    assert row.is_edited
    lacks = missing_in(row)
    assert "正文里没有信访截止日期" in lacks
    assert "正文里没有值班电话" not in lacks


def test_another_last_day_says_what_the_rule_gave(field: Fielded) -> None:
    row = drafted(field, closes_on=dt.date(2026, 4, 1))
    assert row.close_rule == "人工指定；按规则是 2026-04-10（结束前 14 天）"
    with pytest.raises(Invalid, match="驻点期间之内"):
        drafted_again(field, row, closes_on=dt.date(2026, 5, 1))


def drafted_again(field: Fielded, row: EntryNotice, **more: object) -> EntryNotice:
    facts = NoticeFacts(**(WHOLE | more))  # type: ignore[arg-type]
    return notices.change_notice(
        field.actor(field.leader), notice_id=row.pk, version=row.version, facts=facts
    )  # fmt: skip


def test_who_handed_it_in_does_not_approve_it(field: Fielded, people: Cast) -> None:
    row = drafted(field)
    director = people.actor("song")
    row = notices.submit_notice(director, notice_id=row.pk, version=row.version)
    with pytest.raises(Refused, match="送审人不能批准自己送审的公告"):
        notices.approve_notice(director, notice_id=row.pk, version=row.version)


def test_the_members_do_not_approve(field: Fielded) -> None:
    row = drafted(field)
    leader = field.actor(field.leader)
    row = notices.submit_notice(leader, notice_id=row.pk, version=row.version)
    with pytest.raises(Refused):
        notices.approve_notice(leader, notice_id=row.pk, version=row.version)


def test_published_it_never_changes_and_a_correction_replaces_it(
    field: Fielded, people: Cast
) -> None:
    first = published(field, people)
    with pytest.raises(Conflict, match="不能修改"):
        drafted_again(field, first, phone="1")
    leader, director = field.actor(field.leader), people.actor("song")
    second = notices.correct_notice(leader, notice_id=first.pk, reason="电话号码印错")
    assert second.number == 2
    with pytest.raises(Conflict):
        notices.correct_notice(leader, notice_id=first.pk, reason="再更正")
    second = drafted_again(field, second, phone="0512-5550101")
    second = notices.submit_notice(leader, notice_id=second.pk, version=second.version)
    second = notices.approve_notice(director, notice_id=second.pk, version=second.version)
    first.refresh_from_db()
    assert first.state == NoticeState.PUBLISHED
    notices.publish_notice(
        people.actor("liwen"), notice_id=second.pk, version=second.version, on=TODAY
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.state, first.phone) == (NoticeState.REPLACED, "0512-5550100")
    assert "此前发布的公告同时停止使用" in EntryNotice.objects.get(pk=second.pk).text


def test_it_is_published_on_a_day_that_has_come(field: Fielded, people: Cast) -> None:
    row = approved(field, people)
    for on in (TODAY + dt.timedelta(days=1), TODAY - dt.timedelta(days=1)):
        with pytest.raises(Invalid):
            notices.publish_notice(
                people.actor("liwen"), notice_id=row.pk, version=row.version, on=on
            )


def test_the_unit_sees_it_once_it_is_out_and_is_told(field: Fielded, people: Cast) -> None:
    unit, other = people.actor("zhoulan"), people.actor("wutong")
    row = approved(field, people)
    with pytest.raises(Absent):
        selectors.get_notice(unit, row.pk)
    notices.publish_notice(
        people.actor("liwen"), notice_id=row.pk, version=row.version, on=TODAY
    )  # fmt: skip
    assert selectors.get_notice(unit, row.pk) == row
    assert not selectors.list_notices(other).exists()
    told = Notice.objects.filter(kind="fieldwork.notice.published")
    assert {one.user.username for one in told} == {"zhoulan", "zhengyan"}
    assert not selectors.steps_of(unit, "notice", row).exists()
    line = AuditRow.objects.get(verb="fieldwork.notice.published")
    assert "0512-5550100" in line.details["text"]


def test_another_team_and_a_recused_reader_find_nothing(field: Fielded, people: Cast) -> None:
    row = published(field, people)
    with pytest.raises(Absent):
        selectors.get_notice(field.actor(field.stranger), row.pk)
    shut = replace(people.actor("song"), recusals=frozenset({field.inspection.pk}))
    assert not selectors.list_notices(shut).exists()


def test_withdrawn_with_a_reason_it_makes_room_for_another(field: Fielded) -> None:
    leader = field.actor(field.leader)
    row = drafted(field)
    with pytest.raises(Invalid, match="必须写明理由"):
        notices.withdraw_notice(leader, notice_id=row.pk, version=row.version, reason=" ")
    notices.withdraw_notice(leader, notice_id=row.pk, version=row.version, reason="改期进驻")
    again = notices.draft_notice(leader, inspection_id=field.inspection.pk)
    assert (again.number, again.code) == (2, "告-002")


def test_periods_hold_from_their_day_on(field: Fielded, people: Cast) -> None:
    director = people.actor("song")
    later = TODAY + dt.timedelta(days=2)
    set_field_rules(
        director, effective_on=later, note="信访提前三周截止", values={"petition_days": 21}
    )  # fmt: skip
    assert rules_on(TODAY).settings.petition_days == 14
    assert rules_on(later).settings.petition_days == 21
    assert FieldRules.objects.get().values["request_workdays"] == 3
    for values in ({"petition_days": 99}, {"scope": " "}, {"what": 1}):
        with pytest.raises(Invalid):
            set_field_rules(director, effective_on=later, note="x", values=values)
    with pytest.raises(Refused):
        set_field_rules(people.actor("liwen"), effective_on=later, note="x", values={})
