"""The one rule of sight for the records of the field: office and leaders read, a team its own
inspections while authorised, a recusal shuts; units and partners only what each room opens."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS, UNIT
from xuncha.cycle.planning.sight import RecusedPolicy, in_sight
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act

DIRECTOR = frozenset({OFFICE_DIRECTOR})
WORKERS = OFFICE | {INSPECTOR}
ALL = dict.fromkeys(sorted(READERS), "全部") | {INSPECTOR: "获授权巡察的，在授权期内"}


def of_team(actor: Actor, row: Any) -> str:
    """Inspectors act on inspections that they are authorised for; the office on all."""
    if actor.has(*OFFICE) or row.inspection_id in actor.grants:
        return ""
    return "您没有获授权参加这次巡察，不能办理。"


def team_act(label: str, *guards: Any) -> Act:
    """What the office and the authorised team may do."""
    return Act(label, WORKERS, (of_team, *guards))


class FieldPolicy(RecusedPolicy):
    """Sight by role, authorisation and recusal. ``of_unit`` and ``path`` are told by each room."""

    sees = ALL
    path = "inspection"

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else self.beside(actor)
        return in_sight(actor, rows, self.path)

    def beside(self, actor: Actor) -> Q:
        """What those see who are neither readers nor of the team; nothing unless a room says so."""
        return NOTHING


def own_unit(actor: Actor, opened: Q, path: str = "inspection") -> Q:
    """Rows about the actor's own unit, as far as they were opened to it."""
    if not actor.has(*UNIT) or not actor.unit_id:
        return NOTHING
    return Q(**{f"{path}__organisation_id": actor.unit_id}) & opened
