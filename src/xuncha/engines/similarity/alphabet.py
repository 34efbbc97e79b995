"""What each sign of a text is worth, looked up for millions of signs at once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.folding import JOINERS, is_digit, plains

DROPPED, LETTER, DIGIT, JOINER, SEVERAL = range(5)
_UNKNOWN = 255
_SIGNS = 0x110000
ZERO = 1
"""The number of the letter that stands for any number."""


@dataclass(slots=True)
class Alphabet:
    """Kinds and letters of signs, filled in as signs turn up. Letters are numbered from 1, in the
    order in which they were met; ``digits`` are what the signs of numbers are worth."""

    kinds: NDArray[np.uint8] = field(
        default_factory=lambda: np.full(_SIGNS, _UNKNOWN, dtype=np.uint8)
    )
    letters: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(_SIGNS, dtype=np.uint32))
    digits: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(_SIGNS, dtype=np.uint8))
    several: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: {"0": ZERO})

    def learn(self, codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """The kinds of signs, after looking up those that were not met before."""
        kinds = self.kinds.take(codes)
        new = np.flatnonzero(kinds == _UNKNOWN)
        if not len(new):
            return kinds
        for code in np.unique(codes[new]).tolist():
            self._meet(code)
        return self.kinds.take(codes)

    def _meet(self, code: int) -> None:
        cells = [self._cell(plain) for plain in plains(chr(code))]
        kept = [one for one in cells if one[0] in (LETTER, DIGIT)]
        if not kept:
            kept = [one for one in cells if one[0] == JOINER] or [(DROPPED, 0)]
        if all(kind == DIGIT for kind, _ in kept) or kept[0][0] in (JOINER, DROPPED):
            kept = kept[:1]
        self.kinds[code], self.letters[code] = kept[0]
        if kept[0][0] == DIGIT:
            self.digits[code] = int(
                unicodedata.digit(unicodedata.normalize("NFKC", chr(code))[0], 0)
            )
        if len(kept) > 1:
            self.kinds[code] = SEVERAL
            self.several[code] = kept

    def _cell(self, plain: str) -> tuple[int, int]:
        if is_digit(plain):
            return DIGIT, ZERO
        if plain in JOINERS:
            return JOINER, 0
        if not plain or plain == "\0":
            return DROPPED, 0
        number = self.numbers.setdefault(plain, len(self.numbers) + 1)
        return LETTER, number
