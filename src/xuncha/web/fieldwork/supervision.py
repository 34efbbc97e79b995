"""Supervision of teams: week by week, who was seen and who was not."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import SupervisionState
from xuncha.cycle.fieldwork.models import Supervision
from xuncha.cycle.fieldwork.services import supervision
from xuncha.cycle.fieldwork.states import SUPERVISION_STATES
from xuncha.cycle.fieldwork.weeks import monday_of, week_of
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.fields import ReasonForm
from xuncha.web.fieldwork.audience import READING, WORKING
from xuncha.web.fieldwork.forms.fixes import AnswerSupervisionForm, SupervisionForm
from xuncha.web.fieldwork.tabs import desk_tabs
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for

DEEDS = (
    Deed("issue", supervision.issue_supervision, "已发给巡察组。", style="main"),
    Deed(
        "answer", supervision.answer_supervision, "已答复。", AnswerSupervisionForm, style="main"
    ),
    Deed(
        "withdraw", supervision.withdraw_supervision, "已撤回。", ReasonForm, style="danger"
    ),
)  # fmt: skip


@read_view(READERS)
def weeks(request: Request) -> HttpResponse:
    """One week over all teams at work: who was seen, who was not."""
    actor = request.actor
    today = clock.today()
    try:
        asked = dt.date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = today
    monday = monday_of(asked)
    seven = dt.timedelta(days=7)
    context = {
        "monday": monday, "sunday": monday + seven - dt.timedelta(days=1),
        "before": monday - seven, "after": monday + seven if monday + seven <= today else None,
        "lines": week_of(actor, monday), "tabs": desk_tabs(actor, "fieldwork_supervisions"),
        "may_create": bool(access.can(actor, "create", Supervision())),
    }  # fmt: skip
    return render(request, "fieldwork/supervisions.html", context)


@read_view(READING)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """All visits to the team of an inspection."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    rows = selectors.list_supervisions(actor).filter(inspection=inspection)
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "fieldwork_supervisions_of"),
        "rows": rows.order_by("-visited_on", "-pk"),
        "may_create": bool(access.can(actor, "create", Supervision(inspection=inspection))),
    }
    return render(request, "fieldwork/supervisions_of.html", context)


@write_view(OFFICE)
def draft(request: Request, inspection_id: int) -> HttpResponse:
    """Put down one visit."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "create", Supervision(inspection=inspection))
    begun = {"visited_on": clock.today(), "visitors": request.actor.name}
    form = SupervisionForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = supervision.draft_supervision(
                request.actor, inspection_id=inspection.pk, facts=form.facts()
            )  # fmt: skip
            messages.success(request, f"{row.code} 已登记，核对以后发给巡察组。")
            return redirect("fieldwork_supervision", row.pk)
    back = reverse("fieldwork_supervisions_of", args=[inspection.pk])
    return form_page(
        request, form, f"登记督导（{inspection.organisation}）", back,
        draft=f"supervision-new-{inspection.pk}",
    )  # fmt: skip


@write_view(OFFICE)
def change(request: Request, supervision_id: int) -> HttpResponse:
    """Change what was not sent yet."""
    row = selectors.get_supervision(request.actor, supervision_id)
    access.require(request.actor, "change", row)
    form = SupervisionForm(request.POST or None, initial=SupervisionForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            supervision.change_supervision(
                request.actor, supervision_id=row.pk,
                version=form.cleaned_data["version"] or 0, facts=form.facts(),
            )  # fmt: skip
            messages.success(request, "已修改。")
            return redirect("fieldwork_supervision", row.pk)
    return form_page(
        request, form, f"修改督导 {row.code}", reverse("fieldwork_supervision", args=[row.pk]),
        draft=f"supervision-{row.pk}",
    )  # fmt: skip


@read_view(READING)
def one(request: Request, supervision_id: int) -> HttpResponse:
    """One visit whole."""
    actor = request.actor
    row = selectors.get_supervision(actor, supervision_id)
    open_yet = row.state == SupervisionState.ISSUED and row.due_on is not None
    context = {
        "row": row,
        "inspection": row.inspection,
        "late": open_yet and row.due_on is not None and row.due_on < clock.today(),
        "buttons": buttons_for(actor, row, DEEDS, SUPERVISION_STATES),
        "act_url": reverse("fieldwork_move_supervision", args=[row.pk]),
        "may_change": row.state == SupervisionState.DRAFT
        and bool(access.can(actor, "change", row)),
        "may_print": bool(access.can(actor, "print", row)),
        "steps": selectors.steps_of(actor, "supervision", row),
    }
    return render(request, "fieldwork/supervision.html", context)


@write_view(WORKING, form=False)
def move(request: Request, supervision_id: int) -> HttpResponse:
    """Send, answer, withdraw."""
    do(request, DEEDS, supervision_id=supervision_id)
    return redirect("fieldwork_supervision", supervision_id)


@write_view(READING, form=False)
def printed(request: Request, supervision_id: int) -> HttpResponse:
    """The guidance letter as a paper; each printing goes into the log."""
    supervision.note_print(request.actor, supervision_id=supervision_id)
    row = selectors.get_supervision(request.actor, supervision_id)
    return render(request, "fieldwork/supervision_print.html", {"row": row})
