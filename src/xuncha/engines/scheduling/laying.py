"""From "which group in which round" to teams, and to people for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.crewing import Crewing, Stuck
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.greedy import Teams
from xuncha.engines.scheduling.joint import Joint
from xuncha.engines.scheduling.limits import team_limit
from xuncha.engines.scheduling.master import Master
from xuncha.engines.scheduling.packing import (
    pack,
    pack_by_count,
    pack_by_pattern,
    quick_pack,
)
from xuncha.engines.scheduling.plan import Laid, Plan
from xuncha.engines.scheduling.staff import Staff

_JOINT_COLUMNS = 8_000
_PACKINGS = 3


class Laying:
    """Makes plans of counts. ``crewing`` None: without people."""

    def __init__(
        self, frame: Frame, staff: Staff | None, crewing: Crewing | None, budget: Budget
    ) -> None:
        self.frame, self.staff, self.crewing, self.budget = frame, staff, crewing, budget
        self.limit = {r: team_limit(frame, staff, r) for r in frame.open_rounds}

    def lay(self, master: Master, values: Sequence[float], seconds: float) -> Plan | Stuck:
        """A plan with people from the values of the master, or where it sticks."""
        teams = self.pack(master, values)
        return teams if isinstance(teams, Stuck) else self.seat(teams, seconds)

    def pack(self, master: Master, values: Sequence[float]) -> Teams | Stuck:
        """Teams from the values of the master, or the round that can't be packed."""
        made: Teams = {}
        for r, groups in rounds_of(master.put(values)).items():
            packed = pack_by_pattern(self.frame, groups, master.sizes, master.filled(values, r))
            if packed is None:
                packed = pack(self.frame, groups, r, self.limit[r], self.budget)
            if packed is None:
                return Stuck(r, proven=False)
            made[r] = packed
        return made

    def pack_put(
        self, master: Master, put: Mapping[int, int], among: Set[int], tries: int
    ) -> Teams | None:
        """Teams for what is put in some rounds; None where one round fails."""
        made: Teams = {}
        for r, groups in rounds_of(put).items():
            if r in among:
                packed = quick_pack(self.frame, groups, self.limit[r], tries)
                if packed is None and master.patterns is not None:
                    packed = pack_by_count(
                        self.frame, groups, master.sizes, master.patterns, self.limit[r],
                        self.budget,
                    )  # fmt: skip
                if packed is None:
                    return None
                made[r] = packed
        return made

    def seat(self, teams: Mapping[int, Sequence[tuple[int, ...]]], seconds: float) -> Plan | Stuck:
        """People for teams; a round that sticks is packed anew a few times, then looked at as a
        whole."""
        plan = tuple(Laid(r, one) for r in sorted(teams) for one in teams[r])
        if self.crewing is None:
            return plan
        inner = Budget.within(self.budget, seconds)
        tried: dict[int, int] = {}
        while True:
            seated = self.crewing.seat(plan, inner.left())
            if not isinstance(seated, Stuck) or seated.round is None or inner.left() <= 0:
                return seated
            r = seated.round
            tried[r] = tried.get(r, 0) + 1
            packed = self._anew(plan, r, tried[r])
            if packed is None:
                return Stuck(r, proven=tried[r] > _PACKINGS and self._is_hopeless(plan, r))
            plan = (*(team for team in plan if team.round != r), *(Laid(r, one) for one in packed))

    def _anew(self, plan: Plan, r: int, tried: int) -> list[tuple[int, ...]] | None:
        groups = [g for team in plan if team.round == r for g in team.groups]
        if tried <= _PACKINGS:
            return pack(self.frame, groups, r, self.limit[r], self.budget, seed=tried)
        if tried > _PACKINGS + 1:
            return None
        joint = self._joint(groups, r)
        if joint is None:
            return None
        result = joint.model.solve(self.budget, self.budget.part(0.2, 10.0), gap=1.0)
        if result.values is None:
            return None
        return [team.groups for team in joint.plan(result.values)]

    def _is_hopeless(self, plan: Plan, r: int) -> bool:
        groups = [g for team in plan if team.round == r for g in team.groups]
        return self.is_impossible(groups, r)

    def is_impossible(self, groups: Sequence[int], r: int) -> bool:
        """Whether these groups can't all go in a round: true only if that is proven."""
        joint = self._joint(groups, r)
        if joint is None:
            return False
        return joint.model.solve(self.budget, self.budget.part(0.1, 10.0), gap=1.0).infeasible

    def _joint(self, groups: Sequence[int], r: int) -> Joint | None:
        people = self.staff.free[r].bit_count() if self.staff else 0
        if self.limit[r] * (len(groups) + people) > _JOINT_COLUMNS:
            return None
        return Joint(self.frame, self.staff, dict.fromkeys(groups, (r,)))


def rounds_of(put: Mapping[int, int]) -> dict[int, list[int]]:
    """Round → groups, from group → round."""
    made: dict[int, list[int]] = {}
    for g, r in put.items():
        made.setdefault(r, []).append(g)
    return made
