"""What is addressed to the actor's own unit: the notice, documents asked for, immediate fixes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import NoticeState
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view


@read_view(UNIT)
def mine(request: Request) -> HttpResponse:
    """One page for the unit's liaison and head."""
    actor = request.actor
    notices = selectors.list_notices(actor).filter(state=NoticeState.PUBLISHED)
    context = {
        "notices": notices.order_by("-published_on"),
        "requests": selectors.list_requests(actor).order_by("-pk")[:60],
        "fixes": selectors.list_fixes(actor).order_by("-pk")[:60],
        "today": clock.today(),
    }
    return render(request, "fieldwork/mine.html", context)
