"""The evaluation: counted by the system, filled in, handed in; what is frozen and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.evaluation.enums import EvaluationState
from xuncha.cycle.evaluation.forms import Form
from xuncha.cycle.evaluation.models import Evaluation, Score
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.scoring.facts import Facts, gather
from xuncha.cycle.evaluation.scoring.measures import MEASURES
from xuncha.cycle.evaluation.scoring.vetoes import capped, vetoes_of
from xuncha.cycle.evaluation.services.common import (
    SHORT,
    find,
    inspection_of,
    note_step,
    say,
    step,
)
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, edit


@dataclass(frozen=True, slots=True)
class Given:
    """Points that a person gives an indicator, and why."""

    points: Decimal
    reason: str


@service
def open_evaluation(actor: Actor, *, inspection_id: int) -> Evaluation:
    """Begin with the form in force today, counted as of today. One at a time for an inspection."""
    inspection = inspection_of(actor, inspection_id)
    today = clock.today()
    rules = rules_on(today)
    form = rules.settings.form
    row = Evaluation(
        inspection=inspection, rules_version=rules.number, form=form.to_dict(), as_of=today,
        opened_by_id=actor.user_id, edited_by_id=actor.user_id, opened_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    add(row, "这个单位的评估已经发起了。")
    Score.objects.bulk_create(
        [
            Score(evaluation=row, number=at, code=one.code, weight=one.weight)
            for at, one in enumerate(form.indicators, start=1)
        ]
    )
    _count(row, form, gather(inspection, today))
    note_step(actor, row, "open", "发起", "", row.state, form.title)
    record(actor, "evaluation.evaluation.opened", row, form=form.key, rules=rules.number)
    return row


@service
def recount(actor: Actor, *, evaluation_id: int, version: int) -> Evaluation:
    """Count anew as of today. Points that a person gave stay, with his reason."""
    row = _filling(actor, evaluation_id, version)
    today = clock.today()
    row.as_of = today
    _count(row, Form.from_dict(row.form), gather(row.inspection, today))
    record(actor, "evaluation.evaluation.counted", row, as_of=str(today))
    return row


def _count(row: Evaluation, form: Form, facts: Facts) -> None:
    by_code = {one.code: one for one in form.indicators}
    scores = list(row.scores.order_by("number"))
    for one in scores:
        indicator = by_code[one.code]
        if indicator.is_asked:
            continue
        found = MEASURES[indicator.source](facts)
        one.proposed = found.points(one.weight)
        one.formula = found.formula(one.weight)[:200]
        one.rows = {"counted": found.counted, "left": found.left}
        if not one.reason:
            one.points = one.proposed
    Score.objects.bulk_update(scores, ["proposed", "formula", "rows", "points"])
    row.vetoes = [one.to_dict() for one in vetoes_of(form, facts)]
    _sum_up(row, form, scores)


def _sum_up(row: Evaluation, form: Form, scores: list[Score]) -> None:
    """Points so far and the grade that they come to; no grade while something is missing."""
    row.points = sum((one.points for one in scores if one.points is not None), Decimal("0.0"))
    whole = all(one.points is not None for one in scores)
    row.earned_grade = form.grade_of(float(row.points)) if whole else ""
    caps = [one["cap"] for one in row.vetoes]
    row.grade = capped(form, row.earned_grade, caps) if whole else ""
    row.save(update_fields=["as_of", "points", "earned_grade", "grade", "vetoes"])


@service
def fill_in(
    actor: Actor, *, evaluation_id: int, version: int, given: Mapping[str, Given | None]
) -> Evaluation:
    """Points by indicator; None takes a person's points back. Refuses points without a reason, more
    than the weight, and changes of an evaluation that was handed in."""
    row = _filling(actor, evaluation_id, version)
    scores = list(row.scores.order_by("number"))
    for one in scores:
        if one.code in given:
            _give(one, given[one.code])
    Score.objects.bulk_update(scores, ["points", "reason"])
    form = Form.from_dict(row.form)
    _sum_up(row, form, scores)
    note_step(actor, row, "fill", "评分", row.state, row.state)
    record(actor, "evaluation.evaluation.scored", row, indicators=sorted(given))
    return row


def _give(one: Score, told: Given | None) -> None:
    if told is None:
        one.points, one.reason = one.proposed, ""
        return
    reason = told.reason.strip()
    if not 0 <= told.points <= one.weight:
        raise Invalid(f"得分应当在 0 到 {one.weight} 之间。", field=f"points_{one.code}")
    if not reason and told.points != one.proposed:
        raise Invalid("人给的分要写明理由。", field=f"reason_{one.code}")
    if len(reason) > SHORT:
        raise Invalid(f"有 {len(reason)} 个字，最多 {SHORT} 个字。", field=f"reason_{one.code}")
    one.points, one.reason = told.points.quantize(Decimal("0.1")), reason


def _filling(actor: Actor, evaluation_id: int, version: int) -> Evaluation:
    """The draft, taken by this person: of two who change it at once one is asked to look again."""
    row = find(actor, Evaluation, evaluation_id)
    access.require(actor, "fill", row)
    if row.state != EvaluationState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，分不能再改；要改先退回。")
    edit(row, version, edited_by_id=actor.user_id)
    return row


@service
def submit_evaluation(actor: Actor, *, evaluation_id: int, version: int) -> Evaluation:
    """Hand it in to be confirmed by another person: from now on nothing of it changes. Refuses an
    evaluation whose figures are not today's: they are counted anew first."""
    row = find(actor, Evaluation, evaluation_id)
    if row.state == EvaluationState.DRAFT and row.as_of != clock.today():
        raise Conflict(f"数据截至 {row.as_of}，请先按今天的数据重算。")
    step(
        actor, row, "submit", version=version, filled_by_id=actor.user_id, filled_on=clock.today(),
        note=f"{row.points} 分，{row.grade}",
    )  # fmt: skip
    record(
        actor, "evaluation.evaluation.submitted", row, points=str(row.points), grade=row.grade,
        vetoes=[one["code"] for one in row.vetoes],
    )  # fmt: skip
    others = [one for one in with_roles(OFFICE) if one != actor.user_id]
    say(
        actor, others, row, "evaluation", "有一份整改评估等另一人确认。",
        f"/evaluation/evaluations/{row.pk}/",
    )  # fmt: skip
    return row
