"""Texts as search sees them: full width as half, capitals as small, no punctuation, no blanks.

Two texts that a person takes for the same words have the same letters: ２０２４年, "2024 年" and
2024年. Every letter knows where it stood, so that what was found can be marked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import compress

_LOOSE_POINT = re.compile(r"(?<!\d)\.|\.(?!\d)")
"""A point belongs to a number or to nothing: 12.5 is not 125."""


class _Table(dict[int, str | None]):
    """What each character becomes; looked up once."""

    def __missing__(self, code: int) -> str | None:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        one = plain if len(plain) == 1 else chr(code)
        told = one if one.isalnum() or one == "." else None
        self[code] = told
        return told


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """The letters of a text, and for each the place where it stood."""

    letters: str
    at: list[int]


def letters_of(text: str) -> str:
    """The letters alone."""
    letters = text.translate(_TABLE)
    return _LOOSE_POINT.sub("", letters) if "." in letters else letters


def folded(text: str) -> Folded:
    """The letters with their places."""
    kept = list(map(_TABLE.__getitem__, map(ord, text)))
    letters = "".join(filter(None, kept))
    places = list(compress(range(len(kept)), kept))
    if "." in letters:
        loose = {match.start() for match in _LOOSE_POINT.finditer(letters)}
        places = [at for number, at in enumerate(places) if number not in loose]
        letters = "".join(one for number, one in enumerate(letters) if number not in loose)
    return Folded(letters, places)


def pairs_of(letters: str) -> list[str]:
    """Neighbouring letters, two by two: what the index is made of."""
    return [letters[at : at + 2] for at in range(len(letters) - 1)]


def spans_of(text: Folded, word: str, most: int = 50) -> list[tuple[int, int]]:
    """Where a word stands in the text it was folded from, as offsets of that text."""
    found: list[tuple[int, int]] = []
    start = text.letters.find(word)
    while start >= 0 and len(found) < most:
        end = start + len(word)
        found.append((text.at[start], text.at[end - 1] + 1))
        start = text.letters.find(word, end)
    return found
