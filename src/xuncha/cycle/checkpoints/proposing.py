"""Which points an inspection is proposed: those in force for the kinds of organisation it sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from xuncha.cycle.checkpoints.enums import (
    CHECKED_KINDS,
    TOWN_KINDS,
    VILLAGE_KINDS,
    DecisionState,
    SetState,
)
from xuncha.cycle.checkpoints.models import Checkpoint, CheckpointKind, PointSet
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import alive_on
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class KindOffer:
    """One kind of organisation in a proposal: how many points it brings, and whether it is meant
    for this inspection."""

    kind: str
    label: str
    points: int
    proposed: bool


def set_in_force(day: dt.date | None = None) -> PointSet | None:
    """The version in force on a day (today): the latest one whose day has come."""
    rows = PointSet.objects.filter(state=SetState.ISSUED, effective_on__lte=day or clock.today())
    return rows.order_by("-effective_on").first()


def kinds_for(inspection: Inspection) -> list[str]:
    """The kinds whose points this inspection needs: its organisation's own, and those of the
    villages that a township takes along without an inspection of their own (巡乡带村)."""
    own = inspection.organisation.kind
    if inspection.kind != InspectionKind.WITH_VILLAGES or own not in TOWN_KINDS:
        return [own]
    day = inspection.round.start_on
    below = Organisation.objects.filter(
        alive_on(day), parent=inspection.organisation_id, kind__in=sorted(VILLAGE_KINDS)
    )
    alone = Inspection.objects.filter(round=inspection.round_id).values("organisation")
    along = below.exclude(pk__in=alone).values_list("kind", flat=True).distinct().order_by("kind")
    return [own, *along]


def points_for(version: PointSet, kinds: Collection[str], day: dt.date) -> QuerySet[Checkpoint]:
    """The points of a version for some kinds whose decisions hold on a day, in order."""
    mine = CheckpointKind.objects.filter(kind__in=list(kinds)).values("checkpoint")
    return version.checkpoints.filter(in_force(day), pk__in=mine).order_by("number")


def in_force(day: dt.date) -> Q:
    """Points whose decisions hold on a day."""
    return (
        Q(decision__state=DecisionState.IN_FORCE)
        & (Q(decision__valid_from_on__isnull=True) | Q(decision__valid_from_on__lte=day))
        & (Q(decision__valid_until_on__isnull=True) | Q(decision__valid_until_on__gte=day))
    )


def offers(actor: Actor, inspection: Inspection, version: PointSet) -> list[KindOffer]:
    """Every kind that the version has points for, with those proposed marked. One query for the
    numbers."""
    day = clock.today()
    rows = access.visible(actor, CheckpointKind).filter(
        checkpoint__set=version,
        checkpoint__in=access.visible(actor, Checkpoint).filter(in_force(day)),
    )
    counts: dict[str, int] = {}
    for kind in rows.values_list("kind", flat=True):
        counts[kind] = counts.get(kind, 0) + 1
    meant = kinds_for(inspection)
    return [
        KindOffer(one.value, str(one.label), counts[one.value], one.value in meant)
        for one in _sorted(meant)
        if one.value in counts
    ]


def _sorted(meant: Sequence[str]) -> list[OrganisationKind]:
    return sorted(CHECKED_KINDS, key=lambda one: one.value not in meant)
