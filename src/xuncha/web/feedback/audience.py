"""Who comes to the pages of this room, and its tabs."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.directory.roles import (
    INSPECTOR,
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
)
from xuncha.kernel.actor import Actor

OFFICE_ONLY = OFFICE
DIRECTOR = frozenset({OFFICE_DIRECTOR})
WRITERS = OFFICE | {INSPECTOR}
TEAM_TOO = READERS | {INSPECTOR}
EVERYBODY = READERS | {INSPECTOR, PARTNER} | UNIT
WITH_UNIT = READERS | {INSPECTOR} | UNIT
OWNERS = READERS | {PARTNER, INSPECTOR}
ADDRESSED = READERS | {PARTNER}
RECEIVING = OFFICE | {LEADER, PARTNER}
REVIEWING = READERS | UNIT

_TABS = (
    ("feedback_desk", "反馈", EVERYBODY),
    ("feedback_reports", "巡察报告", TEAM_TOO),
    ("feedback_hearings", "听取会议", READERS),
    ("feedback_tasks", "交办事项", OWNERS),
    ("feedback_letters", "抄告", ADDRESSED),
    ("feedback_reviews", "后评估", REVIEWING),
    ("feedback_rules", "规则", TEAM_TOO),
)


def desk_tabs(actor: Actor, here: str) -> list[tuple[str, str, bool, None]]:
    """The lists of this room that are for this person."""
    return [
        (label, reverse(name), name == here, None) for name, label, who in _TABS if actor.has(*who)
    ]
