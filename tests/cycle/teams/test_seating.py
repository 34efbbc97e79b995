"""Teams made from the plan, seats proposed, drawn and set by hand."""

from __future__ import annotations

import pytest

from tests.people import Cast
from tests.pooled import tie
from tests.scenarios import Story
from tests.teamed import Teamed, planned, submitted
from xuncha.cycle.planning.coverage.numerals import number_in
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Demand, Inspection
from xuncha.cycle.pool.enums import InspectorState, TieKind
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.composing import compose
from xuncha.cycle.teams.enums import DEPUTIES, SeatRole, SeatWay
from xuncha.cycle.teams.models import Assignment, Seat, Team
from xuncha.cycle.teams.services import forming, seating
from xuncha.kernel.errors import Conflict, Invalid, Refused


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("区委第一巡察组", 1), ("第十巡察组", 10), ("县委第十二巡察组", 12), ("第二十巡察组", 20),
        ("第3巡察组", 3), ("综合组", None), ("第一二巡察组", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_in_names(name: str, number: int | None) -> None:
    assert number_in(name) == number


def test_teams_come_from_the_plan_and_only_once(teamed: Teamed, people: Cast) -> None:
    made = forming.form_teams(people.actor("liwen"), round_id=teamed.round.pk)
    assert [(one.number, one.name) for one in made] == [
        (1, "区委第一巡察组"),
        (2, "区委第二巡察组"),
    ]
    assert Assignment.objects.get(team=made[0]).inspection == teamed.first
    with pytest.raises(Conflict, match="没有可以编组"):
        forming.form_teams(people.actor("liwen"), round_id=teamed.round.pk)


def test_a_later_inspection_joins_its_team(teamed: Teamed, people: Cast, story: Story) -> None:
    forming.form_teams(people.actor("liwen"), round_id=teamed.round.pk)
    planned(teamed.round, story.civil, "区委第二巡察组")
    made = forming.form_teams(people.actor("liwen"), round_id=teamed.round.pk)
    assert [one.number for one in made] == [2]
    assert Assignment.objects.filter(team=made[0]).count() == 2


def test_only_the_office_makes_teams(teamed: Teamed, people: Cast) -> None:
    with pytest.raises(Refused):
        forming.form_teams(people.actor("hejingan"), round_id=teamed.round.pk)


def _seats(round_id: int) -> list[tuple[int, str, int]]:
    rows = Seat.objects.filter(round_id=round_id).order_by("team", "pk")
    return list(rows.values_list("team__number", "role", "inspector"))


def _empty(teamed: Teamed, people: Cast) -> list[Team]:
    return forming.form_teams(people.actor("liwen"), round_id=teamed.round.pk)


def test_a_proposal_keeps_every_rule(teamed: Teamed, people: Cast, story: Story) -> None:
    teams = _empty(teamed, people)
    Demand.objects.create(
        term=story.term, organisation=teamed.forest, effort=20, kind=InspectionKind.REGULAR,
        skills=["财务"],
    )  # fmt: skip
    tie(teamed.people[0], story.water, TieKind.KIN)
    seated = seating.propose_seats(people.actor("liwen"), round_id=teamed.round.pk)
    assert seated == 10
    for one in compose(teams, teamed.round):
        assert [check.words for check in one.faults] == []
    first = {pk for number, _, pk in _seats(teamed.round.pk) if number == 1}
    assert teamed.people[0].pk not in first
    second = {pk for number, _, pk in _seats(teamed.round.pk) if number == 2}
    assert teamed.people[13].pk in second  # the only one for finance
    assert all(seat.reason and seat.way == SeatWay.PROPOSED for seat in Seat.objects.all())


def test_a_proposal_keeps_who_sits_already(teamed: Teamed, people: Cast) -> None:
    team = _empty(teamed, people)[0]
    seating.seat_member(
        people.actor("liwen"), team_id=team.pk, version=team.version,
        inspector_id=teamed.people[3].pk, role=SeatRole.LEADER, reason="主持过同类巡察",
    )  # fmt: skip
    assert seating.propose_seats(people.actor("liwen"), round_id=teamed.round.pk) == 9
    leader = Seat.objects.get(team=team, role=SeatRole.LEADER)
    assert leader.inspector == teamed.people[3]
    assert leader.way == SeatWay.HAND


def test_the_same_seed_draws_the_same_people(teamed: Teamed, people: Cast) -> None:
    clerk = people.actor("liwen")
    teams = _empty(teamed, people)
    assert seating.draw_seats(clerk, round_id=teamed.round.pk, seed="20260318") == "20260318"
    drawn = _seats(teamed.round.pk)
    for team in teams:
        team.refresh_from_db()
        assert team.draw_seed == "20260318"
        assert team.draw_basis["candidates"] == 14
        seating.clear_seats(clerk, team_id=team.pk, version=team.version)
    seating.draw_seats(clerk, round_id=teamed.round.pk, seed="20260318")
    assert _seats(teamed.round.pk) == drawn
    for team in teams:
        team.refresh_from_db()
        seating.clear_seats(clerk, team_id=team.pk, version=team.version)
    seating.draw_seats(clerk, round_id=teamed.round.pk, seed="other")
    assert _seats(teamed.round.pk) != drawn


def test_a_draw_without_a_seed_keeps_the_one_it_made(teamed: Teamed, people: Cast) -> None:
    _empty(teamed, people)
    seed = seating.draw_seats(people.actor("liwen"), round_id=teamed.round.pk)
    assert set(Team.objects.values_list("draw_seed", flat=True)) == {seed}
    assert len(seed) == 16


def test_a_seed_of_strange_signs_is_refused(teamed: Teamed, people: Cast) -> None:
    _empty(teamed, people)
    with pytest.raises(Invalid, match="种子"):
        seating.draw_seats(people.actor("liwen"), round_id=teamed.round.pk, seed="<script>")


def test_what_can_t_be_staffed_says_why_and_seats_nobody(teamed: Teamed, people: Cast) -> None:
    _empty(teamed, people)
    Inspector.objects.filter(can_lead=True).exclude(pk=teamed.people[0].pk).update(
        state=InspectorState.PAUSED, state_reason="休假"
    )
    with pytest.raises(Conflict, match="要有组长"):
        seating.propose_seats(people.actor("liwen"), round_id=teamed.round.pk)
    assert not Seat.objects.exists()


def test_nobody_sits_in_two_teams_of_a_round(formed: Teamed, people: Cast) -> None:
    team = formed.teams[1]
    with pytest.raises(Conflict, match="已经在本轮"):
        seating.seat_member(
            people.actor("liwen"), team_id=team.pk, version=team.version,
            inspector_id=formed.people[0].pk, role=SeatRole.MEMBER, reason="补充",
        )  # fmt: skip


def test_a_second_leader_is_refused(formed: Teamed, people: Cast) -> None:
    team = formed.teams[0]
    with pytest.raises(Conflict, match="已经有组长"):
        seating.seat_member(
            people.actor("liwen"), team_id=team.pk, version=team.version,
            inspector_id=formed.people[10].pk, role=SeatRole.LEADER, reason="补充",
        )  # fmt: skip


def test_seating_wants_a_reason_and_the_version_that_was_seen(formed: Teamed, people: Cast) -> None:
    team = formed.teams[0]
    facts = {
        "team_id": team.pk, "inspector_id": formed.people[10].pk, "role": SeatRole.MEMBER,
    }  # fmt: skip
    clerk = people.actor("liwen")
    with pytest.raises(Invalid, match="为什么"):
        seating.seat_member(clerk, version=team.version, reason="", **facts)
    seating.seat_member(clerk, version=team.version, reason="补充", **facts)
    with pytest.raises(Conflict):
        seating.seat_member(
            clerk, version=team.version, reason="补充",
            **(facts | {"inspector_id": formed.people[11].pk}),
        )  # fmt: skip


def test_hand_changes_are_checked_at_once(formed: Teamed, people: Cast, story: Story) -> None:
    team = formed.teams[0]
    tie(formed.people[10], story.water, TieKind.KIN)
    seating.seat_member(
        people.actor("liwen"), team_id=team.pk, version=team.version,
        inspector_id=formed.people[10].pk, role=SeatRole.MEMBER, reason="补充",
    )  # fmt: skip
    found = {one.key: one for one in compose([team], formed.round)[0].checks}
    assert found["recusals"].level == "fault"
    assert "亲属" in found["recusals"].words
    assert found["size"].level == "ok"


def test_two_of_one_home_show(formed: Teamed, people: Cast) -> None:
    home = formed.people[0].home
    Inspector.objects.filter(pk=formed.people[4].pk).update(home=home)
    found = {one.key: one for one in compose(formed.teams[:1], formed.round)[0].checks}
    assert found["homes"].level == "fault"
    assert len(found["homes"].seats) == 2


def test_an_inspection_moves_between_draft_teams_only(formed: Teamed, people: Cast) -> None:
    first, second = formed.teams
    forming.assign_inspection(
        people.actor("liwen"), team_id=second.pk, inspection_id=formed.first.pk,
        version=second.version,
    )  # fmt: skip
    formed.first.refresh_from_db()
    assert formed.first.team_name == second.name
    second.refresh_from_db()
    submitted(second, people)
    first.refresh_from_db()
    with pytest.raises(Conflict, match="授权"):
        forming.assign_inspection(
            people.actor("liwen"), team_id=first.pk, inspection_id=formed.second.pk,
            version=first.version,
        )  # fmt: skip


def test_an_entered_inspection_stays_with_its_team(formed: Teamed, people: Cast) -> None:
    Inspection.objects.filter(pk=formed.first.pk).update(
        state=Stage.ENTERED, entered_on=formed.round.start_on
    )
    second = formed.teams[1]
    with pytest.raises(Conflict, match="已经进驻"):
        forming.assign_inspection(
            people.actor("liwen"), team_id=second.pk, inspection_id=formed.first.pk,
            version=second.version,
        )  # fmt: skip


def test_the_draw_keeps_the_rules_whatever_the_seed(teamed: Teamed, people: Cast) -> None:
    clerk = people.actor("liwen")
    teams = _empty(teamed, people)
    for seed in ("a", "b", "c", "d"):
        seating.draw_seats(clerk, round_id=teamed.round.pk, seed=seed)
        for one in compose(teams, teamed.round):
            assert [check.words for check in one.faults] == []
            assert sum(seat.role in DEPUTIES for seat in one.seats) == 1
        for team in teams:
            team.refresh_from_db()
            seating.clear_seats(clerk, team_id=team.pk, version=team.version)
