"""Drawing the teams of one round by lot, so that anybody can draw them again from the seed.

Everybody's ticket is the SHA-256 of "seed/id". Seats are gone through in a fixed order, leaders
first; each goes to the holder of the lowest ticket who may have it and with whom the rest can still
be filled. Whether it can is a yes or no that does not depend on the machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.proposing import explained, why_not
from xuncha.engines.scheduling.roster import (
    DEPUTIES,
    DEPUTY,
    LEADER,
    MEMBER,
    SECOND_DEPUTY,
    Candidate,
    Given,
    Reason,
    RosterError,
    Vacancy,
    Wishes,
)
from xuncha.engines.scheduling.roster_model import RosterModel

_Seat = tuple[int, str]


def ticket(seed: str, number: int) -> str:
    """A person's lot."""
    return hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()


def draw_teams(
    places: Sequence[Vacancy],
    candidates: Sequence[Candidate],
    wishes: Wishes,
    *,
    seed: str,
    seconds: float = 60.0,
) -> list[Given]:
    """Seats drawn by lot under the same rules as ``propose_teams``: the same seed and the same
    people give the same teams anywhere. Raises ``RosterError`` where the round can't be staffed,
    or where the time is too short to tell."""
    budget = Budget(seconds)
    places = sorted(places, key=lambda one: one.team)
    pool = sorted(candidates, key=lambda one: (ticket(seed, one.id), one.id))
    drawing = _Drawing(places, pool, wishes, budget)
    if not drawing.can_be_filled():
        raise RosterError(why_not(places, candidates, wishes, proven=budget.left() > 0))
    for seat in _seats(places, wishes):
        drawing.draw(seat)
    numbers = {one.id: k for k, one in enumerate(pool, start=1)}
    made = []
    for one in explained(places, candidates, wishes, drawing.given):
        lot = Reason("lot", f"抽签第{numbers[one.person.id]}号（种子 {seed}）")
        kept = [why for why in one.reasons if why.kind != "load"]
        made.append(Given(one.team, one.person, one.role, (*kept, lot)))
    return made


def _seats(places: Sequence[Vacancy], wishes: Wishes) -> Iterator[_Seat]:
    """Leaders of all teams, then second deputies, deputies, members, team by team in turn."""
    have = {one.team: [role for _, role in one.taken] for one in places}
    for role, times in (
        (LEADER, 1),
        (SECOND_DEPUTY, int(wishes.second_deputy and wishes.deputies > 0)),
        (DEPUTY, wishes.deputies),
        (MEMBER, wishes.size),
    ):
        for _ in range(times):
            for place in places:
                mine = have[place.team]
                if _is_missing(role, mine, wishes):
                    mine.append(role)
                    yield place.team, role


def _is_missing(role: str, have: list[str], wishes: Wishes) -> bool:
    deputies = sum(one in DEPUTIES for one in have)
    return {
        LEADER: LEADER not in have, SECOND_DEPUTY: SECOND_DEPUTY not in have,
        DEPUTY: deputies < wishes.deputies, MEMBER: len(have) < wishes.size,
    }[role]  # fmt: skip


class _Drawing:
    def __init__(
        self, places: list[Vacancy], pool: list[Candidate], wishes: Wishes, budget: Budget
    ) -> None:
        self.model = RosterModel(places, pool, wishes)
        self.pool, self.budget = pool, budget
        self.given: list[Given] = []
        self._values: list[float] | None = None

    def can_be_filled(self) -> bool:
        """Whether all seats can still be filled. Raises when time is out."""
        result = self.model.model.solve(self.budget, self.budget.left(), gap=1.0)
        if result.values is None and not result.infeasible:
            raise RosterError(("时间不够，抽签没有完成，请增加时间后用同一个种子重抽。",))
        if result.values is not None:
            self._values = result.values
        return result.values is not None

    def draw(self, seat: _Seat) -> None:
        """Give a seat to the lowest ticket that can have it."""
        team, role = seat
        lower, seats = self.model.model.lower, self.model.seat
        used = {one.person.id for one in self.given}
        for one in self.pool:
            column = seats.get((one.id, team, role))
            if column is None or one.id in used or one.id in self.model.busy:
                continue
            lower[column] = 1.0
            if self._holds(column) or self.can_be_filled():
                self.given.append(Given(team, one, role))
                return
            lower[column] = 0.0
            self.model.model.upper[column] = 0.0

    def _holds(self, column: int) -> bool:
        """The last filling has this seat already, so nothing need be asked."""
        return self._values is not None and self._values[column] > 0.5
