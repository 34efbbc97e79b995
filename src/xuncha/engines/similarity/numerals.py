"""Numbers as they were written. Similarity leaves them out, since a copy with other sums is a copy;
but a stretch that two texts share down to the sums and dates is no chance.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.alphabet import ZERO
from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.ragged import Floats, Ints, Keys, batches, spread, totals

_TABLE_BITS = 22
_SLOT = np.uint64(64 - _TABLE_BITS)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MOST = 12.0
"""Bits that one number may be worth."""
_DIGITS = np.uint32(15)
_BATCH = 1 << 18
_STEP, _INSIDE, _ONE = 6, 63, np.uint64(1)


@dataclass(frozen=True, slots=True)
class Numerals:
    """The numbers of a corpus: where in its letters they stand, their marks, and how surprising
    it is, in bits, to meet just this number before the letter that follows it."""

    places: Ints
    values: NDArray[np.uint32]
    bits: NDArray[np.float32]
    words: Keys = field(init=False)
    """A bit for each letter, 64 in a word: whether it stands for a number. Counting bits tells how
    many numbers stand before a letter; searching all of them takes long."""
    index: Ints = field(init=False)
    """How many numbers stand before each word."""
    extra: NDArray[np.uint32] = field(init=False)
    """Letters by which each number is longer than the one that stands for it."""

    def __post_init__(self) -> None:
        extra = np.maximum(self.values & _DIGITS, np.uint32(1)) - np.uint32(1)
        object.__setattr__(self, "extra", extra)
        last = int(self.places[-1]) if len(self.places) else 0
        words = np.zeros((last >> _STEP) + 2, dtype=np.uint64)
        first = np.flatnonzero(np.diff(self.places >> _STEP, prepend=-1))
        bits = _ONE << (self.places & _INSIDE).view(np.uint64)
        if len(first):
            words[self.places.take(first) >> _STEP] = np.bitwise_or.reduceat(bits, first)
        object.__setattr__(self, "words", words)
        counts = np.bitwise_count(words).astype(np.int64)
        object.__setattr__(self, "index", np.cumsum(counts) - counts)

    def before(self, at: Ints) -> Ints:
        """How many numbers stand before some letters."""
        word = np.minimum(at >> _STEP, len(self.words) - 1)
        below = (_ONE << (at & _INSIDE).view(np.uint64)) - _ONE
        told: Ints = self.index.take(word)
        told += np.bitwise_count(self.words.take(word) & below)
        return told


_MARK = np.uint64(22)
"""Marks begin above all letters."""


def numerals(corpus: Corpus) -> Numerals:
    """The numbers of a corpus."""
    places = np.flatnonzero(corpus.letters == ZERO)
    after = np.minimum(places + 1, max(0, len(corpus.letters) - 1))
    follows = corpus.letters[after].astype(np.uint64)
    those = (corpus.values.astype(np.uint64) << _MARK) | follows
    same, kin = _counted(those), _counted(follows)
    share = np.maximum(same - 2, 0.5) / np.maximum(kin - 2, 1)
    bits = np.clip(-np.log2(np.minimum(share, 1)), 0, _MOST).astype(np.float32)
    return Numerals(places, corpus.values, bits)


def _counted(keys: Keys) -> NDArray[np.float32]:
    """How often each of some keys is among them; strangers seldom share a slot."""
    slots = ((keys + np.uint64(1)) * _FACTOR) >> _SLOT
    many = np.bincount(slots.astype(np.int64), minlength=1 << _TABLE_BITS).astype(np.float32)
    told: NDArray[np.float32] = many[slots.astype(np.int64)]
    return told


@dataclass(frozen=True, slots=True)
class SameNumbers:
    """For stretches of equal letters: the bits of the numbers in them that are the same, the
    letters by which these are longer than those that stand for them, and how many are others. A
    number at either end of a stretch may be cut off and is not called another."""

    bits: Floats
    letters: Floats
    others: Floats


def same_numbers(numbers: Numerals, left: Ints, right: Ints, size: Ints) -> SameNumbers:
    """The numbers in stretches of equal letters."""
    told = np.zeros((3, len(left)))
    for low, high in batches(size, _BATCH):
        begin = numbers.before(left[low:high])
        many = numbers.before(left[low:high] + size[low:high]) - begin
        one = spread(begin, many)
        two = spread(numbers.before(right[low:high]), many)
        row = np.repeat(np.arange(high - low), many)
        same = numbers.values[one] == numbers.values[two]
        at = numbers.places[one] - left[low:high][row]
        other = ~same & (at > 0) & (at < size[low:high][row] - 1)
        one, own = one[same], row[same]
        told[0, low:high] = totals(own, numbers.bits[one], high - low)
        told[1, low:high] = totals(own, numbers.extra[one], high - low)
        told[2, low:high] = totals(row[other], np.ones(int(other.sum())), high - low)
    return SameNumbers(*told)
