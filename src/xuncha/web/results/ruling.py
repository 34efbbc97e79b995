"""The periods of the use of results: the versions, and the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.results import selectors
from xuncha.cycle.results.models import ResultRules
from xuncha.cycle.results.rules import LIMITS, parse, rules_on, set_result_rules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.fieldwork.acting import form_page
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import show_problem
from xuncha.web.results.audience import DIRECTOR, desk_tabs
from xuncha.web.results.forms import RulesForm


@read_view(READERS)
def rules(request: Request) -> HttpResponse:
    """The numbers in force, and all versions."""
    now = rules_on(clock.today())
    versions = [(row, _pairs(parse(row.values))) for row in selectors.list_rules(request.actor)]
    context = {
        "now": now, "pairs": _pairs(now.settings), "versions": versions,
        "tabs": desk_tabs(request.actor, "results_rules"),
        "may_set": bool(access.can(request.actor, "create", ResultRules())),
    }  # fmt: skip
    return render(request, "results/rules.html", context)


def _pairs(numbers: object) -> list[tuple[str, object]]:
    return [(label, getattr(numbers, name)) for name, (_, _, label) in LIMITS.items()]


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.initial_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_result_rules(
                request.actor, effective_on=data["effective_on"], note=data["note"],
                values=form.values(),
            )  # fmt: skip
        except (Invalid, Conflict) as problem:
            show_problem(form, problem)
        else:
            messages.success(request, "新的一版已经登记，移交过的不变。")
            return redirect("results_rules")
    return form_page(request, form, "调整成果运用规则", reverse("results_rules"))
