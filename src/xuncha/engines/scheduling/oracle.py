"""Whether some of a problem's groups can be put at all: yes, no, or not known in the time."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.crewing import Crewing, Stuck
from xuncha.engines.scheduling.frame import Frame, Relaxed
from xuncha.engines.scheduling.greedy import first_teams
from xuncha.engines.scheduling.joint import Joint, joint_size
from xuncha.engines.scheduling.limits import team_limit
from xuncha.engines.scheduling.master import Master
from xuncha.engines.scheduling.plan import Laid
from xuncha.engines.scheduling.problem import Problem
from xuncha.engines.scheduling.staff import Staff
from xuncha.engines.scheduling.viability import Viability

_JOINT = 2_500
_ONE = 5.0


class Oracle:
    """Answers "no" only with a proof."""

    def __init__(self, problem: Problem, budget: Budget, *, with_people: bool) -> None:
        self.problem, self.budget, self.with_people = problem, budget, with_people

    def is_impossible(self, relaxed: Relaxed) -> bool:
        """Whether what is left of the problem after relaxing is proven to have no plan."""
        frame = Frame(self.problem, relaxed)
        staff = Staff(frame) if self.with_people else None
        rounds = Viability(frame, staff, self.budget).rounds()
        return self.cannot_be_put(frame, staff, rounds)

    def cannot_be_put(
        self, frame: Frame, staff: Staff | None, rounds: Mapping[int, tuple[int, ...]]
    ) -> bool:
        """Whether these groups are proven not to fit together."""
        if not all(rounds.values()):
            return True
        if self._is_easy(frame, staff, rounds):
            return False
        seconds = self.budget.part(0.3, _ONE)
        if joint_size(frame, staff, rounds) <= _JOINT:
            return Joint(frame, staff, rounds).model.solve(self.budget, seconds, gap=1.0).infeasible
        return Master(frame, staff, rounds).model.solve(self.budget, seconds, gap=1.0).infeasible

    def _is_easy(
        self, frame: Frame, staff: Staff | None, rounds: Mapping[int, tuple[int, ...]]
    ) -> bool:
        """Whether a rule of thumb finds a plan."""
        limit = {r: team_limit(frame, staff, r) for r in frame.open_rounds}
        teams = first_teams(frame, rounds, limit, self.budget, tries=12)
        if teams is None or staff is None:
            return teams is not None
        plan = tuple(Laid(r, one) for r, made in teams.items() for one in made)
        return not isinstance(Crewing(frame, staff, self.budget).seat(plan, _ONE), Stuck)
