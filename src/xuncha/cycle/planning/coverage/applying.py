"""From an approved version to inspections: planned ones follow it, what has begun stays."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from xuncha.cycle.planning.coverage.board import Place, load_board
from xuncha.cycle.planning.coverage.numerals import number_in
from xuncha.cycle.planning.enums import PLANNABLE, Stage
from xuncha.cycle.planning.models import Inspection, PlanEntry, PlanVersion, Term
from xuncha.engines.reading.numbering import chinese

_BATCH = 500


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
    put_before, prefix = _put_by(old), _prefix(plan.term)
    told = {"created": 0, "moved": 0, "removed": 0, "left": 0}
    standing: set[int] = set()
    for row in _planned(plan, wanted):
        unit = row.organisation_id
        if unit in wanted and unit not in standing:
            standing.add(unit)
            told["moved"] += _follow(row, wanted[unit], prefix)
        elif unit not in wanted and put_before.get(unit) == row.round_id:
            told["removed" if _take_out(row) else "left"] += 1
    fresh = [_inspection(one, prefix) for pk, one in wanted.items() if pk not in standing]
    Inspection.objects.bulk_create(fresh, batch_size=_BATCH)
    return told | {"created": len(fresh)}


def _planned(plan: PlanVersion, wanted: dict[int, Place]) -> list[Inspection]:
    """Planned inspections of the term, but for special ones and second looks, which go by their own
    occasion. First those that stand in the wanted round already, so that no other of the same
    organisation is led on top of them."""
    rows = Inspection.objects.filter(
        round__term=plan.term, state=Stage.PLANNED, kind__in=PLANNABLE
    ).order_by("pk")

    def differs(row: Inspection) -> int:
        place = wanted.get(row.organisation_id)
        if place is None or place.round != row.round_id:
            return 2
        return int(place.kind != row.kind)

    return sorted(rows, key=differs)


def _put_by(old: PlanVersion | None) -> dict[int, int | None]:
    if old is None:
        return {}
    entries = PlanEntry.objects.filter(plan=old, done=False)
    return dict(entries.values_list("organisation", "round"))


def _follow(row: Inspection, place: Place, prefix: str) -> bool:
    """Lead a planned inspection to its place; whether its round changed. One that was taken up
    meanwhile stays: the next version finds it done."""
    keeps = row.round_id == place.round and number_in(row.team_name) == place.team
    fields = {
        "round_id": place.round, "kind": place.kind, "version": row.version + 1,
        "team_name": row.team_name if keeps else team_name(place.team, prefix),
    }  # fmt: skip
    still = Inspection.objects.filter(pk=row.pk, state=Stage.PLANNED, version=row.version)
    return bool(still.update(**fields)) and row.round_id != place.round


def _take_out(row: Inspection) -> bool:
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


def _inspection(place: Place, prefix: str) -> Inspection:
    name = team_name(place.team, prefix)
    row = Inspection(organisation_id=place.organisation, kind=place.kind, team_name=name)
    row.round_id = place.round  # type: ignore[assignment]
    return row


def _prefix(term: Term) -> str:
    """What stands before the number in this term's teams (区委第三巡察组: 区委), as last used."""
    names = Inspection.objects.filter(round__term=term, team_name__contains="巡察组")
    last = names.order_by("-round__start_on", "-pk").values_list("team_name", flat=True).first()
    return last.partition("第")[0] if last and number_in(last) else ""


def team_name(number: int | None, prefix: str = "") -> str:
    """A team as papers name it."""
    return f"{prefix}第{chinese(number)}巡察组" if number else ""
