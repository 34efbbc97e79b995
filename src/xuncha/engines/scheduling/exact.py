"""Small problems, solved to the end: each aim proven before the next is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite

from xuncha.engines.scheduling.aims import HALF_STEP, Aims, Terms
from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.joint import Joint
from xuncha.engines.scheduling.plan import Plan, delay_of, effort_spread, round_spread
from xuncha.engines.scheduling.solver import Result


@dataclass(frozen=True, slots=True)
class Exact:
    """``least`` and ``bound`` are scaled delays with what is done; ``plan`` is None where none was
    found, and then ``infeasible`` says whether that is proven."""

    plan: Plan | None
    least: int
    bound: int
    infeasible: bool


def delay_limit(frame: Frame, least: int) -> int:
    """The most delay that the plan given may have."""
    return floor((1 + frame.rules.delay_tolerance) * least)


def safe_bound(value: float) -> int:
    """A whole number that surely lies below every plan, from a bound in floating point."""
    return ceil(value - max(1e-4, 1e-8 * abs(value))) if isfinite(value) else 0


def least_delay(
    joint: Joint, budget: Budget, seconds: float, start: Sequence[float] | None = None
) -> tuple[Exact, Result]:
    """The first aim alone."""
    aims, frame = Aims(joint), joint.frame
    done = frame.locked_delay

    def hear(best: float | None, bound: float) -> None:
        scale = frame.risk_scale
        budget.hear(None if best is None else (best + done) / scale, (bound + done) / scale)

    joint.model.aim(aims.delay())
    result = joint.model.solve(budget, seconds, start=start, told=hear, step=1.0)
    if result.values is None:
        return Exact(None, 0, 0, result.infeasible), result
    plan = joint.plan(result.values)
    least = delay_of(frame, plan)
    bound = min(least, done + max(0, safe_bound(result.bound)))
    return Exact(plan, least, bound, infeasible=False), result


def polish(
    joint: Joint, budget: Budget, values: list[float], least: int, seconds: float
) -> tuple[Plan, bool]:
    """The other three aims in order, each held before the next is begun: the best plan found, and
    whether it is proven that none is better."""
    frame, aims, model = joint.frame, Aims(joint), joint.model
    model.row(aims.delay(), high=delay_limit(frame, least) - frame.locked_delay)
    inner, proven = Budget.within(budget, seconds), True
    for stage, (terms_of, name) in enumerate(
        ((aims.round_spread, "均衡各轮"), (aims.effort_spread, "均衡各组"),
         (aims.load_spread, "均衡各人"))
    ):  # fmt: skip
        terms = terms_of()
        if not terms:
            continue
        budget.tell(name)
        model.aim(terms)
        begun = aims.begin(values)
        result = model.solve(inner, inner.part((0.4, 0.6, 1.0)[stage]), start=begun)
        values = result.values if result.values is not None else begun
        proven = proven and result.optimal
        _hold(joint, terms, joint.plan(values), stage)
    return joint.plan(values), proven


def _hold(joint: Joint, terms: Terms, plan: Plan, stage: int) -> None:
    """Let later aims take nothing away from this one."""
    frame = joint.frame
    if stage == 0:
        limit = float((round_spread(frame, plan) + HALF_STEP) * frame.effort_scale)
    else:
        limit = float(effort_spread(frame, plan) - effort_spread(frame, ()))
    joint.model.row(terms, high=limit)
