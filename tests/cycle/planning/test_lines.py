"""Coverage through mergers and splits that the directory's services entered: nobody is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.cycle.directory.town import DAY, PAPER, at, end, merge, split, town
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.services import NewUnit
from xuncha.cycle.planning.coverage.enums import Standing
from xuncha.cycle.planning.coverage.selectors import Row, standings_on
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor

Town = dict[str, Organisation]
ON = dt.date(2026, 1, 20)
LATER = ON + 30 * DAY


@pytest.fixture
def clerk(people: Cast) -> Actor:
    return people.actor("liwen")


@pytest.fixture(name="town")
def _town(people: Cast) -> Town:
    return town()


@pytest.fixture
def enter(story: Story) -> Callable[[Organisation, dt.date], None]:
    """Inspect somebody from a day on."""

    def run(row: Organisation, on: dt.date) -> None:
        Inspection.objects.create(
            round=story.round, organisation=row, kind=InspectionKind.REGULAR,
            state=Stage.LEARNING, entered_on=on,
        )  # fmt: skip

    return run


def standing(actor: Actor, story: Story, row: Organisation, day: dt.date) -> Row:
    return next(one for one in standings_on(actor, story.term, day) if one.organisation == row)


def part(town: Town, code: str, name: str) -> NewUnit:
    return NewUnit(code, name, Kind.DEPARTMENT, "", town["C"].pk)


def test_a_merger_of_two_covered_ones_is_covered(
    clerk: Actor, story: Story, town: Town, enter: Callable[[Organisation, dt.date], None]
) -> None:
    enter(town["B1"], dt.date(2022, 3, 1))
    enter(town["B2"], dt.date(2023, 3, 1))
    made = merge(clerk, [town["B1"], town["B2"]], part(town, "B3", "粮食商务局"), ON)
    told = standing(clerk, story, made, LATER)
    assert told.standing == Standing.BY_LINE
    assert [one.organisation for one in told.stand.visits] == [town["B1"].pk, town["B2"].pk]
    assert standing(clerk, story, at(town["B1"]), LATER).standing == Standing.COVERED


def test_a_merger_with_one_uncovered_owes_until_it_is_inspected_itself(
    clerk: Actor, story: Story, town: Town, enter: Callable[[Organisation, dt.date], None]
) -> None:
    enter(town["B1"], dt.date(2022, 3, 1))
    made = merge(clerk, [town["B1"], town["B2"]], part(town, "B3", "粮食商务局"), ON)
    told = standing(clerk, story, made, LATER)
    assert told.standing == Standing.OWED
    assert "商务局当时尚未巡察" in told.stand.reason
    passed = standing(clerk, story, at(town["B2"]), LATER)
    assert passed.standing == Standing.PASSED
    assert "并入" in passed.stand.reason
    enter(made, LATER)
    assert standing(clerk, story, made, LATER).standing == Standing.COVERED


def test_who_takes_an_uncovered_one_in_owes_again(
    clerk: Actor, story: Story, town: Town, enter: Callable[[Organisation, dt.date], None]
) -> None:
    enter(town["B1"], dt.date(2022, 3, 1))
    merge(clerk, [town["B2"]], town["B1"], ON)
    assert standing(clerk, story, at(town["B1"]), ON - DAY).standing == Standing.COVERED
    assert standing(clerk, story, at(town["B1"]), ON).standing == Standing.OWED


def test_both_parts_of_a_covered_one_are_covered(
    clerk: Actor, story: Story, town: Town, enter: Callable[[Organisation, dt.date], None]
) -> None:
    enter(town["B1"], dt.date(2022, 3, 1))
    parts = [part(town, "B8", "粮食储备局"), part(town, "B9", "物资储备局")]
    for made in split(clerk, town["B1"], *parts, on=ON):
        told = standing(clerk, story, made, LATER)
        assert told.standing == Standing.BY_LINE
        assert "由粮食局分设" in told.stand.reason


def test_both_parts_of_an_uncovered_one_owe(clerk: Actor, story: Story, town: Town) -> None:
    parts = [part(town, "B8", "粮食储备局"), part(town, "B9", "物资储备局")]
    made = split(clerk, town["B1"], *parts, on=ON)
    assert {standing(clerk, story, one, LATER).standing for one in made} == {Standing.OWED}
    assert standing(clerk, story, at(town["B1"]), LATER).standing == Standing.PASSED


def test_who_gives_off_a_part_keeps_its_own_coverage(
    clerk: Actor, story: Story, town: Town, enter: Callable[[Organisation, dt.date], None]
) -> None:
    enter(town["T1"], dt.date(2022, 3, 1))
    [made] = split(
        clerk, town["T1"], NewUnit("T8", "新城街道", Kind.STREET, "", town["C"].pk), ends=False,
        on=ON, children={town["V2"].pk: "T8"},
    )  # fmt: skip
    assert standing(clerk, story, at(town["T1"]), LATER).standing == Standing.COVERED
    assert standing(clerk, story, made, LATER).standing == Standing.BY_LINE
    assert standing(clerk, story, at(town["V2"]), LATER).standing == Standing.OWED


def test_the_debt_goes_down_a_long_line(clerk: Actor, story: Story, town: Town) -> None:
    first = merge(
        clerk, [town["B1"], town["B2"]], part(town, "B3", "粮食商务局"), dt.date(2023, 1, 1)
    )
    one, two = split(
        clerk, first, part(town, "B8", "甲局"), part(town, "B9", "乙局"), on=dt.date(2024, 1, 1)
    )
    assert {standing(clerk, story, row, LATER).standing for row in (one, two)} == {Standing.OWED}


def test_an_end_without_successor_owes_nothing_and_its_successor_later_does(
    clerk: Actor, story: Story, town: Town
) -> None:
    end(clerk, town["B1"], on=ON)
    assert standing(clerk, story, at(town["B1"]), LATER).standing == Standing.ENDED
    merge(clerk, [town["B1"]], town["B2"], on=ON, document=PAPER)
    assert standing(clerk, story, at(town["B1"]), LATER).standing == Standing.PASSED
