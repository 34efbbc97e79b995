"""The register of recusals, one of them, and setting one for somebody else."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms as django_forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.pool.selectors import list_inspectors
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.conflicts import in_force
from xuncha.cycle.teams.enums import GroundKind, Origin, RecusalState
from xuncha.cycle.teams.models import Recusal
from xuncha.cycle.teams.raising import shuts_now
from xuncha.cycle.teams.services import recusing
from xuncha.cycle.teams.states import RECUSAL_STATES
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.narrowing import visible_rounds, visible_units
from xuncha.web.problems import ProblemsIn
from xuncha.web.teams import forms

SORTS = (Sort("new", "最近提出", "pk", descending=True), Sort("old", "最早提出", "pk"))


class RecusalFilter(filters.FilterSet):
    """Narrows the register."""

    q = filters.CharFilter(
        method="by_words", label="姓名或单位",
        widget=django_forms.TextInput(attrs={"placeholder": "姓名或单位", "type": "search"}),
    )  # fmt: skip
    state = filters.ChoiceFilter(
        choices=RecusalState.choices, label="状态", empty_label="全部状态"
    )  # fmt: skip
    ground = filters.ChoiceFilter(
        choices=GroundKind.choices, label="种类", empty_label="全部种类"
    )  # fmt: skip
    origin = filters.ChoiceFilter(choices=Origin.choices, label="来源", empty_label="全部来源")
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    door = filters.ChoiceFilter(
        choices=[("shut", "正在关门"), ("open", "不关门")], method="by_door", label="访问",
        empty_label="全部",
    )  # fmt: skip

    class Meta:
        model = Recusal
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Recusal], _name: str, words: str) -> QuerySet[Recusal]:
        return rows.filter(
            Q(inspector__name__icontains=words) | Q(user__name__icontains=words)
            | Q(organisation__name__icontains=words)
        )  # fmt: skip

    def by_door(self, rows: QuerySet[Recusal], _name: str, door: str) -> QuerySet[Recusal]:
        shut = in_force(clock.today())
        return rows.filter(shut if door == "shut" else ~shut)


@read_view(READERS)
def register(request: Request) -> HttpResponse:
    """All recusals in sight."""
    rows = selectors.list_recusals(request.actor)
    chosen = RecusalFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.qs, SORTS),
        "sorts": SORTS,
        "may_raise": bool(access.can(request.actor, "raise", Recusal())),
    }
    return render(request, "teams/recusals.html", context)


@read_view(READERS)
def one(request: Request, recusal_id: int) -> HttpResponse:
    """One recusal whole, with what can be done."""
    row = selectors.get_recusal(request.actor, recusal_id)
    return render(request, "teams/recusal.html", recusal_context(request, row))


def recusal_context(request: Request, row: Recusal, **bound: Any) -> dict[str, Any]:
    """What the page needs; ``bound`` carries a form that came back with errors."""
    actor = request.actor
    acts = {}
    for key, step in RECUSAL_STATES.transitions.items():
        if row.state in step.sources:
            decision = access.can(actor, key, row)
            acts[key] = {"label": step.label, "why_not": decision.reason}
    form = forms.WaiverForm(initial={"version": row.version}, auto_id="waiver_%s")
    return {
        "row": row,
        "acts": {key: act for key, act in acts.items() if "没有" not in act["why_not"]},
        "steps": selectors.steps_of(actor, row),
        "shuts": shuts_now(row),
        "waiver_form": bound.get("waiver_form") or form,
    }


@write_view(OFFICE)
def raise_one(request: Request) -> HttpResponse:
    """The office sets that somebody keeps away from an organisation."""
    form = forms.RaiseForm(request.POST or None)
    people: Any = form.fields["inspector"]
    places: Any = form.fields["organisation"]
    people.queryset = list_inspectors(request.actor).order_by("name")
    places.queryset = visible_units(request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            made = recusing.raise_recusal(
                request.actor, ground=GroundKind(data["ground"]), words=data["words"],
                inspector_id=data["inspector"].pk, organisation_id=data["organisation"].pk,
                free_on=data["free_on"],
            )  # fmt: skip
            messages.success(request, "已认定，有关访问已经关闭。")
            return redirect("teams_recusal", made.pk)
    status = 400 if form.errors else 200
    return render(request, "teams/raise.html", {"form": form}, status=status)
