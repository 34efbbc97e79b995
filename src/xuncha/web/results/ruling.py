"""The periods of the use of results: the versions, and the next one."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.results import selectors
from xuncha.cycle.results.rules import LIMITS, parse, rules_on, set_result_rules
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.results.audience import DIRECTOR, desk_tabs
from xuncha.web.results.forms import RulesForm
from xuncha.web.ruling import labelled, next_version, versions_of


@read_view(READERS)
def rules(request: Request) -> HttpResponse:
    """The numbers in force, and all versions."""
    context = versions_of(
        request.actor, rules_on(clock.today()), selectors.list_rules(request.actor),
        said=lambda row: parse(row.values), pairs=partial(labelled, LIMITS),
    )  # fmt: skip
    tabs = desk_tabs(request.actor, "results_rules")
    return render(request, "results/rules.html", context | {"tabs": tabs})


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.numbers_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    return next_version(
        request, form, set_result_rules, title="调整成果运用规则", to="results_rules",
        done="新的一版已经登记，移交过的不变。",
    )  # fmt: skip
