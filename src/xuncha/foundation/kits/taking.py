"""Which rows go out: what the rooms declared, what those rows point at, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Field, ForeignKey, JSONField

from xuncha.foundation.backups import tables
from xuncha.foundation.kits.merging import Key
from xuncha.foundation.kits.registry import Kind, Scope, Way, kinds

FILE, USER = "files.storedfile", "accounts.user"
Values = dict[str, Any]
_BATCH = 500
_PLAIN = (int, float, str, list, dict, type(None))


@dataclass
class Taken:
    """Rows by kind and number, as texts and numbers that JSON knows."""

    rows: dict[Key, Values] = field(default_factory=dict)

    def worked(self) -> dict[Key, Values]:
        """Those that come back."""
        return {key: row for key, row in self.rows.items() if kinds()[key[0]].comes_back}

    def lent(self) -> dict[Key, Values]:
        """Those for reading."""
        return {key: row for key, row in self.rows.items() if kinds()[key[0]].way is Way.LENT}


@cache
def columns(label: str) -> tuple[Field[Any, Any], ...]:
    """The columns of a kind that leave a site."""
    kind = kinds()[label]
    every = tables.columns(kind.model)
    return tuple(one for one in every if one.name not in kind.omits and not one.primary_key)


@cache
def links(label: str) -> tuple[tuple[str, str, bool], ...]:
    """Column, kind that it points at, and whether it may be empty."""
    found = []
    for one in columns(label):
        if isinstance(one, ForeignKey):
            target: Any = one.related_model
            found.append((one.attname, str(target._meta.label_lower), bool(one.null)))
    return tuple(found)


def take(scope: Scope) -> Taken:
    """All that a scope gives. Links to what stays behind are emptied where they may be; a row that
    can't do without is left."""
    scope = {"nothing": frozenset(), "file": frozenset(), **scope}
    taken = Taken()
    for kind in kinds().values():
        if kind.way is not Way.STAYS:
            _read(taken, kind, kind.model._base_manager.filter(kind.rows_in(scope)))
    _drop_loose(taken)
    _follow(taken)
    _mask_people(taken, scope["user"])
    return taken


def _read(taken: Taken, kind: Kind, rows: Any) -> list[Key]:
    fields = columns(kind.label)
    names = [one.attname for one in fields]
    found = []
    for pk, *values in rows.order_by("pk").values_list("pk", *names):
        key = (kind.label, pk)
        taken.rows[key] = {
            one.attname: _plain(one, value) for one, value in zip(fields, values, strict=True)
        } | kind.says
        found.append(key)
    return found


def _plain(column: Field[Any, Any], value: Any) -> Any:
    if isinstance(column, JSONField) or isinstance(value, _PLAIN):
        return value
    return tables.told(value)


def _may_follow(source: str, target: str) -> bool:
    """A file goes out with what the field works on, never with what it only reads."""
    kind = kinds().get(target)
    if kind is None or not kind.follows:
        return False
    return target != FILE or kinds()[source].comes_back


def _drop_loose(taken: Taken) -> None:
    while loose := [key for key, row in taken.rows.items() if _is_loose(taken, key, row)]:
        for key in loose:
            del taken.rows[key]
    for key, row in taken.rows.items():
        for name, target, _ in links(key[0]):
            if row[name] is not None and (target, row[name]) not in taken.rows:
                row[name] = row[name] if _may_follow(key[0], target) else None


def _is_loose(taken: Taken, key: Key, row: Mapping[str, Any]) -> bool:
    needs = kinds()[key[0]].needs
    return any(
        row[name] is not None
        and (not may_be_empty or name.removesuffix("_id") in needs)
        and (target, row[name]) not in taken.rows
        and not _may_follow(key[0], target)
        for name, target, may_be_empty in links(key[0])
    )


def _follow(taken: Taken) -> None:
    """Fetch what is pointed at, and what that points at."""
    fresh: Iterable[Key] = list(taken.rows)
    while wanted := _wanted(taken, fresh):
        fresh = []
        for label, numbers in sorted(wanted.items()):
            kind, every = kinds()[label], sorted(numbers)
            for start in range(0, len(every), _BATCH):
                part = kind.model._base_manager.filter(pk__in=every[start : start + _BATCH])
                fresh += _read(taken, kind, part)
        for key in fresh:
            _empty_loose_links(taken, key)


def _empty_loose_links(taken: Taken, key: Key) -> None:
    row = taken.rows[key]
    for name, target, _ in links(key[0]):
        if (target, row[name]) not in taken.rows and not _may_follow(key[0], target):
            row[name] = None


def _wanted(taken: Taken, keys: Iterable[Key]) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        for name, target, _ in links(key[0]):
            number = taken.rows[key][name]
            if number is not None and (target, number) not in taken.rows:
                wanted[target].add(number)
    return wanted


def _mask_people(taken: Taken, seated: frozenset[int]) -> None:
    """Whoever is no member of the team goes along as a name only: he can't sign in out there."""
    for (label, number), row in taken.rows.items():
        if label == USER and number not in seated:
            row |= {
                "username": f"~{number}", "password": "!", "is_active": False,
                "requires_totp": False, "must_change_password": False, "post": "",
            }  # fmt: skip


def groups(rows: Mapping[Key, Values]) -> dict[Key, dict[Key, Values]]:
    """What the field works on, each record with all that hangs on it."""
    found: dict[Key, dict[Key, Values]] = defaultdict(dict)
    for key, row in rows.items():
        if kinds()[key[0]].comes_back:
            found[root_of(key, rows)][key] = row
    return dict(found)


def root_of(key: Key, rows: Mapping[Key, Values]) -> Key:
    """The record that a row hangs on, or the row itself."""
    label, _ = key
    targets = {name: target for name, target, _ in links(label)}
    for parent in kinds()[label].of:
        name = f"{parent}_id"
        if (number := rows[key].get(name)) is not None:
            above = (targets[name], number)
            return root_of(above, rows) if above in rows else above
    return key
