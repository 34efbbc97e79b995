"""The shares and minimum counts: the versions, and the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.models import InquiryRules
from xuncha.cycle.inquiry.rules import LABELS, parse, rules_on, set_inquiry_rules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.fieldwork.acting import form_page
from xuncha.web.fieldwork.audience import READING
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.inquiry.forms.visits import RulesForm
from xuncha.web.problems import show_problem


@read_view(READING)
def rules(request: Request) -> HttpResponse:
    """The numbers in force, and all versions."""
    now = rules_on(clock.today())
    versions = [(row, _pairs(parse(row.values))) for row in selectors.list_rules(request.actor)]
    context = {
        "now": now,
        "pairs": _pairs(now.settings),
        "versions": versions,
        "may_set": bool(access.can(request.actor, "create", InquiryRules())),
    }
    return render(request, "inquiry/rules.html", context)


def _pairs(values: object) -> list[tuple[str, object]]:
    return [(label, getattr(values, name)) for name, label in LABELS.items()]


@write_view(frozenset({OFFICE_DIRECTOR}))
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    now = rules_on(clock.today())
    begun = RulesForm.initial_of(now.settings) | {"effective_on": clock.today()}
    form = RulesForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_inquiry_rules(
                request.actor, effective_on=data["effective_on"], note=data["note"],
                values=form.values(),
            )  # fmt: skip
        except (Invalid, Conflict) as problem:
            show_problem(form, problem)
        else:
            messages.success(request, "新的一版已经登记，已经出的统计不变。")
            return redirect("inquiry_rules")
    return form_page(request, form, "调整走访问卷规则", reverse("inquiry_rules"))
