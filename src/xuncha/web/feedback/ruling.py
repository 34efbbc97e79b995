"""The periods of report and feedback: the versions, and the next one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.rules import LIMITS, Periods, parse, rules_on, set_feedback_rules
from xuncha.kernel import clock
from xuncha.web.feedback.audience import DIRECTOR, TEAM_TOO, desk_tabs
from xuncha.web.feedback.forms import RulesForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import Pairs, labelled, next_version, versions_of


@read_view(TEAM_TOO)
def rules(request: Request) -> HttpResponse:
    """The periods in force, and all versions."""
    context = versions_of(
        request.actor, rules_on(clock.today()), selectors.list_rules(request.actor),
        said=lambda row: parse(row.values), pairs=_pairs,
    )  # fmt: skip
    tabs = desk_tabs(request.actor, "feedback_rules")
    return render(request, "feedback/rules.html", context | {"tabs": tabs})


def _pairs(told: Periods) -> Pairs:
    return [*labelled(LIMITS, told), ("后评估的评价内容", "；".join(told.questions))]


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.initial_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    return next_version(
        request, form, set_feedback_rules, title="调整反馈规则", to="feedback_rules",
        done="新的一版已经登记，已经起算的期限不变。",
    )  # fmt: skip
