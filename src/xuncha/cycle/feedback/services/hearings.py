"""Meetings that hear reports: put down, closed. With the closing reports go on, opinions become
tasks, and a secretary's meeting has to be filed upward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from xuncha.cycle.feedback.enums import HEARS_FROM, HearingKind, HearingState, TaskState
from xuncha.cycle.feedback.looking import version_of
from xuncha.cycle.feedback.models import Filing, Hearing, HearingReport, Report, Task
from xuncha.cycle.feedback.rules import due
from xuncha.cycle.feedback.services.common import add, note_step, step, told, touch
from xuncha.cycle.feedback.states import (
    FILING_STATES,
    HEARING_STATES,
    REPORT_STATES,
    TASK_STATES,
)
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

TARGET = "hearing"
LONGEST = 8000
_CLOSED = "会议记录已经定稿，不能再改。"
_HEARD = {
    HearingKind.GROUP: ("hear_group", "group_heard_on"),
    HearingKind.SECRETARY: ("hear_secretary", "secretary_heard_on"),
}


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """What is put down of a meeting; ``attended`` names posts."""

    held_on: dt.date
    attended: str
    heard: str
    decision: str
    place: str = ""
    report_ids: Collection[int] = ()


@service
def record_hearing(actor: Actor, *, kind: HearingKind, facts: HearingFacts) -> Hearing:
    """Put a meeting down, with the reports that it heard. Refuses a day to come and a report that
    is not ready for this meeting."""
    last = Hearing.objects.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    row = Hearing(kind=kind, number=last + 1, made_by_id=actor.user_id, made_at=clock.now())
    access.require(actor, "create", row)
    for name, value in _checked(facts).items():
        setattr(row, name, value)
    add(row, "刚才有人用了同一个编号，请再保存一次。")
    _hear(actor, row, facts.report_ids)
    note_step(actor, row, "draft", "登记", "", row.state, target=TARGET)
    record(actor, "feedback.hearing.recorded", row, reports=sorted(facts.report_ids))
    return row


@service
def change_hearing(
    actor: Actor, *, hearing_id: int, version: int, facts: HearingFacts
) -> Hearing:  # fmt: skip
    """Mend the record of a meeting that is not closed."""
    row = find_hearing(actor, hearing_id)
    access.require(actor, "change", row)
    touch(row, version, HearingState.DRAFT, _CLOSED, **_checked(facts))
    _hear(actor, row, facts.report_ids)
    record(actor, "feedback.hearing.changed", row, reports=sorted(facts.report_ids))
    return row


def _checked(facts: HearingFacts) -> dict[str, object]:
    if facts.held_on > clock.today():
        raise Invalid("会议日期不能晚于今天。", field="held_on")
    return {
        "held_on": facts.held_on, "place": facts.place.strip()[:80],
        "attended": words(facts.attended, 500, "attended", "请写明出席人的职务。"),
        "heard": words(facts.heard, LONGEST, "heard", "请写听取了什么。"),
        "decision": words(facts.decision, LONGEST, "decision", "请写会议意见。"),
    }  # fmt: skip


def _hear(actor: Actor, row: Hearing, report_ids: Collection[int]) -> None:
    """List just these reports, each in its present version."""
    wanted = set(report_ids)
    found = list(access.visible(actor, Report).filter(pk__in=wanted))
    if not found or len(found) != len(wanted):
        raise Invalid("请选择听取了哪几份报告。", field="report_ids")
    kind = HearingKind(row.kind)
    if early := next((one for one in found if one.state != HEARS_FROM[kind]), None):
        raise Invalid(
            f"《{early.title}》现在是“{early.get_state_display()}”，还不能由{kind.label}听取。",
            field="report_ids",
        )
    HearingReport.objects.filter(hearing=row).exclude(report__in=found).delete()
    known = set(row.reports.values_list("report_id", flat=True))
    HearingReport.objects.bulk_create(
        [HearingReport(hearing=row, report=one, version=version_of(one))
         for one in found if one.pk not in known]
    )  # fmt: skip


@service
def close_hearing(actor: Actor, *, hearing_id: int, version: int) -> Hearing:
    """The record is final. Every report goes on in the version that was heard; ``Conflict`` where
    one was sent back meanwhile. Opinions are given out as tasks."""
    row = find_hearing(actor, hearing_id)
    step(
        actor, HEARING_STATES, row, "close", version=version, target=TARGET,
        closed_by_id=actor.user_id, closed_at=clock.now(),
    )  # fmt: skip
    action, day = _HEARD[HearingKind(row.kind)]
    for link in row.reports.select_related("report", "version"):
        report = link.report
        if link.version.number != report.revision:
            raise Conflict(f"《{report.title}》听取以后又退回改过，请改好记录再定稿。")
        heard_on: dict[str, Any] = {day: row.held_on}
        change = REPORT_STATES.move(report, action, **heard_on)
        note_step(
            actor, report, action, change.label, change.before, change.after, str(row),
            target="report",
        )  # fmt: skip
        record(actor, "feedback.report.heard", report, hearing=row.pk)
    if row.kind == HearingKind.SECRETARY:
        deadline = due("filing_workdays", row.held_on)
        filing = Filing.objects.create(
            hearing=row, due_on=deadline.on, due_rule=deadline.rule,
            rules_version=deadline.version,
        )  # fmt: skip
        note_provisional(filing, "due_on", deadline.counted)
    record(actor, "feedback.hearing.closed", row)
    for one in row.tasks.filter(state=TaskState.DRAFT).order_by("number"):
        _give_out(actor, one)
    return row


def _give_out(actor: Actor, one: Task) -> None:
    change = TASK_STATES.move(one, "open")
    note_step(actor, one, "open", change.label, change.before, change.after, target="task")
    record(actor, "feedback.task.opened", one, due=str(one.due_on))
    told(
        actor, [one.owner_id], "feedback.task.opened",
        f"有一件会议交办的事项请您办理，期限 {one.due_on}。", f"/hearing-tasks/{one.pk}/",
        one.inspection_id,
    )  # fmt: skip


@service
def withdraw_hearing(actor: Actor, *, hearing_id: int, version: int, reason: str) -> Hearing:
    """A record that was put down by mistake; its opinions go with it."""
    row = find_hearing(actor, hearing_id)
    change = step(
        actor, HEARING_STATES, row, "withdraw", version=version, reason=reason, target=TARGET,
        end_reason=reason.strip()[:300],
    )  # fmt: skip
    for one in row.tasks.filter(state=TaskState.DRAFT):
        TASK_STATES.move(one, "withdraw", reason=reason, end_reason=change.reason[:300])
    record(actor, "feedback.hearing.withdrawn", row, reason=change.reason)
    return row


@service
def file_upward(
    actor: Actor, *, filing_id: int, version: int, sent_to: str, paper: str, on: dt.date
) -> Filing:
    """It was filed with the upper level. Late stays late: the day is the real one."""
    row = _filing(actor, filing_id)
    if not row.hearing.held_on <= on <= clock.today():
        raise Invalid("报备日期应当在会议之后、不晚于今天。", field="on")
    sent_to = words(sent_to, 80, "sent_to", "请写明报给谁。")
    step(
        actor, FILING_STATES, row, "file", version=version, target=TARGET, about=row.hearing,
        note=f"报{sent_to}", sent_to=sent_to, paper=words(paper, 60, "paper", "请写文号。"),
        filed_on=on, filed_by_id=actor.user_id,
    )  # fmt: skip
    record(actor, "feedback.filing.filed", row, on=str(on))
    return row


@service
def receive_filing(actor: Actor, *, filing_id: int, version: int, on: dt.date) -> Filing:
    """The upper level has acknowledged it."""
    row = _filing(actor, filing_id)
    if on > clock.today() or (row.filed_on and on < row.filed_on):
        raise Invalid("回执日期应当在报备之后、不晚于今天。", field="on")
    step(
        actor, FILING_STATES, row, "receive", version=version, target=TARGET, about=row.hearing,
        received_on=on,
    )  # fmt: skip
    record(actor, "feedback.filing.received", row, on=str(on))
    return row


def find_hearing(actor: Actor, hearing_id: int) -> Hearing:
    """The meeting under the actor's scope."""
    return access.get_or_404(actor, Hearing, related=("made_by", "closed_by"), pk=hearing_id)


def _filing(actor: Actor, filing_id: int) -> Filing:
    return access.get_or_404(actor, Filing, related=("hearing",), pk=filing_id)
