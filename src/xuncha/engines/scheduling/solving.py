"""Solving a problem: first a valid plan, then a proof, then the finer aims, within the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from xuncha.engines.scheduling.budget import Budget, News
from xuncha.engines.scheduling.explaining import explain
from xuncha.engines.scheduling.finding import find
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.needs import crew_of, need_of
from xuncha.engines.scheduling.plan import Plan, score_of, teams_of_plan
from xuncha.engines.scheduling.problem import Problem
from xuncha.engines.scheduling.search import Found
from xuncha.engines.scheduling.solution import Report, Solution
from xuncha.engines.scheduling.staff import Staff
from xuncha.engines.scheduling.verifying import verify
from xuncha.engines.scheduling.viability import Viability


def solve(
    problem: Problem,
    seconds: float = 60.0,
    told: Callable[[News], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    with_people: bool = True,
    threads: int = 2,
    rescue: Rescue | None = None,
) -> Solution:
    """The best plan within ``seconds``. ``told`` hears of progress and may raise to stop the run
    (the exception passes through); ``cancelled`` true ends it with what was found so far. Without
    people a plan of rounds and teams alone is made: no leader, no limits of people. No plan leaves
    here that the independent checker finds fault with. ``rescue`` can be asked for the best so far
    from another thread, where the run is stuck in foreign code on a machine without time."""
    budget = Budget(seconds, told, cancelled, threads)
    frame = Frame(problem)
    staff = Staff(frame) if with_people else None
    budget.tell("检查各单位")
    rounds = Viability(frame, staff, budget).rounds()
    found = Found(bound=frame.locked_delay, infeasible=not all(rounds.values()))
    if rescue is not None:
        rescue.watch(lambda: _checked(frame, staff, replace(found), budget))
    if not found.infeasible:
        find(frame, staff, rounds, budget, found)
    if found.infeasible:
        return without_plan(problem, budget, explain(problem, budget, with_people=with_people))
    return _checked(frame, staff, found, budget)


class Rescue:
    """A way to the best plan so far, for another thread. Before there is one the answer is that
    nothing is known."""

    def __init__(self) -> None:
        self._so_far: Callable[[], Solution] | None = None

    def watch(self, so_far: Callable[[], Solution]) -> None:
        """From now on this gives the best so far."""
        self._so_far = so_far

    def answer(self, problem: Problem, seconds: float) -> Solution:
        """The best so far, checked like any other."""
        if self._so_far is not None:
            return self._so_far()
        return without_plan(problem, Budget(seconds))


def _checked(frame: Frame, staff: Staff | None, found: Found, budget: Budget) -> Solution:
    """The answer with the plan found, if there is one and the checker finds no fault with it."""
    problem = frame.problem
    if found.plan is None:
        return without_plan(problem, budget)
    answer = solution_of(frame, staff, found, budget)
    rows = [one.as_json() for one in answer.teams]
    faults = verify(problem, rows, with_people=staff is not None)
    return without_plan(problem, budget) if faults else answer


def without_plan(problem: Problem, budget: Budget, conflicts: tuple[str, ...] = ()) -> Solution:
    """The answer where there is no plan: infeasible where conflicts prove it, else unknown."""
    everyone = tuple(one.id for one in problem.organisations)
    status = "infeasible" if conflicts else "unknown"
    return Solution(status, budget.spent(), unassigned=everyone, conflicts=conflicts)


def solution_of(frame: Frame, staff: Staff | None, found: Found, budget: Budget) -> Solution:
    """The answer with a plan."""
    plan: Plan = found.plan or ()
    score = score_of(frame, staff, plan)
    crews = {}
    if staff is not None:
        for k, team in enumerate(plan):
            need = need_of(staff, [frame.groups[g] for g in team.groups], team.round)
            crews[k] = crew_of(staff, need, team.people)
    report = Report(
        frame.unscaled_risk(found.least), frame.unscaled_risk(score.delay), score.round_spread,
        Fraction(score.effort_spread, frame.effort_scale), score.load_spread,
    )  # fmt: skip
    status = "optimal" if found.bound == found.least else "feasible"
    bound = frame.unscaled_risk(found.bound)
    teams = teams_of_plan(frame, crews, plan)
    return Solution(status, budget.spent(), teams, (), bound, report)
