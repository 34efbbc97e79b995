"""A thin door to HiGHS: rows and columns in, values and a proven bound out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.quiet import new_engine

INFINITY = float("inf")
Terms = Iterable[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Result:
    """``values`` is None where nothing was found; ``bound`` holds whether or not it is proven
    optimal; ``infeasible`` only where that is proven. ``objective`` is worked out from the values:
    HiGHS 1.16 gives back the start, with the better objective, where presolve alone settles a model
    that had one (``is_true`` false); it is then asked again without."""

    values: list[float] | None
    objective: float
    bound: float
    infeasible: bool
    optimal: bool
    is_true: bool = True


Told = Callable[[float | None, float], None]
"""Hears the best value so far (None: none yet) and the bound."""


@dataclass(slots=True)
class Model:
    """Minimise cost over columns under rows. Columns are numbered as they are made."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)
    offset: float = 0.0

    def column(self, low: float, high: float, *, cost: float = 0.0, whole: bool = True) -> int:
        """A new column; its number."""
        self.lower.append(low)
        self.upper.append(high)
        self.cost.append(cost)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, terms: Terms, low: float = -INFINITY, high: float = INFINITY) -> None:
        """low ≤ sum of terms ≤ high. A column may come up several times."""
        sums: dict[int, float] = {}
        for column, value in terms:
            sums[column] = sums.get(column, 0.0) + value
        self.indices += sums
        self.coefficients += sums.values()
        self.starts.append(len(self.indices))
        self.row_lower.append(low)
        self.row_upper.append(high)

    def aim(self, terms: Terms, offset: float = 0.0) -> None:
        """Put another objective in place of the old one."""
        self.cost = [0.0] * len(self.lower)
        self.offset = offset
        for column, value in terms:
            self.cost[column] += value

    def value(self, values: Sequence[float]) -> float:
        """The objective of some values."""
        terms = zip(self.cost, values, strict=True)
        return self.offset + sum(cost * value for cost, value in terms if cost)

    def solve(
        self,
        budget: Budget,
        seconds: float,
        *,
        start: Sequence[float] | None = None,
        gap: float = 0.0,
        step: float = 0.0,
        told: Told | None = None,
        relaxed: bool = False,
    ) -> Result:
        """Solve within ``seconds`` and what the budget leaves. ``start``: values to begin with;
        ``gap``: relative gap that is good enough; ``step``: values of plans lie this far apart,
        so that a bound less than a step away proves the best; ``relaxed``: columns need not be
        whole."""
        seconds = min(seconds, budget.left())
        if seconds <= 0.01:
            return Result(None, INFINITY, -INFINITY, infeasible=False, optimal=False)
        if not self.lower:
            return self._without_columns()
        if relaxed:
            free = replace(self, whole=[False] * len(self.whole))
            return _Run(free, budget, told).run(seconds, None, gap, step)
        result = _Run(self, budget, told).run(seconds, start, gap, step)
        if start is not None and result.values is not None and not result.is_true:
            again = min(max(1.0, seconds), budget.left())
            result = _Run(self, budget, told).run(max(0.1, again), None, gap, step)
        return result

    def _without_columns(self) -> Result:
        bad = any(
            low > 0 or high < 0 for low, high in zip(self.row_lower, self.row_upper, strict=True)
        )
        if bad:
            return Result(None, INFINITY, INFINITY, infeasible=True, optimal=False)
        return Result([], self.offset, self.offset, infeasible=False, optimal=True)


class _Run:
    """One call of HiGHS. What goes wrong in a callback is raised after the call: it must not pass
    through foreign code."""

    def __init__(self, model: Model, budget: Budget, told: Told | None) -> None:
        self._model = model
        self._budget = budget
        self._told = told
        self._problem: BaseException | None = None

    def run(self, seconds: float, start: Sequence[float] | None, gap: float, step: float) -> Result:
        import highspy

        engine = new_engine(highspy)
        engine.setOptionValue("threads", self._budget.threads)
        engine.setOptionValue("time_limit", seconds)
        engine.setOptionValue("mip_rel_gap", gap)
        engine.setOptionValue("mip_abs_gap", max(1e-7, 0.999 * step))
        engine.setOptionValue("random_seed", 1)
        engine.passModel(_lp(highspy, self._model))
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = list(start)
            engine.setSolution(solution)
        engine.cbMipInterrupt.subscribe(self._look)
        engine.cbSimplexInterrupt.subscribe(self._look)
        engine.run()
        engine.clearCallbacks()
        if self._problem is not None:
            raise self._problem
        return self._result(highspy, engine)

    def _look(self, event: Any) -> None:
        try:
            primal, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
            if self._told is not None:
                self._told(primal if primal < 1e20 else None, bound)
            if self._budget.left() <= 0:
                event.interrupt()
        except BaseException as problem:
            self._problem = problem
            event.interrupt()

    def _result(self, highspy: Any, engine: Any) -> Result:
        status, info = engine.getModelStatus(), engine.getInfo()
        kinds = highspy.HighsModelStatus
        if status == kinds.kInfeasible:
            return Result(None, INFINITY, INFINITY, infeasible=True, optimal=False)
        optimal, mixed = status == kinds.kOptimal, any(self._model.whole)
        values = None
        if info.primal_solution_status == 2:
            values = [float(one) for one in engine.getSolution().col_value]
        told = info.objective_function_value
        objective = self._model.value(values) if values is not None else INFINITY
        is_true = values is None or abs(objective - told) <= 1e-4 * max(1.0, abs(told))
        bound = info.mip_dual_bound if mixed else objective if optimal else -INFINITY
        return Result(
            values, objective, bound, infeasible=False, optimal=optimal and is_true, is_true=is_true
        )


def _lp(highspy: Any, model: Model) -> Any:
    import numpy

    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = len(model.lower), len(model.row_lower)
    made.offset_ = model.offset
    made.col_cost_ = numpy.array(model.cost)
    made.col_lower_, made.col_upper_ = numpy.array(model.lower), numpy.array(model.upper)
    made.row_lower_, made.row_upper_ = numpy.array(model.row_lower), numpy.array(model.row_upper)
    made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    made.a_matrix_.start_ = numpy.array(model.starts, dtype=numpy.int32)
    made.a_matrix_.index_ = numpy.array(model.indices, dtype=numpy.int32)
    made.a_matrix_.value_ = numpy.array(model.coefficients, dtype=numpy.float64)
    if any(model.whole):
        kinds = highspy.HighsVarType
        made.integrality_ = [kinds.kInteger if one else kinds.kContinuous for one in model.whole]
    return made
