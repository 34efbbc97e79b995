"""What is left of a text when only its words count, and where in the text each letter stood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LENGTH = 3
JOINERS = frozenset(",.")
"""Signs that stand inside a number: 12,300.5 is one."""
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


def plains(sign: str) -> list[str]:
    """What a sign is in plain letters: one for most, none ("" stays in place of it) for what says
    nothing, several for ㎡. Commas and points stay, since they may stand inside a number."""
    told = unicodedata.normalize("NFKC", sign).casefold()
    return [one if one in JOINERS or not _is_dropped(one) else "" for one in told]


def is_digit(plain: str) -> bool:
    """Whether a plain letter is part of a number."""
    return plain in _DIGITS or (plain != "" and unicodedata.category(plain) == "Nd")


def _is_dropped(plain: str) -> bool:
    return not is_digit(plain) and unicodedata.category(plain)[0] in _DROPPED


def fold(text: str) -> Folded:
    """Full width becomes half width, letter case goes, punctuation and blanks go, and any number
    becomes one 0: two findings that differ in the sum only are the same finding once more."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, sign in enumerate(text):
        for plain in plains(sign):
            is_number = bool(letters) and letters[-1] == "0"
            if plain in JOINERS:
                if is_number and ends[-1] == at:
                    ends[-1] = at + 1
                continue
            if not plain:
                continue
            if is_digit(plain):
                if is_number and ends[-1] >= at - 1:
                    ends[-1] = at + 1
                    continue
                plain = "0"
            letters.append(plain)
            starts.append(at)
            ends.append(at + 1)
    return Folded("".join(letters), tuple(starts), tuple(ends))
