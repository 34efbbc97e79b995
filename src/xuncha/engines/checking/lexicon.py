"""Phrase lists of the settings, compiled once for a check."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from xuncha.engines.checking.prose import pattern

if TYPE_CHECKING:
    from xuncha.engines.checking.settings import Settings

ACTS = ("act_money", "act_people", "act_works", "act_service")


class Lexicon(dict[str, re.Pattern[str]]):
    """Patterns by list name; ``lexicon["pending"].search(clause.text)``. Compiled when first asked
    for; a plain dictionary after that, for every clause asks several."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = pattern(self._settings.words("words", name))
        return self[name]

    def words(self, name: str) -> tuple[str, ...]:
        return self._settings.words("words", name)

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
