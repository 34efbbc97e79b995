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

from django.db.models import F, Model, OrderBy, Q, QuerySet
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
    found = list(_ordered(_beyond(rows, sort, cursor, backwards), sort, backwards)[: size + 1])
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


def _ordered(rows: QuerySet[M], sort: Sort, backwards: bool) -> QuerySet[M]:
    descending = sort.descending != backwards
    direction = "-" if descending else ""
    if sort.field == "pk":
        return rows.order_by(f"{direction}pk")
    if not _may_be_empty(rows, sort):
        return rows.order_by(f"{direction}{sort.field}", f"{direction}pk")
    empty = {"nulls_first": True} if backwards else {"nulls_last": True}
    first = OrderBy(F(sort.field), descending=descending, **empty)
    return rows.order_by(first, f"{direction}pk")


def _may_be_empty(rows: QuerySet[M], sort: Sort) -> bool:
    return bool(rows.model._meta.get_field(sort.field).null)


def _beyond(
    rows: QuerySet[M], sort: Sort, cursor: tuple[Any, int] | None, backwards: bool
) -> QuerySet[M]:
    """Rows on the far side of the cursor. Empty values stand last, whichever the direction."""
    if cursor is None:
        return rows
    value, pk = cursor
    way = "lt" if sort.descending != backwards else "gt"
    behind = Q(**{f"pk__{way}": pk})
    if sort.field == "pk":
        return rows.filter(behind)
    empty = Q(**{f"{sort.field}__isnull": True})
    if value is None:
        return rows.filter(~empty | behind) if backwards else rows.filter(empty & behind)
    further = Q(**{f"{sort.field}__{way}": value}) | (Q(**{sort.field: value}) & behind)
    if _may_be_empty(rows, sort) and not backwards:
        further |= empty
    return rows.filter(further)


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
