"""Draws: the list, the draw itself, and the export of what was drawn from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.models import Draw
from xuncha.cycle.oversight.population import Candidate, gather, pick
from xuncha.cycle.oversight.rules import rules_on
from xuncha.cycle.oversight.services import drawing
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import list_inspections
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused
from xuncha.web.handing import rows_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.narrowing import visible_rounds
from xuncha.web.oversight.common import OFFICE_ONLY, desk_tabs
from xuncha.web.oversight.forms import DrawForm
from xuncha.web.problems import ProblemsIn

SORTS = (Sort("new", "最近抽取", "pk", descending=True), Sort("old", "最早抽取", "pk"))


@read_view(READERS)
def rows(request: Request) -> HttpResponse:
    """All draws in sight."""
    page = page_of(request, selectors.list_draws(request.actor), SORTS)
    context = {
        "page": page, "tabs": desk_tabs(request.actor, "oversight_draws"),
        "may_draw": bool(access.can(request.actor, "create", Draw())),
    }  # fmt: skip
    return render(request, "oversight/draws.html", context)


@write_view(OFFICE_ONLY)
def new(request: Request) -> HttpResponse:
    """Choose the scope, see out of how many, and have the system draw."""
    actor = request.actor
    told = request.POST or request.GET
    inspection = _inspection(actor, told.get("inspection", ""))
    rounds = [(str(one.pk), str(one)) for one in visible_rounds(request)]
    round_id = told.get("round", "") or _first(actor, rounds)
    if inspection:
        round_id = str(inspection.round_id)
    form = DrawForm(
        request.POST or None, rounds=rounds, inspections=_inspections(actor, round_id),
        initial={"round": round_id, "inspection": str(inspection.pk) if inspection else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Conflict, Invalid, Refused):
            row = drawing.draw(
                actor, round_id=form.cleaned_data["round"],
                inspection_id=form.cleaned_data["inspection"],
            )  # fmt: skip
            messages.success(request, f"{row.code}：从 {row.size} 件里抽出 {row.picked} 件。")
            return redirect("oversight_draw", row.pk)
    context = {"form": form, "preview": _preview(actor, round_id, inspection)}
    return render(request, "oversight/draw_form.html", context, status=400 if form.errors else 200)


def _first(actor: Actor, rounds: list[tuple[str, str]]) -> str:
    """The latest round that has something to draw from, else the latest."""
    put_right = list_inspections(actor).filter(state__in=AFTER_FEEDBACK)
    there = set(put_right.values_list("round_id", flat=True))
    ready = [key for key, _ in rounds if int(key) in there]
    return next(iter([*ready, *(key for key, _ in rounds)]), "")


def _inspection(actor: Actor, told: str) -> Inspection | None:
    if not told.isdecimal():
        return None
    return list_inspections(actor).filter(pk=int(told)).first()


def _inspections(actor: Actor, round_id: str) -> list[tuple[str, str]]:
    if not round_id.isdecimal():
        return []
    found = list_inspections(actor).filter(round_id=int(round_id), state__in=AFTER_FEEDBACK)
    return [(str(one.pk), str(one.organisation)) for one in found.order_by("organisation__code")]


def _preview(actor: Actor, round_id: str, inspection: Inspection | None) -> dict[str, Any] | None:
    """Out of how many the draw would be, without drawing."""
    if not round_id.isdecimal():
        return None
    in_force = rules_on(clock.today())
    numbers = in_force.settings
    shut = ~Q(inspection__in=actor.recusals) if actor.recusals else Q()
    _, within = drawing.scope_of(int(round_id), inspection.pk if inspection else None)
    population = gather(within & shut, money_from=numbers.money_from)
    risky = [one for one in population if one.is_risky]
    picks = pick(
        population, seed=1, share_percent=numbers.sample_percent, risky_most=numbers.risky_most,
        sustained_percent=numbers.sustained_percent,
    )  # fmt: skip
    taken = sum(one.is_risky for one in picks)
    confirmed = sum(not one.is_risky and one.candidate.is_sustained for one in picks)
    return {
        "size": len(population), "risky": len(risky), "taken": taken,
        "by_lot": len(picks) - taken - confirmed, "confirmed": confirmed,
        "sustained": sum(one.is_sustained for one in population), "picked": len(picks),
        "rules": in_force,
    }  # fmt: skip


POPULATION = [
    OutColumn("次序", 8, "number"), OutColumn("标识", 16), OutColumn("当时状态", 10),
    OutColumn("风险分", 8, "number"), OutColumn("风险", 60), OutColumn("抽中", 8),
]  # fmt: skip


@write_view(OFFICE_ONLY, form=False)
def export(request: Request, draw_id: int) -> FileResponse:
    """The population that a draw was made of, so that anybody can draw it again by himself."""
    row = selectors.get_draw(request.actor, draw_id)
    access.require(request.actor, "export", row)
    shut = request.actor.recusals
    population = [Candidate.from_list(one) for one in row.population]
    checked = selectors.list_checks(request.actor).filter(draw=row)
    picked = set(checked.values_list("item_id", flat=True))
    told = [
        [at, one.mark, one.state, one.weight, "；".join(one.why),
         "抽中" if one.item_id in picked else ""]
        for at, one in enumerate(population, start=1)
        if one.inspection_id not in shut
    ]  # fmt: skip
    title = f"{row.code}抽查总体"
    record_export(request.actor, what=title, rows=len(told), filters={})
    closing = (
        f"种子 {row.seed}，随机比例 {row.share_percent}%，已巩固的 {row.sustained_percent}%，"
        f"风险事项最多 {row.risky_most} 件，"
        f"规则第 {row.rules_version} 版，总体摘要 {row.population_hash}。注意保密。"
    )
    return rows_out(request, title, POPULATION, told, len(told), unit="件", closing=closing)
