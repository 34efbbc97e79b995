"""Numbers of new rows: each site writes in a range of its own, so that nothing is ever renumbered.

The office hands out ranges in rising order, a fresh one with each package. On SQLite the next
number is one above the highest in the table, so a site that took in rows of a higher range must
move on to a fresh one itself; PostgreSQL counts by itself and doesn't notice.
"""

from __future__ import annotations

from django.db import connection, transaction

from xuncha.foundation.kits.registry import coming_back, kinds
from xuncha.foundation.kits.taking import FILE

RANGE = 1_000_000_000
"""A thousand million rows for each site; numbers stay below 2**53 for nine million ranges."""


def move_on(number: int) -> None:
    """From now on, new rows of what is written in the field get numbers of this range."""
    if connection.vendor != "sqlite":
        return
    names = [kind.model._meta.db_table for kind in [*coming_back(), kinds()[FILE]]]
    with transaction.atomic(), connection.cursor() as cursor:
        for name in names:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, number * RANGE]
            )


def own_range(pk: int) -> int:
    """The range in which a row was made; 0 is the office's first."""
    return pk // RANGE
