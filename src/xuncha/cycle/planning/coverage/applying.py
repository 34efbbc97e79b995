"""From an approved version to inspections: planned ones follow it, what has begun stays."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from xuncha.cycle.planning.coverage.board import Place, load_board
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection, PlanEntry, PlanVersion

_BATCH = 500
_FOLLOWS = (InspectionKind.REGULAR, InspectionKind.WITH_VILLAGES, InspectionKind.RAISED)
"""Ways that cover an organisation; special, mobile and second looks go by their own occasion."""


def apply_plan(plan: PlanVersion, old: PlanVersion | None) -> dict[str, int]:
    """Make the planned inspections of the rounds that have not begun what the version says. Gives
    how many were created, moved and taken out. Taken out is only what the version before had put
    there; one that others already rest on stays and is counted as ``left``. Planned inspections
    that no version put there are the office's own and stay."""
    board = load_board(plan)
    open_rounds = {one.id for one in board.slots if one.is_open}
    wanted = {
        one.organisation: one
        for one in board.places.values()
        if not one.done and one.round in open_rounds
    }
    put_before = _put_by(old)
    told = {"created": 0, "moved": 0, "removed": 0, "left": 0}
    standing: set[int] = set()
    for row in _planned(plan, wanted):
        unit = row.organisation_id
        if unit in wanted and unit not in standing:
            standing.add(unit)
            told["moved"] += _follow(row, wanted[unit])
        elif unit not in wanted and put_before.get(unit) == row.round_id:
            told["removed" if _take_out(row) else "left"] += 1
    fresh = [_inspection(one) for pk, one in wanted.items() if pk not in standing]
    Inspection.objects.bulk_create(fresh, batch_size=_BATCH)
    return told | {"created": len(fresh)}


def _planned(plan: PlanVersion, wanted: dict[int, Place]) -> list[Inspection]:
    """Planned inspections of the term; first those that stand in the wanted round already, so that
    no other of the same organisation is led on top of them."""
    rows = Inspection.objects.filter(
        round__term=plan.term, state=Stage.PLANNED, kind__in=_FOLLOWS
    ).order_by("pk")

    def is_elsewhere(row: Inspection) -> bool:
        place = wanted.get(row.organisation_id)
        return place is None or place.round != row.round_id

    return sorted(rows, key=is_elsewhere)


def _put_by(old: PlanVersion | None) -> dict[int, int | None]:
    if old is None:
        return {}
    entries = PlanEntry.objects.filter(plan=old, done=False)
    return dict(entries.values_list("organisation", "round"))


def _follow(row: Inspection, place: Place) -> bool:
    """Lead a planned inspection to its place; whether its round changed."""
    fields = {"round_id": place.round, "kind": place.kind, "team_name": team_name(place.team)}
    Inspection.objects.filter(pk=row.pk).update(**fields)
    return row.round_id != place.round


def _take_out(row: Inspection) -> bool:
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


def _inspection(place: Place) -> Inspection:
    row = Inspection(
        organisation_id=place.organisation, kind=place.kind, team_name=team_name(place.team)
    )
    row.round_id = place.round  # type: ignore[assignment]
    return row


def team_name(number: int | None) -> str:
    """A team as papers name it before it has its own name."""
    return f"第{number}巡察组" if number else ""
