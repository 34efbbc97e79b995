"""The pages of one inspection as tabs: each area adds its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Tab:
    """One page about an inspection, for some roles. Its address takes the inspection's id."""

    url_name: str
    label: str
    audience: frozenset[str]
    place: int = 50


_tabs = [Tab("rounds_inspection", "概况", BUSINESS, 0)]


def register(tab: Tab) -> None:
    """Add a page to every inspection."""
    if tab not in _tabs:
        _tabs.append(tab)
        _tabs.sort(key=lambda one: one.place)


def tabs_for(actor: Actor, inspection: Inspection, here: str) -> list[tuple[str, str, bool, None]]:
    """The tabs that this person may open; none where there would be only one."""
    mine = [one for one in _tabs if actor.has(*one.audience)]
    if len(mine) < 2:
        return []
    return [
        (one.label, reverse(one.url_name, args=[inspection.pk]), one.url_name == here, None)
        for one in mine
    ]
