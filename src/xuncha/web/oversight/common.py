"""What the pages of oversight share: who comes here, the tabs, what to do next."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.directory.roles import (
    INSPECTOR,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
)
from xuncha.kernel.actor import Actor

OFFICE_ONLY = OFFICE
DIRECTOR = frozenset({OFFICE_DIRECTOR})
CHECKING = READERS | {INSPECTOR, PARTNER}
WITH_UNIT = READERS | UNIT
DOING_CHECKS = OFFICE | {INSPECTOR, PARTNER}

_TABS = (
    ("oversight_board", "预警", WITH_UNIT),
    ("oversight_draws", "抽查", READERS),
    ("oversight_checks", "实地核查", CHECKING),
    ("oversight_letters", "督办文书", WITH_UNIT),
    ("oversight_rules", "规则", READERS),
)


def desk_tabs(actor: Actor, here: str) -> list[tuple[str, str, bool, None]]:
    """The lists of this area that are for this person; none where there would be only one."""
    mine = [(name, label) for name, label, who in _TABS if actor.has(*who)]
    if len(mine) < 2:
        return []
    return [(label, reverse(name), name == here, None) for name, label in mine]
