"""Trees and lines of organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("ui/_branches.html")
def branches(nodes: Iterable[Any], base: str) -> dict[str, Any]:
    """Nodes of a tree beside each other. Each has ``id``, ``name``, ``short_name``, ``children``,
    ``total`` (how many stand below it) and ``walk()`` (depth and node, itself first); what stands
    below a node is folded into it. ``base`` is the address in front of the id."""
    return {"nodes": nodes, "base": base}


@register.inclusion_tag("ui/_lineage.html")
def lineage(steps: Iterable[Any]) -> dict[str, Any]:
    """Mergers and splits drawn day by day: steps with ``on``, ``label``, ``document``, and
    ``before`` and ``after``: (name, address, is it the one we look at)."""
    return {"steps": steps}
