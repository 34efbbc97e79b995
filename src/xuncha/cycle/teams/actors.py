"""What the teams' room knows of an actor: what is open to him today, and what is shut."""

from __future__ import annotations

from dataclasses import replace

from xuncha.cycle.directory.roles import BUSINESS, INSPECTOR, PARTNER, UNIT
from xuncha.cycle.directory.selectors import lines_of
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.enums import InspectorState
from xuncha.cycle.teams.conflicts import in_force, of_user
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Assignment, Recusal
from xuncha.foundation.accounts.actors import enrich
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@enrich
def with_doors(user: User, actor: Actor) -> Actor:
    """Add the inspections that live authorisations open (members only) and those that recusals shut
    (everybody in the work; a partner's own unit too): one query each."""
    if not actor.has(*BUSINESS):
        return actor
    shut, units = _recusals(user.pk)
    if actor.has(PARTNER) and not actor.has(*UNIT) and actor.unit_id:
        own, lines = _own_unit(actor.unit_id)
        shut, units = shut | own, units | lines
    grants = _grants(user.pk) if actor.has(INSPECTOR) else frozenset()
    return replace(actor, grants=grants, recusals=shut, shut_units=units)


def _own_unit(unit_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """A partner does not review the unit that he sits in, nor what it was made from."""
    lines = lines_of({unit_id})[unit_id]
    rows = Inspection.objects.filter(organisation__in=lines).values_list("pk", flat=True)
    return frozenset(rows), frozenset(lines)


def _grants(user_id: int) -> frozenset[int]:
    """His seat must have begun and not ended, he must have declared, be in the pool and not paused;
    the team's authorisation must be announced and within its days."""
    today = clock.today()
    rows = Assignment.objects.filter(
        team__authorisation__state=AuthorisationState.ANNOUNCED,
        team__authorisation__opens_on__lte=today,
        team__authorisation__shuts_on__gte=today,
        team__seats__inspector__user_id=user_id,
        team__seats__inspector__state=InspectorState.ADMITTED,
        team__seats__ended_at__isnull=True,
        team__seats__from_on__lte=today,
        team__seats__declaration__isnull=False,
    )
    return frozenset(rows.values_list("inspection_id", flat=True))


def _recusals(user_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """The inspections that are shut, and the organisations. A recusal without inspection shuts all
    inspections of its organisation, of what that was made from and of what became of it."""
    rows = Recusal.objects.filter(of_user(user_id), in_force(clock.today()))
    told = list(rows.values_list("inspection_id", "organisation_id"))
    if not told:
        return frozenset(), frozenset()
    lines = lines_of({unit for _, unit in told})
    whole = {one for inspection, unit in told if inspection is None for one in lines[unit]}
    every = Inspection.objects.filter(organisation__in=whole).values_list("pk", flat=True)
    shut = {pk for pk, _ in told if pk is not None} | (set(every) if whole else set())
    return frozenset(shut), frozenset().union(*lines.values())
