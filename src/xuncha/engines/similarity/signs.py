"""Signs of many texts folded at once, exactly as ``folding.fold`` folds one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.alphabet import JOINER, NOTHING, SEVERAL, ZERO, Alphabet, Letters
from xuncha.engines.similarity.ragged import Flags, Ints

_BETWEEN = SEVERAL
"""What stands between two texts, while numbers are looked for: anything but nothing."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the letters of some texts stood in them, as one bit a sign, and the sign behind each
    number; worked out when it is asked for, since it is asked for a few of them at the very end.
    ``places``: the sign of each cell, where signs stand for several letters."""

    kept: NDArray[np.uint8]
    cells: int
    bases: Ints
    sizes: Ints
    number_ends: NDArray[np.int32]
    places: NDArray[np.int32] | None

    def told(self, letters: Letters) -> tuple[Ints, Ints]:
        """Where each of the letters began and ended in its text."""
        starts = np.flatnonzero(np.unpackbits(self.kept, count=self.cells))
        if self.places is not None:
            starts = self.places.take(starts).astype(np.int64)
        ends = starts + 1
        ends[letters == ZERO] = self.number_ends
        base = np.repeat(self.bases, self.sizes)
        return starts - base, ends - base


@dataclass(frozen=True, slots=True)
class Folds:
    """Letters of some texts behind one another, marks of their numbers, and where all stood."""

    letters: Letters
    values: NDArray[np.uint32]
    stood: Stood


def fold_texts(texts: Sequence[str], lengths: Ints, alphabet: Alphabet) -> Folds:
    """Texts, of so many signs each, folded."""
    joined = "\0".join(["", *texts, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bases = np.cumsum(lengths + 1) - lengths  # where each text begins
    told, cells, places = alphabet.told(codes), bases, None
    if alphabet.several and (told == SEVERAL).any():
        told, places = _spread(alphabet, codes, told)
        cells = np.searchsorted(places, bases)
    told[cells - 1] = _BETWEEN
    told[-1] = _BETWEEN
    digits, heads, last = _numbers(told)
    told[digits.compress(~heads)] = NOTHING
    told[cells - 1] = NOTHING
    told[-1] = NOTHING
    kept = told > JOINER
    sizes = np.add.reduceat(kept.view(np.uint8), cells, dtype=np.int64)
    if places is not None:
        digits, last = places.take(digits), places.take(last)
    values = _marks(alphabet.digits.take(codes.take(digits)), heads)
    stood = Stood(
        np.packbits(kept), len(kept), bases, sizes, (last + 1).astype(np.int32),
        None if places is None else places.astype(np.int32),
    )  # fmt: skip
    return Folds(told[kept], values, stood)


def _numbers(told: Letters) -> tuple[Ints, Flags, Ints]:
    """Which cells are digits, which of these begin a number, and the last cell of each number. A
    comma or point goes on with the digit right before it, a digit after at most one sign that says
    nothing."""
    digits = np.flatnonzero(told == ZERO)
    past = digits + 1
    joined = np.flatnonzero(told.take(past) == JOINER)
    past[joined] += 1
    joined = joined.compress(told.take(past.take(joined)) == JOINER)
    if len(joined):  # several of them in a row, which is rare
        others = np.flatnonzero(told != JOINER)
        past[joined] = others.take(np.searchsorted(others, past.take(joined)))
    gap = digits[1:] - past[:-1]
    heads = np.ones(len(digits), dtype=np.bool_)
    heads[1:] = (gap > 0) & ((gap > 1) | (told.take(past[:-1]) != NOTHING))
    return digits, heads, past.compress(np.append(heads[1:], True)[: len(heads)]) - 1


def _marks(digits: NDArray[np.uint8], heads: Flags) -> NDArray[np.uint32]:
    """A mark of each number, of its digits in their order; in the last four bits, how many."""
    if not len(digits):
        return np.zeros(0, dtype=np.uint32)
    first = np.flatnonzero(heads)
    many = np.diff(np.append(first, len(digits)))
    rank = np.arange(len(digits)) - np.repeat(first, many)
    powers = np.multiply.accumulate(np.full(int(many.max()), 0x9E3779B1, dtype=np.uint32))
    sums = np.add.reduceat((digits.astype(np.uint32) + np.uint32(1)) * powers.take(rank), first)
    told: NDArray[np.uint32] = sums * np.uint32(16) + np.minimum(many, 15).astype(np.uint32)
    return told


def _spread(alphabet: Alphabet, codes: NDArray[np.uint32], told: Letters) -> tuple[Letters, Ints]:
    """Give signs that stand for several letters (㎡) a cell for each of them: letters, and the
    places of the signs."""
    wide = np.flatnonzero(told == SEVERAL)
    several = [alphabet.several[code] for code in codes.take(wide).tolist()]
    times = np.ones(len(codes), dtype=np.int64)
    times[wide] = [len(one) for one in several]
    places = np.repeat(np.arange(len(codes)), times)
    first = (np.cumsum(times) - times).take(wide)
    told = told.take(places)
    for many in set(times.take(wide).tolist()):
        some = times.take(wide) == many
        rows = [one for one in several if len(one) == many]
        told[first[some][:, None] + np.arange(many)] = rows
    return told, places
