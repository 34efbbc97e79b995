"""Keeping the tally of items true: beside each change, added up by night, compared and mended.

A change writes what left which cell and what came into which, in its own transaction: the tally
and the items are the same at every commit, and one statement that reads both finds no difference.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, Sum, Value, When

from xuncha.cycle.planning.models import Round
from xuncha.cycle.rectification.models import Item, ItemTally
from xuncha.kernel.actor import Actor

Cell = tuple[int, str, int, dt.date | None]
"""Round, state, 1 with questions that wait (else 0), the date still owed."""

_CELL = ("round_id", "state", "open_signals", "owed_on")
_ASKED = Case(When(open_signals__gt=0, then=Value(1)), default=Value(0))
_FOLDED_ROWS = 200
_BATCH = 500
_log = logging.getLogger(__name__)


@contextmanager
def recounted(item_ids: Iterable[int]) -> Iterator[None]:
    """Around a change of these items' state, dates or questions, in an open transaction. The items
    are held from the start, so that of two changes each sees the other's end."""
    ids = sorted(set(item_ids))
    moved = Counter[Cell]()
    moved.subtract(_cells_of(ids, hold=True))
    yield
    moved.update(_cells_of(ids))
    _write(moved)


def count_in(item_ids: Iterable[int]) -> None:
    """After items were made, in the same transaction."""
    _write(_cells_of(list(item_ids)))


def rebuild() -> None:
    """Count everything anew: for loading in bulk, and for a site from before there was a tally."""
    with transaction.atomic():
        ItemTally.objects.all().delete()
        counted = _items().annotate(n=Count("pk")).order_by()
        _write(Counter({row[:4]: row[4] for row in counted.values_list(*_CELL_TOLD, "n")}))


def faults() -> Counter[Cell]:
    """Where the tally differs from the items: what must be added to it. Empty when it is true.
    Both are read by one statement, so work that goes on meanwhile is no fault."""
    items = _items().annotate(n=Count("pk")).values_list(*_CELL_TOLD, "n").order_by()
    told = ItemTally.objects.values(*_CELL).annotate(n=-Sum("number"))
    found = Counter[Cell]()
    for *cell, number in items.union(told.values_list(*_CELL, "n").order_by(), all=True):
        round_id, state, asked, owed_on = cell
        found[round_id, state, asked, owed_on] += number
    return Counter({cell: number for cell, number in found.items() if number})


def keep_tally(_actor: Actor) -> int:
    """The day's chore: mend what differs (and say so in the log), add up what has grown long. Gives
    the number of cells that were mended."""
    wrong = faults()
    if wrong:
        _log.warning("tally of items differed in %s cells and was mended", len(wrong))
        with transaction.atomic():
            _write(wrong)
    for round_id in Round.objects.order_by("pk").values_list("pk", flat=True):
        fold(round_id)
    return len(wrong)


def fold(round_id: int, *, beyond: int = _FOLDED_ROWS) -> None:
    """Put one row a cell in place of a round's rows, if they are many. Rows that come in meanwhile
    stay; of two who fold at once, one gives way."""
    rows = list(ItemTally.objects.filter(round=round_id).values_list("pk", *_CELL, "number"))
    cells = Counter[Cell]()
    for _, round_, state, asked, owed_on, number in rows:
        cells[round_, state, asked, owed_on] += number
    if len(rows) <= beyond or len(rows) <= len(cells):
        return
    with transaction.atomic():
        if _deleted([row[0] for row in rows]) != len(rows):
            transaction.set_rollback(True)
            return
        _write(cells)


def _deleted(pks: list[int]) -> int:
    parts = (pks[at : at + _BATCH] for at in range(0, len(pks), _BATCH))
    return sum(ItemTally.objects.filter(pk__in=part).delete()[0] for part in parts)


_CELL_TOLD = ("round_id", "state", "asked", "owed_on")


def _items() -> Any:
    return Item.objects.annotate(asked=_ASKED).values(*_CELL_TOLD)


def _cells_of(ids: list[int], *, hold: bool = False) -> Counter[Cell]:
    cells = Counter[Cell]()
    for at in range(0, len(ids), _BATCH):
        rows = Item.objects.filter(pk__in=ids[at : at + _BATCH]).order_by("pk")
        rows = rows.select_for_update() if hold else rows
        for round_id, state, waiting, owed_on in rows.values_list(*_CELL):
            cells[round_id, state, min(waiting, 1), owed_on] += 1
    return cells


def _write(cells: Counter[Cell]) -> None:
    ItemTally.objects.bulk_create(
        (
            ItemTally(round_id=cell[0], state=cell[1], open_signals=cell[2], owed_on=cell[3],
                      number=number)
            for cell, number in cells.items()
            if number
        ),
        batch_size=_BATCH,
    )  # fmt: skip
