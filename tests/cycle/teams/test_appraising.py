"""Six parts, a grade, and never more of the best than a fifth."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.teamed import SHUTS, Teamed, announced
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.enums import Grade, Part
from xuncha.cycle.teams.models import Appraisal, RoundAppraisal, Seat
from xuncha.cycle.teams.services import appraising
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

POINTS = {part.value: 90 for part in Part}
AFTER = SHUTS + dt.timedelta(10)


@pytest.fixture
def over(working: Teamed, people: Cast) -> RoundAppraisal:
    """Five people served; the round is over, one of them may be the best."""
    with clock.at(AFTER):
        return appraising.open_appraisal(people.actor("liwen"), round_id=working.round.pk)


def _grade(people: Cast, seat: Seat, grade: Grade, who: str = "liwen", **more: object) -> Appraisal:
    facts: dict[str, object] = {"points": POINTS, "words": "认真"}
    with clock.at(AFTER):
        return appraising.appraise(
            people.actor(who), seat_id=seat.pk, grade=grade, **(facts | more)
        )  # type: ignore[arg-type]


def _seats(working: Teamed) -> list[Seat]:
    return list(Seat.objects.filter(team=working.teams[0]).order_by("pk"))


def test_it_begins_when_all_teams_are_over(working: Teamed, people: Cast) -> None:
    with pytest.raises(Conflict, match="授权期内"):
        appraising.open_appraisal(people.actor("liwen"), round_id=working.round.pk)


def test_a_fifth_may_be_the_best(over: RoundAppraisal, working: Teamed, people: Cast) -> None:
    assert (over.people, over.excellent_most) == (5, 1)
    first, second, *_ = _seats(working)
    row = _grade(people, first, Grade.EXCELLENT)
    assert row.total == 90
    with pytest.raises(Invalid, match="名额已满"):
        _grade(people, second, Grade.EXCELLENT)
    assert not Appraisal.objects.filter(seat=second).exists()
    _grade(people, first, Grade.GOOD, version=row.version)
    _grade(people, second, Grade.EXCELLENT)
    over.refresh_from_db()
    assert over.excellent == 1


def test_the_fifth_is_of_each_teams_seconded_people(working: Teamed, people: Cast) -> None:
    """Two of the inspection office are not seconded: of three others a fifth is nobody."""
    seats = _seats(working)
    for seat in seats[3:]:
        Inspector.objects.filter(pk=seat.inspector_id).update(home=None, home_words="区委巡察办")
    with clock.at(AFTER):
        opened = appraising.open_appraisal(people.actor("liwen"), round_id=working.round.pk)
    assert (opened.people, opened.excellent_most, opened.percent) == (5, 0, 20)
    with pytest.raises(Invalid, match="抽调 3 人，20% 不足一人"):
        _grade(people, seats[0], Grade.EXCELLENT)
    with pytest.raises(Invalid, match="优秀只评抽调人员"):
        _grade(people, seats[3], Grade.EXCELLENT)
    _grade(people, seats[3], Grade.GOOD)


def test_a_teams_places_are_its_own(working: Teamed, people: Cast) -> None:
    """Two teams of five have one place each, never two in one."""
    announced(working.teams[1], people)
    with clock.at(AFTER):
        opened = appraising.open_appraisal(people.actor("liwen"), round_id=working.round.pk)
    assert (opened.people, opened.excellent_most) == (10, 2)
    first, second, *_ = _seats(working)
    _grade(people, first, Grade.EXCELLENT)
    with pytest.raises(Invalid, match="抽调 5 人，优秀最多 1 人，名额已满"):
        _grade(people, second, Grade.EXCELLENT)
    other = Seat.objects.filter(team=working.teams[1]).order_by("pk")[0]
    _grade(people, other, Grade.EXCELLENT)
    opened.refresh_from_db()
    assert opened.excellent == 2


def test_nobody_grades_himself(over: RoundAppraisal, working: Teamed) -> None:
    with clock.at(AFTER), pytest.raises(Refused, match="自己"):
        appraising.appraise(
            working.actor(working.leader), seat_id=working.seat_of(working.leader).pk,
            points=POINTS, grade=Grade.GOOD, words="好",
        )  # fmt: skip


def test_the_leader_grades_his_own_people_and_no_other_member_does(
    over: RoundAppraisal, working: Teamed
) -> None:
    seat = working.seat_of(working.member)
    with clock.at(AFTER):
        leader, member = working.actor(working.leader), working.actor(working.member)
        appraising.appraise(leader, seat_id=seat.pk, points=POINTS, grade=Grade.GOOD, words="好")
        with pytest.raises(Refused, match="组长"):
            appraising.appraise(
                member, seat_id=_seats(working)[2].pk, points=POINTS, grade=Grade.GOOD, words="好"
            )


def test_a_unit_finds_no_seat_to_grade(over: RoundAppraisal, working: Teamed, people: Cast) -> None:
    with pytest.raises((Refused, Absent)):
        _grade(people, _seats(working)[0], Grade.GOOD, who="wutong")


@pytest.mark.parametrize(
    "more", [{"points": {}}, {"points": POINTS | {"clues": 101}}, {"words": "  "}]
)
def test_half_a_sheet_is_refused(
    more: dict[str, object], over: RoundAppraisal, working: Teamed, people: Cast
) -> None:
    with pytest.raises(Invalid):
        _grade(people, _seats(working)[0], Grade.GOOD, **more)
    assert not Appraisal.objects.exists()


def test_what_was_read_stays(over: RoundAppraisal, working: Teamed, people: Cast) -> None:
    seat = working.seat_of(working.member)
    row = _grade(people, seat, Grade.GOOD)
    with clock.at(AFTER):
        member = working.actor(working.member)
        assert list(access.visible(member, Appraisal)) == [row]
        appraising.note_appraisal_seen(member, appraisal_id=row.pk, version=row.version)
    row.refresh_from_db()
    with pytest.raises(Conflict, match="阅过"):
        _grade(people, seat, Grade.POOR, version=row.version)


def test_weights_add_up(people: Cast) -> None:
    director = people.actor("song")
    facts = {"effective_on": clock.today(), "note": "调整", "excellent_percent": 20}
    with pytest.raises(Invalid, match="100"):
        appraising.set_appraisal_rules(director, weights={"findings": 90}, **facts)  # type: ignore[arg-type]
    appraising.set_appraisal_rules(director, weights={"findings": 100}, **facts)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        appraising.set_appraisal_rules(people.actor("liwen"), weights={"findings": 100}, **facts)  # type: ignore[arg-type]


def test_the_load_counts_days_up_to_today(working: Teamed) -> None:
    leader = working.people[0]
    load = selectors.load_of(leader, working.round.term)
    assert (load.rounds, load.days, load.led) == (1, 10, 1)  # 9 to 18 March
    with clock.at(AFTER):
        assert selectors.load_of(leader, working.round.term).days == 47
