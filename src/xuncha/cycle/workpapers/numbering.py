"""The next number within an inspection, given by the system."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from xuncha.kernel.errors import Conflict
from xuncha.kernel.records import next_number

M = TypeVar("M", bound=models.Model)
_TRIES = 5


def save_numbered(row: M) -> M:
    """Save a new row under the next free number of its inspection; tries again where somebody was
    faster. Numbers of withdrawn rows are not used again."""
    one: Any = row
    rows: Any = type(row)._base_manager
    for _ in range(_TRIES):
        one.number = next_number(rows.filter(inspection_id=one.inspection_id))
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except IntegrityError:
            continue
        return row
    raise Conflict("编号刚才被占用，请再保存一次。")
