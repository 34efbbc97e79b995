"""What the table can't say in a line: spans of days, several reasons, sentences, rules by date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.engines.recusal.test_table import CULTURE, TOWN, WATER, D, home, kin, led, tie, who
from xuncha.engines.recusal import (
    DEFAULT,
    Degree,
    Ground,
    Person,
    Role,
    Rules,
    RulesError,
    Spell,
    Tie,
    judge,
    parse_rules,
    rules_on,
)
from xuncha.engines.recusal.windows import Window, add_years

DAYS = some.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31))


def test_a_span_is_barred_by_a_tie_that_begins_inside_it() -> None:
    person = tie(Ground.BUSINESS, 1, "2025-04-01")
    assert not judge(person, WATER, D("2025-03-01"), DEFAULT, until=D("2025-03-31")).is_barred
    assert judge(person, WATER, D("2025-03-01"), DEFAULT, until=D("2025-04-01")).is_barred


def test_a_span_that_starts_on_the_first_free_day_is_free() -> None:
    person = home(1, "", "2022-03-18")
    assert judge(person, WATER, D("2025-03-18"), DEFAULT, until=D("2025-06-01")).is_barred
    assert not judge(person, WATER, D("2025-03-19"), DEFAULT, until=D("2025-06-01")).is_barred


def test_a_span_that_ends_before_it_begins_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="before"):
        judge(home(1), WATER, D("2025-03-18"), DEFAULT, until=D("2025-03-17"))


def test_every_reason_is_told_the_home_first_and_each_once() -> None:
    person = Person(
        7, "甲", homes=(Spell(1, D("2020-01-01")),),
        ties=(Tie(Ground.BUSINESS, 1), Tie(Ground.KIN, 1, degree=Degree.SPOUSE),
              Tie(Ground.BUSINESS, 1)),
    )  # fmt: skip
    verdict = judge(person, WATER, D("2025-03-18"), DEFAULT)
    assert [one.ground for one in verdict.reasons] == ["home", "kin", "business"]
    assert verdict.words.count("；") == 2


def test_free_only_when_the_last_reason_is_over() -> None:
    person = who(
        homes=(Spell(1, None, D("2022-03-18")),),
        ties=(Tie(Ground.BUSINESS, 1, None, D("2023-03-18")),),
    )
    assert judge(person, WATER, D("2024-01-01"), DEFAULT).free_on == D("2026-03-19")
    endless = who(homes=(Spell(1, None, D("2022-03-18")),), ties=(Tie(Ground.OTHER, 1),))
    assert judge(endless, WATER, D("2024-01-01"), DEFAULT).free_on is None


def test_the_sentences_say_what_and_until_when() -> None:
    said = judge(home(1, "", "2022-03-18"), WATER, D("2024-01-01"), DEFAULT).words
    assert said == "2022-03-18以前的工作单位就是区水务局（科长），3年内须回避，2025-03-19起不再受限"
    assert judge(home(21), CULTURE, D("2025-01-01"), DEFAULT).words == (
        "现在的工作单位区文化局是区文广局的前身（科长）"
    )
    assert judge(kin(Degree.IN_LAW), WATER, D("2025-01-01"), DEFAULT).words == (
        "亲属（近姻亲）与区水务局有关（王某任副局长）"
    )
    assert judge(led(1), WATER, D("2025-01-01"), DEFAULT, role=Role.LEADER).words == (
        "第一轮任组长巡察过区水务局，组长不得对同一单位再次带队"
    )
    born = who(native_place="清源区柳渡镇青石村")
    assert judge(born, TOWN, D("2025-01-01"), DEFAULT).words == (
        "籍贯“清源区柳渡镇青石村”就在柳渡镇"
    )


@given(until=DAYS, years=some.integers(1, 9))
def test_the_first_free_day_is_the_day_after_the_last_barred(until: dt.date, years: int) -> None:
    window = Window.of_span(None, until).looking_back(years)
    assert window.free_on is not None
    last = window.free_on - dt.timedelta(days=1)
    assert last == add_years(until, years)
    assert window.touches(last, last)
    assert not window.touches(window.free_on, window.free_on)


@given(a=DAYS, b=DAYS, c=DAYS, d=DAYS, day=DAYS)
def test_what_two_windows_share_is_in_both(
    a: dt.date, b: dt.date, c: dt.date, d: dt.date, day: dt.date
) -> None:
    one, two = Window(min(a, b), max(a, b)), Window(min(c, d), max(c, d))
    both = one.within(two)
    inside = both is not None and both.touches(day, day)
    assert inside == (one.touches(day, day) and two.touches(day, day))


VERSIONS = [
    Rules(version=1, effective_on=D("2021-09-01")),
    Rules(version=2, effective_on=D("2024-01-01"), native_place=False),
    Rules(version=3, effective_on=D("2024-01-01"), leader_not_twice=False),
]


@pytest.mark.parametrize(
    ("day", "version"),
    [("2021-09-01", 1), ("2023-12-31", 1), ("2024-01-01", 3), ("2030-01-01", 3)],
)
def test_rules_hold_from_their_day_and_the_newer_of_one_day_wins(day: str, version: int) -> None:
    assert rules_on(VERSIONS, D(day)).version == version


def test_before_the_first_version_the_defaults_hold() -> None:
    assert rules_on(VERSIONS, D("2021-08-31")) is DEFAULT


def test_rules_come_back_as_they_were_kept() -> None:
    rules = Rules(
        version=4, effective_on=D("2025-01-01"),
        years={**DEFAULT.years, Ground.POST: None, Ground.EARLIER: 2},
        tie_family=frozenset({Ground.POST}), member_degrees=frozenset({Degree.SPOUSE}),
        native_place=False, long_service_years=3,
    )  # fmt: skip
    assert parse_rules(rules.as_json(), version=4, effective_on=D("2025-01-01")) == rules


@pytest.mark.parametrize(
    "told",
    [
        {"nonsense": 1},
        {"years": {"post": -1}},
        {"years": {"post": 51}},
        {"years": {"post": True}},
        {"years": {"post": "3"}},
        {"years": {"friend": 3}},
        {"years": [3]},
        {"native_place": "yes"},
        {"member_degrees": ["cousin"]},
        {"long_service_years": 2.5},
    ],
)
def test_settings_that_make_no_sense_are_refused_in_a_sentence(told: dict[str, object]) -> None:
    with pytest.raises(RulesError) as refused:
        parse_rules(told)
    assert str(refused.value).endswith("。")
