"""From records to what the checks read: all teams of a round at once, in a fixed number of
queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from xuncha.cycle.planning.models import Demand, Round
from xuncha.cycle.pool.enums import InspectorState
from xuncha.cycle.pool.models import Inspector, Qualification
from xuncha.cycle.pool.selectors import secrecy_kept_on
from xuncha.cycle.teams.checks import Check, Member, Task, TeamFacts, check_team, months_before
from xuncha.cycle.teams.conflicts import Asked, Conflict, find_conflicts
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.facts import organisations_of
from xuncha.cycle.teams.models import Assignment, Authorisation, Seat, Team
from xuncha.cycle.teams.rules import RulesInForce, rules_on
from xuncha.engines.recusal import Role
from xuncha.kernel import clock

_OVER = (AuthorisationState.REVOKED,)


@dataclass(frozen=True, slots=True)
class Composed:
    """A team with its seats, tasks, checks, and the conflicts by seat (settled ones too)."""

    team: Team
    authorisation: Authorisation
    seats: list[Seat]
    tasks: list[Assignment]
    checks: list[Check]
    conflicts: dict[int, list[Conflict]]
    days: tuple[dt.date, dt.date]

    @property
    def faults(self) -> list[Check]:
        return [one for one in self.checks if one.level == "fault"]

    @property
    def warnings(self) -> list[Check]:
        return [one for one in self.checks if one.level == "warn"]


def compose(teams: Collection[Team], row: Round) -> list[Composed]:
    """All of these teams (of one round), checked by the rules of today. About 25 queries, however
    many teams and people there are."""
    ids = [team.pk for team in teams]
    rules = rules_on(clock.today())
    seats = _seats(ids)
    tasks = organisations_of(ids)
    papers = {one.team_id: one for one in Authorisation.objects.filter(team_id__in=ids)}
    people = {seat.inspector_id for rows in seats.values() for seat in rows}
    first, last = span_of(papers.values(), row)
    asked = [
        Asked(seat.inspector_id, Role(seat.role), one.inspection)
        for pk, rows in seats.items()
        for seat in rows
        for one in tasks.get(pk, [])
    ]
    found = find_conflicts(asked, rules.recusal, round_id=row.pk, first=first, last=last)
    known = _Known.load(people, row, rules, first)
    made = []
    for team in sorted(teams, key=lambda one: one.number):
        own = seats.get(team.pk, [])
        facts = TeamFacts(
            tuple(known.member(seat, found.get(seat.inspector_id, [])) for seat in own),
            tuple(known.task(one, row) for one in tasks.get(team.pk, [])),
        )
        made.append(
            Composed(
                team, papers[team.pk], own, tasks.get(team.pk, []), check_team(facts, rules),
                {seat.pk: found.get(seat.inspector_id, []) for seat in own}, (first, last),
            )
        )  # fmt: skip
    return made


def span_of(papers: Collection[Authorisation], row: Round) -> tuple[dt.date, dt.date]:
    """The days over which the teams are judged: those of their papers, else the round's own. What
    is past is judged no more."""
    opens = [one.opens_on for one in papers if one.opens_on]
    shuts = [one.shuts_on for one in papers if one.shuts_on]
    first = max(min(opens) if opens else row.start_on, clock.today())
    return first, max([first, row.end_on, *shuts])


def _seats(team_ids: Collection[int]) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    rows = Seat.objects.filter(team_id__in=list(team_ids), ended_at__isnull=True)
    rows = rows.select_related("inspector__home", "declaration", "team__authorisation")
    for seat in rows.order_by("pk"):
        found[seat.team_id].append(seat)
    order = {role: place for place, role in enumerate(Role)}
    return {pk: sorted(own, key=lambda seat: order[Role(seat.role)]) for pk, own in found.items()}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all people and units concerned."""

    rounds: Mapping[int, int]
    pledged: Collection[int]
    trained: Collection[int]
    expired: Mapping[int, list[str]]
    skills: Mapping[int, frozenset[str]]

    @classmethod
    def load(cls, people: Collection[int], row: Round, rules: RulesInForce, day: dt.date) -> _Known:
        since = months_before(day, rules.team.secrecy_months)
        pledged, trained = secrecy_kept_on(people, day, trained_since=since)
        needs = Demand.objects.filter(term_id=row.term_id).exclude(skills=[])
        return cls(
            rounds_served(people, row.term_id), pledged, trained, _expired(people, day),
            {pk: frozenset(skills) for pk, skills in needs.values_list("organisation", "skills")},
        )  # fmt: skip

    def member(self, seat: Seat, conflicts: list[Conflict]) -> Member:
        person = seat.inspector
        return Member(
            seat=seat.pk, inspector=person.pk, name=person.name, role=seat.role,
            home=person.home_id, home_name=person.home_name, skills=frozenset(person.specialties),
            can_lead=person.can_lead, can_deputise=person.can_deputise,
            from_discipline=person.from_discipline,
            in_pool=person.state == InspectorState.ADMITTED,
            rounds=max(1, self.rounds.get(person.pk, 1)), pledged=person.pk in self.pledged,
            trained=person.pk in self.trained, expired=tuple(self.expired.get(person.pk, ())),
            conflicts=tuple(dict.fromkeys(one.words for one in conflicts if one.stands)),
            declared=hasattr(seat, "declaration"),
        )  # fmt: skip

    def task(self, one: Assignment, row: Round) -> Task:
        inspection = one.inspection
        unit = inspection.organisation
        skills = self.skills.get(unit.pk, frozenset())
        return Task(inspection.pk, str(unit), skills, inspection.round_id == row.pk)


