"""The periods of report and feedback: the versions, and the next one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.models import FeedbackRules
from xuncha.cycle.feedback.rules import LIMITS, Periods, parse, rules_on, set_feedback_rules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.feedback.audience import DIRECTOR, TEAM_TOO, desk_tabs
from xuncha.web.feedback.forms import RulesForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import next_version


@read_view(TEAM_TOO)
def rules(request: Request) -> HttpResponse:
    """The periods in force, and all versions."""
    now = rules_on(clock.today())
    versions = [(row, _pairs(parse(row.values))) for row in selectors.list_rules(request.actor)]
    context = {
        "now": now, "pairs": _pairs(now.settings), "versions": versions,
        "tabs": desk_tabs(request.actor, "feedback_rules"),
        "may_set": bool(access.can(request.actor, "create", FeedbackRules())),
    }  # fmt: skip
    return render(request, "feedback/rules.html", context)


def _pairs(told: Periods) -> list[tuple[str, object]]:
    numbers = [(label, getattr(told, name)) for name, (_, _, label) in LIMITS.items()]
    return [*numbers, ("后评估的评价内容", "；".join(told.questions))]


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.initial_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    return next_version(
        request, form, set_feedback_rules, title="调整反馈规则", to="feedback_rules",
        done="新的一版已经登记，已经起算的期限不变。",
    )  # fmt: skip
