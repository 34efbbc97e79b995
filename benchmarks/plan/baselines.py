"""What the engine is measured against: the clerk's way, and another solver on the same problem."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.problem import Inspector, Problem

Assignments = list[dict[str, Any]]
MOST_COLUMNS = 400_000
"""A column for each organisation and team: beyond this the peer is not tried."""


def greedy(problem: Problem) -> Assignments:
    """Riskiest first into the earliest round with room; people by list, whoever has served least.
    Looks at limits, dates and qualifications; finds out too late about skills and ties."""
    frame = Frame(problem)
    teams: dict[tuple[int, int], list[int]] = {}
    for g in sorted(range(len(frame.groups)), key=lambda g: -frame.groups[g].risk):
        spot = _spot(frame, teams, g)
        if spot is not None:
            teams.setdefault(spot, []).append(g)
    served = dict.fromkeys((one.id for one in problem.inspectors), 0)
    made = []
    for (r, t), groups in sorted(teams.items()):
        name = problem.rounds[r].id
        busy = {p for one in made if one["round"] == name for p in one["crew"]}
        crew = _crew(problem, name, busy, served)
        members = [m for g in groups for m in frame.groups[g].members]
        made.append(
            {"round": name, "team": t + 1, "crew": crew,
             "organisations": [problem.organisations[m].id for m in members],
             "leader": crew[0] if crew else None, "deputies": crew[1:2], "members": crew[2:]}
        )  # fmt: skip
    return made


def _spot(frame: Frame, teams: dict[tuple[int, int], list[int]], g: int) -> tuple[int, int] | None:
    one = frame.groups[g]
    for r in one.rounds:
        for t in range(frame.teams_of(r)):
            inside = [frame.groups[h] for h in teams.get((r, t), [])]
            effort = one.effort + sum(h.effort for h in inside)
            count = one.count + sum(h.count for h in inside)
            if effort <= frame.most_effort and count <= frame.most_count:
                return r, t
    return None


def _crew(problem: Problem, name: str, busy: set[str], served: dict[str, int]) -> list[str]:
    crew: list[str] = []
    wanted: list[Callable[[Inspector], bool]] = [lambda one: one.leader, lambda one: one.deputy]
    wanted += [lambda one: True] * (problem.rules.team_size[0] - 2)
    for fits in wanted:
        free = [
            one
            for one in problem.inspectors
            if fits(one) and one.id not in busy and one.id not in crew
            and (one.rounds is None or name in one.rounds)
            and (one.max_rounds is None or served[one.id] < one.max_rounds)
        ]  # fmt: skip
        if free:
            chosen = min(free, key=lambda one: served[one.id]).id
            served[chosen] += 1
            crew.append(chosen)
    return crew


@dataclass(slots=True)
class PeerRun:
    """When the peer found its first plan, and (seconds, delay, bound) as it went on."""

    name: str
    first: float | None = None
    trail: list[tuple[float, float, float]] = field(default_factory=list)
    delay: float | None = None
    bound: float = 0.0


def peer(problem: Problem, seconds: float) -> PeerRun | None:
    """OR-Tools CP-SAT on rounds and teams alone (people left out, which makes it easier), two
    workers; None where it is not installed or the model would fill the memory."""
    frame = Frame(problem)
    size = sum(frame.teams_of(r) for one in frame.groups for r in one.rounds)
    if importlib.util.find_spec("ortools") is None or size > MOST_COLUMNS:
        return None
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    into: dict[tuple[int, int], list[tuple[Any, int]]] = {}
    cost = []
    for g, one in enumerate(frame.groups):
        mine = []
        for r in one.rounds:
            for t in range(frame.teams_of(r)):
                x = model.new_bool_var("")
                mine.append(x)
                into.setdefault((r, t), []).append((x, g))
                cost.append(one.risk * r * x)
        model.add_exactly_one(mine)
    for inside in into.values():
        model.add(sum(frame.groups[g].effort * x for x, g in inside) <= frame.most_effort)
        model.add(sum(frame.groups[g].count * x for x, g in inside) <= frame.most_count)
    model.minimize(sum(cost))
    run = PeerRun("OR-Tools CP-SAT")
    begun = time.monotonic()

    class Ear(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            now = time.monotonic() - begun
            run.first = now if run.first is None else run.first
            run.trail.append((now, self.objective_value, self.best_objective_bound))

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model, Ear())
    run.bound = float(Fraction(solver.best_objective_bound).limit_denominator(1000))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        run.delay = solver.objective_value
        run.trail.append((time.monotonic() - begun, run.delay, solver.best_objective_bound))
    return run
