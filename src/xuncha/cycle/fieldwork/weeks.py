"""Which teams at work were seen by the office in a week."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from xuncha.cycle.fieldwork.enums import SupervisionState
from xuncha.cycle.fieldwork.models import Supervision
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_WEEK = dt.timedelta(days=6)


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


@dataclass(slots=True)
class TeamWeek:
    """One team in one week: its inspections in the field, and the visits to it."""

    team_name: str
    round_id: int
    inspections: list[Inspection] = field(default_factory=list)
    visits: list[Supervision] = field(default_factory=list)

    @property
    def seen(self) -> bool:
        return bool(self.visits)


def at_work(monday: dt.date) -> Q:
    """Inspections whose team stood in the field on some day of the week."""
    return Q(entered_on__lte=monday + _WEEK) & (Q(left_on__isnull=True) | Q(left_on__gte=monday))


def week_of(actor: Actor, monday: dt.date) -> list[TeamWeek]:
    """The teams at work in a week, those not seen first. A visit to one of a team's inspections is
    a visit to the team. Through the actor's doors: what he must keep away from is not counted."""
    rows = access.visible(actor, Inspection).filter(at_work(monday))
    lines: dict[tuple[int, str], TeamWeek] = {}
    for one in rows.select_related("organisation", "round").order_by("round_id", "pk"):
        name = one.team_name or f"{one.organisation}巡察组"
        line = lines.setdefault((one.round_id, name), TeamWeek(name, one.round_id))
        line.inspections.append(one)
    visits: dict[int, list[Supervision]] = defaultdict(list)
    seen = access.visible(actor, Supervision).filter(week_on=monday)
    for visit in seen.exclude(state=SupervisionState.WITHDRAWN).order_by("visited_on", "pk"):
        visits[visit.inspection_id].append(visit)
    for line in lines.values():
        line.visits = [visit for one in line.inspections for visit in visits[one.pk]]
    return sorted(lines.values(), key=lambda one: (one.seen, one.round_id))
