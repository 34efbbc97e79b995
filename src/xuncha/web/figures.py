"""Figures on pages: the number, its definition, and the address that opens its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from xuncha.insight.figures.figure import Figure
from xuncha.kernel.actor import Actor
from xuncha.web.listing import Total, total_of


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure as a page shows it."""

    name: str
    label: str
    value: int | Total
    definition: str
    url: str


def url_of(figure: Figure, within: Mapping[str, Any] | None = None) -> str:
    """The list that opens a figure's rows, narrowed like the figure."""
    query = {**(within or {}), **figure.query}
    return reverse(figure.page) + (f"?{urlencode(query)}" if query else "")


def capped_tiles(actor: Actor, figures: Iterable[Figure]) -> list[Tile]:
    """Tiles over all rows in sight, each counted as far as its list counts and no further: however
    many rows there are, the page stays quick and says the same as the list it opens."""
    return [
        Tile(one.name, one.label, total_of(one.rows(actor)), one.definition, url_of(one))
        for one in figures
    ]


def tiles(
    figures: Iterable[Figure], numbers: Mapping[str, int], within: Mapping[str, Any] | None = None
) -> list[Tile]:
    """Tiles for figures that were counted together."""
    return [
        Tile(one.name, one.label, numbers[one.name], one.definition, url_of(one, within))
        for one in figures
    ]
