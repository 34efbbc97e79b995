"""Every plan there is, looked at one by one: slow, simple, and independent of the models."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from xuncha.engines.scheduling import measure, verify
from xuncha.engines.scheduling.problem import Problem

Team = dict[str, Any]
Best = tuple[Fraction, Fraction, Fraction, int]
_ENDLESS = 99


def best_of_all(problem: Problem) -> Best | None:
    """Least delay, then round, effort and load spread in order; None where there is no plan."""
    return _Brute(problem).best()


class _Brute:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.bare = replace(problem, locked=(), inspectors=problem.inspectors)
        self.locked: list[Team] = [
            {
                "round": one.round, "team": one.number, "organisations": list(one.organisations),
                "leader": one.leader, "deputies": list(one.deputies), "members": list(one.members),
            }
            for one in problem.locked
        ]  # fmt: skip
        self.done = {o for one in problem.locked for o in one.organisations}
        shut = {one.round for one in problem.locked}
        self.rounds = [
            one for one in problem.rounds
            if one.id not in shut and one.teams > 0
            and problem.start <= one.start and one.end <= problem.end
        ]  # fmt: skip
        self._crews: dict[tuple[str, tuple[str, ...]], list[frozenset[str]]] = {}

    def best(self) -> Best | None:
        plans = sorted(self._plans(), key=lambda plan: plan[0][0])
        least = next(
            (f[0] for f, teams in plans if self._staff(teams, best=False) is not None), None
        )
        if least is None:
            return None
        most = (1 + self.problem.rules.delay_tolerance) * least
        found: Best | None = None
        for figures, teams in sorted((p for p in plans if p[0][0] <= most), key=lambda p: p[0][1:]):
            if found is not None and figures[1:] != found[1:3]:
                break
            load = self._staff(teams, best=True)
            if load is not None and (found is None or load < found[3]):
                found = (least, figures[1], figures[2], load)
        return found

    def _plans(self) -> Iterator[tuple[tuple[Fraction, Fraction, Fraction], list[Team]]]:
        owed = [one.id for one in self.problem.organisations if one.id not in self.done]
        for places in itertools.product(range(len(self.rounds)), repeat=len(owed)):
            by_round: dict[int, list[str]] = {}
            for one, k in zip(owed, places, strict=True):
                by_round.setdefault(k, []).append(one)
            ways = [list(self._ways(k, orgs)) for k, orgs in by_round.items()]
            for combination in itertools.product(*ways):
                teams = [team for way in combination for team in way]
                if self._together(teams):
                    figures = measure(self.problem, [*self.locked, *teams])
                    first = figures["risk_weighted_delay"], figures["round_spread"]
                    yield (*first, figures["effort_spread"]), teams

    def _ways(self, k: int, orgs: list[str]) -> Iterator[list[Team]]:
        there = self.rounds[k]
        for parts in _partitions(orgs, there.teams):
            if all(self._crews_of(there.id, tuple(part)) for part in parts):
                yield [
                    {"round": there.id, "team": t, "organisations": part, "leader": None,
                     "deputies": [], "members": []}
                    for t, part in enumerate(parts, start=1)
                ]  # fmt: skip

    def _together(self, teams: list[Team]) -> bool:
        at = {o: (team["round"], team["team"]) for team in teams for o in team["organisations"]}
        return all(
            at[one.id] == at[one.parent]
            for one in self.problem.organisations
            if one.with_parent and one.id in at and one.parent in at
        )

    def _crews_of(self, round_id: str, orgs: tuple[str, ...]) -> list[frozenset[str]]:
        key = round_id, orgs
        if key not in self._crews:
            ids = [one.id for one in self.problem.inspectors]
            low, high = self.problem.rules.team_size
            self._crews[key] = [
                frozenset(some)
                for size in range(low, high + 1)
                for some in itertools.combinations(ids, size)
                if self._is_team(round_id, orgs, some)
            ]
        return self._crews[key]

    def _is_team(self, round_id: str, orgs: tuple[str, ...], some: tuple[str, ...]) -> bool:
        low, high = self.problem.rules.deputies
        for head in some:
            rest = [one for one in some if one != head]
            for count in range(low, high + 1):
                for deputies in itertools.combinations(rest, count):
                    team = {
                        "round": round_id, "team": 1, "organisations": list(orgs), "leader": head,
                        "deputies": list(deputies),
                        "members": [one for one in rest if one not in deputies],
                    }  # fmt: skip
                    told = verify(self.bare, [team])
                    if not any("巡察了0次" not in one and "没有随" not in one for one in told):
                        return True
        return False

    def _staff(self, teams: list[Team], *, best: bool) -> int | None:
        """The least load spread of these teams, or with ``best`` false of any staffing."""
        people = self.problem.inspectors
        loads = {one.id: 0 for one in people}
        for team in self.locked:
            for p in {team["leader"], *team["deputies"], *team["members"]}:
                loads[p] += 1
        most = {
            one.id: _ENDLESS if one.max_rounds is None else max(one.max_rounds, loads[one.id])
            for one in people
        }
        found: list[int] = []
        busy: dict[str, frozenset[str]] = {}

        def seat(k: int) -> None:
            if found and (not best or found[-1] == 0):
                return
            if k == len(teams):
                spread = self._spread(loads)
                if not found or spread < found[-1]:
                    found.append(spread)
                return
            there = teams[k]["round"]
            for crew in self._crews_of(there, tuple(teams[k]["organisations"])):
                taken = busy.get(there, frozenset())
                if crew & taken or any(loads[p] >= most[p] for p in crew):
                    continue
                for p in crew:
                    loads[p] += 1
                busy[there] = taken | crew
                seat(k + 1)
                busy[there] = taken
                for p in crew:
                    loads[p] -= 1

        seat(0)
        return found[-1] if found else None

    def _spread(self, loads: dict[str, int]) -> int:
        every = len(self.problem.rounds)
        could = []
        for one in self.problem.inspectors:
            cap = every if one.rounds is None else len(one.rounds)
            cap = cap if one.max_rounds is None else min(cap, one.max_rounds)
            if loads[one.id] < cap:
                could.append(loads[one.id])
        most = max(loads.values(), default=0)
        return most - min(could, default=most)


def _partitions(items: list[str], most: int) -> Iterator[list[list[str]]]:
    if not items:
        yield []
        return
    first, *rest = items
    for parts in _partitions(rest, most):
        for k in range(len(parts)):
            yield [*parts[:k], [first, *parts[k]], *parts[k + 1 :]]
        if len(parts) < most:
            yield [[first], *parts]
