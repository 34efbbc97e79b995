"""Long walks over all addresses and people are walked in full on SQLite. On PostgreSQL, where the
rules are the same queries and each request costs more, a third of each is enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def third(rows: Sequence[T], turn: int) -> Sequence[T]:
    """All rows; on PostgreSQL every third, a different third each turn."""
    return rows[turn % 3 :: 3] if connection.vendor == "postgresql" else rows
