"""The four notices: drafted out of the feedback, approved by another, numbered, receipted."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Max

from xuncha.cycle.directory.roles import LEADER, OFFICE, OFFICE_DIRECTOR, PARTNER
from xuncha.cycle.feedback.copywords import compose
from xuncha.cycle.feedback.enums import CopyKind, CopyState, FeedbackState
from xuncha.cycle.feedback.models import CopyLetter
from xuncha.cycle.feedback.rules import due
from xuncha.cycle.feedback.services.common import add, note_step, step, told, touch
from xuncha.cycle.feedback.services.feedbacks import find_feedback
from xuncha.cycle.feedback.states import COPY_STATES
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

TARGET = "letter"
LONGEST = 20_000
_TRIES = 5
RECIPIENTS = frozenset({LEADER, PARTNER})


@service
def draft_copy(
    actor: Actor, *, feedback_id: int, kind: CopyKind, recipient: str, user_id: int | None = None
) -> CopyLetter:
    """Draft one out of the delivered feedback. ``user_id`` is an account that gets it here; where
    there is none the receipt comes back on paper."""
    feedback = find_feedback(actor, feedback_id)
    row = CopyLetter(
        feedback=feedback, kind=kind, user_id=user_id, drafted_by_id=actor.user_id,
        drafted_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    if feedback.state != FeedbackState.DELIVERED:
        raise Conflict("反馈办结以后再抄告。")
    if user_id is not None and user_id not in with_roles(RECIPIENTS):
        raise Invalid("请在名单里选择收文账号。", field="user_id")
    row.recipient = words(recipient, 80, "recipient", "请写收文单位和职务。")
    lines = list(feedback.lines.select_related("finding").order_by("line"))
    row.text = compose(feedback, kind, lines)
    add(row, "已经有一份给同一收文单位的抄告。")
    note_step(actor, row, "draft", "拟稿", "", row.state, target=TARGET)
    record(actor, "feedback.copy.drafted", row, kind=str(kind))
    return row


@service
def change_copy(actor: Actor, *, letter_id: int, version: int, text: str) -> CopyLetter:
    """Edit a draft."""
    row = find_letter(actor, letter_id)
    access.require(actor, "change", row)
    text = words(text, LONGEST, "text", "请写正文。")
    touch(row, version, CopyState.DRAFT, "抄告已经送审，不能再改；要改先退回。", text=text)
    record(actor, "feedback.copy.changed", row)
    return row


@service
def submit_copy(actor: Actor, *, letter_id: int, version: int) -> CopyLetter:
    """Hand it in; refused while it says something that looks like a clue, or names a source."""
    row = find_letter(actor, letter_id)
    step(
        actor, COPY_STATES, row, "submit", version=version, target=TARGET,
        submitted_by_id=actor.user_id,
    )  # fmt: skip
    record(actor, "feedback.copy.submitted", row)
    _tell(actor, row, with_roles([OFFICE_DIRECTOR]), "submitted", "有一份抄告送审，请批准。")
    return row


@service
def return_copy(actor: Actor, *, letter_id: int, version: int, reason: str) -> CopyLetter:
    """Send it back with what to mend."""
    row = find_letter(actor, letter_id)
    step(actor, COPY_STATES, row, "return", version=version, reason=reason, target=TARGET)
    record(actor, "feedback.copy.returned", row, reason=reason.strip())
    _tell(actor, row, [row.submitted_by_id], "returned", "抄告被退回，请修改。")
    return row


@service
def issue_copy(actor: Actor, *, letter_id: int, version: int) -> CopyLetter:
    """Approved by another than who handed it in, and out under the year's next number. Of two that
    are issued at once each gets its own."""
    row = find_letter(actor, letter_id)
    access.require(actor, "issue", row)
    today = clock.today()
    deadline = due("copy_receipt_workdays", today)
    for attempt in range(_TRIES):
        last = CopyLetter.objects.filter(year=today.year).aggregate(last=Max("number"))["last"]
        try:
            with transaction.atomic():
                step(
                    actor, COPY_STATES, row, "issue", version=version, target=TARGET,
                    note=f"请于 {deadline.on} 前签收", year=today.year, number=(last or 0) + 1,
                    issued_by_id=actor.user_id, issued_on=today, receive_by=deadline.on,
                    due_rule=deadline.rule, rules_version=deadline.version,
                )  # fmt: skip
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise Conflict("文号刚才被占用，请再发一次。") from None
            continue
        break
    note_provisional(row, "receive_by", deadline.counted)
    record(actor, "feedback.copy.issued", row, code=row.code)
    _tell(actor, row, [row.user_id], "issued", f"有一份巡察抄告，请于 {deadline.on} 前签收。")
    return row


@service
def receive_copy(actor: Actor, *, letter_id: int, version: int) -> CopyLetter:
    """Whoever it is for has it."""
    row = find_letter(actor, letter_id)
    step(
        actor, COPY_STATES, row, "receive", version=version, target=TARGET,
        received_by_id=actor.user_id, received_as=row.recipient[:60], received_on=clock.today(),
    )  # fmt: skip
    record(actor, "feedback.copy.received", row)
    _tell(actor, row, with_roles(OFFICE), "received", f"{row}已签收。")
    return row


@service
def enter_copy_receipt(
    actor: Actor, *, letter_id: int, version: int, signed_as: str, on: dt.date
) -> CopyLetter:
    """A receipt on paper, put down by the office."""
    row = find_letter(actor, letter_id)
    if row.issued_on and not row.issued_on <= on <= clock.today():
        raise Invalid("签收日期应当在发出之后、不晚于今天。", field="on")
    step(
        actor, COPY_STATES, row, "enter", version=version, target=TARGET, note="纸质回执",
        received_as=words(signed_as, 60, "signed_as", "请写明签收人的职务。"), received_on=on,
    )  # fmt: skip
    record(actor, "feedback.copy.received", row, on_paper=True)
    return row


@service
def withdraw_copy(actor: Actor, *, letter_id: int, version: int, reason: str) -> CopyLetter:
    """Take it back; its number stays taken."""
    row = find_letter(actor, letter_id)
    step(
        actor, COPY_STATES, row, "withdraw", version=version, reason=reason, target=TARGET,
        end_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "feedback.copy.withdrawn", row, reason=reason.strip())
    return row


@service
def note_print(actor: Actor, *, letter_id: int) -> CopyLetter:
    """Somebody prints it."""
    row = find_letter(actor, letter_id)
    access.require(actor, "print", row)
    record(actor, "feedback.copy.printed", row)
    return row


def find_letter(actor: Actor, letter_id: int) -> CopyLetter:
    """The notice under the actor's scope."""
    related = ("feedback__inspection__organisation", "feedback__inspection__round", "user")
    return access.get_or_404(actor, CopyLetter, related=related, pk=letter_id)


def _tell(
    actor: Actor, row: CopyLetter, users: list[int | None] | list[int], kind: str, text: str
) -> None:
    told(
        actor, users, f"feedback.copy.{kind}", text, f"/copy-letters/{row.pk}/",
        row.feedback.inspection_id,
    )  # fmt: skip
