"""Seats: proposed by the optimiser, drawn by a seed, or set by hand; each with its reason."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from django.db import IntegrityError, transaction

from xuncha.cycle.planning.models import Demand, Round
from xuncha.cycle.pool.enums import InspectorState
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.composing import candidates, rounds_served, span_of
from xuncha.cycle.teams.conflicts import Asked, find_conflicts
from xuncha.cycle.teams.enums import AuthorisationState, SeatRole, SeatWay
from xuncha.cycle.teams.facts import organisations_of
from xuncha.cycle.teams.models import Assignment, Authorisation, Seat, Team
from xuncha.cycle.teams.rules import RulesInForce, rules_on
from xuncha.cycle.teams.services.forming import open_team
from xuncha.engines.recusal import Role
from xuncha.engines.scheduling import (
    Candidate,
    Given,
    RosterError,
    Vacancy,
    Wishes,
    draw_teams,
    propose_teams,
)
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add

_SEED = re.compile(r"[0-9A-Za-z\-]{1,40}")
_DIGEST = 16
_SECONDS = 20.0


@service
def propose_seats(actor: Actor, *, round_id: int) -> int:
    """Fill what is missing in the round's draft teams, the least burdened first. Who sits there
    already stays. Gives how many were seated; ``Conflict`` with the reason if it can't be done, and
    then nobody is."""
    row = access.get_or_404(actor, Round, pk=round_id)
    return _fill(actor, row, seed="")


@service
def draw_seats(actor: Actor, *, round_id: int, seed: str = "") -> str:
    """The same by lot. Without a seed one is drawn; the seed and a digest of those who could be
    drawn are kept, so that anybody can repeat it. Gives the seed."""
    row = access.get_or_404(actor, Round, pk=round_id)
    seed = seed.strip() or secrets.token_hex(8)
    if not _SEED.fullmatch(seed):
        raise Invalid("种子只能用数字、字母和短横线，最多 40 位。", field="seed")
    _fill(actor, row, seed=seed)
    return seed


def _fill(actor: Actor, row: Round, *, seed: str) -> int:
    drafts = _drafts(row)
    opened = [open_team(actor, team.pk, team.version) for team in drafts]
    rules = rules_on(clock.today())
    people = candidates(row, rules)
    served = rounds_served([one.pk for one in people], row.term_id)
    pool = [_candidate(one, served.get(one.pk, 0)) for one in people]
    wishes = Wishes(
        rules.team.least, rules.team.least_deputies, rules.recusal.same_home_in_team,
        rules.team.second_deputy, rules.team.most_rounds, _together(row.term_id),
    )  # fmt: skip
    places = _places(drafts, row, rules, people, served)
    try:
        if seed:
            given = draw_teams(places, pool, wishes, seed=seed, seconds=_SECONDS)
        else:
            given = propose_teams(places, pool, wishes, seconds=_SECONDS)
    except RosterError as problem:
        raise Conflict(f"没有排成：{problem}") from None
    _write(actor, opened, given, SeatWay.DRAWN if seed else SeatWay.PROPOSED)
    basis: dict[str, Any] = {
        "candidates": len(pool), "digest": _digest(pool), "rules": rules.number,
    }  # fmt: skip
    if seed:
        rows = Team.objects.filter(pk__in=[one.pk for one in opened])
        rows.update(draw_seed=seed, draw_basis=basis)
    verb = "teams.seats.drawn" if seed else "teams.seats.proposed"
    record(actor, verb, row, seats=len(given), seed=seed, **basis)
    return len(given)


def _drafts(row: Round) -> list[Team]:
    teams = Team.objects.filter(round=row, authorisation__state=AuthorisationState.DRAFT)
    drafts = list(teams.select_related("authorisation").order_by("number"))
    if not drafts:
        raise Conflict("这一轮没有可以调整的巡察组：请先编组，或者授权已经送审。")
    return drafts


def _digest(pool: Sequence[Candidate]) -> str:
    text = ",".join(str(one.id) for one in sorted(pool, key=lambda one: one.id))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def _candidate(person: Inspector, rounds: int) -> Candidate:
    return Candidate(
        person.pk, person.name, person.home_id, frozenset(person.specialties), person.can_lead,
        person.can_deputise, person.from_discipline, rounds,
    )  # fmt: skip


def _places(
    teams: list[Team], row: Round, rules: RulesInForce, people: list[Inspector],
    served: dict[int, int],
) -> list[Vacancy]:  # fmt: skip
    tasks = organisations_of([team.pk for team in teams])
    days = span_of([team.authorisation for team in teams], row)
    needs = _needs(row)
    shut = {
        role: _barred(role, people, tasks, row, rules, days)
        for role in (Role.MEMBER, Role.DEPUTY, Role.LEADER)
    }
    return [
        Vacancy(
            team.pk, team.name,
            frozenset(
                skill
                for task in tasks.get(team.pk, [])
                for skill in needs.get(task.inspection.organisation_id, ())
            ),
            tuple(
                (_candidate(seat.inspector, served.get(seat.inspector_id, 0)), _plain(seat.role))
                for seat in team.seats.filter(ended_at__isnull=True).select_related("inspector")
            ),
            shut[Role.MEMBER][team.pk], shut[Role.LEADER][team.pk], shut[Role.DEPUTY][team.pk],
        )
        for team in teams
    ]  # fmt: skip


def _plain(role: str) -> str:
    """The optimiser knows no liaison: he is one of the members."""
    return str(SeatRole.MEMBER if role == SeatRole.LIAISON else role)


def _together(term_id: int) -> dict[tuple[int, int], int]:
    """How often two people sat in one team of the term, the smaller number first."""
    teams: dict[int, list[int]] = defaultdict(list)
    rows = Seat.objects.filter(
        round__term_id=term_id, team__authorisation__state=AuthorisationState.ANNOUNCED
    )
    for team, person in rows.order_by("inspector").values_list("team", "inspector"):
        teams[team].append(person)
    return dict(Counter(pair for people in teams.values() for pair in combinations(people, 2)))


def _needs(row: Round) -> dict[int, list[str]]:
    rows = Demand.objects.filter(term_id=row.term_id).exclude(skills=[])
    return dict(rows.values_list("organisation", "skills"))


def _barred(
    role: Role, people: list[Inspector], tasks: dict[int, list[Assignment]], row: Round,
    rules: RulesInForce, days: tuple[dt.date, dt.date],
) -> dict[int, frozenset[int]]:  # fmt: skip
    """By team who may not sit there in that place."""
    asked = [
        Asked(person.pk, role, task.inspection)
        for person in people
        for own in tasks.values()
        for task in own
    ]
    found = find_conflicts(
        asked, rules.recusal, round_id=row.pk, first=days[0], last=days[1]
    )  # fmt: skip
    shut: dict[int, set[int]] = defaultdict(set)
    for pk, conflicts in found.items():
        for one in conflicts:
            if one.stands:
                shut[one.inspection.pk].add(pk)
    barred: dict[int, frozenset[int]] = defaultdict(frozenset)
    for team, own in tasks.items():
        barred[team] = frozenset(pk for task in own for pk in shut[task.inspection_id])
    return barred


def _write(actor: Actor, teams: list[Team], given: list[Given], way: SeatWay) -> None:
    by_id = {team.pk: team for team in teams}
    liaisons = Seat.objects.filter(team__in=by_id, role=SeatRole.LIAISON, ended_at__isnull=True)
    have = set(liaisons.values_list("team_id", flat=True))
    begins = first_days(teams)
    rows = []
    for one in given:
        role = one.role
        if role == SeatRole.MEMBER and one.team not in have:
            role = SeatRole.LIAISON
            have.add(one.team)
        team = by_id[one.team]
        rows.append(
            Seat(
                team=team, round_id=team.round_id, inspector_id=one.person.id, role=role,
                from_on=begins[team.pk], way=way, reason=one.reason[:300],
                seated_by_id=actor.user_id, seated_at=clock.now(),
            )
        )  # fmt: skip
    try:
        with transaction.atomic():
            Seat.objects.bulk_create(rows)
    except IntegrityError:
        raise Conflict("刚才有人也在安排组员，请刷新后再看。") from None


@service
def seat_member(
    actor: Actor, *, team_id: int, version: int, inspector_id: int, role: SeatRole, reason: str
) -> Seat:
    """Seat somebody by hand. Refuses a missing reason, somebody who is not in the pool or sits in
    another team of the round, and a second leader. What the rules say of it stands on the page at
    once; it stops the team from being handed in, not from being tried."""
    team = open_team(actor, team_id, version)
    person = access.get_or_404(actor, Inspector, pk=inspector_id)
    seat = new_seat(actor, team, person, role, reason)
    record(
        actor, "teams.seat.taken", team, inspector=person.pk, role=str(role), way=str(seat.way)
    )  # fmt: skip
    return seat


def new_seat(
    actor: Actor, team: Team, person: Inspector, role: SeatRole, reason: str, *, late: bool = False
) -> Seat:
    """A seat set by hand; part of a service. ``late``: it begins today, the team being at work."""
    if not reason.strip():
        raise Invalid("请写明为什么安排这名同志。", field="reason")
    if person.state != InspectorState.ADMITTED:
        raise Conflict(f"{person.name}现在不在库，不能安排。")
    if role == SeatRole.LEADER and _has_leader(team):
        raise Conflict(f"{team}已经有组长，请先调整。")
    begins = first_days([team])[team.pk]
    start = max(begins, clock.today()) if late else begins
    seat = Seat(
        team=team, round_id=team.round_id, inspector=person, role=role, from_on=start,
        way=SeatWay.HAND, reason=reason.strip()[:300], seated_by_id=actor.user_id,
        seated_at=clock.now(),
    )  # fmt: skip
    add(seat, f"{person.name}已经在本轮的一个组里，或者组长已经有人。")
    return seat


def first_days(teams: Sequence[Team]) -> dict[int, dt.date]:
    """From which day on a team's seats are held: the first day of its paper, which may lie before
    the round (people prepare), else the round's own."""
    papers = Authorisation.objects.filter(team__in=teams, opens_on__isnull=False)
    told = dict(papers.values_list("team_id", "opens_on"))
    return {team.pk: told.get(team.pk) or team.round.start_on for team in teams}


