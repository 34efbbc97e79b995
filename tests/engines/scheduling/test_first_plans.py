"""A problem goes in, a plan comes out that an independent checker finds no fault with."""

from __future__ import annotations

from typing import Any

from tests.engines.scheduling.making import organisation, person, problem, spring
from xuncha.engines.scheduling import parse_problem, solve, verify
from xuncha.engines.scheduling.measuring import measure


def _solve(told: dict[str, Any], **more: Any) -> dict[str, Any]:
    read = parse_problem(told)
    answer = solve(read, seconds=20, **more).as_json()
    if answer["assignments"]:
        assert verify(read, answer["assignments"], **more) == []
        figures = measure(read, answer["assignments"])
        assert answer["objective"] == figures["risk_weighted_delay"]
        told_figures = {key: answer["report"][key] for key in figures}
        assert told_figures == {key: float(value) for key, value in figures.items()}
    return answer


def test_the_riskier_goes_first_and_children_go_with_their_parent() -> None:
    answer = _solve(
        problem(
            [
                organisation("O1", risk=10),
                organisation("O2", risk=80),
                organisation("O3", risk=20, parent="O2", with_parent=True),
            ],
            [person("P1"), person("P2")],
            [spring(1), spring(2)],
        )
    )
    assert (answer["status"], answer["objective"], answer["bound"]) == ("optimal", 10, 10)
    assert [one["organisations"] for one in answer["assignments"]] == [["O2", "O3"], ["O1"]]


def test_nothing_to_do_is_done() -> None:
    answer = _solve(problem([], [], [spring(1)]))
    assert (answer["status"], answer["assignments"], answer["gap"]) == ("optimal", [], 0)


def test_without_people_teams_are_numbers() -> None:
    told = problem([organisation("O1"), organisation("O2", effort=50)], [], [spring(1, 2)])
    answer = _solve(told, with_people=False)
    assert (answer["status"], len(answer["assignments"])) == ("optimal", 2)
    assert answer["assignments"][0]["leader"] is None
