"""Putting rows into a database as they come: no default, no time stamp of today, no service.

Running numbers that two sites gave out at once are told apart here: whoever comes in (at the
office) or whoever stands there (in the field) gets the next free one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from xuncha.foundation.backups import tables
from xuncha.foundation.kits.merging import Key
from xuncha.foundation.kits.registry import kinds
from xuncha.foundation.kits.taking import FILE, Values, columns, links

PARKED = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A record that got another running number than it came with."""

    label: str
    pk: int
    before: str
    after: str


@dataclass
class Placing:
    """``incoming_yields``: which of two equal running numbers is changed."""

    incoming_yields: bool = True
    renumbered: list[Renumbered] = field(default_factory=list)

    def add(self, rows: Mapping[Key, Values], more: Mapping[Key, Values] | None = None) -> None:
        """Insert rows; ``more`` holds columns that don't travel."""
        by_kind: dict[str, list[Key]] = {}
        for key in sorted(rows):
            by_kind.setdefault(key[0], []).append(key)
        for label, keys in by_kind.items():
            made = [self._row(key, rows[key] | (more or {}).get(key, {})) for key in keys]
            _insert(kinds()[label].model, made)

    def _row(self, key: Key, values: Values) -> models.Model:
        kind = kinds()[key[0]]
        if kind.number:
            values = values | self._own_number(key, values)
        return kind.model(pk=key[1], **decoded(key[0], values))

    def _own_number(self, key: Key, values: Values) -> Values:
        kind = kinds()[key[0]]
        within = {name: values[name] for name in ("inspection_id", *(f"{p}_id" for p in kind.of))
                  if values.get(name) is not None}  # fmt: skip
        rows = kind.model._base_manager.filter(**within)
        taken = rows.filter(**{kind.number: values[kind.number]}).exclude(pk=key[1])
        standing = taken.order_by("pk").first()
        if standing is None:
            return {}
        new = next_free(rows, kind.number, values[kind.number])
        before = str(values[kind.number])
        if self.incoming_yields:
            self.renumbered.append(Renumbered(key[0], key[1], before, str(new)))
            return {kind.number: new}
        kind.model._base_manager.filter(pk=standing.pk).update(**{kind.number: new})
        self.renumbered.append(Renumbered(key[0], standing.pk, before, str(new)))
        return {}

    def change(self, key: Key, values: Values) -> None:
        """Set columns of a row that is there."""
        rows = kinds()[key[0]].model._base_manager.filter(pk=key[1])
        rows.update(**decoded(key[0], values))

    def remove(self, keys: Iterable[Key]) -> None:
        """Take rows away; what points at them is the caller's concern."""
        for label, number in keys:
            rows: Any = kinds()[label].model._base_manager.filter(pk=number)
            rows._raw_delete(connection.alias)


def next_free(rows: Any, name: str, like: Any) -> Any:
    """The number after the highest, in the shape of the column."""
    used = [int(one) for one in rows.values_list(name, flat=True) if str(one).isdigit()]
    new = max((one for one in used if one < PARKED - len(used) - 1), default=0) + 1
    return str(new) if isinstance(like, str) else new


def decoded(label: str, values: Values) -> Values:
    """Values as the database wants them."""
    by_name = {one.attname: one for one in columns(label)}
    return {
        name: tables.value_of(by_name[name], value) if name in by_name else value
        for name, value in values.items()
    }


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = tables.columns(model)
    size = max(1, min(200, connection.ops.bulk_batch_size(fields, [None] * 200)))
    for start in range(0, len(rows), size):
        model._base_manager.all()._insert(  # type: ignore[attr-defined]  # as loaddata: raw
            rows[start : start + size], fields=fields, using=connection.alias, raw=True
        )


def dangling(key: Key, values: Values, known: Collection[Key]) -> str:
    """Name of a column that points at what is not among the known rows; empty where all is well.
    So nothing that came in can hang itself on another team's record."""
    for name, target, _ in links(key[0]):
        number = values.get(name)
        if number is not None and (target, number) not in known:
            return name
    return ""


def pointed_at(key: Key, going: set[Key]) -> bool:
    """Whether another row, that does not go as well, still points at this one."""
    model: Any = kinds()[key[0]].model
    for one in model._meta.related_objects:
        owner = one.related_model
        rows = owner._base_manager.filter(**{one.field.attname: key[1]})
        label = owner._meta.label_lower
        if any((label, pk) not in going for pk in rows.values_list("pk", flat=True)[:200]):
            return True
    return False


def upsert_lent(rows: Mapping[Key, Values], kept: frozenset[str], blobs: Mapping[int, str]) -> None:
    """Bring what was lent to its newer state; ``kept`` are columns that the field has its own of
    (a member's new password), ``blobs`` the names of new files here."""
    fresh: dict[Key, Values] = {}
    there: dict[str, set[int]] = {}
    placing = Placing()
    for key, values in rows.items():
        label = key[0]
        if label not in there:
            model = kinds()[label].model
            there[label] = set(model._base_manager.values_list("pk", flat=True))
        if key[1] not in there[label]:
            fresh[key] = values
        elif label != FILE:
            placing.change(key, {k: v for k, v in values.items() if k not in kept})
    placing.add(fresh, {(FILE, pk): {"blob": blob} for pk, blob in blobs.items()})
