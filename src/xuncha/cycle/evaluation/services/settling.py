"""What follows on a filled in evaluation: confirmed, told, answered, its grade fixed."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, UNIT
from xuncha.cycle.evaluation.models import Evaluation, EvaluationAnswer
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services.common import SHORT, find, say, step
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.texts import words

_ANSWER = 2_000


@service
def return_evaluation(
    actor: Actor, *, evaluation_id: int, version: int, reason: str
) -> Evaluation:  # fmt: skip
    """Back to be scored anew, also after the unit answered. What the unit said stays."""
    row = find(actor, Evaluation, evaluation_id)
    change = step(
        actor, row, "return", version=version, reason=reason, filled_by_id=None, filled_on=None,
        confirmed_by_id=None, confirmed_on=None, answer_by=None, due_rule="",
    )  # fmt: skip
    record(actor, "evaluation.evaluation.returned", row, reason=change.reason)
    if row.opened_by_id:
        _say(actor, [row.opened_by_id], row, "有一份整改评估退回重评。")
    return row


@service
def confirm_evaluation(actor: Actor, *, evaluation_id: int, version: int) -> Evaluation:
    """Another person stands by it; the unit is told and its days to answer start."""
    row = find(actor, Evaluation, evaluation_id)
    rules = rules_on(clock.today())
    due = add_workdays(clock.today(), rules.settings.numbers.answer_days, tables())
    step(
        actor, row, "confirm", version=version, note=f"请单位于 {due.on} 前回复",
        confirmed_by_id=actor.user_id, confirmed_on=clock.today(), answer_by=due.on,
        due_rule=f"告知之后{due.rule}", is_provisional=due.provisional,
    )  # fmt: skip
    note_provisional(row, "answer_by", due)
    record(actor, "evaluation.evaluation.confirmed", row, answer_by=str(due.on))
    users = unit_users(row.inspection.organisation_id, UNIT)
    _say(actor, users, row, f"整改评估结果已告知，请在 {due.on} 前回复意见。")
    return row


@service
def answer_evaluation(
    actor: Actor, *, evaluation_id: int, version: int, agrees: bool, text: str
) -> Evaluation:
    """The unit agrees or not, and why. Late is taken as long as the grade is not fixed."""
    row = find(actor, Evaluation, evaluation_id)
    text = words(text, _ANSWER, "text", "请写明意见；没有意见也写一句。")
    step(
        actor, row, "answer", version=version, note="同意" if agrees else "有不同意见",
        answered_on=row.answered_on or clock.today(),
    )  # fmt: skip
    assert row.points is not None
    last = row.answers.aggregate(last=Max("number"))["last"]
    try:
        with transaction.atomic():
            EvaluationAnswer.objects.create(
                evaluation=row, number=(last or 0) + 1, agrees=agrees, text=text,
                points=row.points, by_id=actor.user_id, at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("刚才已经有人回复了。") from None
    late = bool(row.answer_by and clock.today() > row.answer_by)
    record(actor, "evaluation.evaluation.answered", row, agrees=agrees, late=late)
    _say(actor, with_roles([OFFICE_DIRECTOR]), row, "单位已对整改评估回复意见，请定等次。")
    return row


@service
def finish_evaluation(
    actor: Actor, *, evaluation_id: int, version: int, reason: str
) -> Evaluation:  # fmt: skip
    """The grade stands. Refuses before the unit was heard or its days are over, and whoever filled
    it in."""
    row = find(actor, Evaluation, evaluation_id)
    change = step(
        actor, row, "finish", version=version, reason=reason, final_by_id=actor.user_id,
        final_on=clock.today(), final_note=reason.strip()[:SHORT],
    )  # fmt: skip
    record(
        actor, "evaluation.evaluation.final", row, grade=row.grade, points=str(row.points),
        note=change.reason,
    )  # fmt: skip
    users = unit_users(row.inspection.organisation_id, UNIT)
    _say(actor, users, row, "整改评估等次已定。")
    return row


@service
def withdraw_evaluation(
    actor: Actor, *, evaluation_id: int, version: int, reason: str
) -> Evaluation:  # fmt: skip
    """It does not count any more; it stays with the reason."""
    row = find(actor, Evaluation, evaluation_id)
    change = step(
        actor, row, "withdraw", version=version, reason=reason, end_reason=reason.strip()[:SHORT]
    )
    record(actor, "evaluation.evaluation.withdrawn", row, reason=change.reason)
    return row


@service
def note_print(actor: Actor, *, evaluation_id: int) -> Evaluation:
    """Somebody prints it."""
    row = find(actor, Evaluation, evaluation_id)
    access.require(actor, "print", row)
    record(actor, "evaluation.evaluation.printed", row)
    return row


def _say(actor: Actor, users: list[int], row: Evaluation, text: str) -> None:
    say(actor, users, row, "evaluation", text, f"/evaluation/evaluations/{row.pk}/")
