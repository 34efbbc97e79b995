"""The figures of an answer, worked out anew from the problem and the assignments alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from xuncha.engines.scheduling.problem import Problem


def measure(problem: Problem, assignments: Sequence[Mapping[str, Any]]) -> dict[str, Fraction]:
    """``risk_weighted_delay``, ``round_spread``, ``effort_spread`` and ``load_spread``. Shares no
    code with the models. The plan must hold known ids only."""
    return {
        "risk_weighted_delay": _delay(problem, assignments),
        "round_spread": _round_spread(problem, assignments),
        "effort_spread": _effort_spread(problem, assignments),
        "load_spread": Fraction(_load_spread(problem, assignments)),
    }


def _delay(problem: Problem, teams: Sequence[Mapping[str, Any]]) -> Fraction:
    places = [one.id for one in problem.rounds]
    first: dict[str, int] = {}
    for team in teams:
        for one in team["organisations"]:
            first[one] = min(places.index(team["round"]), first.get(one, len(places)))
    return sum(
        (one.risk * first[one.id] for one in problem.organisations if one.id in first), Fraction(0)
    )


def _effort(problem: Problem, ids: Sequence[str]) -> Fraction:
    efforts = {one.id: one.effort for one in problem.organisations}
    return sum((efforts[one] for one in ids), Fraction(0))


def _round_spread(problem: Problem, teams: Sequence[Mapping[str, Any]]) -> Fraction:
    locked = {one.round for one in problem.locked}
    rates = [
        _effort(problem, [o for t in teams if t["round"] == one.id for o in t["organisations"]])
        / one.teams
        for one in problem.rounds
        if one.teams > 0 and one.id not in locked
        and problem.start <= one.start and one.end <= problem.end
    ]  # fmt: skip
    return round(max(rates) - min(rates), 3) if rates else Fraction(0)


def _effort_spread(problem: Problem, teams: Sequence[Mapping[str, Any]]) -> Fraction:
    total = Fraction(0)
    for one in problem.rounds:
        efforts = [
            _effort(problem, team["organisations"])
            for team in teams
            if team["round"] == one.id and team["organisations"]
        ]
        if efforts:
            total += max(efforts) - min(efforts)
    return total


def _load_spread(problem: Problem, teams: Sequence[Mapping[str, Any]]) -> int:
    served: dict[str, set[str]] = {one.id: set() for one in problem.inspectors}
    for team in teams:
        for p in (team["leader"], *team["deputies"], *team["members"]):
            if p is not None:
                served[p].add(team["round"])
    if not served:
        return 0
    could = []
    for one in problem.inspectors:
        rounds = len(problem.rounds if one.rounds is None else one.rounds)
        most = rounds if one.max_rounds is None else min(one.max_rounds, rounds)
        if len(served[one.id]) < most:
            could.append(len(served[one.id]))
    most = max(len(rounds) for rounds in served.values())
    return most - min(could, default=most)
