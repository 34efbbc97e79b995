"""Briefings asked from partners: asked, reminded, answered or entered from paper, settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xuncha.cycle.directory.models import Membership
from xuncha.cycle.directory.roles import OFFICE, PARTNER
from xuncha.cycle.fieldwork.enums import BRIEFING_ASKS, BriefingSource, BriefingState
from xuncha.cycle.fieldwork.models import Briefing, BriefingFile
from xuncha.cycle.fieldwork.rules import due_after_workdays, rules_on, set_by_hand
from xuncha.cycle.fieldwork.services.common import add, inspection_of, note_step, step, told
from xuncha.cycle.fieldwork.states import BRIEFING_STATES
from xuncha.cycle.fieldwork.stay import team_users
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

_TARGET = "briefing"
LONGEST = 8000
OPEN = (BriefingState.ASKED, BriefingState.RETURNED)


@service
def ask_briefing(
    actor: Actor, *, inspection_id: int, source: BriefingSource, body: str, ask: str = "",
    addressee_id: int | None = None, due_on: dt.date | None = None,
) -> Briefing:  # fmt: skip
    """Ask one partner to inform; the addressee is told. Without a day the rule gives it. Refuses
    somebody of the inspected unit, somebody who is no partner, a day that is over, and the same
    partner asked twice for the same side."""
    inspection = inspection_of(actor, inspection_id)
    row = Briefing(inspection=inspection, source=source, made_by_id=actor.user_id)
    access.require(actor, "create", row)
    row.body = words(body, 80, "body", "请写明请哪个单位通报。")
    row.ask = words(ask or BRIEFING_ASKS[source], 1000, "ask", "请写明请对方通报什么。")
    same = Briefing.objects.filter(inspection=inspection, source=source, body=row.body)
    if same.exclude(state=BriefingState.WITHDRAWN).exists():
        raise Conflict(f"已经请{row.body}通报过这一方面了。")
    row.addressee = _addressee(addressee_id, inspection)
    today = clock.today()
    rules = rules_on(today)
    deadline = due_after_workdays(today, rules.settings.briefing_workdays)
    row.due_on = row.original_due_on = due_on or deadline.on
    if row.due_on < today:
        raise Invalid("回复期限不能早于今天。", field="due_on")
    row.due_rule = set_by_hand(deadline, row.due_on, today)
    row.rules_version = rules.number
    add(row)
    if row.due_on == deadline.on:
        note_provisional(row, "due_on", deadline)
    _note(actor, row, "ask", "请通报", f"期限 {row.due_on}")
    record(
        actor, "fieldwork.briefing.asked", row, source=source, body=row.body, due=str(row.due_on)
    )  # fmt: skip
    _tell_addressee(actor, row, "fieldwork.briefing.asked", f"请于 {row.due_on} 前通报情况。")
    return row


def _addressee(user_id: int | None, inspection: Inspection) -> User | None:
    if user_id is None:
        return None
    if user_id not in with_roles({PARTNER}):
        raise Invalid("只能请协作单位的账号回复。", field="addressee")
    seats = Membership.objects.filter(user=user_id, organisation=inspection.organisation_id)
    if seats.filter(until_on__isnull=True).exists():
        raise Invalid("这位同志在被巡察单位任职，不能请他通报本单位的情况。", field="addressee")
    return User.objects.get(pk=user_id)


def answer_briefing(
    actor: Actor, *, briefing_id: int, version: int, answer: str, paper: str = "",
    answered_on: dt.date | None = None, uploads: Sequence[Upload] = (),
) -> Briefing:  # fmt: skip
    """What the partner tells, with files; or what the office enters from his paper, with its number
    and day. The files are sealed before the transaction."""
    access.require(actor, "answer", _row(actor, briefing_id))
    words(answer, LONGEST, "answer", "请填写通报的内容；没有情况的写“没有情况”。")
    kept = keep_all(actor, uploads)
    return _answer(
        actor, briefing_id=briefing_id, version=version, answer=answer.strip(), paper=paper,
        answered_on=answered_on, kept=kept,
    )  # fmt: skip


@service
def _answer(
    actor: Actor, *, briefing_id: int, version: int, answer: str, paper: str,
    answered_on: dt.date | None, kept: list[StoredFile],
) -> Briefing:  # fmt: skip
    row = _row(actor, briefing_id)
    day = (answered_on if actor.has(*OFFICE) else None) or clock.today()
    if day > clock.today() or day < row.made_at.astimezone(clock.CHINA).date():
        raise Invalid("回复日期应当在请求通报那天和今天之间。", field="answered_on")
    step(
        actor, BRIEFING_STATES, row, "answer", version=version, target=_TARGET,
        note=f"来件 {paper.strip()}" if paper.strip() else "", answer=answer,
        paper=paper.strip()[:80], answered_by_id=actor.user_id, answered_on=day,
    )  # fmt: skip
    attach(actor, BriefingFile, row, kept, "briefing")
    record(actor, "fieldwork.briefing.answered", row, answer=answer, files=len(kept), on=str(day))
    users = sorted({*with_roles(OFFICE), *team_users(row.inspection_id)})
    told(
        actor, users, "fieldwork.briefing.answered",
        f"{row.inspection.organisation}：{row.body}已回复巡前通报。", _url(row), row.inspection_id,
    )  # fmt: skip
    return row


@service
def remind_briefing(actor: Actor, *, briefing_id: int, version: int) -> Briefing:
    """Remind the partner; once a day is enough."""
    row = _row(actor, briefing_id)
    access.require(actor, "remind", row)
    if row.state not in OPEN:
        raise Conflict(f"现在是“{row.get_state_display()}”，不用催办。")
    if version != row.version:
        raise Conflict
    now = clock.now()
    if row.reminded_at and row.reminded_at.astimezone(clock.CHINA).date() == clock.today():
        raise Conflict("今天已经催办过了。")
    row.reminded_at, row.reminders = now, row.reminders + 1
    row.save(update_fields=["reminded_at", "reminders"])
    late = (clock.today() - row.due_on).days
    said = f"第 {row.reminders} 次" + (f"，已逾期 {late} 天" if late > 0 else "")
    _note(actor, row, "remind", "催办", said)
    record(actor, "fieldwork.briefing.reminded", row, times=row.reminders, late=max(late, 0))
    _tell_addressee(
        actor, row, "fieldwork.briefing.reminded", f"请尽快通报，期限是 {row.due_on}。"
    )  # fmt: skip
    return row


@service
def return_briefing(actor: Actor, *, briefing_id: int, version: int, reason: str) -> Briefing:
    """Ask for what is lacking in an answer; what was told stays in the history."""
    row = _row(actor, briefing_id)
    before = row.answer
    step(
        actor, BRIEFING_STATES, row, "return", version=version, reason=reason, target=_TARGET
    )  # fmt: skip
    _note(actor, row, "answered", "原来的回复", before)
    record(actor, "fieldwork.briefing.returned", row, reason=reason.strip())
    _tell_addressee(actor, row, "fieldwork.briefing.returned", "请补充通报。")
    return row


@service
def accept_briefing(actor: Actor, *, briefing_id: int, version: int) -> Briefing:
    """It is what was asked for."""
    row = _row(actor, briefing_id)
    step(actor, BRIEFING_STATES, row, "accept", version=version, target=_TARGET)
    record(actor, "fieldwork.briefing.accepted", row)
    return row


@service
def put_off_briefing(
    actor: Actor, *, briefing_id: int, version: int, due_on: dt.date, reason: str
) -> Briefing:
    """A later day, with its reason; the first one stays to be seen."""
    row = _row(actor, briefing_id)
    access.require(actor, "put_off", row)
    reason = words(reason, 300, "reason", "请写明为什么推后。")
    if row.state not in OPEN:
        raise Conflict(f"现在是“{row.get_state_display()}”，不用推后期限。")
    if version != row.version:
        raise Conflict
    if due_on <= row.due_on:
        raise Invalid(f"期限只能推后，应当晚于 {row.due_on}。", field="due_on")
    before, row.due_on = row.due_on, due_on
    row.version += 1
    row.save(update_fields=["due_on", "version"])
    _note(actor, row, "put_off", "推后期限", f"{before} → {due_on}：{reason}")
    record(
        actor, "fieldwork.briefing.put_off", row, before=str(before), after=str(due_on),
        reason=reason,
    )  # fmt: skip
    _tell_addressee(actor, row, "fieldwork.briefing.put_off", f"期限推后到 {due_on}。")
    return row


@service
def withdraw_briefing(actor: Actor, *, briefing_id: int, version: int, reason: str) -> Briefing:
    """It is not needed after all."""
    row = _row(actor, briefing_id)
    step(
        actor, BRIEFING_STATES, row, "withdraw", version=version, reason=reason, target=_TARGET,
        withdrawn_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "fieldwork.briefing.withdrawn", row, reason=reason.strip())
    _tell_addressee(actor, row, "fieldwork.briefing.withdrawn", "已撤回，不用再通报。")
    return row


@service
def note_download(actor: Actor, *, briefing_file_id: int) -> BriefingFile:
    """A file leaves the system: note it."""
    rows = BriefingFile.objects.select_related("file", "briefing")
    one = access.get_or_404(actor, rows, pk=briefing_file_id)
    record(actor, "fieldwork.briefing.downloaded", one.briefing, file=one.file.name)
    return one


def _row(actor: Actor, briefing_id: int) -> Briefing:
    rows = Briefing.objects.select_related("inspection__organisation", "inspection__round")
    return access.get_or_404(actor, rows, pk=briefing_id)


def _note(actor: Actor, row: Briefing, action: str, label: str, reason: str = "") -> None:
    note_step(actor, row, action, label, row.state, row.state, reason, target=_TARGET)


def _tell_addressee(actor: Actor, row: Briefing, kind: str, text: str) -> None:
    """The partner is told which unit it is about: he has to know, and nobody else is told."""
    if row.addressee_id:
        told(
            actor, [row.addressee_id], kind, f"巡前通报（{row.inspection.organisation}）：{text}",
            _url(row), row.inspection_id,
        )  # fmt: skip


def _url(row: Briefing) -> str:
    return f"/briefings/{row.pk}/"
