"""Moving by hand: what is refused, what goes along, what the checks say at once."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cycle.planning.coverage.district import District, draft, entry, inspected, place_all
from tests.people import Cast
from xuncha.cycle.planning.coverage.board import load_board
from xuncha.cycle.planning.coverage.checks import faults, faults_about
from xuncha.cycle.planning.coverage.enums import Outcome
from xuncha.cycle.planning.coverage.moving import move_entry, pin_entry, set_teams
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Demand, PlanEntry, PlanRound, PlanVersion
from xuncha.foundation.jobs.models import Job
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture(name="plan")
def _plan(made: District, clerk: Actor) -> PlanVersion:
    return draft(clerk, made)


def sentences(plan: PlanVersion, code: str = "") -> list[str]:
    return [one.sentence for one in faults(load_board(plan)) if not code or one.code == code]


def test_a_town_takes_its_villages_along(made: District, clerk: Actor, plan: PlanVersion) -> None:
    board = move_entry(
        clerk, plan_id=plan.pk, organisation_id=made.pk("T1"), round_id=made.rounds[4].pk,
        version=1, team=2,
    )  # fmt: skip
    places = {(one.round, one.team) for pk, one in board.places.items()
              if pk in {made.pk(code) for code in ("T1", "V1", "V2", "V3")}}  # fmt: skip
    assert places == {(made.rounds[4].pk, 2)}
    assert entry(plan, made, "V4").round == made.rounds[1], "inspected by itself: it stays"
    assert entry(plan, made, "V1").version == 2


def test_the_least_loaded_team_is_taken_unless_one_is_named(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    at = made.rounds[3].pk
    move_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("A05"), round_id=at, version=1)
    assert entry(plan, made, "A05").team_number == 1
    move_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("T1"), round_id=at, version=1)
    assert entry(plan, made, "T1").team_number == 3, "the second has the housing bureau"


def test_a_village_follows_its_towns_team(made: District, clerk: Actor, plan: PlanVersion) -> None:
    at = made.rounds[4].pk
    for code, version in (("T1", 1), ("V1", 2)):
        move_entry(
            clerk, plan_id=plan.pk, organisation_id=made.pk(code), round_id=at, version=version,
            team=4 if code == "T1" else None,
        )  # fmt: skip
    assert entry(plan, made, "V1").team_number == 4


def test_out_of_all_rounds_and_back(made: District, clerk: Actor, plan: PlanVersion) -> None:
    move_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("A04"), round_id=None, version=1)
    row = entry(plan, made, "A04")
    assert (row.round, row.team_number, row.version) == (None, None, 2)


def test_two_people_moving_the_same_one(made: District, clerk: Actor, plan: PlanVersion) -> None:
    where = {"plan_id": plan.pk, "organisation_id": made.pk("A05"), "version": 1}
    move_entry(clerk, round_id=made.rounds[3].pk, **where)
    with pytest.raises(Conflict, match="教育局刚才有人移动过"):
        move_entry(clerk, round_id=made.rounds[4].pk, **where)
    assert entry(plan, made, "A05").round == made.rounds[3]


@pytest.mark.parametrize(
    ("code", "at", "words"),
    [
        ("A01", 3, "水务局已经巡察或者正在巡察"),
        ("A05", 2, "第三轮已经开始或者结束"),
        ("A05", 0, "第一轮已经开始或者结束"),
    ],
)
def test_what_cannot_be_moved(
    made: District, clerk: Actor, plan: PlanVersion, code: str, at: int, words: str
) -> None:
    with pytest.raises(Conflict, match=words):
        move_entry(
            clerk, plan_id=plan.pk, organisation_id=made.pk(code), round_id=made.rounds[at].pk,
            version=1,
        )  # fmt: skip


def test_a_pin_holds_until_it_is_taken_out(made: District, clerk: Actor, plan: PlanVersion) -> None:
    one = {"plan_id": plan.pk, "organisation_id": made.pk("A04")}
    pin_entry(clerk, version=1, pinned=True, note="结合机构改革", **one)
    with pytest.raises(Conflict, match="已经固定"):
        move_entry(clerk, round_id=made.rounds[4].pk, version=2, **one)
    pin_entry(clerk, version=2, pinned=False, **one)
    move_entry(clerk, round_id=made.rounds[4].pk, version=3, **one)


def test_pins_that_cannot_be(made: District, clerk: Actor, plan: PlanVersion) -> None:
    for code, words in (("A01", "不需要固定"), ("A05", "还没有排进轮次")):
        with pytest.raises(Conflict, match=words):
            pin_entry(clerk, plan_id=plan.pk, organisation_id=made.pk(code), version=1, pinned=True)
    with pytest.raises(Conflict, match="刚才有人动过"):
        pin_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("A04"), version=9, pinned=True)
    with pytest.raises(Absent):
        pin_entry(clerk, plan_id=plan.pk, organisation_id=0, version=1, pinned=True)


def test_teams_of_a_round(made: District, clerk: Actor, plan: PlanVersion) -> None:
    set_teams(clerk, plan_id=plan.pk, round_id=made.rounds[3].pk, teams=1)
    assert PlanRound.objects.get(plan=plan, round=made.rounds[3]).teams == 1
    assert sentences(plan, "team") == ["住建局分在第四轮第 2 组，这一轮只有 1 个组。"]
    with pytest.raises(Invalid, match="只有 1 个组"):
        move_entry(
            clerk, plan_id=plan.pk, organisation_id=made.pk("A05"), round_id=made.rounds[3].pk,
            version=1, team=2,
        )  # fmt: skip
    with pytest.raises(Conflict, match="组数不能再改"):
        set_teams(clerk, plan_id=plan.pk, round_id=made.rounds[0].pk, teams=1)
    for teams in (-1, 61):
        with pytest.raises(Invalid, match="0 到 60"):
            set_teams(clerk, plan_id=plan.pk, round_id=made.rounds[3].pk, teams=teams)
    set_teams(clerk, plan_id=plan.pk, round_id=made.rounds[4].pk, teams=0)
    with pytest.raises(Conflict, match="没有巡察组"):
        move_entry(
            clerk, plan_id=plan.pk, organisation_id=made.pk("A05"), round_id=made.rounds[4].pk,
            version=1,
        )  # fmt: skip


def test_what_the_optimiser_proved_ends_with_a_change_by_hand(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    rows = PlanVersion.objects.filter(pk=plan.pk)
    rows.update(outcome=Outcome.OPTIMAL, objective=9, bound=9)
    move_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("A04"), round_id=None, version=1)
    plan.refresh_from_db()
    assert (plan.outcome, plan.bound) == (Outcome.FEASIBLE, 9)
    set_teams(clerk, plan_id=plan.pk, round_id=made.rounds[3].pk, teams=9)
    plan.refresh_from_db()
    assert (plan.outcome, plan.bound) == (Outcome.NONE, None)


def test_nothing_moves_while_the_optimiser_is_at_work(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    work = Job.objects.create(kind="planning.cover", title="编排", created_at=clock.now())
    PlanVersion.objects.filter(pk=plan.pk).update(job=work)
    with pytest.raises(Conflict, match="正在自动编排"):
        move_entry(clerk, plan_id=plan.pk, organisation_id=made.pk("A04"), round_id=None, version=1)


def test_who_may_not(
    made: District, clerk: Actor, leader: Actor, people: Cast, plan: PlanVersion
) -> None:
    one = {"plan_id": plan.pk, "organisation_id": made.pk("A04"), "version": 1}
    with pytest.raises(Refused):
        move_entry(leader, round_id=None, **one)
    with pytest.raises(Absent):
        move_entry(people.actor("fengli"), round_id=None, **one)
    with pytest.raises(Absent):
        move_entry(clerk, round_id=0, **one)
    assert entry(plan, made, "A04").version == 1


def test_every_rule_speaks(made: District, clerk: Actor, plan: PlanVersion) -> None:
    at = made.rounds[3]
    place_all(plan, made, 3)
    needs = Demand.objects.filter(term=made.term)
    needs.filter(organisation=made.units["A05"]).update(
        effort=70, not_before=dt.date(2027, 1, 1), due=dt.date(2027, 2, 1)
    )
    needs.filter(organisation=made.units["A04"]).update(due=dt.date(2026, 9, 30))
    PlanEntry.objects.filter(plan=plan, organisation=made.units["V1"]).update(team_number=2)
    PlanEntry.objects.filter(plan=plan, organisation=made.units["V2"]).update(team_number=None)
    PlanEntry.objects.filter(plan=plan, organisation=made.units["V3"]).update(
        round=None, team_number=None
    )
    told = sentences(plan)
    assert told == [
        "住建局最迟应在 2026-09-30 前完成，第四轮到 2026-10-30 才结束。",
        "教育局不能早于 2027-01-01，第四轮2026-09-01 就开始了。",
        "石桥村随东屏镇一并巡察，应当同轮同组。",
        "河口村随东屏镇一并巡察，应当同轮同组。",
        "河口村在第四轮还没有分到组。",
        "第四轮第 1 组的工作量合计 95 个工作日，超过每组 75 个。",
        "柳湾村还没有排进轮次。",
    ]
    about = faults_about(load_board(plan), {made.pk("V3")}, {at.pk})
    assert [one.code for one in about] == ["effort", "unplaced"]


def test_teams_that_only_prepare_are_no_fault_but_count(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    inspected(made, "A05", 3, Stage.PREPARING)
    Demand.objects.filter(organisation=made.units["A05"]).update(effort=80)
    again = draft(clerk, made)
    assert sentences(again, "effort") == [
        "第四轮第 2 组的工作量合计 100 个工作日，超过每组 75 个。"
    ]
    PlanEntry.objects.filter(plan=again, organisation=made.units["A04"]).update(team_number=1)
    assert sentences(again, "effort") == []


def test_many_unplaced_ones_are_told_in_one_sentence(
    made: District, clerk: Actor, plan: PlanVersion
) -> None:
    PlanEntry.objects.filter(plan=plan, organisation=made.units["A04"]).update(
        round=None, team_number=None
    )
    assert sentences(plan, "unplaced") == ["还有 6 个单位没有排进轮次：住建局、教育局、东屏镇等。"]
