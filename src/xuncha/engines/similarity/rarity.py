"""Fingerprints that tell the most: of every few neighbours the run that the fewest texts have.

Of a shared passage any fingerprint will do to find it, but one that hardly anybody else has makes a
short list, and one out of a stock phrase a long one. A run that stands nowhere else is none at all.
So runs are counted first, and the smallest of some neighbours is the rarest one: a pass more, and
as many fingerprints find more than any others would.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.prints import GRAM, NONE, Prints, chunks, hashed, smallest

WINDOW = 8
"""Of so many neighbours one is taken: a shared run of 15 letters always shares one."""
FEW = 8
"""Runs that are met so often at most make short lists."""
_MOST_BITS, _LEAST_BITS = 25, 12
_COMMON = (FEW, FEW << 3, FEW << 6, FEW << 9, FEW << 12)
"""Classes of runs by how often they are met; finer ones would be taken more often than need be,
since what stands side by side is about as common."""
_AT_ONCE = 1 << 16
_ALONE = 15
_CLASS = np.uint32(28)
"""The rank of a run: its class in the upper bits, below them its hash."""


def telling(corpus: Corpus, window: int = WINDOW) -> Prints:
    """The fingerprints of all texts, the rarest of each few neighbours."""
    classes, slot = _classes(corpus)
    told, places, few = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.int64)], []
    for first, last in chunks(corpus):
        hashes = hashed(corpus, first, last, GRAM)
        own = classes.take(hashes >> slot)
        ranks = own.astype(np.uint32) << _CLASS
        ranks |= hashes >> (np.uint32(32) - _CLASS)
        chosen = np.flatnonzero(smallest(ranks, window))
        chosen = chosen.compress(own.take(chosen) != _ALONE)
        told.append(hashes.take(chosen))
        places.append(chosen + int(corpus.bounds[first]))
        few.append(own.take(chosen) <= 1)
    at = np.concatenate(places)
    bounds = np.searchsorted(at, corpus.bounds).astype(np.int64)
    return Prints(np.concatenate(told), at, bounds, np.concatenate([np.zeros(0, np.bool_), *few]))


def _classes(corpus: Corpus) -> tuple[NDArray[np.uint8], np.uint32]:
    """How often runs are met, in classes, by the upper bits of their hashes, and how far to shift
    these. Strangers that share a place make a run look more common than it is, no more."""
    bits = min(_MOST_BITS, max(_LEAST_BITS, len(corpus.letters).bit_length() - 1))
    slot = np.uint32(32 - bits)
    many, once = np.zeros(1 << bits, dtype=np.uint32), np.uint32(1)
    for first, last in chunks(corpus):
        np.add.at(many, hashed(corpus, first, last, GRAM) >> slot, once)
    told = np.empty(len(many), dtype=np.uint8)
    for low in range(0, len(many), _AT_ONCE):
        some = many[low : low + _AT_ONCE]
        own = (some > 1).astype(np.uint8)
        for least in _COMMON:
            own += some > least
        own[own == 0] = _ALONE
        told[low : low + len(own)] = own
    told[NONE >> slot] = _ALONE
    return told, slot
