"""Which fed-back finding does a ledger's row answer? The same words, or the same in other words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise

from xuncha.kernel.keys import content_key

LEAST_SHARE = 0.6
"""Share of the shorter text's character pairs that both must have."""


def pairs_of(text: str) -> frozenset[str]:
    """Character pairs of a text without blanks and punctuation, half width."""
    plain = [
        char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char)[0] in "LN"
    ]
    return frozenset(a + b for a, b in pairwise(plain))


class FindingMatcher:
    """Finds the finding for a row's words among those of one inspection."""

    def __init__(self, findings: Mapping[int, str]) -> None:
        """``findings`` goes from the finding's id to its text."""
        self._by_key = {content_key(text): pk for pk, text in findings.items()}
        self._pairs = {pk: pairs_of(text) for pk, text in findings.items()}

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def best(self, texts: Iterable[str]) -> int | None:
        """The finding that one of the texts answers, or None. Equal words win at once."""
        texts = [text for text in texts if text.strip()]
        for text in texts:
            if (found := self._by_key.get(content_key(text))) is not None:
                return found
        best, share = None, LEAST_SHARE
        for text in texts:
            mine = pairs_of(text)
            for pk, theirs in self._pairs.items():
                least = min(len(mine), len(theirs))
                if least and (now := len(mine & theirs) / least) > share:
                    best, share = pk, now
        return best
