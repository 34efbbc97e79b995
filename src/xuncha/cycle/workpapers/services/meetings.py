"""Records of meetings: written, signed by those who were there, closed; then they bind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers.confirming import was_sent
from xuncha.cycle.workpapers.digests import digest_of_meeting
from xuncha.cycle.workpapers.enums import Destination, MeetingKind, MeetingState, PaperState
from xuncha.cycle.workpapers.models import Attendee, Meeting, Paper, Weighed
from xuncha.cycle.workpapers.numbering import save_numbered
from xuncha.cycle.workpapers.services.writing import current
from xuncha.cycle.workpapers.states import MEETING_STATES
from xuncha.cycle.workpapers.telling import tell_attendees
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who was there; with an account he signs in person."""

    name: str
    role: str = ""
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What a record says besides the papers."""

    kind: MeetingKind
    held_on: dt.date
    place: str = ""
    opinion: str = ""
    differences: str = ""
    there: Sequence[There] = ()

    def check(self) -> None:
        if self.held_on > clock.today():
            raise Invalid("会议日期不能晚于今天。", field="held_on")
        if len({(one.name, one.role) for one in self.there}) != len(self.there):
            raise Invalid("参会人里有人写了两次。", field="others")


@service
def record_meeting(actor: Actor, *, inspection_id: int, facts: MeetingFacts) -> Meeting:
    """Begin the record of a meeting."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    meeting = Meeting(
        inspection=inspection, kind=facts.kind, held_on=facts.held_on, place=facts.place.strip(),
        opinion=facts.opinion.strip(), differences=facts.differences.strip(),
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", meeting)
    facts.check()
    save_numbered(meeting)
    _seat(meeting, facts.there)
    record(actor, "workpapers.meeting.recorded", meeting)
    return meeting


@service
def change_meeting(actor: Actor, *, meeting_id: int, version: int, facts: MeetingFacts) -> Meeting:
    """Write the draft of a record anew; the papers on it stay."""
    meeting = _draft(actor, meeting_id)
    facts.check()
    _touch(
        meeting, version, kind=facts.kind, held_on=facts.held_on, place=facts.place.strip(),
        opinion=facts.opinion.strip(), differences=facts.differences.strip(),
    )  # fmt: skip
    meeting.attendees.all().delete()
    _seat(meeting, facts.there)
    record(actor, "workpapers.meeting.changed", meeting)
    return meeting


@service
def weigh(
    actor: Actor, *, meeting_id: int, paper_id: int, destination: Destination, opinion: str = "",
    character: str = "", differences: str = "",
) -> Weighed:  # fmt: skip
    """Put down what the meeting made of a signed paper; said again, the earlier word is replaced.
    A clue leaves nothing but its mark, and is refused for a paper whose facts the unit has seen."""
    meeting = _draft(actor, meeting_id)
    paper = access.get_or_404(actor, Paper, pk=paper_id)
    if paper.inspection_id != meeting.inspection_id or paper.state != PaperState.SIGNED:
        raise Invalid("会上只研究本次巡察已审签的底稿。", field="paper")
    words = (opinion.strip(), character.strip(), differences.strip())
    if destination == Destination.CLUE:
        if any(words):
            raise Invalid("线索只留标记，意见、定性和分歧请写到线索专柜。", field="destination")
        if was_sent(paper):
            raise Invalid("这份底稿的事实已经送单位确认，不能再作为线索。", field="destination")
    if destination == Destination.UNUSED and not words[0]:
        raise Invalid("不采用的，请写明理由。", field="opinion")
    row, _ = Weighed.objects.update_or_create(
        meeting=meeting, paper=paper,
        defaults={
            "version": current(paper), "destination": destination, "opinion": words[0][:1000],
            "character": words[1][:200], "differences": words[2][:1000],
        },
    )  # fmt: skip
    _touch(meeting, meeting.version)
    record(actor, "workpapers.meeting.changed", meeting, paper=paper.code)
    return row


@service
def unweigh(actor: Actor, *, weighed_id: int) -> Meeting:
    """Take a paper off the draft of a record."""
    row = access.get_or_404(actor, Weighed, related=("paper",), pk=weighed_id)
    meeting = _draft(actor, row.meeting_id)
    row.delete()
    _touch(meeting, meeting.version)
    record(actor, "workpapers.meeting.changed", meeting, paper=row.paper.code)
    return meeting


