"""Reading letters, calls and visits through the doors; never their source."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.petitions.clocks import late_on
from xuncha.cycle.petitions.enums import OPEN_STATES, PetitionState
from xuncha.cycle.petitions.models import (
    Petition,
    PetitionClock,
    PetitionRules,
    PetitionStep,
    SourceOpening,
    SourceRequest,
    TurnedAway,
)
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent


def overdue(today: dt.date) -> Q:
    """Condition: some clock of it ran out and nothing was done."""
    return Q(Exists(PetitionClock.objects.filter(late_on(today), petition=OuterRef("pk"))))


UNFINISHED = Q(state__in=OPEN_STATES)


def list_petitions(actor: Actor) -> QuerySet[Petition]:
    """Petitions in sight."""
    rows = Petition.objects.select_related("inspection__round", "organisation", "handler")
    return access.visible(actor, rows).prefetch_related("clocks")


def get_petition(actor: Actor, petition_id: int) -> Petition:
    """One petition."""
    rows = Petition.objects.select_related(
        "inspection__organisation", "inspection__round", "handler", "registered_by", "same_as"
    )
    return access.get_or_404(actor, rows, pk=petition_id)


def clocks_of(actor: Actor, row: Petition) -> QuerySet[PetitionClock]:
    return access.visible(actor, PetitionClock.objects.filter(petition=row)).order_by("pk")


def steps_of(actor: Actor, row: Petition) -> QuerySet[PetitionStep]:
    """Its history, newest first."""
    return access.visible(actor, PetitionStep.objects.filter(petition=row)).order_by("-pk")


def requests_of(actor: Actor, row: Petition) -> QuerySet[SourceRequest]:
    """Who asked for its source, newest first."""
    rows = SourceRequest.objects.filter(petition=row).select_related("asked_by", "decided_by")
    return access.visible(actor, rows).order_by("-pk")


def openings_of(actor: Actor, row: Petition) -> QuerySet[SourceOpening]:
    """Who opened its source, newest first."""
    return access.visible(actor, SourceOpening.objects.filter(petition=row)).order_by("-pk")


def turned_away(actor: Actor, inspection: Inspection) -> int:
    """How many matters of a higher organ came in."""
    rows = access.visible(actor, TurnedAway).filter(inspection=inspection)
    return rows.aggregate(Sum("count"))["count__sum"] or 0


def list_rules(actor: Actor) -> QuerySet[PetitionRules]:
    """Versions, newest first."""
    return access.visible(actor, PetitionRules).select_related("made_by").order_by("-number")


def counts(actor: Actor) -> list[tuple[str, int]]:
    """How many, and nothing else, for office and leaders who read none of them: by state, overdue,
    and turned away. Inspections from which the reader must keep away are left out."""
    if not actor.has(*READERS):
        raise Absent
    rows = Petition.objects.exclude(inspection__in=actor.recusals)
    told = [(str(one.label), rows.filter(state=one).count()) for one in PetitionState]
    away = TurnedAway.objects.exclude(inspection__in=actor.recusals)
    return [
        ("全部登记", rows.count()),
        *told,
        ("有超期的", rows.filter(overdue(clock.today())).count()),
        ("属于上级、没有登记的", away.aggregate(Sum("count"))["count__sum"] or 0),
    ]
