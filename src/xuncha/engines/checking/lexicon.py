"""Phrase lists of the settings, compiled once for a check."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, TypeVar

from xuncha.engines.checking.prose import pattern

if TYPE_CHECKING:
    from xuncha.engines.checking.settings import Settings

T = TypeVar("T")
_KEPT = 32_768
ACTS = ("act_money", "act_people", "act_works", "act_service")


class Lexicon(dict[str, re.Pattern[str]]):
    """Patterns by list name; ``lexicon["pending"].search(clause.text)``. Compiled when first asked
    for; a plain dictionary after that, for every clause asks several."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._kept: dict[object, Callable[[str], object]] = {}

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = pattern(self._settings.words("words", name))
        return self[name]

    def words(self, name: str) -> tuple[str, ...]:
        return self._settings.words("words", name)

    def kept(self, read: Callable[[Lexicon, str], T]) -> Callable[[str], T]:
        """``read`` with this lexicon, which remembers what it said of the latest clauses: several
        rules ask the same of one clause, and offices write the same clause in many rows."""
        if read not in self._kept:
            self._kept[read] = lru_cache(maxsize=_KEPT)(partial(read, self))
        return self._kept[read]  # type: ignore[return-value]

    @cached_property
    def acts(self) -> re.Pattern[str]:
        """Any change in money, people, works or services."""
        return pattern(word for name in ACTS for word in self.words(name))

    @cached_property
    def talk(self) -> re.Pattern[str]:
        """Studying, meeting, issuing papers."""
        return pattern(word for name in ("meeting", "study", "paper") for word in self.words(name))

    def back(self, *, is_owed: bool) -> re.Pattern[str]:
        """Words that say a sum came back; with what is owed, that it was paid."""
        if not is_owed:
            return self["recovery"]
        key = "recovery+payout"
        if key not in self:
            self[key] = pattern((*self.words("recovery"), *self.words("payout")))
        return self[key]
