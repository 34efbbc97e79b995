"""The side navigation: what each role finds where."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from xuncha.kernel.actor import Actor
from xuncha.web.outside import leads_out


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation; ``area`` marks it active on all pages of that area."""

    area: str
    label: str
    icon: str
    url_name: str
    audience: frozenset[str]


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    """Add entries in the order in which areas are listed in ``web.urls``."""
    _entries.extend(one for one in entries if one not in _entries)


def for_actor(actor: Actor, active: str) -> list[dict[str, object]]:
    """Lines for this person, as the base template wants them."""
    return [
        {
            "label": one.label,
            "icon": one.icon,
            "url": reverse(one.url_name),
            "active": one.area == active,
        }
        for one in _entries
        if ("*" in one.audience or actor.has(*one.audience))
        and not leads_out(reverse(one.url_name))
    ]
