"""One unit on one page for the evaluation meeting; each rule's record, and its next version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, PARTNER, READERS
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.questions import precision, rules, selectors
from xuncha.cycle.questions.models import SignalRules
from xuncha.cycle.questions.picture import picture_of
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.signals import forms

PICTURED = READERS | {PARTNER}
"""Who sees a unit's page for the evaluation meeting."""


@read_view(PICTURED)
def picture(request: Request, inspection_id: int) -> HttpResponse:
    """One unit's inspection on one page of paper."""
    row = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round__term"), pk=inspection_id
    )
    context = {
        "inspection": row, "now": clock.now(), "picture": picture_of(request.actor, row),
        "version": rules.rules_on(clock.today()).number,
    }  # fmt: skip
    return render(request, "signals/picture.html", context)


@read_view(READERS)
def record(request: Request) -> HttpResponse:
    """How often each rule was right, and the versions of the rules."""
    now = rules.rules_on(clock.today())
    context = {
        "now": now,
        "records": precision.by_rule(request.actor, now.settings),
        "off": set(now.settings.check.get("off", [])),
        "rows": selectors.list_rules(request.actor),
        "may_change": bool(access.can(request.actor, "create", SignalRules())),
        "least": precision.LEAST, "enough": precision.ENOUGH,
    }  # fmt: skip
    return render(request, "signals/record.html", context)


@write_view(frozenset({OFFICE_DIRECTOR}))
def change(request: Request) -> HttpResponse:
    """The next version: for one rule where the address names it, else only the days."""
    code = request.GET.get("code", "")
    if code and code not in rules.NAMES:
        raise Absent
    now = rules.rules_on(clock.today()).settings
    records = {one.code: one for one in precision.by_rule(request.actor, now)}
    severity = records[code].severity if code else ""
    form = forms.RulesForm(request.POST or None, code=code, now=now, severity=severity)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = rules.set_signal_rules(request.actor, **form.changed())
            messages.success(request, f"{made}已制定，启用以后重新核对时按新的算。")
            return redirect("signals_record")
    context = {"form": form, "record": records.get(code), "code": code}
    return render(request, "signals/rules_form.html", context, status=400 if form.errors else 200)
