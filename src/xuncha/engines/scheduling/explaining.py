"""Why a problem has no plan: sets of demands that can't all hold, none of which could be left out.

First the organisations are narrowed down, then what they ask and the rules that stand in the way.
A further conflict is looked for with the ones found so far out of the way.
"""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.candidates import by_kind, by_person, of_organisations, of_rules
from xuncha.engines.scheduling.frame import NOTHING, Demand, Frame, Relaxed
from xuncha.engines.scheduling.narrowing import smallest
from xuncha.engines.scheduling.oracle import Oracle
from xuncha.engines.scheduling.problem import Organisation, Problem
from xuncha.engines.scheduling.staff import Staff
from xuncha.engines.scheduling.viability import Viability
from xuncha.engines.scheduling.wording import Conflict, sentence

_MOST = 5
_MOST_FACTS = 60
_MOST_NAMED = 10
_LEAST_SECONDS = 2.5
_MOST_SECONDS = 40.0


def explain(problem: Problem, budget: Budget, *, with_people: bool) -> tuple[str, ...]:
    """One to five sentences. The problem must be proven to have no plan."""
    budget.tell("查找冲突")
    seconds = min(_MOST_SECONDS, max(budget.left(), _LEAST_SECONDS))
    run = _Explaining(problem, budget.anew(seconds), with_people=with_people)
    return tuple(dict.fromkeys(sentence(problem, one) for one in run.conflicts()))


class _Explaining:
    def __init__(self, problem: Problem, budget: Budget, *, with_people: bool) -> None:
        self.problem, self.budget, self.with_people = problem, budget, with_people
        self.oracle = Oracle(problem, budget, with_people=with_people)

    def conflicts(self) -> list[Conflict]:
        """The conflicts, each of other organisations than those before."""
        made: list[Conflict] = []
        away: Relaxed = NOTHING
        while len(made) < _MOST and (self.budget.left() > 0 or not made):
            found = self._alone(away) or self._together(away)
            if found is None:
                break
            made.append(found)
            if not found.demands:
                break
            away |= _out_of_the_way(found)
        return made

    def _alone(self, away: Relaxed) -> Conflict | None:
        """A group that can't be put even by itself."""
        frame = Frame(self.problem, away)
        staff = Staff(frame) if self.with_people else None
        rounds = Viability(frame, staff, self.budget).rounds()
        lost = [g for g, mine in rounds.items() if not mine]
        if not lost:
            return None
        group = frame.groups[min(lost, key=lambda g: (frame.groups[g].count, g))]
        return self._demands([self.problem.organisations[m] for m in group.members], away)

    def _together(self, away: Relaxed) -> Conflict | None:
        """Groups that can't all be put: first the kinds of demand that matter, then the groups."""
        if away and not self.oracle.is_impossible(away):
            return None
        gone = set(away)
        owed = [one for one in self.problem.organisations if ("inspect", one.id) not in away]
        for bundle in (*of_rules(with_people=self.with_people), *by_kind(owed)):
            if not self._late() and self.oracle.is_impossible(frozenset(gone | set(bundle))):
                gone |= set(bundle)
        frame = Frame(self.problem, frozenset(gone))
        staff = Staff(frame) if self.with_people else None
        rounds = Viability(frame, staff, self.budget).rounds()

        def clash(some: Sequence[int]) -> bool:
            return self.oracle.cannot_be_put(frame, staff, {g: rounds[g] for g in some})

        order = sorted(rounds, key=lambda g: (-len(rounds[g]), frame.groups[g].effort, g))
        groups = smallest(order, clash, self._late)
        members = sorted(m for g in groups for m in frame.groups[g].members)
        return self._demands([self.problem.organisations[m] for m in members], frozenset(gone))

    def _late(self) -> bool:
        return self.budget.left() <= 0

    def _demands(self, chosen: list[Organisation], away: Relaxed) -> Conflict:
        """The smallest set of demands of these organisations and of the rules."""
        ids = {one.id for one in chosen}
        others = (one.id for one in self.problem.organisations if one.id not in ids)
        base = away | {("inspect", one) for one in others}
        rules = list(of_rules(with_people=self.with_people))
        asked = list(of_organisations(chosen) if len(chosen) <= _MOST_NAMED else by_kind(chosen))
        named = [(("inspect", one.id),) for one in chosen] if len(chosen) <= _MOST_NAMED else []
        bundles = [*rules, *(named if len(chosen) > 1 else ()), *asked]
        kept, gone = self._without_needless([one for one in bundles if not set(one) <= base], base)
        kept = [self._by_person(one, gone, chosen) for one in kept]
        demands = [demand for bundle in kept for demand in bundle if demand[0] != "inspect"]
        left = [one for one in chosen if ("inspect", one.id) not in gone]
        return Conflict(tuple(left), tuple(demands))

    def _without_needless(
        self, kept: list[tuple[Demand, ...]], base: Relaxed
    ) -> tuple[list[tuple[Demand, ...]], Relaxed]:
        """Leave out, one after the other, what the conflict holds without."""
        gone = base
        for bundle in list(kept):
            if self._late():
                break
            if self.oracle.is_impossible(gone | set(bundle)):
                gone |= set(bundle)
                kept = [one for one in kept if one != bundle]
        return kept, gone

    def _by_person(
        self, bundle: tuple[Demand, ...], gone: Relaxed, chosen: list[Organisation]
    ) -> tuple[Demand, ...]:
        """A rule for all as the smallest set of single facts, where these are few."""
        facts = by_person(self.problem, bundle[0][0], chosen) if len(bundle[0]) == 1 else []
        if not 0 < len(facts) <= _MOST_FACTS or self._late():
            return bundle

        def still(some: Sequence[Demand]) -> bool:
            lifted = frozenset(one for one in facts if one not in some)
            return self.oracle.is_impossible(gone | lifted)

        found = smallest(facts, still, self._late)
        return tuple(found) if 0 < len(found) <= _MOST_NAMED else bundle


def _out_of_the_way(found: Conflict) -> Relaxed:
    """What must not come up again: these organisations; or the rules, where only rules clash."""
    if any(
        demand[0] in {"due", "not_before", "fixed", "skill", "with"} for demand in found.demands
    ):
        return frozenset(("inspect", one.id) for one in found.organisations)
    orgs = frozenset(("inspect", one.id) for one in found.organisations)
    general = {"size_most", "size_least", "deputies", "leader", "rounds", "max_rounds", "same_home",
               "term", "locked", "teams"}  # fmt: skip
    return orgs | frozenset(one for one in found.demands if one[0] in general and len(one) == 1)
