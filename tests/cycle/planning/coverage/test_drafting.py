"""A new version half-way through a term: what is done stays, what is owed keeps its place."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cycle.planning.coverage.district import (
    District,
    draft,
    entry,
    inspected,
    merged,
    place_all,
    unit,
)
from tests.people import Cast
from xuncha.cycle.planning.coverage.board import load_board
from xuncha.cycle.planning.coverage.drafting import digest, draft_plan
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Demand, PlanEntry, PlanRound, Round, Term
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Invalid, Refused


def test_what_was_inspected_or_has_begun_is_done_where_it_was(made: District, clerk: Actor) -> None:
    plan = draft(clerk, made)
    done = {
        row.organisation.code: row.round.number
        for row in PlanEntry.objects.filter(plan=plan, done=True).select_related(
            "organisation", "round"
        )
        if row.round
    }
    assert done == {"A01": 1, "A02": 2, "V4": 2, "A03": 3}


def test_what_is_planned_keeps_its_round_and_team(made: District, clerk: Actor) -> None:
    row = entry(draft(clerk, made), made, "A04")
    assert (row.round, row.team_number, row.done) == (made.rounds[3], 2, False)


def test_what_is_owed_without_a_place_waits(made: District, clerk: Actor) -> None:
    plan = draft(clerk, made)
    waiting = PlanEntry.objects.filter(plan=plan, round=None).values_list("organisation__code")
    assert {code for (code,) in waiting} == {"A05", "T1", "V1", "V2", "V3"}


def test_every_owed_organisation_gets_a_demand_and_villages_go_with_their_town(
    made: District, clerk: Actor
) -> None:
    plan = draft(clerk, made)
    village = Demand.objects.get(term=made.term, organisation=made.units["V1"])
    assert (village.kind, village.with_parent) == (InspectionKind.WITH_VILLAGES, True)
    assert entry(plan, made, "V1").kind == InspectionKind.WITH_VILLAGES
    assert Demand.objects.filter(term=made.term).count() == len(made.units)


def test_an_inspection_in_preparation_is_done_but_its_round_stays_open(
    made: District, clerk: Actor
) -> None:
    inspected(made, "A05", 3, Stage.PREPARING)
    plan = draft(clerk, made)
    row = entry(plan, made, "A05")
    assert (row.done, row.round) == (True, made.rounds[3])
    slot = load_board(plan).slot(made.rounds[3].pk)
    assert slot is not None
    assert slot.is_open


def test_second_looks_and_mobile_ones_cover_nobody(made: District, clerk: Actor) -> None:
    inspected(made, "A05", 1, Stage.RECTIFYING, InspectionKind.REVISIT)
    inspected(made, "T1", 1, Stage.RECTIFYING, InspectionKind.MOBILE)
    plan = draft(clerk, made)
    assert not entry(plan, made, "A05").done
    assert not entry(plan, made, "T1").done


def test_mergers_bring_the_successor_in_and_take_the_old_ones_out(
    made: District, clerk: Actor
) -> None:
    day = dt.date(2026, 2, 1)
    new = unit(made, "N1", "清源区新设局", established_on=day)
    merged(made.units["A01"], new, day)
    merged(made.units["A05"], new, day)
    plan = draft(clerk, made)
    codes = set(PlanEntry.objects.filter(plan=plan).values_list("organisation__code", flat=True))
    assert "N1" in codes
    assert "A05" not in codes
    assert entry(plan, made, "A01").done, "it was inspected while it was there"


def test_the_left_out_and_the_put_off_are_not_in_the_plan(made: District, clerk: Actor) -> None:
    draft(clerk, made)
    today = dt.date(2026, 3, 18)
    rows = Demand.objects.filter(organisation=made.units["A05"])
    rows.update(excluded_on=today, excluded_reason="垂直管理")
    plan = draft(clerk, made)
    assert not PlanEntry.objects.filter(plan=plan, organisation=made.units["A05"]).exists()


def test_a_version_on_another_keeps_places_pins_and_teams(made: District, clerk: Actor) -> None:
    first = draft(clerk, made, teams={made.rounds[4].pk: 7})
    place_all(first, made)
    row = entry(first, made, "A05")
    PlanEntry.objects.filter(pk=row.pk).update(locked=True, note="结合换届", team_number=3)
    second = draft(clerk, made, based_on_id=first.pk, assumptions={"effort_percent": 80})
    kept = entry(second, made, "A05")
    assert (kept.round, kept.team_number, kept.locked, kept.note) == (
        made.rounds[4], 3, True, "结合换届",
    )  # fmt: skip
    assert PlanRound.objects.get(plan=second, round=made.rounds[4]).teams == 7
    assert second.based_on == first
    assert second.number == first.number + 1
    assert second.assumptions == {"effort_percent": 80}


def test_a_place_in_a_round_that_has_begun_meanwhile_is_lost(made: District, clerk: Actor) -> None:
    first = draft(clerk, made)
    PlanEntry.objects.filter(plan=first, organisation=made.units["A05"]).update(
        round=made.rounds[2], team_number=1
    )
    row = entry(draft(clerk, made, based_on_id=first.pk), made, "A05")
    assert (row.round, row.note) == (None, "原来排在第三轮，那一轮已经开始，没有巡察它")


def test_teams_are_numbered_by_their_names(made: District, clerk: Actor) -> None:
    plan = draft(clerk, made)
    assert {entry(plan, made, code).team_number for code in ("A01", "A03")} == {2}


def test_the_same_rows_have_the_same_digest(made: District, clerk: Actor) -> None:
    one, two = draft(clerk, made), draft(clerk, made)
    assert digest(one) == digest(two)
    place_all(two, made)
    assert digest(one) != digest(two)


def test_it_is_logged(made: District, clerk: Actor) -> None:
    draft(clerk, made)
    verbs = list(AuditRow.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["planning.demand.prepared", "planning.plan.drafted"]


def test_refusals(made: District, clerk: Actor, leader: Actor, people: Cast) -> None:
    with pytest.raises(Refused):
        draft(leader, made)
    with pytest.raises(Absent):
        draft(people.actor("zhoulan"), made)
    with pytest.raises(Invalid, match="名称"):
        draft_plan(clerk, term_id=made.term.pk, title="  ")
    empty = Term.objects.create(
        number=21, name="二十一届", start_on=dt.date(2030, 1, 1), end_on=dt.date(2034, 1, 1)
    )
    with pytest.raises(Invalid, match="还没有轮次"):
        draft_plan(clerk, term_id=empty.pk, title="初稿")
    other, day = draft(clerk, made), dt.date(2031, 1, 1)
    Round.objects.create(term=empty, number=1, name="第一轮", start_on=day, end_on=day)
    with pytest.raises(Absent):
        draft_plan(clerk, term_id=empty.pk, title="初稿", based_on_id=other.pk)
    assert Demand.objects.filter(term=empty).count() == 0
