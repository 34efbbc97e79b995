"""How the time is spent: by size, from a first plan over the proof to the finer aims."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.exact import least_delay, polish
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.joint import Joint, joint_size
from xuncha.engines.scheduling.search import Found, Search
from xuncha.engines.scheduling.staff import Staff

_TINY = 350
_POLISHED = 2_000
_JOINT = 6_000
"""Columns of the joint model: up to which it is asked at once, to finish, and for the delay."""

_GOES, _GO = 40, 20.0

Rounds = Mapping[int, tuple[int, ...]]


def find(
    frame: Frame, staff: Staff | None, rounds: Rounds, budget: Budget, found: Found
) -> Found:  # fmt: skip
    """The best plan found in the time, with what is proven; ``found`` takes it in as it goes."""
    size = joint_size(frame, staff, rounds)
    if size <= _TINY:
        return _exactly(frame, staff, rounds, budget, found)
    search = Search(frame, staff, rounds, budget, found)
    search.first(budget.part(0.1))
    search.hasten(budget.part(0.05, 3.0))
    search.prove(budget.part(0.35))
    if found.infeasible:
        return found
    if size <= _JOINT and (found.least_plan is None or found.bound < found.least):
        _close_gap(search, budget.part(0.5))
    if found.plan is None:
        return found
    if size <= _POLISHED and _finish(search, budget.part(0.25)):
        return found
    search.spread_rounds(budget.part(0.4))
    search.even_teams(budget.part(0.4))
    search.even_loads(budget.part(0.5))
    if size <= _POLISHED and not _is_perfect(found) and _finish(search, budget.part(0.6)):
        return found
    for seed in range(1, _GOES):
        if _is_perfect(found) or budget.left() < 1.0:
            break
        search.again(seed, budget.part(0.5, _GO) if seed > 1 else budget.part(0.7))
    return found


def _is_perfect(found: Found) -> bool:
    return found.score is not None and found.score.is_perfect


def _exactly(
    frame: Frame, staff: Staff | None, rounds: Rounds, budget: Budget, found: Found
) -> Found:  # fmt: skip
    joint = Joint(frame, staff, rounds)
    exact, result = least_delay(joint, budget, budget.part(0.5))
    found.least_plan, found.least, found.bound = exact.plan, exact.least, exact.bound
    found.infeasible, found.plan = exact.infeasible, exact.plan
    if exact.plan is not None and result.values is not None:
        found.plan, _ = polish(joint, budget, result.values, exact.least, budget.left())
    return found


def _close_gap(search: Search, seconds: float) -> None:
    """Ask the joint model where counts alone left the least delay open."""
    joint = Joint(search.frame, search.staff, search.rounds)
    plan = search.found.least_plan
    start = joint.begin(plan) if plan is not None else None
    exact, _ = least_delay(joint, search.budget, seconds, start)
    found = search.found
    if exact.infeasible:
        found.infeasible = True
        return
    found.bound = max(found.bound, exact.bound)
    if exact.plan is not None:
        search.keep_least(exact.plan)
        search.begin_from(exact.plan)


def _finish(search: Search, seconds: float) -> bool:
    """Let the joint model better the finer aims, each in its turn; true if none can be bettered."""
    found = search.found
    if found.plan is None:
        return False
    joint = Joint(search.frame, search.staff, search.rounds)
    start = joint.begin(found.plan)
    if start is None:
        return False
    plan, proven = polish(joint, search.budget, start, found.least, seconds)
    search.consider(plan)
    return proven and found.bound == found.least
