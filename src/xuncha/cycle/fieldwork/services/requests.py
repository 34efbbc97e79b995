"""Lists of documents: drawn up, sent to the unit, put off, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.fieldwork.enums import LineState, RequestState
from xuncha.cycle.fieldwork.models import DocumentRequest, RequestLine
from xuncha.cycle.fieldwork.pasting import Wanted
from xuncha.cycle.fieldwork.rules import due_after_workdays, rules_on, set_by_hand
from xuncha.cycle.fieldwork.services.common import (
    add,
    inspection_of,
    note_step,
    step,
    still_open,
    told,
)
from xuncha.cycle.fieldwork.states import REQUEST_STATES
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.workdays import Deadline
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

_TARGET = "request"
MOST_LINES = 300


@service
def draft_request(
    actor: Actor, *, inspection_id: int, subject: str, lines: Sequence[Wanted],
    due_on: dt.date | None = None,
) -> DocumentRequest:  # fmt: skip
    """Draw up a list. Without a day the rule gives it. Nothing reaches the unit before it is
    sent."""
    inspection = inspection_of(actor, inspection_id)
    row = DocumentRequest(inspection=inspection, made_by_id=actor.user_id)
    access.require(actor, "create", row)
    row.subject = words(subject, 120, "subject", "请写明为什么事调阅。")
    today = clock.today()
    rules = rules_on(today)
    deadline = due_after_workdays(today, rules.settings.request_workdays)
    row.due_on = row.original_due_on = due_on or deadline.on
    if row.due_on < today:
        raise Invalid("交件期限不能早于今天。", field="due_on")
    row.due_rule = set_by_hand(deadline, row.due_on, today)
    row.rules_version = rules.number
    add(row)
    _note_rule(row, deadline)
    _add_lines(row, lines)
    _note(actor, row, "draft", "拟单", f"{len(lines)} 件")
    record(
        actor, "fieldwork.request.drafted", row, lines=len(lines), due=str(row.due_on)
    )  # fmt: skip
    return row


@service
def add_lines(
    actor: Actor, *, request_id: int, lines: Sequence[Wanted]
) -> DocumentRequest:  # fmt: skip
    """Further documents on a list that was not closed. On one that was sent the unit is told."""
    row = _row(actor, request_id)
    access.require(actor, "change", row)
    still_open(row.inspection)
    if row.state not in {RequestState.DRAFT, RequestState.SENT}:
        raise Conflict(f"清单现在是“{row.get_state_display()}”，不能再加材料；请另拟一份。")
    if not lines:
        raise Invalid("请填写要调阅的材料，一行一件。", field="lines")
    _add_lines(row, lines)
    _note(actor, row, "add", "加材料", f"{len(lines)} 件")
    record(actor, "fieldwork.request.changed", row, added=len(lines))
    if row.state == RequestState.SENT:
        _tell_unit(actor, row, f"加调 {len(lines)} 件材料。")
    return row


def _note_rule(row: DocumentRequest, deadline: Deadline) -> None:
    """Only what the rule gave is settled; a day that somebody chose is his."""
    if row.due_on == deadline.on:
        note_provisional(row, "due_on", deadline)


def _add_lines(row: DocumentRequest, lines: Sequence[Wanted]) -> None:
    known = row.lines.aggregate(most=Max("number"))["most"] or 0
    if known + len(lines) > MOST_LINES:
        raise Invalid(f"一份清单最多 {MOST_LINES} 件，请分几份。", field="lines")
    RequestLine.objects.bulk_create(
        [
            RequestLine(
                request=row, inspection_id=row.inspection_id, number=at, title=one.title,
                period=one.period, note=one.note, is_original=one.is_original, due_on=row.due_on,
            )
            for at, one in enumerate(lines, start=known + 1)
        ]
    )  # fmt: skip


@service
def change_draft(
    actor: Actor, *, request_id: int, version: int, subject: str, due_on: dt.date
) -> DocumentRequest:
    """Subject and day of a list that was not sent yet."""
    row = _row(actor, request_id)
    access.require(actor, "change", row)
    if row.state != RequestState.DRAFT:
        raise Conflict("清单已经送达，只能加材料或者推后期限。")
    if version != row.version:
        raise Conflict
    if due_on < clock.today():
        raise Invalid("交件期限不能早于今天。", field="due_on")
    row.subject = words(subject, 120, "subject", "请写明为什么事调阅。")
    if due_on != row.due_on:
        made = row.made_at.astimezone(clock.CHINA).date()
        deadline = due_after_workdays(made, rules_on(made).settings.request_workdays)
        row.due_on = row.original_due_on = due_on
        row.due_rule = set_by_hand(deadline, due_on, made)
        row.lines.update(due_on=due_on)
        _note_rule(row, deadline)
    row.version += 1
    row.save()
    record(actor, "fieldwork.request.changed", row, due=str(due_on))
    return row


@service
def send_request(actor: Actor, *, request_id: int, version: int) -> DocumentRequest:
    """Send it to the unit, who is told at once."""
    row = _row(actor, request_id)
    still_open(row.inspection)
    if row.due_on < clock.today():
        raise Conflict(f"交件期限 {row.due_on} 已经过了，请先改期限再送达。")
    step(
        actor, REQUEST_STATES, row, "send", version=version, target=_TARGET,
        note=f"期限 {row.due_on}", sent_by_id=actor.user_id, sent_at=clock.now(),
    )  # fmt: skip
    number = row.lines.count()
    record(actor, "fieldwork.request.sent", row, lines=number, due=str(row.due_on))
    _tell_unit(actor, row, f"请于 {row.due_on} 前提供 {number} 件材料。")
    return row


@service
def put_off_request(
    actor: Actor, *, request_id: int, version: int, due_on: dt.date, reason: str
) -> DocumentRequest:
    """A later day for what is still owed, with its reason. What was late already stays late: only
    lines without an answer, whose day has not passed, get the new one."""
    row = _row(actor, request_id)
    access.require(actor, "put_off", row)
    reason = words(reason, 300, "reason", "请写明为什么推后。")
    if row.state != RequestState.SENT:
        raise Conflict("只有已送达、没有办结的清单可以推后期限。")
    if version != row.version:
        raise Conflict
    if due_on <= row.due_on:
        raise Invalid(f"期限只能推后，应当晚于 {row.due_on}。", field="due_on")
    before, row.due_on, row.put_off_reason = row.due_on, due_on, reason
    row.version += 1
    row.save(update_fields=["due_on", "put_off_reason", "version"])
    owed = row.lines.filter(
        state=LineState.WAITING, first_on__isnull=True, due_on__gte=clock.today()
    )  # fmt: skip
    moved = owed.update(due_on=due_on)
    _note(actor, row, "put_off", "推后期限", f"{before} → {due_on}：{reason}")
    record(
        actor, "fieldwork.request.put_off", row, before=str(before), after=str(due_on),
        lines=moved, reason=reason,
    )  # fmt: skip
    _tell_unit(actor, row, f"期限推后到 {due_on}。")
    return row


@service
def close_request(actor: Actor, *, request_id: int, version: int) -> DocumentRequest:
    """Nothing is owed on either side."""
    row = _row(actor, request_id)
    step(
        actor, REQUEST_STATES, row, "close", version=version, target=_TARGET,
        closed_at=clock.now(),
    )  # fmt: skip
    record(actor, "fieldwork.request.closed", row)
    return row


@service
def reopen_request(
    actor: Actor, *, request_id: int, version: int, reason: str
) -> DocumentRequest:  # fmt: skip
    """It was closed too early."""
    row = _row(actor, request_id)
    step(
        actor, REQUEST_STATES, row, "reopen", version=version, reason=reason, target=_TARGET,
        closed_at=None,
    )  # fmt: skip
    record(actor, "fieldwork.request.reopened", row, reason=reason.strip())
    return row


@service
def withdraw_request(
    actor: Actor, *, request_id: int, version: int, reason: str
) -> DocumentRequest:  # fmt: skip
    """It is not needed after all; as long as nothing of it was received."""
    row = _row(actor, request_id)
    sent = row.state == RequestState.SENT
    step(
        actor, REQUEST_STATES, row, "withdraw", version=version, reason=reason, target=_TARGET,
        withdrawn_reason=reason.strip()[:300],
    )  # fmt: skip
    open_lines = row.lines.exclude(state=LineState.WITHDRAWN)
    open_lines.update(state=LineState.WITHDRAWN, why=reason.strip()[:300])
    record(actor, "fieldwork.request.withdrawn", row, reason=reason.strip())
    if sent:
        _tell_unit(actor, row, "已撤回，不用再提供。")
    return row


@service
def note_print(actor: Actor, *, request_id: int) -> DocumentRequest:
    """The list leaves the system on paper: note it."""
    row = _row(actor, request_id)
    access.require(actor, "print", row)
    record(actor, "fieldwork.request.printed", row)
    return row


def _row(actor: Actor, request_id: int) -> DocumentRequest:
    rows = DocumentRequest.objects.select_related("inspection__organisation", "inspection__round")
    return access.get_or_404(actor, rows, pk=request_id)


def _note(actor: Actor, row: DocumentRequest, action: str, label: str, reason: str) -> None:
    note_step(actor, row, action, label, "", row.state, reason, target=_TARGET)


def _tell_unit(actor: Actor, row: DocumentRequest, text: str) -> None:
    told(
        actor, unit_users(row.inspection.organisation_id, UNIT), "fieldwork.request.sent",
        f"调阅清单 {row.code}（{row.subject}）：{text}", f"/document-requests/{row.pk}/",
        row.inspection_id,
    )  # fmt: skip
