"""Where to go and why: a round's signals and draws as one list, to print or to take along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import django_filters as filters
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE, PARTNER, READERS
from xuncha.cycle.oversight.selectors import WAITING, list_checks
from xuncha.cycle.questions.ordering import order_for
from xuncha.cycle.questions.rules import NAMES
from xuncha.cycle.questions.selectors import desk_rows
from xuncha.cycle.questions.visits import Drawn, Only, UnitVisits, VisitList, visits_of
from xuncha.cycle.rectification.models import Signal
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.handing import rows_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds

MOST_SHOWN = 200
_ONLY = [*((code, f"{code} {name}") for code, name in NAMES.items()), *Only.choices]
COLUMNS = [
    OutColumn("单位", 24), OutColumn("事项", 8), OutColumn("具体问题", 50),
    OutColumn("为什么去看", 60), OutColumn("到了看什么", 36),
    OutColumn("涉及金额（元）", 16, "money"), OutColumn("状态", 10), OutColumn("抽查", 16),
]  # fmt: skip


class VisitFilter(filters.FilterSet):
    """One round, or one of its inspections."""

    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次", empty_label=None
    )
    only = filters.ChoiceFilter(
        choices=_ONLY, method="by_part", label="只看", empty_label="整张清单"
    )
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Signal
        fields: tuple[str, ...] = ()

    def by_part(self, rows: QuerySet[Signal], _name: str, _which: str) -> QuerySet[Signal]:
        """The list itself narrows: what it leaves out is counted beside it."""
        return rows


@read_view(READERS | {PARTNER})
def visits(request: Request) -> HttpResponse:
    """The list on one page; past two hundred items the rest is in the workbook."""
    chosen = _chosen(request, request.GET)
    told = _told(request.actor, chosen)
    asked = chosen.form.cleaned_data if chosen.is_valid() else {}
    rows = told.only(asked.get("only") or "")
    context = {
        "filter": chosen, "told": told, "rows": rows, "units": _shown(rows), "now": clock.now(),
        "round": asked.get("round"), "only": dict(_ONLY).get(asked.get("only") or ""),
        "hidden": max(0, rows.items - MOST_SHOWN), "may_export": request.actor.has(*OFFICE),
        "here": _here(asked),
    }  # fmt: skip
    return render(request, "signals/visits.html", context)


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """The whole list as a workbook, noted in the log."""
    chosen = _chosen(request, request.POST)
    told = _told(request.actor, chosen)
    if chosen.is_valid():
        told = told.only(chosen.form.cleaned_data["only"])
    rows = list(_rows(told))
    used = {name: request.POST[name] for name in chosen.filters if request.POST.get(name)}
    record_export(request.actor, what="现场核查清单", rows=len(rows), filters=used)
    return rows_out(request, "现场核查清单", COLUMNS, rows, len(rows))


def _chosen(request: Request, asked: Any) -> VisitFilter:
    """The round that the address names; else that of its inspection, else the latest in which
    anything is asked."""
    rows = desk_rows(request.actor)
    told = asked.copy()
    if not told.get("round"):
        one = told.get("inspection", "")
        is_key = one.isascii() and one.isdecimal() and len(one) < 19
        within = rows.filter(inspection=int(one)) if is_key else rows
        latest = within.order_by("-inspection__round__start_on").values_list("inspection__round")
        told["round"] = str((latest.first() or ("",))[0])
    return VisitFilter(told, queryset=rows, request=request)


def _told(actor: Actor, chosen: VisitFilter) -> VisitList:
    if not chosen.is_valid():
        return visits_of(actor, Q(pk__in=[]), order_for(actor))
    asked = chosen.form.cleaned_data
    within = Q()
    if asked["round"]:
        within &= Q(inspection__round=asked["round"])
    if asked["inspection"]:
        within &= Q(inspection=asked["inspection"])
    checks = list_checks(actor).filter(WAITING, within).select_related("item__finding")
    drawn = [
        Drawn(one.item, one.inspection, tuple(one.why), one.code, not one.is_risky)
        for one in checks.order_by("pk")
    ]  # fmt: skip
    return visits_of(actor, within, order_for(actor), drawn)


def _here(asked: Mapping[str, Any]) -> str:
    """The list's address without the part: where its numbers add theirs."""
    kept = {name: asked[name].pk for name in ("round", "inspection") if asked.get(name)}
    return f"?{urlencode(kept)}&" if kept else "?"


def _shown(told: VisitList) -> list[UnitVisits]:
    """The units whose items fit the page."""
    shown, room = [], MOST_SHOWN
    for one in told.units:
        if room <= 0:
            break
        shown.append(UnitVisits(one.inspection, one.visits[:room], one.left_out))
        room -= len(one.visits)
    return shown


def _rows(told: VisitList) -> Iterator[list[Any]]:
    for unit in (*told.units, *told.drawn):
        name = unit.inspection.organisation.name
        for one in unit.visits:
            yield [
                name, one.item.number, one.item.problem, "\n".join(one.why),
                "\n".join(one.look_at), one.item.amount_due_yuan,
                one.item.get_state_display(), one.drawn.code if one.drawn else "",
            ]  # fmt: skip
        for row in unit.left_out:
            yield [name, "", "", f"{row.name}：{row.reason}", "有没有人在改", None, "没有事项", ""]
