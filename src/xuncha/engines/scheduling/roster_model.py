"""Staffing one round as a whole-number model, exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.roster import (
    DEPUTIES,
    DEPUTY,
    LEADER,
    MEMBER,
    ROLES,
    SECOND_DEPUTY,
    Candidate,
    Given,
    Vacancy,
    Wishes,
)
from xuncha.engines.scheduling.solver import Model

Demand = tuple[str, int, str]
"""(kind, team or -1 for all, skill or "")."""
Key = tuple[int, int, str]
"""(person, team, role)."""
Terms = list[tuple[int, float]]
_MOST_PAIRS = 4_000


class RosterModel:
    """A column for each person, team and role that is open to him. ``lifted``: demands left out."""

    def __init__(
        self,
        places: Sequence[Vacancy],
        candidates: Sequence[Candidate],
        wishes: Wishes,
        lifted: frozenset[Demand] = frozenset(),
    ) -> None:
        self.places, self.wishes, self.lifted = places, wishes, lifted
        sitting = [one for place in places for one, _ in place.taken]
        self.people = {one.id: one for one in (*candidates, *sitting)}
        self.fixed = {(one.id, p.team): role for p in places for one, role in p.taken}
        self.busy = {one.id for one in sitting}
        self.model = Model()
        self.seat: dict[Key, int] = {}
        for place in places:
            for one in sorted(self.people.values(), key=lambda who: who.id):
                for role in self._open(place, one):
                    self.seat[one.id, place.team, role] = self.model.column(0, 1)
        for place in places:
            self._team(place)
        self._once()

    def asks(self, kind: str, team: int = -1, skill: str = "") -> bool:
        """Whether a demand stands."""
        return (kind, team, skill) not in self.lifted and (kind, -1, "") not in self.lifted

    def _open(self, place: Vacancy, one: Candidate) -> Iterator[str]:
        if one.id in self.busy:
            role = self.fixed.get((one.id, place.team))
            if role is not None:
                yield role if role in ROLES else MEMBER
            return
        recused = self.asks("recusal", place.team)
        if one.id in place.barred and recused:
            return
        most = self.wishes.most_rounds
        if most and one.rounds >= most and self.asks("most_rounds"):
            return
        if one.can_lead and not (one.id in place.barred_leading and recused):
            yield LEADER
        if one.can_deputise and not (one.id in place.barred_deputising and recused):
            yield DEPUTY
            if self.wishes.second_deputy and one.from_discipline:
                yield SECOND_DEPUTY
        yield MEMBER

    def among(self, team: int, roles: Sequence[str] = ROLES, of: object = None) -> Terms:
        """Columns of a team in some roles, of some people (ids) or of all."""
        some = of if isinstance(of, set | frozenset) else None
        return [
            (column, 1.0)
            for (p, t, role), column in self.seat.items()
            if t == team and role in roles and (some is None or p in some)
        ]

    def _team(self, place: Vacancy) -> None:
        row, team, wishes = self.model.row, place.team, self.wishes
        have = [role for _, role in place.taken]
        if self.asks("leader", team):
            row(self.among(team, (LEADER,)), 1, max(1, have.count(LEADER)))
        else:
            row(self.among(team, (LEADER,)), high=max(1, have.count(LEADER)))
        seconds = int(wishes.second_deputy and wishes.deputies > 0)
        deputies = max(wishes.deputies, sum(one in DEPUTIES for one in have))
        least = deputies if self.asks("deputies", team) else 0
        row(self.among(team, (DEPUTY, SECOND_DEPUTY)), least, deputies)
        if seconds:
            need = 1 if self.asks("second_deputy", team) else 0
            row(self.among(team, (SECOND_DEPUTY,)), need, max(1, have.count(SECOND_DEPUTY)))
        size = max(wishes.size, len(place.taken))
        row(self.among(team), size if self.asks("size", team) else 0, size)
        for skill in sorted(place.needs):
            if self.asks("skill", team, skill):
                holders = {p for p, one in self.people.items() if skill in one.skills}
                row(self.among(team, of=holders), 1)
        if not wishes.same_home and self.asks("same_home"):
            self._homes(place)

    def _homes(self, place: Vacancy) -> None:
        by_home: dict[int, set[int]] = {}
        for p, one in self.people.items():
            if one.home is not None:
                by_home.setdefault(one.home, set()).add(p)
        for home, people in by_home.items():
            here = sum(one.home == home for one, _ in place.taken)
            if len(people) > 1:
                self.model.row(self.among(place.team, of=people), high=max(1, here))

    def _once(self) -> None:
        columns: dict[int, Terms] = {}
        for (p, team, _role), column in self.seat.items():
            if (p, team) in self.fixed:
                self.model.row([(column, 1)], 1, 1)
            elif p not in self.busy:
                columns.setdefault(p, []).append((column, 1.0))
        for terms in columns.values():
            if len(terms) > 1:
                self.model.row(terms, high=1)

    def cost(self, price: Callable[[Candidate, str], float]) -> None:
        """Make the sum of prices small, and seats beside people met before."""
        terms = [
            (column, price(self.people[p], role)) for (p, _, role), column in self.seat.items()
        ]
        pairs = sorted(self.wishes.together.items())
        for (a, b), times in pairs[: _MOST_PAIRS // max(1, len(self.places))]:
            for place in self.places:
                both = self.among(place.team, of={a, b})
                if a in self.people and b in self.people and both:
                    meet = self.model.column(0, 1, whole=False)
                    self.model.row([*both, (meet, -1)], high=1)
                    terms.append((meet, float(min(times, 3))))
        self.model.aim(terms)

    def forbid(self, keys: set[Key]) -> None:
        """Shut some seats."""
        for key in keys:
            if key in self.seat:
                self.model.upper[self.seat[key]] = 0.0

    def given(self, values: Sequence[float]) -> list[Given]:
        """The seats that the values give to people who did not sit there before."""
        order = {role: k for k, role in enumerate(ROLES)}
        found = [
            Given(team, self.people[p], role)
            for (p, team, role), column in self.seat.items()
            if values[column] > 0.5 and (p, team) not in self.fixed
        ]
        return sorted(found, key=lambda one: (one.team, order[one.role], one.person.id))

    def is_impossible(self, budget: Budget) -> bool:
        """Whether it is proven that the round can't be staffed."""
        return self.model.solve(budget, budget.left(), gap=1.0).infeasible
