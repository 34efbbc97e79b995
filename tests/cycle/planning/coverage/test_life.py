"""A version from draft to frozen: another one approves, rounds follow, nothing changes after."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cycle.planning.coverage.district import (
    District,
    approved,
    draft,
    entry,
    inspected,
    place_all,
)
from tests.people import Cast
from xuncha.cycle.planning.coverage import plans
from xuncha.cycle.planning.coverage.enums import PlanState
from xuncha.cycle.planning.coverage.moving import move_entry, pin_entry, set_teams
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection, PlanEntry, PlanRound, PlanVersion
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

TODAY = dt.date(2026, 3, 18)
PAPER = {"approved_on": TODAY, "paper_number": "清委发2026年3号"}


@pytest.fixture(name="plan")
def _plan(made: District, clerk: Actor) -> PlanVersion:
    plan = draft(clerk, made)
    place_all(plan, made)
    return plan


def planned(made: District) -> dict[str, tuple[int, str, str]]:
    rows = Inspection.objects.filter(state=Stage.PLANNED).select_related("round", "organisation")
    return {
        one.organisation.code: (one.round.number, one.team_name, one.kind) for one in rows
    }  # fmt: skip


def test_a_broken_rule_or_an_unplaced_one_stops_it(made: District, clerk: Actor) -> None:
    plan = draft(clerk, made)
    with pytest.raises(Conflict, match="还不能送审：教育局还没有排进轮次。（共 5 处）"):
        plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_submitted_then_approved_by_another(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    done = approved(clerk, leader, made, plan)
    assert (done.state, done.paper_number) == (PlanState.APPROVED, "清委发2026年3号")
    assert planned(made) == {
        "A04": (4, "区委第二巡察组", InspectionKind.REGULAR),
        "A05": (5, "区委第一巡察组", InspectionKind.REGULAR),
        "T1": (5, "区委第一巡察组", InspectionKind.REGULAR),
        **dict.fromkeys(("V1", "V2", "V3"), (5, "区委第一巡察组", InspectionKind.WITH_VILLAGES)),
    }  # fmt: skip
    verbs = AuditRow.objects.filter(verb__startswith="planning.plan").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == [
        "planning.plan.drafted", "planning.plan.submitted", "planning.plan.approved",
    ]  # fmt: skip


def test_nobody_approves_or_returns_his_own(made: District, people: Cast) -> None:
    song = people.actor("song")
    plan = draft(song, made)
    place_all(plan, made)
    sent = plans.submit_plan(song, plan_id=plan.pk, version=plan.version)
    with pytest.raises(Refused, match="送审人不能审批自己送审的规划"):
        plans.approve_plan(song, plan_id=plan.pk, version=sent.version, **PAPER)
    with pytest.raises(Refused, match="送审人不能审批自己送审的规划"):
        plans.return_plan(song, plan_id=plan.pk, version=sent.version, reason="再改改")
    for who in ("liwen", "zhaoqing"):
        with pytest.raises(Refused, match="没有“批准覆盖规划”这项权限"):
            plans.approve_plan(people.actor(who), plan_id=plan.pk, version=sent.version, **PAPER)
    with pytest.raises(Absent):
        plans.approve_plan(people.actor("zhengyan"), plan_id=plan.pk, version=2, **PAPER)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"paper_number": "  "}, "批准文号"),
        ({"approved_on": TODAY + dt.timedelta(1)}, "不能晚于今天"),
        ({"approved_on": TODAY - dt.timedelta(1)}, "不能早于送审日期"),
    ],
)
def test_what_an_approval_needs(
    clerk: Actor, leader: Actor, plan: PlanVersion, change: dict[str, object], words: str
) -> None:
    sent = plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    with pytest.raises(Invalid, match=words):
        plans.approve_plan(leader, plan_id=plan.pk, version=sent.version, **(PAPER | change))  # type: ignore[arg-type]
    assert PlanVersion.objects.get(pk=plan.pk).state == PlanState.SUBMITTED


def test_sent_back_with_a_reason_it_can_be_changed_and_sent_again(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    sent = plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    with pytest.raises(Invalid, match="必须写明理由"):
        plans.return_plan(leader, plan_id=plan.pk, version=sent.version, reason=" ")
    back = plans.return_plan(leader, plan_id=plan.pk, version=sent.version, reason="教育局提前")
    assert (back.state, back.returned_reason) == (PlanState.RETURNED, "教育局提前")
    move_entry(
        clerk, plan_id=plan.pk, organisation_id=made.pk("A05"), round_id=made.rounds[3].pk,
        version=1,
    )  # fmt: skip
    again = plans.submit_plan(clerk, plan_id=plan.pk, version=back.version)
    assert again.basis != sent.basis


def test_a_stale_page_and_a_second_click(clerk: Actor, leader: Actor, plan: PlanVersion) -> None:
    sent = plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    with pytest.raises(Conflict):
        plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    with pytest.raises(Conflict):
        plans.approve_plan(leader, plan_id=plan.pk, version=sent.version - 1, **PAPER)
    plans.approve_plan(leader, plan_id=plan.pk, version=sent.version, **PAPER)
    with pytest.raises(Conflict):
        plans.approve_plan(leader, plan_id=plan.pk, version=sent.version + 1, **PAPER)


def test_rows_changed_behind_its_back_stop_the_approval(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    sent = plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    PlanVersion.objects.filter(pk=plan.pk).update(state="draft")
    PlanEntry.objects.filter(plan=plan, organisation=made.units["A05"]).update(team_number=2)
    PlanVersion.objects.filter(pk=plan.pk).update(state="submitted")
    with pytest.raises(Conflict, match="和送审时不一致"):
        plans.approve_plan(leader, plan_id=plan.pk, version=sent.version, **PAPER)


@pytest.mark.parametrize("is_approved", [False, True])
def test_frozen_against_every_way_of_writing(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion, is_approved: bool
) -> None:
    sent = plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    if is_approved:
        plans.approve_plan(leader, plan_id=plan.pk, version=sent.version, **PAPER)
    one = {"plan_id": plan.pk, "organisation_id": made.pk("A05"), "version": 1}
    row, slot = entry(plan, made, "A05"), PlanRound.objects.filter(plan=plan)[0]
    fresh = PlanEntry(plan=plan, organisation=made.units["A01"], kind="regular")
    rows = PlanEntry.objects.filter(plan=plan)
    for attempt in (
        lambda: move_entry(clerk, round_id=None, **one),
        lambda: pin_entry(clerk, pinned=True, **one),
        lambda: set_teams(clerk, plan_id=plan.pk, round_id=made.rounds[4].pk, teams=1),
        lambda: rows.update(team_number=9),
        lambda: rows.delete(),
        lambda: PlanEntry.objects.bulk_update([row], ["team_number"]),
        lambda: PlanEntry.objects.bulk_create([fresh]),
        lambda: row.save(),
        lambda: row.delete(),
        lambda: fresh.save(),
        lambda: slot.save(),
        lambda: PlanRound.objects.filter(plan=plan).update(teams=9),
        lambda: plan.entries.update(locked=True),
    ):
        with pytest.raises(Conflict):
            attempt()
    assert entry(plan, made, "A05").team_number == 1


def test_a_later_version_takes_its_place_and_the_rounds_follow(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    first = approved(clerk, leader, made, plan)
    second = draft(clerk, made, based_on_id=first.pk)
    move_entry(
        clerk, plan_id=second.pk, organisation_id=made.pk("A04"), round_id=made.rounds[5].pk,
        version=1, team=3,
    )  # fmt: skip
    PlanEntry.objects.filter(plan=second, organisation=made.units["A05"]).delete()
    approved(clerk, leader, made, PlanVersion.objects.get(pk=second.pk))
    first.refresh_from_db()
    assert first.state == PlanState.SUPERSEDED
    assert planned(made)["A04"][:2] == (6, "区委第三巡察组")
    assert "A05" not in planned(made), "what the version before had put there goes with it"
    assert Inspection.objects.filter(organisation=made.units["A04"]).count() == 1


def test_what_was_taken_up_meanwhile_stays_where_it_is(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    first = approved(clerk, leader, made, plan)
    second = draft(clerk, made, based_on_id=first.pk)
    rows = Inspection.objects.filter(organisation=made.units["A04"])
    rows.update(state=Stage.PREPARING)
    move_entry(
        clerk, plan_id=second.pk, organisation_id=made.pk("A04"), round_id=made.rounds[5].pk,
        version=1,
    )  # fmt: skip
    approved(clerk, leader, made, PlanVersion.objects.get(pk=second.pk))
    states = set(rows.values_list("state", "round__number"))
    assert (Stage.PREPARING, 4) in states


def test_the_offices_own_inspections_stay(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    look = inspected(made, "A01", 5, Stage.PLANNED, InspectionKind.REVISIT)
    special = inspected(made, "A05", 5, Stage.PLANNED, InspectionKind.SPECIAL)
    approved(clerk, leader, made, plan)
    assert (
        Inspection.objects.filter(pk__in=[look.pk, special.pk], round=made.rounds[5]).count() == 2
    )


def test_two_planned_ones_of_one_organisation_in_one_round(
    made: District, clerk: Actor, leader: Actor
) -> None:
    """One of each kind: the version's kind is followed, nothing runs into the other."""
    inspected(made, "A04", 3, Stage.PLANNED, InspectionKind.RAISED)
    plan = draft(clerk, made)
    place_all(plan, made)
    approved(clerk, leader, made, plan)
    assert Inspection.objects.filter(organisation=made.units["A04"]).count() == 2


def test_a_round_that_begins_between_submitting_and_approval_is_left_alone(
    made: District, clerk: Actor, leader: Actor, plan: PlanVersion
) -> None:
    sent = plans.submit_plan(clerk, plan_id=plan.pk, version=plan.version)
    Inspection.objects.filter(organisation=made.units["A04"]).update(state=Stage.AUTHORISED)
    plans.approve_plan(leader, plan_id=plan.pk, version=sent.version, **PAPER)
    row = Inspection.objects.get(organisation=made.units["A04"])
    assert (row.state, row.round) == (Stage.AUTHORISED, made.rounds[3])


def test_a_draft_laid_aside(clerk: Actor, leader: Actor, plan: PlanVersion) -> None:
    with pytest.raises(Refused):
        plans.drop_plan(leader, plan_id=plan.pk, version=plan.version)
    gone = plans.drop_plan(clerk, plan_id=plan.pk, version=plan.version)
    assert gone.state == PlanState.DROPPED
    with pytest.raises(Conflict):
        plans.submit_plan(clerk, plan_id=plan.pk, version=gone.version)