def _has_leader(team: Team) -> bool:
    return team.seats.filter(role=SeatRole.LEADER, ended_at__isnull=True).exists()


@service
def unseat_member(actor: Actor, *, seat_id: int, version: int) -> Team:
    """Take somebody out of a draft team: the seat was never anything, it goes."""
    seat = access.get_or_404(actor, Seat.objects.select_related("team"), pk=seat_id)
    team = open_team(actor, seat.team_id, version)
    if team.branch_secretary_id == seat.inspector_id:
        Team.objects.filter(pk=team.pk).update(branch_secretary=None)
    record(actor, "teams.seat.left", team, inspector=seat.inspector_id, role=str(seat.role))
    seat.delete()
    return team


@service
def clear_seats(actor: Actor, *, team_id: int, version: int) -> Team:
    """Empty a draft team, to begin anew."""
    team = open_team(actor, team_id, version)
    gone, _ = Seat.objects.filter(team=team).delete()
    Team.objects.filter(pk=team.pk).update(
        branch_secretary=None, draw_seed="", draw_basis=None
    )  # fmt: skip
    record(actor, "teams.team.changed", team, emptied=gone)
    return team


@service
def change_role(actor: Actor, *, seat_id: int, version: int, role: SeatRole) -> Seat:
    """Another place in the same draft team."""
    seat = access.get_or_404(actor, Seat.objects.select_related("inspector"), pk=seat_id)
    team = open_team(actor, seat.team_id, version)
    if seat.role == role:
        raise Invalid("职务没有变。", field="role")
    if role == SeatRole.LEADER and _has_leader(team):
        raise Conflict(f"{team}已经有组长，请先调整。")
    before = seat.role
    Seat.objects.filter(pk=seat.pk).update(role=role, way=SeatWay.HAND)
    record(
        actor, "teams.team.changed", team, inspector=seat.inspector_id, before=str(before),
        after=str(role),
    )  # fmt: skip
    return seat


@service
def set_branch_secretary(actor: Actor, *, seat_id: int, version: int) -> Team:
    """Who leads the temporary branch: somebody of the team."""
    seat = access.get_or_404(actor, Seat, pk=seat_id)
    team = open_team(actor, seat.team_id, version)
    Team.objects.filter(pk=team.pk).update(branch_secretary_id=seat.inspector_id)
    record(actor, "teams.team.changed", team, branch_secretary=seat.inspector_id)
    return team
