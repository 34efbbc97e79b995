"""Alerts: units by colour, the items behind them, and one unit's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.bands import Bands, bands_on
from xuncha.cycle.oversight.enums import COLOURS, AlertLevel, LetterKind
from xuncha.cycle.oversight.models import Charge, Letter
from xuncha.cycle.oversight.services import charges
from xuncha.cycle.oversight.units import UnitAlert, unit_alerts
from xuncha.cycle.planning.models import Round
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.insight.figures.figure import values
from xuncha.insight.figures.oversight import ALERT_FIGURES
from xuncha.kernel import clock
from xuncha.web.figures import tiles
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.narrowing import visible_rounds
from xuncha.web.oversight.common import OFFICE_ONLY, WITH_UNIT, desk_tabs
from xuncha.web.oversight.filters import AlertFilter
from xuncha.web.oversight.forms import ChargeForm
from xuncha.web.problems import told
from xuncha.web.rounds.tabs import tabs_for

SORTS = (
    Sort("due", "时限由近到远", "owed_on"),
    Sort("far", "时限由远到近", "owed_on", descending=True),
)
_SHOWN_LETTERS, _SHOWN_UNITS = 12, 50
_NAMES = {"red": "红", "yellow": "黄", "green": "绿", "": "无"}


def _round(request: Request) -> Round | None:
    asked = request.GET.get("round", "")
    return visible_rounds(request).filter(pk=int(asked)).first() if asked.isdecimal() else None


@read_view(WITH_UNIT)
def board(request: Request) -> HttpResponse:
    """Units by colour, each with its reasons and the numbers that open its items."""
    actor = request.actor
    row = _round(request)
    within = Q(round=row) if row else Q()
    rows = unit_alerts(actor, within)
    colour = request.GET.get("colour", "")
    counts = {key: sum(one.colour == key for one in rows) for key in _NAMES}
    shown = [one for one in rows if not colour or one.colour == colour]
    limit = len(shown) if request.GET.get("all") else _SHOWN_UNITS
    pointed = {"round": row.pk} if row else {}
    context = {
        "rows": [_line(one) for one in shown[:limit]], "hidden": len(shown[limit:]),
        "counts": counts, "colour": colour, "round": row,
        "choices": [] if actor.has(*UNIT) else list(visible_rounds(request)),
        "tabs": desk_tabs(actor, "oversight_board"), "bands": bands_on(clock.today()),
        "tiles": tiles(ALERT_FIGURES, values(actor, ALERT_FIGURES, within), pointed),
        "is_unit": actor.has(*UNIT),
    }  # fmt: skip
    return render(request, "oversight/board.html", context)


def _line(one: UnitAlert) -> dict[str, Any]:
    return {
        "alert": one, "inspection": one.inspection, "why": one.why,
        "steps": [(level.value, COLOURS[level], one.steps[level]) for level in AlertLevel],
        "red": one.overdue, "yellow": one.steps[AlertLevel.YELLOW],
        "green": one.steps[AlertLevel.GREEN],
    }  # fmt: skip


@read_view(WITH_UNIT)
def items(request: Request) -> HttpResponse:
    """Items on a step of alert: what the colours open."""
    bands = bands_on(clock.today())
    rows = selectors.list_alerted(request.actor, bands)
    chosen = AlertFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, chosen.qs, SORTS)
    context = {
        "filter": chosen, "page": page, "sorts": SORTS,
        "rows": [_item(one, bands) for one in page.rows],
        "tabs": desk_tabs(request.actor, "oversight_board"),
    }  # fmt: skip
    return render(request, "oversight/items.html", context)


def _item(one: Item, bands: Bands) -> dict[str, Any]:
    level = bands.level_of(one.owed_on)
    assert level is not None
    assert one.owed_on is not None
    return {
        "item": one, "colour": COLOURS[level], "label": level.label, "days": bands.told(one.owed_on)
    }  # fmt: skip


COLUMNS = [
    OutColumn("轮次", 14), OutColumn("单位", 28), OutColumn("事项", 8), OutColumn("具体问题", 44),
    OutColumn("预警", 20), OutColumn("离时限", 16), OutColumn("整改时限", 12, "date"),
    OutColumn("原定时限", 12, "date"), OutColumn("状态", 10),
]  # fmt: skip


@write_view(WITH_UNIT, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    bands = bands_on(clock.today())
    found = selectors.list_alerted(request.actor, bands)
    chosen = AlertFilter(request.POST, queryset=found, request=request)
    lines: Any = (
        [
            str(one["item"].round), one["item"].organisation.name, one["item"].number,
            one["item"].problem, one["label"], one["days"], one["item"].due_on,
            one["item"].original_due_on, one["item"].get_state_display(),
        ]
        for one in (_item(row, bands) for row in chosen.qs.order_by("owed_on", "pk"))
    )  # fmt: skip
    return list_out(request, "预警事项", COLUMNS, lines, chosen)


@read_view(WITH_UNIT)
def one(request: Request, inspection_id: int) -> HttpResponse:
    """One inspection: its colour and why, which steps were taken when, who is in charge."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    found = unit_alerts(actor, Q(inspection=inspection))
    may_set = bool(access.can(actor, "set", Charge()))
    people = [(str(who.pk), who.name) for who in charges.leaders()] if may_set else []
    may_draft = bool(access.can(actor, "create", Letter(inspection=inspection)))
    letters = selectors.list_letters(actor).filter(inspection=inspection).order_by("-pk")
    context = {
        "letters": letters[:_SHOWN_LETTERS], "kinds": LetterKind.choices if may_draft else [],
        "late_items": ",".join(map(str, selectors.overdue_ids(actor, inspection.pk))),
        "inspection": inspection, "tabs": tabs_for(actor, inspection, "oversight_inspection"),
        "line": _line(found[0]) if found else None,
        "history": selectors.alert_history(actor, inspection.pk),
        "charges": selectors.charges_of(actor, inspection.organisation_id),
        "charge_form": ChargeForm(people=people, initial={"from_on": clock.today()})
        if may_set else None,
        "is_unit": actor.has(*UNIT), "today": clock.today(),
    }  # fmt: skip
    return render(request, "oversight/inspection.html", context)


@write_view(OFFICE_ONLY, form=False)
def set_charge(request: Request, inspection_id: int) -> HttpResponse:
    """Put a leader in charge of the unit."""
    inspection = get_inspection(request.actor, inspection_id)
    people = [(str(who.pk), who.name) for who in charges.leaders()]
    data = told(ChargeForm(request.POST, people=people))
    charges.set_charge(request.actor, organisation_id=inspection.organisation_id, **data)
    messages.success(request, "分管领导已登记，逾期的预警会通知他。")
    return redirect("oversight_inspection", inspection.pk)
