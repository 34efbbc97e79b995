"""Which households are called back: drawn by seed out of the numbers of the village's list, so that
anybody can draw the same, and nobody's name is needed."""

from __future__ import annotations

import math

from xuncha.cycle.deeds.models import DeedCall
from xuncha.engines.checking.sampling import ordered


def pick(households: int, *, seed: int, share_percent: int, least: int) -> list[int]:
    """The numbers of the households that are asked, in the order of the list."""
    wanted = min(households, max(least, math.ceil(households * share_percent / 100)))
    marks = ordered((str(number) for number in range(1, households + 1)), seed=seed)
    return sorted(int(mark) for mark in marks[:wanted])


def holds(row: DeedCall) -> bool:
    """Whether drawing again gives the same households."""
    again = pick(row.households, seed=row.seed, share_percent=row.share_percent, least=row.least)
    return again == list(row.picks)


def is_satisfied(satisfied: int, unsatisfied: int, percent: int) -> bool:
    """Whether enough of those who were reached are satisfied."""
    reached = satisfied + unsatisfied
    return reached > 0 and satisfied * 100 >= reached * percent
