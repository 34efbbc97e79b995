"""People for a whole plan: round by round, the tightest round first, nobody beyond his rounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.needs import Need, need_of
from xuncha.engines.scheduling.plan import Laid, Plan
from xuncha.engines.scheduling.seating import seat_round
from xuncha.engines.scheduling.seating_model import SeatingModel
from xuncha.engines.scheduling.staff import Staff, bits

_ROUND_COLUMNS = 40_000
_TERM_COLUMNS = 60_000


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where no people were found: the round, or None for the term as a whole; ``proven`` only
    where these teams can't be made up in any way."""

    round: int | None
    proven: bool


class Crewing:
    """Seats plans; remembers what each round and set of groups asks."""

    def __init__(self, frame: Frame, staff: Staff, budget: Budget) -> None:
        self.frame, self.staff, self.budget = frame, staff, budget
        self._needs: dict[tuple[int, tuple[int, ...]], Need] = {}

    def need(self, team: Laid) -> Need:
        """What a team asks."""
        key = team.round, team.groups
        if key not in self._needs:
            groups = [self.frame.groups[g] for g in team.groups]
            self._needs[key] = need_of(self.staff, groups, team.round)
        return self._needs[key]

    def seat(self, plan: Plan, seconds: float) -> Plan | Stuck:
        """The plan with people, or where it sticks."""
        inner = Budget.within(self.budget, seconds)
        loads = list(self.staff.served)
        made: dict[int, int] = {}
        for r in self._tightest_first(plan):
            places = [k for k, team in enumerate(plan) if team.round == r]
            needs = [self.need(plan[k]) for k in places]
            masks, proven = self._round(needs, loads, inner)
            if masks is None:
                if proven:
                    return Stuck(r, proven=True)
                return self._term(plan, inner) if inner.left() > 0 else Stuck(r, proven=False)
            made.update(zip(places, masks, strict=True))
            for mask in masks:
                for p in bits(mask):
                    loads[p] += 1
        return tuple(team.seated(made[k]) for k, team in enumerate(plan))

    def _tightest_first(self, plan: Plan) -> Iterable[int]:
        teams: dict[int, int] = {}
        for one in plan:
            teams[one.round] = teams.get(one.round, 0) + 1
        free = {r: self.staff.free[r].bit_count() for r in teams}
        return sorted(teams, key=lambda r: (-teams[r] / max(1, free[r]), r))

    def _round(
        self, needs: list[Need], loads: list[int], budget: Budget
    ) -> tuple[list[int] | None, bool]:
        """People for the teams of one round; and, where there are none, whether that is proven
        whatever the other rounds take."""
        staff = self.staff
        r = needs[0].round
        spent = sum(
            1 << p for p in bits(staff.free[r]) if loads[p] - staff.served[p] >= staff.left[p]
        )
        prices = [10.0 * load for load in loads]
        masks = seat_round(staff, needs, staff.free[r] & ~spent, prices)
        if masks is not None:
            return masks, False
        if sum(one.free.bit_count() for one in needs) > _ROUND_COLUMNS:
            return None, False
        model = SeatingModel(staff, needs, lambda p, _: 1.0 + loads[p], staff.free[r] & ~spent)
        result = model.model.solve(budget, budget.part(0.5), gap=0.2)
        if result.values is not None:
            return model.masks(result.values), False
        return None, result.infeasible and not spent

    def _term(self, plan: Plan, budget: Budget) -> Plan | Stuck:
        """All rounds in one model: needed where people run out of rounds."""
        needs = [self.need(team) for team in plan]
        if sum(one.free.bit_count() for one in needs) > _TERM_COLUMNS:
            return Stuck(None, proven=False)
        model = SeatingModel(self.staff, needs, lambda _p, _t: 1.0)
        result = model.model.solve(budget, budget.left(), gap=1.0)
        if result.values is None:
            return Stuck(None, proven=result.infeasible)
        masks = model.masks(result.values)
        return tuple(team.seated(mask) for team, mask in zip(plan, masks, strict=True))
