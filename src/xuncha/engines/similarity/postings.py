"""A library by its runs of two and three letters: which texts have a run, as far as it is asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.meeting import Sets
from xuncha.engines.similarity.prints import chunks, rolling
from xuncha.engines.similarity.ragged import Ints, Keys, heads, spread
from xuncha.engines.similarity.stock import Floats

_SIZES = (2, 3)
_BITS = 23
_RAREST = (32, 16, 8, 4)
"""So many of a text's rarest runs ask for it; fewer where that would be too much."""
_POSTINGS = 1 << 27
_LEAST_WEIGHT = 0.05


class Postings:
    """Runs of letters in slots of a table; strangers that share one are rare and do little harm."""

    def __init__(self, library: Corpus, asked: Corpus) -> None:
        many = np.zeros(len(_SIZES) << _BITS, dtype=np.int64)
        for _, _, slots, _ in _slots(library):
            np.add.at(many, slots, 1)
        self.weights: Floats = np.log((len(library) + 1.0) / np.maximum(1, many)) + _LEAST_WEIGHT
        np.maximum(self.weights, _LEAST_WEIGHT, out=self.weights)
        self.asking = self._rarest(sets_of(asked), many)
        wanted = np.zeros(len(many), dtype=np.bool_)
        wanted[self.asking.keys.astype(np.int64)] = True
        self.keys = _holders(library, wanted)

    def _rarest(self, sets: Sets, many: NDArray[np.int64]) -> Sets:
        owners = np.repeat(np.arange(len(sets.bounds) - 1), sets.sizes)
        slots = sets.keys.astype(np.int64)
        there = many[slots] > 0
        owners, slots = owners[there], slots[there]
        order = np.lexsort((slots, many[slots], owners))
        owners, slots = owners[order], slots[order]
        begin = np.searchsorted(owners, np.arange(len(sets.bounds)))
        rank = np.arange(len(owners)) - begin[owners]
        for most in _RAREST:
            kept = rank < most
            if int(many[np.unique(slots[kept])].sum()) <= _POSTINGS:
                break
        bounds = np.searchsorted(owners[kept], np.arange(len(sets.bounds))).astype(np.int64)
        return Sets(slots[kept].astype(np.uint64), bounds)

    def nearest(self, low: int, high: int, top: int) -> tuple[Ints, Ints]:
        """Of the texts asked from ``low`` to ``high`` the ``top`` texts of the library that share
        the most of their rarest runs: (text asked, text of the library)."""
        begin, end = int(self.asking.bounds[low]), int(self.asking.bounds[high])
        slots = self.asking.keys[begin:end]
        owners = np.repeat(np.arange(low, high), self.asking.sizes[low:high])
        first = np.searchsorted(self.keys, slots << np.uint64(32))
        last = np.searchsorted(self.keys, (slots + np.uint64(1)) << np.uint64(32))
        at = spread(first, last - first)
        texts = self.keys[at] & np.uint64(0xFFFFFFFF)
        pairs = (np.repeat(owners, last - first).astype(np.uint64) << np.uint64(32)) | texts
        weights = np.repeat(self.weights[slots.astype(np.int64)], last - first)
        order = np.argsort(pairs, kind="stable")
        pairs, weights = pairs[order], weights[order]
        starts = np.flatnonzero(heads(pairs))
        if not len(starts):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        score = np.add.reduceat(weights, starts)
        owner = (pairs[starts] >> np.uint64(32)).astype(np.int64)
        text = (pairs[starts] & np.uint64(0xFFFFFFFF)).astype(np.int64)
        return best(owner, text, score, top)


def best(owner: Ints, text: Ints, score: Floats, top: int) -> tuple[Ints, Ints]:
    """The ``top`` of each owner by score, best first; of equal ones the first text."""
    order = np.lexsort((text, -score, owner))
    owner, text = owner[order], text[order]
    starts = np.flatnonzero(heads(owner))
    rank = np.arange(len(owner)) - np.repeat(starts, np.diff(np.append(starts, len(owner))))
    return owner[rank < top], text[rank < top]


def sets_of(corpus: Corpus) -> Sets:
    """The runs of two and three letters of each text, each once, as slots of the table."""
    keys, sizes = [], [np.zeros(1, dtype=np.int64)]
    for first, last, slots, owners in _slots(corpus):
        packed = np.unique(
            (owners - first).astype(np.uint64) << np.uint64(32) | slots.astype(np.uint64)
        )
        keys.append(packed & np.uint64(0xFFFFFFFF))
        rows = (packed >> np.uint64(32)).astype(np.int64)
        sizes.append(np.bincount(rows, minlength=last - first))
    return Sets(
        np.concatenate([np.zeros(0, dtype=np.uint64), *keys]), np.cumsum(np.concatenate(sizes))
    )


def _slots(corpus: Corpus) -> Iterator[tuple[int, int, Ints, Ints]]:
    """Stretches of texts, the slots of their runs, and the texts that these stand in."""
    for first, last in chunks(corpus):
        low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
        owners = np.repeat(np.arange(first, last), corpus.sizes[first:last])
        left = np.repeat(corpus.bounds[first + 1 : last + 1] - low, corpus.sizes[first:last])
        left -= np.arange(high - low)
        slots, texts = [], []
        for at, size in enumerate(_SIZES):
            told = rolling(corpus.letters[low:high], size) >> np.uint32(32 - _BITS)
            whole = np.flatnonzero(left[: len(told)] >= size)
            slots.append(told[whole].astype(np.int64) + (at << _BITS))
            texts.append(owners[whole])
        yield first, last, np.concatenate(slots), np.concatenate(texts)


def _holders(corpus: Corpus, wanted: NDArray[np.bool_]) -> Keys:
    """Slot and text, in order, of each run that is wanted."""
    told = [np.zeros(0, dtype=np.uint64)]
    for _, _, slots, owners in _slots(corpus):
        hit = np.flatnonzero(wanted[slots])
        told.append((slots[hit].astype(np.uint64) << np.uint64(32)) | owners[hit].astype(np.uint64))
    return np.unique(np.concatenate(told))
