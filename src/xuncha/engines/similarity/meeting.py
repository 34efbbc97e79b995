"""What two texts have in common, for many pairs at once: sorted keys of each text, met pairwise."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.folding import LENGTH
from xuncha.engines.similarity.prints import Prints
from xuncha.engines.similarity.ragged import Ints, Keys, batches, heads, spread

_BATCH = 1 << 18
_PAIRS = 1 << 15
"""Pairs and keys share 64 bits: 48 for the key."""
_ROWS_BITS = 14
"""Pairs, and the hash, the side and the place of a fingerprint share 64 bits too."""
_KEY_BITS = np.uint64(48)
_LETTER_BITS = np.uint64(16)


@dataclass(frozen=True, slots=True)
class Sets:
    """The set of text ``i`` is ``keys[bounds[i] : bounds[i + 1]]``, ascending."""

    keys: Keys
    bounds: Ints
    sizes: Ints = field(init=False)
    """How many keys each text has: asked for batch by batch, so told once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", np.diff(self.bounds))


@dataclass(frozen=True, slots=True)
class Spots:
    """Fingerprints of texts as single numbers: above the ``bits`` of the place in its text, one
    bit for the side of a pair that the text is on, above that the hash, of ``hash_bits``."""

    keys: Keys
    bounds: Ints
    bits: int
    hash_bits: int
    sizes: Ints = field(init=False)
    """How many fingerprints each text has."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", np.diff(self.bounds))


def spots_of(corpus: Corpus, prints: Prints) -> Spots:
    """The fingerprints of each text, each once, ascending, where it stands first. Hashes are cut as
    short as need be: strangers that meet are found out when letters are compared."""
    bits = int(corpus.sizes.max()).bit_length() if len(corpus) else 1
    hash_bits = min(32, 63 - _ROWS_BITS - bits)
    place, row = np.uint64(bits + 1), np.uint64(hash_bits + bits + 1)
    told, counts = [np.zeros(0, dtype=np.uint64)], [np.zeros(1, dtype=np.int64)]
    for low, high in _cut(prints.sizes, 1 << _ROWS_BITS):
        own = slice(int(prints.bounds[low]), int(prints.bounds[high]))
        sizes = prints.sizes[low:high]
        keys = (prints.hashes[own] >> np.uint32(32 - hash_bits)).astype(np.uint64) << place
        keys += (prints.places[own] - np.repeat(corpus.bounds[low:high], sizes)).view(np.uint64)
        keys += np.repeat(np.arange(high - low, dtype=np.uint64) << row, sizes)
        keys.sort()
        keys = keys.compress(heads(keys >> place))
        counts.append(np.bincount((keys >> row).astype(np.int64), minlength=high - low))
        told.append(keys & ((np.uint64(1) << row) - np.uint64(1)))
    return Spots(np.concatenate(told), np.cumsum(np.concatenate(counts)), bits, hash_bits)


def meet_spots(spots: Spots, first: Ints, second: Ints) -> tuple[Ints, Ints, Ints]:
    """Fingerprints that both texts of a pair have: which pair, and where in either text."""
    side, above = np.uint64(spots.bits), np.uint64(spots.bits + 1)
    rows = np.arange(len(first), dtype=np.uint64) << np.uint64(spots.hash_bits + spots.bits + 1)
    keys = _merged(_laid(spots, first, rows), _laid(spots, second, rows | (np.uint64(1) << side)))
    hit = _twice(keys >> above)
    place = (np.uint64(1) << side) - np.uint64(1)
    one, other = keys.take(hit), keys.take(hit + 1)
    pairs = (one >> np.uint64(spots.hash_bits + spots.bits + 1)).astype(np.int64)
    return pairs, (one & place).astype(np.int64), (other & place).astype(np.int64)


def meet(sets: Sets, first: Ints, second: Ints) -> tuple[Ints, Keys]:
    """Keys that both texts of a pair have: which pair, and the key."""
    rows = np.arange(len(first), dtype=np.uint64) << _KEY_BITS
    keys = _merged(_laid(sets, first, rows), _laid(sets, second, rows))
    both = keys.take(_twice(keys))
    return (both >> _KEY_BITS).astype(np.int64), both & ((np.uint64(1) << _KEY_BITS) - np.uint64(1))


def _merged(one: Keys, other: Keys) -> Keys:
    """Two ascending rows as one: the stable way of sorting only merges them, ten times as fast."""
    keys = np.concatenate([one, other])
    keys.sort(kind="stable")
    return keys


def _twice(keys: Keys) -> Ints:
    """Where in sorted keys one stands that the next one equals."""
    return np.flatnonzero(keys[1:] == keys[:-1])


def _laid(sets: Sets | Spots, texts: Ints, rows: Keys) -> Keys:
    """The keys of texts behind one another, each with its row's bits."""
    sizes = sets.sizes.take(texts)
    keys = np.repeat(rows, sizes)
    keys |= sets.keys.take(spread(sets.bounds.take(texts), sizes))
    return keys


def pair_batches(sizes: Ints, first: Ints, second: Ints) -> list[tuple[int, int]]:
    """Pairs cut into batches that the processor's memory holds."""
    return _cut(sizes[first] + sizes[second], 1 << _ROWS_BITS)


def shared(sets: Sets, first: Ints, second: Ints) -> Ints:
    """How many keys both texts of each pair have."""
    told = np.zeros(len(first), dtype=np.int64)
    for low, high in pair_batches(sets.sizes, first, second):
        pairs, _ = meet(sets, first[low:high], second[low:high])
        told[low:high] = np.bincount(pairs, minlength=high - low)
    return told


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
    sizes = np.concatenate([np.zeros(1, dtype=np.int64), *counts])
    return Sets(np.concatenate([np.zeros(0, dtype=np.uint64), *keys]), np.cumsum(sizes))


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
