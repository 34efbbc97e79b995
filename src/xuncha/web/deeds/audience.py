"""Who comes to the pages of deeds, and their tabs."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.deeds.rules import rules_on
from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS, UNIT
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

DIRECTOR = frozenset({OFFICE_DIRECTOR})
EVERYBODY = READERS | UNIT | {INSPECTOR}
TEAM = OFFICE | {INSPECTOR}
DOING = OFFICE | UNIT
MOVING = TEAM | UNIT

_TABS = (
    ("deeds_list", "五账", EVERYBODY),
    ("deeds_villages", "按村看", EVERYBODY),
    ("deeds_rules", "名称和规则", READERS),
)


def desk_tabs(actor: Actor, here: str) -> list[tuple[str, str, bool, None]]:
    """The lists of this area that are for this person."""
    mine = [(name, label) for name, label, who in _TABS if actor.has(*who)]
    return [(label, reverse(name), name == here, None) for name, label in mine]


def module_name() -> str:
    """What this room is called here, by the rules of today."""
    return rules_on(clock.today()).settings.name
