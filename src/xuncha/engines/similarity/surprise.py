"""How many bits it takes to tell a letter, knowing three letters before it; or three behind it.

Counted over some texts. For all others the answer hangs on four letters that stand together and on
nothing else, so it is worked out once for each four letters met and looked up; only what was never
met is worked out where it stands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, Letters
from xuncha.engines.similarity.ragged import Ints

_ORDERS = (1, 2, 3, 4)
_LONGEST = _ORDERS[-1]
_STRETCH = 1 << 17
_TABLE_BITS = {1: 16, 2: 20, 3: 22, 4: 23}
_STANDING = ((1, 1), (1, 2), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (4, 0))
"""Which shorter runs inside four letters are asked for: length, and how far on they begin."""
_BELIEF = (0.05, 0.10, 0.25, 0.60)
"""How far to believe no context at all, one letter of it, two, three."""
_SIGNS = 5000
_FACTOR = 0x9E3779B1
_MIX = np.uint32(0x85EBCA6B)
_EDGE = 3
_FINE = 128
_MOST = 4095
"""What the table holds: bits of the last letter and of the first one, in such parts, in twelve bits
each, and eight bits of the hash, which tell strangers from whose place it is."""

Sums = NDArray[np.uint32]
Shares = NDArray[np.float32]


class Surprise:
    """Bits of letters, by the letters that they stand among in some texts."""

    def __init__(self, corpus: Corpus, share: float) -> None:
        """``corpus``: texts of which none copies another, a ``share`` of all such texts."""
        self._share = share
        self._letters = len(corpus.letters)
        met, many = self._counted(_edged(corpus.letters, 0, self._letters))
        runs, at = runs_hashed(met.ravel()), np.arange(0, met.size, _LONGEST)
        self._times = {
            size: np.bincount(
                slots_of(_run(runs, size, at), self._bits(size)), many, 1 << self._bits(size)
            ).astype(np.float32)
            for size in _ORDERS
        }
        self._others = self._table(runs, at, 2 * share)
        # That a run stands where it does must not make it less surprising: a text that was counted
        # counts for itself, and for the other text of a pair with its chance.
        self._own = self._table(runs, at, 1 + share)

    def _counted(self, letters: Letters) -> tuple[Letters, Sums]:
        """The runs of four letters that were met, a row each, and how often each was. Stretch by
        stretch, so that what is made on the way stays at hand."""
        bits = self._bits(_LONGEST)
        many, last = np.zeros(1 << bits, dtype=np.uint32), np.zeros(1 << bits, dtype=np.int32)
        for low in range(0, len(letters) - _LONGEST + 1, _STRETCH):
            some = letters[low : low + _STRETCH + _LONGEST - 1]
            slots = slots_of(runs_hashed(some)[_LONGEST], bits)
            np.add.at(many, slots, np.uint32(1))
            last[slots] = np.arange(low, low + len(slots), dtype=np.int32)
        there = np.flatnonzero(many)
        at, rows = last.take(there), np.empty((len(there), _LONGEST), dtype=letters.dtype)
        for on in range(_LONGEST):
            rows[:, on] = letters.take(at + np.int32(on))
        return rows, many.take(there)

    def _bits(self, size: int) -> int:
        """Bits of the table of one size of runs: so many that strangers seldom share a place."""
        return min(_TABLE_BITS[size], max(12, (2 * self._letters).bit_length()))

    def _table(self, runs: dict[int, Sums], at: Ints, own: float) -> Sums:
        """What each four letters met say; ``own`` of the times a run was met don't count."""
        told = np.zeros(1 << self._bits(4), dtype=np.uint32)
        hashes = runs[4].take(at)
        said = self._said(runs, at, own)
        told[slots_of(hashes, self._bits(4))] = (_checked(hashes) << np.uint32(24)) | said
        return told

    def bits(self, letters: Letters, low: int, high: int, *, counted: bool) -> Sums:
        """The bits of letters ``low`` to ``high``, of texts that were counted or of others."""
        runs = runs_hashed(_edged(letters, low, high))
        table, own = (self._own, 1 + self._share) if counted else (self._others, 2 * self._share)
        told = table.take(slots_of(runs[4], self._bits(4)))
        new = np.flatnonzero((told >> np.uint32(24)) != _checked(runs[4]))
        told[new] = self._said(runs, new, own)
        return _halved(told)

    def _said(self, runs: dict[int, Sums], at: Ints, own: float) -> Sums:
        """What runs of four letters say: bits of their last letter, then of their first one.
        ``own``: so many of the times that a run was met don't count."""
        after = np.full(len(at), _BELIEF[0] / _SIGNS, dtype=np.float32)
        before = after.copy()
        many = {(size, on): self._met(runs, size, at + on, own) for size, on in _STANDING}
        least = np.float32(self._share)
        for size, belief in zip(_ORDERS[1:], _BELIEF[1:], strict=True):
            less = np.maximum(many[size - 1, 4 - size], least)
            after += np.float32(belief) * np.minimum(many[size, 4 - size] / less, 1)
            less = np.maximum(many[size - 1, 1], least)
            before += np.float32(belief) * np.minimum(many[size, 0] / less, 1)
        return (_in_parts(after) << np.uint32(12)) | _in_parts(before)

    def _met(self, runs: dict[int, Sums], size: int, at: Ints, own: float) -> Shares:
        told = self._times[size].take(slots_of(_run(runs, size, at), self._bits(size)))
        told -= np.float32(own)
        return np.maximum(told, 0, out=told)


