"""Reading teams through the doors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.planning.models import Round, Term
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import (
    Appraisal,
    Assignment,
    Declaration,
    Recusal,
    RecusalRules,
    RecusalStep,
    RoundAppraisal,
    Seat,
    Team,
    TeamPlaces,
    UnitObjection,
)
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody has served in a term: rounds, days in authorised teams, how often as leader."""

    rounds: int = 0
    days: int = 0
    led: int = 0


def list_teams(actor: Actor, row: Round) -> QuerySet[Team]:
    """A round's teams in sight, in order."""
    rows = Team.objects.filter(round=row).select_related("authorisation", "branch_secretary")
    return access.visible(actor, rows).order_by("number")


def get_team(actor: Actor, team_id: int) -> Team:
    """One team with its round and paper."""
    rows = Team.objects.select_related(
        "round__term", "authorisation__drafted_by", "authorisation__submitted_by",
        "authorisation__approved_by", "branch_secretary",
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=team_id)


def seats_of(actor: Actor, team: Team, *, left_too: bool = False) -> QuerySet[Seat]:
    """Who sits in a team, or sat."""
    rows = Seat.objects.filter(team=team).select_related("inspector__home", "declaration")
    rows = access.visible(actor, rows)
    return rows.order_by("pk") if left_too else rows.filter(ended_at__isnull=True).order_by("pk")


def tasks_of(actor: Actor, team: Team) -> QuerySet[Assignment]:
    """What it inspects, as far as the reader may know."""
    rows = Assignment.objects.filter(team=team).select_related("inspection__organisation")
    return access.visible(actor, rows).order_by("inspection__organisation__code", "pk")


def rounds_with_teams(actor: Actor, term: Term) -> QuerySet[Round]:
    """Rounds of a term, newest first, with how many teams each has and how many are authorised."""
    live = Q(teams__authorisation__state=AuthorisationState.ANNOUNCED)
    rows = Round.objects.filter(term=term).annotate(
        team_count=Count("teams", distinct=True),
        announced_count=Count("teams", filter=live, distinct=True),
    )
    return access.visible(actor, rows).order_by("-number")


def own_seats(actor: Actor) -> QuerySet[Seat]:
    """Where the actor himself sits or sat in teams that were announced, newest first."""
    rows = Seat.objects.filter(inspector__user_id=actor.user_id or 0)
    rows = rows.select_related("team__round", "team__authorisation", "declaration", "inspector")
    return access.visible(actor, rows).order_by("-pk")


def own_recusals(actor: Actor) -> QuerySet[Recusal]:
    """What keeps the actor himself away, newest first."""
    me = actor.user_id or 0
    rows = Recusal.objects.filter(Q(user_id=me) | Q(inspector__user_id=me))
    return rows.select_related("organisation", "inspection__round").order_by("-pk")


def list_recusals(actor: Actor) -> QuerySet[Recusal]:
    """The register."""
    rows = Recusal.objects.select_related(
        "inspector", "user", "organisation", "inspection__round"
    )  # fmt: skip
    return access.visible(actor, rows)


def get_recusal(actor: Actor, recusal_id: int) -> Recusal:
    """One recusal with all who handled it."""
    rows = Recusal.objects.select_related(
        "inspector", "user", "organisation", "inspection__round", "raised_by", "confirmed_by",
        "waive_asked_by", "waived_by", "waive_file",
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=recusal_id)


def steps_of(actor: Actor, row: Recusal) -> QuerySet[RecusalStep]:
    """Its history, newest first."""
    return access.visible(actor, RecusalStep.objects.filter(recusal=row)).order_by("-pk")


def list_objections(actor: Actor) -> QuerySet[UnitObjection]:
    """What units asked for, newest first."""
    rows = UnitObjection.objects.select_related(
        "seat__inspector", "seat__team", "organisation", "inspection__round", "verified_by",
        "decided_by",
    )  # fmt: skip
    return access.visible(actor, rows)


def coming_seats(actor: Actor) -> QuerySet[Seat]:
    """Members of announced teams that inspect the actor's own unit, newest round first."""
    rows = Seat.objects.filter(
        team__assignments__inspection__organisation_id=actor.unit_id or 0,
        team__authorisation__state=AuthorisationState.ANNOUNCED, ended_at__isnull=True,
    ).distinct()  # fmt: skip
    rows = rows.select_related("team__round", "team__authorisation", "inspector")
    return access.visible(actor, rows).order_by("-team__round__start_on", "pk")


