"""What waits on the workbench: numbers only, for those who know of the clue."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.clues import selectors
from xuncha.cycle.clues.models import CopyClock
from xuncha.cycle.directory.keyholding import of_room
from xuncha.cycle.directory.roles import INSPECTOR, OFFICE
from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source


@source(OFFICE | {INSPECTOR}, 80)
def waiting(actor: Actor) -> Iterable[Section]:
    """Copies whose receipt or result is due."""
    if not of_room(actor):
        return
    rows = selectors.late_clocks(actor)[:SHOWN]
    yield Section("线索移交待回音", [_clock(one) for one in rows], reverse("clues_list"))


def _clock(one: CopyClock) -> Todo:
    url = reverse("clues_clue", args=[one.copy.clue_id]) + "#copies"
    return Todo(f"{one.copy.clue.code} {one.get_kind_display()}", url, one.due_on, late=one.late)


@before(Stage.LEFT)
def _handed_over(actor: Actor, row: Inspection) -> Iterable[Lack]:
    """Only of those that the reader may know of: nobody learns here that there are others."""
    rows = selectors.list_clues(actor).filter(inspection=row, state="registered")
    yield Lack("线索没有移交", rows.count(), reverse("clues_inspection", args=[row.pk]))
