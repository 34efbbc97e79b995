"""Whether a problem came back after an institution was there: later findings tell, nothing is
stored."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from xuncha.cycle.findings.enums import FindingState, Recurrence
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.results.models import Institution, InstitutionFinding
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

USED = (FindingState.SETTLED, FindingState.FED_BACK)
AGAIN = (Recurrence.OLD, Recurrence.NEW_FORM)


def with_return(actor: Actor, rows: QuerySet[Institution]) -> QuerySet[Institution]:
    """Each with ``came_back``: whether the reader sees a later finding of the same unit under the
    same leaf, or one that a person judged to be the old problem, in a round that began after the
    institution was in force. Part of the same query."""
    seen = access.visible(actor, Finding).filter(state__in=USED)
    ties = InstitutionFinding.objects.filter(institution=OuterRef("pk"))
    same = ties.filter(
        finding__leaf__findings__organisation=F("finding__organisation"),
        finding__leaf__findings__round__start_on__gt=F("institution__in_force_on"),
        finding__leaf__findings__in=seen,
    )
    judged = ties.filter(
        finding__came_back__recurrence__in=AGAIN,
        finding__came_back__round__start_on__gt=F("institution__in_force_on"),
        finding__came_back__in=seen,
    )
    return rows.annotate(came_back=Exists(same) | Exists(judged))


def returned_of(actor: Actor, row: Institution) -> QuerySet[Finding]:
    """Those later findings, in the reader's sight."""
    ties = InstitutionFinding.objects.filter(institution=row)
    of_leaf = Q(
        organisation=row.organisation_id,
        leaf__in=ties.filter(finding__leaf__isnull=False).values("finding__leaf"),
    )
    judged = Q(recurrence__in=AGAIN, recurrence_of__in=ties.values("finding"))
    rows = access.visible(actor, Finding).filter(
        of_leaf | judged, state__in=USED, round__start_on__gt=row.in_force_on
    )
    return rows.select_related("round", "leaf").order_by("-pk")
