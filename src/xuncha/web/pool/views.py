"""The list of people, one person's page, and the queue of those who are to enter."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.cycle.pool import selectors
from xuncha.cycle.pool.enums import InspectorState, TieKind
from xuncha.cycle.pool.models import Inspector, PastService, Qualification, Tie
from xuncha.cycle.pool.policies import is_own
from xuncha.cycle.pool.rules import rules_on
from xuncha.cycle.pool.services import tying
from xuncha.foundation import access
from xuncha.insight.figures.figure import values
from xuncha.insight.figures.pool import POOL_FIGURES
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.figures import tiles
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.pool.acts import buttons_for
from xuncha.web.pool.filters import InspectorFilter, QualificationFilter
from xuncha.web.pool.panels import columns_for, panels_for
from xuncha.web.term.steps import next_step

PERSONAL = READERS | {INSPECTOR}
"""Who may open a person's page at all; whose page, the scope says."""

SORTS = (
    Sort("name", "按姓名", "name"),
    Sort("new", "最近登记", "pk", descending=True),
    Sort("state", "状态变动由近到远", "state_on", descending=True),
)
QUALIFICATION_SORTS = (
    Sort("expiry", "到期由近到远", "expires_on"),
    Sort("new", "最近登记", "pk", descending=True),
)
QUEUE = 300


@read_view(READERS)
def people(request: Request) -> HttpResponse:
    """The pool: who is in it, filtered, sorted, paged."""
    actor, today = request.actor, clock.today()
    rows = selectors.with_qualifications(selectors.list_inspectors(actor))
    chosen = InspectorFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, chosen.qs, SORTS)
    days = chosen.rules.expiring_days
    context = {
        "filter": chosen,
        "page": page,
        "sorts": SORTS,
        "marks": {row.pk: _mark(row, today, days) for row in page},
        "tiles": tiles(POOL_FIGURES, values(actor, POOL_FIGURES)),
        "columns": columns_for(actor, page.rows),
        "may_nominate": access.can(actor, "nominate", Inspector()),
    }
    return render(request, "pool/list.html", context)


def _mark(row: Any, today: Any, days: int) -> tuple[str, str]:
    """How the certificates of a person stand: the word for the worst of them."""
    good = {one.name for one in row.certificates if one.counts_on(today)}
    if any(one.name not in good for one in row.certificates):
        return "high", "有过期"
    last = [one.expires_on for one in row.certificates if one.counts_on(today) and one.expires_on]
    if last and (min(last) - today).days <= days:
        return "medium", "将到期"
    return "", ""


@read_view(PERSONAL)
def person(request: Request, inspector_id: int) -> HttpResponse:
    """One person: what is known, as far as the reader may know it."""
    row = selectors.get_inspector(request.actor, inspector_id)
    return render(request, "pool/person.html", person_context(request.actor, row))


@read_view(PERSONAL)
def me(request: Request) -> HttpResponse:
    """One's own page."""
    row = selectors.own_inspector(request.actor)
    return redirect("pool_person", row.pk) if row else render(request, "pool/nobody.html")


@write_view(OFFICE, form=False)
def ties(request: Request, inspector_id: int) -> HttpResponse:
    """The person's page with his ties open; who opened them stands in the log."""
    tying.note_ties_read(request.actor, inspector_id=inspector_id)
    row = selectors.get_inspector(request.actor, inspector_id)
    context = person_context(request.actor, row, ties_open=True)
    return render(request, "pool/person.html", context)


def person_context(actor: Actor, row: Inspector, *, ties_open: bool = False) -> dict[str, Any]:
    """What a person's page shows to this reader. His ties are shown to himself, and to the office
    once it has opened them."""
    today = clock.today()
    details = bool(access.can(actor, "see_details", row))
    shows_ties = details and (ties_open or is_own(actor, row))
    sample = {"inspector": row, "source": "declared" if is_own(actor, row) else "office"}
    return {
        "row": row,
        "own": is_own(actor, row),
        "today": today,
        "sees_list": actor.has(*READERS),
        "sees_details": details,
        "shows_ties": shows_ties,
        "ties": list(selectors.ties_of(actor, row)) if shows_ties else [],
        "tie_counts": [
            (TieKind(kind).label, count) for kind, count in selectors.tie_counts(actor, row).items()
        ],
        "qualifications": list(selectors.qualifications_of(actor, row)),
        "pledges": list(selectors.pledges_of(actor, row)),
        "trainings": list(selectors.trainings_of(actor, row)),
        "services": list(selectors.services_of(actor, row)),
        "steps": list(selectors.steps_of(actor, row)),
        "buttons": buttons_for(actor, row),
        "may_change": access.can(actor, "change", row),
        "may_tie": access.can(actor, "add", Tie(**sample)),
        "may_end_ties": access.can(actor, "withdraw", Tie(**sample)),
        "may_add": access.can(actor, "add", Qualification(inspector=row)),
        "may_serve": access.can(actor, "add", PastService(inspector=row)),
        "panels": panels_for(actor, row),
    }


@read_view(READERS)
def entry(request: Request) -> HttpResponse:
    """Those who wait for the check and those who wait for the approval."""
    actor = request.actor
    rows = selectors.list_inspectors(actor).select_related("checked_by", "nominated_by")
    waiting = rows.filter(state=InspectorState.NOMINATED).order_by("nominated_on", "pk")
    checked = rows.filter(state=InspectorState.CHECKED).order_by("checked_at", "pk")
    context = {
        "waiting": [(row, access.can(actor, "check", row)) for row in waiting[:QUEUE]],
        "checked": [(row, access.can(actor, "admit", row)) for row in checked[:QUEUE]],
        "conditions": rules_on(clock.today()).conditions,
        "may_check": access.can(actor, "check", Inspector()),
        "may_admit": access.can(actor, "admit", Inspector()),
        "most": QUEUE,
        "next_step": next_step(actor),
    }
    return render(request, "pool/entry.html", context)


@read_view(READERS)
def certificates(request: Request) -> HttpResponse:
    """Certificates of those in the pool, the next to run out first."""
    rows = selectors.list_qualifications(request.actor)
    chosen = QualificationFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.qs, QUALIFICATION_SORTS),
        "sorts": QUALIFICATION_SORTS,
        "today": clock.today(),
    }
    return render(request, "pool/certificates.html", context)
