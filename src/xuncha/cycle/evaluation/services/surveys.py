"""Satisfaction by paper sheets: handed out, typed or pasted, counted once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from xuncha.cycle.evaluation.counting import FEWEST, MOST, read_lines, read_sheet, results_of
from xuncha.cycle.evaluation.enums import Respondents, SurveyState
from xuncha.cycle.evaluation.models import Survey, SurveySheet
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services.common import find, inspection_of, note_step, step
from xuncha.cycle.inquiry.answers import AnswerError
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, next_number
from xuncha.kernel.texts import words

_AT_ONCE = 500
_REASON = 300


@service
def open_survey(
    actor: Actor, *, inspection_id: int, respondents: Respondents, handed_out: int,
    questions: Sequence[str],
) -> Survey:  # fmt: skip
    """Sheets go out to one kind of people; the questions stand from now on."""
    inspection = inspection_of(actor, inspection_id)
    asked = [one.strip() for one in questions if one.strip()]
    if not FEWEST <= len(asked) <= MOST:
        raise Invalid(f"题目应当有 {FEWEST} 到 {MOST} 道，一行一道。", field="questions")
    if handed_out < 1:
        raise Invalid("请填写发出多少份。", field="handed_out")
    row = Survey(
        inspection=inspection, number=next_number(Survey.objects.filter(inspection=inspection)),
        respondents=respondents, handed_out=handed_out, questions=asked,
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    add(row, "刚才有人也建了一次测评，请再保存一次。")
    note_step(actor, row, "open", "发出", "", row.state, f"{handed_out} 份")
    record(actor, "evaluation.survey.opened", row, questions=len(asked), handed_out=handed_out)
    return row


@service
def add_sheet(actor: Actor, *, survey_id: int, answers: Sequence[object]) -> list[SurveySheet]:
    """One sheet as typed. Refuses an empty one."""
    row = _receiving(actor, survey_id)
    try:
        sheet = read_sheet(answers)
    except AnswerError as problem:
        raise Invalid(str(problem)) from None
    if len(sheet) != len(row.questions) or all(one is None for one in sheet):
        raise Invalid("这份测评表一道题都没有填。", field="q1")
    return _add(actor, row, [sheet])


@service
def paste_sheets(actor: Actor, *, survey_id: int, lines: str) -> list[SurveySheet]:
    """Some sheets at once, one a line, or none where a line can't be read."""
    row = _receiving(actor, survey_id)
    try:
        sheets = read_lines(lines, len(row.questions))
    except AnswerError as problem:
        raise Invalid(str(problem), field="lines") from None
    if not sheets or len(sheets) > _AT_ONCE:
        raise Invalid(f"一次可以粘贴 1 到 {_AT_ONCE} 份，一行一份。", field="lines")
    return _add(actor, row, sheets)


def _add(actor: Actor, row: Survey, sheets: Sequence[list[int | None]]) -> list[SurveySheet]:
    kept = row.sheets.filter(void_reason="").count()
    if kept + len(sheets) > row.handed_out:
        raise Invalid(f"录入的会超过发出的 {row.handed_out} 份，请核对。", field="lines")
    first = next_number(row.sheets)
    made = [
        SurveySheet(
            survey=row, number=first + at, answers=one, entered_by_id=actor.user_id,
            entered_at=clock.now(),
        )
        for at, one in enumerate(sheets)
    ]  # fmt: skip
    try:
        with transaction.atomic():
            SurveySheet.objects.bulk_create(made)
    except IntegrityError:
        raise Conflict("刚才有人用了同一个卷号，请再保存一次。") from None
    record(actor, "evaluation.survey.entered", row, sheets=len(made))
    return made


@service
def void_sheet(actor: Actor, *, sheet_id: int, reason: str) -> SurveySheet:
    """Typed wrongly: it does not count any more, and says why."""
    sheet = access.get_or_404(actor, SurveySheet, pk=sheet_id)
    row = _receiving(actor, sheet.survey_id)
    reason = words(reason, 200, "reason", "请写明为什么作废。")
    if SurveySheet.objects.filter(pk=sheet.pk, void_reason="").update(void_reason=reason) != 1:
        raise Conflict
    record(actor, "evaluation.survey.voided", row, reason=reason, sheet=sheet.number)
    sheet.refresh_from_db()
    return sheet


@service
def close_survey(actor: Actor, *, survey_id: int, version: int) -> Survey:
    """Counted once, by the rules of today; nothing is added afterwards."""
    row = find(actor, Survey, survey_id)
    Survey.objects.select_for_update().get(pk=row.pk)
    rules = rules_on(clock.today())
    numbers = rules.settings.numbers
    sheets = list(
        row.sheets.filter(void_reason="").order_by("number").values_list("answers", flat=True)
    )
    results, rate = results_of(
        row.questions, sheets, least_sheets=numbers.least_sheets, least_cell=numbers.least_cell
    )
    step(
        actor, row, "close", version=version, closed_by_id=actor.user_id,
        closed_on=clock.today(), sheets_counted=len(sheets), results=results,
        satisfied_percent=rate, rules_version=rules.number, note=f"{len(sheets)} 份",
    )  # fmt: skip
    record(actor, "evaluation.survey.closed", row, sheets=len(sheets))
    return row


@service
def withdraw_survey(actor: Actor, *, survey_id: int, version: int, reason: str) -> Survey:
    """It does not count; it stays with the reason."""
    row = find(actor, Survey, survey_id)
    change = step(
        actor, row, "withdraw", version=version, reason=reason,
        end_reason=reason.strip()[:_REASON],
    )  # fmt: skip
    record(actor, "evaluation.survey.withdrawn", row, reason=change.reason)
    return row


@service
def note_print(actor: Actor, *, survey_id: int) -> Survey:
    """The empty sheet is printed; the log knows."""
    row = find(actor, Survey, survey_id)
    access.require(actor, "print", row)
    record(actor, "evaluation.survey.printed", row)
    return row


def _receiving(actor: Actor, survey_id: int) -> Survey:
    row = find(actor, Survey, survey_id)
    access.require(actor, "enter", row)
    row.state = Survey.objects.select_for_update().values_list("state", flat=True).get(pk=row.pk)
    if row.state != SurveyState.OPEN:
        raise Conflict("这次测评不在收表，不能再录入。")
    return row