@service
def submit_meeting(actor: Actor, *, meeting_id: int, version: int) -> Meeting:
    """Lay it before those who were there; from now on its words are fixed by their hash."""
    meeting = _get(actor, meeting_id, "submit")
    digest = digest_of_meeting(meeting)
    MEETING_STATES.move(meeting, "submit", version=version, digest=digest)
    record(actor, "workpapers.meeting.submitted", meeting, digest=digest)
    tell_attendees(actor, meeting)
    return meeting


@service
def return_meeting(actor: Actor, *, meeting_id: int, version: int, reason: str) -> Meeting:
    """Back to the draft; signatures given so far are void."""
    meeting = _get(actor, meeting_id, "return")
    change = MEETING_STATES.move(meeting, "return", version=version, reason=reason, digest="")
    meeting.attendees.update(signed_at=None, dissent="")
    record(actor, "workpapers.meeting.returned", meeting, reason=change.reason)
    return meeting


@service
def sign_meeting(actor: Actor, *, meeting_id: int, dissent: str = "") -> Attendee:
    """Sign for oneself, with what one keeps for oneself."""
    meeting = _get(actor, meeting_id, "sign")
    if meeting.state != MeetingState.SIGNING:
        raise Conflict("会商记录现在不在签字。")
    if digest_of_meeting(meeting) != meeting.digest:
        raise Conflict("记录和送签时的内容不一致，请退回重新送签。")
    rows = meeting.attendees.filter(user_id=actor.user_id or 0, signed_at__isnull=True)
    row = rows.first()
    if row is None or rows.filter(pk=row.pk).update(
        signed_at=clock.now(), dissent=dissent.strip()[:500]
    ) != 1:  # fmt: skip
        raise Conflict("您已经签过字了。")
    row.refresh_from_db()
    record(actor, "workpapers.meeting.signed", meeting, digest=meeting.digest)
    return row


@service
def close_meeting(actor: Actor, *, meeting_id: int, version: int) -> Meeting:
    """Everybody with an account has signed: the decisions bind. Refused if a paper was taken up
    again meanwhile."""
    meeting = _get(actor, meeting_id, "close")
    MEETING_STATES.move(meeting, "close", version=version, closed_at=clock.now())
    for row in meeting.weighed.select_related("paper", "version").order_by("pk"):
        changed = Paper.objects.filter(
            pk=row.paper_id, state=PaperState.SIGNED, revision=row.version.number
        ).update(destination=row.destination)
        if changed != 1:
            raise Conflict(f"{row.paper}已经退回或者改版，请退回记录，重新研究以后再定稿。")
    record(actor, "workpapers.meeting.closed", meeting)
    return meeting


@service
def withdraw_meeting(actor: Actor, *, meeting_id: int, version: int, reason: str) -> Meeting:
    """The record does not stand; it stays readable."""
    meeting = _get(actor, meeting_id, "withdraw")
    change = MEETING_STATES.move(
        meeting, "withdraw", version=version, reason=reason, end_reason=reason.strip()[:500]
    )
    record(actor, "workpapers.meeting.withdrawn", meeting, reason=change.reason)
    return meeting


def _get(actor: Actor, meeting_id: int, action: str) -> Meeting:
    meeting = access.get_or_404(actor, Meeting, related=("inspection",), pk=meeting_id)
    access.require(actor, action, meeting)
    return meeting


def _draft(actor: Actor, meeting_id: int) -> Meeting:
    meeting = _get(actor, meeting_id, "change")
    if meeting.state != MeetingState.DRAFT:
        raise Conflict("会商记录已经送签，要改请先退回修改。")
    return meeting


def _touch(meeting: Meeting, version: int, **fields: object) -> None:
    rows = Meeting.objects.filter(pk=meeting.pk, version=version, state=MeetingState.DRAFT)
    if rows.update(version=version + 1, **fields) != 1:
        raise Conflict
    meeting.version = version + 1


def _seat(meeting: Meeting, there: Iterable[There]) -> None:
    Attendee.objects.bulk_create(
        [
            Attendee(meeting=meeting, user_id=one.user_id, name=one.name[:60], role=one.role[:40])
            for one in there
        ]
    )
