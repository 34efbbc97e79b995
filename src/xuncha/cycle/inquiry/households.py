"""How much of each village was visited, against the share that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from django.db.models import Q, QuerySet, Sum

from xuncha.cycle.checkpoints.enums import VILLAGE_KINDS
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.fieldwork.services.common import inspection_of
from xuncha.cycle.inquiry.enums import VisitState
from xuncha.cycle.inquiry.models import VillageHouseholds, Visit
from xuncha.cycle.inquiry.rules import Minimums, rules_on
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One village: its households, how many were visited, how many are to be."""

    village: Organisation
    total: int
    visited: int
    wanted: int

    @property
    def lacking(self) -> int:
        """How many are still to be visited."""
        return max(0, self.wanted - self.visited)

    @property
    def percent(self) -> str:
        """The share visited, or "" where the number of households is not known."""
        return f"{100 * self.visited / self.total:.1f}%" if self.total else ""


def villages_of(inspection: Inspection) -> QuerySet[Organisation]:
    """Villages and communities that this inspection goes into: those below the inspected body, or
    itself if it is one."""
    own = Q(pk=inspection.organisation_id) | Q(parent_id=inspection.organisation_id)
    rows = Organisation.objects.filter(own, kind__in=sorted(VILLAGE_KINDS))
    return rows.filter(dissolved_on__isnull=True).order_by("code")


def wanted_of(total: int, rules: Minimums) -> int:
    """How many of so many households are to be visited: the share, at least the least, never more
    than there are."""
    return min(total, max(ceil(total * rules.household_percent / 100), rules.household_least))


def households_of(actor: Actor, inspection: Inspection) -> list[Line]:
    """Every village of the inspection, by the rules of the day of entry. Three queries."""
    rules = rules_on(inspection.entered_on or clock.today()).settings
    known = access.visible(actor, VillageHouseholds).filter(inspection=inspection)
    totals = dict(known.values_list("village_id", "households"))
    kept = access.visible(actor, Visit).filter(inspection=inspection, state=VisitState.KEPT)
    visited = dict(
        kept.order_by().values_list("village_id").annotate(number=Sum("households"))
    )  # fmt: skip
    return [
        Line(one, totals.get(one.pk, 0), visited.get(one.pk, 0) or 0,
             wanted_of(totals.get(one.pk, 0), rules))
        for one in villages_of(inspection)
    ]  # fmt: skip


@service
def set_households(actor: Actor, *, inspection_id: int, households: Mapping[int, int]) -> None:
    """How many households each village has."""
    inspection = inspection_of(actor, inspection_id)
    access.require(actor, "set", VillageHouseholds(inspection=inspection))
    known = {one.pk for one in villages_of(inspection)}
    for village, number in households.items():
        if village not in known or not 0 <= number <= MOST:
            raise Invalid(
                f"户数应当是 0 到 {MOST:,} 的整数，村要在这次巡察之内。", field=str(village)
            )
        VillageHouseholds.objects.update_or_create(
            inspection=inspection, village_id=village, defaults={"households": number}
        )
    record(actor, "inquiry.households.set", inspection, villages=len(households))
