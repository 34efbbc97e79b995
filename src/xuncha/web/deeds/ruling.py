"""The name of this room and its numbers: the versions, and the next one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.deeds import selectors
from xuncha.cycle.deeds.rules import LIMITS, Said, parse, rules_on, set_deed_rules
from xuncha.cycle.directory.roles import READERS
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.deeds.audience import DIRECTOR, desk_tabs
from xuncha.web.deeds.forms import RulesForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import Pairs, labelled, next_version, versions_of


@read_view(READERS)
def rules(request: Request) -> HttpResponse:
    """What is in force, and all versions."""
    now = rules_on(clock.today())
    context = versions_of(
        request.actor, now, selectors.list_rules(request.actor),
        said=lambda row: Said(row.name, parse(row.values)), pairs=_pairs,
    )  # fmt: skip
    tabs = desk_tabs(request.actor, "deeds_rules")
    return render(request, "deeds/rules.html", context | {"tabs": tabs, "name": now.settings.name})


def _pairs(said: Said) -> Pairs:
    return [("名称", said.name), *labelled(LIMITS, said.numbers)]


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    begun = RulesForm.initial_of(rules_on(clock.today()).settings)
    form = RulesForm(request.POST or None, initial=begun)

    def take(actor: Actor, **told: Any) -> None:
        set_deed_rules(actor, name=form.cleaned_data["name"], **told)

    return next_version(
        request,
        form,
        take,
        title="调整名称和规则",
        to="deeds_rules",
        done="新的一版已经登记，承诺过、抽过的不变。",
    )
