"""Evening out the rounds: the most and the least effort per team brought together as far as the
delay allows. The relaxed model says what can't be beaten, a search comes near it, and the whole
model betters what the search found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.greedy import Teams
from xuncha.engines.scheduling.laying import Laying
from xuncha.engines.scheduling.master import Master
from xuncha.engines.scheduling.shifting import Shifting

_TRIES = 4


class Leveling:
    """Takes over a master: its objective and its limit of delay are changed for good."""

    def __init__(self, master: Master, laying: Laying, most_delay: int) -> None:
        self.master, self.laying, self.frame = master, laying, master.frame
        self.most_delay = most_delay
        master.hold_delay(most_delay)
        master.model.aim(master.round_spread())
        self.aim = 0.0

    def relax(self, budget: Budget, seconds: float) -> None:
        """Learn what can't be beaten."""
        result = self.master.model.solve(budget, seconds, relaxed=True)
        self.aim = result.objective if result.optimal else 0.0

    def search(self, budget: Budget, put: Mapping[int, int], seed: int) -> Teams | None:
        """Teams with the rounds more even than in ``put``, by search alone."""
        search = Shifting(
            self.frame, self.master.rounds, self.laying.limit, self.master.rare, put,
            self.most_delay, self.aim, seed,
        )  # fmt: skip
        found = search.run(budget, self._packs)
        if found is None:
            return None
        return self.laying.pack_put(self.master, found, set(found.values()), _TRIES)

    def solve(self, budget: Budget, seconds: float, teams: Teams) -> Sequence[float] | None:
        """Values of the master with the rounds as even as it can make them; ``teams`` to begin."""
        begun = self.master.begin(teams)
        start = None if begun is None else [*begun[:-2], *self._extremes(teams)]
        return self.master.model.solve(budget, seconds, start=start).values

    def _packs(self, put: Mapping[int, int], among: Set[int]) -> bool:
        return self.laying.pack_put(self.master, put, among, _TRIES) is not None

    def _extremes(self, teams: Teams) -> tuple[float, float]:
        sums = dict.fromkeys(self.frame.spread_rounds, 0.0)
        for r, made in teams.items():
            if r in sums:
                effort = sum(self.frame.groups[g].effort for team in made for g in team)
                sums[r] = effort / self.frame.problem.rounds[r].teams
        return max(sums.values()), min(sums.values())


def put_of(teams: Teams) -> dict[int, int]:
    """Group → round."""
    return {g: r for r, made in teams.items() for team in made for g in team}
