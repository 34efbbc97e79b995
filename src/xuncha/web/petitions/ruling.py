"""The periods by version."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.petitions import rules, selectors
from xuncha.cycle.petitions.models import PetitionRules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.petitions import forms
from xuncha.web.problems import ProblemsIn


@read_view(READERS)
def versions(request: Request) -> HttpResponse:
    """The version in force, and all versions."""
    now = rules.rules_on(clock.today())
    told = asdict(now.settings)
    context = {
        "now": now,
        "words": [(label, told[name]) for name, (_, _, label) in rules.LIMITS.items()],
        "rows": selectors.list_rules(request.actor),
        "may_change": bool(access.can(request.actor, "create", PetitionRules())),
    }
    return render(request, "petitions/rules.html", context)


@write_view(READERS)
def change(request: Request) -> HttpResponse:
    """The next version."""
    access.require(request.actor, "create", PetitionRules())
    now = rules.rules_on(clock.today())
    form = forms.RulesForm(request.POST or None, initial=asdict(now.settings))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        told = {"effective_on": data.pop("effective_on"), "note": data.pop("note")}
        with ProblemsIn(form):
            made = rules.set_petition_rules(request.actor, settings=data, **told)
            messages.success(request, f"{made}已制定。")
            return redirect("petitions_rules")
    context = {"form": form}
    return render(request, "petitions/new_rules.html", context, status=400 if form.errors else 200)
