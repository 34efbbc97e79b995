"""Where two texts say the same: stretches of equal letters, none used twice; many pairs at once.

Fingerprints that both texts have say on which diagonals (place in the one less place in the other)
to look; around them the letters themselves are compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, Letters
from xuncha.engines.similarity.meeting import Spots, meet_spots, pair_batches
from xuncha.engines.similarity.prints import GRAM
from xuncha.engines.similarity.ragged import Ints, heads, totals
from xuncha.engines.similarity.rarity import SURE

LEAST = 4
"""A shorter stretch is chance."""
_MARGIN = SURE - 6
_GAP = 2 * _MARGIN + GRAM
_ROW = 64


@dataclass(frozen=True, slots=True)
class Tiles:
    """Stretches, by pair and place: ``size`` letters from ``left`` in the first text's and from
    ``right`` in the second text's letters are equal."""

    pair: Ints
    left: Ints
    right: Ints
    size: Ints

    def of(self, chosen: NDArray[np.bool_] | Ints) -> Tiles:
        """Some of the stretches."""
        return Tiles(self.pair[chosen], self.left[chosen], self.right[chosen], self.size[chosen])


def tiles(corpus: Corpus, spots: Spots, first: Ints, second: Ints, least: Ints) -> Tiles:
    """Stretches shared by each pair, in the order of the first text; none for pairs whose
    fingerprints promise fewer than ``least`` letters."""
    padded = np.concatenate([corpus.letters, np.zeros(2 * _ROW, dtype=corpus.letters.dtype)])
    told = []
    for low, high in pair_batches(spots.sizes, first, second):
        one, other = first[low:high], second[low:high]
        windows = _windows(*meet_spots(spots, one, other))
        promised = totals(windows.pair, windows.size - _MARGIN, high - low)
        windows = windows.of(promised[windows.pair] >= least[low:high][windows.pair])
        found = settle(_compared(corpus, padded, one, other, windows))
        told.append(Tiles(found.pair + low, found.left, found.right, found.size))
    return joined(told)


def joined(told: list[Tiles]) -> Tiles:
    """Stretches of several batches in one."""
    none = np.zeros(0, dtype=np.int64)
    return Tiles(
        np.concatenate([none, *(one.pair for one in told)]),
        np.concatenate([none, *(one.left for one in told)]),
        np.concatenate([none, *(one.right for one in told)]),
        np.concatenate([none, *(one.size for one in told)]),
    )


def _windows(pairs: Ints, left: Ints, right: Ints) -> Tiles:
    """Where to compare: fingerprints of one diagonal that stand close together, with a margin."""
    if not len(pairs):
        return Tiles(pairs, left, right, right)
    pairs, diagonal, left = _sorted(pairs, left - right, left)
    new = heads(pairs) | heads(diagonal)
    new[1:] |= np.diff(left) > _GAP
    at = np.flatnonzero(new)
    end = left[np.append(at[1:], len(left)) - 1] + GRAM + _MARGIN
    begin = left[at] - _MARGIN
    return Tiles(pairs[at], begin, begin - diagonal[at], end - begin)


def _sorted(pairs: Ints, diagonal: Ints, left: Ints) -> tuple[Ints, Ints, Ints]:
    """By pair, diagonal and place: as single numbers where 63 bits hold them, which is faster."""
    lowest = int(diagonal.min())
    bits = int(left.max()).bit_length()
    more = (int(diagonal.max()) - lowest).bit_length()
    if bits + more + int(pairs.max()).bit_length() > 63:
        order = np.lexsort((left, diagonal, pairs))
        return pairs[order], diagonal[order], left[order]
    keys = (pairs << (bits + more)) | ((diagonal - lowest) << bits) | left
    keys.sort()
    diagonal = ((keys >> bits) & ((1 << more) - 1)) + lowest
    return keys >> (bits + more), diagonal, keys & ((1 << bits) - 1)


