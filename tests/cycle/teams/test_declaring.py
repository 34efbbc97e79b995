"""Declarations: made once, compared with the data, and put down from paper only by others."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.pooled import tie
from tests.scenarios import Story
from tests.teamed import Teamed, announced
from xuncha.cycle.pool.enums import TieKind
from xuncha.cycle.teams import rules
from xuncha.cycle.teams.models import Declaration, RecusalRules
from xuncha.cycle.teams.services import declaring
from xuncha.engines.recusal import DEFAULT
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def told(formed: Teamed, people: Cast) -> Teamed:
    announced(formed.teams[0], people)
    return formed


def test_the_data_knows_what_was_not_said(told: Teamed, story: Story, people: Cast) -> None:
    """A post of long ago is no conflict any more, but he should have said it."""
    tie(told.people[1], story.water, TieKind.POST, until_on=dt.date(2018, 1, 1))
    row = declaring.declare(
        told.actor(told.member), seat_id=told.seat_of(told.member).pk, has_none=True
    )
    assert [(one["kind"], one["place"]) for one in row.compared] == [("任职", "水务局")]
    assert told.actor(told.member).grants


def test_what_was_said_is_no_difference(told: Teamed, story: Story) -> None:
    tie(told.people[1], story.water, TieKind.POST, until_on=dt.date(2018, 1, 1))
    row = declaring.declare(
        told.actor(told.member), seat_id=told.seat_of(told.member).pk, has_none=False,
        ties=[declaring.declared_tie(story.water.pk, TieKind.DECLARED, detail="曾在该局工作")],
    )  # fmt: skip
    assert row.compared == []


def test_once_for_each_seat(told: Teamed) -> None:
    actor, seat = told.actor(told.member), told.seat_of(told.member)
    declaring.declare(actor, seat_id=seat.pk, has_none=True)
    with pytest.raises(Conflict, match="已经申报"):
        declaring.declare(actor, seat_id=seat.pk, has_none=True)


def test_both_or_neither_is_no_answer(told: Teamed, story: Story) -> None:
    actor, seat = told.actor(told.member), told.seat_of(told.member)
    with pytest.raises(Invalid):
        declaring.declare(actor, seat_id=seat.pk, has_none=False)
    with pytest.raises(Invalid):
        declaring.declare(
            actor, seat_id=seat.pk, has_none=True,
            ties=[declaring.declared_tie(story.water.pk, TieKind.DECLARED, detail="x")],
        )  # fmt: skip


def test_nobody_declares_for_another(told: Teamed, people: Cast) -> None:
    seat = told.seat_of(told.member)
    with pytest.raises(Refused, match="本人"):
        declaring.declare(told.actor(told.leader), seat_id=seat.pk, has_none=True)
    with pytest.raises(Refused, match="本人"):
        declaring.declare(people.actor("liwen"), seat_id=seat.pk, has_none=True)
    with pytest.raises(Invalid, match="编号"):
        declaring.note_declaration(people.actor("liwen"), seat_id=seat.pk, has_none=True, paper="")
    declaring.note_declaration(
        people.actor("liwen"), seat_id=seat.pk, has_none=True, paper="申报卷第3页"
    )
    assert told.actor(told.member).grants


def test_a_declaration_is_read_by_office_and_himself(told: Teamed, people: Cast) -> None:
    declaring.declare(told.actor(told.member), seat_id=told.seat_of(told.member).pk, has_none=True)
    for who, number in (("song", 1), ("liwen", 1), ("hejingan", 0), ("zhoulan", 0)):
        assert access.visible(people.actor(who), Declaration).count() == number
    assert access.visible(told.actor(told.leader), Declaration).count() == 0
    assert access.visible(told.actor(told.member), Declaration).count() == 1


def test_before_the_announcement_a_member_finds_no_seat(formed: Teamed) -> None:
    with pytest.raises(Absent):
        declaring.declare(
            formed.actor(formed.member), seat_id=formed.seat_of(formed.member).pk, has_none=True
        )


def _set(people: Cast, who: str = "song", **more: object) -> RecusalRules:
    facts: dict[str, object] = {
        "effective_on": clock.today(), "note": "收紧", "recusal": DEFAULT.as_json(), "team": {},
    }  # fmt: skip
    return rules.set_recusal_rules(people.actor(who), **(facts | more))  # type: ignore[arg-type]


def test_rules_are_followed_by_the_next_and_hold_from_their_day(people: Cast) -> None:
    later = clock.today() + dt.timedelta(10)
    _set(people)
    _set(people, effective_on=later, recusal={"native_place": False})
    assert rules.rules_on(clock.today()).number == 1
    assert rules.rules_on(later).number == 2
    assert not rules.rules_on(later).recusal.native_place
    assert rules.rules_on(clock.today() - dt.timedelta(1)).number == 0


@pytest.mark.parametrize(
    "more",
    [
        {"note": " "},
        {"effective_on": dt.date(2026, 3, 17)},
        {"recusal": {"years": {"post": 99}}},
        {"team": {"least": 0}},
        {"team": {"least": 9, "most": 3}},
        {"team": {"sizes": 3}},
        {"team": {"strict_secrecy": "yes"}},
    ],
)
def test_rules_that_make_no_sense(more: dict[str, object], people: Cast) -> None:
    with pytest.raises(Invalid):
        _set(people, **more)
    assert not RecusalRules.objects.exists()


def test_only_the_director_makes_rules(people: Cast) -> None:
    for who in ("liwen", "hejingan", "zhoulan"):
        with pytest.raises(Refused):
            _set(people, who=who)
