"""The visits of an inspection, one of them, and all of them; households by village."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.enums import VisitState
from xuncha.cycle.inquiry.households import households_of, set_households, villages_of
from xuncha.cycle.inquiry.models import VillageHouseholds, Visit
from xuncha.cycle.inquiry.services import visits
from xuncha.cycle.inquiry.states import VISIT_STATES
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.web.acting import Deed, buttons_for, do
from xuncha.web.fields import ReasonForm
from xuncha.web.fieldwork.audience import READING, WORKING
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.inquiry.filters import VisitFilter
from xuncha.web.inquiry.forms.visits import HouseholdsForm
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import told
from xuncha.web.rounds.tabs import tabs_for

SORTS = (
    Sort("new", "最近记录", "pk", descending=True),
    Sort("day", "走访日期由近到远", "visited_on", descending=True),
    Sort("old", "最早记录", "pk"),
)
DEEDS = (
    Deed("withdraw", visits.withdraw_visit, "已撤回，内容保留可查。", ReasonForm, style="danger"),
)


def named_villages(inspection: Inspection) -> list[tuple[str, str]]:
    """Villages of an inspection as forms offer them."""
    return [(str(one.pk), str(one)) for one in villages_of(inspection)]


def is_open(inspection: Inspection) -> bool:
    """Whether the field still writes."""
    return inspection.entered_on is not None and inspection.state not in AFTER_FEEDBACK


@read_view(READING)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """An inspection's visits, and how much of each village was visited."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    lines = households_of(actor, inspection)
    writes = is_open(inspection)
    may_set = writes and bool(access.can(actor, "set", VillageHouseholds(inspection=inspection)))
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "inquiry_visits"),
        "rows": list(selectors.visits_of(actor, inspection)[:300]),
        "lines": lines,
        "may_record": writes and bool(access.can(actor, "create", Visit(inspection=inspection))),
        "households_form": HouseholdsForm(
            villages=named_villages(inspection), auto_id="households-%s",
            initial={str(one.village.pk): one.total or None for one in lines},
        )
        if may_set and lines
        else None,
    }  # fmt: skip
    return render(request, "inquiry/visits.html", context)


@read_view(READING)
def rows(request: Request) -> HttpResponse:
    """Visits of all inspections in sight: what figures about visits open."""
    found = selectors.list_visits(request.actor)
    chosen = VisitFilter(request.GET, queryset=found, request=request)
    context = {"filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS}
    return render(request, "inquiry/visit_rows.html", context)


@read_view(READING)
def one(request: Request, visit_id: int) -> HttpResponse:
    """One visit whole."""
    actor = request.actor
    row = selectors.get_visit(actor, visit_id)
    writes = is_open(row.inspection)
    context: dict[str, Any] = {
        "row": row,
        "inspection": row.inspection,
        "buttons": buttons_for(actor, row, DEEDS, VISIT_STATES) if writes else [],
        "act_url": reverse("inquiry_move_visit", args=[row.pk]),
        "may_change": writes
        and row.state == VisitState.KEPT
        and bool(access.can(actor, "change", row)),
        "steps": selectors.steps_of(actor, "visit", row),
    }
    return render(request, "inquiry/visit.html", context)


@write_view(WORKING, form=False)
def move(request: Request, visit_id: int) -> HttpResponse:
    """Withdraw."""
    do(request, DEEDS, visit_id=visit_id)
    return redirect("inquiry_visit", visit_id)


@write_view(READING, form=False)
def opened(request: Request, visit_file_id: int) -> HttpResponseBase:
    """A photo or paper of a visit: it leaves the house, so it is noted first."""
    row = visits.note_download(request.actor, visit_file_id=visit_file_id)
    return handed_out(row.file)


@write_view(WORKING, form=False)
def households(request: Request, inspection_id: int) -> HttpResponse:
    """How many households each village has."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "set", VillageHouseholds(inspection=inspection))
    form = HouseholdsForm(request.POST, villages=named_villages(inspection))
    told(form)
    set_households(request.actor, inspection_id=inspection_id, households=form.households())
    messages.success(request, "户数已更新。")
    return redirect("inquiry_visits", inspection_id)
