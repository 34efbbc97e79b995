"""Typing sheets, voiding one, bringing them in as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from django.db import IntegrityError, transaction

from xuncha.cycle.fieldwork.services.common import still_open
from xuncha.cycle.inquiry.answers import AnswerError, read_answer
from xuncha.cycle.inquiry.enums import QuestionnaireState, SheetImportState
from xuncha.cycle.inquiry.importing import read_sheets
from xuncha.cycle.inquiry.models import Questionnaire, Sheet, SheetImport
from xuncha.cycle.inquiry.services.questionnaires import find_questionnaire
from xuncha.cycle.inquiry.states import SHEET_IMPORT_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, next_number
from xuncha.kernel.texts import words

_BATCH = 500


@service
def add_sheet(actor: Actor, *, questionnaire_id: int, answers: Mapping[int, object]) -> Sheet:
    """One sheet as typed: raw answers by the question's number. Refuses an empty sheet, answers
    that no question offers, and a questionnaire that is not out."""
    row = _receiving(actor, questionnaire_id)
    read = []
    for one in row.questions.order_by("number"):
        try:
            read.append(read_answer(one.kind, one.options, answers.get(one.number)))
        except AnswerError as problem:
            raise Invalid(f"第 {one.number} 题：{problem}", field=f"q{one.number}") from None
    if all(one is None for one in read):
        raise Invalid("这份答卷一道题都没有填。", field="q1")
    sheet = Sheet(
        questionnaire=row, number=_next(row), answers=read, entered_by_id=actor.user_id,
        entered_at=clock.now(),
    )  # fmt: skip
    add(sheet, "刚才有人用了同一个卷号，请再保存一次。")
    record(actor, "inquiry.sheet.entered", row, name=str(row), sheet=sheet.number)
    return sheet


@service
def void_sheet(actor: Actor, *, sheet_id: int, reason: str) -> Sheet:
    """Typed wrongly: it does not count any more, and says why."""
    sheet = access.get_or_404(actor, Sheet, pk=sheet_id)
    row = _receiving(actor, sheet.questionnaire_id)
    reason = words(reason, 200, "reason", "请写明为什么作废。")
    if Sheet.objects.filter(pk=sheet.pk, void_reason="").update(void_reason=reason) != 1:
        raise Conflict
    record(actor, "inquiry.sheet.voided", row, reason=reason, sheet=sheet.number)
    sheet.refresh_from_db()
    return sheet


def bring_sheets(
    actor: Actor, *, questionnaire_id: int, stream: IO[bytes], name: str
) -> SheetImport:
    """Take a workbook in for a dry run; nothing of it counts yet. The same workbook can't be taken
    twice into the same questionnaire."""
    check_receiving(actor, questionnaire_id)
    stored = keep_file(actor, stream=stream, name=name)
    return _note_read(actor, questionnaire_id=questionnaire_id, stored=stored)


@service
def check_receiving(actor: Actor, questionnaire_id: int) -> Questionnaire:
    """Goes on only where this person may add sheets."""
    return _receiving(actor, questionnaire_id)


@service
def _note_read(actor: Actor, *, questionnaire_id: int, stored: StoredFile) -> SheetImport:
    form = _receiving(actor, questionnaire_id)
    taken = form.imports.filter(state=SheetImportState.DONE, file__sha256=stored.sha256)
    if taken.exists():
        raise Invalid("这份表已经导入过了，再导入会把同样的答卷算两次。", field="file")
    row = SheetImport(
        questionnaire=form, file=stored, brought_by_id=actor.user_id, brought_at=clock.now()
    )
    row.summary = read_sheets(row).counts()
    row.save(force_insert=True)
    record(actor, "inquiry.sheets.read", form, counts=row.summary)
    return row


@service
def take_sheets(actor: Actor, *, import_id: int, version: int) -> SheetImport:
    """Take the workbook in: every row a sheet, or none."""
    row = _import(actor, import_id)
    form = _receiving(actor, row.questionnaire_id)
    reading = read_sheets(row)
    if not reading.run.is_clean:
        raise Invalid(reading.run.sentences()[0], field="file")
    SHEET_IMPORT_STATES.move(row, "take", version=version, done_at=clock.now())
    first = _next(form)
    made = [
        Sheet(
            questionnaire=form, number=first + at, answers=one, brought=row,
            entered_by_id=actor.user_id, entered_at=clock.now(),
        )
        for at, one in enumerate(reading.sheets)
    ]  # fmt: skip
    try:
        with transaction.atomic():
            Sheet.objects.bulk_create(made, batch_size=_BATCH)
    except IntegrityError:
        raise Conflict("导入的同时有人在录答卷，请再点一次导入。") from None
    record(actor, "inquiry.sheets.taken", form, sheets=len(made))
    return row


@service
def drop_sheets(actor: Actor, *, import_id: int, version: int) -> SheetImport:
    """Leave the workbook."""
    row = _import(actor, import_id)
    SHEET_IMPORT_STATES.move(row, "drop", version=version)
    record(actor, "inquiry.sheets.dropped", row.questionnaire)
    return row


def _import(actor: Actor, import_id: int) -> SheetImport:
    related = ("questionnaire__inspection", "file")
    row = access.get_or_404(actor, SheetImport, related=related, pk=import_id)
    access.require(actor, "enter", row.questionnaire)
    return row


def _receiving(actor: Actor, questionnaire_id: int) -> Questionnaire:
    row = find_questionnaire(actor, questionnaire_id)
    access.require(actor, "enter", row)
    still_open(row.inspection)
    if row.state != QuestionnaireState.OPEN:
        raise Conflict("这份问卷不在发放中，不能录入答卷。")
    return row


def _next(row: Questionnaire) -> int:
    return next_number(row.sheets)
