"""Reading the library: decisions, points, versions and their comparison."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.checkpoints import comparing, proposing, selectors
from xuncha.cycle.checkpoints.enums import DecisionLevel, PointState, SetState
from xuncha.cycle.checkpoints.models import Checkpoint, Decision, PointSet
from xuncha.cycle.checkpoints.services.decisions import note_download
from xuncha.cycle.checkpoints.states import DECISION_STATES, SET_STATES
from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.points.filters import KINDS, CheckpointFilter, DecisionFilter
from xuncha.web.points.forms import IssueForm

AUDIENCE = READERS | {INSPECTOR}
WORKERS = OFFICE | {INSPECTOR}
POINT_SORTS = (
    Sort("number", "编号从小", "number"),
    Sort("last", "编号从大", "number", descending=True),
)
DECISION_SORTS = (
    Sort("new", "最近发文", "issued_on", descending=True),
    Sort("old", "最早发文", "issued_on"),
)


def tabs(here: str) -> list[tuple[str, str, bool, None]]:
    """The pages of this area."""
    pages = [
        ("points_checkpoints", "监督要点"), ("points_decisions", "决策部署"),
        ("points_sets", "清单版本"), ("points_rows", "检查情况"),
    ]  # fmt: skip
    return [(label, reverse(name), name == here, None) for name, label in pages]


@read_view(AUDIENCE)
def checkpoints(request: Request) -> HttpResponse:
    """The points of the version in force, or of the one that is chosen."""
    version = proposing.set_in_force()
    query = request.GET.copy()
    shown = version or selectors.list_sets(request.actor).first()
    if not query.get("set") and shown is not None:
        query["set"] = str(shown.pk)
    rows = selectors.list_checkpoints(request.actor)
    chosen = CheckpointFilter(query, queryset=rows, request=request)
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.qs, POINT_SORTS),
        "sorts": POINT_SORTS,
        "tabs": tabs("points_checkpoints"),
        "version": version,
        "query": query,
        "may_export": bool(access.can(request.actor, "export", PointSet())),
        "may_create": bool(access.can(request.actor, "create", PointSet())),
    }
    return render(request, "points/checkpoints.html", context)


@read_view(AUDIENCE)
def checkpoint(request: Request, checkpoint_id: int) -> HttpResponse:
    """One point: words, decision, place, and what came of it wherever it was given."""
    actor = request.actor
    row = selectors.get_checkpoint(actor, checkpoint_id)
    used = selectors.usage_of(actor, row)
    others = selectors.list_checkpoints(actor).filter(number=row.number).exclude(pk=row.pk)
    context = {
        "row": row,
        "used": [
            (label, used[key], f"{reverse('points_rows')}?checkpoint={row.pk}&state={key}")
            for key, label in PointState.choices
            if key in used
        ],
        "others": others.order_by("-set_id"),
        "may_change": row.set.state == SetState.DRAFT
        and bool(access.can(actor, "change", row.set)),
    }
    return render(request, "points/checkpoint.html", context)


@read_view(AUDIENCE)
def decisions(request: Request) -> HttpResponse:
    """Decisions with how many points of the version in force are drawn from each."""
    version = proposing.set_in_force()
    now = Count("checkpoints", filter=Q(checkpoints__set=version), distinct=True)
    rows = selectors.list_decisions(request.actor).annotate(points=now)
    chosen = DecisionFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.qs, DECISION_SORTS),
        "sorts": DECISION_SORTS,
        "tabs": tabs("points_decisions"),
        "version": version,
        "today": clock.today(),
        "may_create": bool(access.can(request.actor, "create", Decision())),
        "may_export": bool(access.can(request.actor, "export", Decision())),
    }
    return render(request, "points/decisions.html", context)


@read_view(AUDIENCE)
def decision(request: Request, decision_id: int) -> HttpResponse:
    """One decision: what it asks, and the points drawn from it in the version in force."""
    actor = request.actor
    row = selectors.get_decision(actor, decision_id)
    version = proposing.set_in_force()
    points = selectors.list_checkpoints(actor).filter(decision=row, set=version)
    context = {
        "row": row,
        "version": version,
        "points": points.order_by("number") if version else [],
        "holds": row.holds_on(clock.today()),
        "acts": {
            step.action: access.can(actor, step.action, row)
            for step in DECISION_STATES.open_actions(row.state)
        },
        "may_change": row.state == "in_force" and bool(access.can(actor, "change", row)),
    }
    return render(request, "points/decision.html", context)


@write_view(AUDIENCE, form=False)
def decision_file(request: Request, decision_id: int) -> HttpResponseBase:
    """A decision's file: it leaves the house, so it is noted first."""
    row = note_download(request.actor, decision_id=decision_id)
    if row.file is None:
        raise Absent
    return handed_out(row.file)


@read_view(AUDIENCE)
def sets(request: Request) -> HttpResponse:
    """Versions, the one in force marked."""
    context = {
        "rows": list(selectors.list_sets(request.actor)[:200]),
        "in_force": proposing.set_in_force(),
        "tabs": tabs("points_sets"),
        "may_create": bool(access.can(request.actor, "create", PointSet())),
    }
    return render(request, "points/sets.html", context)


@read_view(AUDIENCE)
def one_set(request: Request, set_id: int) -> HttpResponse:
    """One version: its points by kind, what may be done with it, what it may be compared with."""
    row = selectors.get_set(request.actor, set_id)
    return render(request, "points/set.html", set_context(request.actor, row))


def set_context(actor: Actor, row: PointSet, **more: Any) -> dict[str, Any]:
    """What the page of a version needs; ``more`` carries forms that came back with errors."""
    points = access.visible(actor, Checkpoint).filter(set=row)
    by_kind = points.order_by().values_list("kinds__kind").annotate(number=Count("pk"))
    by_level = points.order_by().values_list("decision__level").annotate(number=Count("pk"))
    others = [one for one in selectors.list_sets(actor)[:50] if one.pk != row.pk]
    draft = row.state == SetState.DRAFT
    return {
        "row": row,
        "total": points.count(),
        "kinds": [(key, label, dict(by_kind).get(key, 0)) for key, label in KINDS],
        "levels": [
            (key, label, dict(by_level).get(key, 0)) for key, label in DecisionLevel.choices
        ],
        "others": others,
        "in_force": proposing.set_in_force(),
        "draft": draft,
        "may_change": draft and bool(access.can(actor, "change", row)),
        "may_issue": access.can(actor, "issue", row) if draft else None,
        "why_not_issue": SET_STATES.why_not(row, "issue") if draft else "",
        "may_drop": draft and bool(access.can(actor, "drop", row)),
        "may_create": bool(access.can(actor, "create", PointSet())),
        "imports": list(selectors.list_imports(actor, row)[:10]),
        "issue_form": IssueForm(initial={"version": row.version, "effective_on": clock.today()}),
    } | more


@read_view(AUDIENCE)
def compare(request: Request, set_id: int, other_id: int) -> HttpResponse:
    """Two versions beside each other, from the other one to this one."""
    actor = request.actor
    newer, older = selectors.get_set(actor, set_id), selectors.get_set(actor, other_id)
    told = comparing.compare(actor, older, newer)
    return render(request, "points/compare.html", {"told": told})
