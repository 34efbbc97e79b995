"""Long lists that stay quick: pages by key instead of by offset, and totals that stop counting.

A page knows the last row's sort value and id and asks for what follows. So page 20,000 costs what
page 1 costs, and a row that is added meanwhile shifts nothing. (Pattern: keyset paging.)
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from xuncha.kernel.errors import Invalid

M = TypeVar("M", bound=Model)

PAGE_SIZE = 50
COUNT_LIMIT = 5000


@dataclass(frozen=True, slots=True)
class Sort:
    """One way to order a list: ``field`` of the row, then its id."""

    key: str
    label: str
    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows; past the limit only that there are more."""

    number: int
    capped: bool

    def __str__(self) -> str:
        return f"{self.number:,}+" if self.capped else f"{self.number:,}"

    def __format__(self, _spec: str) -> str:
        return str(self)  # it has its commas already


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page of rows with the cursors of its neighbours ("" where there is none)."""

    rows: list[M]
    sort: Sort
    total: Total
    older: str
    newer: str

    def __iter__(self) -> Iterator[M]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(
    request: HttpRequest, rows: QuerySet[M], sorts: Sequence[Sort], *, size: int = PAGE_SIZE
) -> Page[M]:
    """The page that the address asks for (``sort``, ``after``, ``before``). A cursor that makes no
    sense is refused with a sentence."""
    sort = next((one for one in sorts if one.key == request.GET.get("sort")), sorts[0])
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    backwards = bool(before) and not after
    cursor = _read(after or before)
    found = _take(rows, sort, cursor, backwards, size + 1)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_older = more if not backwards else True
    has_newer = (cursor is not None) if not backwards else more
    return Page(
        rows=found,
        sort=sort,
        total=total_of(rows),
        older=_cursor(found[-1], sort) if found and has_older else "",
        newer=_cursor(found[0], sort) if found and has_newer else "",
    )


def total_of(rows: QuerySet[M]) -> Total:
    """Count up to the limit and no further."""
    number = rows.order_by()[: COUNT_LIMIT + 1].count()
    return Total(min(number, COUNT_LIMIT), number > COUNT_LIMIT)


def _take(
    rows: QuerySet[M], sort: Sort, cursor: tuple[Any, int] | None, backwards: bool, size: int
) -> list[M]:
    """The rows beyond the cursor, in the direction of reading. Those with an empty value stand last
    whichever the direction and are asked for apart: so both questions follow an index."""
    found: list[M] = []
    for part in _parts(rows, sort, cursor, backwards):
        if len(found) < size:
            found += part[: size - len(found)]
    return found


def _parts(
    rows: QuerySet[M], sort: Sort, cursor: tuple[Any, int] | None, backwards: bool
) -> list[QuerySet[M]]:
    down = sort.descending != backwards
    minus, way = ("-", "lt") if down else ("", "gt")
    behind = Q() if cursor is None else Q(**{f"pk__{way}": cursor[1]})
    if sort.field == "pk":
        return [rows.filter(behind).order_by(f"{minus}pk")]
    empty = rows.filter(**{f"{sort.field}__isnull": True}).order_by(f"{minus}pk")
    filled = rows.filter(**{f"{sort.field}__isnull": False}).order_by(
        f"{minus}{sort.field}", f"{minus}pk"
    )
    may_be_empty = bool(rows.model._meta.get_field(sort.field).null)
    if cursor is not None and cursor[0] is None:
        return [empty.filter(behind), filled] if backwards else [empty.filter(behind)]
    if cursor is not None:
        here, further = Q(**{sort.field: cursor[0]}), Q(**{f"{sort.field}__{way}": cursor[0]})
        reached = Q(**{f"{sort.field}__{way}e": cursor[0]})  # bounds the search in the index
        filled = filled.filter(reached, further | (here & behind))
    return [filled] if backwards or not may_be_empty else [filled, empty]


def _cursor(row: Model, sort: Sort) -> str:
    value = None if sort.field == "pk" else getattr(row, sort.field)
    if isinstance(value, dt.date | dt.datetime | Decimal):
        value = str(value)
    text = json.dumps([value, row.pk], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(text: str) -> tuple[Any, int] | None:
    if not text:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        value, pk = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        if isinstance(value, dict | list | bool):
            raise TypeError
        return value, int(pk)
    except (ValueError, TypeError, binascii.Error, UnicodeError):
        raise Invalid("翻页的位置不对，请从第一页看起。") from None
