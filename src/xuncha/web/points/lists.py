"""An inspection's list: read it, be given it, add to it, share it out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.checkpoints import proposing, selectors
from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models import InspectionPoint, PointList
from xuncha.cycle.checkpoints.services import lists
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.findings.pointing import findings_by_point
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.cycle.taxonomy.selectors import code_order, current_taxonomy
from xuncha.foundation import access
from xuncha.insight.figures.figure import values
from xuncha.insight.figures.points import POINT_FIGURES
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.figures import tiles
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.points.choices import leaf_choices
from xuncha.web.points.filters import KINDS, PointFilter
from xuncha.web.points.forms import AddPointForm, AssignForm, GiveForm
from xuncha.web.points.library import AUDIENCE, WORKERS, tabs
from xuncha.web.points.people import workers
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for

STATES = [("", "全部"), *PointState.choices]
ROW_SORTS = (
    Sort("new", "最近下发", "pk", descending=True),
    Sort("old", "最早下发", "pk"),
    Sort("answered", "最近填写", "answered_at", descending=True),
)


@read_view(AUDIENCE)
def one(request: Request, inspection_id: int) -> HttpResponse:
    """The inspection's list in its groups, with what was found out about each point."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    given = selectors.list_of(actor, inspection)
    points = list(selectors.points_of(actor, inspection)) if given else []
    wanted = request.GET.get("state", "")
    shown = [one for one in points if not wanted or one.state == wanted]
    links = findings_by_point(actor, [one.pk for one in shown])
    numbers = values(actor, POINT_FIGURES, Q(inspection_id=inspection.pk)) if given else {}
    closed = inspection.state in AFTER_FEEDBACK
    context = {
        "inspection": inspection,
        "given": given,
        "tabs": tabs_for(actor, inspection, "points_inspection"),
        "groups": _groups(shown, links),
        "kind_labels": _kind_labels(given),
        "states": _state_links(request, points),
        "wanted": wanted,
        "closed": closed,
        "tiles": tiles(POINT_FIGURES, numbers, {"inspection": inspection.pk}) if given else [],
        "may_give": not given and not closed and access.can(actor, "give", PointList(
            inspection=inspection)),
        "may_add": given is not None and not closed and bool(access.can(actor, "add", given)),
        "may_assign": bool(given) and not closed and _may_assign(actor, points),
        "may_export": given is not None and bool(access.can(actor, "export", given)),
        "people": workers(actor, inspection),
    }  # fmt: skip
    return render(request, "points/inspection.html", context)


def _groups(points: list[InspectionPoint], links: dict[int, Any]) -> list[dict[str, Any]]:
    """Points by the branch they are counted under, each with its links and how many are done."""
    ordered = sorted(points, key=lambda one: (code_order(one.group.code), one.number, one.pk))
    groups = []
    for group, rows in groupby(ordered, key=lambda one: one.group):
        cell = selectors.Cell()
        table = []
        for row in rows:
            cell.add(row.state)
            table.append((row, links.get(row.pk, [])))
        groups.append({"group": group, "cell": cell, "rows": table})
    return groups


def _kind_labels(given: PointList | None) -> list[str]:
    known = {key: str(label) for key, label in KINDS}
    return [known.get(kind, kind) for kind in given.kinds] if given else []


def _state_links(request: Request, points: list[InspectionPoint]) -> list[tuple[Any, ...]]:
    """The list by state, as tabs with their numbers."""
    wanted = request.GET.get("state", "")
    counts = {key: sum(one.state == key for one in points) for key, _ in PointState.choices}
    counts[""] = len(points)
    return [
        (label, f"?state={key}" if key else request.path, key == wanted, counts[key])
        for key, label in STATES
        if not key or counts[key]
    ]


def _may_assign(actor: Actor, points: list[InspectionPoint]) -> bool:
    return bool(points) and bool(access.can(actor, "assign", points[0]))


@write_view(OFFICE)
def give(request: Request, inspection_id: int) -> HttpResponse:
    """Give an inspection its list, by the kinds that are ticked."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    access.require(actor, "give", PointList(inspection=inspection))
    version = proposing.set_in_force()
    offers = proposing.offers(actor, inspection, version) if version else []
    form = GiveForm(
        request.POST or None,
        offered=[(one.kind, f"{one.label}（{one.points} 条）") for one in offers],
        initial={"kinds": [one.kind for one in offers if one.proposed]},
    )
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            lists.give_list(actor, inspection_id=inspection.pk, kinds=form.cleaned_data["kinds"])
            messages.success(request, "任务清单已下发，可以增加、不列入和分工。")
            return redirect("points_inspection", inspection.pk)
    context = {"form": form, "inspection": inspection, "version": version, "offers": offers}
    return render(request, "points/give.html", context, status=400 if form.errors else 200)


@write_view(OFFICE, form=False)
def give_round(request: Request, round_id: int) -> HttpResponse:
    """Give their lists to all inspections of a round that have none."""
    given = lists.give_round(request.actor, round_id=round_id)
    words = f"已下发 {given} 份任务清单。" if given else "没有需要下发的任务。"
    messages.success(request, words)
    return redirect("points_round", round_id)


@write_view(WORKERS)
def add(request: Request, inspection_id: int) -> HttpResponse:
    """Put a further point on the list, and say why."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    given = access.get_or_404(actor, PointList, inspection=inspection)
    access.require(actor, "add", given)
    form = AddPointForm(request.POST or None, leaves=leaf_choices(current_taxonomy()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            made = lists.add_point(
                actor, inspection_id=inspection.pk, text=data["text"], leaf_id=int(data["leaf"]),
                reason=data["reason"], signs=data["signs"], ways=data["ways"],
            )  # fmt: skip
            messages.success(request, "已增加一条要点。")
            return redirect(reverse("points_inspection", args=[inspection.pk]) + f"#p{made.pk}")
    context = {
        "form": form, "title": "增加监督要点",
        "back_url": reverse("points_inspection", args=[inspection.pk]),
    }  # fmt: skip
    return render(request, "points/form.html", context, status=400 if form.errors else 200)


@write_view(WORKERS, form=False)
def assign(request: Request, inspection_id: int) -> HttpResponse:
    """Give the ticked points to a person."""
    inspection = access.get_or_404(request.actor, Inspection, pk=inspection_id)
    form = AssignForm(
        request.POST,
        points=[(str(one.pk), "") for one in selectors.points_of(request.actor, inspection)],
        people=[(str(one.pk), one.name) for one in workers(request.actor, inspection)],
    )
    if not form.is_valid():
        raise Invalid("请先勾选要分工的要点，再选承办人。")
    moved = lists.assign_points(
        request.actor, inspection_id=inspection.pk, point_ids=form.cleaned_data["points"],
        user_id=form.cleaned_data["user"],
    )  # fmt: skip
    messages.success(request, f"已调整 {moved} 条要点的承办人。")
    return redirect("points_inspection", inspection.pk)


@read_view(AUDIENCE)
def rows(request: Request) -> HttpResponse:
    """Points of all lists in sight: what figures about points open."""
    found = selectors.list_points(request.actor)
    chosen = PointFilter(request.GET, queryset=found, request=request)
    page = page_of(request, chosen.qs, ROW_SORTS)
    context = {
        "filter": chosen,
        "page": page,
        "sorts": ROW_SORTS,
        "tabs": tabs("points_rows"),
        "may_export": bool(access.can(request.actor, "export", InspectionPoint())),
        "links": findings_by_point(request.actor, [one.pk for one in page]),
    }
    return render(request, "points/rows.html", context)