def _in_parts(shares: Shares) -> Sums:
    bits = np.log2(np.minimum(shares, 1)) * np.float32(-_FINE)
    return np.minimum(bits, _MOST).astype(np.uint32)


def _halved(told: Sums) -> Sums:
    """For each letter the mean of what it says behind three letters and before three: the first is
    told by the run of four that ends with it, the other by the one that begins with it. In
    sixteenths of a bit."""
    last, first = (told >> np.uint32(12)) & np.uint32(_MOST), told & np.uint32(_MOST)
    result: Sums = (last[:-_EDGE] + first[_EDGE:]) >> np.uint32(4)
    return result


def _edged(letters: Letters, low: int, high: int) -> Letters:
    """Letters with three more on either side, nought where there are none."""
    told = np.zeros(high - low + 2 * _EDGE, dtype=letters.dtype)
    begin, end = max(0, low - _EDGE), min(len(letters), high + _EDGE)
    told[begin - low + _EDGE : end - low + _EDGE] = letters[begin:end]
    return told


def _checked(hashes: Sums) -> Sums:
    """Eight bits of hashes, never nought: an empty place holds none."""
    told: Sums = (hashes & np.uint32(255)) | np.uint32(1)
    return told


def slots_of(hashes: Sums, bits: int) -> Sums:
    """Places of hashes in a table."""
    told: Sums = hashes ^ (hashes >> np.uint32(15))
    told *= _MIX
    told >>= np.uint32(32 - bits)
    return told


def runs_hashed(letters: Letters) -> dict[int, Sums]:
    """A hash of each run of one, two and four letters: half as wide as fingerprints, twice as
    fast."""
    one = (letters.astype(np.uint32) + np.uint32(1)) * np.uint32(0xC2B2AE35)
    two = _joined(one, one, 1)
    return {1: one, 2: two, 4: _joined(two, two, 2)}


def run_of_eight(letters: Letters) -> Sums:
    """A hash of each run of eight letters."""
    four = runs_hashed(letters)[4]
    return _joined(four, four, 4)


def _run(runs: dict[int, Sums], size: int, at: Ints) -> Sums:
    """Hashes of runs that begin at some places."""
    if size in runs:
        return runs[size].take(at)
    told: Sums = runs[2].take(at) * np.uint32(_power(2)) + runs[1].take(at + 2)
    return told


def _joined(first: Sums, second: Sums, size: int) -> Sums:
    """Hash of a run of ``size`` letters followed by another run."""
    many = max(0, min(len(first), len(second) - size))
    told: Sums = first[:many] * np.uint32(_power(size)) + second[size : size + many]
    return told


def _power(size: int) -> int:
    return pow(_FACTOR, size, 1 << 32)
