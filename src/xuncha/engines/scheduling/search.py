"""The search on problems of every size: counts first, then teams, then people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xuncha.engines.scheduling.balance import balanced
from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.crewing import Crewing, Stuck
from xuncha.engines.scheduling.evening import Evening
from xuncha.engines.scheduling.exact import delay_limit, safe_bound
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.greedy import Teams, first_teams
from xuncha.engines.scheduling.laying import Laying
from xuncha.engines.scheduling.leveling import Leveling, put_of
from xuncha.engines.scheduling.master import Master
from xuncha.engines.scheduling.plan import Plan, Score, delay_of, score_of
from xuncha.engines.scheduling.shifting import Hastening
from xuncha.engines.scheduling.staff import Staff

_CUTS = 60


@dataclass(slots=True)
class Found:
    """What is known so far. ``least`` and ``bound`` are scaled delays with what is done."""

    least_plan: Plan | None = None
    least: int = 0
    bound: int = 0
    infeasible: bool = False
    plan: Plan | None = None
    score: Score | None = None
    cuts: list[tuple[frozenset[int], int]] = field(default_factory=list)


class Search:
    """One run over a problem."""

    def __init__(
        self, frame: Frame, staff: Staff | None, rounds: Mapping[int, tuple[int, ...]],
        budget: Budget, found: Found,
    ) -> None:  # fmt: skip
        self.frame, self.staff, self.rounds, self.budget = frame, staff, rounds, budget
        self.crewing = Crewing(frame, staff, budget) if staff else None
        self.laying = Laying(frame, staff, self.crewing, budget)
        self.found = found
        self.master = self._master()
        self.values: list[float] | None = None
        self.leveling: Leveling | None = None

    def _master(self) -> Master:
        apart = {g for groups, _ in self.found.cuts for g in groups}
        made = Master(self.frame, self.staff, self.rounds, apart)
        for groups, r in self.found.cuts:
            made.not_together(groups, r)
        made.model.aim(made.delay, made.delay_offset)
        return made

    def first(self, seconds: float) -> None:
        """A valid plan soon, by rule of thumb."""
        self.budget.tell("寻找第一个方案")
        inner = Budget.within(self.budget, seconds)
        for seed in range(3):
            teams = first_teams(self.frame, self.rounds, self.laying.limit, inner, seed)
            if teams is None or inner.left() <= 0:
                return
            laid = self.laying.seat(teams, inner.left())
            if not isinstance(laid, Stuck):
                self.values = self.master.begin(teams_of(laid))
                self.keep_least(laid)
                return

    def hasten(self, seconds: float) -> None:
        """Bring the first plan nearer to the least delay by small changes."""
        if self.found.least_plan is None:
            return
        put = put_of(teams_of(self.found.least_plan))
        search = Hastening(
            self.frame, self.rounds, self.laying.limit, self.master.rare, put, self.found.least, 0.0
        )
        found = search.run(
            Budget.within(self.budget, seconds),
            lambda put, among: self.laying.pack_put(self.master, put, among, 4) is not None,
        )
        teams = self.laying.pack_put(self.master, found, set(found.values()), 4) if found else None
        if teams is not None:
            laid = self.laying.seat(teams, self.budget.part(0.1))
            if not isinstance(laid, Stuck):
                self.keep_least(laid)
                self.begin_from(laid)

    def prove(self, seconds: float) -> None:
        """The least delay, and the bound."""
        inner = Budget.within(self.budget, seconds)
        while inner.left() > 0.05 and not self.found.infeasible:
            if self.found.least_plan is not None and self.found.bound >= self.found.least:
                return
            if not self._solve_delay(inner.left(), 0.0):
                return

    def _solve_delay(self, seconds: float, gap: float) -> bool:
        """Solve the master and lay what it says; true if another go could do better."""
        done = self.frame.locked_delay

        def hear(_: float | None, bound: float) -> None:
            self.budget.hear(None, self._told(bound + done))

        result = self.master.model.solve(
            self.budget, seconds, start=self.values, gap=gap, step=1.0, told=hear
        )
        if result.infeasible:
            self.found.infeasible = True
            return False
        self.found.bound = max(self.found.bound, done + safe_bound(result.bound))
        if result.values is None:
            return False
        laid = self.laying.lay(self.master, result.values, self.budget.part(0.5))
        if not isinstance(laid, Stuck):
            self.values = result.values
            self.keep_least(laid)
            return False
        return self._learn(laid, self.master.put(result.values))

    def _told(self, delay: float) -> float:
        return delay / self.frame.risk_scale

    def _learn(self, stuck: Stuck, put: Mapping[int, int]) -> bool:
        """Add what the failure proves; false where nothing is proven."""
        if not stuck.proven or stuck.round is None or len(self.found.cuts) >= _CUTS:
            return False
        r = stuck.round
        groups = [g for g, at in put.items() if at == r]
        if not self.laying.is_impossible(groups, r):
            return False
        core = list(groups)
        for g in groups:
            rest = [one for one in core if one != g]
            if rest and self.laying.is_impossible(rest, r):
                core = rest
        self.found.cuts.append((frozenset(core), r))
        self.master, self.values = self._master(), None
        return True

    def keep_least(self, plan: Plan) -> None:
        """Take in a plan by its delay."""
        delay = delay_of(self.frame, plan)
        found = self.found
        if found.least_plan is None or delay < found.least:
            found.least_plan, found.least = plan, delay
        found.bound = min(found.bound, found.least)
        self.budget.hear(self._told(found.least), self._told(found.bound))
        self.consider(plan)

    def begin_from(self, plan: Plan) -> None:
        """Let what follows start from a plan."""
        self.values = self.master.begin(teams_of(plan)) or self.values

    def consider(self, plan: Plan) -> bool:
        """Keep a plan if it stands before the one kept."""
        score = score_of(self.frame, self.staff, plan)
        found = self.found
        if score.delay > delay_limit(self.frame, found.least):
            return False
        stale = found.score is None or found.score.delay > delay_limit(self.frame, found.least)
        if stale or (found.score is not None and score < found.score):
            found.plan, found.score = plan, score
            return True
        return False

    def spread_rounds(self, seconds: float) -> None:
        """Even out the rounds within the delay allowed."""
        if self.found.plan is None or not self.frame.spread_rounds:
            return
        self.budget.tell("均衡各轮")
        inner = Budget.within(self.budget, seconds)
        self.leveling = self._leveling()
        self.leveling.relax(inner, inner.part(0.2))
        self._shift(Budget.within(inner, inner.part(0.7)), 0)
        while inner.left() > 0.1:
            values = self.leveling.solve(inner, inner.part(0.8), teams_of(self.found.plan))
            if values is None:
                return
            laid = self.laying.lay(self.leveling.master, values, self.budget.part(0.3))
            if not isinstance(laid, Stuck):
                self.consider(laid)
                return
            if not self._learn(laid, self.leveling.master.put(values)):
                return
            aim, self.leveling = self.leveling.aim, self._leveling()
            self.leveling.aim = aim

    def _leveling(self) -> Leveling:
        return Leveling(self._master(), self.laying, delay_limit(self.frame, self.found.least))

    def _shift(self, budget: Budget, seed: int) -> None:
        """Search for more even rounds from the plan that stands."""
        if self.leveling is None or self.found.plan is None:
            return
        teams = self.leveling.search(budget, put_of(teams_of(self.found.plan)), seed)
        if teams is not None:
            laid = self.laying.seat(teams, self.budget.part(0.3))
            if not isinstance(laid, Stuck):
                self.consider(laid)

    def even_teams(self, seconds: float, seed: int = 0) -> None:
        """Even out the teams of each round; people follow."""
        if self.found.plan is None:
            return
        self.budget.tell("均衡各组")
        inner = Budget.within(self.budget, seconds)
        for across, share in ((True, 0.7), (False, 1.0)):
            evening = Evening(
                self.frame, self.rounds, self.laying.limit, self.master.rare, self.found.plan,
                delay_limit(self.frame, self.found.least), across=across, seed=seed,
            )  # fmt: skip
            plan = evening.run(Budget.within(inner, inner.part(share)))
            laid = self.laying.seat(teams_of(plan), self.budget.part(0.3))
            if not isinstance(laid, Stuck) and self.consider(laid):
                return

    def again(self, seed: int, seconds: float) -> None:
        """Another go at all three finer aims from the plan that stands, by another chance."""
        inner = Budget.within(self.budget, seconds)
        self._shift(Budget.within(inner, inner.part(0.4)), seed)
        self.even_teams(inner.part(0.7), seed)
        self.even_loads(inner.left())

    def even_loads(self, seconds: float) -> None:
        """Even out how often people serve."""
        if self.found.plan is None or self.crewing is None:
            return
        self.budget.tell("均衡各人")
        self.consider(balanced(self.crewing, self.found.plan, Budget.within(self.budget, seconds)))


def teams_of(plan: Plan) -> Teams:
    """Round → the groups of each team."""
    teams: Teams = {}
    for one in plan:
        teams.setdefault(one.round, []).append(one.groups)
    return teams
