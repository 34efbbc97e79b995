"""Teams of one round: proposed or drawn, under the same rules, with a reason for each seat."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest

from xuncha.engines.scheduling import (
    Candidate,
    Given,
    RosterError,
    Vacancy,
    Wishes,
    draw_teams,
    propose_teams,
)

SKILLS = ("财务", "工程", "信访")
WISHES = Wishes(size=4, deputies=1)


def pool(count: int = 16) -> list[Candidate]:
    return [
        Candidate(
            id=k, name=f"人员{k}", home=k // 2, skills=frozenset({SKILLS[k % 3]}),
            can_lead=k % 4 == 0, can_deputise=k % 2 == 0, from_discipline=k % 8 == 2,
            rounds=k % 3,
        )
        for k in range(1, count + 1)
    ]  # fmt: skip


def places() -> list[Vacancy]:
    return [
        Vacancy(1, "第一组", frozenset({"财务"}), barred=frozenset({4})),
        Vacancy(2, "第二组", frozenset({"工程", "信访"}), barred_leading=frozenset({8})),
        Vacancy(3, "第三组"),
    ]


def check(given: list[Given], wishes: Wishes, rooms: list[Vacancy]) -> None:
    """Every rule, worked out from the seats alone."""
    assert all(n == 1 for n in Counter(one.person.id for one in given).values())
    for room in rooms:
        seats = [(one.person, one.role) for one in given if one.team == room.team]
        seats += list(room.taken)
        people = [who for who, _ in seats]
        assert len(people) == wishes.size
        roles = Counter(role for _, role in seats)
        assert roles["leader"] == 1
        assert roles["deputy"] + roles["second_deputy"] == wishes.deputies
        assert roles["second_deputy"] == int(wishes.second_deputy)
        assert room.needs <= {skill for who in people for skill in who.skills}
        assert len({who.home for who in people}) == len(people)
        for one in given:
            if one.team == room.team:
                assert one.person.id not in room.barred
                if one.role == "leader":
                    assert one.person.can_lead
                    assert one.person.id not in room.barred_leading
                if "deputy" in one.role:
                    assert one.person.can_deputise
                if one.role == "second_deputy":
                    assert one.person.from_discipline
                assert one.reasons


def test_a_proposal_keeps_every_rule() -> None:
    check(propose_teams(places(), pool(), WISHES), WISHES, places())


def test_the_least_burdened_serve() -> None:
    people = [dataclasses.replace(one, rounds=0 if one.id > 8 else 3) for one in pool(24)]
    given = propose_teams([Vacancy(1, "第一组")], people, WISHES)
    assert {one.person.rounds for one in given} == {0}


def test_seats_taken_stay_and_count() -> None:
    people = pool()
    room = Vacancy(1, "第一组", frozenset({"财务"}), taken=((people[3], "leader"),))
    given = propose_teams([room], people, WISHES)
    check(given, WISHES, [room])
    assert people[3].id not in {one.person.id for one in given}


def test_a_second_deputy_comes_from_discipline() -> None:
    wishes = Wishes(size=4, deputies=2, second_deputy=True)
    rooms = places()[:2]
    given = propose_teams(rooms, pool(), wishes)
    check(given, wishes, rooms)
    kinds = {why.kind for one in given if one.role == "second_deputy" for why in one.reasons}
    assert kinds & {"discipline", "only"}


def test_the_only_holder_of_a_skill_is_told_as_such() -> None:
    people = [*pool(), Candidate(99, "人员99", skills=frozenset({"法律"}), rounds=9)]
    given = propose_teams([Vacancy(1, "第一组", frozenset({"法律"}))], people, WISHES)
    (lawyer,) = [one for one in given if one.person.id == 99]
    assert "组内唯一会法律" in lawyer.reason


def test_people_who_met_before_are_kept_apart() -> None:
    people = [Candidate(k, f"人员{k}", can_lead=k <= 2, can_deputise=True) for k in range(1, 5)]
    wishes = Wishes(size=2, deputies=1, together={(1, 3): 2, (2, 4): 2})
    given = propose_teams([Vacancy(1, "一组"), Vacancy(2, "二组")], people, wishes)
    teams = {one.person.id: one.team for one in given}
    assert teams[1] != teams[3]


@pytest.mark.parametrize(
    ("rooms", "people", "words"),
    [
        (places(), [], "要有组长"),
        ([Vacancy(1, "第一组", frozenset({"审计"}))], pool(), "第一组要有会审计的人，找不到"),
        ([Vacancy(1, "第一组")], [dataclasses.replace(one, home=1) for one in pool()], "同一单位"),
        ([Vacancy(1, "第一组", barred=frozenset(range(1, 17)))], pool(), "须回避"),
    ],
)
def test_what_cannot_be_staffed_is_explained(
    rooms: list[Vacancy], people: list[Candidate], words: str
) -> None:
    with pytest.raises(RosterError) as told:
        propose_teams(rooms, people, WISHES)
    assert words in str(told.value)


def test_a_draw_keeps_every_rule_and_can_be_drawn_again() -> None:
    first = draw_teams(places(), pool(), WISHES, seed="2026-清源-1")
    check(first, WISHES, places())
    again = draw_teams(places()[::-1], pool()[::-1], WISHES, seed="2026-清源-1")
    assert sorted(_plain(first)) == sorted(_plain(again))
    assert "抽签第" in first[0].reason


def test_another_seed_draws_other_teams() -> None:
    seen = {tuple(sorted(_plain(draw_teams(places(), pool(), WISHES, seed=s)))) for s in "abcd"}
    assert len(seen) > 1


def test_a_draw_goes_by_ticket_where_nothing_stands_against_it() -> None:
    people = [Candidate(k, f"人员{k}", can_lead=True, can_deputise=True) for k in range(1, 9)]
    given = draw_teams([Vacancy(1, "第一组")], people, Wishes(size=3, deputies=1), seed="x")
    numbers = [int(one.reason.split("抽签第")[1].split("号")[0]) for one in given]
    assert sorted(numbers) == [1, 2, 3]
    assert numbers[0] == 1


def _plain(given: list[Given]) -> list[tuple[Any, ...]]:
    return [(one.team, one.role, one.person.id) for one in given]
