"""One point of a list: what it asks, what was found out, and saying so."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.checkpoints import selectors
from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.checkpoints.services import answering, lists
from xuncha.cycle.checkpoints.states import POINT_STATES
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.findings.linking import link_points
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.pointing import findings_by_point, findings_of
from xuncha.cycle.planning.enums import AFTER_ENTRY, AFTER_FEEDBACK
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.points.forms import AnswerForm, LinkForm, MoveForm
from xuncha.web.points.library import AUDIENCE, WORKERS
from xuncha.web.problems import INCOMPLETE, show_problem

_PROMPTS = {
    "reopen": "为什么重新检查", "leave_out": "为什么不列入", "take_back": "说明（可不填）",
}  # fmt: skip


@read_view(AUDIENCE)
def point(request: Request, point_id: int) -> HttpResponse:
    """One point whole."""
    row = selectors.get_point(request.actor, point_id)
    return render(request, "points/point.html", _context(request.actor, row))


def _context(actor: Actor, row: InspectionPoint, form: AnswerForm | None = None) -> dict[str, Any]:
    may_answer = bool(access.can(actor, "clear", row))
    linked = findings_by_point(actor, [row.pk]).get(row.pk, [])
    may_link = bool(access.can(actor, "link", Finding(inspection_id=row.inspection_id)))
    known = {one.finding_id for one in linked}
    offered = [one for one in findings_of(actor, row.inspection_id) if one.pk not in known]
    return {
        "row": row,
        "inspection": row.inspection,
        "steps": selectors.steps_of(actor, row),
        "linked": linked,
        "why_not": _why_not(row) if may_answer else "",
        "may_answer": may_answer and not _why_not(row),
        "form": form or AnswerForm(initial={"version": row.version}),
        "moves": _moves(actor, row) if may_answer else [],
        "findings": offered if may_link and row.state != PointState.LEFT_OUT else [],
    }


def _why_not(row: InspectionPoint) -> str:
    """Why a point can't be answered now, or ""."""
    if row.inspection.state in AFTER_FEEDBACK:
        return "这次巡察已经反馈，检查情况不能再改，只能关联问题。"
    if row.inspection.state not in AFTER_ENTRY:
        return "还没有进驻，进驻以后填写检查情况。"
    if row.state != PointState.OPEN:
        return f"已经填写：{row.get_state_display()}。要改先重新检查。"
    return ""


def _moves(actor: Actor, row: InspectionPoint) -> list[dict[str, Any]]:
    """Steps besides answering, each with the sentence why not."""
    if row.inspection.state in AFTER_FEEDBACK:
        return []
    return [
        {
            "step": step, "prompt": _PROMPTS[step.action],
            "why_not": access.can(actor, step.action, row).reason
            or POINT_STATES.why_not(row, step.action),
        }
        for step in POINT_STATES.open_actions(row.state)
        if step.action in _PROMPTS
    ]  # fmt: skip


@write_view(WORKERS, form=False)
def answer(request: Request, point_id: int) -> HttpResponse:
    """Say what was found out; then on to the next point that nobody checked, if that was asked."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            done = _answer(request.actor, point_id, form.cleaned_data)
        except Invalid as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"要点 {done.number}：{done.get_state_display()}。")
            return redirect(_next(request, done))
    row = selectors.get_point(request.actor, point_id)
    access.require(request.actor, "clear", row)
    return render(request, "points/point.html", _context(request.actor, row, form), status=400)


def _answer(actor: Actor, point_id: int, data: dict[str, Any]) -> InspectionPoint:
    """The one service that the result calls for."""
    told = {"point_id": point_id, "version": data["version"], "answer": data["answer"]}
    if data["state"] == PointState.NOT_APPLICABLE:
        return answering.mark_not_applicable(actor, **told)
    act = answering.clear_point if data["state"] == PointState.CLEAR else answering.mark_found
    return act(actor, how=data["how"], **told)


def _next(request: Request, done: InspectionPoint) -> str:
    if "again" in request.POST:
        rows = selectors.points_of(request.actor, done.inspection)
        waiting = rows.filter(state=PointState.OPEN)
        following = waiting.filter(number__gt=done.number).first() or waiting.first()
        if following is not None:
            return reverse("points_point", args=[following.pk])
    return reverse("points_inspection", args=[done.inspection_id]) + f"#p{done.pk}"


@write_view(WORKERS, form=False)
def move(request: Request, point_id: int) -> HttpResponse:
    """Look again, leave out, take back."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    data = form.cleaned_data
    told = {"point_id": point_id, "version": data["version"]}
    if data["action"] == "take_back":
        row = lists.take_back(request.actor, **told)
    elif data["action"] == "leave_out":
        row = lists.leave_out(request.actor, **told, reason=data["reason"])
    else:
        row = answering.reopen_point(request.actor, **told, reason=data["reason"])
    messages.success(request, f"要点 {row.number}：{row.get_state_display()}。")
    return redirect("points_point", row.pk)


@write_view(OFFICE, form=False)
def link(request: Request, point_id: int) -> HttpResponse:
    """Say which finding answers to the point."""
    row = selectors.get_point(request.actor, point_id)
    form = LinkForm(
        request.POST,
        findings=[(str(one.pk), "") for one in findings_of(request.actor, row.inspection_id)],
    )
    if not form.is_valid():
        raise Invalid("请选择一个问题。")
    finding_id = form.cleaned_data["finding"]
    link_points(request.actor, finding_id=finding_id, point_ids=[row.pk])
    messages.success(request, "已关联。")
    return redirect("points_point", row.pk)
