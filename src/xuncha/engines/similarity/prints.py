"""Fingerprints: rolling hashes of runs of letters, and which of them stand for a text.

Of every few neighbours the smallest is taken (winnowing: Schleimer, Wilkerson, Aiken 2003), so that
two texts that share a long enough run of letters always share a fingerprint of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, Letters
from xuncha.engines.similarity.ragged import Ints, Keys

GRAM = 8
"""Letters to a fingerprint."""
WINDOW = 6
"""Of so many neighbours one is taken: a shared run of 13 letters always shares one."""
_CHUNK = 1 << 17
_MULTIPLIER = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD6E8FEB86659FD93)
_NONE = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints in the order of the texts: ``hashes[i]`` of the letters from ``places[i]``."""

    hashes: NDArray[np.uint32]
    places: Ints
    bounds: Ints
    sizes: Ints = field(init=False)
    """How many fingerprints each text has: asked for block by block, so told once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", np.diff(self.bounds))


def rolling(letters: Letters | Keys, length: int) -> Keys:
    """A hash of every run of ``length`` letters, one for each place where one begins."""
    whole = letters.astype(np.uint64) + np.uint64(1)
    power, size = whole, 1
    told: Keys | None = None
    have, rest = 0, length
    while rest:
        if rest & 1:
            told = power if told is None else _join(power, size, told, have)
            have += size
        rest >>= 1
        if rest:
            power = _join(power, size, power, size)
            size *= 2
    assert told is not None
    told = told[: max(0, len(letters) - length + 1)]
    told = (told ^ (told >> np.uint64(32))) * _MIX
    return told ^ (told >> np.uint64(29))


def _join(first: Keys, size: int, second: Keys, length: int) -> Keys:
    """Hash of ``size`` letters followed by ``length`` letters."""
    factor = np.uint64(pow(_MULTIPLIER, length, 1 << 64))
    many = max(0, min(len(first), len(second) - size))
    return first[:many] * factor + second[size : size + many]


def chunks(corpus: Corpus) -> Iterator[tuple[int, int]]:
    """Stretches of whole texts, each of about as many letters as the processor keeps at hand."""
    at = 0
    while at < len(corpus):
        until = int(np.searchsorted(corpus.bounds, corpus.bounds[at] + _CHUNK, side="left"))
        until = min(max(until, at + 1), len(corpus))
        yield at, until
        at = until


def hashes_of(corpus: Corpus, first: int, last: int, length: int) -> tuple[Keys, Ints]:
    """Hashes of all runs inside texts ``first`` to ``last``, and the places of the runs."""
    low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
    hashes = rolling(corpus.letters[low:high], length)
    inside = np.ones(len(hashes), dtype=np.bool_)
    for back in range(1, length):
        at = corpus.bounds[first + 1 : last] - low - back
        inside[at[(at >= 0) & (at < len(inside))]] = False
    places = np.flatnonzero(inside)
    return hashes[places], places + low


def winnowed(corpus: Corpus, length: int = GRAM, window: int = WINDOW) -> Prints:
    """The fingerprints of all texts."""
    told, places = [], []
    for first, last in chunks(corpus):
        low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
        hashes = (rolling(corpus.letters[low:high], length) >> np.uint64(32)).astype(np.uint32)
        for back in range(1, length):
            at = corpus.bounds[first + 1 : last] - low - back
            hashes[at[(at >= 0) & (at < len(hashes))]] = _NONE
        chosen = np.flatnonzero(_smallest(hashes, window) & (hashes != _NONE))
        told.append(hashes[chosen])
        places.append(chosen + low)
    at = np.concatenate([np.zeros(0, dtype=np.int64), *places])
    hashes = np.concatenate([np.zeros(0, dtype=np.uint32), *told])
    return Prints(hashes, at, np.searchsorted(at, corpus.bounds).astype(np.int64))


def _smallest(hashes: NDArray[np.uint32], window: int) -> NDArray[np.bool_]:
    """Which hashes are the smallest of some ``window`` neighbours."""
    edge = np.full(window - 1, _NONE, dtype=np.uint32)
    least = np.concatenate([edge, hashes, edge])
    for step in _steps(window):
        least = np.minimum(least[:-step], least[step:])
    for step in _steps(window):
        least = np.maximum(least[:-step], least[step:])
    flags: NDArray[np.bool_] = least == hashes
    return flags


def _steps(window: int) -> list[int]:
    """Shifts by which a smallest of one grows to a smallest of ``window``."""
    steps, size = [], 1
    while size < window:
        step = min(size, window - size)
        steps.append(step)
        size += step
    return steps
