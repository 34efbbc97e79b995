"""Writing the library: decisions, versions, points."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.checkpoints import selectors
from xuncha.cycle.checkpoints.enums import SetState
from xuncha.cycle.checkpoints.models import Decision, PointSet
from xuncha.cycle.checkpoints.services import decisions, sets
from xuncha.cycle.directory.roles import OFFICE
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, write_view
from xuncha.web.points.choices import decision_choices, leaf_choices
from xuncha.web.points.forms import (
    CheckpointForm,
    DecisionForm,
    IssueForm,
    ReasonForm,
    SetForm,
)
from xuncha.web.points.library import set_context
from xuncha.web.problems import INCOMPLETE, ProblemsIn, show_problem


def _form_page(request: Request, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "back_url": back} | more
    status = 400 if form.errors else 200
    return render(request, "points/form.html", context, status=status)


@write_view(OFFICE)
def create_decision(request: Request) -> HttpResponse:
    """Register a decision."""
    access.require(request.actor, "create", Decision())
    form = DecisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        with ProblemsIn(form):
            row = decisions.create_decision(
                request.actor, facts=form.facts(), stream=upload,
                name=upload.name if upload else "",
            )  # fmt: skip
            messages.success(request, "决策部署已登记，可以在起草中的版本里分解监督要点。")
            return redirect("points_decision", row.pk)
    return _form_page(request, form, "登记决策部署", reverse("points_decisions"))


@write_view(OFFICE)
def change_decision(request: Request, decision_id: int) -> HttpResponse:
    """Correct a decision."""
    row = selectors.get_decision(request.actor, decision_id)
    access.require(request.actor, "change", row)
    initial = DecisionForm.initial_of(row)
    form = DecisionForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        with ProblemsIn(form, Invalid):
            decisions.change_decision(
                request.actor, decision_id=row.pk, version=form.cleaned_data["version"] or 0,
                facts=form.facts(), stream=upload, name=upload.name if upload else "",
            )  # fmt: skip
            messages.success(request, "已修改。已经下发的清单不受影响。")
            return redirect("points_decision", row.pk)
    return _form_page(request, form, "修改决策部署", reverse("points_decision", args=[row.pk]))


@write_view(OFFICE, form=False)
def retire_decision(request: Request, decision_id: int) -> HttpResponse:
    """It no longer holds."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    decisions.retire_decision(request.actor, decision_id=decision_id, **form.cleaned_data)
    messages.success(request, "已停用，今后下发的清单不再列入它的要点。")
    return redirect("points_decision", decision_id)


@write_view(OFFICE, form=False)
def restore_decision(request: Request, decision_id: int) -> HttpResponse:
    """It holds after all."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    decisions.restore_decision(request.actor, decision_id=decision_id, **form.cleaned_data)
    messages.success(request, "已恢复。")
    return redirect("points_decision", decision_id)


@write_view(OFFICE)
def create_set(request: Request) -> HttpResponse:
    """Start a version, empty or from an earlier one."""
    access.require(request.actor, "create", PointSet())
    known = [(str(one.pk), f"{one}（{one.points} 条）") for one in  # type: ignore[attr-defined]
             selectors.list_sets(request.actor).exclude(state=SetState.DROPPED)[:50]]  # fmt: skip
    initial = {"based_on": request.GET.get("from", "")}
    form = SetForm(request.POST or None, versions=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            row = sets.create_set(
                request.actor, name=data["name"], note=data["note"],
                based_on_id=int(data["based_on"]) if data["based_on"] else None,
            )  # fmt: skip
            messages.success(request, "新版本已起草，发布之前都可以改。")
            return redirect("points_set", row.pk)
    return _form_page(request, form, "起草监督清单版本", reverse("points_sets"))


@write_view(OFFICE, form=False)
def issue_set(request: Request, set_id: int) -> HttpResponse:
    """Put a version in force from a day on."""
    form = IssueForm(request.POST)
    if not form.is_valid():
        raise Invalid("请选择启用日期。")
    try:
        sets.issue_set(request.actor, set_id=set_id, **form.cleaned_data)
    except Invalid as problem:
        show_problem(form, problem)
        row = selectors.get_set(request.actor, set_id)
        context = set_context(request.actor, row, issue_form=form)
        return render(request, "points/set.html", context, status=400)
    messages.success(request, "已发布，从启用日期起按这一版下发清单。")
    return redirect("points_set", set_id)


@write_view(OFFICE, form=False)
def drop_set(request: Request, set_id: int) -> HttpResponse:
    """Leave a draft."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    sets.drop_set(request.actor, set_id=set_id, **form.cleaned_data)
    messages.info(request, "这一版不采用，内容保留可查。")
    return redirect("points_set", set_id)


@write_view(OFFICE)
def add_checkpoint(request: Request, set_id: int) -> HttpResponse:
    """Break a decision down: one more point in a draft."""
    version = selectors.get_set(request.actor, set_id)
    access.require(request.actor, "change", version)
    form = _checkpoint_form(request, version, {"decision": request.GET.get("decision", "")})
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = sets.add_checkpoint(request.actor, set_id=version.pk, facts=form.facts())
            messages.success(request, f"已增加要点 {row.number}。")
            if "again" in request.POST:
                again = reverse("points_add_checkpoint", args=[version.pk])
                return redirect(f"{again}?decision={row.decision_id}")
            return redirect("points_checkpoint", row.pk)
    back = reverse("points_set", args=[version.pk])
    return _form_page(request, form, f"增加监督要点（{version}）", back, again="保存并再加一条")


@write_view(OFFICE)
def change_checkpoint(request: Request, checkpoint_id: int) -> HttpResponse:
    """Change a point of a draft."""
    row = selectors.get_checkpoint(request.actor, checkpoint_id)
    version = selectors.get_set(request.actor, row.set_id)
    access.require(request.actor, "change", version)
    form = _checkpoint_form(request, version, CheckpointForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            sets.change_checkpoint(request.actor, checkpoint_id=row.pk, facts=form.facts())
            messages.success(request, "要点已修改。")
            return redirect("points_checkpoint", row.pk)
    back = reverse("points_checkpoint", args=[row.pk])
    return _form_page(request, form, f"修改要点 {row.number}（{version}）", back)


@write_view(OFFICE, form=False)
def remove_checkpoint(request: Request, checkpoint_id: int) -> HttpResponse:
    """Take a point out of a draft."""
    version = sets.remove_checkpoint(request.actor, checkpoint_id=checkpoint_id)
    messages.info(request, "要点已从这一版删去，它的编号不会再用。")
    return redirect("points_set", version.pk)


def _checkpoint_form(
    request: Request, version: PointSet, initial: dict[str, Any]
) -> CheckpointForm:
    return CheckpointForm(
        request.POST or None, initial=initial, decisions=decision_choices(request.actor),
        leaves=leaf_choices(version.taxonomy),
    )  # fmt: skip
