"""Accepting, passing on, declining, merging, answering; telling those who gave their name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xuncha.cycle.petitions.clocks import counted, start_clock
from xuncha.cycle.petitions.enums import ClockKind
from xuncha.cycle.petitions.models import Petition, PetitionClock
from xuncha.cycle.petitions.rules import rules_on
from xuncha.cycle.petitions.services.registering import check_handler
from xuncha.cycle.petitions.services.steps import note_step
from xuncha.cycle.petitions.states import PETITION_STATES
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

LONGEST = 2000


@service
def accept(actor: Actor, *, petition_id: int, version: int, on: dt.date) -> Petition:
    """Taken up. The clock of finishing starts; with a real name the clock of telling so too."""
    row = _row(actor, petition_id)
    _in_time(row.received_on, on, "受理日期不能早于信访日期。")
    _move(actor, row, "accept", version, accepted_on=on)
    _met(row, ClockKind.DECIDE, on)
    now = rules_on(on)
    _start(row, ClockKind.FINISH, on, now.number, months=now.settings.finish_months)
    if row.real_name:
        _start(row, ClockKind.TELL, on, now.number, workdays=now.settings.tell_workdays)
    record(actor, "petitions.petition.accepted", row)
    return row


@service
def pass_on(
    actor: Actor, *, petition_id: int, version: int, on: dt.date, receiver: str
) -> Petition:
    """Passed on to whom it belongs to."""
    row = _row(actor, petition_id)
    receiver = words(receiver, 100, "receiver", "请填写转送到哪个单位。")
    _in_time(row.accepted_on or row.received_on, on, "转送日期不能早于信访日期和受理日期。")
    _move(actor, row, "pass_on", version, receiver, passed_on=on, receiver=receiver)
    _met(row, ClockKind.DECIDE, on)
    record(actor, "petitions.petition.passed_on", row)
    return row


@service
def decline(actor: Actor, *, petition_id: int, version: int, reason: str) -> Petition:
    """Not taken up, for a reason: lawsuits, other organs' matters, names of offences without
    content."""
    row = _row(actor, petition_id)
    reason = words(reason, 300, "reason", "不予受理必须写明理由。")
    _move(actor, row, "decline", version, reason, declined=reason)
    _met(row, ClockKind.DECIDE, clock.today())
    record(actor, "petitions.petition.declined", row)
    return row


@service
def merge(actor: Actor, *, petition_id: int, version: int, into_id: int) -> Petition:
    """The same matter as an earlier one about the same unit: handled there, told no second time."""
    row = _row(actor, petition_id)
    into = access.get_or_404(actor, Petition, pk=into_id)
    if into.pk == row.pk or into.organisation_id != row.organisation_id or into.same_as_id:
        raise Invalid("只能并入同一个单位的另一件，而且那一件没有并入别的。", field="into")
    _move(actor, row, "merge", version, f"并入 {into.code}", same_as=into)
    _met(row, ClockKind.DECIDE, clock.today())
    record(actor, "petitions.petition.merged", row, into=into.pk)
    return row


@service
def answer(
    actor: Actor, *, petition_id: int, version: int, on: dt.date, answer: str
) -> Petition:  # fmt: skip
    """Finished, with its result. With a real name the clock of telling the result starts."""
    row = _row(actor, petition_id)
    answer = words(answer, LONGEST, "answer", "请写明办理结果。")
    _in_time(row.accepted_on or row.passed_on or row.received_on, on, "报结日期不能早于受理日期。")
    _move(actor, row, "answer", version, answer, answered_on=on, answer=answer)
    _met(row, ClockKind.FINISH, on)
    if row.real_name:
        now = rules_on(on)
        _start(row, ClockKind.TELL_RESULT, on, now.number, workdays=now.settings.result_workdays)
    record(actor, "petitions.petition.answered", row)
    return row


@service
def reopen(actor: Actor, *, petition_id: int, version: int, reason: str) -> Petition:
    """Taken up again; what was answered stays in its steps, lateness stays where it was."""
    row = _row(actor, petition_id)
    fields = {"accepted_on": row.accepted_on or clock.today(), "answered_on": None, "answer": ""}
    _move(actor, row, "reopen", version, words(reason, 300, "reason", "请写明理由。"), **fields)
    record(actor, "petitions.petition.reopened", row)
    return row


@service
def withdraw(actor: Actor, *, petition_id: int, version: int, reason: str) -> Petition:
    """Registered by mistake; the record stays."""
    row = _row(actor, petition_id)
    _move(actor, row, "withdraw", version, words(reason, 300, "reason", "请写明理由。"))
    _met(row, ClockKind.DECIDE, clock.today())
    record(actor, "petitions.petition.withdrawn", row)
    return row


@service
def tell_sender(actor: Actor, *, petition_id: int, kind: ClockKind, on: dt.date) -> Petition:
    """Note that whoever gave his name was told: that it was taken up, or what came of it."""
    row = _row(actor, petition_id)
    due = PetitionClock.objects.filter(petition=row, kind=kind, met_on__isnull=True).first()
    if due is None or kind not in {ClockKind.TELL, ClockKind.TELL_RESULT}:
        raise Conflict("没有要告知的，或者已经告知过了。")
    _in_time(due.started_on, on, "告知日期不能早于受理或者办结的日期。")
    _met(row, kind, on)
    note_step(actor, row, str(kind.label))
    record(actor, "petitions.petition.told", row, kind=kind)
    return row


@service
def assign(actor: Actor, *, petition_id: int, handler_id: int) -> Petition:
    """Give it to somebody of the team or the office to handle."""
    row = access.get_or_404(actor, Petition, pk=petition_id)
    access.require(actor, "assign", row)
    check_handler(row.inspection_id, handler_id)
    Petition.objects.filter(pk=row.pk).update(handler_id=handler_id)
    row.refresh_from_db()
    note_step(actor, row, "分办", row.handler.name)
    tell(
        actor, users=[handler_id], kind="petitions.petition.assigned",
        text="有一件信访分给您承办，请查看时限。", url=f"/petitions/{row.pk}/",
        topic=topic_of(row.inspection_id),
    )  # fmt: skip
    record(actor, "petitions.petition.assigned", row, handler=handler_id)
    return row


def _row(actor: Actor, petition_id: int) -> Petition:
    row = access.get_or_404(actor, Petition, pk=petition_id)
    access.require(actor, "handle", row)
    return row


def _move(
    actor: Actor, row: Petition, action: str, version: int, said: str = "", **fields: Any
) -> None:
    """One step under the state table, noted with what was said."""
    step = PETITION_STATES.transitions[action]
    told = said if step.needs_reason else ""
    change = PETITION_STATES.move(row, action, version=version, reason=told, **fields)
    note_step(actor, row, change.label, said)


def _met(row: Petition, kind: ClockKind, on: dt.date) -> None:
    PetitionClock.objects.filter(petition=row, kind=kind, met_on__isnull=True).update(met_on=on)


def _start(
    row: Petition, kind: ClockKind, on: dt.date, version: int, *, workdays: int = 0, months: int = 0
) -> None:
    """A clock runs once: taking up again starts none anew."""
    if not PetitionClock.objects.filter(petition=row, kind=kind).exists():
        due = counted(on, workdays=workdays, months=months)
        start_clock(PetitionClock, due, petition=row, kind=kind, rules_version=version)


def _in_time(first: dt.date, on: dt.date, sentence: str) -> None:
    if on < first:
        raise Invalid(sentence, field="on")
    if on > clock.today():
        raise Invalid("日期不能晚于今天。", field="on")
