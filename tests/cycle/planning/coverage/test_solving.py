"""Asking the optimiser: the problem it gets, the answer written, and what stops it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.cycle.planning.coverage.district import District, draft, entry, inspected, place_all
from tests.people import Cast
from xuncha.cycle.planning.coverage import optimiser
from xuncha.cycle.planning.coverage.board import load_board
from xuncha.cycle.planning.coverage.checks import faults
from xuncha.cycle.planning.coverage.drafting import digest
from xuncha.cycle.planning.coverage.enums import Outcome
from xuncha.cycle.planning.coverage.moving import move_entry, pin_entry
from xuncha.cycle.planning.coverage.problem import problem_of, puts_of
from xuncha.cycle.planning.coverage.solving import ask_solution, vary_plan, write_solution
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Demand, PlanEntry, PlanRound, PlanVersion, Round
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.runner import run
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused


@pytest.fixture(name="plan")
def _plan(made: District, clerk: Actor) -> PlanVersion:
    return draft(clerk, made)


def problem(plan: PlanVersion) -> dict[str, Any]:
    return problem_of(load_board(plan), plan.term.start_on, plan.term.end_on)


def solved(clerk: Actor, plan: PlanVersion) -> PlanVersion:
    asked = ask_solution(clerk, plan_id=plan.pk, seconds=10)
    assert asked.job is not None
    run(asked.job.pk)
    return PlanVersion.objects.select_related("job").get(pk=plan.pk)


def test_the_problem_asks_about_what_is_owed_only(made: District, plan: PlanVersion) -> None:
    told = problem(plan)
    assert {one["name"] for one in told["organisations"]} == {
        "住建局", "教育局", "东屏镇", "石桥村", "河口村", "柳湾村",
    }  # fmt: skip
    assert [one["teams"] for one in told["rounds"]] == [0, 0, 0, 4, 4, 4, 4]
    village = next(one for one in told["organisations"] if one["name"] == "石桥村")
    assert (village["parent"], village["with_parent"]) == (str(made.pk("T1")), True)


def test_a_pin_becomes_a_fixed_round(made: District, clerk: Actor, plan: PlanVersion) -> None:
    pin_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("A04"), version=1, pinned=True)
    told = {one["name"]: one["fixed_round"] for one in problem(plan)["organisations"]}
    assert (told["住建局"], told["教育局"]) == ("第4轮", None)


def test_a_team_in_preparation_is_left_out_and_numbers_are_led_back(
    made: District, clerk: Actor
) -> None:
    inspected(made, "A05", 3, Stage.PREPARING)
    plan = draft(clerk, made)
    board = load_board(plan)
    assert problem(plan)["rounds"][3]["teams"] == 3
    puts = puts_of(board, [{"round": "第4轮", "team": 2, "organisations": [str(made.pk("A04"))]}])
    assert (puts[0].round, puts[0].team) == (made.rounds[3].pk, 3)


def test_solved_as_a_job_and_every_rule_holds(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    done = solved(clerk, plan)
    assert done.job is not None
    assert done.job.state == JobState.DONE, done.job.error
    assert done.outcome in {Outcome.FEASIBLE, Outcome.OPTIMAL}
    assert faults(load_board(done)) == []
    assert entry(done, made, "A01").round == made.rounds[0]


def test_dates_and_pins_are_kept(made: District, clerk: Actor, plan: PlanVersion) -> None:
    needs = Demand.objects.filter(term=made.term)
    needs.filter(organisation=made.units["A05"]).update(not_before=dt.date(2027, 2, 1))
    needs.filter(organisation=made.units["T1"]).update(due=dt.date(2026, 12, 31), risk=0)
    move_entry(
        clerk, plan_id=plan.pk, organisation_id=made.pk("A04"), round_id=made.rounds[6].pk,
        version=1,
    )  # fmt: skip
    pin_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("A04"), version=2, pinned=True)
    done = solved(clerk, plan)
    places = {code: entry(done, made, code).round for code in ("A05", "T1", "V1", "A04")}
    assert places["A05"] == made.rounds[4]
    assert places["T1"] == places["V1"] == made.rounds[3]
    assert places["A04"] == made.rounds[6]


def test_what_cannot_be_placed_is_said_and_nothing_moves(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    Demand.objects.filter(organisation=made.units["A05"]).update(due=dt.date(2026, 4, 1))
    done = solved(clerk, plan)
    assert done.outcome == Outcome.INFEASIBLE
    assert entry(done, made, "A05").round is None
    assert entry(done, made, "A04").version == 1


def test_the_reasons_are_kept_with_the_version(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    answer = optimiser.Answer("infeasible", conflicts=["教育局最迟日期之前没有轮次。"])
    write_solution(SYSTEM, plan_id=plan.pk, basis=digest(plan), answer=answer, puts=[])
    plan.refresh_from_db()
    assert (plan.outcome, plan.conflicts) == (Outcome.INFEASIBLE, ["教育局最迟日期之前没有轮次。"])


def test_a_draft_changed_meanwhile_is_left_as_it_is(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    asked = ask_solution(clerk, plan_id=plan.pk, seconds=10)
    assert asked.job is not None
    PlanEntry.objects.filter(plan=plan, organisation=made.units["A04"]).update(team_number=4)
    run(asked.job.pk)
    job = Job.objects.get(pk=asked.job.pk)
    assert (job.state, "有人改过这一版" in job.error) == (JobState.FAILED, True)
    answer = optimiser.Answer("feasible", 1.0)
    with pytest.raises(Conflict, match="有人改过"):
        write_solution(SYSTEM, plan_id=plan.pk, basis="0" * 64, answer=answer, puts=[])


def test_one_at_a_time_and_the_time_is_chosen_from_a_list(
    clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    with pytest.raises(Refused):
        ask_solution(leader, plan_id=plan.pk, seconds=10)
    with pytest.raises(Invalid, match="时长"):
        ask_solution(clerk, plan_id=plan.pk, seconds=11)
    ask_solution(clerk, plan_id=plan.pk, seconds=10)
    with pytest.raises(Conflict, match="正在自动编排"):
        ask_solution(clerk, plan_id=plan.pk, seconds=10)


def test_problems_that_cannot_be_put(made: District, clerk: Actor, plan: PlanVersion) -> None:
    PlanRound.objects.filter(plan=plan).update(teams=0)
    with pytest.raises(Invalid, match="没有还未开始"):
        ask_solution(clerk, plan_id=plan.pk, seconds=10)
    PlanRound.objects.filter(plan=plan).update(teams=4)
    Round.objects.filter(pk=made.rounds[4].pk).update(start_on=dt.date(2026, 10, 1))
    with pytest.raises(Invalid, match="时间重叠"):
        ask_solution(clerk, plan_id=plan.pk, seconds=10)
    Round.objects.filter(pk=made.rounds[4].pk).update(start_on=dt.date(2027, 3, 1))
    PlanEntry.objects.filter(plan=plan, done=False).delete()
    with pytest.raises(Invalid, match="没有尚欠的单位"):
        ask_solution(clerk, plan_id=plan.pk, seconds=10)
    assert Job.objects.count() == 0


def test_what_if(made: District, clerk: Actor, plan: PlanVersion) -> None:
    place_all(plan, made)
    what = vary_plan(
        clerk, plan_id=plan.pk, title="少两个组", fewer_teams=2, effort_percent=120,
        early={made.pk("A05"): "2026-10-30"},
    )  # fmt: skip
    assert what.based_on == plan
    assert what.job is not None
    run(what.job.pk)
    teams = PlanRound.objects.filter(plan=what).order_by("round__number")
    assert [one.teams for one in teams] == [4, 4, 4, 2, 2, 2, 2]
    assert load_board(what).places[made.pk("A05")].effort == 24
    assert entry(what, made, "A05").round == made.rounds[3]
    assert entry(plan, made, "A05").round == made.rounds[4], "the version it rests on stays"


def test_what_ifs_that_make_no_sense(clerk: Actor, leader: Actor, plan: PlanVersion) -> None:
    for change, words in (
        ({"fewer_teams": 4}, "一个组也没有"),
        ({"fewer_teams": -1}, "填 0 或者正数"),
        ({"effort_percent": 5}, "10% 到 300%"),
        ({"effort_percent": 301}, "10% 到 300%"),
    ):
        with pytest.raises(Invalid, match=words):
            vary_plan(clerk, plan_id=plan.pk, title="试算", **change)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        vary_plan(leader, plan_id=plan.pk, title="试算")
    assert PlanVersion.objects.count() == 1


def test_the_people_are_no_part_of_it(people: Cast, plan: PlanVersion) -> None:
    assert problem(plan)["inspectors"] == []


def test_the_same_draft_is_the_same_question(clerk: Actor, plan: PlanVersion) -> None:
    assert problem(plan) == problem(PlanVersion.objects.get(pk=plan.pk))
    assert digest(plan) == digest(PlanVersion.objects.get(pk=plan.pk))
