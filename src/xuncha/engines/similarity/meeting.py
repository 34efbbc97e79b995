"""What two texts have in common, for many pairs at once: sorted keys of each text, met pairwise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.folding import LENGTH
from xuncha.engines.similarity.prints import Prints
from xuncha.engines.similarity.ragged import Ints, Keys, batches, heads, spread

_BATCH = 1 << 18
_PAIRS = 1 << 15
"""Pairs and keys share 64 bits: 48 for the key."""
_ROWS = 1 << 12
"""Texts and their fingerprints' hashes and places share 64 bits too."""
_KEY_BITS = np.uint64(48)
_LETTER_BITS = np.uint64(16)


@dataclass(frozen=True, slots=True)
class Sets:
    """The set of text ``i`` is ``keys[bounds[i] : bounds[i + 1]]``, ascending; ``places`` says
    where in the text each stood first, if that was asked for."""

    keys: Keys
    bounds: Ints
    places: Ints

    @property
    def sizes(self) -> Ints:
        """How many keys each text has."""
        return np.diff(self.bounds)


def meet(sets: Sets, first: Ints, second: Ints) -> tuple[Ints, Ints, Ints]:
    """Keys that both texts of a pair have: which pair, and where in ``sets`` either has it."""
    one, lefts = _laid(sets, first)
    other, rights = _laid(sets, second)
    at = np.searchsorted(one, other)
    at[at == len(one)] = 0
    hit = np.flatnonzero(one[at] == other) if len(one) else np.zeros(0, dtype=np.int64)
    pairs = (other[hit] >> _KEY_BITS).astype(np.int64)
    return pairs, lefts[at[hit]], rights[hit]


def _laid(sets: Sets, texts: Ints) -> tuple[Keys, Ints]:
    sizes = sets.sizes[texts]
    at = spread(sets.bounds[texts], sizes)
    rows = np.repeat(np.arange(len(texts), dtype=np.uint64) << _KEY_BITS, sizes)
    return rows | sets.keys[at], at


def pair_batches(sets: Sets, first: Ints, second: Ints) -> list[tuple[int, int]]:
    """Pairs cut into batches that the processor's memory holds."""
    return _cut(sets.sizes[first] + sets.sizes[second], _PAIRS)


def shared(sets: Sets, first: Ints, second: Ints) -> Ints:
    """How many keys both texts of each pair have."""
    told = np.zeros(len(first), dtype=np.int64)
    for low, high in pair_batches(sets, first, second):
        pairs, _, _ = meet(sets, first[low:high], second[low:high])
        told[low:high] = np.bincount(pairs, minlength=high - low)
    return told


def print_sets(prints: Prints) -> Sets:
    """The fingerprints of each text, each once."""
    keys, places, counts = [], [], []
    for low, high in _cut(prints.sizes, _ROWS):
        begin, end = int(prints.bounds[low]), int(prints.bounds[high])
        bits = np.uint64(max(1, (end - begin).bit_length()))
        packed = np.repeat(np.arange(high - low, dtype=np.uint64), prints.sizes[low:high])
        packed <<= np.uint64(32) + bits
        packed |= prints.hashes[begin:end].astype(np.uint64) << bits
        packed |= np.arange(end - begin, dtype=np.uint64)
        packed.sort()
        packed = packed[heads(packed >> bits)]
        keys.append((packed >> bits) & np.uint64(0xFFFFFFFF))
        at = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
        places.append(prints.places[begin + at])
        rows = (packed >> (np.uint64(32) + bits)).astype(np.int64)
        counts.append(np.bincount(rows, minlength=high - low))
    return _sets(keys, counts, places)


def _cut(sizes: Ints, rows: int) -> list[tuple[int, int]]:
    """Texts cut into batches of about a batch's weight and at most so many rows."""
    told = []
    for low, high in batches(sizes + 1, _BATCH):
        told += [(at, min(at + rows, high)) for at in range(low, high, rows)]
    return told


def gram_sets(corpus: Corpus) -> Sets:
    """The runs of three letters of each text, each once; a shorter text is one run."""
    keys, counts = [], []
    for low, high in _cut(corpus.sizes, _PAIRS):
        packed = _grams(corpus, low, high)
        packed.sort()
        packed = packed[heads(packed)]
        keys.append(packed & ((np.uint64(1) << _KEY_BITS) - np.uint64(1)))
        rows = (packed >> _KEY_BITS).astype(np.int64)
        counts.append(np.bincount(rows, minlength=high - low))
    return _sets(keys, counts, [])


def _grams(corpus: Corpus, low: int, high: int) -> Keys:
    sizes = corpus.sizes[low:high]
    begin, end = int(corpus.bounds[low]), int(corpus.bounds[high])
    letters = np.zeros(end - begin + 2, dtype=np.uint64)
    letters[:-2] = corpus.letters[begin:end]
    if corpus.letters.dtype != np.uint16:  # more signs than 16 bits hold: mixed down to them
        letters = (letters * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)
    left = np.repeat(corpus.bounds[low + 1 : high + 1] - begin, sizes) - np.arange(end - begin)
    short = np.repeat(sizes < LENGTH, sizes)
    packed = np.repeat(np.arange(high - low, dtype=np.uint64) << _KEY_BITS, sizes)
    packed |= letters[:-2] << (_LETTER_BITS * np.uint64(2))
    packed |= np.where(left > 1, letters[1:-1], np.uint64(0)) << _LETTER_BITS
    packed |= np.where(left > 2, letters[2:], np.uint64(0))
    told: Keys = packed[(left >= LENGTH) | (short & (left == np.repeat(sizes, sizes)))]
    return told


def _sets(keys: list[Keys], counts: list[NDArray[np.int64]], places: list[Ints]) -> Sets:
    sizes = np.concatenate([np.zeros(1, dtype=np.int64), *counts])
    none = np.zeros(0, dtype=np.int64)
    return Sets(
        np.concatenate([np.zeros(0, dtype=np.uint64), *keys]),
        np.cumsum(sizes),
        np.concatenate([none, *places]),
    )
