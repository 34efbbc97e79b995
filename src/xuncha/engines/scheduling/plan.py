"""A plan while it is being made, and what it measures: delay and the three spreads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.needs import Crew
from xuncha.engines.scheduling.problem import Team
from xuncha.engines.scheduling.staff import Staff

_NOBODY = Crew(None, (), ())


@dataclass(frozen=True, slots=True)
class Laid:
    """One team of a round: the groups it inspects and, once seated, its people."""

    round: int
    groups: tuple[int, ...]
    people: int = 0

    def seated(self, people: int) -> Laid:
        """The same with other people."""
        return replace(self, people=people)


Plan = tuple[Laid, ...]


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """What is made small, in order; the delay is scaled, and counts only through its limit."""

    round_spread: Fraction
    effort_spread: int
    load_spread: int
    delay: int

    @property
    def is_perfect(self) -> bool:
        """Whether no plan could stand before it but for its delay."""
        return not (self.round_spread or self.effort_spread or self.load_spread)


def delay_of(frame: Frame, plan: Iterable[Laid]) -> int:
    """Risk times index of the round, summed, scaled; what is done counts too."""
    return frame.locked_delay + sum(
        frame.groups[g].risk * team.round for team in plan for g in team.groups
    )


def effort_of(frame: Frame, team: Laid) -> int:
    """The effort of a team, scaled."""
    return sum(frame.groups[g].effort for g in team.groups)


def round_spread(frame: Frame, plan: Iterable[Laid]) -> Fraction:
    """Most less least effort per team of a round, to 3 decimals."""
    sums = dict.fromkeys(frame.spread_rounds, 0)
    for team in plan:
        if team.round in sums:
            sums[team.round] += effort_of(frame, team)
    return spread_of_sums(frame, sums)


def spread_of_sums(frame: Frame, sums: Mapping[int, int]) -> Fraction:
    """The same from each round's sum of effort."""
    rates = [
        Fraction(value, frame.problem.rounds[r].teams * frame.effort_scale)
        for r, value in sums.items()
    ]
    return round(max(rates) - min(rates), 3) if rates else Fraction(0)


def effort_spread(frame: Frame, plan: Iterable[Laid]) -> int:
    """Most less least effort of a team, summed over rounds, scaled; locked teams count."""
    by_round: dict[int, list[int]] = {}
    for team in plan:
        by_round.setdefault(team.round, []).append(effort_of(frame, team))
    for locked in frame.problem.locked:
        if locked.organisations:
            value = sum(frame.effort_of(frame.index[one]) for one in locked.organisations)
            by_round.setdefault(frame.round_index[locked.round], []).append(value)
    return sum(max(values) - min(values) for values in by_round.values())


def loads_of(staff: Staff, plan: Iterable[Laid]) -> list[int]:
    """Rounds served by each person, in locked teams too."""
    loads = list(staff.served)
    for team in plan:
        mask = team.people
        while mask:
            low = mask & -mask
            loads[low.bit_length() - 1] += 1
            mask ^= low
    return loads


def load_caps(frame: Frame) -> list[int]:
    """How many rounds each person could serve by his own words."""
    every = len(frame.problem.rounds)
    return [
        min(
            every if one.max_rounds is None else one.max_rounds,
            every if one.rounds is None else len(one.rounds),
        )
        for one in frame.problem.inspectors
    ]


def load_spread(loads: list[int], caps: list[int]) -> int:
    """Most less least; the least over those who could serve more."""
    if not loads:
        return 0
    most = max(loads)
    return most - min(
        (load for load, cap in zip(loads, caps, strict=True) if load < cap), default=most
    )


def score_of(frame: Frame, staff: Staff | None, plan: Plan) -> Score:
    """The plan's place in the order of plans."""
    loads = load_spread(loads_of(staff, plan), load_caps(frame)) if staff else 0
    return Score(
        round_spread(frame, plan), effort_spread(frame, plan), loads, delay_of(frame, plan)
    )


def teams_of_plan(frame: Frame, crews: Mapping[int, Crew], plan: Plan) -> tuple[Team, ...]:
    """The plan as told to the outside: locked teams as they are, the rest numbered from 1."""
    ids = [one.id for one in frame.problem.inspectors]
    numbers: dict[int, int] = {}
    made = list(frame.problem.locked)
    for k, team in enumerate(plan):
        number = numbers[team.round] = numbers.get(team.round, 0) + 1
        orgs = (m for g in team.groups for m in frame.groups[g].members)
        crew = crews.get(k, _NOBODY)
        made.append(
            Team(
                frame.problem.rounds[team.round].id, number,
                tuple(frame.problem.organisations[m].id for m in sorted(orgs)),
                ids[crew.leader] if crew.leader is not None else None,
                tuple(ids[p] for p in crew.deputies), tuple(ids[p] for p in crew.members),
            )
        )  # fmt: skip
    made.sort(key=lambda team: (frame.round_index[team.round], team.number))
    return tuple(made)
