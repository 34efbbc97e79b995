"""Phrase lists of the settings, compiled once for a check."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from xuncha.engines.checking.prose import pattern

if TYPE_CHECKING:
    from xuncha.engines.checking.settings import Settings

ACTS = ("act_money", "act_people", "act_works", "act_service")


class Lexicon:
    """Patterns by list name; ``lexicon["pending"].search(clause.text)``."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._patterns: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        if name not in self._patterns:
            self._patterns[name] = pattern(self._settings.words("words", name))
        return self._patterns[name]

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
        if key not in self._patterns:
            self._patterns[key] = pattern((*self.words("recovery"), *self.words("payout")))
        return self._patterns[key]
