"""Which group in which round, so that rounds are even and the delay stays within its limit: a
search by small changes (annealing), with teams left aside."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Set
from itertools import count
from random import Random

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame

_TIGHT = 0.985
"""Of what the teams of a round can take: what is left over makes packing them easy."""
_APART = 1_000
"""Steps between two looks at whether the rounds can be packed."""
Packs = Callable[[Mapping[int, int], Set[int]], bool]
"""Whether the teams of these rounds can take what is put there."""


class Shifting:
    """``put``: group → round to begin with; ``aim``: a spread that can't be beaten (scaled days),
    to know what a unit of delay is worth."""

    def __init__(
        self,
        frame: Frame,
        rounds: Mapping[int, tuple[int, ...]],
        limit: Mapping[int, int],
        rare: Set[str],
        put: Mapping[int, int],
        most_delay: int,
        aim: float,
        seed: int = 0,
    ) -> None:
        self.frame, self.rounds, self.rare = frame, rounds, rare
        self.put = dict(put)
        self.groups = [g for g in put if len(rounds[g]) > 1]
        self.most_delay = most_delay - frame.locked_delay
        self.teams = {r: frame.problem.rounds[r].teams for r in frame.open_rounds}
        self.room_effort = {r: frame.most_effort * n * _TIGHT for r, n in limit.items()}
        self.room_count = {r: frame.most_count * n for r, n in limit.items()}
        self.efforts = dict.fromkeys({*frame.spread_rounds, *frame.open_rounds}, 0)
        self.counts = dict.fromkeys(self.efforts, 0)
        for g, r in put.items():
            self.efforts[r] += frame.groups[g].effort
            self.counts[r] += frame.groups[g].count
        self.rates = {
            r: self.efforts[r] / frame.problem.rounds[r].teams for r in frame.spread_rounds
        }
        self.dirty = set(self.efforts)
        self.delay = sum(frame.groups[g].risk * r for g, r in put.items())
        slack = max(1.0, float(self.most_delay - self.delay))
        self.worth = 3.0 * max(1e-6, self.spread() - aim) / slack
        self.chance = Random(seed)  # noqa: S311 - repeatable search, no secret

    def spread(self) -> float:
        """Most less least effort per team."""
        values = self.rates.values()
        return max(values) - min(values) if values else 0.0

    def energy(self) -> float:
        """The spread, and a price for delay beyond the limit."""
        return self.spread() + self.worth * max(0, self.delay - self.most_delay)

    def is_allowed(self) -> bool:
        """Whether what is put may be kept, if it can be packed."""
        return self.delay <= self.most_delay

    def heat(self) -> float:
        """How much worse a step may well be at the beginning."""
        return max(1e-3, self.energy() / 20)

    def run(self, budget: Budget, packs: Packs) -> dict[int, int] | None:
        """Group → round with the least spread found within the limit; None if none was better."""
        if not self.groups:
            return None
        whole, now = max(0.01, budget.left()), self.energy()
        best, best_put = now, None
        begun = heat = self.heat()
        looked = 0
        for step in count():
            if step % 128 == 0:
                left = budget.left()
                if left <= 0:
                    break
                heat = begun * (left / whole) ** 3 + begun * 1e-4
            now = self._try(now, heat)
            if now < best - 1e-9 and step >= looked and self.is_allowed():
                looked = step + _APART
                if packs(self.put, self.dirty):
                    best, best_put, looked = now, dict(self.put), step + _APART // 10
                    self.dirty.clear()
        return best_put

    def _try(self, now: float, heat: float) -> float:
        g = self.chance.choice(self.groups)
        to = self.chance.choice(self.rounds[g])
        here = self.put[g]
        if to == here:
            return now
        h = -1
        if self.chance.random() < 0.6:
            h = self.chance.choice(self.groups)
            if self.put[h] == here or self.put[h] not in self.rounds[g]:
                return now
            to = self.put[h]
            if here not in self.rounds[h]:
                return now
        if not self._may(g, h, here, to):
            return now
        self._move(g, h, here, to)
        then = self.energy()
        if then <= now or self.chance.random() < math.exp((now - then) / heat):
            return then
        self._move(g, h, to, here)
        return now

    def _may(self, g: int, h: int, here: int, to: int) -> bool:
        one = self.frame.groups[g]
        other = self.frame.groups[h] if h >= 0 else None
        skills = one.skills ^ other.skills if other else one.skills
        if self.rare and skills & self.rare:
            return False
        effort = one.effort - (other.effort if other else 0)
        places = one.count - (other.count if other else 0)
        full = to if effort > 0 else here
        if self.efforts[full] + abs(effort) > self.room_effort[full]:
            return False
        full = to if places > 0 else here
        return not places or self.counts[full] + abs(places) <= self.room_count[full]

    def _move(self, g: int, h: int, here: int, to: int) -> None:
        self._shift(g, here, to)
        if h >= 0:
            self._shift(h, to, here)

    def _shift(self, g: int, here: int, to: int) -> None:
        one = self.frame.groups[g]
        self.dirty |= {here, to}
        self.put[g] = to
        self.delay += one.risk * (to - here)
        for r, sign in ((here, -1), (to, 1)):
            self.efforts[r] += sign * one.effort
            self.counts[r] += sign * one.count
            if r in self.rates:
                self.rates[r] = self.efforts[r] / self.teams[r]


class Hastening(Shifting):
    """The same moves, to make the delay small."""

    def energy(self) -> float:
        return float(self.delay)

    def is_allowed(self) -> bool:
        return True

    def heat(self) -> float:
        risks = [self.frame.groups[g].risk for g in self.groups]
        return max(1e-3, sum(risks) / max(1, len(risks)) / 2)
