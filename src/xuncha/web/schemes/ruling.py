"""The rules of schemes: versions, and the next one."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.schemes import rules, selectors
from xuncha.cycle.schemes.enums import Check, Party
from xuncha.cycle.schemes.models import SchemeRules
from xuncha.cycle.schemes.rules import SchemeSettings
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import Pairs, next_version, versions_of
from xuncha.web.schemes.audience import DIRECTOR, EVERYBODY
from xuncha.web.schemes.forms import RulesForm
from xuncha.web.schemes.tabs import desk_tabs


def _pairs(told: SchemeSettings) -> Pairs:
    return [
        ("联审各方", "、".join(Party(one).label for one in told.parties)),
        ("由谁批准", rules.APPROVERS[told.approver]),
        ("报送方案", f"反馈以后 {told.plan_days} 天内"),
        ("提出审核意见", f"送审以后 {told.review_workdays} 个工作日内"),
        ("退回重报", f"退回以后 {told.revise_workdays} 个工作日内"),
        ("整改时限最晚", f"反馈以后 {told.most_days} 天（长期坚持的除外）"),
        ("不改好不能报送", "、".join(Check(one).label for one in told.hard) or "没有"),
    ]  # fmt: skip


@read_view(EVERYBODY)
def listing(request: Request) -> HttpResponse:
    """The rules in force and their versions."""
    context = versions_of(
        request.actor, rules.rules_on(clock.today()), selectors.list_rules(request.actor),
        said=lambda row: rules.parse_settings(row.settings), pairs=_pairs,
    )  # fmt: skip
    tabs = desk_tabs(request.actor, "schemes_rules")
    return render(request, "schemes/rules.html", context | {"tabs": tabs})


@write_view(DIRECTOR)
def create(request: Request) -> HttpResponse:
    """The next version."""
    access.require(request.actor, "create", SchemeRules())
    initial = asdict(rules.rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=initial)
    return next_version(
        request, form, rules.set_scheme_rules, title="调整整改方案规则",
        to="schemes_rules", done="新规则已定，从启用日期起执行。",
        kept_as="settings", save="定为新一版",
    )  # fmt: skip
