"""Reading deeds: always through the doors."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from xuncha.cycle.deeds.enums import OPEN, STATES_OF, DeedState, Ledger
from xuncha.cycle.deeds.models import Deed, DeedCall, DeedPhoto, DeedRules, DeedStep
from xuncha.cycle.directory.models import Organisation
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_deeds(actor: Actor) -> QuerySet[Deed]:
    """Deeds in sight."""
    rows = Deed.objects.select_related(
        "inspection__organisation", "inspection__round", "village__parent", "owner"
    )
    return access.visible(actor, rows)


def get_deed(actor: Actor, deed_id: int) -> Deed:
    """One deed with its people."""
    related = (
        "inspection__organisation", "inspection__round__term", "village__parent", "owner",
        "registered_by", "verified_by", "done_by",
    )  # fmt: skip
    return access.get_or_404(actor, Deed, related=related, pk=deed_id)


def late_on(day: dt.date) -> Q:
    """Promised and past its day."""
    return Q(state__in=sorted(OPEN), promise_due_on__lt=day)


def in_ledger(ledger: str) -> Q:
    """Deeds of one of the five ledgers."""
    return Q(state__in=STATES_OF[Ledger(ledger)])


def photos_of(actor: Actor, row: Deed) -> QuerySet[DeedPhoto]:
    """Its photos."""
    rows = DeedPhoto.objects.filter(deed=row).select_related("file")
    return access.visible(actor, rows).order_by("-when", "pk")


def calls_of(actor: Actor, row: Deed) -> list[DeedCall]:
    """Its call-backs, latest first."""
    return list(access.visible(actor, DeedCall.objects.filter(deed=row)).order_by("-turn"))


def steps_of(actor: Actor, row: Deed) -> QuerySet[DeedStep]:
    """What happened to it, latest first."""
    return access.visible(actor, DeedStep.objects.filter(deed=row)).order_by("-pk")


def list_rules(actor: Actor) -> QuerySet[DeedRules]:
    """All versions, latest first."""
    rows = DeedRules.objects.select_related("made_by")
    return access.visible(actor, rows).order_by("-number")


@dataclass(slots=True)
class OfVillage:
    """One village: how many deeds in each ledger, people served, money spent."""

    village: Organisation
    ledgers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    total: int = 0
    people: int = 0
    money: Decimal = Decimal(0)
    late: int = 0

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """Ledger, its name, how many."""
        return [(one.value, str(one.label), self.ledgers[one.value]) for one in Ledger]


_LEDGER_OF = {state: ledger for ledger, states in STATES_OF.items() for state in states}
FINISHED = (DeedState.DONE, DeedState.SATISFIED)


def by_village(rows: QuerySet[Deed], day: dt.date) -> list[OfVillage]:
    """Deeds counted by village, in the directory's order. Two queries. Those that were dropped are
    not counted, people and money only where the deed stands as done."""
    finished = Q(state__in=FINISHED)
    kept: Any = rows.exclude(state=DeedState.DROPPED).select_related(None).order_by()
    told = kept.values("village_id", "state").annotate(
        number=Count("pk"), late=Count("pk", filter=late_on(day)),
        people=Sum("people_served", filter=finished), money=Sum("money_yuan", filter=finished),
    )  # fmt: skip
    found: dict[int, OfVillage] = {}
    villages = Organisation.objects.select_related("parent")
    known = villages.filter(pk__in=kept.values("village_id")).in_bulk()
    for one in told:
        into = found.setdefault(one["village_id"], OfVillage(known[one["village_id"]]))
        into.total += one["number"]
        into.ledgers[_LEDGER_OF[DeedState(one["state"])].value] += one["number"]
        into.people += one["people"] or 0
        into.money += one["money"] or 0
        into.late += one["late"]
    return sorted(found.values(), key=lambda one: (one.village.code, one.village.pk))
