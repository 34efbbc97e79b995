"""One organisation's need: why its risk is what it is, when it was inspected, what is asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.coverage.demands import change_demand, model_in_force
from xuncha.cycle.planning.coverage.overview import band_of
from xuncha.cycle.planning.coverage.selectors import stand_of
from xuncha.cycle.planning.models import Demand
from xuncha.cycle.planning.selectors import list_inspections
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.coverage.forms import NeedForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.term.rows import TAGS

_RELATED = ("organisation__parent", "term")


@read_view(READERS)
def one(request: Request, demand_id: int) -> HttpResponse:
    """Everything that is known about it."""
    actor = request.actor
    row = access.get_or_404(actor, Demand, related=_RELATED, pk=demand_id)
    stand = stand_of(actor, row, clock.today())
    inspections = list_inspections(actor).filter(organisation=row.organisation)
    context = {
        "row": row,
        "unit": row.organisation,
        "band": band_of(row.weight),
        "stand": stand,
        "colour": TAGS.get(stand.standing, "none") if stand else "none",
        "inspections": inspections.order_by("-round__start_on", "-pk"),
        "may_change": access.can(actor, "change", row),
    }
    return render(request, "coverage/need.html", context)


@write_view(OFFICE)
def change(request: Request, demand_id: int) -> HttpResponse:
    """Change it."""
    row = access.get_or_404(request.actor, Demand, related=_RELATED, pk=demand_id)
    _, indicators = model_in_force(clock.today())
    form = NeedForm(request.POST or None, row=row, indicators=indicators)
    if request.method == "POST" and form.is_valid():
        try:
            change_demand(
                request.actor, demand_id=row.pk, version=form.cleaned_data["version"],
                changes=form.changes(),
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None,
                           problem.sentence)  # fmt: skip
        else:
            messages.success(request, "巡察需求已修改，风险已按现行模型重算。")
            return redirect("coverage_need", row.pk)
    back = reverse("coverage_need", args=[row.pk])
    context = {"form": form, "title": f"修改巡察需求：{row.organisation.name}", "back_url": back}
    return render(request, "rounds/form.html", context, status=400 if form.errors else 200)
