"""覆盖规划: the versions of a term's plan, and how far its planning has come."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.coverage.enums import PlanState
from xuncha.cycle.planning.coverage.selectors import list_plans
from xuncha.cycle.planning.models import Demand, PlanVersion, Round, Term
from xuncha.foundation import access
from xuncha.web.http import Request, read_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.term.map import asked
from xuncha.web.term.steps import next_step

SORTS = (Sort("new", "新的在前", "number", descending=True),)
TAGS = {
    PlanState.APPROVED: "sustained", PlanState.SUBMITTED: "claimed", PlanState.RETURNED: "returned",
    PlanState.DRAFT: "verified",
}  # fmt: skip


@read_view(READERS)
def plans(request: Request) -> HttpResponse:
    """Versions of one term's plan, newest first."""
    actor = request.actor
    told = asked(actor, request.GET)
    term = told.term
    if term is None:
        may_create = bool(access.can(actor, "create", Term()))
        return render(request, "coverage/home.html", {"term": None, "may_create": may_create})
    page = page_of(request, list_plans(actor, term), SORTS)
    context = {
        "term": term,
        "form": told.form,
        "page": page,
        "table": [(one, TAGS.get(PlanState(one.state), "none")) for one in page],
        "rounds": access.visible(actor, Round).filter(term=term).count(),
        "needs": access.visible(actor, Demand).filter(term=term).count(),
        "next_step": next_step(actor, term),
        "may_draft": bool(access.can(actor, "create", PlanVersion())),
    }
    return render(request, "coverage/home.html", context)
