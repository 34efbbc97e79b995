"""整改 for a round: three levels counted apart, by unit, with a chart; numbers open their rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import PARTNER, READERS
from xuncha.cycle.planning.models import Round
from xuncha.cycle.planning.selectors import current_term
from xuncha.foundation import access
from xuncha.insight.figures import definitions as figures
from xuncha.insight.figures.figure import values, values_by, values_by_round
from xuncha.web.figures import tiles
from xuncha.web.http import Request, read_view
from xuncha.web.ui.charts import bars

_SHOWN = (*figures.THREE_LEVELS, figures.WAITING, figures.OVERDUE, figures.QUESTIONED)


@read_view(READERS | {PARTNER})
def rounds(request: Request) -> HttpResponse:
    """The present term's rounds with their three levels."""
    actor = request.actor
    term = current_term(actor)
    within = Q(round__term=term) if term else Q()
    counts = values_by_round(actor, figures.ITEM_FIGURES, within)
    rows = access.visible(actor, Round).filter(pk__in=counts).order_by("-start_on", "-pk")
    table = [{"round": row, **counts[row.pk]} for row in rows if row.pk in counts]
    return render(request, "rectification/rounds.html", {"table": table})


@read_view(READERS | {PARTNER})
def one(request: Request, round_id: int) -> HttpResponse:
    """One round: tiles, a chart of its units, and the table behind the chart."""
    actor = request.actor
    row = access.get_or_404(actor, Round, related=("term",), pk=round_id)
    within = Q(round_id=row.pk)
    totals = values(actor, figures.ITEM_FIGURES, within)
    units = _units(request, within)
    return render(
        request,
        "rectification/round.html",
        {
            "round": row,
            "totals": totals,
            "tiles": tiles(_SHOWN, totals, {"round": row.pk}),
            "units": units,
            "chart": _chart(units),
        },
    )


def _units(request: Request, within: Q) -> list[dict[str, Any]]:
    """Figures by unit, those with the lowest share of verified items first."""
    counts = values_by(request.actor, figures.ITEM_FIGURES, "organisation_id", within)
    names = access.visible(request.actor, Organisation).in_bulk(list(counts))
    rows = [{"unit": names[pk], **numbers} for pk, numbers in counts.items() if pk in names]
    return sorted(
        rows,
        key=lambda row: (
            row["items_verified"] / row["items_total"] if row["items_total"] else 1,
            row["unit"].code,
        ),
    )


def _chart(units: list[dict[str, Any]]) -> dict[str, Any]:
    """Bars of the three levels side by side, a unit a line."""
    shown = units[:30]
    series = [(one.label, [row[one.name] for row in shown]) for one in figures.THREE_LEVELS]
    names = [str(row["unit"]) for row in shown]
    return bars(names, series, lying=True, widest=10, label_px=150)
