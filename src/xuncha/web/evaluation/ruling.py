"""The form of evaluation and its numbers: the versions, and the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.forms import PRESETS, VETO_WORDS
from xuncha.cycle.evaluation.rules import LIMITS, Rules, parse, rules_on, set_evaluation_rules
from xuncha.kernel import clock
from xuncha.web.evaluation.common import DIRECTOR, EVERYBODY, desk_tabs
from xuncha.web.evaluation.forms import RulesForm, form_named
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.ruling import Pairs, labelled, versions_of


@read_view(EVERYBODY)
def rules(request: Request) -> HttpResponse:
    """The form and the numbers in force, and all versions."""
    context = versions_of(
        request.actor, rules_on(clock.today()), selectors.list_rules(request.actor),
        said=lambda row: parse(row.values), pairs=_pairs,
    )  # fmt: skip
    tabs = desk_tabs(request.actor, "evaluation_rules")
    return render(request, "evaluation/rules.html", context | {"tabs": tabs, "presets": PRESETS})


def _pairs(told: Rules) -> Pairs:
    form = told.form
    found: Pairs = [("评估表", form.title)]
    found += [
        (f"{one.aspect}：{one.title}", f"{one.weight} 分，{'由人评' if one.is_asked else '系统算'}")
        for one in form.indicators
    ]
    grades = "，".join(f"{one.name} {one.least} 分起" for one in form.grades[:-1])
    found.append(("等次", f"{grades}，其余{form.grades[-1].name}"))
    for veto in form.vetoes:
        cap = form.grades[min(veto.cap, len(form.grades) - 1)].name
        words = f"达到 {veto.at}，最高为“{cap}”" if veto.at else "不用"
        if veto.code == "unsatisfied" and veto.at:
            words = f"低于 {veto.at}%，最高为“{cap}”"
        found.append((f"否决：{VETO_WORDS[veto.code]}", words))
    return found + labelled(LIMITS, told.numbers)


@write_view(DIRECTOR)
def set_rules(request: Request) -> HttpResponse:
    """The next version, from what is in force or from a preset."""
    now = rules_on(clock.today()).settings
    asked = request.POST.get("preset") or request.GET.get("preset", "")
    form_of = now.form if asked in ("", now.form.key) else form_named(asked, now.form)
    form = RulesForm(request.POST or None, form_of=form_of, numbers=now.numbers)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            set_evaluation_rules(
                request.actor, effective_on=data["effective_on"], note=data["note"],
                values=form.values(),
            )  # fmt: skip
            messages.success(request, "新的一版已经登记，已经发起的评估不变。")
            return redirect("evaluation_rules")
    context = {"form": form, "form_of": form_of, "presets": PRESETS}
    return render(
        request, "evaluation/set_rules.html", context, status=400 if form.errors else 200
    )  # fmt: skip
