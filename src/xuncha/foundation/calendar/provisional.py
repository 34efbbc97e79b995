"""Days that were counted without a year's table, settled once the table comes.

Every room that counts working days signs its columns up here, and notes each provisional day when
it is counted. People keep the later of both days: they were told the first. That one, the table
used and why it moved stay in the room's words, in this book and in the log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.models import Outcome, ProvisionalDeadline
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import Deadline, Tables, add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_BY_WEEKENDS = "，暂按周末推算"
Write = Callable[[Any, Mapping[str, Any]], bool]
After = Callable[[Any, dt.date, dt.date], None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of days. ``also`` names columns that hold the same day from the start (the original
    one); ``flag``, ``rule``, ``used`` the columns for "provisional", the words and the tables;
    ``label`` tells one of several days that share the words; ``write`` stands in for the plain
    conditional update, ``after`` moves what hangs on the row from the first day to the new one."""

    model: type[Model]
    field: str
    also: tuple[str, ...] = ()
    flag: str = ""
    rule: str = ""
    used: str = ""
    label: str = ""
    write: Write | None = None
    after: After | None = None

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def words(self) -> str:
        """What people call it."""
        return str(self.model._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]

    @property
    def days(self) -> tuple[str, ...]:
        return (self.field, *self.also)


_columns: dict[str, Column] = {}


def signs_up(model: type[Model], field: str, **more: Any) -> None:
    """A room has its days in this column settled; said when the site starts. See ``Column``."""
    column = Column(model, field, **more)
    _columns[column.name] = column


def signed_up() -> Mapping[str, Column]:
    """All columns, by name."""
    return _columns


def note_provisional(row: Model, field: str, due: Deadline) -> None:
    """Inside a service, after the row was kept with that day. Nothing for a day that is final."""
    note_all([row], field, due)


def note_all(rows: list[Any], field: str, due: Deadline) -> None:
    """The same for rows that share a day."""
    if not rows or not due.provisional:
        return
    kind = _columns[f"{type(rows[0])._meta.label_lower}.{field}"].name
    ProvisionalDeadline.objects.bulk_create(
        [
            ProvisionalDeadline(
                kind=kind, record=row.pk, since=due.since, workdays=due.workdays,
                first_on=due.on, counted_at=clock.now(),
            )
            for row in rows
        ],
        batch_size=200,
    )  # fmt: skip


@service
def settle_known(actor: Actor) -> int:
    """Settle whatever waits and lacks no table any more: after a year was loaded, and once a day,
    since a table may also come along with a new version of the system. Gives how many."""
    known = tables()
    settled = 0
    for waiting in ProvisionalDeadline.objects.filter(settled_at=None).order_by("pk"):
        due = add_workdays(waiting.since, waiting.workdays, known)
        if not due.provisional and waiting.kind in _columns:
            settled += _settle(actor, waiting, due, known)
    return settled


def _settle(actor: Actor, waiting: ProvisionalDeadline, due: Deadline, known: Tables) -> bool:
    column = _columns[waiting.kind]
    row = column.model._base_manager.filter(pk=waiting.record).first()
    on = max(due.on, waiting.first_on)
    seen = {name: getattr(row, name) for name in column.days} if row else {}
    if row is None or waiting.first_on not in seen.values():
        return _close(waiting, Outcome.OVERTAKEN, None, due)
    changes = _changes(column, row, waiting, on) | _marks(column, waiting, row, due, on)
    if not _written(column, row, seen, changes):
        return False  # somebody moved it this moment: seen again tomorrow
    moved = on != waiting.first_on
    if moved and column.after is not None:
        column.after(row, waiting.first_on, on)
    if moved:
        record(
            actor, "calendar.deadline.settled", row, column=column.words, since=str(waiting.since),
            workdays=waiting.workdays, before=str(waiting.first_on), after=str(on),
            tables=list(due.tables),
        )  # fmt: skip
    return _close(waiting, Outcome.MOVED if moved else Outcome.SAME, on, due)


def _changes(column: Column, row: Any, waiting: ProvisionalDeadline, on: dt.date) -> dict[str, Any]:
    """Days that are the first one, and days put off to before the new one; what was put off further
    stays as somebody set it."""
    return {
        name: on
        for name in column.days
        if (day := getattr(row, name)) is not None and waiting.first_on <= day < on
    }


def _marks(
    column: Column, waiting: ProvisionalDeadline, row: Any, due: Deadline, on: dt.date
) -> dict[str, Any]:
    marks: dict[str, Any] = {column.used: list(due.tables)} if column.used else {}
    others = ProvisionalDeadline.objects.filter(record=waiting.record, settled_at=None)
    same_table = f"{column.model._meta.label_lower}."
    if column.flag and not others.exclude(pk=waiting.pk).filter(kind__startswith=same_table):
        marks[column.flag] = False
    if column.rule:
        words = getattr(row, column.rule).replace(_BY_WEEKENDS, "")
        if on != waiting.first_on:
            words += f"，{column.label}原暂定 {waiting.first_on}"
        longest = getattr(column.model._meta.get_field(column.rule), "max_length", None)
        marks[column.rule] = words[:longest]
    return marks


def _written(column: Column, row: Any, seen: Mapping[str, Any], changes: dict[str, Any]) -> bool:
    if column.write is not None:
        return column.write(row, changes)
    rows = column.model._base_manager.filter(pk=row.pk, **seen)
    return not changes or rows.update(**changes) == 1


def _close(
    waiting: ProvisionalDeadline, outcome: Outcome, on: dt.date | None, due: Deadline
) -> bool:  # fmt: skip
    changed = ProvisionalDeadline.objects.filter(pk=waiting.pk, settled_at=None).update(
        settled_at=clock.now(), settled_on=on, tables=list(due.tables), outcome=outcome
    )
    return bool(changed) and outcome != Outcome.OVERTAKEN
