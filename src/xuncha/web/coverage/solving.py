"""Asking the optimiser, and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.coverage.moving import is_solving
from xuncha.cycle.planning.coverage.solving import ask_solution
from xuncha.kernel.errors import Invalid
from xuncha.web.coverage.forms import SolveForm
from xuncha.web.coverage.showing import get_plan
from xuncha.web.http import Request, read_view, write_view


@write_view(OFFICE, form=False)
def solve(request: Request, plan_id: int) -> HttpResponse:
    """Have a draft filled, as long work."""
    form = SolveForm(request.POST)
    if not form.is_valid():
        raise Invalid("请从列出的时长里选一个。")
    try:
        ask_solution(request.actor, plan_id=plan_id, seconds=form.cleaned_data["seconds"])
    except Invalid as problem:
        messages.error(request, problem.sentence)
    else:
        messages.success(request, "正在自动编排，可以离开这个页面，结果会写进这一版。")
    return redirect("coverage_board", plan_id)


@read_view(READERS)
def progress(request: Request, plan_id: int) -> HttpResponse:
    """The part that asks again each second; when the work has ended the whole page is read anew."""
    plan = get_plan(request.actor, plan_id)
    answer = render(request, "coverage/_solving.html", {"plan": plan})
    if not is_solving(plan) and request.headers.get("HX-Request"):
        answer["HX-Refresh"] = "true"
    return answer
