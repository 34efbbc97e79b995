"""Writing a visit down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.selectors import points_of
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.models import Visit
from xuncha.cycle.inquiry.services import visits
from xuncha.cycle.inquiry.services.common import people_of
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.fieldwork.audience import WORKING
from xuncha.web.http import Request, write_view
from xuncha.web.inquiry.forms.visits import VisitForm
from xuncha.web.inquiry.visits import named_villages
from xuncha.web.problems import ProblemsIn


@write_view(WORKING)
def new(request: Request, inspection_id: int) -> HttpResponse:
    """Write a visit down."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    access.require(actor, "create", Visit(inspection=inspection))
    begun = {"visited_on": clock.today(), "people": [actor.user_id]}
    form = _form(request, inspection, begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = visits.record_visit(
                actor, inspection_id=inspection.pk, facts=form.facts(),
                uploads=form.cleaned_data["uploads"],
            )  # fmt: skip
            messages.success(request, f"走访 {row.code} 已保存。")
            if "again" in request.POST:
                return redirect("inquiry_new_visit", inspection.pk)
            return redirect("inquiry_visit", row.pk)
    back = reverse("inquiry_visits", args=[inspection.pk])
    return _page(request, inspection, form, "记录走访", back, "visit")


@write_view(WORKING)
def change(request: Request, visit_id: int) -> HttpResponse:
    """Correct a visit."""
    actor = request.actor
    row = selectors.get_visit(actor, visit_id)
    access.require(actor, "change", row)
    form = _form(request, row.inspection, VisitForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            visits.change_visit(
                actor, visit_id=row.pk, version=form.cleaned_data["version"] or 0,
                facts=form.facts(), uploads=form.cleaned_data["uploads"],
            )  # fmt: skip
            messages.success(request, "走访已修改，改了什么记入审计。")
            return redirect("inquiry_visit", row.pk)
    back = reverse("inquiry_visit", args=[row.pk])
    return _page(request, row.inspection, form, f"修改走访 {row.code}", back, f"visit-{row.pk}")


def _form(request: Request, inspection: Inspection, begun: dict[str, Any]) -> VisitForm:
    return VisitForm(
        request.POST or None, request.FILES or None, initial=begun,
        people=[(str(one.pk), one.name) for one in people_of(inspection.pk)],
        villages=named_villages(inspection), points=_points(request.actor, inspection),
    )  # fmt: skip


def _points(actor: Actor, inspection: Inspection) -> list[tuple[str, str]]:
    listed = points_of(actor, inspection).exclude(state=PointState.LEFT_OUT)
    return [(str(one.pk), f"{one.number}. {one.text[:40]}") for one in listed]


def _page(
    request: Request, inspection: Inspection, form: VisitForm, title: str, back: str, draft: str
) -> HttpResponse:
    context = {
        "form": form, "title": title, "back_url": back, "draft": draft, "inspection": inspection,
        "again": "保存并再记一条" if draft == "visit" else "",
    }  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "inquiry/visit_form.html", context, status=status)
