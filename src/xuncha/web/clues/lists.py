"""Lists of clues, numbers and states only; registering one; counts for those who know none."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.clues import counting, selectors
from xuncha.cycle.clues.enums import ClueState
from xuncha.cycle.clues.models import Clue
from xuncha.cycle.clues.services import registering
from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.enums import AFTER_ENTRY, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.holders.services import holding
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused
from xuncha.web.clues import forms
from xuncha.web.holders.doors import reading, to_unlock, writing
from xuncha.web.holders.keyring import keep, key_context, opened
from xuncha.web.http import Request
from xuncha.web.listing import Sort, page_of
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds
from xuncha.web.problems import show_problem
from xuncha.web.rounds.tabs import tabs_for

SORTS = (
    Sort("new", "最近登记", "pk", descending=True),
    Sort("old", "最早登记", "pk"),
)
_MOST_OFFERED = 40


class ClueFilter(filters.FilterSet):
    """Narrows by what stands in clear; there is no search by words."""

    state = filters.ChoiceFilter(choices=ClueState.choices, label="状态", empty_label="全部状态")
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Clue
        fields: tuple[str, ...] = ()


def store_context(request: Request) -> dict[str, Any]:
    """What every page of the store tells: one's own key, and for how long it is open."""
    return key_context(request) | {"sees_counts": request.actor.has(*READERS)}


@reading
def clues(request: Request) -> HttpResponse:
    """Clues that the reader may know of."""
    return _page(request, None)


@reading
def inspection(request: Request, inspection_id: int) -> HttpResponse:
    """Those of one inspection."""
    row = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round__term"), pk=inspection_id
    )
    return _page(request, row)


def _page(request: Request, row: Inspection | None) -> HttpResponse:
    actor = request.actor
    rows = selectors.list_clues(actor)
    if row is not None:
        rows = rows.filter(inspection=row)
    chosen = ClueFilter(request.GET, queryset=rows, request=request)
    late = [one for one in selectors.late_clocks(actor)[:20] if one.late]
    context = store_context(request) | {
        "inspection": row,
        "tabs": tabs_for(actor, row, "clues_inspection") if row else [],
        "filter": chosen,
        "sorts": SORTS,
        "page": page_of(request, chosen.qs, SORTS),
        "offered": [row] if row and may_register(actor, row) else offered(actor) if not row else [],
        "late": late,
    }
    return render(request, "clues/list.html", context)


def may_register(actor: Actor, row: Inspection) -> bool:
    """Whether the button stands there."""
    in_time = row.state in AFTER_ENTRY and row.state != Stage.ARCHIVED
    return in_time and bool(access.can(actor, "register", Clue(inspection=row)))


def offered(actor: Actor) -> list[Inspection]:
    """Inspections in which the actor may register a clue now; the newest ones."""
    rows = access.visible(actor, Inspection).filter(state__in=AFTER_ENTRY - {Stage.ARCHIVED})
    rows = rows.select_related("organisation", "round").order_by("-round_id", "organisation__code")
    if actor.grants:
        rows = rows.filter(pk__in=actor.grants)
    return [one for one in rows[:_MOST_OFFERED] if may_register(actor, one)]


@writing
def new(request: Request, inspection_id: int) -> HttpResponse:
    """Register what the meeting settled."""
    row = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round"), pk=inspection_id
    )
    access.require(request.actor, "register", Clue(inspection=row))
    key = opened(request)
    if key is None and request.method != "POST":
        return to_unlock(request, request.path)
    form = forms.ClueForm(request.POST or None, locked=key is None)
    if request.method == "POST" and form.is_valid():
        try:
            unlocked = key or holding.unlock(
                request.actor, passphrase=form.cleaned_data["passphrase"]
            )
            made = registering.register_clue(
                request.actor, unlocked, inspection_id=row.pk, facts=form.facts(),
                met_on=form.cleaned_data["met_on"],
            )  # fmt: skip
        except (Invalid, Conflict, Refused) as problem:
            show_problem(form, problem)
        else:
            messages.success(request, f"{made.code} 已登记并封存。")
            again = "again" in request.POST
            answer = redirect("clues_new" if again else "clues_clue", row.pk if again else made.pk)
            if key is None:
                keep(request, answer, unlocked)
            return answer
    context = {"form": form, "inspection": row, "back": reverse("clues_inspection", args=[row.pk])}
    return render(request, "clues/new.html", context, status=400 if form.errors else 200)


@reading
def counts(request: Request) -> HttpResponse:
    """How many, and nothing else; small groups are hidden."""
    context = {"tables": counting.counts(request.actor), "today": clock.today()}
    return render(request, "clues/counts.html", context)
