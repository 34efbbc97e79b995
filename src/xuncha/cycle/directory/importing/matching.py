"""Which organisation a row means, and which one it puts above itself."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from xuncha.cycle.directory.importing.kinds import plain_name
from xuncha.cycle.directory.models import FormerName, Organisation

T = TypeVar("T")


def key_of(words: str) -> str:
    """Words as they are compared: half width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for 中共 before and 党组, 党委 … behind."""
    return plain_name(key_of(one)) == plain_name(key_of(other))


class Index(Generic[T]):
    """Things by what they are called."""

    def __init__(self) -> None:
        self._by: dict[str, dict[int, T]] = defaultdict(dict)

    def add(self, thing: T, names: Iterable[str]) -> None:
        """Let a thing be found under each of its names."""
        for name in names:
            if key := key_of(name):
                self._by[key][id(thing)] = thing
                self._by[plain_name(key)][id(thing)] = thing

    def find(self, words: str) -> list[T]:
        """All things that go by these words."""
        key = key_of(words)
        found = self._by.get(key) or self._by.get(plain_name(key)) or {}
        return list(found.values())


class Directory:
    """The directory as it stands, read at once: by code, by name, by former name."""

    def __init__(self, rows: Iterable[Organisation], former: Iterable[FormerName]) -> None:
        self.rows = {row.pk: row for row in rows}
        self.by_code = {key_of(row.code).upper(): row for row in self.rows.values()}
        self._names: Index[Organisation] = Index()
        self._former: Index[Organisation] = Index()
        for row in self.rows.values():
            self._names.add(row, (row.name, row.short_name))
        for past in former:
            if row := self.rows.get(past.organisation_id):  # type: ignore[assignment]
                self._former.add(row, (past.name, past.short_name))

    def coded(self, code: str) -> Organisation | None:
        """The one with this code."""
        return self.by_code.get(key_of(code).upper())

    def named(self, words: str) -> list[Organisation]:
        """Those that go by these words; of living and ended ones the living."""
        found = self._names.find(words)
        return [one for one in found if one.dissolved_on is None] or found

    def once_named(self, words: str) -> list[Organisation]:
        """Those that went by these words before."""
        return self._former.find(words)

    def path(self, row: Organisation) -> tuple[str, str]:
        """What its parent is called."""
        parent = self.rows.get(row.parent_id or 0)
        return (parent.name, parent.short_name) if parent else ("", "")
