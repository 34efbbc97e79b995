"""Fingerprints that tell the most: of every few neighbours the run that the fewest texts have.

Of a shared passage any fingerprint will do to find it, but one that hardly anybody else has makes a
short list, and one out of a stock phrase a long one. A run that stands nowhere else is none at all.
So of every few runs one is taken by its hash, these are counted, and of every few of them that one
is kept that is met the least.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.alphabet import ZERO
from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.prints import (
    GRAM,
    NONE,
    Hashes,
    Prints,
    chunks,
    figures,
    hashed,
    smallest,
    smallest_inside,
)
from xuncha.engines.similarity.ragged import Ints

NEAR, AMONG = 3, 3
"""Of so many neighbouring runs one is counted, of so many that are counted one is kept."""
SURE = GRAM - 1 + 2 * (NEAR - 1) + NEAR * AMONG
"""A shared run of so many letters always shares a fingerprint."""
FEW = 8
"""Runs that are met so often at most make short lists."""
ALONE, RARE = 15, 1
"""The class of runs that are met once, and of those that make short lists."""
_MOST_BITS, _LEAST_BITS = 25, 12
_COMMON = (FEW, FEW << 3, FEW << 6, FEW << 9, FEW << 12)
"""Classes of runs by how often they are met; finer ones would be taken more often than need be,
since what stands side by side is about as common."""
_CLASS = np.uint32(28)
"""The rank of a run: its class in the upper bits, below them its hash."""


@dataclass(frozen=True, slots=True)
class _Some:
    """Runs of some texts, by hash, place and hash with the numbers as they were written; and how
    many there are before each text ends."""

    hashes: Hashes
    places: Ints
    figured: Hashes
    ends: Ints

    def of(self, chosen: Ints) -> _Some:
        """Those at some places in their order."""
        return _Some(
            self.hashes.take(chosen), self.places.take(chosen), self.figured.take(chosen),
            np.searchsorted(chosen, self.ends),
        )  # fmt: skip


def telling(corpus: Corpus, near: int = NEAR, among: int = AMONG) -> Prints:
    """The fingerprints of all texts, the rarest of each few neighbours."""
    parts = list(_counted(corpus, near))
    classes, slot = _classes(parts, len(corpus.letters))
    sizes = [np.zeros(1, dtype=np.int64)]
    told = [np.zeros(0, dtype=np.uint8)]
    for at, part in enumerate(parts):
        own = classes.take(part.hashes >> slot)
        ranks = own.astype(np.uint32) << _CLASS
        ranks |= part.hashes >> (np.uint32(32) - _CLASS)
        chosen = np.flatnonzero(smallest_inside(ranks, among, part.ends) & (own != ALONE))
        told.append(own.take(chosen))
        parts[at] = part.of(chosen)
        sizes.append(np.diff(parts[at].ends, prepend=0))
    return Prints(
        np.concatenate([_NO_HASH, *(one.hashes for one in parts)]),
        np.concatenate([_NO_PLACE, *(one.places for one in parts)]),
        np.cumsum(np.concatenate(sizes)),
        np.concatenate(told),
        np.concatenate([_NO_HASH, *(one.figured for one in parts)]),
    )


_NO_HASH, _NO_PLACE = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)


def _counted(corpus: Corpus, near: int) -> Iterator[_Some]:
    """The runs that are counted."""
    numbers = 0
    for first, last in chunks(corpus):
        low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
        hashes = hashed(corpus, first, last, GRAM)
        places = np.flatnonzero(corpus.letters[low:high] == ZERO)
        values = corpus.values[numbers : numbers + len(places)]
        numbers += len(places)
        chosen = np.flatnonzero(smallest(hashes, near) & (hashes != NONE))
        own = hashes.take(chosen)
        figured = figures(places, values, len(hashes), GRAM).take(chosen)
        figured += own
        ends = np.searchsorted(chosen, corpus.bounds[first + 1 : last + 1] - low)
        chosen += low
        yield _Some(own, chosen, figured, ends)


def _classes(parts: list[_Some], letters: int) -> tuple[NDArray[np.uint8], np.uint32]:
    """How often runs are met, in classes, by the upper bits of their hashes, and how far to shift
    these. Strangers that share a place make a run look more common than it is, no more; and what is
    met more than sixty thousand times may, once in thousands, look rare."""
    bits = min(_MOST_BITS, max(_LEAST_BITS, letters.bit_length() - 1))
    slot = np.uint32(32 - bits)
    many, once = np.zeros(1 << bits, dtype=np.uint16), np.uint16(1)
    for part in parts:
        np.add.at(many, part.hashes >> slot, once)
    return _CLASSES.take(many), slot


_CLASSES = np.searchsorted(_COMMON, np.arange(1 << 16)).astype(np.uint8) + np.uint8(1)
_CLASSES[:2] = ALONE
