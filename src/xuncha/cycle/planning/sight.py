"""The one rule by which authorisation opens an inspection and a recusal shuts it, for every room.

A role sees what its policy says. A live authorisation adds its inspections, from the first to the
last day. A recusal takes its inspections away, from everybody and whatever else he holds.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, PARTNER, READERS, UNIT
from xuncha.foundation import access
from xuncha.foundation.jobs.models import Job
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, Decision, RolePolicy, no

RECUSED = "您对这次巡察已经回避，不能办理。"
_TOPIC = "inspection:"
_SEES_BY_ROLE = READERS | UNIT | {PARTNER}


def in_sight(actor: Actor, by_role: Q, path: str = "inspection") -> Q:
    """What the actor may see of rows that hang on inspections. ``by_role`` is what his role sees;
    ``path`` leads from the row to its inspection ("" for inspections themselves)."""
    if actor.is_system:
        return EVERYTHING
    lookup = f"{path}_id" if path else "pk"
    rows = by_role
    if actor.grants and rows != EVERYTHING:
        rows |= Q(**{f"{lookup}__in": actor.grants})
    return unshut(actor, rows, lookup)


def unshut(actor: Actor, rows: Q, lookup: str) -> Q:
    """Without what a recusal shuts; authorisations open nothing here. ``lookup`` leads to the
    inspection's id."""
    return rows & ~Q(**{f"{lookup}__in": actor.recusals}) if actor.recusals else rows


def of_others(actor: Actor, path: str) -> Q:
    """For whoever reviews all units and speaks for one of them as well: every unit's rows but his
    own. ``path`` leads to the organisation."""
    if actor.unit_id is None or not actor.has(*UNIT):
        return EVERYTHING
    return ~Q(**{f"{path}_id": actor.unit_id})


class RecusedPolicy(RolePolicy):
    """Recusal first, then role and guards."""

    def inspection_of(self, obj: Any) -> int | None:
        """Of which inspection a row is."""
        found: int | None = obj.inspection_id
        return found

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """A recusal shuts every act."""
        if actor.recusals and self.inspection_of(obj) in actor.recusals:
            return no(RECUSED)
        return super().can(actor, action, obj)


def topic_of(inspection_id: int) -> str:
    """How notices and jobs name the inspection that they are about."""
    return f"{_TOPIC}{inspection_id}"


@access.narrow(Notice)
@access.narrow(Job)
def _of_inspections_in_sight(actor: Actor) -> Q:
    """Notices and jobs about an inspection go out of sight with it."""
    rows = EVERYTHING
    if actor.has(INSPECTOR) and not actor.has(*_SEES_BY_ROLE):
        rows = ~Q(topic__startswith=_TOPIC) | Q(topic__in=[topic_of(pk) for pk in actor.grants])
    if actor.recusals:
        rows &= ~Q(topic__in=[topic_of(pk) for pk in actor.recusals])
    return rows
