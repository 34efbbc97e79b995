"""A letter at the unit: received, answered; sent back or closed by the office."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.roles import UNIT_HEAD
from xuncha.cycle.oversight.enums import LetterState
from xuncha.cycle.oversight.models import Letter, LetterAnswer, LetterFile
from xuncha.cycle.oversight.services.common import step
from xuncha.cycle.oversight.services.letters import LONGEST, TARGET, find_letter
from xuncha.cycle.oversight.states import LETTER_STATES
from xuncha.cycle.oversight.telling import tell_office, tell_unit
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.records import next_number
from xuncha.kernel.texts import words


@service
def receive_letter(actor: Actor, *, letter_id: int, version: int) -> Letter:
    """The unit signs for it, by post; the grave ones its head in person. Late is taken, and stays
    late."""
    row = find_letter(actor, letter_id)
    post = "主要负责人" if actor.has(UNIT_HEAD) else "联络员"
    step(
        actor, LETTER_STATES, row, "receive", version=version, target=TARGET, note=post,
        received_by_id=actor.user_id, received_as=post, received_on=clock.today(),
    )  # fmt: skip
    late = bool(row.receive_by and clock.today() > row.receive_by)
    record(actor, "oversight.letter.received", row, post=post, late=late)
    tell_office(actor, row, f"单位已签收（{post}）。")
    return row


def answer_letter(
    actor: Actor, *, letter_id: int, version: int, text: str, uploads: Sequence[Upload] = ()
) -> Letter:
    """The unit answers, with what shows it. Files are sealed before the transaction."""
    row = find_letter(actor, letter_id)
    access.require(actor, "answer", row)
    text = words(text, LONGEST, "text", "请逐条答复。")
    if row.state != LetterState.RECEIVED:
        raise Conflict(f"现在是“{row.get_state_display()}”，先签收再答复；答复过的等巡察办处理。")
    files = keep_all(actor, uploads)
    return _answer(actor, letter_id=letter_id, version=version, text=text, files=files)


@service
def _answer(
    actor: Actor, *, letter_id: int, version: int, text: str, files: list[StoredFile]
) -> Letter:
    row = find_letter(actor, letter_id)
    today = clock.today()
    step(
        actor, LETTER_STATES, row, "answer", version=version, target=TARGET,
        answered_on=row.answered_on or today,
    )  # fmt: skip
    number = next_number(row.answers)
    try:
        with transaction.atomic():
            made = LetterAnswer.objects.create(
                letter=row, number=number, text=text, by_id=actor.user_id,
                at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict from None
    attach(actor, LetterFile, made, files, "answer")
    late = bool(row.answer_by and today > row.answer_by)
    record(actor, "oversight.letter.answered", row, number=made.number, late=late)
    tell_office(actor, row, "单位已经答复。")
    return row


@service
def send_back_answer(actor: Actor, *, letter_id: int, version: int, reason: str) -> Letter:
    """The answer is not enough: the unit answers again; the first answer's day stays."""
    row = find_letter(actor, letter_id)
    change = step(
        actor, LETTER_STATES, row, "send_back", version=version, reason=reason, target=TARGET
    )
    latest = row.answers.order_by("-number")[:1].values_list("pk", flat=True)
    LetterAnswer.objects.filter(pk__in=list(latest)).update(
        returned_reason=change.reason[:500], returned_by_id=actor.user_id, returned_at=clock.now()
    )
    record(actor, "oversight.letter.sent_back", row, reason=change.reason)
    tell_unit(actor, row, "的答复被退回，请按理由重新答复。")
    return row


@service
def close_letter(actor: Actor, *, letter_id: int, version: int, reason: str) -> Letter:
    """Done with: the answer is enough, and why."""
    row = find_letter(actor, letter_id)
    change = step(
        actor, LETTER_STATES, row, "close", version=version, reason=reason, target=TARGET,
        closed_by_id=actor.user_id, closed_on=clock.today(), close_note=reason.strip()[:500],
    )  # fmt: skip
    record(actor, "oversight.letter.closed", row, note=change.reason)
    tell_unit(actor, row, "已办结。")
    return row


@service
def note_download(actor: Actor, *, letter_file_id: int) -> LetterFile:
    """What the unit handed in is looked at; the log knows."""
    row = access.get_or_404(
        actor, LetterFile, related=("file", "answer__letter"), pk=letter_file_id
    )
    record(actor, "oversight.letter.file_opened", row.answer.letter, sha256=row.file.sha256)
    return row
