"""Setting up rounds and inspections, and leading one on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning import selectors, services
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.jobs.services import start
from xuncha.kernel.errors import Absent, Invalid
from xuncha.web.http import Request, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.forms import AdvanceForm, InspectionForm, RoundForm


@write_view(OFFICE)
def create_round(request: Request) -> HttpResponse:
    """A new round of the current term."""
    term = selectors.current_term(request.actor)
    if term is None:
        raise Absent
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = services.create_round(request.actor, term_id=term.pk, **form.cleaned_data)
            messages.success(request, "轮次已建立。")
            return redirect("rounds_detail", row.pk)
    context = {"form": form, "title": f"新建轮次（{term}）", "back_url": reverse("rounds_list")}
    return render(request, "rounds/form.html", context, status=400 if form.errors else 200)


@write_view(OFFICE)
def create_inspection(request: Request, round_id: int) -> HttpResponse:
    """A new inspection in a round."""
    row = access.get_or_404(request.actor, Round, pk=round_id)
    form = InspectionForm(request.POST or None)
    units = access.visible(request.actor, Organisation).filter(dissolved_on__isnull=True)
    form.fields["organisation"].queryset = units.order_by("code")  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            made = services.create_inspection(
                request.actor, round_id=row.pk, organisation_id=data["organisation"].pk,
                kind=InspectionKind(data["kind"]), team_name=data["team_name"],
            )  # fmt: skip
            messages.success(request, "巡察任务已安排。")
            return redirect("rounds_inspection", made.pk)
    context = {
        "form": form,
        "title": f"安排巡察任务（{row}）",
        "back_url": reverse("rounds_detail", args=[row.pk]),
    }
    return render(request, "rounds/form.html", context, status=400 if form.errors else 200)


@write_view(OFFICE, form=False)
def advance(request: Request, inspection_id: int) -> HttpResponse:
    """Lead an inspection into its next stage."""
    form = AdvanceForm(request.POST)
    if not form.is_valid():
        raise Invalid("日期不对，请重新选择。")
    services.advance_inspection(request.actor, inspection_id=inspection_id, **form.cleaned_data)
    messages.success(request, "已进入下一阶段。")
    return redirect("rounds_inspection", inspection_id)


@write_view(OFFICE, form=False)
def recheck(request: Request, inspection_id: int) -> HttpResponse:
    """Ask the engine anew, as a job."""
    row = access.get_or_404(request.actor, Inspection, pk=inspection_id)
    access.require(request.actor, "recheck", row)
    job = start(
        request.actor, kind="rectification.recheck", arguments={"inspection_id": row.pk},
        title=f"核对疑点：{row}", topic=topic_of(row.pk),
    )  # fmt: skip
    return redirect("jobs_detail", job.pk)
