"""The approval binds to what was seen, makes the items, and is stale when something else stands
there."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.scenarios import Story, claimed, finding, item
from tests.schemed import ADOPTED, approved, fresh, passed, words_of, written
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.services import planned, steps
from xuncha.cycle.rectification.tallying import faults
from xuncha.cycle.schemes.checks import rows_of, version_of
from xuncha.cycle.schemes.enums import SchemeState
from xuncha.cycle.schemes.models import ReviewSeat, Scheme, SchemeRow, SchemeTie, SchemeVersion
from xuncha.cycle.schemes.services import approving, changing, drafting, sending
from xuncha.cycle.schemes.standing import standing_of
from xuncha.kernel.errors import Conflict, Invalid, Refused


def test_an_approved_scheme_makes_the_items_and_ties_those_that_are_there(
    story: Story, people: Cast
) -> None:  # fmt: skip
    scheme = approved(story, people)
    assert (scheme.state, scheme.approved_by_id) == ("approved", people["song"].pk)
    assert standing_of(scheme).holds
    ties = {one.line: one.item for one in SchemeTie.objects.select_related("item")}
    assert [ties[line].pk for line in range(1, 5)] == [item.pk for item in story.items]
    made = [ties[line] for line in (5, 6, 7)]
    assert [(one.number, one.problem, one.state) for one in made] == [
        ("5", "青石河未设公示牌", "open"), ("6", "柳湾水库巡查记录缺失", "open"),
        ("7", "3名河长全年未巡河", "open"),
    ]  # fmt: skip
    assert made[0].due_on == made[0].original_due_on == dt.date(2026, 5, 20)
    assert Item.objects.get(pk=story.items[0].pk).lead == "分管副局长"
    assert faults() == {}
    assert Item.objects.filter(inspection=story.inspection).count() == 7


def test_an_item_that_the_ledger_brought_meanwhile_is_taken_over(
    story: Story, people: Cast
) -> None:  # fmt: skip
    scheme = passed(story, people)
    told = rows_of(version_of(scheme))[4]
    there = item(told.finding, "9", "青石河未设公示牌")
    approving.approve_scheme(
        people.actor("song"), scheme_id=scheme.pk, version=scheme.version,
        digest=version_of(scheme).digest,
    )  # fmt: skip
    assert SchemeTie.objects.get(scheme=scheme, line=told.line).item_id == there.pk
    assert Item.objects.filter(inspection=story.inspection).count() == 7


def test_whoever_merged_does_not_approve(story: Story, people: Cast) -> None:
    scheme = passed(story, people)
    scheme.reviews.update(merged_by=people["song"].pk)
    with pytest.raises(Refused, match="须由另一个人批准"):
        approving.approve_scheme(
            people.actor("song"), scheme_id=scheme.pk, version=scheme.version,
            digest=version_of(scheme).digest,
        )  # fmt: skip
    with pytest.raises(Refused, match="按规则由巡察办主任批准"):
        approving.approve_scheme(
            people.actor("hejingan"), scheme_id=scheme.pk, version=scheme.version, digest="x"
        )


def test_a_rule_may_leave_the_approval_to_the_leading_group(story: Story, people: Cast) -> None:
    scheme = passed(story, people)
    scheme.reviews.update(approver="leader")
    told = {"scheme_id": scheme.pk, "version": scheme.version, "digest": version_of(scheme).digest}
    with pytest.raises(Refused, match="由领导小组成员批准"):
        approving.approve_scheme(people.actor("song"), **told)
    approving.approve_scheme(people.actor("hejingan"), **told)
    assert fresh(scheme).approved_by_id == people["hejingan"].pk


def test_approving_and_taking_back_at_once_one_wins(story: Story, people: Cast) -> None:
    scheme = passed(story, people)
    seen, digest = scheme.version, version_of(scheme).digest
    sending.take_back(people.actor("zhoulan"), scheme_id=scheme.pk, version=seen, reason="漏写")
    with pytest.raises(Conflict):
        approving.approve_scheme(
            people.actor("song"), scheme_id=scheme.pk, version=seen, digest=digest
        )
    assert fresh(scheme).state == "draft"
    assert Item.objects.filter(inspection=story.inspection).count() == 4


def test_a_scheme_that_moves_under_the_approvers_hand_is_not_approved(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = passed(story, people)
    seen, digest, liaison = scheme.version, version_of(scheme).digest, people.actor("zhoulan")

    def meanwhile(version: SchemeVersion) -> list[SchemeRow]:
        sending.take_back(liaison, scheme_id=scheme.pk, version=seen, reason="漏写")
        return rows_of(version)

    monkeypatch.setattr(approving, "rows_of", meanwhile)
    with pytest.raises(Conflict, match="先一步"):
        approving.approve_scheme(
            people.actor("song"), scheme_id=scheme.pk, version=seen, digest=digest
        )


def test_a_row_that_is_saved_while_the_scheme_is_sent_is_refused(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = written(story, people)
    liaison, row = people.actor("zhoulan"), rows_of(version_of(scheme))[4]
    hold = drafting.hold

    def meanwhile(held: Scheme) -> None:
        sending.send_scheme(
            people.actor("zhengyan"), scheme_id=scheme.pk, version=scheme.version,
            meeting="局党组会议", adopted_on=ADOPTED,
        )  # fmt: skip
        hold(held)

    monkeypatch.setattr(drafting, "hold", meanwhile)
    with pytest.raises(Conflict, match="刚才报送了"):
        drafting.change_row(liaison, row_id=row.pk, told=words_of(row, lead="局长"))


def test_only_what_was_seen_is_approved(story: Story, people: Cast) -> None:
    scheme = passed(story, people)
    told = version_of(scheme)
    with pytest.raises(Conflict, match="您看过之后有变动"):
        approving.approve_scheme(
            people.actor("song"), scheme_id=scheme.pk, version=scheme.version, digest="f" * 64
        )
    SchemeRow.objects.filter(version=told, line=5).update(measures="开会研究")
    with pytest.raises(Conflict, match="您看过之后有变动"):
        approving.approve_scheme(
            people.actor("song"), scheme_id=scheme.pk, version=scheme.version, digest=told.digest
        )


def test_an_approval_is_stale_when_something_else_stands_there(
    story: Story, people: Cast
) -> None:  # fmt: skip
    scheme = approved(story, people)
    finding(story.inspection, "6", "会议记录不完整，3次会议没有记录")
    told = standing_of(scheme)
    assert (told.holds, told.is_stale) == (False, True)
    assert "又反馈了问题 6，批准的一版没有写到，须申请变更" in told.words
    Scheme.objects.filter(pk=scheme.pk).update(state=SchemeState.CHANGING)
    assert "正在修改的一版要写到" in standing_of(fresh(scheme)).words
    SchemeRow.objects.filter(version=scheme.approved, line=1).update(lead="办公室主任")
    assert "批准已失效" in standing_of(fresh(scheme)).words


def test_an_approved_scheme_changes_by_request_only(story: Story, people: Cast) -> None:
    scheme = approved(story, people)
    liaison, director = people.actor("zhoulan"), people.actor("song")
    row = rows_of(version_of(scheme))[4]
    with pytest.raises(Conflict, match="已批准"):
        drafting.change_row(liaison, row_id=row.pk, told=words_of(row, lead="局长"))
    with pytest.raises(Invalid, match="为什么变更"):
        changing.ask_change(liaison, scheme_id=scheme.pk, version=scheme.version, reason=" ")
    asked = changing.ask_change(
        liaison, scheme_id=scheme.pk, version=scheme.version, reason="机构调整，责任领导变动"
    )
    with pytest.raises(Conflict, match="正在等答复"):
        changing.ask_change(liaison, scheme_id=scheme.pk, version=scheme.version, reason="再改")
    with pytest.raises(Refused):
        changing.grant_change(people.actor("liwen"), change_id=asked.pk, version=1)
    changing.grant_change(director, change_id=asked.pk, version=1)
    scheme = fresh(scheme)
    assert (scheme.state, scheme.revision) == (SchemeState.CHANGING, 2)
    assert scheme.approved is not None
    assert scheme.approved.number == 1
    told = standing_of(scheme)
    assert told.holds
    assert "仍然有效" in told.words
    row = rows_of(version_of(scheme))[4]
    drafting.change_row(
        liaison, row_id=row.pk, told=words_of(row, lead="局长", due_on=dt.date(2026, 6, 1))
    )
    with pytest.raises(Conflict, match="请申请延期"):
        sending.send_scheme(
            liaison, scheme_id=scheme.pk, version=scheme.version, meeting="局党组会议",
            adopted_on=dt.date(2026, 3, 17),
        )  # fmt: skip


def test_a_request_is_refused_with_a_reason(story: Story, people: Cast) -> None:
    scheme = approved(story, people)
    asked = changing.ask_change(
        people.actor("zhoulan"), scheme_id=scheme.pk, version=scheme.version, reason="换人"
    )
    with pytest.raises(Invalid, match="理由"):
        changing.refuse_change(people.actor("song"), change_id=asked.pk, version=1, decision=" ")
    changing.refuse_change(people.actor("song"), change_id=asked.pk, version=1, decision="不是必须")
    assert fresh(scheme).state == "approved"


def test_a_refused_approval_goes_back(story: Story, people: Cast) -> None:
    scheme = passed(story, people)
    approving.refuse_scheme(
        people.actor("song"), scheme_id=scheme.pk, version=scheme.version, reason="时限偏长"
    )
    scheme = fresh(scheme)
    assert (scheme.state, scheme.revision) == ("returned", 2)
    assert ReviewSeat.objects.count() == 3
    assert Scheme.objects.count() == 1


def test_nobody_verifies_by_measures_that_changed_meanwhile(story: Story, people: Cast) -> None:
    one = claimed(story.items[0], by=people["zhoulan"].pk)
    planned.revise_items(
        people.actor("song"),
        revisions=[planned.Revision(one.pk, ("结余全部收回财政",), "局长", "办公室")],
    )
    with pytest.raises(Conflict):
        steps.verify_item(people.actor("fengli"), item_id=one.pk, version=one.version)
    one.refresh_from_db()
    steps.verify_item(people.actor("fengli"), item_id=one.pk, version=one.version)
