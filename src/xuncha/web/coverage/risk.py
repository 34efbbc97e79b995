"""风险模型: its versions, and a new one with what it would change before it takes effect."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning import selectors
from xuncha.cycle.planning.coverage.demands import model_in_force, set_risk_model
from xuncha.cycle.planning.coverage.effects import Effect, effect
from xuncha.cycle.planning.coverage.indicators import knows
from xuncha.cycle.planning.coverage.risk import MOST_INDICATORS, read_indicators
from xuncha.cycle.planning.models import RiskModel
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.coverage.forms import IndicatorForm, ModelForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

SORTS = (Sort("new", "新的在前", "number", descending=True),)
SHOWN = 50
_BLANK = 3
Rows = django_forms.formset_factory(IndicatorForm, extra=_BLANK, max_num=MOST_INDICATORS)


@read_view(READERS)
def models(request: Request) -> HttpResponse:
    """The model in force, and all versions."""
    rows = access.visible(request.actor, RiskModel).select_related("made_by")
    number, indicators = model_in_force(clock.today())
    context = {
        "number": number,
        "indicators": indicators,
        "whole": sum(one.weight for one in indicators),
        "page": page_of(request, rows, SORTS),
        "may_create": access.can(request.actor, "create", RiskModel()),
    }
    return render(request, "coverage/risk.html", context)


@write_view(OFFICE)
def create(request: Request) -> HttpResponse:
    """A new version. ``look`` shows what it would change and writes nothing."""
    access.require(request.actor, "create", RiskModel())
    _, indicators = model_in_force(clock.today())
    initial = [one.as_json() | {"top": f"{one.top:g}"} for one in indicators]
    form = ModelForm(request.POST or None, initial={"effective_on": clock.today()})
    rows = Rows(request.POST or None, initial=initial)
    seen: Effect | None = None
    if request.method == "POST" and _both_valid(form, rows, "take" in request.POST):
        told = _indicators(rows.cleaned_data)
        try:
            if "take" in request.POST:
                set_risk_model(request.actor, indicators=told, **form.cleaned_data)
                messages.success(request, "新的风险模型已登记，启用以后在需求清单里重算风险。")
                return redirect("coverage_risk")
            seen = _effect(request, told)
        except Invalid as problem:
            field = problem.field if problem.field in form.fields else None
            form.add_error(field, problem.sentence)
    return _page(request, form, rows, seen)


def _both_valid(form: ModelForm, rows: Any, is_taken: bool) -> bool:
    """To look at the effect, neither reason nor day is needed."""
    if is_taken:
        return form.is_valid() and rows.is_valid()
    form.full_clean()
    for name in list(form.errors):
        del form.errors[name]
    return bool(rows.is_valid())


def _indicators(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was typed in, without empty rows; a new one is typed in by the office and gets a code
    that no other has."""
    told = []
    taken = {row.get("code") for row in rows}
    for row in rows:
        if not row or not (row.get("label") or "").strip():
            continue
        code = row.get("code") or next(
            name for n in range(1, 99) if (name := f"own{n}") not in taken
        )
        taken.add(code)
        how = "computed" if knows(code) else "typed"
        told.append(
            {"code": code, "label": row["label"], "how": how, "weight": row["weight"] or 0,
             "top": row["top"] or 1, "help": row["help"] or ""}
        )  # fmt: skip
    return told


def _effect(request: Request, told: list[dict[str, Any]]) -> Effect | None:
    indicators = read_indicators(told)
    term = selectors.current_term(request.actor)
    return effect(request.actor, term, indicators) if term is not None else None


def _page(request: Request, form: ModelForm, rows: Any, seen: Effect | None) -> HttpResponse:
    context = {
        "form": form,
        "rows": rows,
        "seen": seen,
        "shown": seen.rows[:SHOWN] if seen else [],
        "known": [(one, knows(one["code"].value() or "")) for one in rows],
    }
    is_wrong = bool(form.errors) or (rows.is_bound and not rows.is_valid())
    return render(request, "coverage/risk_new.html", context, status=400 if is_wrong else 200)
