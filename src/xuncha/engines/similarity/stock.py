"""How much a shared stretch of letters says: boilerplate says nothing, names and sums say much.

Two measures, both counted over the texts themselves. A run of eight letters that a large part of
all texts has is boilerplate. And each letter has its surprise: how many bits it takes to tell,
knowing the letters before it and how the other texts go on from there. A stretch that two texts
share by chance, as the wording of the trade has it, has few bits however long it is.

Texts that copy one another count as one text, or else a template that sixty units filled in would
look like a phrase that everybody writes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.prints import GRAM, chunks, rolling
from xuncha.engines.similarity.ragged import Ints

Floats = NDArray[np.float64]

_FEWEST = 8
"""Among fewer texts nothing is called boilerplate."""
_COMMON, _AMONG, _LEAST, _SHARE = 5.0, 10, 6, 0.05
_SAMPLE = 40_000
_ORDERS = (1, 2, 3, 4)
_TABLE_BITS = {1: 16, 2: 20, 3: 22, 4: 24, GRAM: 24}
_BELIEF = (0.05, 0.10, 0.25, 0.60)
"""How far to believe no context at all, one letter of it, two, three."""
_SIGNS = 5000
_PAIR = 2
"""Both texts of a pair have what they share; that must not make it less surprising."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Sums up to each letter of a corpus: bits, and runs of eight letters that are boilerplate."""

    bits: Floats
    common: Floats

    def surprise(self, begin: Ints, size: Ints) -> Floats:
        """Bits of stretches; the first three letters lack their context and are left out."""
        end = begin + size
        told: Floats = self.bits[end] - self.bits[np.minimum(begin + len(_ORDERS) - 1, end)]
        return told

    def boilerplate(self, begin: Ints, size: Ints) -> Floats:
        """The share of boilerplate in stretches; none in one shorter than a run."""
        many = size - GRAM + 1
        told = np.zeros(len(begin))
        whole = many > 0
        at = begin[whole]
        told[whole] = (self.common[at + many[whole]] - self.common[at]) / many[whole]
        return told


def common_from(texts: int) -> float:
    """In how many of so many different texts a run must stand to be boilerplate: in six of ten, in
    a sixth of a hundred, in a twentieth of a thousand and more."""
    if texts < _FEWEST:
        return math.inf
    return max(_LEAST, _COMMON * math.sqrt(texts / _AMONG), _SHARE * texts)


class Stock:
    """What the texts of a corpus have in common."""

    def __init__(self, corpus: Corpus, apart: Ints) -> None:
        """``apart``: texts of which none copies another."""
        common = common_from(len(apart))
        if len(apart) > _SAMPLE:
            chosen = np.linspace(0, len(apart) - 1, _SAMPLE).astype(np.int64)
            self._share = _SAMPLE / len(apart)
            apart = apart[chosen]
        else:
            self._share = 1.0
        self._common = common * self._share
        self._letters = int(corpus.sizes[apart].sum())
        inside = np.zeros(len(corpus), dtype=np.bool_)
        inside[apart] = True
        self._inside = inside
        self._tables = {size: self._counted(corpus, size) for size in (*_ORDERS, GRAM)}

    def _counted(self, corpus: Corpus, size: int) -> NDArray[np.uint32]:
        told: list[NDArray[np.uint32]] = []
        for first, last in chunks(corpus):
            if not self._inside[first:last].any():
                continue
            slots = self._slots(corpus, first, last, size)
            own = np.repeat(self._inside[first:last], corpus.sizes[first:last])
            told.append(slots[own])
        flat = np.concatenate([np.zeros(0, dtype=np.uint32), *told])
        return np.bincount(flat, minlength=self._places(size)).astype(np.uint32)

    def _places(self, size: int) -> int:
        """Places in the table of one size of runs: enough that strangers seldom share one."""
        return 1 << min(_TABLE_BITS[size], max(12, (2 * self._letters).bit_length()))

    def _slots(self, corpus: Corpus, first: int, last: int, size: int) -> NDArray[np.uint32]:
        """Where in the table each run of letters is counted; runs over the end of a text have
        places of their own, which do no harm."""
        low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
        slots = np.zeros(high - low, dtype=np.uint32)
        told = rolling(corpus.letters[low:high], size) & np.uint64(self._places(size) - 1)
        slots[: len(told)] = told
        return slots

    def weights(self, corpus: Corpus) -> Weights:
        """What the letters of a corpus, or of a part of it, say."""
        bits, common = np.zeros(len(corpus.letters) + 1), np.zeros(len(corpus.letters) + 1)
        for first, last in chunks(corpus):
            low, high = int(corpus.bounds[first]) + 1, int(corpus.bounds[last]) + 1
            bits[low:high] = self._bits(corpus, first, last)
            slots = self._slots(corpus, first, last, GRAM)
            common[low:high] = self._tables[GRAM][slots] >= self._common
        return Weights(np.cumsum(bits), np.cumsum(common))

    def _bits(self, corpus: Corpus, first: int, last: int) -> Floats:
        counts = [
            np.maximum(self._tables[size][self._slots(corpus, first, last, size)]
                       - np.float32(_PAIR * self._share), 0)
            for size in _ORDERS
        ]  # fmt: skip
        told = np.full(len(counts[0]), _BELIEF[0] / _SIGNS, dtype=np.float32)
        for size, belief in zip(_ORDERS[1:], _BELIEF[1:], strict=True):
            back = size - 1  # the run that ends with a letter begins so many letters before it
            whole, before = counts[size - 1], counts[size - 2]
            share = whole[:-back] / np.maximum(before[:-back], np.float32(self._share))
            told[back:] += np.float32(belief) * np.minimum(share, 1)
        result: Floats = -np.log2(np.minimum(told, 1)).astype(np.float64)
        return result
