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
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, Letters
from xuncha.engines.similarity.prints import GRAM, chunks
from xuncha.engines.similarity.ragged import Floats, Ints

__all__ = ["FINE", "SAMPLE", "Floats", "Stock", "Weights", "common_from"]

_FEWEST = 8
"""Among fewer texts nothing is called boilerplate."""
_COMMON, _AMONG, _LEAST, _SHARE = 5.0, 10, 6, 0.05
SAMPLE = 40_000
"""Of more texts so many are looked at."""
_ORDERS = (1, 2, 3, 4)
_TABLE_BITS = {1: 16, 2: 20, 3: 22, 4: 23, GRAM: 24}
_BELIEF = (0.05, 0.10, 0.25, 0.60)
"""How far to believe no context at all, one letter of it, two, three."""
_SIGNS = 5000
FINE = 16
"""Bits are summed up in parts of one, so that sums are whole numbers and exact."""
_FACTOR = 0x9E3779B1
_MIX = np.uint32(0x85EBCA6B)

Sums = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Weights:
    """Sums up to each letter of a corpus: bits, and runs of eight letters that are boilerplate.
    They may run over; differences hold all the same."""

    bits: Sums
    common: Sums

    def surprise(self, begin: Ints, size: Ints) -> Floats:
        """Bits of stretches; the first three letters lack their context and are left out."""
        end = begin + size
        told = self.bits[end] - self.bits[np.minimum(begin + len(_ORDERS) - 1, end)]
        result: Floats = told.astype(np.float64) / FINE
        return result

    def boilerplate(self, begin: Ints, size: Ints) -> Floats:
        """The share of boilerplate in stretches; none in one shorter than a run."""
        many = size - GRAM + 1
        told = np.zeros(len(begin))
        whole = many > 0
        at, many = begin[whole], many[whole]
        told[whole] = (self.common[at + many] - self.common[at]) / many
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
        self._share = share
        self._common = common_from(round(len(apart) / share)) * share
        self._letters = int(corpus.sizes[apart].sum())
        self._inside = np.zeros(len(corpus), dtype=np.bool_)
        self._inside[apart] = True
        self._tables = self._counted(corpus)

    def _counted(self, corpus: Corpus) -> dict[int, NDArray[np.uint16]]:
        slots: dict[int, list[Ints]] = {size: [] for size in (*_ORDERS, GRAM)}
        for first, last in chunks(corpus):
            if not self._inside[first:last].any():
                continue
            own = np.repeat(self._inside[first:last], corpus.sizes[first:last])
            for size, told in self._slots(corpus, first, last).items():
                slots[size].append(told[own[: len(told)]])
        return {size: self._table(size, slots.pop(size)) for size in (*_ORDERS, GRAM)}

    def _table(self, size: int, slots: list[Ints]) -> NDArray[np.uint16]:
        flat = np.concatenate([np.zeros(0, dtype=np.int64), *slots])
        many = np.bincount(flat, minlength=1 << self._bits_of(size))
        return np.minimum(many, np.iinfo(np.uint16).max).astype(np.uint16)

    def _bits_of(self, size: int) -> int:
        """Bits of the table of one size of runs: so many that strangers seldom share a place."""
        return min(_TABLE_BITS[size], max(12, (2 * self._letters).bit_length()))

    def _slots(self, corpus: Corpus, first: int, last: int) -> dict[int, Ints]:
        """Where in the tables each run of letters is counted, size by size; runs over the end of a
        text have places of their own, which do no harm."""
        letters = corpus.letters[int(corpus.bounds[first]) : int(corpus.bounds[last])]
        told = {}
        for size, hashes in _hashes(letters).items():
            hashes ^= hashes >> np.uint32(15)
            hashes *= _MIX
            hashes >>= np.uint32(32 - self._bits_of(size))
            told[size] = hashes.astype(np.int64)
        return told

    def weights(self, corpus: Corpus, inside: bool = False) -> Weights:
        """What the letters of a corpus say; ``inside``: it is the one that was counted."""
        bits = np.zeros(len(corpus.letters) + 1, dtype=np.uint32)
        common = np.zeros(len(corpus.letters) + 1, dtype=np.uint32)
        usual = self._tables[GRAM] >= self._common
        for first, last in chunks(corpus):
            low, high = int(corpus.bounds[first]) + 1, int(corpus.bounds[last]) + 1
            slots = self._slots(corpus, first, last)
            bits[low:high] = self._bits(slots, self._own(corpus, first, last, inside))
            many = low + len(slots[GRAM])
            common[low:many] = usual[slots[GRAM]]
        return Weights(
            np.cumsum(bits, out=bits, dtype=np.uint32),
            np.cumsum(common, out=common, dtype=np.uint32),
        )

    def _own(self, corpus: Corpus, first: int, last: int, inside: bool) -> NDArray[np.float32]:
        """How often a run is counted because the two texts of a pair have it: that must not make it
        less surprising. One that was counted counts for itself, the other with its chance."""
        told = np.full(last - first, self._share * (1 if inside else 2), dtype=np.float32)
        if inside:
            told += self._inside[first:last]
        return np.repeat(told, corpus.sizes[first:last])

    def _bits(self, slots: dict[int, Ints], own: NDArray[np.float32]) -> Sums:
        counts = {}
        for size in _ORDERS:
            counts[size] = self._tables[size][slots[size]].astype(np.float32)
            counts[size] -= own[: len(counts[size])]
            np.maximum(counts[size], 0, out=counts[size])
        after = np.full(len(own), _BELIEF[0] / _SIGNS, dtype=np.float32)
        before = after.copy()
        for size, belief in zip(_ORDERS[1:], _BELIEF[1:], strict=True):
            whole, less = counts[size], np.maximum(counts[size - 1], np.float32(self._share))
            many = len(whole)
            # the run that ends with a letter begins so many letters before it
            after[size - 1 :] += np.float32(belief) * np.minimum(whole / less[:many], 1)
            before[:many] += np.float32(belief) * np.minimum(whole / less[1 : many + 1], 1)
        both = np.log2(np.minimum(after, 1) * np.minimum(before, 1))
        result: Sums = (both * np.float32(-FINE / 2)).astype(np.uint32)
        return result


def _hashes(letters: Letters) -> dict[int, Sums]:
    """A hash of each run of letters, size by size: half as wide as fingerprints, twice as fast."""
    one = (letters.astype(np.uint32) + np.uint32(1)) * np.uint32(0xC2B2AE35)
    two = _joined(one, one, 1)
    four = _joined(two, two, 2)
    return {
        1: one.copy(),
        2: two.copy(),
        3: _joined(two, one, 2),
        4: four,
        GRAM: _joined(four, four, 4),
    }


def _joined(first: Sums, second: Sums, size: int) -> Sums:
    """Hash of a run of ``size`` letters followed by another run; the factor is of the former."""
    factor = np.uint32(pow(_FACTOR, size, 1 << 32))
    many = max(0, min(len(first), len(second) - size))
    return first[:many] * factor + second[size : size + many]
