"""工作台: what is due, what waits for me. The administrators go straight to their own desks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.checkpoints.selectors import list_points
from xuncha.cycle.directory.roles import (
    BUSINESS,
    INSPECTOR,
    OFFICE,
    PARTNER,
    READERS,
    UNIT,
)
from xuncha.cycle.planning.enums import AFTER_FEEDBACK, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import current_term, list_inspections
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.selectors import (
    due_within,
    extensions_to_decide,
    list_items,
    list_sent_back,
    list_signals,
    overdue,
)
from xuncha.foundation.accounts.roles import AUDITOR, SECURITY, SYSADMIN
from xuncha.foundation.notices.selectors import inbox
from xuncha.insight.figures import definitions as figures
from xuncha.insight.figures.figure import total, values, values_by_round
from xuncha.kernel import clock
from xuncha.web.figures import Tile, capped_tiles, tiles
from xuncha.web.home.todos import sections_for
from xuncha.web.http import Request, read_view
from xuncha.web.rectification.acts import sent_back
from xuncha.web.term.steps import next_step

_DESKS = {AUDITOR: "audit_list", SYSADMIN: "accounts_user_list", SECURITY: "accounts_user_list"}
_SHOWN = 5


@read_view()
def workbench(request: Request) -> HttpResponse:
    """One page that says what to do next."""
    actor = request.actor
    if not actor.has(*BUSINESS):
        for role, desk in _DESKS.items():
            if actor.has(role):
                return redirect(desk)
        return render(request, "home/nothing.html")
    context: dict[str, Any] = {
        "today": clock.today(),
        "notices": inbox(actor)[:_SHOWN],
        "tiles": _tiles(request),
        "waiting": sections_for(actor),
        "sections": _sections(request),
        "next_step": next_step(actor),
    }
    return render(request, "home/workbench.html", context)


def _tiles(request: Request) -> list[Tile]:
    """What waits, over everything in sight; for who leads, how the present term stands."""
    actor = request.actor
    if _is_member(request):
        return []
    if actor.has(*UNIT):
        shown = [
            figures.ITEMS, figures.RETURNED, figures.OVERDUE, figures.DUE_SOON, figures.VERIFIED,
        ]  # fmt: skip
        return tiles(shown, values(actor, shown))
    if actor.has(*OFFICE, PARTNER):
        waiting = (figures.WAITING, figures.QUESTIONED, figures.OVERDUE, figures.DUE_SOON)
        return capped_tiles(actor, waiting)
    stand = (figures.ITEMS, *figures.THREE_LEVELS, figures.OVERDUE)
    term = current_term(actor)
    if term is None:
        return tiles(stand, values(actor, stand))
    counts = values_by_round(actor, stand, Q(round__term=term))
    return tiles(stand, total(counts, stand), {"term": term.pk})


def _is_member(request: Request) -> bool:
    """Whether somebody is here by what he is authorised for alone."""
    return request.actor.has(INSPECTOR) and not request.actor.has(*READERS, *UNIT, PARTNER)


def _sections(request: Request) -> list[dict[str, Any]]:
    """What waits for this person, most urgent first; empty ones say that nothing waits."""
    if _is_member(request):
        mine = list_inspections(request.actor).order_by("-pk")[:_SHOWN]
        own = {"title": "我获授权的巡察任务", "inspections": mine}
        return [own, *_own_points(request)]
    if request.actor.has(*UNIT):
        return _unit_sections(request)
    return [*_own_points(request), *_office_sections(request)]


def _own_points(request: Request) -> list[dict[str, Any]]:
    """Points that were given to this person and that he has not checked yet."""
    mine = list_points(request.actor).filter(assigned_to=request.actor.user_id, state="open")
    rows = list(mine.order_by("pk")[:_SHOWN])
    return [{"title": "分给我、还没有查的要点", "points": rows}] if rows else []


def _unit_sections(request: Request) -> list[dict[str, Any]]:
    items = list_items(request.actor)
    returned = list_sent_back(request.actor).order_by("-pk")[:_SHOWN]
    late = _by_date(items.filter(overdue(clock.today())))
    soon = _by_date(items.filter(due_within(clock.today(), figures.DUE_DAYS)))
    return [
        {"title": "被退回、须重新整改的", "query": "sent_back=yes",
         "sent_back": [(one, sent_back(one)) for one in returned]},
        _section("已逾期的", late, "due=overdue"),
        _section(f"{figures.DUE_DAYS}天内到期的", soon, "due=soon"),
    ]  # fmt: skip


def _office_sections(request: Request) -> list[dict[str, Any]]:
    actor, items = request.actor, list_items(request.actor)
    waiting = items.filter(state=ItemState.CLAIMED).order_by("claimed_at", "pk")
    late = _by_date(items.filter(overdue(clock.today())))
    sections = [
        _section("已申报、待核实的", waiting, "state=claimed"),
        _section("已逾期的", late, "due=overdue"),
    ]
    if actor.has(*OFFICE):
        signals = list_signals(actor).filter(state="open", item__isnull=False)
        asked = {"title": "待处理的疑点", "signals": signals.order_by("-pk")[:_SHOWN]}
        sections.insert(1, asked)
        feeding = list_inspections(actor).filter(state=Stage.FOR_FEEDBACK).order_by("pk")
        sections.append({"title": "待反馈的巡察任务", "inspections": feeding[:_SHOWN]})
    if actor.has(*READERS):
        extensions = extensions_to_decide(actor).order_by("pk")[:_SHOWN]
        sections.insert(0, {"title": "待审批的延期", "extensions": extensions})
    if actor.has(*READERS):
        sections.append({"title": "集中整改即将截止的", "inspections": _ending(request)})
    return sections


def _ending(request: Request) -> QuerySet[Inspection]:
    rows = list_inspections(request.actor).filter(
        state__in=AFTER_FEEDBACK - {Stage.ARCHIVED}, rectify_until_on__gte=clock.today()
    )
    return rows.order_by("rectify_until_on", "pk")[:_SHOWN]


def _by_date(items: QuerySet[Item]) -> QuerySet[Item]:
    return items.order_by("owed_on", "pk")


def _section(title: str, rows: QuerySet[Item], query: str) -> dict[str, Any]:
    return {"title": title, "rows": rows[:_SHOWN], "query": query}
