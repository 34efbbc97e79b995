"""The shares and minimum counts: the versions, and the next one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.models import InquiryRules
from xuncha.cycle.inquiry.rules import LABELS, parse, rules_on, set_inquiry_rules
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.fieldwork.audience import READING
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.inquiry.forms.visits import RulesForm
from xuncha.web.ruling import next_version


@read_view(READING)
def rules(request: Request) -> HttpResponse:
    """The numbers in force, and all versions."""
    now = rules_on(clock.today())
    versions = [(row, _pairs(parse(row.values))) for row in selectors.list_rules(request.actor)]
    context = {
        "now": now,
        "pairs": _pairs(now.settings),
        "versions": versions,
        "may_set": bool(access.can(request.actor, "create", InquiryRules())),
    }
    return render(request, "inquiry/rules.html", context)


def _pairs(values: object) -> list[tuple[str, object]]:
    return [(label, getattr(values, name)) for name, label in LABELS.items()]


@write_view(frozenset({OFFICE_DIRECTOR}))
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.initial_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)
    return next_version(
        request, form, set_inquiry_rules, title="调整走访问卷规则", to="inquiry_rules",
        done="新的一版已经登记，已经出的统计不变。",
    )  # fmt: skip
