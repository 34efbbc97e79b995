"""Who counts as covered: every rule as a small line of organisations, on several days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from xuncha.cycle.directory.history import Step
from xuncha.cycle.planning.coverage.enums import Standing
from xuncha.cycle.planning.coverage.standing import Leave, Life, Lines, Stand, Visit

START, END = dt.date(2021, 9, 1), dt.date(2026, 8, 31)


def day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


def visit(unit: int, entered: str) -> Visit:
    return Visit(unit, 1, "第三轮", day(entered), unit)


def lines(
    lives: Sequence[Life],
    steps: Sequence[Step] = (),
    visits: Sequence[Visit] = (),
    leaves: dict[int, Leave] | None = None,
) -> Lines:
    return Lines(START, END, {one.id: one for one in lives}, leaves or {}).learn(steps, visits)


def on(told: Lines, unit: int, words: str) -> Stand:
    """How a unit stands on a day on which it is there."""
    stand = told.of(unit, day(words) if words else END)
    assert stand is not None
    return stand


def merge(old: int, new: int, when: str) -> Step:
    return Step(old, new, day(when), is_merge=True)


def split(old: int, new: int, when: str) -> Step:
    return Step(old, new, day(when), is_merge=False)


MERGED = [
    Life(1, "农业局", dissolved_on=day("2023-07-01")),
    Life(2, "畜牧局", dissolved_on=day("2023-07-01")),
    Life(3, "农业农村局", established_on=day("2023-07-01")),
]
INTO_NEW = [merge(1, 3, "2023-07-01"), merge(2, 3, "2023-07-01")]


def test_covered_from_the_day_of_entry_on() -> None:
    told = lines([Life(1, "水务局")], visits=[visit(1, "2022-03-07")])
    before, after = on(told, 1, "2022-03-06"), on(told, 1, "2022-03-07")
    assert before.standing == Standing.OWED
    assert after.standing == Standing.COVERED
    assert after.reason == "第三轮巡察，2022-03-07 进驻"


def test_not_there_yet_and_gone_before_the_term() -> None:
    told = lines(
        [
            Life(1, "数据局", established_on=day("2024-05-01")),
            Life(2, "旧局", dissolved_on=day("2021-09-01")),
        ]
    )
    assert told.of(1, day("2024-04-30")) is None
    assert told.of(1, day("2024-05-01")) is not None
    assert told.of(2, day("2022-01-01")) is None


def test_a_day_outside_the_term_counts_as_its_first_or_last() -> None:
    told = lines([Life(1, "水务局")], visits=[visit(1, "2022-03-07")])
    early, late = on(told, 1, "1999-01-01"), on(told, 1, "2040-01-01")
    assert early.standing == Standing.OWED
    assert late.standing == Standing.COVERED


def test_a_visit_outside_the_term_counts_for_nothing() -> None:
    told = lines([Life(1, "水务局")], visits=[visit(1, "2021-08-31"), visit(1, "2026-09-01")])
    stand = on(told, 1, "")
    assert stand.standing == Standing.OWED


@pytest.mark.parametrize(
    ("visited", "standing", "words"),
    [
        ((1, 2), Standing.BY_LINE, "前身已在第三轮巡察"),
        ((1,), Standing.OWED, "畜牧局当时尚未巡察"),
        ((), Standing.OWED, "农业局、畜牧局当时尚未巡察"),
    ],
)
def test_a_new_organisation_from_a_merger(
    visited: tuple[int, ...], standing: Standing, words: str
) -> None:
    told = lines(MERGED, INTO_NEW, [visit(one, "2022-03-07") for one in visited])
    stand = on(told, 3, "2023-07-01")
    assert (stand.standing, words in stand.reason) == (standing, True), stand.reason
    assert told.of(3, day("2023-06-30")) is None


def test_who_ended_uncovered_passes_the_debt_on_and_owes_no_more() -> None:
    told = lines(MERGED, INTO_NEW, [visit(1, "2022-03-07")])
    before, after = on(told, 2, "2023-06-30"), on(told, 2, "2023-07-01")
    assert before.standing == Standing.OWED
    assert after.standing == Standing.PASSED
    assert "农业农村局" in after.reason
    kept = on(told, 1, "")
    assert kept.standing == Standing.COVERED


def test_the_debt_is_paid_by_an_inspection_after_the_merger_only() -> None:
    visits = [visit(1, "2022-03-07"), visit(3, "2024-03-04")]
    told = lines(MERGED, INTO_NEW, visits)
    owed, paid = on(told, 3, "2024-03-03"), on(told, 3, "2024-03-04")
    assert owed.standing == Standing.OWED
    assert paid.standing == Standing.COVERED


def test_taking_in_an_uncovered_one_opens_the_debt_again() -> None:
    """The one that goes on was inspected, the one it takes in was not."""
    lives = [Life(1, "教育局"), Life(2, "体育局", dissolved_on=day("2024-01-01"))]
    steps, visits = [merge(2, 1, "2024-01-01")], [visit(1, "2022-03-07")]
    told = lines(lives, steps, visits)
    before, after = on(told, 1, "2023-12-31"), on(told, 1, "2024-01-01")
    assert before.standing == Standing.COVERED
    assert after.standing == Standing.OWED
    again = on(lines(lives, steps, [*visits, visit(1, "2025-02-17")]), 1, "")
    assert again.standing == Standing.COVERED


def test_taking_in_a_covered_or_excluded_one_opens_nothing() -> None:
    lives = [
        Life(1, "教育局"),
        Life(2, "体育局", dissolved_on=day("2024-01-01")),
        Life(3, "招考办", dissolved_on=day("2024-01-01")),
    ]
    steps = [merge(2, 1, "2024-01-01"), merge(3, 1, "2024-01-01")]
    leaves = {3: Leave(excluded_on=day("2022-01-01"), excluded_reason="临时机构")}
    visits = [visit(1, "2022-03-07"), visit(2, "2022-03-07")]
    stand = on(lines(lives, steps, visits, leaves), 1, "")
    assert stand.standing == Standing.COVERED


@pytest.mark.parametrize("entered", ["2022-03-07", ""])
def test_a_split_hands_on_coverage_and_debt_alike(entered: str) -> None:
    lives = [
        Life(1, "文旅体局", dissolved_on=day("2023-07-01")),
        Life(2, "文旅局", established_on=day("2023-07-01")),
        Life(3, "体育局", established_on=day("2023-07-01")),
    ]
    steps = [split(1, 2, "2023-07-01"), split(1, 3, "2023-07-01")]
    told = lines(lives, steps, [visit(1, entered)] if entered else [])
    standings = {on(told, one, "").standing for one in (2, 3)}
    assert standings == {Standing.BY_LINE if entered else Standing.OWED}


def test_coverage_goes_through_several_steps() -> None:
    lives = [
        Life(1, "甲局", dissolved_on=day("2022-07-01")),
        Life(2, "乙局", established_on=day("2022-07-01"), dissolved_on=day("2024-07-01")),
        Life(3, "丙局", established_on=day("2024-07-01")),
    ]
    steps = [merge(1, 2, "2022-07-01"), merge(2, 3, "2024-07-01")]
    stand = on(lines(lives, steps, [visit(1, "2022-03-07")]), 3, "")
    assert stand.standing == Standing.BY_LINE
    assert stand.visits[0].organisation == 1


def test_who_ended_without_a_successor_is_owed_by_nobody() -> None:
    stand = on(lines([Life(1, "工作专班", dissolved_on=day("2023-01-01"))]), 1, "")
    assert stand.standing == Standing.ENDED
    assert stand.reason == "2023-01-01 撤销，没有承接单位"


def test_left_out_and_put_off_from_their_day_on() -> None:
    leaves = {
        1: Leave(excluded_on=day("2023-01-01"), excluded_reason="垂直管理"),
        2: Leave(deferred_on=day("2023-01-01"), deferred_reason="新设立"),
    }
    told = lines([Life(1, "税务局"), Life(2, "数据局")], leaves=leaves)
    before = [on(told, one, "2022-12-31") for one in (1, 2)]
    assert [one.standing for one in before] == [Standing.OWED, Standing.OWED]
    after = [on(told, one, "2023-01-01") for one in (1, 2)]
    assert [one.standing for one in after] == [Standing.EXCLUDED, Standing.DEFERRED]
    assert [one.reason for one in after] == ["不列入本届：垂直管理", "缓巡：新设立"]


def test_a_circle_of_lines_covers_nothing_and_ends() -> None:
    lives = [Life(1, "甲", established_on=day("2023-01-01")), Life(2, "乙", day("2023-01-01"))]
    steps = [merge(1, 2, "2023-01-01"), merge(2, 1, "2023-01-01")]
    stand = on(lines(lives, steps), 1, "")
    assert stand.standing == Standing.OWED


def test_a_long_line_of_mergers_is_walked() -> None:
    """One step a day for two hundred days."""
    first = day("2022-01-01")
    days = [first + dt.timedelta(n) for n in range(201)]
    lives = [Life(0, "局0", dissolved_on=days[1])]
    lives += [Life(n, f"局{n}", days[n], days[n + 1] if n < 200 else None) for n in range(1, 201)]
    steps = [Step(n, n + 1, days[n + 1], is_merge=True) for n in range(200)]
    stand = on(lines(lives, steps, [visit(0, "2022-01-01")]), 200, "")
    assert stand.standing == Standing.BY_LINE
