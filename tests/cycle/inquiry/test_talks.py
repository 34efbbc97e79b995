"""Talks: two inspectors, two signatures, versions kept, no clue left lying in the open."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.fielded import Fielded
from tests.inquired import WORDS, half_signed, recorded, signed, talk_facts
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.cluewords import doubts_in
from xuncha.cycle.inquiry.coverage import coverage_of, set_targets
from xuncha.cycle.inquiry.models import Talk, TalkName
from xuncha.cycle.inquiry.outlining import DEFAULTS, questions_on, set_outline
from xuncha.cycle.inquiry.services import talks
from xuncha.foundation import access
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_two_different_members_talk(field: Fielded) -> None:
    with pytest.raises(Invalid, match="两名不同的巡察人员"):
        recorded(field, second_id=field.leader.pk)
    with pytest.raises(Invalid, match="不在这个巡察组"):
        recorded(field, second_id=field.stranger.pk)
    row = recorded(field)
    assert row.code == "谈-001"
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=row.pk).update(second=field.leader)


def test_days_outside_the_stay_are_refused(field: Fielded) -> None:
    with pytest.raises(Invalid, match="不能晚于今天"):
        recorded(field, talked_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Invalid, match="不能早于进驻日期"):
        recorded(field, talked_on=dt.date(2026, 3, 1))


def test_signed_by_one_then_by_the_other_and_closed(field: Fielded) -> None:
    leader, member = field.actor(field.leader), field.actor(field.member)
    row = half_signed(field)
    assert Notice.objects.filter(user=field.member, kind="inquiry.talk.signed").exists()
    assert [one.pk for one in selectors.to_sign(member)] == [row.pk]
    assert not selectors.to_sign(leader).exists()
    with pytest.raises(Refused, match="您已经签过了"):
        talks.countersign_talk(leader, talk_id=row.pk, version=row.version)
    with pytest.raises(Conflict, match="先退回再记"):
        talks.change_talk(leader, talk_id=row.pk, version=row.version, facts=talk_facts(field))
    row = talks.countersign_talk(member, talk_id=row.pk, version=row.version)
    assert (row.signed_by, row.countersigned_by) == (field.leader, field.member)
    row = talks.close_talk(member, talk_id=row.pk, version=row.version)
    assert (row.state, row.closed_at is not None) == ("closed", True)
    assert [one.label for one in selectors.steps_of(leader, "talk", row)] == [
        "归存", "签字", "签字", "记录谈话",
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=row.pk).update(countersigned_by=field.leader)


def test_nothing_half_is_signed(field: Fielded) -> None:
    row = recorded(field, ends_at=None, rights_told=False, text="", signature="")
    with pytest.raises(Conflict, match="还缺：结束时间、告知事项、谈话记录、本人签字情况"):
        talks.sign_talk(field.actor(field.leader), talk_id=row.pk, version=row.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=row.pk).update(state="half")
    with pytest.raises(Invalid, match="拒绝签字"):
        recorded(field, signature="refused")


def test_wordings_stay_and_signatures_fall(field: Fielded) -> None:
    member = field.actor(field.member)
    row = signed(field)
    with pytest.raises(Invalid, match="理由"):
        talks.reopen_talk(member, talk_id=row.pk, version=row.version, reason=" ")
    row = talks.reopen_talk(member, talk_id=row.pk, version=row.version, reason="漏记一问")
    assert row.signed_at is None
    assert row.countersigned_by is None
    facts = talk_facts(field, text=WORDS + "\n问：还有吗？\n答：没有。")
    row = talks.change_talk(member, talk_id=row.pk, version=row.version, facts=facts)
    same = talks.change_talk(member, talk_id=row.pk, version=row.version, facts=facts)
    kept = list(selectors.versions_of(member, same))
    assert [(one.number, one.text) for one in kept] == [(2, facts.text), (1, WORDS)]
    with pytest.raises(Conflict):
        talks.change_talk(member, talk_id=row.pk, version=row.version, facts=facts)


def test_withdrawn_with_a_reason_and_never_deleted(field: Fielded) -> None:
    row = recorded(field)
    row = talks.withdraw_talk(
        field.actor(field.leader), talk_id=row.pk, version=row.version, reason="记错了单位"
    )
    assert row.withdrawn_reason == "记错了单位"
    assert not coverage_of(field.actor(field.leader), field.inspection)
    assert recorded(field).code == "谈-002"


def test_names_are_apart_and_never_in_the_log(field: Fielded, people: Cast) -> None:
    row = half_signed(field, name="宋江涛")
    assert selectors.name_of(field.actor(field.member), row) == "宋江涛"
    assert selectors.name_of(people.actor("song"), row) == "宋江涛"
    for who in ("liwen", "hejingan"):
        assert selectors.get_talk(people.actor(who), row.pk).post == "办公室主任"
        assert selectors.name_of(people.actor(who), row) == ""
    assert not access.visible(field.actor(field.stranger), TalkName).exists()
    told = str(list(AuditRow.objects.values_list("details", "object_name", "reason")))
    assert "宋江涛" not in told
    assert "比价" not in told


def test_who_sees_what(field: Fielded, people: Cast) -> None:
    row = recorded(field)
    for who in ("song", "hejingan", "zhoulan", "fengli", "xitong"):
        with pytest.raises(Absent):
            selectors.get_talk(people.actor(who), row.pk)
    talks.sign_talk(field.actor(field.leader), talk_id=row.pk, version=row.version)
    for who in ("song", "hejingan"):
        assert selectors.get_talk(people.actor(who), row.pk)
        assert not selectors.versions_of(people.actor(who), row).exists()
    for who in ("zhoulan", "zhengyan", "fengli", "xitong", "baomi", "shenji"):
        with pytest.raises(Absent):
            selectors.get_talk(people.actor(who), row.pk)
    with pytest.raises(Refused, match="岗位没有"):
        talks.record_talk(
            people.actor("song"), inspection_id=field.inspection.pk, facts=talk_facts(field)
        )


ASKED = [
    "他收过施工方2万元。", "听说李局长拿过回扣。", "会计把补贴款挪用了3万块。",
    "王某某请人打招呼。", "书记的亲属插手工程。",
]  # fmt: skip
LEFT_ALONE = [
    "每季度组织学习党风廉政规定。", "项目总投资200万元，已经完工。", "收受礼金的规定都学过。",
    "局长分管财务，副局长分管工程。", "我们制定了防止吃拿卡要的制度。",
]  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_what_looks_like_a_clue_is_asked_about(text: str) -> None:
    padded = f"问：还有什么要说的？\n答：{text}"
    (doubt,) = doubts_in(padded)
    assert padded[doubt.start : doubt.end] in padded
    assert doubt.conduct in padded[doubt.start : doubt.end]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_plain_words_are_left_alone(text: str) -> None:
    assert doubts_in(text) == []


def test_clue_matter_is_moved_or_explained_before_anybody_signs(field: Fielded) -> None:
    leader = field.actor(field.leader)
    row = recorded(field, text="问：？\n答：他收过施工方2万元。")
    with pytest.raises(Conflict, match="像线索的内容"):
        talks.sign_talk(leader, talk_id=row.pk, version=row.version)
    facts = talk_facts(field, text=row.text, doubt_note="说的是已经通报过的案例")
    row = talks.change_talk(leader, talk_id=row.pk, version=row.version, facts=facts)
    assert talks.sign_talk(leader, talk_id=row.pk, version=row.version).state == "half"


def test_coverage_by_post(field: Fielded, people: Cast) -> None:
    leader = field.actor(field.leader)
    set_targets(leader, inspection_id=field.inspection.pk, wanted={"middle": 3, "head": 2})
    recorded(field)
    lines = {one.kind: one for one in coverage_of(leader, field.inspection)}
    assert (lines["middle"].wanted, lines["middle"].talked, lines["middle"].lacking) == (3, 1, 2)
    assert lines["head"].lacking == 2
    with pytest.raises(Refused):
        set_targets(people.actor("liwen"), inspection_id=field.inspection.pk, wanted={})


def test_outlines_have_versions_and_a_talk_keeps_its_own(field: Fielded, people: Cast) -> None:
    assert questions_on("served", TODAY) == list(DEFAULTS["served"])
    office = people.actor("liwen")
    first = set_outline(
        office, post_kind="middle", effective_on=TODAY, questions="一？\n二？", note=""
    )
    row = recorded(field)
    assert row.outline == first
    second = set_outline(
        office, post_kind="middle", effective_on=TODAY, questions="三？", note="改"
    )
    assert (second.number, questions_on("middle", TODAY)) == (2, ["三？"])
    row.refresh_from_db()
    assert row.outline == first
    with pytest.raises(Refused):
        set_outline(field.actor(field.leader), post_kind="middle", effective_on=TODAY,
                    questions="四", note="")  # fmt: skip
