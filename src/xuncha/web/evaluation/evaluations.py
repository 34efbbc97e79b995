"""The evaluation: points with their formulas and rows, vetoes, confirmation, the unit's answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, UNIT
from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.dues import evaluation_due, report_due
from xuncha.cycle.evaluation.enums import EvaluationState
from xuncha.cycle.evaluation.forms import Form
from xuncha.cycle.evaluation.models import Evaluation, Score
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services import evaluations, settling
from xuncha.cycle.evaluation.states import EVALUATION_STATES
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, Next, buttons_for, do
from xuncha.web.evaluation.common import (
    EVERYBODY,
    JUDGING,
    OFFICES,
    Line,
    Offer,
    room_page,
)
from xuncha.web.evaluation.forms import OpinionForm, ReasonForm, ScoreForm, UnitAnswerForm
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn, told
from xuncha.web.signals.sheets import PICTURED

DEEDS = (
    Deed("submit", evaluations.submit_evaluation, "已送交，等另一人确认。", style="main"),
    Deed(
        "confirm", settling.confirm_evaluation, "已确认并告知单位，回复期限开始计算。", style="main"
    ),
    Deed("answer", settling.answer_evaluation, "意见已提交。", UnitAnswerForm, style="main"),
    Deed("finish", settling.finish_evaluation, "等次已定。", OpinionForm, style="main"),
    Deed("return", settling.return_evaluation, "已退回重评。", ReasonForm),
    Deed("withdraw", settling.withdraw_evaluation, "已撤回。", ReasonForm, style="danger"),
)  # fmt: skip
_LEAD = "系统按数据算出能算的指标，其余由人评分、写理由；一人评，另一人确认，单位可以回复。"
_PAGES = {
    "letters": "oversight_inspection", "steps": "evaluation_process",
    "satisfied": "evaluation_surveys",
}  # fmt: skip
"""Where the rows of an indicator are that counts no items."""


@read_view(EVERYBODY)
def room(request: Request, inspection_id: int) -> HttpResponse:
    """The evaluation of an inspection, or how to begin it."""
    inspection = get_inspection(request.actor, inspection_id)
    found = selectors.evaluation_of(request.actor, inspection.pk)
    if found is not None:
        return redirect("evaluation_evaluation", found.pk)
    lines, offers = [], []
    if inspection.feedback_on is not None:
        rules = rules_on(clock.today())
        due = evaluation_due(inspection, rules.settings.numbers)
        notes = [f"限 {due.on}（{due.rule}）"]
        if request.actor.has(*OFFICE):
            notes.append(f"评估表：{rules.settings.form.title}")
        lines = [Line("整改评估", "open", "还没有结果", notes=notes)]
        if access.can(request.actor, "create", Evaluation(inspection=inspection)):
            url = reverse("evaluation_open_evaluation", args=[inspection.pk])
            offers = [Offer("发起评估", url, posts=True)]
    return room_page(request, inspection, "整改评估", _LEAD, lines, offers)


@write_view(OFFICES, form=False)
def begin(request: Request, inspection_id: int) -> HttpResponse:
    """Begin with the form in force, counted as of today."""
    row = evaluations.open_evaluation(request.actor, inspection_id=inspection_id)
    messages.success(request, "能算的指标已经算好，其余请评分。")
    return redirect("evaluation_fill", row.pk)


@read_view(EVERYBODY)
def one(request: Request, evaluation_id: int) -> HttpResponse:
    """One evaluation whole: grade, vetoes, each point with its formula, what the unit said."""
    actor = request.actor
    row = selectors.get_evaluation(actor, evaluation_id)
    is_draft = row.state == EvaluationState.DRAFT
    may_fill = is_draft and bool(access.can(actor, "fill", row))
    context = {
        "row": row, "inspection": row.inspection, "form": Form.from_dict(row.form),
        "groups": _groups(row, selectors.scores_of(actor, row)),
        "vetoes": [(one, selectors.items_in(actor, one["items"])) for one in row.vetoes],
        "answers": list(selectors.answers_of(actor, row)),
        "steps": selectors.steps_of(actor, evaluation=row),
        "buttons": buttons_for(actor, row, _deeds(row), EVALUATION_STATES),
        "act_url": reverse("evaluation_move", args=[row.pk]), "may_fill": may_fill,
        "early": _early(row),
        "is_old": is_draft and row.as_of != clock.today(),
        "version_form": VersionForm(initial={"version": row.version}, auto_id=False),
        "is_unit": actor.has(*UNIT), "sees_picture": actor.has(*PICTURED),
        "next": _next(actor, row, may_fill=may_fill),
    }  # fmt: skip
    return render(request, "evaluation/evaluation.html", context)


def _deeds(row: Evaluation) -> list[Deed]:
    """With the grade in the dialog that settles it: nobody settles what he doesn't see."""
    grade = f"等次定为“{row.grade}”，{row.points} 分；定了以后不再变。" if row.grade else ""
    return [replace(one, note=grade) if one.action == "finish" else one for one in DEEDS]


def _early(row: Evaluation) -> str:
    """ "" or that the months for rectification were not over on the day that was counted."""
    if row.inspection.feedback_on is None:
        return ""
    end = report_due(row.inspection, rules_on(row.as_of).settings.numbers).on
    if row.as_of > end:
        return ""
    return (
        f"集中整改期到 {end} 才满，按 {row.as_of} 的数据评的是中途的情况，期满以后请重算再定等次。"
    )


