"""The periods of the field: the versions, and the next one."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.rules import LABELS, parse, rules_on, set_field_rules
from xuncha.kernel import clock
from xuncha.web.fieldwork.audience import READING
from xuncha.web.fieldwork.forms.notices import RulesForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import labelled, next_version, versions_of


@read_view(READING)
def rules(request: Request) -> HttpResponse:
    """The periods in force, and all versions."""
    context = versions_of(
        request.actor, rules_on(clock.today()), selectors.list_rules(request.actor),
        said=lambda row: parse(row.values), pairs=partial(labelled, LABELS),
    )  # fmt: skip
    return render(request, "fieldwork/rules.html", context)


@write_view(frozenset({OFFICE_DIRECTOR}))
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.initial_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    return next_version(
        request, form, set_field_rules, title="调整巡中工作规则", to="fieldwork_rules",
        done="新的一版已经登记，已经定下的期限不变。",
    )  # fmt: skip
