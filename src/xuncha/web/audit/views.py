"""The log: listing, one row, the check of the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.foundation import access
from xuncha.foundation.accounts.roles import AUDITOR
from xuncha.foundation.accounts.services import note_verification
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.selectors import verify_chain
from xuncha.web.audit.filters import AuditFilter
from xuncha.web.audit.showing import shown
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

AUDIENCE = frozenset({AUDITOR})
SORTS = (Sort("new", "最近在前", "pk", descending=True), Sort("old", "最早在前", "pk"))


@read_view(AUDIENCE)
def listing(request: Request) -> HttpResponse:
    """The log, newest first, by key: page 20,000 costs what page 1 costs."""
    chosen = AuditFilter(request.GET, queryset=rows_for(request), request=request)
    page = page_of(request, chosen.qs, SORTS)
    context = {
        "filter": chosen,
        "page": page,
        "rows": [shown(one) for one in page.rows],
        "sorts": SORTS,
    }
    return render(request, "audit/list.html", context)


@read_view(AUDIENCE)
def detail(request: Request, number: int) -> HttpResponse:
    """One row with before and after, and its neighbours in the chain."""
    row = access.get_or_404(request.actor, AuditRow, number=number)
    beside = rows_for(request)
    context = {
        "one": shown(row),
        "earlier": beside.filter(number=number - 1).exists(),
        "later": beside.filter(number=number + 1).exists(),
        "same": [
            shown(other)
            for other in beside.filter(
                object_kind=row.object_kind, object_id=row.object_id
            ).order_by("-number")[:20]
        ]
        if row.object_id
        else [],
    }
    return render(request, "audit/detail.html", context)


@write_view(AUDIENCE, form=False)
def verify(request: Request) -> HttpResponse:
    """Walk the whole chain and say what was found. That it was checked is noted, too; the walk
    itself stands outside the transaction, so that nobody waits for it."""
    access.require(request.actor, "verify", AuditRow())
    verdict = verify_chain()
    note_verification(request.actor, sound=verdict.sound, rows=verdict.rows, bad=verdict.bad_row)
    context = {"verdict": verdict}
    return render(request, "audit/verdict.html", context)


def rows_for(request: Request) -> QuerySet[AuditRow]:
    """The log as far as it may be seen."""
    return access.visible(request.actor, AuditRow)
