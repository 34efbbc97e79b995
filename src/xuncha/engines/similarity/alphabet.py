"""What each sign of a text is worth, looked up for millions of signs at once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.folding import JOINERS, is_digit, plains

Letters = NDArray[np.unsignedinteger[Any]]

NOTHING, JOINER, ZERO, SEVERAL = range(4)
"""What a sign is worth that says nothing; that only goes on with a number, if with anything; that
is part of one, and so the letter that stands for any number; that stands for several letters. All
above are letters."""
_FIRST = SEVERAL + 1
_SIGNS = 0x110000


@dataclass(slots=True)
class Alphabet:
    """Letters of signs, filled in as signs turn up. Letters are numbered in the order in which they
    were met, in two bytes each while these hold them; ``digits`` are what the signs of numbers are
    worth."""

    letters: Letters = field(default_factory=lambda: np.full(_SIGNS, 0xFFFF, dtype=np.uint16))
    digits: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(_SIGNS, dtype=np.uint8))
    several: dict[int, list[int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def told(self, codes: NDArray[np.uint32]) -> Letters:
        """What signs are worth, after looking up those that were not met before."""
        told = self.letters.take(codes)
        unknown = np.iinfo(told.dtype).max
        if not len(told) or told.max() != unknown:
            return told
        for code in np.unique(codes.compress(told == unknown)).tolist():
            self._meet(code)
        return self.letters.take(codes)

    def _meet(self, code: int) -> None:
        cells = [self._cell(plain) for plain in plains(chr(code))]
        kept = [one for one in cells if one not in (NOTHING, JOINER)]
        if not kept:
            kept = [one for one in cells if one == JOINER] or [NOTHING]
        if all(one == ZERO for one in kept) or kept[0] in (JOINER, NOTHING):
            kept = kept[:1]
        if kept[0] == ZERO:
            self.digits[code] = int(
                unicodedata.digit(unicodedata.normalize("NFKC", chr(code))[0], 0)
            )
        self.letters[code] = kept[0]
        if len(kept) > 1:
            self.letters[code] = SEVERAL
            self.several[code] = kept

    def _cell(self, plain: str) -> int:
        if is_digit(plain):
            return ZERO
        if plain in JOINERS:
            return JOINER
        if not plain or plain == "\0":
            return NOTHING
        number = self.numbers.setdefault(plain, len(self.numbers) + _FIRST)
        if number == 0xFFFF and self.letters.dtype == np.uint16:  # two bytes don't hold them
            wide = self.letters.astype(np.uint32)
            wide[wide == 0xFFFF] = 0xFFFFFFFF
            self.letters = wide
        return number
