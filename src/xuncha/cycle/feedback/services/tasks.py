"""Opinions of a meeting on persons and matters, as tasks. Nothing of what they say goes into the
log or into anybody's inbox."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.feedback.enums import Aim, HearingState, TaskState
from xuncha.cycle.feedback.models import Task
from xuncha.cycle.feedback.policies.hearings import OWNERS, is_restricted
from xuncha.cycle.feedback.services.common import note_step, step, told, touch
from xuncha.cycle.feedback.services.hearings import find_hearing
from xuncha.cycle.feedback.states import TASK_STATES
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, next_number
from xuncha.kernel.texts import words

TARGET = "task"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class TaskWords:
    """One opinion: on whom or what, what was said, who does it until when."""

    inspection_id: int
    aim: Aim
    subject: str
    text: str
    owner_id: int
    owner_post: str
    due_on: dt.date
    finding_id: int | None = None


@service
def add_task(actor: Actor, *, hearing_id: int, told: TaskWords) -> Task:
    """Put an opinion down while the meeting's record is open; it is given out with the closing.
    The inspection must be one whose report the meeting heard."""
    hearing = find_hearing(actor, hearing_id)
    row = Task(
        hearing=hearing, inspection_id=told.inspection_id, aim=told.aim, owner_id=told.owner_id
    )
    access.require(actor, "create", row)
    if hearing.state != HearingState.DRAFT:
        raise Conflict("会议记录已经定稿，不能再加意见。")
    if not hearing.reports.filter(report__inspection=told.inspection_id).exists():
        raise Invalid("请选择这次会议听取过报告的单位。", field="inspection_id")
    if told.owner_id not in with_roles(OWNERS):
        raise Invalid("请在名单里选择责任人。", field="owner_id")
    if told.due_on < hearing.held_on:
        raise Invalid("办理期限不能早于会议日期。", field="due_on")
    row.subject = words(told.subject, 120, "subject", "请写明对象。")
    row.text = words(told.text, LONGEST, "text", "请写会议意见。")
    row.owner_post = words(told.owner_post, 80, "owner_post", "请写责任单位和职务。")
    row.due_on = row.original_due_on = told.due_on
    row.finding = _finding(actor, told)
    row.number = next_number(hearing.tasks)
    add(row, "刚才有人用了同一个序号，请再保存一次。")
    note_step(actor, row, "draft", "登记", "", row.state, target=TARGET)
    record(actor, "feedback.task.drafted", row, aim=str(told.aim), due=str(told.due_on))
    return row


def _finding(actor: Actor, told: TaskWords) -> Finding | None:
    if told.finding_id is None:
        return None
    rows = Finding.objects.filter(inspection=told.inspection_id)
    return access.get_or_404(actor, rows, pk=told.finding_id)


@service
def read_task(actor: Actor, *, task_id: int) -> Task:
    """Open what was said of a person: each opening is noted."""
    row = find_task(actor, task_id)
    access.require(actor, "read", row)
    if is_restricted(row):
        record(actor, "feedback.task.read", row)
    return row


@service
def report_task(actor: Actor, *, task_id: int, version: int, outcome: str) -> Task:
    """The owner says what came of it. The day of the first report stays."""
    row = find_task(actor, task_id)
    access.require(actor, "report", row)
    outcome = words(outcome, LONGEST, "outcome", "请写办理结果。")
    step(
        actor, TASK_STATES, row, "report", version=version, target=TARGET, outcome=outcome,
        reported_by_id=actor.user_id, first_reported_on=row.first_reported_on or clock.today(),
        returned_reason="",
    )  # fmt: skip
    record(actor, "feedback.task.reported", row)
    _tell(actor, row, with_roles([OFFICE_DIRECTOR]), "reported", "已报结，请确认。")
    return row


@service
def return_task(actor: Actor, *, task_id: int, version: int, reason: str) -> Task:
    """Not enough: it goes on, with the reason."""
    row = find_task(actor, task_id)
    step(
        actor, TASK_STATES, row, "return", version=version, reason=reason, target=TARGET,
        returned_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "feedback.task.returned", row)
    _tell(actor, row, [row.owner_id], "returned", "被退回，请继续办理。")
    return row


@service
def settle_task(actor: Actor, *, task_id: int, version: int) -> Task:
    """Another than the owner confirms the outcome."""
    row = find_task(actor, task_id)
    step(
        actor, TASK_STATES, row, "settle", version=version, target=TARGET,
        settled_by_id=actor.user_id, settled_on=clock.today(),
    )  # fmt: skip
    record(actor, "feedback.task.settled", row)
    _tell(actor, row, [row.owner_id], "settled", "已确认办结。")
    return row


@service
def put_off_task(actor: Actor, *, task_id: int, version: int, due_on: dt.date, reason: str) -> Task:
    """A later day; the first one stays."""
    row = find_task(actor, task_id)
    access.require(actor, "put_off", row)
    reason = words(reason, 300, "reason", "请写明为什么推后。")
    if due_on <= row.due_on:
        raise Invalid(f"新的期限应当晚于 {row.due_on}。", field="due_on")
    touch(row, version, TaskState.OPEN, "只有办理中的事项可以推后期限。", due_on=due_on)
    note_step(
        actor, row, "put_off", "推后期限", row.state, row.state, f"到 {due_on}：{reason}",
        target=TARGET,
    )  # fmt: skip
    record(actor, "feedback.task.put_off", row, due=str(due_on))
    return row


@service
def withdraw_task(actor: Actor, *, task_id: int, version: int, reason: str) -> Task:
    """Take it back; that it was there stays."""
    row = find_task(actor, task_id)
    was_out = row.state != TaskState.DRAFT
    step(
        actor, TASK_STATES, row, "withdraw", version=version, reason=reason, target=TARGET,
        end_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "feedback.task.withdrawn", row)
    if was_out:
        _tell(actor, row, [row.owner_id], "withdrawn", "已撤回，不用再办。")
    return row


def find_task(actor: Actor, task_id: int) -> Task:
    """The task under the actor's scope."""
    related = ("hearing", "inspection__organisation", "inspection__round", "owner", "finding")
    return access.get_or_404(actor, Task, related=related, pk=task_id)


def _tell(actor: Actor, row: Task, users: list[int], kind: str, text: str) -> None:
    told(
        actor, users, f"feedback.task.{kind}", f"会议交办的一件事项{text}",
        f"/hearing-tasks/{row.pk}/", row.inspection_id,
    )  # fmt: skip
