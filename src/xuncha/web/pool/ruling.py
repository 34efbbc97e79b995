"""The pool's rules as a page: the version in force, older ones, and the next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, READERS
from xuncha.cycle.pool import selectors
from xuncha.cycle.pool.models import PoolRules
from xuncha.cycle.pool.rules import rules_on, set_pool_rules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.pool.forms import RulesForm


@read_view(READERS)
def rules(request: Request) -> HttpResponse:
    """The rules in force, and all versions."""
    return render(request, "pool/rules.html", _context(request, None))


def _context(request: Request, form: RulesForm | None) -> dict[str, Any]:
    today = clock.today()
    now = rules_on(today)
    initial = {
        "effective_on": today, "specialties": "\n".join(now.specialties),
        "conditions": "\n".join(now.conditions), "expiring_days": now.expiring_days,
    }  # fmt: skip
    return {
        "now": now,
        "versions": list(selectors.list_rules(request.actor)),
        "may_create": access.can(request.actor, "create", PoolRules()),
        "form": form or RulesForm(initial=initial),
    }


@write_view(frozenset({OFFICE_DIRECTOR}), form=False)
def set_rules(request: Request) -> HttpResponse:
    """The next version."""
    form = RulesForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            set_pool_rules(
                request.actor, effective_on=data["effective_on"], note=data["note"],
                specialties=data["specialties"].splitlines(),
                conditions=data["conditions"].splitlines(),
                expiring_days=data["expiring_days"],
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(problem.field or None, problem.sentence)
        else:
            messages.success(request, "新一版规则已保存。")
            return redirect("pool_rules")
    return render(request, "pool/rules.html", _context(request, form), status=400)
