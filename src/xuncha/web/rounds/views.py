"""Rounds, the list of inspections, and one inspection's workspace."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import BUSINESS, INSPECTOR, READERS
from xuncha.cycle.fieldwork.readiness import next_gate
from xuncha.cycle.planning import selectors
from xuncha.cycle.planning.enums import AFTER_FEEDBACK, ORDER, Stage
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.planning.states import DATES, next_stage
from xuncha.cycle.rectification.models import LedgerImport
from xuncha.cycle.rectification.selectors import list_imports
from xuncha.foundation import access
from xuncha.insight.figures import definitions as figures
from xuncha.insight.figures.figure import values, values_by, values_by_round
from xuncha.insight.figures.points import POINT_FIGURES, POINTS_UNCOVERED
from xuncha.kernel import clock
from xuncha.web.figures import tiles, url_of
from xuncha.web.http import Request, read_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.rounds.cards import cards_for
from xuncha.web.rounds.filters import InspectionFilter
from xuncha.web.rounds.forms import AdvanceForm
from xuncha.web.rounds.tabs import tabs_for

SORTS = (
    Sort("new", "最近安排", "pk", descending=True),
    Sort("feedback", "反馈由近到远", "feedback_on", descending=True),
    Sort("until", "整改截止由近到远", "rectify_until_on"),
)


@read_view(READERS)
def rounds(request: Request) -> HttpResponse:
    """All rounds of the term, as a board."""
    actor = request.actor
    term = selectors.current_term(actor)
    rows = list(selectors.list_rounds(actor, term)) if term else []
    within = Q(round__term=term)
    counts = values_by_round(actor, figures.ITEM_FIGURES, within)
    stages = values_by(
        actor, (figures.INSPECTIONS, figures.INSPECTIONS_ENTERED, figures.INSPECTIONS_FED_BACK),
        "round_id", within,
    )  # fmt: skip
    table = [{"round": row, "counts": counts[row.pk], "stages": stages[row.pk]} for row in rows]
    context = {
        "term": term,
        "table": table,
        "today": clock.today(),
        "may_create": bool(access.can(actor, "create", Round())),
    }
    return render(request, "rounds/list.html", context)


@read_view(READERS)
def one(request: Request, round_id: int) -> HttpResponse:
    """A round's board: its inspections by stage, its figures."""
    actor = request.actor
    row = access.get_or_404(actor, Round, related=("term",), pk=round_id)
    within = {"round": row.pk}
    numbers = values(actor, figures.ITEM_FIGURES, Q(round_id=row.pk))
    rows = selectors.list_inspections(actor).filter(round=row)
    chosen = InspectionFilter(request.GET, queryset=rows, request=request)
    by_inspection = values_by(actor, figures.ITEM_FIGURES, "inspection_id", Q(round_id=row.pk))
    page = page_of(request, chosen.qs, SORTS)
    context = {
        "round": row,
        "filter": chosen,
        "page": page,
        "sorts": SORTS,
        "table": [(one, by_inspection[one.pk]) for one in page],
        "numbers": numbers,
        "tiles": tiles(
            (*figures.THREE_LEVELS, figures.OVERDUE, figures.QUESTIONED), numbers, within
        ),
        "items_url": url_of(figures.ITEMS, within),
        "uncovered": POINTS_UNCOVERED.value(actor, Q(round_id=row.pk)),
        "may_create": bool(access.can(actor, "create", Inspection())),
    }
    return render(request, "rounds/detail.html", context)


@read_view(READERS)
def inspections(request: Request) -> HttpResponse:
    """All inspections in sight: what figures about inspections open."""
    chosen = InspectionFilter(
        request.GET, queryset=selectors.list_inspections(request.actor), request=request
    )
    page = page_of(request, chosen.qs, SORTS)
    context = {"filter": chosen, "page": page, "sorts": SORTS}
    return render(request, "rounds/inspections.html", context)


@read_view(BUSINESS)
def inspection(request: Request, inspection_id: int) -> HttpResponse:
    """One inspection's workspace: stage, findings, ledger, files brought in."""
    actor = request.actor
    row = selectors.get_inspection(actor, inspection_id)
    within = Q(inspection_id=row.pk)
    query = {"inspection": row.pk}
    numbers = values(actor, figures.ITEM_FIGURES, within)
    stage = next_stage(row)
    sees_signals = actor.has(*READERS)
    sees_points = actor.has(*READERS, INSPECTOR)
    gate, missing = next_gate(actor, row) if sees_points else (None, [])
    shown = [*figures.THREE_LEVELS, figures.WAITING, figures.OVERDUE]
    context = {
        "inspection": row,
        "tabs": tabs_for(actor, row, "rounds_inspection"),
        "points": values(actor, POINT_FIGURES, within) if sees_points else None,
        "gate": gate,
        "lacks": missing,
        "cards": cards_for(actor, row),
        "stages": ORDER,
        "place": ORDER.index(Stage(row.state)),
        "numbers": numbers,
        "tiles": tiles([*shown, figures.QUESTIONED] if sees_signals else shown, numbers, query)
        if row.state in AFTER_FEEDBACK
        else [],
        "findings": figures.FINDINGS.value(actor, within),
        "findings_url": url_of(figures.FINDINGS, query),
        "items_url": url_of(figures.ITEMS, query),
        "imports": list_imports(actor, row.pk)[:10],
        "may_import": access.can(actor, "import", row),
        "may_advance": access.can(actor, "advance", row),
        "may_recheck": access.can(actor, "recheck", row),
        "sees_imports": bool(access.can(actor, "take", LedgerImport())),
        "next_stage": stage,
        "needs_day": stage in DATES if stage else False,
        "advance_form": AdvanceForm(initial={"version": row.version, "on": clock.today()}),
    }
    return render(request, "rounds/inspection.html", context)
