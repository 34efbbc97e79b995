"""The log: listing, one row, the check of the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.foundation import access
from xuncha.foundation.accounts.roles import AUDITOR
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.jobs.auditing import VERIFIED, ask_verification, open_verification
from xuncha.web.audit.filters import AuditFilter
from xuncha.web.audit.showing import shown
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.jobs.views import context_of
from xuncha.web.listing import Sort, page_of

AUDIENCE = frozenset({AUDITOR})
_VERDICTS = 10
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


@write_view(AUDIENCE)
def verify(request: Request) -> HttpResponse:
    """The last verdict and those before it; asks for a new walk, which the worker does."""
    if request.method == "POST":
        ask_verification(request.actor)
        return redirect("audit_verify")
    job = open_verification(request.actor)
    verdicts = list(rows_for(request).filter(verb=VERIFIED).order_by("-number")[:_VERDICTS])
    context = {
        "last": verdicts[0] if verdicts else None,
        "earlier": verdicts[1:],
        "running": job,
        **(context_of(request, job.pk) if job else {}),
    }
    return render(request, "audit/verdict.html", context)


def rows_for(request: Request) -> QuerySet[AuditRow]:
    """The log as far as it may be seen."""
    return access.visible(request.actor, AuditRow)
