"""Immediate fixes: inside the stay, signed for by the head, confirmed by the team alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.fielded import Fielded
from tests.fieldworked import issued, reported, signed, upload
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import FixState
from xuncha.cycle.fieldwork.models import ImmediateFix
from xuncha.cycle.fieldwork.services import fixes
from xuncha.cycle.fieldwork.services.fixes import FixFacts
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_the_day_lies_inside_the_stay(field: Fielded) -> None:
    row = issued(field)
    assert (row.due_on, row.stay_ends_on) == (dt.date(2026, 3, 28), dt.date(2026, 4, 24))
    with pytest.raises(Invalid, match="改不完的列入反馈问题"):
        issued(field, due_on=dt.date(2026, 4, 25))
    with clock.at(dt.date(2026, 4, 20)):
        late = issued(field, meeting_on=dt.date(2026, 4, 20))
    assert (late.due_on, late.due_rule) == (dt.date(2026, 4, 24), "驻点截止（授权期）")


def test_a_deputy_issues_a_member_does_not(field: Fielded) -> None:
    leader, other = field.actor(field.leader), field.actor(field.member)
    facts = FixFacts(TODAY, "没有公开办事流程", "公开流程")
    row = fixes.draft_fix(leader, inspection_id=field.inspection.pk, facts=facts)
    seat = field.teamed.seat_of(field.member)
    type(seat).objects.filter(pk=seat.pk).update(role="member")
    with pytest.raises(Refused, match="由组长、副组长下达"):
        fixes.issue_fix(other, fix_id=row.pk, version=row.version)
    type(seat).objects.filter(pk=seat.pk).update(role="deputy")
    assert fixes.issue_fix(other, fix_id=row.pk, version=row.version).state == FixState.ISSUED


def test_the_head_signs_in_person(field: Fielded, people: Cast) -> None:
    row = issued(field)
    with pytest.raises(Refused):
        fixes.sign_fix(people.actor("zhoulan"), fix_id=row.pk, version=row.version)
    row = fixes.sign_fix(people.actor("zhengyan"), fix_id=row.pk, version=row.version)
    assert (row.signer, row.signed_on) == ("郑岩", TODAY)


def test_done_only_with_measure_result_and_proof(field: Fielded, people: Cast) -> None:
    liaison, row = people.actor("zhoulan"), issued(field)
    row = fixes.sign_fix(people.actor("zhengyan"), fix_id=row.pk, version=row.version)
    told = {"fix_id": row.pk, "version": row.version, "result": "已公开", "done_on": TODAY}
    with pytest.raises(Invalid, match="附上能证明"):
        fixes.report_fix(liaison, **told)
    with pytest.raises(Conflict, match="先填报整改措施"):
        fixes.report_fix(liaison, uploads=[upload()], **told)
    other = signed(field, people, problem="食堂账目没有公示")
    with pytest.raises(Invalid, match="下达那天和今天之间"):
        fixes.report_fix(
            liaison, fix_id=other.pk, version=other.version, result="已公示",
            done_on=TODAY + dt.timedelta(days=1), uploads=[upload()],
        )  # fmt: skip


def test_the_team_confirms_and_says_how(field: Fielded, people: Cast) -> None:
    row = reported(field, people)
    leader = field.actor(field.leader)
    with pytest.raises(Invalid, match="怎样确认的"):
        fixes.confirm_fix(leader, fix_id=row.pk, version=row.version, note=" ")
    row = fixes.return_fix(leader, fix_id=row.pk, version=row.version, reason="收费标准没有公开")
    row = fixes.report_fix(
        people.actor("zhoulan"), fix_id=row.pk, version=row.version, result="收费标准也已公开",
        done_on=TODAY,
    )  # fmt: skip
    row = fixes.confirm_fix(leader, fix_id=row.pk, version=row.version, note="到大厅看过")
    assert (row.state, row.confirmed_on) == (FixState.CONFIRMED, TODAY)


def test_the_unit_never_confirms(field: Fielded, people: Cast) -> None:
    row = reported(field, people)
    for name in ("zhoulan", "zhengyan"):
        with pytest.raises(Refused):
            fixes.confirm_fix(people.actor(name), fix_id=row.pk, version=row.version, note="好了")
    clerk = people.actor("liwen")
    of_unit = replace(clerk, unit_id=field.inspection.organisation_id)
    with pytest.raises(Refused, match="被巡察单位不能确认自己的整改"):
        fixes.confirm_fix(of_unit, fix_id=row.pk, version=row.version, note="好了")


def test_the_unit_sees_it_once_it_is_issued(field: Fielded, people: Cast) -> None:
    leader, unit = field.actor(field.leader), people.actor("zhoulan")
    facts = FixFacts(TODAY, "没有公开办事流程", "公开流程")
    row = fixes.draft_fix(leader, inspection_id=field.inspection.pk, facts=facts)
    with pytest.raises(Absent):
        selectors.get_fix(unit, row.pk)
    fixes.issue_fix(leader, fix_id=row.pk, version=row.version)
    assert selectors.get_fix(unit, row.pk) == row
    assert not selectors.list_fixes(people.actor("wutong")).exists()
    assert not selectors.list_fixes(field.actor(field.stranger)).exists()


def test_overdue_and_put_off(field: Fielded) -> None:
    leader, row = field.actor(field.leader), issued(field)
    row = fixes.put_off_fix(
        leader, fix_id=row.pk, version=row.version, due_on=dt.date(2026, 4, 3), reason="等材料"
    )
    assert row.original_due_on == dt.date(2026, 3, 28)
    with clock.at(dt.date(2026, 4, 4)):
        late = selectors.fixes_overdue(clock.today())
        assert ImmediateFix.objects.filter(late).get() == row
        with pytest.raises(Conflict, match="不能再推后"):
            fixes.put_off_fix(
                leader, fix_id=row.pk, version=row.version, due_on=dt.date(2026, 4, 10),
                reason="再等等",
            )  # fmt: skip
