"""What is left of a text when only its words count, and where in the text each letter stood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LENGTH = 3
_DIGITS = frozenset("0123456789零\u3007")
_DROPPED = frozenset("PZCMS")
"""Major categories that say nothing: punctuation, blanks, control signs, marks, symbols."""


@dataclass(frozen=True, slots=True)
class Folded:
    """``letters`` are what counts; letter ``i`` stood at ``starts[i]`` to ``ends[i]``."""

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def grams(self) -> Iterator[tuple[int, str]]:
        """Runs of three letters with the place of the first; a shorter text is one run."""
        if 0 < len(self.letters) < LENGTH:
            yield 0, self.letters
        for at in range(len(self.letters) - LENGTH + 1):
            yield at, self.letters[at : at + LENGTH]


def fold(text: str) -> Folded:
    """Full width becomes half width, letter case goes, punctuation and blanks go, and any number
    becomes one 0: two findings that differ in the sum only are the same finding once more."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, sign in enumerate(text):
        for plain in unicodedata.normalize("NFKC", sign).casefold():
            if plain in _DIGITS or unicodedata.category(plain) == "Nd":
                if letters and letters[-1] == "0" and ends[-1] >= at - 1:
                    ends[-1] = at + 1
                    continue
                plain = "0"
            elif unicodedata.category(plain)[0] in _DROPPED:
                if plain in ".,，．" and letters and letters[-1] == "0" and ends[-1] == at:
                    ends[-1] = at + 1
                continue
            letters.append(plain)
            starts.append(at)
            ends.append(at + 1)
    return Folded("".join(letters), tuple(starts), tuple(ends))
