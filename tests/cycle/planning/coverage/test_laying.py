"""Terms and the rounds laid in them."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from tests.cycle.planning.coverage.district import District, draft, inspected
from tests.people import Cast
from xuncha.cycle.planning import services
from xuncha.cycle.planning.coverage.laying import change_round, drop_round, lay_rounds, stamp
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Round, Term
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

FIRST = dt.date(2029, 9, 1)


@pytest.fixture(name="term")
def _term(made: District, clerk: Actor) -> Term:
    return services.create_term(
        clerk, number=21, name="二十一届区委", start_on=FIRST, end_on=dt.date(2034, 8, 31)
    )


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({}, Conflict, "第21届已经有了"),
        ({"number": 22}, Invalid, "和二十一届区委"),
        ({"number": 22, "start_on": dt.date(2034, 8, 31), "end_on": dt.date(2039, 1, 1)},
         Invalid, "任期重叠"),
        ({"number": 22, "end_on": FIRST}, Invalid, "必须晚于开始日期"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be(
    clerk: Actor, term: Term, change: dict[str, Any], error: type[Exception], words: str
) -> None:
    told = {"number": 21, "name": "又一届", "start_on": FIRST, "end_on": dt.date(2034, 8, 31)}
    with pytest.raises(error, match=words):
        services.create_term(clerk, **(told | change))


def test_three_rounds_a_year_over_five_years(clerk: Actor, term: Term) -> None:
    made = lay_rounds(clerk, term_id=term.pk, first_on=dt.date(2029, 10, 8), per_year=3, days=60)
    assert len(made) == 15
    assert made[0].name == "第一轮"
    assert made[-1].name == "第十五轮"
    assert made[-1].end_on <= term.end_on
    assert all(a.end_on < b.start_on for a, b in itertools.pairwise(made))


def test_further_rounds_are_numbered_on(clerk: Actor, term: Term) -> None:
    services.create_round(
        clerk, term_id=term.pk, number=1, name="第一轮", start_on=FIRST,
        end_on=dt.date(2029, 10, 31),
    )  # fmt: skip
    with pytest.raises(Invalid, match="第一轮到 2029-10-31 才结束"):
        lay_rounds(clerk, term_id=term.pk, first_on=dt.date(2029, 10, 31), per_year=2, days=60)
    made = lay_rounds(clerk, term_id=term.pk, first_on=dt.date(2030, 3, 1), per_year=2, days=60)
    assert made[0].number == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first_on": dt.date(2029, 8, 31)}, "first_on"),
        ({"first_on": dt.date(2034, 8, 20)}, "first_on"),
        ({"per_year": 0}, "per_year"),
        ({"per_year": 13}, "per_year"),
        ({"days": 0}, "days"),
        ({"days": 122}, "days"),
    ],
)
def test_rounds_that_cannot_be_laid(
    clerk: Actor, term: Term, change: dict[str, Any], field: str
) -> None:
    told: dict[str, Any] = {"first_on": dt.date(2029, 10, 8), "per_year": 3, "days": 60}
    with pytest.raises(Invalid) as problem:
        lay_rounds(clerk, term_id=term.pk, **(told | change))
    assert problem.value.field == field
    assert not Round.objects.filter(term=term).exists()


def test_days_are_changed_until_somebody_was_authorised(made: District, clerk: Actor) -> None:
    row = made.rounds[3]
    days = {"start_on": dt.date(2026, 9, 7), "end_on": dt.date(2026, 11, 6)}
    old = stamp(row)
    change_round(clerk, round_id=row.pk, seen=old, name="第四轮", **days)
    with pytest.raises(Conflict):
        change_round(clerk, round_id=row.pk, seen=old, name="第四轮", **days)
    row.refresh_from_db()
    inspected(made, "A05", 3, Stage.AUTHORISED)
    with pytest.raises(Conflict, match="已经授权"):
        change_round(
            clerk, round_id=row.pk, seen=stamp(row), name="第四轮",
            start_on=dt.date(2026, 9, 8), end_on=dt.date(2026, 11, 6),
        )  # fmt: skip
    renamed = change_round(clerk, round_id=row.pk, seen=stamp(row), name="第四轮常规", **days)
    assert renamed.name == "第四轮常规"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-01", "2026-10-01", "不能早于开始日期"),
        ("2029-08-01", "2029-09-30", "之内"),
        ("2027-04-01", "2027-05-30", "和第五轮"),
    ],
)
def test_days_that_cannot_be(
    made: District, clerk: Actor, start: str, end: str, words: str
) -> None:
    row = made.rounds[3]
    with pytest.raises(Invalid, match=words):
        change_round(
            clerk, round_id=row.pk, seen=stamp(row), name=row.name,
            start_on=dt.date.fromisoformat(start), end_on=dt.date.fromisoformat(end),
        )  # fmt: skip


def test_a_round_nothing_rests_on_is_taken_out(made: District, clerk: Actor) -> None:
    with pytest.raises(Conflict, match="已经安排了任务"):
        drop_round(clerk, round_id=made.rounds[3].pk)
    drop_round(clerk, round_id=made.rounds[6].pk)
    assert not Round.objects.filter(pk=made.rounds[6].pk).exists()
    draft(clerk, made)
    with pytest.raises(Conflict, match="有规划用到它"):
        drop_round(clerk, round_id=made.rounds[5].pk)


def test_who_may_not(made: District, leader: Actor, people: Cast) -> None:
    row = made.rounds[6]
    with pytest.raises(Refused):
        lay_rounds(leader, term_id=made.term.pk, first_on=FIRST, per_year=3, days=60)
    with pytest.raises(Refused):
        drop_round(leader, round_id=row.pk)
    with pytest.raises(Absent):
        drop_round(people.actor("zhoulan"), round_id=row.pk)
    with pytest.raises(Refused):
        services.create_term(
            leader, number=30, name="三十届", start_on=FIRST, end_on=dt.date(2034, 8, 31)
        )
