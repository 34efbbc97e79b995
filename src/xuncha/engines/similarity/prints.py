"""Fingerprints: rolling hashes of runs of letters, and which of them stand for a text.

Of every few neighbours the smallest is taken (winnowing: Schleimer, Wilkerson, Aiken 2003), so that
two texts that share a long enough run of letters always share a fingerprint of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.ragged import Ints, spread

Hashes = NDArray[np.uint32]

GRAM = 8
"""Letters to a fingerprint."""
WINDOW = 6
"""Of so many neighbours one is taken: a shared run of 13 letters always shares one."""
_CHUNK = 1 << 17
_MULTIPLIER, _FIRST, _SCATTER = 0x9E3779B1, 0xC2B2AE35, 0x85EBCA6B
LONGER = {14: (6,), 26: (8, 16, 18)}
"""Lengths of longer runs, and where in them further runs of a fingerprint's length begin, so that
each letter of them is in one."""
_MIX = np.uint32(0x2C1B3C6D)
NONE = np.uint32(0xFFFFFFFF)
"""No hash: it is never the smallest of its neighbours."""


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints in the order of the texts: ``hashes[i]`` of the letters from ``places[i]``."""

    hashes: Hashes
    places: Ints
    bounds: Ints
    classes: NDArray[np.uint8] | None = None
    """How often each was met, by the classes of ``rarity``, where that was counted."""
    figured: Hashes | None = None
    """The same with numbers as they were written, where that was asked for."""
    sizes: Ints = field(init=False)
    """How many fingerprints each text has: asked for block by block, so told once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", np.diff(self.bounds))


def rolling(letters: NDArray[np.unsignedinteger[Any]], length: int) -> Hashes:
    """A hash of every run of ``length`` letters, one for each place where one begins; its upper
    bits are the better ones. Half as wide as could be, which takes half the time; strangers that
    meet are found out later."""
    whole = (letters.astype(np.uint32) + np.uint32(1)) * np.uint32(_FIRST)
    power, size = whole, 1
    told: Hashes | None = None
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
    return told[: max(0, len(letters) - length + 1)]


def _join(first: Hashes, size: int, second: Hashes, length: int) -> Hashes:
    """Hash of ``size`` letters followed by ``length`` letters."""
    factor = np.uint32(pow(_MULTIPLIER, length, 1 << 32))
    many = max(0, min(len(first), len(second) - size))
    told: Hashes = first[:many] * factor
    told += second[size : size + many]
    return told


def figures(places: Ints, values: NDArray[np.uint32], many: int, length: int) -> Hashes:
    """What to add to the hashes of runs of ``length`` letters so that each number in them counts as
    it was written: those at ``places``, by their marks. Nought where a run has none."""
    told = np.zeros(many + length, dtype=np.uint32)
    change = values * np.uint32(_SCATTER) | np.uint32(1)
    for back in range(length):
        at = places - back
        told[at] += change  # what lies before the first place lands behind the last one
        change = change * np.uint32(_MULTIPLIER)
    return told[:many]


def chunks(corpus: Corpus) -> Iterator[tuple[int, int]]:
    """Stretches of whole texts, each of about as many letters as the processor keeps at hand."""
    at = 0
    while at < len(corpus):
        until = int(np.searchsorted(corpus.bounds, corpus.bounds[at] + _CHUNK, side="left"))
        until = min(max(until, at + 1), len(corpus))
        yield at, until
        at = until


def hashed(corpus: Corpus, first: int, last: int, length: int) -> Hashes:
    """Hashes of all runs of texts ``first`` to ``last``, ``NONE`` where two texts run together."""
    low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
    hashes = rolling(corpus.letters[low:high], length)
    for back in range(1, length):
        at = corpus.bounds[first + 1 : last] - low - back
        hashes[at[(at >= 0) & (at < len(hashes))]] = NONE
    return hashes


def longer(corpus: Corpus, places: Ints) -> dict[int, Hashes]:
    """Hashes of longer runs that begin at some places, ascending; whether they fit into their texts
    is not asked. Chunk by chunk, so that what they are made of is at hand."""
    told = {length: np.zeros(len(places), dtype=np.uint32) for length in LONGER}
    for first, last in chunks(corpus):
        begin, end = int(corpus.bounds[first]), int(corpus.bounds[last])
        low, high = np.searchsorted(places, [begin, end])
        hashes = rolling(corpus.letters[begin:end], GRAM)
        at = places[low:high] - begin
        for length, steps in LONGER.items():
            own = hashes.take(at, mode="clip")
            for step in steps:
                own *= _MIX
                own ^= own >> np.uint32(15)
                own += hashes.take(at + step, mode="clip")
            told[length][low:high] = own
    return told


def winnowed(corpus: Corpus, length: int = GRAM, window: int = WINDOW) -> Prints:
    """The fingerprints of all texts."""
    told, places = [], []
    for first, last in chunks(corpus):
        hashes = hashed(corpus, first, last, length)
        chosen = np.flatnonzero(smallest(hashes, window) & (hashes != NONE))
        told.append(hashes[chosen])
        places.append(chosen + int(corpus.bounds[first]))
    at = np.concatenate([np.zeros(0, dtype=np.int64), *places])
    hashes = np.concatenate([np.zeros(0, dtype=np.uint32), *told])
    return Prints(hashes, at, np.searchsorted(at, corpus.bounds).astype(np.int64))


def smallest(hashes: Hashes, window: int) -> NDArray[np.bool_]:
    """Which hashes are the smallest of some ``window`` neighbours."""
    edge = np.full(window - 1, NONE, dtype=np.uint32)
    least = _least(np.concatenate([edge, hashes, edge]), window)
    flags: NDArray[np.bool_] = _most(least, window) == hashes
    return flags


def smallest_inside(hashes: Hashes, window: int, ends: Ints) -> NDArray[np.bool_]:
    """Which hashes are the smallest of some ``window`` neighbours of the same text, whatever texts
    stand beside it; all of a text that has fewer. ``ends``: so many stand before each text ends."""
    least = np.zeros(len(hashes) + window - 1, dtype=np.uint32)
    if len(hashes) >= window:
        least[window - 1 : len(hashes)] = _least(hashes, window)
    for back in range(window - 1):
        least[ends + back] = 0  # a window that reaches into the next text
    flags: NDArray[np.bool_] = _most(least, window) == hashes
    sizes = np.diff(ends, prepend=0)
    few = np.flatnonzero(sizes < window)
    flags[spread(ends.take(few) - sizes.take(few), sizes.take(few))] = True
    return flags


def _least(hashes: Hashes, window: int) -> Hashes:
    for step in _steps(window):
        hashes = np.minimum(hashes[:-step], hashes[step:])
    return hashes


def _most(hashes: Hashes, window: int) -> Hashes:
    for step in _steps(window):
        hashes = np.maximum(hashes[:-step], hashes[step:])
    return hashes


def _steps(window: int) -> list[int]:
    """Shifts by which a smallest of one grows to a smallest of ``window``."""
    steps, size = [], 1
    while size < window:
        step = min(size, window - size)
        steps.append(step)
        size += step
    return steps
