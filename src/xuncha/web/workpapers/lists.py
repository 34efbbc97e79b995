"""Papers of one inspection, and papers of all inspections in sight."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.cycle.workpapers import selectors
from xuncha.cycle.workpapers.models import Paper
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.insight.figures.figure import values
from xuncha.insight.figures.papers import PAPER_FIGURES
from xuncha.kernel import clock
from xuncha.web.figures import tiles
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.rounds.tabs import tabs_for
from xuncha.web.workpapers.acting import AUDIENCE
from xuncha.web.workpapers.filters import PaperFilter

SORTS = (
    Sort("new", "最近编制", "pk", descending=True),
    Sort("old", "最早编制", "pk"),
)
MOST_ROWS = 20_000
COLUMNS = [
    OutColumn("轮次", 16), OutColumn("单位", 24), OutColumn("编号", 10), OutColumn("名称", 50),
    OutColumn("承办人", 10), OutColumn("状态", 10), OutColumn("版次", 6, "number"),
    OutColumn("去向", 10), OutColumn("编制日期", 12, "date"), OutColumn("审签日期", 12, "date"),
]  # fmt: skip


@read_view(AUDIENCE)
def one(request: Request, inspection_id: int) -> HttpResponse:
    """An inspection's papers by number, with the way to the next one."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    papers = list(selectors.papers_of(actor, inspection))
    numbers = values(actor, PAPER_FIGURES, Q(inspection_id=inspection.pk))
    context: dict[str, Any] = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "workpapers_inspection"),
        "papers": papers,
        "tiles": tiles(PAPER_FIGURES, numbers, {"inspection": inspection.pk}),
        "may_create": access.can(actor, "create", Paper(inspection=inspection)),
        "may_export": bool(access.can(actor, "export", Paper())),
    }
    return render(request, "workpapers/inspection.html", context)


@read_view(AUDIENCE)
def rows(request: Request) -> HttpResponse:
    """Papers of all inspections in sight."""
    chosen = PaperFilter(request.GET, queryset=selectors.list_papers(request.actor),
                         request=request)  # fmt: skip
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.qs, SORTS),
        "sorts": SORTS,
        "may_export": bool(access.can(request.actor, "export", Paper())),
    }
    return render(request, "workpapers/rows.html", context)


@write_view(READERS, form=False)
def export(request: Request) -> FileResponse:
    """The papers that the list shows: numbers, names and states, not what they say."""
    access.require(request.actor, "export", Paper())
    found = selectors.list_papers(request.actor)
    chosen = PaperFilter(request.POST, queryset=found, request=request)
    lines = (
        [
            str(row.inspection.round), row.inspection.organisation.name, row.code, row.title,
            row.author.name if row.author else "", row.get_state_display(), row.revision,
            row.get_destination_display(), _day(row.created_at), _day(row.signed_at),
        ]
        for row in chosen.qs.order_by("inspection_id", "number").iterator(chunk_size=500)
    )  # fmt: skip
    return list_out(request, "底稿清单", COLUMNS, lines, chosen, most=MOST_ROWS)


def _day(moment: Any) -> Any:
    return moment.astimezone(clock.CHINA).date() if moment else None
