"""The name of this room and its numbers: the versions, and the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.deeds import selectors
from xuncha.cycle.deeds.models import DeedRules
from xuncha.cycle.deeds.rules import LIMITS, Said, parse, rules_on, set_deed_rules
from xuncha.cycle.directory.roles import READERS
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.deeds.audience import DIRECTOR, desk_tabs
from xuncha.web.deeds.forms import RulesForm
from xuncha.web.fieldwork.acting import form_page
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import show_problem


@read_view(READERS)
def rules(request: Request) -> HttpResponse:
    """What is in force, and all versions."""
    now = rules_on(clock.today())
    versions = [
        (row, _pairs(Said(row.name, parse(row.values))))
        for row in selectors.list_rules(request.actor)
    ]
    context = {
        "now": now, "pairs": _pairs(now.settings), "versions": versions,
        "tabs": desk_tabs(request.actor, "deeds_rules"), "name": now.settings.name,
        "may_set": bool(access.can(request.actor, "create", DeedRules())),
    }  # fmt: skip
    return render(request, "deeds/rules.html", context)


def _pairs(said: Said) -> list[tuple[str, object]]:
    numbers = [(label, getattr(said.numbers, name)) for name, (_, _, label) in LIMITS.items()]
    return [("名称", said.name), *numbers]


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.initial_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_deed_rules(
                request.actor, effective_on=data["effective_on"], note=data["note"],
                name=data["name"], values=form.values(),
            )  # fmt: skip
        except (Invalid, Conflict) as problem:
            show_problem(form, problem)
        else:
            messages.success(request, "新的一版已经登记，承诺过、抽过的不变。")
            return redirect("deeds_rules")
    return form_page(request, form, "调整名称和规则", reverse("deeds_rules"))