def _compared(corpus: Corpus, padded: Letters, first: Ints, second: Ints, windows: Tiles) -> Tiles:
    """Runs of equal letters inside the windows."""
    sizes, bounds = corpus.sizes, corpus.bounds
    one, other = first[windows.pair], second[windows.pair]
    cut = np.maximum(0, -np.minimum(windows.left, windows.right))
    left, right = windows.left + cut, windows.right + cut
    size = np.minimum(windows.size - cut, np.minimum(sizes[one] - left, sizes[other] - right))
    rows = size // _ROW + 1
    owner = np.repeat(np.arange(len(rows)), rows)
    base = np.cumsum(rows) - rows
    shift = (np.arange(len(owner)) - base[owner]) * _ROW
    view = sliding_window_view(padded, _ROW)
    equal = (
        view[(bounds[one] + left)[owner] + shift] == view[(bounds[other] + right)[owner] + shift]
    )
    rest = (size[owner] - shift)[:, None]
    equal &= np.arange(_ROW) < rest
    flat = equal.ravel()
    changes = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    if len(flat) and flat[0]:
        changes = np.append(0, changes)
    begin, end = changes[0::2], changes[1::2]  # the last letter of a window is never equal
    kept = end - begin >= LEAST
    begin, end = begin[kept], end[kept]
    window = owner[begin // _ROW]
    at = begin - base[window] * _ROW
    return Tiles(windows.pair[window], left[window] + at, right[window] + at, end - begin)


def settle(found: Tiles) -> Tiles:
    """Without overlaps: of two stretches that want the same letters the longer one takes them."""
    loose = _disputed(found)
    settled = [found.of(~loose)]
    rest = found.of(loose)
    while len(rest.pair):
        order = np.lexsort((rest.right, rest.left, -rest.size, rest.pair))
        rest = rest.of(order)
        best = heads(rest.pair)
        taken = rest.of(best)
        settled.append(taken)
        owner = np.cumsum(best) - 1
        rest = _trimmed(rest.of(~best), taken.of(owner[~best]))
        if len(rest.pair):
            loose = _disputed(rest)
            settled.append(rest.of(~loose))
            rest = rest.of(loose)
    told = joined(settled)
    return told.of(np.lexsort((told.left, told.pair)))


def _disputed(found: Tiles) -> NDArray[np.bool_]:
    """Stretches of pairs in which any two want the same letters."""
    told = np.zeros(int(found.pair.max()) + 1 if len(found.pair) else 0, dtype=np.bool_)
    diagonal = found.left - found.right
    turns = (found.pair[1:] == found.pair[:-1]) & (diagonal[1:] != diagonal[:-1])
    told[found.pair[1:][turns]] = True  # on one diagonal there is nothing to dispute
    some = found.of(told[found.pair])
    told[:] = False
    for side in (some.left, some.right):
        order = np.lexsort((side, some.pair))
        pair, begin = some.pair[order], side[order]
        end = begin + some.size[order]
        clash = (pair[1:] == pair[:-1]) & (begin[1:] < end[:-1])
        told[pair[1:][clash]] = True
    return told[found.pair]


def _trimmed(rest: Tiles, taken: Tiles) -> Tiles:
    """Stretches without the letters that the longest one of their pair took."""
    left, right, size = rest.left, rest.right, rest.size
    for mine, other in ((rest.left, taken.left), (rest.right, taken.right)):
        shift = mine - rest.left  # both sides move together
        begin = left + shift
        stop = other + taken.size
        before = np.clip(other - begin, 0, size)
        after = np.clip(begin + size - stop, 0, size)
        clash = (begin < stop) & (other < begin + size)
        later = clash & (after > before)
        move = np.where(later, size - after, 0)
        left, right = left + move, right + move
        size = np.where(clash, np.maximum(before, after), size)
    kept = size >= LEAST
    return Tiles(rest.pair[kept], left[kept], right[kept], size[kept])
