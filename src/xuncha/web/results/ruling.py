"""The periods of the use of results: the versions, and the next one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.results import selectors
from xuncha.cycle.results.models import ResultRules
from xuncha.cycle.results.rules import LIMITS, parse, rules_on, set_result_rules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.results.audience import DIRECTOR, desk_tabs
from xuncha.web.results.forms import RulesForm
from xuncha.web.ruling import next_version


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
    begun = RulesForm.numbers_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    return next_version(
        request, form, set_result_rules, title="调整成果运用规则", to="results_rules",
        done="新的一版已经登记，移交过的不变。",
    )  # fmt: skip
