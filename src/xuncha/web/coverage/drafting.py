"""A new version of the plan: from what stands, from another version, or as a what-if."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.coverage.board import board_for
from xuncha.cycle.planning.coverage.drafting import draft_plan
from xuncha.cycle.planning.coverage.selectors import list_plans
from xuncha.cycle.planning.coverage.solving import vary_plan
from xuncha.cycle.planning.models import PlanVersion, Round, Term
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.coverage.forms import DraftForm, VaryForm
from xuncha.web.http import Request, write_view
from xuncha.web.problems import ProblemsIn

_VERSIONS = 20


@write_view(OFFICE)
def draft(request: Request, term_id: int) -> HttpResponse:
    """A further version."""
    actor = request.actor
    term = access.get_or_404(actor, Term, pk=term_id)
    access.require(actor, "create", PlanVersion(term=term))
    versions = list(list_plans(actor, term)[:_VERSIONS])
    initial = {"title": "初稿" if not versions else "调整", "source": request.GET.get("from", "")}
    form = DraftForm(request.POST or None, versions=versions, initial=initial)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = draft_plan(actor, term_id=term.pk, **_told(request, term, form.cleaned_data))
            messages.success(request, "草稿已建立。可以自动编排，也可以逐个调整。")
            return redirect("coverage_board", made.pk)
    back = f"{reverse('coverage_home')}?term={term.pk}"
    context = {"form": form, "title": f"起草覆盖规划（{term}）", "back_url": back}
    return render(request, "rounds/form.html", context, status=400 if form.errors else 200)


def _told(request: Request, term: Term, data: dict[str, Any]) -> dict[str, Any]:
    source = data["source"]
    ahead = access.visible(request.actor, Round).filter(term=term, start_on__gt=clock.today())
    teams = dict.fromkeys(ahead.values_list("pk", flat=True), data["teams"])
    return {
        "title": data["title"],
        "teams": teams if data["teams"] else {},
        "based_on_id": int(source) if source.isdecimal() else None,
        "from_scratch": source == "scratch",
        "assumptions": {
            "most_effort": data["most_effort"], "most_organisations": data["most_organisations"],
        },
    }  # fmt: skip


@write_view(OFFICE)
def vary(request: Request, plan_id: int) -> HttpResponse:
    """What if: another version on changed assumptions, solved at once."""
    actor = request.actor
    plan = access.get_or_404(actor, PlanVersion, related=("term",), pk=plan_id)
    access.require(actor, "create", plan)
    board = board_for(actor, plan)
    units = [(one.organisation, one.name) for one in board.places.values() if not one.done]
    rounds = [(one.end_on.isoformat(), one.name) for one in board.slots if one.is_open]
    percent = plan.assumptions.get("effort_percent", 100)
    initial = {"title": f"试算：依据第{plan.number}版", "effort_percent": percent}
    form = VaryForm(request.POST or None, units=units, rounds=rounds, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with ProblemsIn(form):
            made = vary_plan(
                actor, plan_id=plan.pk, title=told["title"], fewer_teams=told["fewer_teams"],
                effort_percent=told["effort_percent"], early=form.early(),
                seconds=told["seconds"],
            )  # fmt: skip
            messages.success(request, "试算版已建立，正在自动编排；算好以后可以和依据的版本对照。")
            return redirect("coverage_board", made.pk)
    back = reverse("coverage_board", args=[plan.pk])
    context = {"form": form, "plan": plan, "pairs": form.pairs(), "back_url": back}
    return render(request, "coverage/vary.html", context, status=400 if form.errors else 200)
