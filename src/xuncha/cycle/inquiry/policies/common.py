"""The one rule of this room: records are the team's own."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.directory.roles import INSPECTOR
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act

TEAM = frozenset({INSPECTOR})


def authorised(actor: Actor, row: Any) -> str:
    """Only who is authorised for this very inspection writes."""
    if row.inspection_id in actor.grants:
        return ""
    return "您没有获授权参加这次巡察，不能办理。"


def own_act(label: str, *guards: Any) -> Act:
    """What the authorised team may do, and the office may not."""
    return Act(label, TEAM, (authorised, *guards))
