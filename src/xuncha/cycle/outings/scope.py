"""What a team takes along."""

from __future__ import annotations

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.teams.models import Assignment, Seat, Team
from xuncha.foundation.kits.registry import Scope


def scope_of(team: Team) -> Scope:
    """The team's inspections, the organisations above and below, and whoever sits in it."""
    tasks = Assignment.objects.filter(team=team).values_list(
        "inspection_id", "inspection__organisation_id"
    )
    inspections, units = {pk for pk, _ in tasks}, {unit for _, unit in tasks}
    seats = list(
        Seat.objects.filter(team=team).values_list(
            "inspector_id", "inspector__user_id", "ended_at"
        )
    )  # fmt: skip
    people = {user for _, user, ended in seats if user is not None and ended is None}
    return {
        "inspection": frozenset(inspections), "team": frozenset({team.pk}),
        "round": frozenset({team.round_id}), "term": frozenset({team.round.term_id}),
        "organisation": frozenset(units | _below(units) | _above(units)),
        "inspector": frozenset(inspector for inspector, *_ in seats),
        "user": frozenset(people),
    }  # fmt: skip


def _below(units: set[int]) -> set[int]:
    found: set[int] = set()
    level = units
    while level:
        rows = Organisation.objects.filter(parent__in=level).values_list("pk", flat=True)
        level = set(rows) - found
        found |= level
    return found


def _above(units: set[int]) -> set[int]:
    found: set[int] = set()
    level = units
    while level:
        rows = Organisation.objects.filter(pk__in=level, parent__isnull=False)
        level = {pk for pk in rows.values_list("parent_id", flat=True) if pk} - found
        found |= level
    return found
