"""Asking a unit about a signal, and its answer."""

from __future__ import annotations

from typing import BinaryIO

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.petitions.clocks import counted, fields_of
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.questions.enums import QuestionState
from xuncha.cycle.questions.models import Question, QuestionFile
from xuncha.cycle.questions.rules import rules_on
from xuncha.cycle.questions.states import QUESTION_STATES
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Signal
from xuncha.cycle.rectification.services.steps import liaisons_of
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock, texts
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

LONGEST = 2000
WAITS = "这个疑点已经有一份问询在等单位答复。"


@service
def ask_unit(actor: Actor, *, signal_id: int, version: int, text: str) -> Question:
    """Ask the unit in words of the office's own; its clock starts today. Refuses a signal that was
    decided, a second question beside one that waits, and a unit without a liaison."""
    signal = access.get_or_404(
        actor, Signal, related=("item", "inspection__organisation"), pk=signal_id
    )
    organisation = signal.inspection.organisation
    row = Question(
        signal=signal, item=signal.item, inspection=signal.inspection, organisation=organisation,
        text=texts.words(text, LONGEST, "text", "请写明要问单位什么。"), asked_by_id=actor.user_id,
        asked_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "ask", row)
    if signal.version != version:
        raise Conflict
    if signal.state not in {SignalState.OPEN, SignalState.UPHELD}:
        raise Conflict(f"疑点{signal.get_state_display()}，不用再问。")
    if sentence := why_not_asked(organisation):
        raise Refused(sentence)
    today = clock.today()
    now = rules_on(today)
    due = counted(today, workdays=now.settings.answer_workdays)
    for name, value in {**fields_of(due), "rules_version": now.number}.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(WAITS) from None
    note_provisional(row, "due_on", due)
    record(actor, "questions.question.asked", row, signal=signal.pk, due=str(row.due_on))
    words = f"巡察办就整改情况有一份问询，请在 {row.due_on} 前答复。"
    tell(
        actor, users=liaisons_of(organisation.pk), kind="questions.asked", text=words,
        url=f"/questions/{row.pk}/", topic=topic_of(row.inspection_id),
    )  # fmt: skip
    return row


def why_not_asked(organisation: Organisation) -> str:
    """ "" where somebody of the unit can answer, else the sentence that says what to do first."""
    if liaisons_of(organisation.pk):
        return ""
    return f"{organisation}还没有联络员账号，没有人能答复；请先由系统管理员给它的联络员开账号。"


def answer_question(
    actor: Actor, *, question_id: int, version: int, words: str,
    uploads: list[tuple[str, BinaryIO]] | None = None,
) -> Question:  # fmt: skip
    """The unit's answer: words, files or both. Files are sealed before the transaction, so that
    nobody waits for them and the refusal of one stays in the log."""
    _waiting(actor, question_id)
    if not words.strip() and not uploads:
        raise Invalid("请写明情况，或者上传佐证。", field="words")
    kept = [keep_file(actor, stream=stream, name=name) for name, stream in uploads or []]
    return _answer(actor, question_id=question_id, version=version, words=words, kept=kept)


@service
def _answer(
    actor: Actor, *, question_id: int, version: int, words: str, kept: list[StoredFile]
) -> Question:
    row = _waiting(actor, question_id)
    if len(words) > LONGEST:
        raise Invalid(f"有 {len(words)} 个字，最多 {LONGEST} 个字。", field="words")
    QUESTION_STATES.move(
        row, "answer", version=version, answer=words.strip(), answered_by_id=actor.user_id,
        answered_at=clock.now(), met_on=clock.today(),
    )  # fmt: skip
    QuestionFile.objects.bulk_create([QuestionFile(question=row, file=one) for one in kept])
    record(actor, "questions.question.answered", row, files=len(kept), late=row.late)
    if row.asked_by_id:
        words = f"{row.organisation}答复了问询。"
        tell(
            actor, users=[row.asked_by_id], kind="questions.answered", text=words,
            url=f"/signals/{row.signal_id}/?box=answered", topic=topic_of(row.inspection_id),
        )  # fmt: skip
    return row


@service
def withdraw_question(
    actor: Actor, *, question_id: int, version: int, reason: str
) -> Question:  # fmt: skip
    """The office takes a question back before it was answered."""
    row = access.get_or_404(actor, Question, pk=question_id)
    access.require(actor, "withdraw", row)
    end_question(actor, row, version, reason)
    return row


def end_question(actor: Actor, row: Question, version: int | None, reason: str) -> None:
    """Inside a service. Its clock stops: what was late by then stays late, what was not never
    becomes so."""
    QUESTION_STATES.move(
        row, "withdraw", version=version, reason=reason, withdrawn=reason[:300],
        met_on=clock.today(),
    )  # fmt: skip
    record(actor, "questions.question.withdrawn", row, reason=reason)


@service
def note_download(actor: Actor, *, file_id: int) -> QuestionFile:
    """A file of an answer leaves the system: who and which goes into the log."""
    row = access.get_or_404(actor, QuestionFile, related=("file", "question"), pk=file_id)
    record(actor, "questions.file.downloaded", row.question, file=row.pk)
    return row


def _waiting(actor: Actor, question_id: int) -> Question:
    row = access.get_or_404(actor, Question, related=("organisation",), pk=question_id)
    access.require(actor, "answer", row)
    if row.state != QuestionState.ASKED:
        raise Conflict(f"这份问询{row.get_state_display()}，不能再答复。")
    return row
