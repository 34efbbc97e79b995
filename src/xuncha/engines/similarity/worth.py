"""What runs of letters that two texts share say together, before any letter is compared: runs that
overlap or stand close together are one stretch, and each stretch is weighed as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xuncha.engines.similarity.numerals import Numerals
from xuncha.engines.similarity.ragged import Flags, Floats, Ints, totals
from xuncha.engines.similarity.surprise import Sums

FREE = 12.0
"""Bits of each stretch that count for nothing: it may begin anywhere in either text."""
ENDS = 9.0
"""Bits at the ends of a stretch, past the fingerprints that both texts have of it."""
_NEAR = 16
"""Runs no further apart may be of one stretch: not all that it has in common was met."""
_ROOM = 1 << 36


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of letters, those of one pair together and in their order: where a pair is ``new``,
    where they begin, how long they are, and which have a number in them that is the same (these
    are all of one length)."""

    new: Flags
    begin: Ints
    size: Ints
    numbered: Flags

    def of(self, chosen: Flags) -> Runs:
        """Some of the runs."""
        return Runs(
            self.new.compress(chosen), self.begin.compress(chosen), self.size.compress(chosen),
            self.numbered.compress(chosen),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promise:
    """Tells what runs are worth. ``sums``: of what letters say, in so ``fine`` parts of a bit;
    ``numbers``: what these say beside."""

    sums: Sums
    fine: int
    numbers: Numerals
    number_sums: Floats

    @staticmethod
    def of(sums: Sums, fine: int, numbers: Numerals) -> Promise:
        """By the sums of what letters say and by what numbers say."""
        told = np.zeros(len(numbers.bits) + 1)
        np.cumsum(numbers.bits, out=told[1:], dtype=np.float64)
        return Promise(sums, fine, numbers, told)

    def tells(self, begin: Ints, size: int, least: float) -> Flags:
        """Which runs of one size say at least so many bits."""
        end = np.minimum(begin + size, len(self.sums) - 1)
        told: Flags = self.sums.take(end) - self.sums.take(begin) >= np.uint32(least * self.fine)
        return told

    def worth(self, runs: Runs) -> Floats:
        """Bits of each pair. Most pairs share one run, which is soon told."""
        starts = np.flatnonzero(runs.new)
        many = np.diff(np.append(starts, len(runs.new)))
        told = np.zeros(len(starts))
        several = np.repeat(many > 1, many)
        told[many == 1] = self._alone(runs.of(~several))
        told[many > 1] = self._together(runs.of(several))
        return told

    def _alone(self, runs: Runs) -> Floats:
        bits = self.sums.take(runs.begin + runs.size) - self.sums.take(runs.begin)
        told = np.maximum(bits / self.fine + (ENDS - FREE), 0)
        some = np.flatnonzero(runs.numbered)
        begin, end = self._numbers(runs.begin.take(some), runs.size.take(some))
        told[some] += end - begin
        return told

    def _numbers(self, begin: Ints, size: Ints) -> tuple[Floats, Floats]:
        """Sums of what numbers say up to where runs begin and up to where they end."""
        before = self.numbers.before
        return self.number_sums.take(before(begin)), self.number_sums.take(before(begin + size))

    def _together(self, runs: Runs) -> Floats:
        starts = np.flatnonzero(runs.new)
        row = np.cumsum(runs.new) - 1
        base = runs.begin.take(starts).take(row)  # the first run of a pair is where it begins
        begin = runs.begin - base
        gap = begin - _past(row, begin + runs.size)
        broken = (gap > _NEAR) | runs.new
        zero = self.sums.take(base)
        low = (self.sums.take(runs.begin) - zero).astype(np.int64)
        high = (self.sums.take(runs.begin + runs.size) - zero).astype(np.int64)
        past = _past(row, high)
        # inside one stretch what lies between two runs is of it
        bits = np.maximum(high - np.where(broken, np.maximum(low, past), past), 0)
        stretches = np.flatnonzero(broken)
        told = np.add.reduceat(bits, stretches) / self.fine + (ENDS - FREE)
        worth = totals(row.take(stretches), np.maximum(told, 0), len(starts))
        return worth + self._figures(runs, row, len(starts))

    def _figures(self, runs: Runs, row: Ints, many: int) -> Floats:
        """What the numbers in runs say, each once."""
        some = np.flatnonzero(runs.numbered)
        row = row.take(some)
        low, high = self._numbers(runs.begin.take(some), runs.size.take(some))
        again = np.zeros(len(some), dtype=np.bool_)
        again[1:] = row[1:] == row[:-1]
        before = np.where(again, np.roll(high, 1), 0.0)
        return totals(row, np.maximum(high - np.maximum(low, before), 0), many)


def _past(row: Ints, ends: Ints) -> Ints:
    """For each run how far those before it in its row reach; nought for the first."""
    rows = row * _ROOM
    told = np.maximum.accumulate(rows + ends)
    told[1:] = told[:-1]
    told[:1] = 0
    told -= rows
    return np.maximum(told, 0, out=told)
