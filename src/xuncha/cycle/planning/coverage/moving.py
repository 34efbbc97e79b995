"""Changing a draft by hand: moving an organisation, pinning it, the teams of a round."""

from __future__ import annotations

from django.db.models import F

from xuncha.cycle.planning.coverage.board import Board, Place, Slot, board_for, load_board
from xuncha.cycle.planning.coverage.enums import EDITABLE, Outcome
from xuncha.cycle.planning.coverage.states import PLAN_STATES
from xuncha.cycle.planning.models import PlanEntry, PlanRound, PlanVersion
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid


@service
def move_entry(
    actor: Actor,
    *,
    plan_id: int,
    organisation_id: int,
    round_id: int | None,
    version: int,
    team: int | None = None,
) -> Board:
    """Put an organisation into a round (None: out of all), with those that go along with it, and
    give the board as it then stands. Without ``team`` the least loaded one is taken. Refuses what
    is done or pinned, a round that has begun, and a version of the entry that is not the last."""
    plan = _editable(actor, plan_id)
    board = load_board(plan)
    place = board.places.get(organisation_id)
    if place is None or organisation_id in actor.shut_units:
        raise Absent
    slot = _target(board, round_id)
    _refuse(place)
    if place.version != version:
        raise Conflict(f"{place.name}刚才有人移动过，请看清现在的位置再移。")
    group = [place, *(one for one in board.followers(organisation_id) if not one.locked)]
    number = None if slot is None else _team(board, slot, group, team)
    _write(plan, group, slot, number)
    _by_hand(plan)
    before = board.slot(place.round)
    record(
        actor, "planning.plan.moved", plan, organisation=place.name, number=len(group),
        before=before.name if before else "", after=slot.name if slot else "",
    )  # fmt: skip
    return board_for(actor, plan)


def _refuse(place: Place) -> None:
    if place.done:
        raise Conflict(f"{place.name}已经巡察或者正在巡察，不能移动。")
    if place.locked:
        raise Conflict(f"{place.name}已经固定，请先取消固定再移动。")


def _target(board: Board, round_id: int | None) -> Slot | None:
    if round_id is None:
        return None
    slot = board.slot(round_id)
    if slot is None:
        raise Absent
    if not slot.is_open:
        raise Conflict(f"{slot.name}已经开始或者结束，不能再排入单位。")
    if not slot.teams:
        raise Conflict(f"{slot.name}没有巡察组，请先定组数。")
    return slot


def _team(board: Board, slot: Slot, group: list[Place], wished: int | None) -> int:
    """The wished team, the parent's where one goes along with it, else the least loaded."""
    if wished is not None:
        if not 1 <= wished <= slot.teams:
            raise Invalid(f"{slot.name}只有 {slot.teams} 个组。", field="team")
        return wished
    parent = board.goes_with(group[0])
    if parent is not None and parent.round == slot.id and parent.team:
        return parent.team
    moved = {one.organisation for one in group}
    loads = dict.fromkeys(range(1, slot.teams + 1), 0)
    for one in board.of_round(slot.id):
        if one.team in loads and one.organisation not in moved:
            loads[one.team] += one.effort
    return min(loads, key=lambda number: (loads[number], number))


def _write(plan: PlanVersion, group: list[Place], slot: Slot | None, number: int | None) -> None:
    """Only where every entry is still as it was seen."""
    head, *rest = group
    fields = {
        "round_id": slot.id if slot else None, "team_number": number, "version": F("version") + 1,
        "note": "",
    }  # fmt: skip
    rows = PlanEntry.objects.filter(plan=plan)
    if rows.filter(pk=head.entry, version=head.version).update(**fields) != 1:
        raise Conflict(f"{head.name}刚才有人移动过，请看清现在的位置再移。")
    rows.filter(pk__in=[one.entry for one in rest], done=False).update(**fields)


@service
def pin_entry(
    actor: Actor, *, plan_id: int, organisation_id: int, version: int, pinned: bool, note: str = ""
) -> None:
    """Pin an organisation to its round, so that solving leaves it there, or let it loose. Refuses
    what is done and what has no round."""
    plan = _editable(actor, plan_id)
    entry = PlanEntry.objects.filter(plan=plan, organisation_id=organisation_id).first()
    if entry is None or organisation_id in actor.shut_units:
        raise Absent
    if entry.done:
        raise Conflict("已经开展的巡察不需要固定。")
    if pinned and entry.round_id is None:
        raise Conflict("还没有排进轮次，不能固定。")
    rows = PlanEntry.objects.filter(pk=entry.pk, version=version)
    note = note.strip()[:200]
    if rows.update(locked=pinned, note=note, version=version + 1) != 1:
        raise Conflict(f"{entry.organisation}刚才有人动过，请看清现在的位置再操作。")
    _asked_anew(plan)
    record(
        actor, "planning.plan.pinned", plan, organisation=str(entry.organisation), pinned=pinned,
        reason=note,
    )  # fmt: skip


@service
def set_teams(actor: Actor, *, plan_id: int, round_id: int, teams: int) -> None:
    """How many teams a round has in this version. Refuses a round that has begun and more than
    sixty."""
    plan = _editable(actor, plan_id)
    slot = load_board(plan).slot(round_id)
    if slot is None:
        raise Absent
    if not slot.is_open:
        raise Conflict(f"{slot.name}已经开始或者结束，组数不能再改。")
    if not 0 <= teams <= 60:
        raise Invalid("组数在 0 到 60 之间。", field="teams")
    PlanRound.objects.filter(plan=plan, round_id=round_id).update(teams=teams)
    _asked_anew(plan)
    record(actor, "planning.plan.teams_set", plan, round=slot.name, before=slot.teams, after=teams)


def _by_hand(plan: PlanVersion) -> None:
    """What the optimiser proved of its own answer no longer holds of this one; its bound does."""
    solved = PlanVersion.objects.filter(pk=plan.pk, outcome=Outcome.OPTIMAL)
    solved.update(outcome=Outcome.FEASIBLE)


def _asked_anew(plan: PlanVersion) -> None:
    """The question is another one now: neither bound nor conflicts hold any more."""
    PlanVersion.objects.filter(pk=plan.pk).update(
        outcome=Outcome.NONE, objective=None, bound=None, conflicts=[]
    )


def _editable(actor: Actor, plan_id: int) -> PlanVersion:
    """The version, if the person may change it and it can still be changed."""
    plan = access.get_or_404(actor, PlanVersion, related=("term", "job"), pk=plan_id)
    access.require(actor, "change", plan)
    if plan.state not in EDITABLE:
        raise Conflict(f"当前状态是“{PLAN_STATES.label(plan.state)}”，不能再改；请另起一版。")
    refuse_while_solving(plan)
    return plan


def is_solving(plan: PlanVersion) -> bool:
    """Whether the optimiser is at work on it."""
    return plan.job is not None and bool(JOB_STATES.open_actions(plan.job.state))


def refuse_while_solving(plan: PlanVersion) -> None:
    """``Conflict`` while the optimiser is at work on it."""
    if is_solving(plan):
        raise Conflict("正在自动编排，请等它结束，或者先取消任务。")
