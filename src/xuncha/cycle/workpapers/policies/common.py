"""The one rule of sight of this room: office and leaders by role, a team by its authorisation."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.planning.sight import in_sight
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Decision, RolePolicy, no

TEAM = frozenset({INSPECTOR})
DIRECTOR = frozenset({OFFICE_DIRECTOR})
SIGNERS = TEAM | DIRECTOR
WRITERS = TEAM | OFFICE
SEES = dict.fromkeys(sorted(READERS), "全部") | {INSPECTOR: "获授权巡察的，在授权期内"}
NOT_MEMBER = "只有这次巡察组里获授权的同志能办理。"


class InField(RolePolicy):
    """``path`` leads from the row to its inspection."""

    sees = SEES
    path = "inspection"

    def scope(self, actor: Actor) -> Q:
        return in_sight(actor, EVERYTHING if actor.has(*READERS) else NOTHING, self.path)

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Whoever keeps away does nothing here, whatever his role."""
        if inspection_of(obj, self.path) in actor.recusals:
            return no("您对这次巡察已经回避，不能办理。")
        return super().can(actor, action, obj)


def inspection_of(obj: Any, path: str = "inspection") -> int | None:
    """The id of the inspection on which a row hangs."""
    *steps, last = path.split("__")
    for step in steps:
        obj = getattr(obj, step)
    found = getattr(obj, f"{last}_id")
    return found if isinstance(found, int) else None


def is_member(actor: Actor, obj: Any) -> str:
    """A member of the authorised team."""
    return "" if obj.inspection_id in actor.grants else NOT_MEMBER


def is_member_or_office(actor: Actor, obj: Any) -> str:
    """A member of the authorised team, or the office."""
    return "" if actor.has(*OFFICE) else is_member(actor, obj)
