"""The periods by version."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.clues import rules, selectors
from xuncha.cycle.clues.enums import Receiver
from xuncha.cycle.clues.models import ClueRules
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import READERS
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent
from xuncha.web.clues import forms
from xuncha.web.holders.doors import reading, writing
from xuncha.web.http import Request
from xuncha.web.problems import ProblemsIn


@reading
def versions(request: Request) -> HttpResponse:
    """The version in force, and all versions."""
    if not request.actor.has(*READERS):
        raise Absent
    now = rules.rules_on(clock.today())
    told = asdict(now.settings)
    context = {
        "now": now,
        "words": [(label, told[name]) for name, (_, _, label) in rules.LIMITS.items()]
        + [
            (f"接收的{Receiver(kind).label}", body or "没有指明")
            for kind, body in rules.receiving(clock.today()).items()
        ],
        "rows": selectors.list_rules(request.actor),
        "may_change": bool(access.can(request.actor, "create", ClueRules())),
    }
    return render(request, "clues/rules.html", context)


@writing
def change(request: Request) -> HttpResponse:
    """The next version."""
    access.require(request.actor, "create", ClueRules())
    now = rules.rules_on(clock.today())
    bodies = access.visible(request.actor, Organisation).filter(
        dissolved_on__isnull=True, kind__in=(OrganisationKind.DEPARTMENT, OrganisationKind.DISTRICT)
    )
    form = forms.RulesForm(
        request.POST or None, bodies=bodies.order_by("code"),
        initial=asdict(now.settings) | rules.receiving(clock.today()),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        told = {"effective_on": data.pop("effective_on"), "note": data.pop("note")}
        receivers = {name: data.pop(name) for name in Receiver.values}
        with ProblemsIn(form):
            made = rules.set_clue_rules(request.actor, settings=data, receivers=receivers, **told)
            messages.success(request, f"{made}已制定。")
            return redirect("clues_rules")
    context = {"form": form, "title": "新的一版线索规则"}
    return render(request, "clues/form.html", context, status=400 if form.errors else 200)
