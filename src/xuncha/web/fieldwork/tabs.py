"""The lists of the field over all inspections, as tabs."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.directory.roles import PARTNER, READERS
from xuncha.kernel.actor import Actor
from xuncha.web.fieldwork.audience import READING, WITH_PARTNER

_PAGES = (
    ("fieldwork_lines", "调阅材料", READING),
    ("fieldwork_fixes", "立行立改", READING),
    ("fieldwork_briefings", "巡前通报", WITH_PARTNER),
    ("fieldwork_supervisions", "督导", READERS),
    ("fieldwork_rules", "规则", READING),
)


def desk_tabs(actor: Actor, here: str) -> list[tuple[str, str, bool, None]]:
    """Those that this person may open; none where there would be only one."""
    mine = [one for one in _PAGES if actor.has(*one[2])]
    if actor.has(PARTNER) and len(mine) < 2:
        return []
    return [(label, reverse(name), name == here, None) for name, label, _ in mine]
