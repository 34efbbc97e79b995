"""From records to what the index takes, and to what a reader is shown: one way for both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from xuncha.foundation import access
from xuncha.insight.search.filetexts import texts_of
from xuncha.insight.search.kinds import Kind, Place, ref_of
from xuncha.kernel.actor import SYSTEM, Actor


@dataclass(frozen=True, slots=True)
class Document:
    """One record as the index takes it."""

    ref: int
    kind: int
    place: Place
    parts: list[str]
    sounds: list[str]
    units: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()


def rows_of(actor: Actor, kind: Kind, ids: Collection[int]) -> list[Any]:
    """Those of a kind's records that the actor may see, with what their words need."""
    rows = access.visible(actor, kind.rows()).filter(pk__in=ids)
    rows = rows.defer(*kind.unread)
    return list(rows.select_related(*kind.related) if kind.related else rows)


def parts_of(actor: Actor, kind: Kind, rows: Collection[Any]) -> dict[int, list[str]]:
    """By record all texts of it that the actor may see."""
    found: dict[int, list[str]] = {row.pk: [one for one in kind.parts(row) if one] for row in rows}
    for extra in kind.extras:
        hanging = access.visible(actor, extra.model).filter(
            extra.only, extra.readers(actor),
            **{f"{extra.owner.removesuffix('_id')}__in": list(found)},
        )  # fmt: skip
        for owner, words in _owned(extra, hanging):
            found[owner] += [one for one in words if one]
    if kind.file is not None:
        files = {row.pk: stored for row in rows if (stored := kind.file(row)) is not None}
        texts = texts_of({stored.blob for stored in files.values()})
        for pk, stored in files.items():
            found[pk] += [texts[stored.blob]] if stored.blob in texts else []
    return found


def _owned(extra: Any, hanging: Any) -> Iterable[tuple[int, Iterable[str]]]:
    path = extra.owner.split("__")
    related = "__".join(path[:-1])
    rows = hanging.order_by(extra.order)
    for row in rows.select_related(related) if related else rows:
        owner = row
        for step in path:
            owner = getattr(owner, step)
        yield owner, extra.words(row)


def documents_of(kind: Kind, ids: Collection[int]) -> list[Document]:
    """Records as the index takes them; those that are not there any more are left out."""
    rows = rows_of(SYSTEM, kind, ids)
    parts = parts_of(SYSTEM, kind, rows)
    units, people = _linked(kind, kind.units, parts), _linked(kind, kind.people, parts)
    return [
        Document(
            ref_of(kind, row.pk), kind.number, kind.place(row), parts[row.pk],
            kind.sounds(parts[row.pk]) if kind.sounds else [],
            frozenset(units[row.pk]), frozenset(people[row.pk]),
        )
        for row in rows
    ]  # fmt: skip


def _linked(kind: Kind, lookups: Iterable[str], ids: Collection[int]) -> dict[int, set[int]]:
    """By record what its lookups lead to."""
    found: dict[int, set[int]] = defaultdict(set)
    for lookup in lookups:
        rows = kind.model._default_manager.filter(pk__in=ids, **{f"{lookup}__isnull": False})
        for pk, linked in rows.values_list("pk", lookup).distinct():
            found[pk].add(linked)
    return found


def by_kind(refs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Ids by the key of their kind."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, pk in refs:
        found[key].append(pk)
    return found
