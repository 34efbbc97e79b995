"""The rules of papers: versions, and the next one."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.workpapers import rules, selectors
from xuncha.cycle.workpapers.models import PaperRules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import next_version
from xuncha.web.workpapers.acting import AUDIENCE
from xuncha.web.workpapers.forms import RulesForm


@read_view(AUDIENCE)
def listing(request: Request) -> HttpResponse:
    """The rules in force and their versions."""
    in_force = rules.rules_on(clock.today())
    told = in_force.settings
    context = {
        "in_force": in_force,
        "pairs": [
            ("承办人是唯一的副组长时", rules.FOR_DEPUTY[told.for_deputy]),
            ("承办人是组长时", rules.FOR_LEADER[told.for_leader]),
            ("事实确认答复期限", f"送达之后 {told.answer_days} 个工作日"),
        ],
        "rows": list(selectors.list_rules(request.actor)[:100]),
        "may_create": bool(access.can(request.actor, "create", PaperRules())),
    }
    return render(request, "workpapers/rules.html", context)


@write_view(frozenset({OFFICE_DIRECTOR}))
def create(request: Request) -> HttpResponse:
    """The next version."""
    access.require(request.actor, "create", PaperRules())
    initial = asdict(rules.rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=initial)
    return next_version(
        request, form, rules.set_paper_rules, title="调整底稿规则",
        to="workpapers_rules", done="新规则已定，从启用日期起执行。",
        kept_as="settings", save="定为新一版", up="底稿规则",
    )  # fmt: skip
