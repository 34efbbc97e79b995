"""一届一览: the term, its coverage by kind of organisation, its rounds; and who is covered."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning import selectors
from xuncha.cycle.planning.models import Term
from xuncha.foundation import access
from xuncha.insight.figures import definitions as figures
from xuncha.insight.figures.figure import total, values_by, values_by_round
from xuncha.kernel import clock
from xuncha.web.figures import tiles, url_of
from xuncha.web.http import Request, read_view
from xuncha.web.term.map import asked, coverage_map

_INSPECTION_FIGURES = (
    figures.INSPECTIONS,
    figures.INSPECTIONS_ENTERED,
    figures.INSPECTIONS_FED_BACK,
)


@read_view(READERS)
def overview(request: Request) -> HttpResponse:
    """The term at a glance: the coverage map on a day, the three levels, the rounds."""
    actor = request.actor
    told = asked(actor, request.GET)
    term = told.term
    if term is None:
        may_create = bool(access.can(actor, "create", Term()))
        return render(request, "term/overview.html", {"term": None, "may_create": may_create})
    within, query = Q(round__term=term), {"term": term.pk}
    stages = values_by(actor, _INSPECTION_FIGURES, "round_id", within)
    items = values_by_round(actor, figures.ITEM_FIGURES, within)
    numbers = total(items, figures.ITEM_FIGURES)
    context = {
        "term": term,
        "form": told.form,
        "query": told.query,
        "day": told.day,
        "is_today": told.day == clock.today(),
        "elapsed": _elapsed(term, told.day),
        "map": coverage_map(actor, told, term),
        "tiles": tiles((figures.ITEMS, *figures.THREE_LEVELS, figures.OVERDUE), numbers, query),
        "findings": figures.FINDINGS.value(actor, within),
        "findings_url": url_of(figures.FINDINGS, query),
        "table": [
            {"round": row, "stages": stages[row.pk], "counts": items[row.pk]}
            for row in selectors.list_rounds(actor, term)
        ],
    }
    return render(request, "term/overview.html", context)


def _elapsed(term: Term, day: dt.date) -> int:
    """How much of the term has passed by a day, in percent."""
    whole = (term.end_on - term.start_on).days
    return max(0, min(100, round(100 * (day - term.start_on).days / whole)))
