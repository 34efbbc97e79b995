"""Reading findings through the doors."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.cycle.findings.models import Finding
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_findings(actor: Actor) -> QuerySet[Finding]:
    """Findings in sight, with what a list shows."""
    return access.visible(actor, Finding).select_related("organisation", "round", "leaf")


def get_finding(actor: Actor, finding_id: int) -> Finding:
    """One finding with its place in the taxonomy."""
    rows = Finding.objects.select_related(
        "organisation", "round", "inspection", "leaf__parent__parent"
    )
    return access.get_or_404(actor, rows, pk=finding_id)
