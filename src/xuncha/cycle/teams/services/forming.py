"""Making the teams of a round from its inspections, and moving inspections between them."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import F

from xuncha.cycle.planning.coverage.numerals import number_in
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Assignment, Authorisation, Seat, Team
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

GROUPABLE = (
    Stage.PLANNED, Stage.PREPARING, Stage.FOR_APPROVAL, Stage.AUTHORISED, Stage.BEFORE_ENTRY,
)  # fmt: skip
"""Stages in which an inspection can still be put to a team."""

MOST_TEAMS = 60


@service
def form_teams(actor: Actor, *, round_id: int) -> list[Team]:
    """Make the teams of a round by the team names that the plan gave its inspections; one team for
    each name, numbered as named. Inspections without a name, or already with a team, are left as
    they are. Refuses a round without anything to group."""
    row = access.get_or_404(actor, Round, pk=round_id)
    access.require(actor, "form", Team(round=row))
    waiting = Inspection.objects.filter(
        round=row, assignment__isnull=True, state__in=GROUPABLE
    ).exclude(team_name="")
    named: dict[str, list[Inspection]] = defaultdict(list)
    for inspection in waiting.order_by("pk"):
        named[inspection.team_name].append(inspection)
    if not named:
        raise Conflict("这一轮没有可以编组的巡察任务：任务要先在覆盖规划里分到组，且还没有进驻。")
    made = []
    for name in sorted(named, key=lambda one: (number_in(one) or MOST_TEAMS, one)):
        team = _team_named(actor, row, name)
        Assignment.objects.bulk_create(
            [Assignment(team=team, inspection=inspection) for inspection in named[name]]
        )
        made.append(team)
    record(actor, "teams.team.formed", row, teams=len(made))
    return made


def _team_named(actor: Actor, row: Round, name: str) -> Team:
    standing = Team.objects.filter(round=row, name=name).first()
    if standing is not None:
        draft(standing)
        _bump(standing)
        return standing
    return _new_team(actor, row, name, number_in(name))


def _new_team(actor: Actor, row: Round, name: str, number: int | None) -> Team:
    taken = set(Team.objects.filter(round=row).values_list("number", flat=True))
    if number is None or number in taken:
        number = max(taken, default=0) + 1
    team = Team.objects.create(
        round=row, number=number, name=name, made_by_id=actor.user_id, made_at=clock.now()
    )
    Authorisation.objects.create(team=team, drafted_by_id=actor.user_id)
    return team


@service
def add_team(actor: Actor, *, round_id: int, name: str) -> Team:
    """One more team, empty. Refuses a name that the round has."""
    row = access.get_or_404(actor, Round, pk=round_id)
    access.require(actor, "form", Team(round=row))
    name = name.strip()
    if not name:
        raise Invalid("请填写巡察组名称。", field="name")
    if len(name) > 40:
        raise Invalid("巡察组名称最多 40 个字。", field="name")
    teams = Team.objects.filter(round=row)
    if teams.filter(name=name).exists():
        raise Conflict(f"{row}已经有“{name}”。")
    if teams.count() >= MOST_TEAMS:
        raise Conflict(f"一轮最多 {MOST_TEAMS} 个组。")
    team = _new_team(actor, row, name, number_in(name))
    record(actor, "teams.team.formed", team, number=team.number)
    return team


@service
def assign_inspection(actor: Actor, *, team_id: int, inspection_id: int, version: int) -> Team:
    """Put an inspection to a team, also from another one. Refuses one of another round, one that
    was entered, and teams whose authorisation was handed in."""
    team = open_team(actor, team_id, version)
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    if inspection.round_id != team.round_id:
        raise Invalid("这项巡察任务不在本轮。", field="inspection_id")
    if inspection.state not in GROUPABLE:
        raise Conflict(f"{inspection}已经进驻，不能再调整分组。")
    before = Assignment.objects.filter(inspection=inspection).select_related("team").first()
    if before is not None:
        if before.team_id == team.pk:
            raise Conflict("这项任务已经在本组。")
        draft(before.team)
        _bump(before.team)
        before.delete()
    Assignment.objects.create(team=team, inspection=inspection)
    Inspection.objects.filter(pk=inspection.pk).update(team_name=team.name)
    record(actor, "teams.team.changed", team, inspection=inspection.pk, into=team.number)
    return team


@service
def drop_team(actor: Actor, *, team_id: int, version: int) -> None:
    """Take back a team that was never handed in, with its seats; its inspections wait again."""
    team = open_team(actor, team_id, version)
    record(actor, "teams.team.dropped", team, number=team.number, round=team.round_id)
    Seat.objects.filter(team=team).delete()
    team.delete()


def open_team(actor: Actor, team_id: int, version: int) -> Team:
    """A team that may be changed, in the version that the person saw, already counted up: of two
    who change it at once one hears ``Conflict``."""
    team = access.get_or_404(actor, Team, related=("round",), pk=team_id)
    access.require(actor, "change", team)
    draft(team)
    if team.version != version:
        raise Conflict
    _bump(team)
    return team


def draft(team: Team) -> Authorisation:
    """The team's paper while it is a draft; ``Conflict`` once it was handed in."""
    paper = Authorisation.objects.get(team=team)
    if paper.state != AuthorisationState.DRAFT:
        raise Conflict(
            f"{team}的授权{paper.get_state_display()}，不能直接调整；"
            "已批准的，请用“更换组员”或者撤销授权。"
        )
    return paper


def _bump(team: Team) -> None:
    changed = Team.objects.filter(pk=team.pk, version=team.version).update(version=F("version") + 1)
    if changed != 1:
        raise Conflict
    team.version += 1
