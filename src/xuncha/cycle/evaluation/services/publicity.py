"""Laying open: drafted from the data, edited, approved by another, published, closed."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, UNIT_HEAD
from xuncha.cycle.evaluation.enums import PublicityState, ReportState, Scope
from xuncha.cycle.evaluation.models import Objection, Publicity, Report
from xuncha.cycle.evaluation.naming import names_in
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services.common import (
    LONG,
    SHORT,
    find,
    inspection_of,
    note_step,
    say,
    step,
)
from xuncha.cycle.evaluation.wording import digest_of, public_text
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

_PLACE, _PROOF = 200, 300


@service
def draft_publicity(actor: Actor, *, inspection_id: int, scope: Scope) -> Publicity:
    """Write a draft out of today's data. Refuses before both reports are accepted: what is laid
    open has been reviewed; and a second draft for the same scope."""
    inspection = inspection_of(actor, inspection_id)
    row = Publicity(
        inspection=inspection, scope=scope, as_of=clock.today(), drafted_by_id=actor.user_id,
        edited_by_id=actor.user_id, drafted_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    accepted = Report.objects.filter(inspection=inspection, state=ReportState.ACCEPTED).count()
    if accepted < 2:
        raise Conflict("两份整改报告都接受以后才拟公开稿：公开的内容要先经过审核。")
    row.text = public_text(inspection, scope, row.as_of)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("这一范围的公开稿已经有了。") from None
    note_step(actor, row, "draft", "拟稿", "", row.state)
    record(actor, "evaluation.publicity.drafted", row, scope=str(scope))
    return row


@service
def change_publicity(
    actor: Actor, *, publicity_id: int, version: int, text: str, contact: str
) -> Publicity:
    """Edit a draft. Whoever edited it last does not approve it."""
    row = find(actor, Publicity, publicity_id)
    access.require(actor, "change", row)
    if row.state != PublicityState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，公开稿不能再改；要改先退回。")
    text = words(text, LONG, "text", "请填写公开稿。")
    _without_names(row, text)
    contact = words(contact, _PLACE, "contact", "请写明群众怎样反映意见：电话、邮箱、接待时间。")
    seen = Publicity.objects.filter(pk=row.pk, version=version, state=PublicityState.DRAFT)
    changed = seen.update(
        text=text, contact=contact, edited_by_id=actor.user_id, version=F("version") + 1
    )
    if changed != 1:
        raise Conflict
    row.refresh_from_db()
    note_step(actor, row, "change", "修改", row.state, row.state)
    record(actor, "evaluation.publicity.changed", row)
    return row


@service
def redraft_publicity(actor: Actor, *, publicity_id: int, version: int, reason: str) -> Publicity:
    """Write a draft anew out of today's data; what was edited by hand is lost, how people tell
    their opinion stays."""
    row = find(actor, Publicity, publicity_id)
    access.require(actor, "redraft", row)
    if row.state != PublicityState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，公开稿不能再改；要改先退回。")
    reason = words(reason, SHORT, "reason", "请写明为什么重写。")
    today = clock.today()
    seen = Publicity.objects.filter(pk=row.pk, version=version, state=PublicityState.DRAFT)
    changed = seen.update(
        text=public_text(row.inspection, row.scope, today), as_of=today, drafted_at=clock.now(),
        drafted_by_id=actor.user_id, edited_by_id=actor.user_id, version=F("version") + 1,
    )  # fmt: skip
    if changed != 1:
        raise Conflict
    row.refresh_from_db()
    note_step(actor, row, "redraft", "按数据重写", row.state, row.state, reason)
    record(actor, "evaluation.publicity.redrafted", row, reason=reason)
    return row


def _without_names(row: Publicity, text: str) -> None:
    """What is laid open tells of posts, never of persons that the system knows by name."""
    if names := names_in(text, row.inspection):
        said = "、".join(f"“{one}”" for one in names)
        raise Invalid(
            f"公开稿里写了人名{said}，公开的文字不写姓名，请改成职务或者“有关人员”。", field="text"
        )


@service
def submit_publicity(actor: Actor, *, publicity_id: int, version: int) -> Publicity:
    """Hand it in for approval; from now on its words stand."""
    row = find(actor, Publicity, publicity_id)
    access.require(actor, "submit", row)
    _without_names(row, row.text)
    step(actor, row, "submit", version=version, submitted_by_id=actor.user_id)
    record(actor, "evaluation.publicity.submitted", row)
    users = [*unit_users(row.inspection.organisation_id, {UNIT_HEAD}),
             *with_roles([OFFICE_DIRECTOR])]  # fmt: skip
    say(actor, users, row, "publicity", f"{row}的稿子等您审批。", _url(row))
    return row


@service
def return_publicity(actor: Actor, *, publicity_id: int, version: int, reason: str) -> Publicity:
    """Back to whoever wrote it."""
    row = find(actor, Publicity, publicity_id)
    change = step(
        actor, row, "return", version=version, reason=reason, submitted_by_id=None,
        approved_by_id=None, approved_on=None, approved_digest="",
    )  # fmt: skip
    record(actor, "evaluation.publicity.returned", row, reason=change.reason)
    _tell_writer(actor, row, f"{row}的稿子退回修改。")
    return row


@service
def approve_publicity(actor: Actor, *, publicity_id: int, version: int) -> Publicity:
    """Approve these words and no others."""
    row = find(actor, Publicity, publicity_id)
    step(
        actor, row, "approve", version=version, approved_by_id=actor.user_id,
        approved_on=clock.today(), approved_digest=digest_of(row),
    )  # fmt: skip
    record(actor, "evaluation.publicity.approved", row, digest=row.approved_digest)
    _tell_writer(actor, row, f"{row}的稿子已批准，可以公开。")
    return row


@service
def publish(
    actor: Actor, *, publicity_id: int, version: int, published_on: dt.date, place: str, proof: str
) -> Publicity:
    """Put down where and since when it is public, and what shows it; the working days start.
    Refuses a day before the approval or after today."""
    row = find(actor, Publicity, publicity_id)
    place = words(place, _PLACE, "place", "请写明公开在哪里。")
    proof = words(proof, _PROOF, "proof", "请写明凭据：网页地址、照片编号、公示栏照片存放处。")
    if row.approved_on and published_on < row.approved_on:
        raise Invalid("公开日期不能早于批准日期。", field="published_on")
    if published_on > clock.today():
        raise Invalid("公开以后再登记，日期不能晚于今天。", field="published_on")
    rules = rules_on(clock.today())
    until = add_workdays(published_on, rules.settings.numbers.public_days, tables())
    step(
        actor, row, "publish", version=version, note=f"公开到 {until.on}",
        published_on=published_on, place=place, proof=proof, until_on=until.on,
        due_rule=f"公开之后{until.rule}", is_provisional=until.provisional,
        rules_version=rules.number,
    )  # fmt: skip
    note_provisional(row, "until_on", until)
    record(actor, "evaluation.publicity.published", row, until=str(until.on))
    return row


@service
def note_objection(
    actor: Actor, *, publicity_id: int, received_on: dt.date, gist: str
) -> Objection:
    """Somebody said something against it, without his name."""
    row = find(actor, Publicity, publicity_id)
    access.require(actor, "object", row)
    gist = words(gist, SHORT, "gist", "请写明意见要点。")
    if row.state != PublicityState.PUBLISHED or row.published_on is None:
        raise Conflict("公开期间收到的意见才在这里登记。")
    if not row.published_on <= received_on <= clock.today():
        raise Invalid("收到日期应当在公开以后、今天以前。", field="received_on")
    number = (row.objections.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            made = Objection.objects.create(
                publicity=row, number=number, received_on=received_on, gist=gist,
                noted_by_id=actor.user_id,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("刚才有人也登记了一条，请再保存一次。") from None
    record(actor, "evaluation.objection.noted", row, number=number)
    return made


@service
def answer_objection(actor: Actor, *, objection_id: int, answer: str) -> Objection:
    """How it was dealt with; said once."""
    made = access.get_or_404(actor, Objection, related=("publicity__inspection",), pk=objection_id)
    access.require(actor, "reply", made.publicity)
    answer = words(answer, SHORT, "answer", "请写明怎样处理。")
    open_ = Objection.objects.filter(pk=made.pk, answer="")
    done = open_.update(answer=answer, answered_on=clock.today(), answered_by_id=actor.user_id)
    if done != 1:
        raise Conflict("这条意见已经处理过了。")
    made.refresh_from_db()
    record(actor, "evaluation.objection.answered", made.publicity, number=made.number)
    return made


@service
def close_publicity(actor: Actor, *, publicity_id: int, version: int, reason: str) -> Publicity:
    """The days are over and every objection is answered."""
    row = find(actor, Publicity, publicity_id)
    change = step(
        actor, row, "close", version=version, reason=reason, closed_on=clock.today(),
        close_note=reason.strip()[:SHORT],
    )  # fmt: skip
    record(actor, "evaluation.publicity.closed", row, note=change.reason)
    return row


@service
def withdraw_publicity(actor: Actor, *, publicity_id: int, version: int, reason: str) -> Publicity:
    """Take it back; that it was there stays, with the reason."""
    row = find(actor, Publicity, publicity_id)
    change = step(
        actor, row, "withdraw", version=version, reason=reason, end_reason=reason.strip()[:SHORT]
    )
    record(actor, "evaluation.publicity.withdrawn", row, reason=change.reason)
    return row


@service
def note_print(actor: Actor, *, publicity_id: int) -> Publicity:
    """Somebody prints it."""
    row = find(actor, Publicity, publicity_id)
    access.require(actor, "print", row)
    record(actor, "evaluation.publicity.printed", row)
    return row


def _url(row: Publicity) -> str:
    return f"/evaluation/publicity/{row.pk}/"


def _tell_writer(actor: Actor, row: Publicity, text: str) -> None:
    users = {one for one in (row.drafted_by_id, row.edited_by_id) if one}
    say(actor, sorted(users), row, "publicity", text, _url(row))
