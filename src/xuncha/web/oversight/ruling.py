"""The numbers of oversight: the versions, and the next one."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.rules import LIMITS, parse, rules_on, set_oversight_rules
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.oversight.common import DIRECTOR, desk_tabs
from xuncha.web.oversight.forms import RulesForm
from xuncha.web.ruling import labelled, next_version, versions_of


@read_view(READERS)
def rules(request: Request) -> HttpResponse:
    """The numbers in force, and all versions."""
    context = versions_of(
        request.actor, rules_on(clock.today()), selectors.list_rules(request.actor),
        said=lambda row: parse(row.values), pairs=partial(labelled, LIMITS),
    )  # fmt: skip
    tabs = desk_tabs(request.actor, "oversight_rules")
    return render(request, "oversight/rules.html", context | {"tabs": tabs})


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.numbers_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    return next_version(
        request, form, set_oversight_rules, title="调整督办规则", to="oversight_rules",
        done="新的一版已经登记，已经抽过、发出的不变。",
    )  # fmt: skip
