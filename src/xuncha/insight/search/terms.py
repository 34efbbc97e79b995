"""What stands in the index instead of words: keyed digests, worth nothing without the site's key.

The index lies on the disk beside the sealed files. So that it gives away neither records nor what
files say, no word is written into it: each pair of letters becomes 48 bits of a keyed digest.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from xuncha.foundation.seals import keys
from xuncha.insight.search.letters import letters_of, pairs_of

_PLACE = "search words"
_SOUND = "~"
_MOST = 400_000
GAP = "-"
"""Between the parts of a record: no phrase goes from one into the next."""


class _Known(dict[str, str]):
    """The term of some letters, reckoned once; forgotten when there are too many."""

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, letters: str) -> str:
        told = letters.encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(told, digest_size=6, key=self._key).digest()
        if len(self) >= _MOST:
            self.clear()
        term = self[letters] = base64.urlsafe_b64encode(digest).decode("ascii")
        return term


class Terms:
    """Terms under one key."""

    def __init__(self, key: bytes) -> None:
        self._known = _Known(key)

    def of(self, letters: str) -> str:
        """The term of some letters."""
        return self._known[letters]

    def phrase(self, letters: str) -> list[str]:
        """The terms of some letters two by two, in order."""
        known = self._known
        return [known[pair] for pair in pairs_of(letters)]

    def sound(self, spelling: str) -> list[str]:
        """The same for a spelling; kept apart from words."""
        known = self._known
        return [known[_SOUND + pair] for pair in pairs_of(spelling)]

    def running(self, parts: list[str]) -> str:
        """A record's parts as the index takes them: terms in order, gaps between the parts."""
        told = [" ".join(self.phrase(letters_of(part))) for part in parts]
        return f" {GAP} ".join(one for one in told if one)

    def running_sounds(self, sounds: list[str]) -> str:
        """Spellings as the index takes them."""
        return f" {GAP} ".join(" ".join(self.sound(one)) for one in sounds)

    def ones(self, parts: list[str]) -> str:
        """Each letter that a record has, once: for words of one letter."""
        known = self._known
        return " ".join([known[one] for one in set("".join(map(letters_of, parts)))])


def current() -> Terms:
    """Terms under the site's key of today. ``Unavailable`` where the key is missing."""
    return _under(keys.current().for_field(_PLACE))


@lru_cache(maxsize=2)
def _under(key: bytes) -> Terms:
    return Terms(key)


def key_name() -> str:
    """Which key the terms are under: another one wants another index."""
    return keys.current().key_id.hex()
