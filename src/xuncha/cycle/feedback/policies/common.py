"""What the policies of this room share."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, Decision, RolePolicy, no

DIRECTOR = frozenset({OFFICE_DIRECTOR})
RECUSED = "您对这次巡察已经回避，不能办理。"


def unshut(actor: Actor, rows: Q, lookup: str) -> Q:
    """Without what a recusal shuts; authorisations open nothing here. ``lookup`` leads to the
    inspection's id."""
    if actor.is_system:
        return EVERYTHING
    return rows & ~Q(**{f"{lookup}__in": actor.recusals}) if actor.recusals else rows


class RecusedPolicy(RolePolicy):
    """Recusal first, then role and guards. ``lookup`` gives the inspection of a row."""

    def inspection_of(self, obj: Any) -> int | None:
        """Of which inspection a row is."""
        found: int | None = obj.inspection_id
        return found

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """A recusal shuts every act."""
        if actor.recusals and self.inspection_of(obj) in actor.recusals:
            return no(RECUSED)
        return super().can(actor, action, obj)
