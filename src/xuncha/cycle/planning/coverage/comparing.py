"""Versions side by side: what a plan comes to in figures, and what a later one changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from xuncha.cycle.planning.coverage.board import Board, Place, board_for, load_board
from xuncha.cycle.planning.coverage.checks import faults
from xuncha.cycle.planning.coverage.overview import HIGH
from xuncha.cycle.planning.models import PlanVersion
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """A version in figures. ``delay``: risk × index of the round, summed over what is still to be
    inspected; ``high_until``: the round in which the last high risk is seen to."""

    organisations: int
    done: int
    unplaced: int
    faults: int
    delay: int
    gap: float | None
    high_until: str
    last_round: str
    teams: int
    most_load: int
    spread: float
    by_year: dict[int, int]


def figures_of(
    plan: PlanVersion, board: Board | None = None, among: Collection[int] | None = None
) -> PlanFigures:
    """What a version comes to; reads it anew unless the board is handed over. ``among``: of these
    organisations only, done or not, so that versions of different days can be compared."""
    board = board or load_board(plan)
    index = {one.id: at for at, one in enumerate(board.slots)}
    ahead = [
        one
        for one in board.places.values()
        if (not one.done if among is None else one.organisation in among)
    ]
    placed = [one for one in ahead if one.round in index]
    loads = [load for slot in board.slots for load in _open_loads(board, slot.id)]
    per_team = [
        sum(board.loads(slot.id).values()) / slot.teams
        for slot in board.slots
        if slot.is_open and slot.teams
    ]
    delay = sum(one.risk * index[one.round or 0] for one in placed)
    return PlanFigures(
        organisations=len(board.places), done=sum(one.done for one in board.places.values()),
        unplaced=len(ahead) - len(placed), faults=len(faults(board)),
        delay=delay, gap=gap_of(plan, delay),
        high_until=_last(board, [one for one in placed if one.risk >= HIGH]),
        last_round=_last(board, placed),
        teams=sum(one.teams for one in board.slots if one.is_open),
        most_load=max(loads, default=0),
        spread=round(max(per_team) - min(per_team), 1) if per_team else 0.0,
        by_year=_by_year(board),
    )  # fmt: skip


def gap_of(plan: PlanVersion, delay: int) -> float | None:
    """How far a version with this delay may be from the best, as a share; None without a bound."""
    if plan.bound is None:
        return None
    return max(0.0, (delay - plan.bound) / delay) if delay else 0.0


def _open_loads(board: Board, round_id: int) -> list[int]:
    slot = board.slot(round_id)
    return list(board.loads(round_id).values()) if slot and slot.is_open else []


def _last(board: Board, places: list[Place]) -> str:
    used = {one.round for one in places}
    return next((one.name for one in reversed(board.slots) if one.id in used), "—")


def _by_year(board: Board) -> dict[int, int]:
    years: Counter[int] = Counter({one.start_on.year: 0 for one in board.slots})
    start = {one.id: one.start_on.year for one in board.slots}
    for place in board.places.values():
        if place.round in start:
            years[start[place.round]] += 1
    return dict(sorted(years.items()))


@dataclass(frozen=True, slots=True)
class Moved:
    """An organisation that another version puts elsewhere; "" stands for no round."""

    organisation: int
    name: str
    before: str
    after: str
    note: str
    goes_with: int | None = None
    """The organisation that it goes along with."""


@dataclass(slots=True)
class Difference:
    """What a later version changes."""

    moved: list[Moved] = field(default_factory=list)
    added: list[Moved] = field(default_factory=list)
    dropped: list[Moved] = field(default_factory=list)
    begun: list[Moved] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.moved) + len(self.added) + len(self.dropped) + len(self.begun)


def difference(actor: Actor, *, older: PlanVersion, newer: PlanVersion) -> Difference:
    """Who is moved, new, gone, or has been inspected meanwhile, each with the reason known."""
    access.get_or_404(actor, PlanVersion, pk=older.pk)
    access.get_or_404(actor, PlanVersion, pk=newer.pk)
    before, after = board_for(actor, older), board_for(actor, newer)
    notes = dict(newer.entries.values_list("organisation", "note"))
    gone = _why_gone(newer)
    told = Difference()
    for pk in [*after.places, *(one for one in before.places if one not in after.places)]:
        old, new = before.places.get(pk), after.places.get(pk)
        if old and new and old.round == new.round:
            if new.done and not old.done:
                told.begun.append(_moved(new, before, after, old, "已经开展"))
            continue
        if new is None and old is not None:
            told.dropped.append(_moved(old, before, after, old, gone.get(pk, "不再尚欠")))
        elif old is None and new is not None:
            told.added.append(_moved(new, before, after, None, notes.get(pk, "")))
        elif new is not None:
            note = "已经开展" if new.done else notes.get(pk, "")
            told.moved.append(_moved(new, before, after, old, note))
    return told


def _moved(place: Place, before: Board, after: Board, old: Place | None, note: str) -> Moved:
    was = before.slot(old.round) if old else None
    now = after.slot(place.round) if place is not old else None
    return Moved(
        place.organisation, place.name, was.name if was else "", now.name if now else "", note,
        place.parent if place.with_parent else None,
    )  # fmt: skip


def _why_gone(plan: PlanVersion) -> dict[int, str]:
    """Why an organisation is in the plan no longer, as far as somebody gave a reason."""
    rows = plan.term.demands.exclude(excluded_reason="", deferred_reason="").values_list(
        "organisation", "excluded_reason", "deferred_reason"
    )
    return {
        pk: f"不列入：{excluded}" if excluded else f"缓巡：{deferred}"
        for pk, excluded, deferred in rows
    }
