"""Who may grant which extension: versions of the rules, and the next one."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import BUSINESS, OFFICE_DIRECTOR
from xuncha.cycle.rectification import extension_rules, selectors
from xuncha.cycle.rectification.extension_rules import LIMITS, ExtensionSettings
from xuncha.cycle.rectification.models import ExtensionRules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import LimitsForm, Pairs, next_version, versions_of


class ExtensionRulesForm(LimitsForm):
    limits = LIMITS


def _pairs(told: ExtensionSettings) -> Pairs:
    staff = f"第一次、不超过 {told.staff_days} 天" if told.staff_days else "不审批延期"
    director = f"不超过 {told.director_days} 天、不超过第 {told.director_times} 次"
    return [
        ("巡察办工作人员", staff),
        ("巡察办主任", director),
        ("领导小组成员", "天数更多、次数更多的"),
        ("累计最晚", f"原定时限以后 {told.most_days} 天"),
        ("重新整改", f"给 {told.reopened_workdays} 个工作日，办理的人可以另定"),
    ]


@read_view(BUSINESS)
def listing(request: Request) -> HttpResponse:
    """The rules in force and their versions."""
    context = versions_of(
        request.actor, extension_rules.rules_on(clock.today()),
        selectors.list_extension_rules(request.actor),
        said=lambda row: extension_rules.parse_settings(row.settings), pairs=_pairs,
    )  # fmt: skip
    return render(request, "rectification/extension_rules.html", context)


@write_view(frozenset({OFFICE_DIRECTOR}))
def create(request: Request) -> HttpResponse:
    """The next version."""
    access.require(request.actor, "create", ExtensionRules())
    initial = asdict(extension_rules.rules_on(clock.today()).settings)
    form = ExtensionRulesForm(request.POST or None, initial=initial)
    return next_version(
        request, form, extension_rules.set_extension_rules, title="调整延期规则",
        to="rectification_extension_rules", done="新规则已定，从启用日期起执行。",
        kept_as="settings", save="定为新一版",
    )  # fmt: skip
