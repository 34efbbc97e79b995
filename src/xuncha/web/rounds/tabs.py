"""The pages of one inspection as tabs, in groups: each area adds its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor

FLAT = 7
"""So many tabs fit in one row; more stand in groups."""

Rows = list[tuple[str, str, bool, None]]


class Part(StrEnum):
    """Which part of an inspection a page belongs to, in the order of the work."""

    WHOLE = "概况"
    BEFORE = "巡前"
    FIELD = "巡中"
    JUDGED = "认定"
    AFTER = "巡后"


@dataclass(frozen=True, slots=True)
class Tab:
    """One page about an inspection, for some roles. Its address takes the inspection's id."""

    url_name: str
    label: str
    audience: frozenset[str]
    place: int = 50
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class Strip:
    """What the page shows: the parts, and under them the pages of the part that one is in."""

    rows: Rows
    under: Rows

    def __bool__(self) -> bool:
        return bool(self.rows)


_tabs = [Tab("rounds_inspection", "概况", BUSINESS, 0)]


def register(tab: Tab) -> None:
    """Add a page to every inspection."""
    if tab not in _tabs:
        _tabs.append(tab)
        _tabs.sort(key=lambda one: one.place)


def tabs_for(actor: Actor, inspection: Inspection, here: str) -> Strip:
    """The tabs that this person may open; none where there would be only one. A part leads to its
    first page."""
    mine = [one for one in _tabs if actor.has(*one.audience)]
    if len(mine) < 2:
        return Strip([], [])

    def row(tabs: list[Tab]) -> Rows:
        return [
            (one.label, reverse(one.url_name, args=[inspection.pk]), one.url_name == here, None)
            for one in tabs
        ]

    if len(mine) <= FLAT:
        return Strip(row(mine), [])
    parts = {part: row([one for one in mine if one.part == part]) for part in Part}
    open_ = {part: any(is_here for _, _, is_here, _ in rows) for part, rows in parts.items()}
    first = [
        (str(part) if len(rows) > 1 else rows[0][0], rows[0][1], open_[part], None)
        for part, rows in parts.items()
        if rows
    ]
    under = next((rows for part, rows in parts.items() if open_[part] and len(rows) > 1), [])
    return Strip(first, under)
