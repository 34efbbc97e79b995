"""Rows of unequal length laid one behind another: the arithmetic that the other modules share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


def spread(starts: Ints, sizes: Ints) -> Ints:
    """``starts[i], starts[i] + 1, ...`` (``sizes[i]`` of them), row behind row."""
    total = int(sizes.sum())
    steps = np.ones(total, dtype=np.int64)
    filled = sizes > 0
    starts, sizes = starts[filled], sizes[filled]
    if not len(starts):
        return steps
    heads = np.cumsum(sizes[:-1])
    steps[0] = starts[0]
    steps[heads] = starts[1:] - starts[:-1] - sizes[:-1] + 1
    return np.cumsum(steps)


def heads(keys: NDArray[np.generic]) -> Flags:
    """Where in sorted keys a new value begins."""
    flags = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=flags[1:])
    return flags


def in_long_lists(keys: NDArray[np.generic], most: int) -> Flags:
    """Which of sorted keys stand in lists of more than ``most`` equal ones."""
    told = np.zeros(len(keys), dtype=np.bool_)
    at = np.flatnonzero(keys[most:] == keys[: max(0, len(keys) - most)])
    for step in range(most + 1):
        told[at + step] = True
    return told


def runs(keys: NDArray[np.generic]) -> tuple[Ints, Ints]:
    """Start and length of each run of equal values in sorted keys."""
    starts = np.flatnonzero(heads(keys))
    return starts, np.diff(np.append(starts, len(keys)))


def totals(rows: Ints, values: NDArray[np.generic], many: int) -> Floats:
    """The sum of the values of each of ``many`` rows."""
    return np.bincount(rows, values.astype(np.float64), many).astype(np.float64)


def batches(weights: Ints, most: int) -> list[tuple[int, int]]:
    """Cut rows into batches of about ``most`` in weight, each of one row at least."""
    ends = np.cumsum(weights)
    cuts, at = [], 0
    while at < len(weights):
        before = int(ends[at - 1]) if at else 0
        until = max(at + 1, int(np.searchsorted(ends, before + most, side="right")))
        cuts.append((at, until))
        at = until
    return cuts
