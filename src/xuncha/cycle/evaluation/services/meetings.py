"""The special democratic-life meeting: prepared, supervised on the spot, recorded, confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, UNIT
from xuncha.cycle.evaluation.dues import meeting_due
from xuncha.cycle.evaluation.enums import MeetingState
from xuncha.cycle.evaluation.models import LifeMeeting, LifeMeetingFile, LifeMeetingFinding
from xuncha.cycle.evaluation.policies.meetings import SUPERVISORS
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services.common import (
    SHORT,
    find,
    inspection_of,
    note_step,
    say,
    step,
)
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, edit
from xuncha.kernel.texts import words

_PLACE, _LONGEST = 120, 8_000


@dataclass(frozen=True, slots=True)
class Held:
    """What the record of the meeting says; people by their posts."""

    held_on: dt.date
    place: str
    attended: str
    opinions: str
    finding_ids: Collection[int]


@service
def prepare_meeting(
    actor: Actor, *, inspection_id: int, planned_on: dt.date | None = None
) -> LifeMeeting:
    """The unit (or the office for it) says that and when it will be held; the day by which it is
    due is worked out now and stays."""
    inspection = inspection_of(actor, inspection_id)
    rules = rules_on(clock.today())
    due = meeting_due(inspection, rules.settings.numbers)
    row = LifeMeeting(
        inspection=inspection, due_on=due.on, due_rule=due.rule, rules_version=rules.number,
        planned_on=planned_on, made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    add(row, "这次巡察的专题民主生活会已经在准备了。")
    note_step(actor, row, "prepare", "准备", "", row.state)
    record(actor, "evaluation.meeting.prepared", row)
    say(
        actor, with_roles([OFFICE_DIRECTOR]), row, "meeting",
        "有单位准备召开专题民主生活会，请派现场督导人。", _url(row),
    )  # fmt: skip
    return row


@service
def send_supervisor(
    actor: Actor, *, meeting_id: int, version: int, supervisor_id: int,
    planned_on: dt.date | None = None,
) -> LifeMeeting:  # fmt: skip
    """Somebody of the office or a partner goes there. Refuses others, and a confirmed meeting."""
    row = find(actor, LifeMeeting, meeting_id)
    access.require(actor, "plan", row)
    if supervisor_id not in with_roles(SUPERVISORS):
        raise Invalid("现场督导人要从巡察办和协作单位的人员里选。", field="supervisor_id")
    if row.state == MeetingState.CONFIRMED:
        raise Conflict
    edit(row, version, supervisor_id=supervisor_id, planned_on=planned_on or row.planned_on)
    note_step(actor, row, "plan", "派现场督导人", row.state, row.state)
    record(actor, "evaluation.meeting.planned", row)
    say(actor, [supervisor_id], row, "meeting", "请您到会督导专题民主生活会。", _url(row))
    return row


def record_meeting(
    actor: Actor, *, meeting_id: int, version: int, held: Held, uploads: Sequence[Upload] = ()
) -> LifeMeeting:
    """The unit puts down how it went, with its papers. Files are sealed before the transaction."""
    row = find(actor, LifeMeeting, meeting_id)
    access.require(actor, "record", row)
    if row.state != MeetingState.PREPARING:
        raise Conflict(f"现在是“{row.get_state_display()}”，会议情况不能再改；要改请督导人退回。")
    _checked(row, held)
    files = keep_all(actor, uploads)
    return _record(actor, meeting_id=meeting_id, version=version, held=held, files=files)


def _checked(row: LifeMeeting, held: Held) -> list[Finding]:
    if row.inspection.feedback_on and held.held_on < row.inspection.feedback_on:
        raise Invalid("召开日期不能早于反馈日期。", field="held_on")
    if held.held_on > clock.today():
        raise Invalid("开过以后再登记，召开日期不能晚于今天。", field="held_on")
    words(held.place, _PLACE, "place", "请填写地点。")
    words(held.attended, _LONGEST, "attended", "请按职务写明谁参加。")
    words(held.opinions, _LONGEST, "opinions", "请写明批评意见和表态，写职务，不写姓名。")
    fed_back = Finding.objects.filter(inspection=row.inspection, state=FindingState.FED_BACK)
    found = list(fed_back.filter(pk__in=held.finding_ids))
    if len(found) != len(set(held.finding_ids)) or not found:
        raise Invalid("请选出会上对照检查了哪些反馈问题。", field="finding_ids")
    return found


@service
def _record(
    actor: Actor, *, meeting_id: int, version: int, held: Held, files: list[StoredFile]
) -> LifeMeeting:
    row = find(actor, LifeMeeting, meeting_id)
    found = _checked(row, held)
    step(
        actor, row, "record", version=version, held_on=held.held_on, place=held.place.strip(),
        attended=held.attended.strip(), opinions=held.opinions.strip(),
        recorded_by_id=actor.user_id, return_reason="",
    )  # fmt: skip
    row.taken_up.all().delete()
    LifeMeetingFinding.objects.bulk_create(
        [LifeMeetingFinding(meeting=row, finding=one) for one in found]
    )
    attach(actor, LifeMeetingFile, row, files, "meeting")
    record(
        actor, "evaluation.meeting.recorded", row, held=str(held.held_on), findings=len(found),
        files=len(files), late=row.is_late,
    )  # fmt: skip
    users = [row.supervisor_id] if row.supervisor_id else with_roles([OFFICE_DIRECTOR])
    say(actor, users, row, "meeting", "专题民主生活会的情况等您确认。", _url(row))
    return row


@service
def return_meeting(actor: Actor, *, meeting_id: int, version: int, reason: str) -> LifeMeeting:
    """The record is not what happened, or not enough."""
    row = find(actor, LifeMeeting, meeting_id)
    change = step(
        actor, row, "return", version=version, reason=reason,
        return_reason=reason.strip()[:SHORT],
    )  # fmt: skip
    record(actor, "evaluation.meeting.returned", row, reason=change.reason)
    users = unit_users(row.inspection.organisation_id, UNIT)
    say(actor, users, row, "meeting", "专题民主生活会的情况被退回，请补充。", _url(row))
    return row


@service
def confirm_meeting(actor: Actor, *, meeting_id: int, version: int, reason: str) -> LifeMeeting:
    """Who was there for the office says that it was so, and what he thinks of it."""
    row = find(actor, LifeMeeting, meeting_id)
    change = step(
        actor, row, "confirm", version=version, reason=reason, confirmed_by_id=actor.user_id,
        confirmed_on=clock.today(), supervisor_note=reason.strip()[:SHORT],
    )  # fmt: skip
    record(actor, "evaluation.meeting.confirmed", row, note=change.reason)
    return row


@service
def note_download(actor: Actor, *, meeting_file_id: int) -> LifeMeetingFile:
    """A paper of the meeting is opened; the log knows."""
    row = access.get_or_404(actor, LifeMeetingFile, related=("file", "meeting"), pk=meeting_file_id)
    record(actor, "evaluation.meeting.file_opened", row.meeting, sha256=row.file.sha256)
    return row


def _url(row: LifeMeeting) -> str:
    return f"/evaluation/meetings/{row.pk}/"
