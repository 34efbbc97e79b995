"""What other rooms put onto a person's page and into the list: seats, load, appraisals.

The pool stands below the teams and may not know them; so they register here, at start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.pool.models import Inspector
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """One section of a person's page: ``template`` is included with ``context`` as ``panel``."""

    title: str
    template: str
    context: Any
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One more column of the list: ``cells`` gives words by person for one page of rows, in as many
    queries as one page needs, whoever they are."""

    label: str
    cells: Callable[[Actor, Sequence[Inspector]], Mapping[int, str]]
    is_number: bool = False


PanelMaker = Callable[[Actor, Inspector], Panel | None]

_makers: list[PanelMaker] = []
_columns: list[Column] = []


def register_panel(maker: PanelMaker) -> PanelMaker:
    """Add a section to each person's page, in the order of registration. The maker is asked for
    each page with reader and person; it must ask its own policies, and gives None for nothing."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def register_column(column: Column) -> None:
    """Add a column to the list of people (the export has it too)."""
    if column not in _columns:
        _columns.append(column)


def panels_for(actor: Actor, inspector: Inspector) -> list[Panel]:
    """The sections that other rooms have to show to this reader."""
    made = (maker(actor, inspector) for maker in _makers)
    return [panel for panel in made if panel is not None]


def columns_for(
    actor: Actor, rows: Sequence[Inspector]
) -> list[tuple[Column, Mapping[int, str]]]:  # fmt: skip
    """The further columns with their cells for these rows."""
    return [(one, one.cells(actor, rows)) for one in _columns]
