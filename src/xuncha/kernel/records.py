"""Records that two people make or change at once: one is told, nothing is lost.

No lock is held in between. The database's constraint, or the state and version that the person
saw, tells who was first.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from xuncha.kernel.errors import Conflict

M = TypeVar("M", bound=models.Model)


def add(row: M, twice: str) -> M:
    """Save a new record; ``twice`` is told where the database has one already."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(twice) from None
    return row


def edit(row: Any, version: int, **fields: Any) -> None:
    """Change a record that is still in its state and at the version that the person saw. For what
    is no step in its life: a step goes through its table."""
    fields["version"] = version + 1
    rows: Any = type(row)._base_manager
    if rows.filter(pk=row.pk, state=row.state, version=version).update(**fields) != 1:
        raise Conflict
    for name, value in fields.items():
        setattr(row, name, value)


def next_number(rows: models.QuerySet[Any] | models.Manager[Any]) -> int:
    """One more than the highest number so far."""
    last: int | None = rows.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
