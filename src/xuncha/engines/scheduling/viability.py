"""Which rounds are open to a group when it is looked at alone: limits, dates, and a team that could
be made up for it. What is struck out here is struck out in every plan."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame, Group
from xuncha.engines.scheduling.needs import Need, answers, need_of
from xuncha.engines.scheduling.seating import seat_team
from xuncha.engines.scheduling.seating_model import seat_exactly
from xuncha.engines.scheduling.staff import Staff

_KEPT = 12
_SHARE = 0.3
"""Of the time; past it what was not looked at counts as open, which only weakens the bound."""


class Viability:
    """Asks for each group and round; crews that served before are tried first."""

    def __init__(self, frame: Frame, staff: Staff | None, budget: Budget) -> None:
        self.frame, self.staff, self.budget = frame, staff, budget
        self._budget = Budget.within(budget, budget.left() * _SHARE)
        self._crews: dict[tuple[int, frozenset[str]], list[int]] = {}
        self._known: dict[object, bool] = {}

    def rounds(self) -> Mapping[int, tuple[int, ...]]:
        """Group → the rounds that are open to it."""
        return {g: self.of_group(one) for g, one in enumerate(self.frame.groups)}

    def of_group(self, group: Group) -> tuple[int, ...]:
        """The rounds in which the group could be inspected by itself."""
        if group.effort > self.frame.most_effort or group.count > self.frame.most_count:
            return ()
        return tuple(r for r in group.rounds if self.staff is None or self._alone(group, r))

    def _alone(self, group: Group, r: int) -> bool:
        staff = self.staff
        if staff is None or self._budget.left() <= 0:
            return True
        need = need_of(staff, [group], r)
        crews = self._crews.setdefault((r, group.skills), [])
        if any(answers(staff, need, crew) for crew in crews):
            return True
        found = seat_team(staff, need, need.free, [0.0] * staff.people)
        if found:
            if len(crews) < _KEPT:
                crews.append(found)
            return True
        return self._exactly(need)

    def _exactly(self, need: Need) -> bool:
        """False only where it is proven that nobody can make up the team."""
        assert self.staff is not None
        if need.key not in self._known:
            _, impossible = seat_exactly(
                self.staff, [need], lambda _p, _t: 0.0, self.budget, self.budget.part(0.1), gap=1.0
            )
            self._known[need.key] = not impossible
        return self._known[need.key]
