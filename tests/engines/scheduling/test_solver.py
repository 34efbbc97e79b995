"""The door to the solver: true values, proven bounds, and a clean way out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from xuncha.engines.scheduling.budget import Budget, News
from xuncha.engines.scheduling.solver import Model


def knapsack(count: int = 60) -> Model:
    model = Model()
    columns = [model.column(0, 1, cost=-float(7 * k % 23 + 5)) for k in range(count)]
    model.row([(x, float(5 * k % 17 + 3)) for k, x in enumerate(columns)], high=97.0)
    return model


def test_the_objective_is_that_of_the_values() -> None:
    model = knapsack()
    start = [0.0] * len(model.lower)
    for begun in (None, start):
        result = model.solve(Budget(20), 10, start=begun)
        assert result.optimal
        assert result.values is not None
        assert result.objective == pytest.approx(model.value(result.values))
        assert result.bound == pytest.approx(result.objective)


def test_infeasible_is_said_only_with_a_proof() -> None:
    model = Model()
    x = model.column(0, 1)
    model.row([(x, 1)], 2)
    assert model.solve(Budget(5), 5).infeasible
    assert not model.solve(Budget(0), 5).infeasible


def test_rows_without_columns() -> None:
    model = Model()
    model.row([], 0)
    assert model.solve(Budget(5), 5).optimal
    model.row([], 1)
    assert model.solve(Budget(5), 5).infeasible


def test_what_the_listener_raises_comes_out_whole() -> None:
    class StopError(Exception):
        pass

    def told(_: float | None, __: float) -> None:
        raise StopError

    with pytest.raises(StopError):
        knapsack(4000).solve(Budget(20), 10, told=told)


def test_a_cancelled_budget_has_nothing_left() -> None:
    heard: list[News] = []
    budget = Budget(60, heard.append, lambda: len(heard) > 0)
    assert budget.left() > 0
    budget.tell("x")
    assert budget.left() == 0


def test_the_solver_says_nothing_on_standard_output() -> None:
    words = (
        "from xuncha.engines.scheduling.budget import Budget;"
        "from xuncha.engines.scheduling.solver import Model;"
        "m = Model(); m.column(0, 1, cost=-1.0); print(m.solve(Budget(5), 5).objective)"
    )
    ran = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert ran.stdout == "-1.0\n"
