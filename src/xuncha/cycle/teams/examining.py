"""Judging authorised teams anew whenever something changes: a tie, a home, a unit, the rules, or
the day. What is found shuts the door in the same transaction."""

from __future__ import annotations

from collections.abc import Collection

from xuncha.cycle.directory.watching import watch as watch_tree
from xuncha.cycle.pool.watching import watch as watch_people
from xuncha.cycle.teams.conflicts import Asked, Conflict, find_conflicts
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.facts import organisations_of
from xuncha.cycle.teams.models import Recusal, Seat
from xuncha.cycle.teams.raising import raise_found
from xuncha.cycle.teams.rules import RulesInForce, rules_on
from xuncha.engines.recusal import Role
from xuncha.foundation.audit.services import service
from xuncha.foundation.jobs.daily import add_chore
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

AUTHORISED = (AuthorisationState.APPROVED, AuthorisationState.ANNOUNCED)


@service
def examine(actor: Actor, *, inspector_ids: Collection[int] | None = None) -> int:
    """Judge the seats of these persons (None: of everybody) in teams that are authorised and not
    over, by today's rules, from today to the authorisation's last day. Each new ground becomes a
    recusal that stands; one that now holds for longer is lengthened. Never opens a door. Gives how
    many are new."""
    seats = Seat.objects.filter(
        ended_at__isnull=True, team__authorisation__state__in=AUTHORISED,
        team__authorisation__shuts_on__gte=clock.today(),
    )  # fmt: skip
    if inspector_ids is not None:
        seats = seats.filter(inspector_id__in=list(inspector_ids))
    return _examine(actor, list(seats.select_related("team__authorisation").order_by("pk")))


def _examine(actor: Actor, seats: list[Seat]) -> int:
    if not seats:
        return 0
    rules = rules_on(clock.today())
    by_round: dict[int, list[Seat]] = {}
    for seat in seats:
        by_round.setdefault(seat.round_id, []).append(seat)
    return sum(_round(actor, pk, rows, rules) for pk, rows in by_round.items())


def _round(actor: Actor, round_id: int, seats: list[Seat], rules: RulesInForce) -> int:
    tasks = organisations_of({seat.team_id for seat in seats})
    days = [seat.team.authorisation.shuts_on for seat in seats]
    last = max(day for day in days if day)
    asked = [
        Asked(seat.inspector_id, Role(seat.role), one.inspection)
        for seat in seats
        for one in tasks[seat.team_id]
    ]
    found = find_conflicts(
        asked, rules.recusal, round_id=round_id, first=clock.today(), last=last
    )  # fmt: skip
    fresh = 0
    for conflict in (one for rows in found.values() for one in rows):
        if conflict.recusal is None:
            row = raise_found(actor, conflict, rules_version=rules.number)
            fresh += row is not None
        else:
            _lengthen(conflict.recusal, conflict)
    return fresh


def _lengthen(row: Recusal, conflict: Conflict) -> None:
    """Facts that now say longer are followed; facts that say shorter wait for a person."""
    if row.free_on is None or not conflict.stands:
        return
    if conflict.free_on is None or conflict.free_on > row.free_on:
        Recusal.objects.filter(pk=row.pk).update(free_on=conflict.free_on)


@watch_people
def _people_changed(actor: Actor, inspector_ids: frozenset[int]) -> None:
    examine(actor, inspector_ids=inspector_ids)


@watch_tree
def _tree_changed(actor: Actor, organisation_ids: frozenset[int]) -> None:
    """A merger or a move may tie anybody to anything: all open teams are judged."""
    examine(actor)


def examine_daily(actor: Actor) -> int:
    """Once a day, for what only the day has changed."""
    return examine(actor)


add_chore(examine_daily)
