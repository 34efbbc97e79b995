"""Reading the plan: terms, rounds, inspections, coverage."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def current_term(actor: Actor) -> Term | None:
    """The term of today, else the latest one in sight."""
    terms = access.visible(actor, Term)
    today = clock.today()
    now = terms.filter(start_on__lte=today, end_on__gte=today).order_by("-number").first()
    return now or terms.order_by("-number").first()


def list_rounds(actor: Actor, term: Term) -> QuerySet[Round]:
    """Rounds of a term with their number of inspections, in order."""
    seen = Q(inspections__in=access.visible(actor, Inspection))
    count = Count("inspections", filter=seen)
    rows = Round.objects.filter(term=term).annotate(inspection_count=count)
    return access.visible(actor, rows).order_by("number")


def list_inspections(actor: Actor) -> QuerySet[Inspection]:
    """Inspections in sight."""
    rows = Inspection.objects.select_related("organisation", "round__term")
    return access.visible(actor, rows)


def get_inspection(actor: Actor, inspection_id: int) -> Inspection:
    """One inspection with its organisation and round."""
    rows = Inspection.objects.select_related("organisation__parent", "round__term")
    return access.get_or_404(actor, rows, pk=inspection_id)
