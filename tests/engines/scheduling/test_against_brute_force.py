"""On small problems every plan can be looked at: the engine's answer must be the best of them in
every aim, its bound exact, and its "no" true."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.engines.scheduling.brute import best_of_all
from tests.engines.scheduling.making import Told, organisation, person, problem, spring
from xuncha.engines.scheduling import Solution, finding, measure, parse_problem, solve, verify
from xuncha.engines.scheduling.problem import Problem


def any_problem(chance: Random) -> Told:
    """A small problem with every kind of demand, about half of them without a plan."""
    rounds = [spring(k + 1, chance.choice([1, 2, 2])) for k in range(chance.randint(1, 3))]
    years = len(rounds)
    orgs = [_organisation(chance, k, years) for k in range(chance.randint(1, 5))]
    people = [_person(chance, k, rounds) for k in range(chance.randint(3, 7))]

    def pick() -> Told:
        return {
            "inspector": chance.choice(people)["id"], "organisation": chance.choice(orgs)["id"]
        }  # fmt: skip

    more: dict[str, Any] = {
        "recusals": [
            pick() | {"kind": "亲属", "since": chance.choice([None, "2020-02-29", "2021-01-01"]),
                      "until": chance.choice([None, None, "2023-03-01"])}
            for _ in range(chance.randint(0, 3))
        ],
        "history": [
            pick() | {"leader": chance.random() < 0.8, "round": "earlier"}
            for _ in range(chance.randint(0, 3))
        ],
    }  # fmt: skip
    if years > 1 and chance.random() < 0.3:
        head, deputy = chance.sample(people, 2)
        more["locked"] = [
            {"round": "R1", "team": 1, "organisations": [chance.choice(orgs)["id"]],
             "leader": head["id"], "deputies": [deputy["id"]], "members": []}
        ]  # fmt: skip
    low = chance.randint(1, 2)
    high = low + chance.randint(0, 2)
    rules = {
        "team_size": [low, high], "deputies": [min(chance.randint(0, 1), high - 1), 1],
        "max_organisations_per_team": chance.randint(1, 3),
        "max_effort_per_team": chance.choice([30, 40, 60]),
        "same_home_in_team": chance.random() < 0.3,
        "delay_tolerance": chance.choice([0, 0.02, 0.3]),
    }  # fmt: skip
    made = problem(orgs, people, rounds, rules=rules, **more)
    if chance.random() < 0.1:
        made["term"]["end"] = f"{2021 + years}-04-01"
    return made


def _organisation(chance: Random, k: int, years: int) -> Told:
    made = organisation(
        f"O{k}", risk=chance.choice([0, 5, 10, 20, 33.5, 50]),
        effort=chance.choice([10, 15, 20, 30]), skills=chance.choice([[], [], [], ["财务"]]),
    )  # fmt: skip
    if k and chance.random() < 0.3:
        made |= {"parent": f"O{chance.randrange(k)}", "with_parent": chance.random() < 0.5}
    if chance.random() < 0.1:
        made["due"] = f"{2022 + chance.randrange(years)}-06-30"
    if chance.random() < 0.15:
        made["not_before"] = f"{2022 + chance.randrange(years)}-01-01"
    if chance.random() < 0.1:
        made["fixed_round"] = f"R{1 + chance.randrange(years)}"
    return made


def _person(chance: Random, k: int, rounds: list[Told]) -> Told:
    free = None if chance.random() < 0.7 else [r["id"] for r in rounds if chance.random() < 0.7]
    return person(
        f"P{k}", leader=chance.random() < 0.75, deputy=chance.random() < 0.85,
        skills=chance.choice([[], ["财务"], ["工程"], ["财务", "工程"]]),
        home=chance.choice([None, None, None, None, "elsewhere", "O0"]), rounds=free,
        max_rounds=chance.choice([None, None, 1, 2]),
    )  # fmt: skip


def _sound(read: Problem, answer: Solution) -> None:
    """Whatever the answer is, it keeps every rule and its figures are true."""
    told = answer.as_json()
    assert verify(read, told["assignments"]) == []
    assert answer.report is not None
    assert measure(read, told["assignments"]) == {
        "risk_weighted_delay": answer.report.risk_weighted_delay,
        "round_spread": answer.report.round_spread, "effort_spread": answer.report.effort_spread,
        "load_spread": answer.report.load_spread,
    }  # fmt: skip
    assert answer.objective is not None
    assert answer.objective <= (1 + read.rules.delay_tolerance) * answer.report.least_delay


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
@example(2364)  # the solver's presolve settles it and gives the start back
def test_nothing_is_better(seed: int) -> None:
    read = parse_problem(any_problem(Random(seed)))
    answer, best = solve(read, seconds=30), best_of_all(read)
    if best is None:
        assert answer.status == "infeasible"
        assert 1 <= len(answer.conflicts) <= 5
        return
    assert answer.status == "optimal"
    _sound(read, answer)
    assert answer.report is not None
    report = answer.report
    found = (report.least_delay, report.round_spread, report.effort_spread, report.load_spread)
    assert found == best
    assert answer.bound == best[0]


@pytest.mark.parametrize("seed", range(20))
def test_the_way_of_large_problems_is_sound_on_small_ones(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_TINY", -1)
    read = parse_problem(any_problem(Random(seed)))
    answer, best = solve(read, seconds=3), best_of_all(read)
    if best is None:
        assert answer.status in {"infeasible", "unknown"}
    elif answer.status != "unknown":
        _sound(read, answer)
        assert answer.report is not None
        assert answer.report.least_delay >= best[0]
        assert answer.bound is not None
        assert answer.bound <= best[0]
