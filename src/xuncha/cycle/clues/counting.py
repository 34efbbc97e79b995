"""Counts of clues for those who know none of them: small groups hidden, and never so that a hidden
number could be worked out from the others."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from xuncha.cycle.clues.enums import ClueState, Disposal
from xuncha.cycle.clues.models import Clue, Copy
from xuncha.cycle.clues.rules import rules_on
from xuncha.cycle.directory.keyholding import of_room
from xuncha.cycle.directory.roles import READERS
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent


@dataclass(frozen=True, slots=True)
class Cell:
    """One count; None: too few to show."""

    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Counts under a heading, with their sum where no hidden number follows from it."""

    label: str
    total: int | None
    cells: list[Cell]


def counts(actor: Actor) -> list[Table]:
    """All clues by state, and all copies by disposal. For office and leaders; inspections from
    which the reader must keep away are left out."""
    if not of_room(actor) or not actor.has(*READERS):
        raise Absent
    least = rules_on(clock.today()).settings.least_shown
    clues = Clue.objects.exclude(inspection__in=actor.recusals)
    copies = Copy.objects.filter(clue__in=clues).exclude(disposal="")
    states = clues.aggregate(**{one: Count("pk", filter=Q(state=one)) for one in ClueState})
    kinds = copies.aggregate(**{one: Count("pk", filter=Q(disposal=one)) for one in Disposal})
    return [
        table("按状态", {str(one.label): states[one] for one in ClueState}, least),
        table("按处置方式（按移交份）", {str(one.label): kinds[one] for one in Disposal}, least),
    ]


def table(label: str, told: dict[str, int], least: int) -> Table:
    """Hide every number between nought and ``least``; where that leaves a single one hidden, or
    hidden ones that together are few, the sum is hidden with them."""
    shown = {key: number for key, number in told.items() if number == 0 or number >= least}
    hidden = [number for key, number in told.items() if key not in shown]
    total = sum(told.values())
    open_total = not hidden or (len(hidden) > 1 and sum(hidden) >= least)
    if total and total < least:
        open_total = False
    cells = [Cell(key, shown.get(key)) for key in told]
    return Table(label, total if open_total else None, cells)


def knows_all(actor: Actor) -> bool:
    """Whether nothing is hidden from this reader: he may know of every clue that there is, but for
    those of inspections from which he must keep away."""
    rows = Clue.objects.exclude(inspection__in=actor.recusals)
    return actor.has(*READERS) and access.visible(actor, rows).count() == rows.count()
