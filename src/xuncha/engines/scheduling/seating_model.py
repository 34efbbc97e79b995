"""Seating as a whole-number model: who sits in which team, exact, for one round or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.needs import Need
from xuncha.engines.scheduling.solver import Model
from xuncha.engines.scheduling.staff import Staff, bits

Cost = Callable[[int, int], float]
"""What it costs to put a person (first) into a team (second)."""


class SeatingModel:
    """A column for each person and team he may sit in. Roles need no columns of their own: by
    Hall's theorem three sums say whether a leader and the least deputies can be named."""

    def __init__(
        self, staff: Staff, needs: Sequence[Need], cost: Cost, allowed: int | None = None
    ) -> None:
        self.staff, self.needs = staff, needs
        self.model = Model()
        self.seat: list[dict[int, int]] = []
        for t, need in enumerate(needs):
            free = need.free if allowed is None else need.free & allowed
            self.seat.append({p: self.model.column(0, 1, cost=cost(p, t)) for p in bits(free)})
            self._team(t, need)
        self._one_team_a_round()
        self._most_rounds()

    def _among(self, t: int, mask: int) -> list[tuple[int, float]]:
        return [(column, 1.0) for p, column in self.seat[t].items() if mask >> p & 1]

    def _team(self, t: int, need: Need) -> None:
        staff, row = self.staff, self.model.row
        row(self._among(t, need.free), staff.smallest, staff.largest)
        if staff.needs_leader:
            row(self._among(t, need.may_lead), 1)
            both = need.may_lead | (need.free & staff.deputies)
            row(self._among(t, both), 1 + staff.least_deputies)
        if staff.least_deputies:
            row(self._among(t, need.free & staff.deputies), staff.least_deputies)
        for holders in need.holders:
            row(self._among(t, holders), 1)
        for home in staff.homes:
            if (home & need.free).bit_count() > 1:
                row(self._among(t, home), high=1)

    def of_person(self, p: int, rounds: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The columns of a person, in some rounds or in all."""
        return [
            (row[p], 1.0)
            for row, need in zip(self.seat, self.needs, strict=True)
            if p in row and (rounds is None or need.round in rounds)
        ]

    def _one_team_a_round(self) -> None:
        rounds = sorted({need.round for need in self.needs})
        for r in rounds:
            for p in bits(self.staff.free[r]):
                terms = self.of_person(p, (r,))
                if len(terms) > 1:
                    self.model.row(terms, high=1)

    def _most_rounds(self) -> None:
        rounds = {need.round for need in self.needs}
        for p, left in enumerate(self.staff.left):
            if left < len(rounds):
                terms = self.of_person(p)
                if len(terms) > left:
                    self.model.row(terms, high=left)

    def masks(self, values: Sequence[float]) -> list[int]:
        """The people of each team."""
        return [
            sum(1 << p for p, column in row.items() if values[column] > 0.5) for row in self.seat
        ]


def seat_exactly(
    staff: Staff, needs: Sequence[Need], cost: Cost, budget: Budget, seconds: float,
    *, gap: float = 0.02,
) -> tuple[list[int] | None, bool]:  # fmt: skip
    """People for each team at about the least cost, or None; and whether "none" is proven."""
    built = SeatingModel(staff, needs, cost)
    result = built.model.solve(budget, seconds, gap=gap)
    return (built.masks(result.values) if result.values is not None else None), result.infeasible
