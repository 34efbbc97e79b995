"""Who comes to the pages of results, and their tabs."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, LEADER, OFFICE, OFFICE_DIRECTOR, READERS, UNIT
from xuncha.cycle.directory.roles import PARTNER as PARTNER_ROLE
from xuncha.kernel.actor import Actor

PARTNER = frozenset({PARTNER_ROLE})
DIRECTOR = frozenset({OFFICE_DIRECTOR})
DECIDERS = frozenset({OFFICE_DIRECTOR, LEADER})
EVERYBODY = READERS | UNIT | PARTNER
RECEIVING = OFFICE | UNIT | PARTNER
MOVING = RECEIVING | {LEADER}
CHECKING = READERS | UNIT | {INSPECTOR}
REPORTING = OFFICE | UNIT
JOINING = READERS | PARTNER
WRITING_PLANS = OFFICE | PARTNER

_TABS = (
    ("results_desk", "协作台", PARTNER),
    ("results_list", "成果事项", EVERYBODY),
    ("results_institutions", "制度", EVERYBODY),
    ("results_commons", "共性问题", READERS),
    ("results_selfchecks", "未巡先改", CHECKING),
    ("results_joint", "监督合力", JOINING),
    ("results_rules", "规则", READERS),
)


def desk_tabs(actor: Actor, here: str) -> list[tuple[str, str, bool, None]]:
    """The lists of this area that are for this person; none where there would be only one."""
    mine = [(name, label) for name, label, who in _TABS if actor.has(*who)]
    if len(mine) < 2:
        return []
    return [(label, reverse(name), name == here, None) for name, label in mine]
