"""Reading papers through the doors, and guessing which inspection one is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.intake.models import IntakeFinding, PaperIntake
from xuncha.cycle.planning.models import Inspection
from xuncha.engines.checking.units import core
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_PLACE = ("省", "市", "县", "区")
_MOST_NAMES = 5
_RELATED = ("file", "reading", "inspection__organisation", "inspection__round", "brought_by")


def list_papers(actor: Actor) -> QuerySet[PaperIntake]:
    """Papers in sight, the latest first, with the number of findings that came of each."""
    rows = PaperIntake.objects.select_related(*_RELATED).annotate(taken=Count("findings"))
    return access.visible(actor, rows).order_by("-pk")


def get_paper(actor: Actor, intake_id: int) -> PaperIntake:
    """One paper with its file and inspection."""
    return access.get_or_404(actor, PaperIntake, related=_RELATED, pk=intake_id)


def open_inspections(actor: Actor) -> QuerySet[Inspection]:
    """Inspections for which the actor may read papers in, the latest first."""
    rows = access.visible(actor, Inspection).select_related("organisation", "round__term")
    if not access.can(actor, "bring", PaperIntake(inspection_id=0)):
        rows = rows.filter(pk__in=actor.grants - actor.recusals)
    return rows.order_by("-round__start_on", "organisation__code", "pk")


def likely_inspection(actor: Actor, names: Iterable[str]) -> Inspection | None:
    """The latest inspection in sight of a unit that a paper names; None where none fits or the
    paper names units of several."""
    wanted = Q()
    for name in list(dict.fromkeys(filter(None, map(_bare, names))))[:_MOST_NAMES]:
        wanted |= Q(organisation__name__endswith=name)
    if not wanted:
        return None
    found = list(open_inspections(actor).filter(wanted)[:20])
    if len({one.organisation_id for one in found}) != 1:
        return None
    return found[0]


def _bare(name: str) -> str:
    """A unit's name without its committee and the district before it."""
    bare = core(name)
    head = next((bare.find(sign) for sign in _PLACE if 0 <= bare.find(sign) <= 3), -1)
    rest = bare[head + 1 :]
    return rest if len(rest) > 2 else ""


def papers_of(actor: Actor, finding: Finding) -> QuerySet[IntakeFinding]:
    """The papers in sight that a finding came out of."""
    rows = access.visible(actor, IntakeFinding).filter(finding=finding)
    return rows.select_related("intake__file").order_by("pk")


def findings_of(actor: Actor, row: PaperIntake) -> QuerySet[IntakeFinding]:
    """The findings that came out of a paper, in the paper's order."""
    rows = access.visible(actor, IntakeFinding).filter(intake=row)
    return rows.select_related("finding").order_by("place", "pk")
