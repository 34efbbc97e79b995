"""Small signs: icons, states, degrees, colours of alerts, the three levels, figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xuncha.web.ui.icons import OUTLINES

register = template.Library()

LEVELS = (("claimed", "自称"), ("verified", "核实"), ("sustained", "巩固"))

_ALERTS = {
    "green": ("绿色提醒", "circle-check"),
    "yellow": ("黄色预警", "alert-circle"),
    "red": ("红色预警", "alert-triangle"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An outline, decorative: the words stand beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        OUTLINES[name],
    )


@register.simple_tag
def tag(key: str, label: str) -> SafeString:
    """A state or degree in words, coloured by its key."""
    return format_html('<span class="tag tag--{}">{}</span>', key, label)


@register.simple_tag
def alert(colour: str, words: str = "") -> SafeString:
    """One of the three colours of alerts (``green``, ``yellow``, ``red``): shape and words tell it
    as well as the colour does."""
    label, shape = _ALERTS[colour]
    return format_html(
        '<span class="tag alarm alarm--{}">{}{}</span>', colour, icon(shape), words or label
    )


@register.inclusion_tag("ui/_tiles.html")
def tiles(figures: Iterable[Any]) -> dict[str, Any]:
    """Figures that open their rows."""
    return {"tiles": figures}


@register.inclusion_tag("ui/_levels.html")
def levels(claimed: Any, verified: Any, sustained: Any) -> dict[str, Any]:
    """The three facts of one item beside each other; empty ones show that they are missing."""
    days = (claimed, verified, sustained)
    return {"facts": [(key, label, at) for (key, label), at in zip(LEVELS, days, strict=True)]}


@register.inclusion_tag("ui/_checks.html")
def checks(rows: Iterable[Any]) -> dict[str, Any]:
    """Rules with their answers: each has ``colour`` (green, yellow, red), ``label`` and ``words``;
    shape and words tell it as well as the colour does."""
    return {"rows": rows}
