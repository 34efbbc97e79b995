"""A problem made ready to be solved: what goes together, and which rounds are open to it.

Organisations that go with their parent form one group, which is put as a whole. Efforts and risks
become whole numbers on a common scale. Sets of people are bit masks: bit p is inspector p.

Demands can be relaxed by name (``Relaxed``), which is how a conflict is narrowed down.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from xuncha.engines.scheduling.problem import Organisation, Problem

Demand = tuple[str, ...]
Relaxed = frozenset[Demand]
NOTHING: Relaxed = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """What is put as a whole: organisation indices, sums, the skills asked for, rounds open."""

    members: tuple[int, ...]
    effort: int
    count: int
    risk: int
    skills: frozenset[str]
    rounds: tuple[int, ...]


class Frame:
    """Everything about a problem that the models ask. Rounds, organisations and people are told by
    their index in the file."""

    def __init__(self, problem: Problem, relaxed: Relaxed = NOTHING) -> None:
        self.problem = problem
        self.relaxed = relaxed
        self.rules = problem.rules
        self.round_index = {one.id: k for k, one in enumerate(problem.rounds)}
        self.index = {one.id: k for k, one in enumerate(problem.organisations)}
        self.person = {one.id: k for k, one in enumerate(problem.inspectors)}
        done = (self.index[one] for team in problem.locked for one in team.organisations)
        self.done = frozenset(done)
        self.effort_scale = lcm(*(one.effort.denominator for one in problem.organisations))
        self.risk_scale = lcm(*(one.risk.denominator for one in problem.organisations))
        self.most_effort = int(self.rules.most_effort * self.effort_scale)
        self.most_count = self.rules.most_organisations
        self._lift_limits()

    def _lift_limits(self) -> None:
        owed = [k for k in range(len(self.problem.organisations)) if k not in self.done]
        total = sum(self.effort_of(k) for k in owed)
        self.most_effort = total if ("effort",) in self.relaxed else min(self.most_effort, total)
        everything = len(owed)
        self.most_count = (
            everything if ("count",) in self.relaxed else min(self.most_count, everything)
        )

    def effort_of(self, k: int) -> int:
        """The effort of one organisation, scaled."""
        return int(self.problem.organisations[k].effort * self.effort_scale)

    def risk_of(self, k: int) -> int:
        """The risk of one organisation, scaled."""
        return int(self.problem.organisations[k].risk * self.risk_scale)

    @cached_property
    def locked_rounds(self) -> frozenset[int]:
        """Rounds that are over or running."""
        return frozenset(self.round_index[team.round] for team in self.problem.locked)

    def within_term(self, r: int) -> bool:
        """Wholly within the term."""
        one = self.problem.rounds[r]
        return self.problem.start <= one.start and one.end <= self.problem.end

    @cached_property
    def open_rounds(self) -> tuple[int, ...]:
        """Rounds that may get teams."""
        return tuple(
            r
            for r, one in enumerate(self.problem.rounds)
            if (one.teams > 0 or ("teams",) in self.relaxed)
            and (r not in self.locked_rounds or ("locked",) in self.relaxed)
            and (self.within_term(r) or ("term",) in self.relaxed)
        )

    @cached_property
    def spread_rounds(self) -> tuple[int, ...]:
        """Rounds that ``round_spread`` looks at."""
        return tuple(
            r
            for r, one in enumerate(self.problem.rounds)
            if one.teams > 0 and r not in self.locked_rounds and self.within_term(r)
        )

    @cached_property
    def locked_delay(self) -> int:
        """Weighted delay of what is done already, scaled; of several rounds the first counts."""
        first: dict[int, int] = {}
        for team in self.problem.locked:
            for one in team.organisations:
                k, r = self.index[one], self.round_index[team.round]
                first[k] = min(r, first.get(k, r))
        return sum(self.risk_of(k) * r for k, r in first.items())

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What is still owed, put together as it must go."""
        heads: dict[int, list[int]] = {}
        for k in range(len(self.problem.organisations)):
            if k not in self.done:
                head = self._head(k)
                if ("inspect", self.problem.organisations[k].id) not in self.relaxed:
                    heads.setdefault(head, []).append(k)
        return tuple(self._group(tuple(members)) for members in heads.values())

    def _head(self, k: int) -> int:
        """Whom it goes with in the end. One that is done already leads nobody any more."""
        one = self.problem.organisations[k]
        while one.with_parent and one.parent and ("with", one.id) not in self.relaxed:
            above = self.index[one.parent]
            if above in self.done:
                break
            k, one = above, self.problem.organisations[above]
        return k

    def _group(self, members: tuple[int, ...]) -> Group:
        orgs = [self.problem.organisations[k] for k in members]
        skills = frozenset(
            skill
            for one in orgs
            for skill in one.skills
            if ("skill", one.id, skill) not in self.relaxed
        )
        return Group(
            members, sum(self.effort_of(k) for k in members), len(members),
            sum(self.risk_of(k) for k in members), skills,
            tuple(r for r in self.open_rounds if all(self.may_go(one, r) for one in orgs)),
        )  # fmt: skip

    def may_go(self, one: Organisation, r: int) -> bool:
        """Whether its own dates and its own round let an organisation go in a round."""
        there, free = self.problem.rounds[r], self.relaxed
        return (
            (one.not_before is None or one.not_before <= there.start
             or ("not_before", one.id) in free)
            and (one.due is None or there.end <= one.due or ("due", one.id) in free)
            and (one.fixed_round is None or one.fixed_round == there.id
                 or ("fixed", one.id) in free)
        )  # fmt: skip

    def teams_of(self, r: int) -> int:
        """The most teams of a round, no more than could be of use."""
        useful = max(1, len(self.problem.organisations))
        told = self.problem.rounds[r].teams
        return useful if ("teams",) in self.relaxed else min(told, useful)

    def unscaled_risk(self, value: int) -> Fraction:
        """A sum of risks as told."""
        return Fraction(value, self.risk_scale)

    def starts(self, r: int) -> dt.date:
        """The day on which a round starts."""
        return self.problem.rounds[r].start
