"""How much a shared stretch of letters says: boilerplate says nothing, names and sums say much.

Two measures, both counted over the texts themselves. A run of eight letters that a large part of
all texts has is boilerplate. And each letter has its surprise: how many bits it takes to tell,
knowing the letters before it and how the other texts go on from there; knowing those behind it;
and of these two the mean. A stretch that two texts
share by chance, as the wording of the trade has it, has few bits however long it is.

Texts that copy one another count as one text, or else a template that sixty units filled in would
look like a phrase that everybody writes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.prints import GRAM, chunks
from xuncha.engines.similarity.ragged import Floats, Ints, spread
from xuncha.engines.similarity.surprise import Surprise, run_of_eight, slots_of

__all__ = ["FINE", "SAMPLE", "Floats", "Stock", "Weights", "common_from"]

_FEWEST = 8
"""Among fewer texts nothing is called boilerplate."""
_COMMON, _AMONG, _LEAST, _SHARE = 5.0, 10, 6, 0.05
SAMPLE = 64_000
"""Of more texts so many are looked at."""
FINE = 16
"""Bits are summed up in parts of one, so that sums are whole numbers and exact."""
_TABLE_BITS = 20
_UNKNOWN = 3
"""The first letters of a stretch lack what stands before them."""

Sums = NDArray[np.uint32]


@dataclass(frozen=True)
class Weights:
    """Sums up to each letter of a corpus: bits, and runs of eight letters that are boilerplate.
    They may run over; differences hold all the same. The latter are counted when they are first
    asked for: while pairs are searched, memory is short and nobody asks."""

    bits: Sums
    count: Callable[[], Sums]

    @cached_property
    def common(self) -> Sums:
        """Runs that are boilerplate, up to each letter."""
        return self.count()

    def surprise(self, begin: Ints, size: Ints) -> Floats:
        """Bits of stretches; the first three letters lack their context and are left out."""
        end = begin + size
        told = self.bits[end] - self.bits[np.minimum(begin + _UNKNOWN, end)]
        result: Floats = told.astype(np.float64) / FINE
        return result

    def boilerplate(self, begin: Ints, size: Ints) -> Floats:
        """The share of boilerplate in stretches."""
        return boilerplate(self.common, begin, size)


def boilerplate(common: Sums, begin: Ints, size: Ints) -> Floats:
    """The share of boilerplate in stretches, by its sums; none in one shorter than a run."""
    many = size - GRAM + 1
    told = np.zeros(len(begin))
    whole = many > 0
    at, many = begin[whole], many[whole]
    told[whole] = (common[at + many] - common[at]) / many
    return told


def common_from(texts: int) -> float:
    """In how many of so many different texts a run must stand to be boilerplate: in six of ten, in
    a sixth of a hundred, in a twentieth of a thousand and more."""
    if texts < _FEWEST:
        return math.inf
    return max(_LEAST, _COMMON * math.sqrt(texts / _AMONG), _SHARE * texts)


class Stock:
    """What the texts of a corpus have in common."""

    def __init__(self, corpus: Corpus, apart: Ints, share: float = 1.0) -> None:
        """``apart``: texts of which none copies another, or a ``share`` of all such texts."""
        if len(apart) > SAMPLE:
            share *= SAMPLE / len(apart)
            apart = apart[np.linspace(0, len(apart) - 1, SAMPLE).astype(np.int64)]
        self._common = common_from(round(len(apart) / share)) * share
        self._share, self._apart, self._few = share, apart, take(corpus, apart)
        letters = len(self._few.letters)
        self._bits = min(_TABLE_BITS, max(12, (2 * letters).bit_length()))
        self._usual = self._common_runs()

    def _common_runs(self) -> NDArray[np.bool_]:
        many = np.zeros(1 << self._bits, dtype=np.uint32)
        for first, last in chunks(self._few):
            low, high = int(self._few.bounds[first]), int(self._few.bounds[last])
            slots = slots_of(run_of_eight(self._few.letters[low:high]), self._bits)
            np.add.at(many, slots, np.uint32(1))
        usual: NDArray[np.bool_] = many >= self._common
        return usual

    def common(self, corpus: Corpus) -> Sums:
        """Sums up to each letter: runs of eight letters from there that are boilerplate."""
        told = np.zeros(len(corpus.letters) + 1, dtype=np.uint32)
        for first, last in chunks(corpus):
            low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
            slots = slots_of(run_of_eight(corpus.letters[low:high]), self._bits)
            told[low + 1 : low + 1 + len(slots)] = self._usual.take(slots)
        return np.cumsum(told, out=told, dtype=np.uint32)

    def weights(self, corpus: Corpus) -> Weights:
        """What the letters of the corpus say that was counted."""
        bits = np.zeros(len(corpus.letters) + 1, dtype=np.uint32)
        surprise = Surprise(self._few, self._share)
        inside = np.zeros(len(corpus), dtype=np.bool_)
        inside[self._apart] = True
        for first, last in chunks(corpus):
            if not inside[first:last].all():
                low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
                bits[low + 1 : high + 1] = surprise.bits(corpus.letters, low, high, counted=False)
        few = self._few
        counted = np.concatenate([
            surprise.bits(few.letters, int(few.bounds[first]), int(few.bounds[last]), counted=True)
            for first, last in chunks(few)
        ] or [bits[:0]])  # fmt: skip
        bits[1 + spread(corpus.bounds[self._apart], corpus.sizes[self._apart])] = counted
        sums = np.cumsum(bits, out=bits, dtype=np.uint32)
        return Weights(sums, lambda: self.common(corpus))