def _groups(row: Evaluation, scores: list[Score]) -> list[dict[str, Any]]:
    """Indicators by aspect, each with its points and where its rows are."""
    by_code = {one.code: one for one in Form.from_dict(row.form).indicators}
    groups: list[dict[str, Any]] = []
    for one in scores:
        indicator = by_code[one.code]
        if not groups or groups[-1]["aspect"] != indicator.aspect:
            groups.append({"aspect": indicator.aspect, "lines": [], "points": 0, "weight": 0})
        group = groups[-1]
        group["lines"].append({
            "score": one, "indicator": indicator, "url": _rows_url(row, one, indicator.source),
            "given": one.points is not None and one.points != one.proposed,
        })  # fmt: skip
        group["points"] += one.points or 0
        group["weight"] += one.weight
    return groups


def _rows_url(row: Evaluation, one: Score, source: str) -> str:
    if one.rows.get("counted") or one.rows.get("left"):
        return reverse("evaluation_score", args=[one.pk])
    page = _PAGES.get(source)
    return reverse(page, args=[row.inspection_id]) if page else ""


def _next(actor: Actor, row: Evaluation, *, may_fill: bool) -> Next | None:
    here = reverse("evaluation_evaluation", args=[row.pk])
    if may_fill:
        return Next("给其余指标评分，写明理由，再送交另一人确认。", "评分",
                    reverse("evaluation_fill", args=[row.pk]))  # fmt: skip
    if row.state == EvaluationState.SUBMITTED and access.can(actor, "confirm", row):
        return Next("逐项看过算式和理由，确认以后告知单位。", "", here)
    if row.state == EvaluationState.CONFIRMED and actor.has(*UNIT):
        return Next(f"请在 {row.answer_by} 前回复意见，有不同意见写明依据。", "", here)
    if row.state == EvaluationState.CONFIRMED and access.can(actor, "finish", row):
        if EVALUATION_STATES.why_not(row, "finish"):
            return Next(f"等单位在 {row.answer_by} 前回复意见，以后定等次。", "", here)
        return Next("单位没有在期限内回复，写明意见定等次。", "", here)
    if row.state == EvaluationState.ANSWERED and access.can(actor, "finish", row):
        return Next("看单位的意见：采纳的退回重评，不采纳的写明意见定等次。", "", here)
    return None


@write_view(OFFICES)
def fill(request: Request, evaluation_id: int) -> HttpResponse:
    """Give points and reasons."""
    row = selectors.get_evaluation(request.actor, evaluation_id)
    access.require(request.actor, "fill", row)
    if row.state != EvaluationState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，分不能再改；要改先退回。")
    scores = selectors.scores_of(request.actor, row)
    form = ScoreForm(
        request.POST or None, form_of=Form.from_dict(row.form), scores=scores,
        initial=ScoreForm.begun(row.version, scores),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            evaluations.fill_in(
                request.actor, evaluation_id=row.pk, version=form.cleaned_data["version"],
                given=form.given(),
            )  # fmt: skip
            messages.success(request, "评分已保存。")
            return redirect("evaluation_evaluation", row.pk)
    context = {"row": row, "inspection": row.inspection, "form": form}
    return render(
        request, "evaluation/fill.html", context, status=400 if form.errors else 200
    )  # fmt: skip


@write_view(OFFICES, form=False)
def recount(request: Request, evaluation_id: int) -> HttpResponse:
    """Count anew as of today."""
    data = told(VersionForm(request.POST))
    evaluations.recount(request.actor, evaluation_id=evaluation_id, version=data["version"])
    messages.success(request, "已按今天的数据重算，人给的分没有变。")
    return redirect("evaluation_evaluation", evaluation_id)


@write_view(JUDGING, form=False)
def move(request: Request, evaluation_id: int) -> HttpResponse:
    """Submit, confirm, answer, finish, return, withdraw."""
    do(request, DEEDS, evaluation_id=evaluation_id)
    return redirect("evaluation_evaluation", evaluation_id)


@read_view(EVERYBODY)
def rows(request: Request, score_id: int) -> HttpResponse:
    """The items that an indicator counted, on either side."""
    score = selectors.get_score(request.actor, score_id)
    row = score.evaluation
    form = Form.from_dict(row.form)
    indicator = next(one for one in form.indicators if one.code == score.code)
    counted, left = score.rows.get("counted", []), score.rows.get("left", [])
    context = {
        "score": score, "row": row, "indicator": indicator, "inspection": row.inspection,
        "sides": [
            ("算进去的", len(counted), selectors.items_in(request.actor, counted)),
            ("没有算进去的", len(left), selectors.items_in(request.actor, left)),
        ],
    }  # fmt: skip
    return render(request, "evaluation/score.html", context)


@write_view(EVERYBODY, form=False)
def printed(request: Request, evaluation_id: int) -> HttpResponse:
    """The evaluation as a paper; each printing goes into the log."""
    settling.note_print(request.actor, evaluation_id=evaluation_id)
    row = selectors.get_evaluation(request.actor, evaluation_id)
    context = {
        "row": row, "form": Form.from_dict(row.form),
        "groups": _groups(row, selectors.scores_of(request.actor, row)),
        "answers": list(selectors.answers_of(request.actor, row)),
    }  # fmt: skip
    return render(request, "evaluation/evaluation_print.html", context)
