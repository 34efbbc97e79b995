"""A round's points at a glance: groups of points × inspections."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.checkpoints import proposing, selectors
from xuncha.cycle.checkpoints.models import PointList
from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.planning.selectors import list_inspections
from xuncha.foundation import access
from xuncha.insight.figures.figure import values
from xuncha.insight.figures.points import POINT_FIGURES
from xuncha.web.figures import tiles
from xuncha.web.http import Request, read_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.rounds.filters import InspectionFilter

SORTS = (
    Sort("first", "先安排的", "pk"),
    Sort("last", "后安排的", "pk", descending=True),
)
SIZE = 60


@read_view(READERS)
def board(request: Request, round_id: int) -> HttpResponse:
    """Which groups of points were checked in which inspection of a round, and which were not."""
    actor = request.actor
    row = access.get_or_404(actor, Round, related=("term",), pk=round_id)
    rows = list_inspections(actor).filter(round=row)
    chosen = InspectionFilter(request.GET, queryset=rows, request=request)
    chosen.filters.pop("round")
    page = page_of(request, chosen.qs, SORTS, size=SIZE)
    numbers = values(actor, POINT_FIGURES, Q(round_id=row.pk))
    bare = selectors.without_list(actor, row)
    context = {
        "round": row,
        "filter": chosen,
        "sorts": SORTS,
        "page": page,
        "matrix": selectors.matrix_of(actor, page.rows),
        "tiles": tiles(POINT_FIGURES, numbers, {"round": row.pk}),
        "bare": bare.count(),
        "waiting": bare.exclude(state__in=AFTER_FEEDBACK).count(),
        "version": proposing.set_in_force(),
        "may_give": bool(access.can(actor, "give", PointList(inspection=Inspection()))),
    }
    return render(request, "points/round.html", context)
