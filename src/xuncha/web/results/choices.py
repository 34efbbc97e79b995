"""What may be chosen on the forms of results."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.results.services.results import USABLE
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

Pairs = list[tuple[str, str]]
MOST = 200


def units(actor: Actor) -> Pairs:
    """Living organisations in sight."""
    rows = access.visible(actor, Organisation).filter(dissolved_on__isnull=True)
    return [(str(one.pk), f"{one.code} {one.name}") for one in rows.order_by("code")]


def usable(actor: Actor) -> QuerySet[Finding]:
    """Settled findings in sight."""
    rows = access.visible(actor, Finding).filter(state__in=USABLE)
    return rows.select_related("organisation")


def as_pairs(rows: Iterable[Finding], *, with_unit: bool = True) -> Pairs:
    """Findings as boxes to tick."""
    return [
        (str(one.pk), f"{f'{one.organisation}　' if with_unit else ''}{one.number}．{one.text}")
        for one in rows
    ]


def inspections(actor: Actor) -> Pairs:
    """Inspections with findings that may be used, the latest first."""
    found = access.visible(actor, Finding).filter(state__in=USABLE)
    rows = access.visible(actor, Inspection).filter(pk__in=found.values("inspection"))
    latest = rows.select_related("organisation", "round").order_by("-pk")[:MOST]
    return [(str(one.pk), str(one)) for one in latest]


def finding_url(pk: int) -> str:
    """A finding's own page."""
    return reverse("findings_detail", args=[pk])
