"""Meetings: signed by those who were there, their decisions bind; a clue leaves its mark alone."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.fielded import Fielded
from tests.papered import HELD_ON, drafted, sent, signed, third
from tests.people import Cast
from xuncha.cycle.workpapers.enums import Destination, MeetingKind, MeetingState
from xuncha.cycle.workpapers.models import (
    Fact,
    Meeting,
    Paper,
    PaperFile,
    PaperVersion,
    Signature,
    Weighed,
)
from xuncha.cycle.workpapers.services import meetings, signing, writing
from xuncha.cycle.workpapers.services.meetings import MeetingFacts, There
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.kernel.errors import Conflict, Invalid, Refused


@pytest.fixture
def author(field: Fielded) -> User:
    return third(field)


def _facts(field: Fielded, **more: Any) -> MeetingFacts:
    there = (
        There("陆一", "组长", field.leader.pk), There("顾二", "副组长", field.member.pk),
        There("许某", "列席"),
    )  # fmt: skip
    return MeetingFacts(MeetingKind.TEAM, HELD_ON, "驻地会议室", "逐份研究", there=there, **more)


def _held(field: Fielded, author: User) -> Meeting:
    return meetings.record_meeting(
        field.actor(author), inspection_id=field.inspection.pk, facts=_facts(field)
    )


def _close(field: Fielded, meeting: Meeting) -> Meeting:
    leader = field.actor(field.leader)
    meeting.refresh_from_db()
    meeting = meetings.submit_meeting(leader, meeting_id=meeting.pk, version=meeting.version)
    for user in (field.leader, field.member):
        meetings.sign_meeting(field.actor(user), meeting_id=meeting.pk)
    return meetings.close_meeting(leader, meeting_id=meeting.pk, version=meeting.version)


def test_decisions_bind_once_everybody_has_signed(
    field: Fielded, author: User, people: Cast
) -> None:
    paper, meeting = signed(field, author), _held(field, author)
    leader = field.actor(field.leader)
    with pytest.raises(Conflict, match="还没有研究底稿"):
        meetings.submit_meeting(leader, meeting_id=meeting.pk, version=meeting.version)
    meetings.weigh(
        leader, meeting_id=meeting.pk, paper_id=paper.pk, destination=Destination.FEEDBACK,
        opinion="同意反馈", character="违反公务接待规定",
    )  # fmt: skip
    meeting.refresh_from_db()
    meeting = meetings.submit_meeting(leader, meeting_id=meeting.pk, version=meeting.version)
    with pytest.raises(Conflict, match="还有 2 名参会人没有签字"):
        meetings.close_meeting(leader, meeting_id=meeting.pk, version=meeting.version)
    with pytest.raises(Refused, match="不在参会人里"):
        meetings.sign_meeting(people.actor("song"), meeting_id=meeting.pk)
    meetings.sign_meeting(leader, meeting_id=meeting.pk)
    kept = meetings.sign_meeting(
        field.actor(field.member), meeting_id=meeting.pk, dissent="建议同时立行立改"
    )
    assert kept.dissent == "建议同时立行立改"
    with pytest.raises(Conflict, match="您已经签过字"):
        meetings.sign_meeting(leader, meeting_id=meeting.pk)
    assert Paper.objects.get(pk=paper.pk).destination == ""
    done = meetings.close_meeting(leader, meeting_id=meeting.pk, version=meeting.version)
    assert done.state == MeetingState.CLOSED
    assert Paper.objects.get(pk=paper.pk).destination == Destination.FEEDBACK


def test_only_signed_papers_are_weighed_and_not_used_needs_a_reason(
    field: Fielded, author: User
) -> None:
    meeting, rough = _held(field, author), drafted(field, author)
    leader = field.actor(field.leader)
    with pytest.raises(Invalid, match="已审签"):
        meetings.weigh(
            leader, meeting_id=meeting.pk, paper_id=rough.pk, destination=Destination.FIX
        )
    paper = signed(field, author, title="另一件")
    with pytest.raises(Invalid, match="理由"):
        meetings.weigh(
            leader, meeting_id=meeting.pk, paper_id=paper.pk, destination=Destination.UNUSED
        )
    with pytest.raises(Invalid, match="不能晚于今天"):
        meetings.change_meeting(
            leader, meeting_id=meeting.pk, version=1,
            facts=MeetingFacts(MeetingKind.TEAM, HELD_ON + dt.timedelta(days=1)),
        )  # fmt: skip


def test_a_paper_taken_up_again_stops_the_closing(field: Fielded, author: User) -> None:
    paper, meeting = signed(field, author), _held(field, author)
    meetings.weigh(
        field.actor(field.leader), meeting_id=meeting.pk, paper_id=paper.pk,
        destination=Destination.FEEDBACK,
    )  # fmt: skip
    signing.revise_paper(
        field.actor(author), paper_id=paper.pk, version=paper.version, reason="补充"
    )
    with pytest.raises(Conflict, match="已经退回或者改版"):
        _close(field, meeting)


def test_of_a_clue_nothing_but_the_mark_stays(field: Fielded, author: User) -> None:
    secret = "向供应商收取好处"
    paper = drafted(field, author, title=secret, summary=secret)
    writing.add_paper_file(
        field.actor(author), paper_id=paper.pk, stream=io.BytesIO(b"x"), name="清单.txt",
        note=secret,
    )  # fmt: skip
    paper.refresh_from_db()
    for user in (author, field.member, field.leader):
        paper = signing.sign_paper(field.actor(user), paper_id=paper.pk, version=paper.version)
    meeting = _held(field, author)
    leader = field.actor(field.leader)
    with pytest.raises(Invalid, match="线索只留标记"):
        meetings.weigh(
            leader, meeting_id=meeting.pk, paper_id=paper.pk, destination=Destination.CLUE,
            opinion="移交纪委",
        )  # fmt: skip
    row = meetings.weigh(
        leader, meeting_id=meeting.pk, paper_id=paper.pk, destination=Destination.CLUE
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Weighed.objects.filter(pk=row.pk).update(character=secret)
    with pytest.raises(Conflict, match="没有定为线索"):
        signing.hand_over_paper(leader, paper_id=paper.pk, version=paper.version)
    _close(field, meeting)
    paper.refresh_from_db()
    with pytest.raises(Refused):
        signing.hand_over_paper(field.actor(author), paper_id=paper.pk, version=paper.version)
    paper = signing.hand_over_paper(leader, paper_id=paper.pk, version=paper.version)
    assert paper.state == "handed"
    assert not Fact.objects.filter(version__paper=paper).exists()
    assert not PaperFile.objects.filter(version__paper=paper).exists()
    assert Signature.objects.filter(version__paper=paper).count() == 3
    version = PaperVersion.objects.get(paper=paper)
    assert (version.title, version.summary, len(version.digest)) == ("（已移交线索专柜）", "", 64)
    assert secret not in f"{paper.title}{version.title}{version.why}"


def test_what_the_unit_has_seen_is_no_clue_any_more(field: Fielded, author: User) -> None:
    paper, meeting = signed(field, author), _held(field, author)
    sent(field, paper)
    with pytest.raises(Invalid, match="已经送单位确认"):
        meetings.weigh(
            field.actor(field.leader), meeting_id=meeting.pk, paper_id=paper.pk,
            destination=Destination.CLUE,
        )  # fmt: skip


def test_who_sees_the_record(field: Fielded, author: User, people: Cast) -> None:
    _held(field, author)
    for name in ("zhoulan", "zhengyan", "wutong", "fengli", "xitong", "baomi", "shenji"):
        assert not access.visible(people.actor(name), Meeting).exists(), name
    assert not access.visible(field.actor(field.stranger), Meeting).exists()
    assert access.visible(people.actor("hejingan"), Meeting).count() == 1
