"""Pairs of texts as single numbers, and all pairs inside lists of texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.ragged import Ints, Keys, heads

Groups = NDArray[np.int32]
_EMITTED = 1 << 22


def pack(first: Ints, second: Ints) -> Keys:
    """Pairs as single numbers that sort like them."""
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def unpack(keys: Keys) -> tuple[Ints, Ints]:
    """Single numbers as the pairs that they stand for."""
    first = (keys >> np.uint64(32)).astype(np.int64)
    return first, (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)


def distinct(keys: Keys) -> Keys:
    """Each once, in order. (``np.unique`` hashes, which takes ten times as long.)"""
    told = np.sort(keys)
    once: Keys = told[heads(told)]
    return once


def apart(one: NDArray[Any], other: NDArray[Any], groups: Groups | None) -> NDArray[np.bool_]:
    """Which pairs are of different groups, -1 being no group."""
    if groups is None:
        return np.ones(len(one), dtype=np.bool_)
    told: NDArray[np.bool_] = (groups[one] != groups[other]) | (groups[one] < 0)
    return told


@lru_cache(maxsize=16)
def _inside(size: int) -> tuple[Ints, Ints]:
    """The places of all pairs inside one list."""
    one, other = np.triu_indices(size, 1)
    return one, other


def places_inside(sizes: Ints) -> Iterator[tuple[Ints, Ints]]:
    """For lists laid one behind another: the places of all pairs inside each list."""
    starts = np.cumsum(sizes) - sizes
    for size in np.flatnonzero(np.bincount(sizes)).tolist() if len(sizes) else []:
        own = starts[sizes == size]
        one, other = _inside(size)
        if not len(one):
            continue
        step = max(1, _EMITTED // len(one))
        for low in range(0, len(own), step):
            base = own[low : low + step][:, None]
            yield (base + one).ravel(), (base + other).ravel()


def pairs_inside(texts: Ints, sizes: Ints, groups: Groups | None) -> Keys:
    """All pairs inside each list of texts, each list in order; lists behind one another."""
    told = [np.zeros(0, dtype=np.uint64)]
    for left, right in places_inside(sizes):
        one, other = texts[left], texts[right]
        kept = apart(one, other, groups)
        told.append(pack(one[kept], other[kept]))
    return np.concatenate(told)
