"""Evening out the rounds: the most and the least effort per team brought together as far as the
delay allows. The relaxed model says what can't be beaten, a search comes near it, and the whole
model betters what the search found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.crewing import Stuck
from xuncha.engines.scheduling.greedy import Teams
from xuncha.engines.scheduling.laying import Laying, rounds_of
from xuncha.engines.scheduling.master import Master
from xuncha.engines.scheduling.shifting import Shifting

_RELAXED, _SEARCH = 0.2, 0.7
_TRIES = 4


class Leveling:
    """Takes over the master: its objective and its limit of delay are changed for good."""

    def __init__(
        self, master: Master, laying: Laying, values: list[float], most_delay: int
    ) -> None:
        self.master, self.laying, self.frame = master, laying, master.frame
        self.put, self.most_delay = master.put(values), most_delay
        self.values = list(values)
        self.aim = 0.0
        master.hold_delay(most_delay)
        master.model.aim(master.round_spread())
        self.values += self._extremes(self.put)

    def better(self, budget: Budget) -> Iterator[Teams]:
        """Teams with the rounds more and more even."""
        model = self.master.model
        relaxed = model.solve(budget, budget.part(_RELAXED), relaxed=True)
        self.aim = relaxed.objective if relaxed.optimal else 0.0
        teams = self.search(Budget.within(budget, budget.part(_SEARCH)), self.put, 0)
        if teams is not None:
            yield teams
            begun = self.master.begin(teams)
            if begun is not None:
                self.values = [*begun[:-2], *self._extremes(self.put)]
        result = model.solve(budget, budget.left(), start=self.values)
        if result.values is not None:
            packed = self.laying.pack(self.master, result.values)
            if not isinstance(packed, Stuck):
                yield packed

    def search(self, budget: Budget, put: Mapping[int, int], seed: int) -> Teams | None:
        """Teams with the rounds more even than in ``put``, by search alone."""
        search = Shifting(
            self.frame, self.master.rounds, self.laying.limit, self.master.rare, put,
            self.most_delay, self.aim, seed,
        )  # fmt: skip
        found = search.run(budget, self._packs)
        if found is None:
            return None
        self.put = found
        return self.laying.pack_put(self.master, found, set(found.values()), _TRIES)

    def _packs(self, put: Mapping[int, int], among: Set[int]) -> bool:
        return self.laying.pack_put(self.master, put, among, _TRIES) is not None

    def _extremes(self, put: Mapping[int, int]) -> tuple[float, float]:
        sums = dict.fromkeys(self.frame.spread_rounds, 0.0)
        for r, groups in rounds_of(put).items():
            if r in sums:
                effort = sum(self.frame.groups[g].effort for g in groups)
                sums[r] = effort / self.frame.problem.rounds[r].teams
        return max(sums.values()), min(sums.values())
