"""Evening out the effort of the teams of a round: exchanges and moves, kept where they help.

Moves inside a round change nothing else. Exchanges between rounds keep to open rounds, to the limit
of delay and to the spread between rounds that was reached before.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from random import Random

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.plan import Laid, Plan, delay_of, spread_of_sums


class Evening:
    """Works on the groups of one plan; people are left aside. ``rare``: skills that may not change
    rounds."""

    def __init__(
        self,
        frame: Frame,
        rounds: Mapping[int, tuple[int, ...]],
        limit: Mapping[int, int],
        rare: Set[str],
        plan: Plan,
        most_delay: int,
        *,
        across: bool,
        seed: int = 0,
    ) -> None:
        self.frame, self.rounds, self.limit, self.rare = frame, rounds, limit, rare
        self.across = across
        self.room = most_delay - delay_of(frame, plan)
        self.teams: list[list[int]] = [list(team.groups) for team in plan]
        self.round = [team.round for team in plan]
        for r in {team.round for team in plan}:
            while self.round.count(r) < limit[r]:
                self.teams.append([])
                self.round.append(r)
        self.efforts = [sum(frame.groups[g].effort for g in team) for team in self.teams]
        self.counts = [sum(frame.groups[g].count for g in team) for team in self.teams]
        self.of_round: dict[int, list[int]] = {}
        for t, r in enumerate(self.round):
            self.of_round.setdefault(r, []).append(t)
        self.sums = dict.fromkeys(frame.spread_rounds, 0)
        for t, r in enumerate(self.round):
            if r in self.sums:
                self.sums[r] += self.efforts[t]
        self.spread = spread_of_sums(frame, self.sums)
        self.chance = Random(seed)  # noqa: S311 - repeatable search, no secret

    def plan(self) -> Plan:
        """The plan as it stands, without people."""
        return tuple(
            Laid(r, tuple(sorted(team)))
            for r, team in zip(self.round, self.teams, strict=True)
            if team
        )

    def uneven(self, r: int) -> int:
        """Most less least effort of the round's teams."""
        values = [self.efforts[t] for t in self.of_round[r] if self.teams[t]]
        return max(values) - min(values) if values else 0

    def total(self) -> int:
        """The sum over rounds."""
        return sum(self.uneven(r) for r in self.of_round)

    def run(self, budget: Budget) -> Plan:
        """The best plan that a search of the time given finds (annealing)."""
        best, best_plan = self.total(), self.plan()
        now = best
        rounds = sorted(self.of_round)
        whole, step = max(0.01, budget.left()), 0
        heat = max(1.0, best / max(1, len(rounds)) / 2)
        begun = heat
        while best > 0:
            step += 1
            if step % 64 == 1:
                left = budget.left()
                if left <= 0:
                    break
                heat = begun * (left / whole) ** 2 + 1e-3
            now += self._try(self.chance.choice(rounds), heat)
            if now < best:
                best, best_plan = now, self.plan()
        return best_plan

    def _try(self, r: int, heat: float) -> int:
        """One random move; the change in the sum, 0 if it was not kept."""
        if self.across and self.chance.random() < 0.4:
            return self._exchange_rounds(r, heat)
        teams = self.of_round[r]
        if len(teams) < 2:
            return 0
        a, b = self.chance.sample(teams, 2)
        if not self.teams[a]:
            a, b = b, a
        if not self.teams[a]:
            return 0
        out = self.chance.choice(self.teams[a])
        back = -1
        if self.teams[b] and self.chance.random() < 0.7:
            back = self.chance.choice(self.teams[b])
        return self._swap(a, out, b, back, (r,), heat)

    def _exchange_rounds(self, r: int, heat: float) -> int:
        other = self.chance.choice(sorted(self.of_round))
        if other == r:
            return 0
        a, b = self.chance.choice(self.of_round[r]), self.chance.choice(self.of_round[other])
        if not self.teams[a] or not self.teams[b]:
            return 0
        out, back = self.chance.choice(self.teams[a]), self.chance.choice(self.teams[b])
        one, two = self.frame.groups[out], self.frame.groups[back]
        if other not in self.rounds[out] or r not in self.rounds[back]:
            return 0
        if (one.skills ^ two.skills) & self.rare:
            return 0
        later = (one.risk - two.risk) * (other - r)
        if later > self.room:
            return 0
        if one.effort != two.effort and not self._keeps_spread(r, other, two.effort - one.effort):
            return 0
        change = self._swap(a, out, b, back, (r, other), heat)
        if out in self.teams[b]:
            self.room -= later
            for at, more in ((r, two.effort - one.effort), (other, one.effort - two.effort)):
                if at in self.sums:
                    self.sums[at] += more
        return change

    def _keeps_spread(self, r: int, other: int, more: int) -> bool:
        sums = dict(self.sums)
        for at, value in ((r, more), (other, -more)):
            if at in sums:
                sums[at] += value
        return spread_of_sums(self.frame, sums) <= self.spread

    def _swap(
        self, a: int, out: int, b: int, back: int, rounds: tuple[int, ...], heat: float
    ) -> int:
        """Put ``out`` of team a into b, and ``back`` (unless -1) the other way."""
        groups = self.frame.groups
        effort, count = groups[out].effort, groups[out].count
        if back >= 0:
            effort, count = effort - groups[back].effort, count - groups[back].count
        if not self._fits(a, -effort, -count) or not self._fits(b, effort, count):
            return 0
        before = sum(self.uneven(r) for r in rounds)
        self._move(a, out, b, back, effort, count)
        change = sum(self.uneven(r) for r in rounds) - before
        if change <= 0 or self.chance.random() < math.exp(-change / heat):
            return change
        self._move(b, out, a, back, effort, count)
        return 0

    def _fits(self, t: int, effort: int, count: int) -> bool:
        return (
            self.efforts[t] + effort <= self.frame.most_effort
            and self.counts[t] + count <= self.frame.most_count
        )

    def _move(self, a: int, out: int, b: int, back: int, effort: int, count: int) -> None:
        self.teams[a].remove(out)
        self.teams[b].append(out)
        if back >= 0:
            self.teams[b].remove(back)
            self.teams[a].append(back)
        self.efforts[a] -= effort
        self.counts[a] -= count
        self.efforts[b] += effort
        self.counts[b] += count
