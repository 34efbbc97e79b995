"""The map of the term: every number is its rows, on any day; versions side by side."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cycle.planning.coverage.district import (
    District,
    approved,
    draft,
    entry,
    inspected,
    merged,
    place_all,
    unit,
)
from tests.people import Cast
from xuncha.cycle.planning.coverage import demands
from xuncha.cycle.planning.coverage.comparing import difference, figures_of
from xuncha.cycle.planning.coverage.moving import move_entry
from xuncha.cycle.planning.coverage.overview import BANDS, overview
from xuncha.cycle.planning.coverage.selectors import covered_on, owed_on, plan_in_force
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Demand, PlanVersion
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent

TODAY = dt.date(2026, 3, 18)


@pytest.fixture
def in_force(made: District, clerk: Actor, leader: Actor) -> PlanVersion:
    plan = draft(clerk, made)
    place_all(plan, made)
    return approved(clerk, leader, made, plan)


@pytest.mark.parametrize("by", ["year", "round"])
@pytest.mark.parametrize("day", [dt.date(2025, 1, 1), dt.date(2025, 9, 15), TODAY])
def test_every_number_of_the_map_is_its_rows(
    made: District, clerk: Actor, in_force: PlanVersion, by: Literal["year", "round"], day: dt.date
) -> None:
    seen = overview(clerk, made.term, day)
    for row in seen.matrix(by):
        assert row.total == len(seen.select(kind=row.kind))
        assert row.counted == len(seen.select(kind=row.kind, standing="counted"))
        assert row.left == len(seen.select(kind=row.kind, standing="left"))
        for cell in row.cells:
            where = {"kind": row.kind, "by": by, "column": cell.column.key}
            assert cell.counted == len(seen.select(standing="counted", **where))  # type: ignore[arg-type]
            assert cell.planned == len(seen.select(standing="planned", **where))  # type: ignore[arg-type]
        for band in BANDS:
            assert row.owed[band] == len(seen.select(kind=row.kind, band=band))
        assert row.left == sum(row.owed.values())


def test_the_map_of_today(made: District, clerk: Actor, in_force: PlanVersion) -> None:
    rows = {one.label: one for one in overview(clerk, made.term, TODAY).matrix("year")}
    assert {label: (one.total, one.counted, one.left) for label, one in rows.items()} == {
        "区直单位": (5, 3, 2), "镇": (1, 0, 1), "村": (4, 1, 3),
    }  # fmt: skip
    assert [(one.column.label, one.counted, one.planned) for one in rows["区直单位"].cells] == [
        ("2025年", 2, 0), ("2026年", 1, 1), ("2027年", 0, 1), ("2028年", 0, 0),
    ]  # fmt: skip


def test_on_an_earlier_day_the_plan_of_that_day_counts(
    made: District, clerk: Actor, leader: Actor, in_force: PlanVersion
) -> None:
    before = overview(clerk, made.term, dt.date(2026, 3, 17))
    assert before.select(standing="planned") == []
    with clock.at(dt.date(2026, 4, 20)):
        second = draft(clerk, made, based_on_id=in_force.pk)
        move_entry(
            clerk, plan_id=second.pk, organisation_id=made.pk("A05"), round_id=made.rounds[6].pk,
            version=1,
        )  # fmt: skip
        approved(clerk, leader, made, PlanVersion.objects.get(pk=second.pk))
        for day, number in ((TODAY, 5), (dt.date(2026, 4, 20), 7)):
            seen = overview(clerk, made.term, day)
            row = next(one for one in seen.rows if one.organisation.code == "A05")
            at = seen.round_of(row)
            assert at is not None
            assert at.number == number
        then = plan_in_force(clerk, made.term, dt.date(2026, 4, 1))
        assert then is not None
        assert then.number == in_force.number


def test_the_owed_stand_by_risk_with_their_reason(made: District, clerk: Actor) -> None:
    demands.prepare_demands(clerk, term_id=made.term.pk)
    Demand.objects.filter(organisation=made.units["V3"]).update(set_risk=90, set_reason="信访多")
    day = dt.date(2026, 2, 1)
    new = unit(made, "N1", "清源区新设局", established_on=day)
    for code in ("A01", "A05"):
        merged(made.units[code], new, day)
    rows = overview(clerk, made.term, TODAY).owed()
    assert rows[0].organisation.code == "V3"
    reason = next(one.stand.reason for one in rows if one.organisation.code == "N1")
    assert "由水务局、教育局合并设立" not in reason, "only who was not inspected is named"
    assert "教育局当时尚未巡察" in reason
    assert {one.organisation.code for one in covered_on(clerk, made.term, TODAY)} == {
        "A01", "A02", "A03", "V4",
    }  # fmt: skip
    assert len(owed_on(clerk, made.term, TODAY)) == 6


def test_what_the_address_asks_that_is_nothing(made: District, clerk: Actor) -> None:
    seen = overview(clerk, made.term, TODAY)
    assert seen.select(standing="nonsense") == []
    assert seen.select(column="0") == []
    assert [one.organisation.code for one in seen.select(words="教育")] == ["A05"]


def test_ten_times_the_units_ask_no_more(made: District, clerk: Actor) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            overview(clerk, made.term, TODAY).matrix("round")
        return len(queries)

    before = asked()
    for n in range(50):
        unit(made, f"X{n}", f"某局{n}")
    assert asked() == before


def test_a_version_in_figures(made: District, clerk: Actor) -> None:
    plan = draft(clerk, made)
    Demand.objects.filter(organisation=made.units["A04"]).update(set_risk=90, set_reason="工程多")
    PlanVersion.objects.filter(pk=plan.pk).update(bound=135)
    plan.refresh_from_db()
    told = figures_of(plan)
    assert (told.organisations, told.done, told.unplaced, told.faults) == (10, 4, 5, 5)
    assert (told.delay, told.gap) == (270, 0.5)
    assert (told.high_until, told.last_round, told.teams, told.most_load) == (
        "第四轮", "第四轮", 16, 20,
    )  # fmt: skip
    assert told.by_year == {2025: 3, 2026: 2, 2027: 0, 2028: 0}


def test_two_versions_side_by_side(made: District, clerk: Actor, people: Cast) -> None:
    first = draft(clerk, made)
    place_all(first, made)
    inspected(made, "A05", 4, Stage.PREPARING)
    unit(made, "N1", "清源区新设局", established_on=dt.date(2026, 1, 1))
    demands.prepare_demands(clerk, term_id=made.term.pk)
    Demand.objects.filter(organisation=made.units["V3"]).update(
        excluded_on=TODAY, excluded_reason="整村搬迁"
    )
    second = draft(clerk, made, based_on_id=first.pk)
    move_entry(
        clerk, plan_id=second.pk, organisation_id=made.pk("A04"), round_id=made.rounds[5].pk,
        version=1,
    )  # fmt: skip
    told = difference(clerk, older=first, newer=second)
    assert [(one.name, one.before, one.after) for one in told.moved] == [
        ("住建局", "第四轮", "第六轮")
    ]
    assert [one.name for one in told.added] == ["新设局"]
    assert [(one.name, one.note) for one in told.dropped] == [("柳湾村", "不列入：整村搬迁")]
    assert [one.name for one in told.begun] == ["教育局"]
    assert len(told) == 4
    assert len(difference(clerk, older=second, newer=second)) == 0
    with pytest.raises(Absent):
        difference(people.actor("zhoulan"), older=first, newer=second)
    assert entry(first, made, "A04").round == made.rounds[3]