def rounds_served(inspector_ids: Collection[int], term_id: int) -> dict[int, int]:
    """In how many rounds of a term each sits in a team that stands; one query."""
    rows = (
        Seat.objects.filter(
            inspector_id__in=list(inspector_ids), round__term_id=term_id, ended_at__isnull=True
        )
        .exclude(team__authorisation__state__in=_OVER)
        .values_list("inspector_id", flat=True)
    )
    return dict(Counter(rows))


def _expired(inspector_ids: Collection[int], day: dt.date) -> dict[int, list[str]]:
    """Names of certificates of which no copy is good any more."""
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    rows = Qualification.objects.filter(
        inspector_id__in=list(inspector_ids), withdrawn_at__isnull=True
    ).order_by("pk")
    for one in rows:
        good = found[one.inspector_id].get(one.name, False)
        found[one.inspector_id][one.name] = good or one.counts_on(day)
    return {
        pk: sorted(name for name, good in names.items() if not good) for pk, names in found.items()
    }


@dataclass(frozen=True, slots=True)
class Reserve:
    """How many of the pool could be seated in a round, and how many only lack their secrecy
    pledge or training."""

    ready: int
    unready: int
    months: int


def reserve_of(row: Round) -> Reserve:
    """Who is left to be seated in a round."""
    rules = rules_on(clock.today())
    seated = Seat.objects.filter(round=row, ended_at__isnull=True).values("inspector")
    free = Inspector.objects.filter(state=InspectorState.ADMITTED).exclude(pk__in=seated).count()
    ready = len(candidates(row, rules))
    return Reserve(ready, free - ready, rules.team.secrecy_months)


def candidates(row: Round, rules: RulesInForce) -> list[Inspector]:
    """Persons of the pool who may be seated in the round: admitted, in none of its teams, and,
    where the rules are strict about secrecy, with pledge and training in order on its first day."""
    seated = Seat.objects.filter(round=row, ended_at__isnull=True).values("inspector")
    rows = Inspector.objects.filter(state=InspectorState.ADMITTED).exclude(pk__in=seated)
    people = list(rows.select_related("home").order_by("name", "pk"))
    if not (rules.team.strict_secrecy and rules.team.secrecy_months):
        return people
    first = max(row.start_on, clock.today())
    pledged, trained = secrecy_kept_on(
        [one.pk for one in people], first,
        trained_since=months_before(first, rules.team.secrecy_months),
    )  # fmt: skip
    return [one for one in people if one.pk in pledged and one.pk in trained]
