"""What can be found: each kind of record, how it becomes words, where its page is.

Rooms below know nothing of search; this room says here, kind by kind, what of theirs is read
(``known`` and its neighbours). What is not registered is never found.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet

from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING

_LAYOUT = 4
"""Rises when the same records would be laid into the index another way."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record belongs, as ids (0: nowhere), and its day."""

    unit: int = 0
    round: int = 0
    inspection: int = 0
    day: dt.date | None = None


def everybody(_actor: Actor) -> Q:
    """No further condition: whoever sees the row reads it."""
    return EVERYTHING


@dataclass(frozen=True, slots=True)
class Extra:
    """Rows that hang on a record and are read with it, through their own door. ``owner`` leads
    from the row to the record's id. What a page shows to some of those who see the record hangs on
    it as a row of its own (``owner="id"``), and ``readers`` says to whom."""

    model: type[Model]
    owner: str
    words: Callable[[Any], Iterable[str]]
    only: Q = EVERYTHING
    order: str = "pk"
    readers: Callable[[Actor], Q] = everybody


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    ``parts`` are the texts that everybody who sees the record sees on its page. ``told_by`` maps
    the kind of record that the log names to the lookup from there to these records: what a service
    noted about the one says that the other is to be read anew. ``page`` names the page and
    ``page_id`` gives the id in its address. ``unread`` are columns that none of this needs.
    ``people`` and ``units`` are lookups to accounts and
    units that may see a record without holding its inspection or being its unit: they only keep it
    among the candidates; the access rule has the last word.
    """

    key: str
    label: str
    group: str
    model: type[Model]
    title: Callable[[Any], str]
    parts: Callable[[Any], Iterable[str]]
    place: Callable[[Any], Place]
    page: str
    page_id: Callable[[Any], int] = lambda row: int(row.pk)
    unit_name: Callable[[Any], str] = lambda row: str(row.inspection.organisation)
    related: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    told_by: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    only: Q = EVERYTHING
    sounds: Callable[[Iterable[str]], list[str]] | None = None
    file: Callable[[Any], Any] | None = None

    @property
    def number(self) -> int:
        """Its place among the kinds: the upper half of a record's number in the index."""
        return _order.index(self.key) + 1

    def rows(self) -> QuerySet[Any]:
        """All its records that may be found at all."""
        return self.model._default_manager.filter(self.only)


_kinds: dict[str, Kind] = {}
_order: list[str] = []


def register(kind: Kind) -> None:
    """Make a kind of record findable."""
    if kind.key not in _kinds:
        _order.append(kind.key)
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    """All kinds, in the order in which they were registered."""
    return list(_kinds.values())


def groups() -> list[str]:
    """What a reader can narrow to."""
    return list(dict.fromkeys(kind.group for kind in _kinds.values()))


def stamp() -> str:
    """Stands for how this program lays records into the index."""
    told = f"{_LAYOUT} {' '.join(_order)}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


_SHIFT = 40


def ref_of(kind: Kind, pk: int) -> int:
    """A record's number in the index."""
    return (kind.number << _SHIFT) + pk


def split(ref: int) -> tuple[str, int]:
    """The key of the kind and the record's id."""
    return _order[(ref >> _SHIFT) - 1], ref & ((1 << _SHIFT) - 1)


def kind_of(key: str) -> Kind:
    """A kind by its key."""
    return _kinds[key]