def declarations_of(actor: Actor, team: Team) -> dict[int, Declaration]:
    """By seat, as far as the reader may see them."""
    rows = Declaration.objects.filter(seat__team=team).select_related("made_by")
    return {one.seat_id: one for one in access.visible(actor, rows)}


def list_rules(actor: Actor) -> QuerySet[RecusalRules]:
    """Versions of the rules, newest first."""
    return access.visible(actor, RecusalRules).select_related("made_by").order_by("-number")


def appraisal_of(actor: Actor, round_id: int) -> RoundAppraisal | None:
    """The appraisal of a round, once begun."""
    return access.visible(actor, RoundAppraisal).filter(round_id=round_id).first()


def places_in(actor: Actor, round_id: int) -> dict[int, TeamPlaces]:
    """By team how many may be the best and are, as far as the reader may see it."""
    rows = TeamPlaces.objects.filter(appraised__round_id=round_id).select_related("team")
    return {one.team_id: one for one in access.visible(actor, rows).order_by("team__number")}


def appraisals_in(actor: Actor, round_id: int) -> dict[int, Appraisal]:
    """A round's appraisals in sight, by seat."""
    rows = Appraisal.objects.filter(seat__round_id=round_id)
    return {one.seat_id: one for one in access.visible(actor, rows)}


def appraisals_of_person(actor: Actor, inspector: Inspector) -> QuerySet[Appraisal]:
    """A person's appraisals in sight, newest first."""
    rows = Appraisal.objects.filter(seat__inspector=inspector)
    rows = rows.select_related("seat__team__round", "written_by")
    return access.visible(actor, rows).order_by("-seat__round__start_on", "-pk")


def seats_to_appraise(actor: Actor, round_id: int) -> QuerySet[Seat]:
    """Seats of a round that were held to the end, as far as the reader may see them."""
    rows = Seat.objects.filter(
        round_id=round_id, ended_at__isnull=True,
        team__authorisation__state=AuthorisationState.ANNOUNCED,
    ).select_related("inspector__home", "team__round__term")  # fmt: skip
    return access.visible(actor, rows).order_by("team__number", "pk")


def own_tasks(actor: Actor) -> dict[int, list[Assignment]]:
    """By team what the announced teams in which he sits are to inspect: told at the announcement,
    so that he can declare before his door opens. Nothing once the authorisation is over, nothing
    that he must keep away from."""
    rows = Assignment.objects.filter(
        team__seats__inspector__user_id=actor.user_id or 0, team__seats__ended_at__isnull=True,
        team__authorisation__state=AuthorisationState.ANNOUNCED,
        team__authorisation__shuts_on__gte=clock.today(),
    ).exclude(inspection__in=actor.recusals)  # fmt: skip
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows.select_related("inspection__organisation").order_by("pk"):
        found[row.team_id].append(row)
    return found


def loads(inspector_ids: Collection[int], term: Term) -> dict[int, Load]:
    """By person what he has served in a term up to today: seats in announced teams, days from the
    first day of the authorisation (or of the seat) to its last or to today. One query."""
    today = clock.today()
    rows = Seat.objects.filter(
        inspector_id__in=list(inspector_ids), round__term=term,
        team__authorisation__state=AuthorisationState.ANNOUNCED,
        team__authorisation__opens_on__lte=today,
    ).values_list(
        "inspector_id", "round_id", "role", "from_on", "until_on",
        "team__authorisation__opens_on", "team__authorisation__shuts_on",
    )  # fmt: skip
    rounds: dict[int, set[int]] = defaultdict(set)
    days: dict[int, int] = defaultdict(int)
    led: dict[int, int] = defaultdict(int)
    for person, row, role, from_on, until_on, opens, shuts in rows:
        first = max(from_on, opens or from_on)
        last = min(until_on or today, shuts or today, today)
        rounds[person].add(row)
        days[person] += max(0, (last - first).days + 1)
        led[person] += role == "leader"
    return {pk: Load(len(own), days[pk], led[pk]) for pk, own in rounds.items()}


def load_of(inspector: Inspector, term: Term) -> Load:
    """One person's load."""
    return loads([inspector.pk], term).get(inspector.pk, Load())


def service_record(actor: Actor, inspector: Inspector) -> QuerySet[Seat]:
    """A person's seats in announced teams, newest first."""
    rows = Seat.objects.filter(
        inspector=inspector, team__authorisation__state=AuthorisationState.ANNOUNCED
    ).select_related("team__round", "team__authorisation")
    return access.visible(actor, rows).order_by("-round__start_on", "-pk")
