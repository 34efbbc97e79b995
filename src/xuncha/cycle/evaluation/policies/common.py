"""The one rule of sight of this room: the office, the leaders and the partners read, the unit reads
its own, a team what it is authorised for; a recusal shuts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import (
    INSPECTOR,
    LEADER,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
    UNIT_HEAD,
    UNIT_LIAISON,
)
from xuncha.cycle.planning.sight import RecusedPolicy, in_sight, of_others, unshut
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING

DIRECTOR = frozenset({OFFICE_DIRECTOR})
DECIDERS = frozenset({OFFICE_DIRECTOR, LEADER})
LIAISON = frozenset({UNIT_LIAISON})
HEAD = frozenset({UNIT_HEAD})

ALL = dict.fromkeys(sorted(READERS | {PARTNER}), "全部") | {INSPECTOR: "获授权巡察的，在授权期内"}
ALL_AND_OWN = ALL | dict.fromkeys(sorted(UNIT), "本单位的")
AT_MEETING = (
    dict.fromkeys(sorted(READERS), "全部")
    | dict.fromkeys(sorted(UNIT), "本单位的")
    | {PARTNER: "自己到会督导的"}
)
ALL_AND_TOLD = ALL | dict.fromkeys(sorted(UNIT), "本单位的，告知以后")


def rows_under(actor: Actor, path: str, to_unit: Q = EVERYTHING) -> Q:
    """``path`` leads to the row that hangs on an inspection ("" for itself); ``to_unit`` narrows
    what the unit reads of its own."""
    rows = NOTHING
    if actor.has(*UNIT) and actor.unit_id:
        rows = Q(**{f"{path}inspection__organisation_id": actor.unit_id}) & to_unit
    if actor.has(*READERS):
        rows = EVERYTHING
    elif actor.has(PARTNER):
        others = of_others(actor, f"{path}inspection__organisation")
        rows = EVERYTHING if others == EVERYTHING else others | rows
    return in_sight(actor, rows, f"{path}inspection")


def meetings_told_under(actor: Actor, path: str = "") -> Q:
    """Who reads what was said at a life meeting: office and leading group, the unit itself, and
    whoever is sent there. Others know that and when it was held; an authorisation opens no more."""
    if actor.is_system:
        return EVERYTHING
    rows = Q(**{f"{path}supervisor_id": actor.user_id})
    if actor.has(*READERS):
        rows = EVERYTHING
    elif actor.has(*UNIT) and actor.unit_id:
        rows |= Q(**{f"{path}inspection__organisation_id": actor.unit_id})
    return unshut(actor, rows, f"{path}inspection_id")


def own_unit(actor: Actor, row: Any) -> str:
    """Only the inspected unit itself."""
    own = actor.is_of(row.inspection.organisation_id)
    return "" if own else "由被巡察单位自己办理。"


class RoomPolicy(RecusedPolicy):
    """``path`` leads to the row that hangs on an inspection."""

    path = ""
    to_unit: Q = EVERYTHING
    sees = ALL_AND_OWN

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor, self.path, self.to_unit)

    def inspection_of(self, obj: Any) -> int | None:
        """None for what hangs on a row of the room."""
        return getattr(obj, "inspection_id", None)
