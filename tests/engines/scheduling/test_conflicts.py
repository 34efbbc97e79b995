"""Why there is no plan: what clashes is named, what has nothing to do with it is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engines.scheduling.making import Told, organisation, person, problem, spring
from xuncha.engines.scheduling import parse_problem, solve

ROUNDS = [spring(1, 2), spring(2, 2), spring(3, 2)]
PEOPLE = [person(f"P{k}") for k in range(1, 7)]
OTHER = organisation("B")


def _with(*orgs: Told, people: list[Told] = PEOPLE, **more: Any) -> Told:
    return problem([*orgs, OTHER], people, ROUNDS, **more)


def _recused(who: str, where: str) -> Told:
    return {"inspector": who, "organisation": where, "kind": "亲属", "since": None, "until": None}


A = organisation("A")
CASES: dict[str, tuple[Told, list[str], list[str]]] = {
    "due before all": (
        _with(organisation("A", due="2022-01-31")), ["单位A", "2022-01-31"], ["单位B", "组长"],
    ),
    "dates cross": (
        _with(organisation("A", due="2023-06-30", not_before="2023-05-01")),
        ["单位A", "2023-06-30", "2023-05-01"], ["单位B"],
    ),
    "fixed after due": (
        _with(organisation("A", due="2023-06-30", fixed_round="R3")),
        ["单位A", "2023-06-30", "R3"], ["单位B"],
    ),
    "too much work": (
        _with(organisation("A", effort=80)), ["单位A", "60天", "80天"], ["单位B", "个单位"],
    ),
    "nobody knows": (
        _with(organisation("A", skills=["审计"])), ["单位A", "审计"], ["单位B", "回避"],
    ),
    "who knows is recused": (
        _with(organisation("A", skills=["审计"]), recusals=[_recused("Q", "A")],
              people=[*PEOPLE, person("Q", skills=["审计"])]),
        ["单位A", "审计", "人员Q须回避"], ["单位B"],
    ),
    "who knows is at home": (
        _with(organisation("A", skills=["审计"]), organisation("V", parent="A"),
              people=[*PEOPLE, person("Q", skills=["审计"], home="V")]),
        ["单位A", "审计", "人员Q不能去原单位"], ["单位B"],
    ),
    "too many due": (
        _with(*(organisation(f"A{k}", due="2022-06-30") for k in range(5))),
        ["单位A0", "单位A4", "2022-06-30", "每组最多2个单位", "2个组"], ["单位B"],
    ),
    "no leader": (
        _with(A, people=[person(f"P{k}", leader=False) for k in range(5)]),
        ["组长"], ["至少1名副组长，"],
    ),
    "too few people": (
        _with(A, people=PEOPLE[:3], rules={"team_size": [4, 5]}), ["每组至少4人", "3人"], [],
    ),
    "family too large": (
        _with(A, organisation("V", parent="A", with_parent=True),
              organisation("W", parent="A", with_parent=True)),
        ["单位V、单位W随单位A同轮同组", "每组最多2个单位"], ["单位B"],
    ),
    "child earlier than parent": (
        _with(organisation("A", not_before="2023-01-01"),
              organisation("V", parent="A", with_parent=True, due="2022-12-31")),
        ["单位V最迟2022-12-31", "单位A不早于2023-01-01", "单位V随单位A"], ["单位B"],
    ),
    "only leader led there": (
        _with(A, people=[person("L"), *(person(f"P{k}", leader=False) for k in range(5))],
              history=[{"inspector": "L", "organisation": "A", "leader": True, "round": "x"}]),
        ["单位A", "组长", "人员L任过组长"], ["单位B"],
    ),
    "all from one home": (
        _with(A, people=[person(f"P{k}", home="elsewhere") for k in range(5)]),
        ["同一单位"], [],
    ),
    "rounds used up": (
        problem([organisation(f"A{k}") for k in range(5)],
                [person(f"P{k}", max_rounds=1) for k in range(5)], ROUNDS),
        ["轮次上限", "单位A4"], [],
    ),
    "fixed outside the term": (
        problem([organisation("A", fixed_round="R9"), OTHER], PEOPLE, [*ROUNDS, spring(9)]),
        ["单位A", "R9", "任期"], ["单位B"],
    ),
    "round is locked": (
        _with(organisation("A", due="2022-12-31"), locked=[
            {"round": "R1", "team": 1, "organisations": ["B"], "leader": "P1", "deputies": ["P2"],
             "members": []}]),
        ["单位A", "2022-12-31", "锁定"], ["单位B"],
    ),
    "no round at all": (problem([A, OTHER], PEOPLE, []), ["单位A", "没有可以排的轮次"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_clashes_is_named_and_nothing_else(name: str) -> None:
    told, named, unnamed = CASES[name]
    answer = solve(parse_problem(told), seconds=20)
    assert answer.status == "infeasible"
    assert answer.unassigned == tuple(one["id"] for one in told["organisations"])
    first = answer.conflicts[0]
    assert [words for words in named if words not in first] == []
    assert [words for words in unnamed if words in first] == []
    assert first.endswith("。")
    assert first.count("。") == 1


def test_several_conflicts_are_told_one_by_one() -> None:
    told = _with(
        organisation("A", due="2022-01-31"),
        organisation("C", skills=["审计"]),
        organisation("D", effort=90),
    )
    answer = solve(parse_problem(told), seconds=20)
    assert len(answer.conflicts) == 3
    assert ["单位A" in one for one in answer.conflicts] == [True, False, False]


def test_many_organisations_are_told_by_their_number() -> None:
    orgs = [organisation(f"A{k}", effort=5, due="2022-06-30") for k in range(14)]
    told = problem(orgs, PEOPLE, ROUNDS, rules={"max_organisations_per_team": 6})
    (why,) = solve(parse_problem(told), seconds=20).conflicts
    assert "等13个单位" in why


def test_a_locked_team_that_breaks_a_rule_is_no_conflict() -> None:
    late = organisation("A", due="2021-12-31", effort=500, skills=["审计"])
    told = _with(late, locked=[
        {"round": "R1", "team": 1, "organisations": ["A"], "leader": "P1", "deputies": [],
         "members": []}])  # fmt: skip
    answer = solve(parse_problem(told), seconds=20)
    assert answer.status == "optimal"
    assert {one.round for one in answer.teams} == {"R1", "R2"}


def test_a_child_whose_parent_is_done_goes_by_itself() -> None:
    told = _with(A, organisation("V", parent="A", with_parent=True), locked=[
        {"round": "R1", "team": 1, "organisations": ["A"], "leader": "P1", "deputies": ["P2"],
         "members": []}])  # fmt: skip
    answer = solve(parse_problem(told), seconds=20)
    assert answer.status == "optimal"
    assert sorted(o for one in answer.teams for o in one.organisations) == ["A", "B", "V"]
