"""The register of sealed stores: which records have keys per person. A room says so when the site
starts; recovery, a lost passphrase and a new escrow then reach all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from xuncha.foundation.holders.models import Keyholder, WrappedKey

PATIENCE = 15
"""For how many minutes a key stays open where no store asks for less."""


@dataclass(frozen=True, slots=True)
class Store:
    """``keys`` is the room's table of wrapped keys, ``record`` its column that leads to the sealed
    record. ``open_to`` gives the records whose key a person should hold today, by his id.
    ``minutes``: for how long at most a key stays open. ``on_key``: what else is to be done when
    somebody made a key."""

    label: str
    keys: type[WrappedKey]
    record: str
    open_to: Callable[[int], QuerySet[Any]]
    minutes: Callable[[], int] = lambda: PATIENCE
    on_key: Callable[[Keyholder], object] = lambda _holder: None


_stores: dict[str, Store] = {}


def add_store(store: Store) -> None:
    """Make a store known; the same label twice is a mistake."""
    if _stores.setdefault(store.label, store) is not store:
        raise ValueError(f"封存内容重复登记：{store.label}")


def every() -> list[Store]:
    """All stores in the order in which they were made known."""
    return list(_stores.values())


def minutes() -> int:
    """For how long an unlocked key stays open: the shortest that a store asks for."""
    return min((one.minutes() for one in every()), default=PATIENCE)
