"""Reading findings through the doors."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.cycle.findings.enums import OPEN_STATES
from xuncha.cycle.findings.models import Finding, FindingCount, FindingPerson
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_findings(actor: Actor) -> QuerySet[Finding]:
    """Findings in sight, with what a list shows; the long texts are left where they are."""
    rows = access.visible(actor, Finding).select_related("organisation", "round", "leaf")
    return rows.defer("criteria", "facts", "cause", "consequence", "advice")


def get_finding(actor: Actor, finding_id: int) -> Finding:
    """One finding with its place in the taxonomy."""
    rows = Finding.objects.select_related(
        "organisation", "round", "inspection", "leaf__parent__parent", "merged_into",
        "recurrence_of__round", "recurrence_by",
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=finding_id)


def persons_of(actor: Actor, finding: Finding) -> QuerySet[FindingPerson]:
    """Who answers for it."""
    return access.visible(actor, FindingPerson).filter(finding=finding).order_by("number")


def counts_of(actor: Actor, finding: Finding) -> QuerySet[FindingCount]:
    """Its numbers."""
    return access.visible(actor, FindingCount).filter(finding=finding).order_by("number")


def merged_into(actor: Actor, finding: Finding) -> QuerySet[Finding]:
    """What was merged into it."""
    return access.visible(actor, Finding).filter(merged_into=finding).order_by("pk")


def mergeable(actor: Actor, finding: Finding) -> QuerySet[Finding]:
    """Other findings of its inspection that may be merged into it."""
    rows = access.visible(actor, Finding).filter(inspection=finding.inspection_id)
    return rows.filter(state__in=sorted(OPEN_STATES)).exclude(pk=finding.pk).order_by("pk")
