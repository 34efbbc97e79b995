"""Reading the whole database as of one moment, while others go on writing.

The one place where the two engines differ here: on PostgreSQL a read-only transaction at the level
"repeatable read", on SQLite one that begins without the write lock (in WAL mode it sees the moment
of its first read, and writers don't wait for it).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_BEGIN = {
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "sqlite": "BEGIN",
}


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is as of the same moment. Not inside another transaction."""
    if connection.in_atomic_block:
        raise RuntimeError("a backup is taken outside of any transaction")
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
