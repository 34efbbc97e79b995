"""A version of the plan as plain data: what the checks, the optimiser and the figures look at."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from xuncha.cycle.planning.coverage import defaults
from xuncha.cycle.planning.coverage.enums import EDITABLE, PlanState
from xuncha.cycle.planning.enums import BEFORE_AUTHORISED
from xuncha.cycle.planning.models import Demand, Inspection, PlanEntry, PlanRound, PlanVersion
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_OPEN = EDITABLE | {PlanState.SUBMITTED}


@dataclass(frozen=True, slots=True)
class Slot:
    """A round with its teams. ``is_open``: its day has not come and none of its inspections was
    authorised, so that it can still be filled."""

    id: int
    number: int
    name: str
    start_on: dt.date
    end_on: dt.date
    teams: int
    is_open: bool
    within_term: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation with its needs and where it is put."""

    entry: int
    organisation: int
    name: str
    unit_kind: str
    parent: int | None
    round: int | None
    team: int | None
    kind: str
    locked: bool
    done: bool
    version: int
    effort: int
    risk: int
    with_parent: bool
    not_before: dt.date | None
    due: dt.date | None
    note: str = ""


@dataclass(slots=True)
class Board:
    """All of one version. ``slots`` in the order of their days; ``places`` by organisation. What
    is ``settled`` (in force, replaced, laid aside) is history: no rule is asked of it any more.
    ``hidden`` names whom a reader must keep away from and who is not among the places."""

    slots: list[Slot]
    places: dict[int, Place]
    most_organisations: int
    most_effort: int
    settled: bool = False
    hidden: tuple[str, ...] = ()
    _by_round: dict[int | None, list[Place]] = field(default_factory=dict)

    def of_round(self, round_id: int | None) -> list[Place]:
        """Who is put there; None: who is not put anywhere yet."""
        if not self._by_round:
            grouped: dict[int | None, list[Place]] = defaultdict(list)
            for one in self.places.values():
                grouped[one.round].append(one)
            self._by_round = dict(grouped)
        return self._by_round.get(round_id, [])

    def loads(self, round_id: int) -> dict[int, int]:
        """Effort by team number of a round; teams without work count 0."""
        slot = self.slot(round_id)
        loads = dict.fromkeys(range(1, slot.teams + 1), 0) if slot else {}
        for one in self.of_round(round_id):
            if one.team is not None:
                loads[one.team] = loads.get(one.team, 0) + one.effort
        return loads

    def busy_teams(self, round_id: int) -> set[int]:
        """Teams with an organisation that is being prepared already: the optimiser leaves them as
        they are."""
        return {one.team for one in self.of_round(round_id) if one.done and one.team is not None}

    def slot(self, round_id: int | None) -> Slot | None:
        return next((one for one in self.slots if one.id == round_id), None)

    def goes_with(self, place: Place) -> Place | None:
        """The parent that it goes along with; None where it stands alone: it need not, or the
        parent is not in the plan or was inspected without it."""
        if not place.with_parent or place.parent is None:
            return None
        parent = self.places.get(place.parent)
        return None if parent is None or (parent.done and not place.done) else parent

    def followers(self, organisation: int) -> Iterator[Place]:
        """Who goes along with an organisation and can still be moved."""
        for one in self.places.values():
            if not one.done and one.parent == organisation and self.goes_with(one) is not None:
                yield one


def board_for(actor: Actor, plan: PlanVersion) -> Board:
    """The version as somebody may read it: without the organisations that he is recused from."""
    whole = load_board(plan)
    if not actor.shut_units:
        return whole
    places = {pk: one for pk, one in whole.places.items() if pk not in actor.shut_units}
    hidden = tuple(one.name for pk, one in whole.places.items() if pk in actor.shut_units)
    return Board(
        whole.slots, places, whole.most_organisations, whole.most_effort, whole.settled, hidden
    )


def load_board(plan: PlanVersion) -> Board:
    """The version as it stands, with its own assumptions. Four queries."""
    term, today = plan.term, clock.today()
    begun = set(
        Inspection.objects.filter(round__term=term)
        .exclude(state__in=BEFORE_AUTHORISED)
        .values_list("round", flat=True)
    )
    slots = [
        Slot(
            one.round.pk, one.round.number, one.round.name, one.round.start_on, one.round.end_on,
            one.teams, one.round.start_on > today and one.round.pk not in begun,
            term.start_on <= one.round.start_on and one.round.end_on <= term.end_on,
        )
        for one in PlanRound.objects.filter(plan=plan)
        .select_related("round")
        .order_by("round__start_on", "round__number")
    ]  # fmt: skip
    demands = {one.organisation_id: one for one in Demand.objects.filter(term=term)}
    entries = PlanEntry.objects.filter(plan=plan).select_related("organisation")
    assumed = plan.assumptions
    percent = int(assumed.get("effort_percent", 100))
    dues = {int(pk): dt.date.fromisoformat(on) for pk, on in assumed.get("due", {}).items()}
    places = {
        one.organisation_id: _place(one, demands.get(one.organisation_id), percent, dues)
        for one in entries.order_by("organisation__code")
    }
    return Board(
        slots, places, int(assumed.get("most_organisations", defaults.MOST_ORGANISATIONS)),
        int(assumed.get("most_effort", defaults.MOST_EFFORT)),
        settled=plan.state not in _OPEN,
    )  # fmt: skip


def _place(
    entry: PlanEntry, demand: Demand | None, percent: int, dues: dict[int, dt.date]
) -> Place:
    unit = entry.organisation
    effort = demand.effort if demand else defaults.EFFORT.get(unit.kind, 20)
    due = demand.due if demand else None
    assumed = dues.get(unit.pk)
    return Place(
        entry=entry.pk, organisation=unit.pk, name=str(unit), unit_kind=unit.kind,
        parent=unit.parent_id, round=entry.round_id, team=entry.team_number, kind=entry.kind,
        locked=entry.locked, done=entry.done, version=entry.version,
        effort=max(1, round(effort * percent / 100)), risk=demand.weight if demand else 0,
        with_parent=demand.with_parent if demand else False,
        not_before=demand.not_before if demand else None,
        due=min(filter(None, (due, assumed)), default=None), note=entry.note,
    )  # fmt: skip
