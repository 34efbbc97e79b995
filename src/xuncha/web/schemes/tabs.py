"""The pages of this area as tabs."""

from __future__ import annotations

from django.urls import reverse

from xuncha.kernel.actor import Actor
from xuncha.web.schemes.audience import EVERYBODY

_PAGES = (
    ("schemes_list", "整改方案", EVERYBODY),
    ("schemes_rules", "规则", EVERYBODY),
)


def desk_tabs(actor: Actor, here: str) -> list[tuple[str, str, bool, None]]:
    """Those that this person may open."""
    return [
        (label, reverse(name), name == here, None) for name, label, who in _PAGES if actor.has(*who)
    ]
