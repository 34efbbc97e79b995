"""From records to what the recusal engine reads: persons with their ties, organisations with their
family and line. No scope narrows them: recusal must see everything."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.history import Line, Lineage, Step
from xuncha.cycle.directory.models import FormerParent, Organisation
from xuncha.cycle.directory.selectors import load_steps
from xuncha.cycle.pool.enums import TieKind
from xuncha.cycle.pool.facts import Fact, facts_of
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.enums import AuthorisationState, SeatRole
from xuncha.cycle.teams.models import Assignment, Seat
from xuncha.engines.recusal import Degree, Ground, Link, Person, Service, Spell, Tie, Unit

_DAY = dt.timedelta(days=1)
_PLACES = frozenset(
    {
        OrganisationKind.STREET, OrganisationKind.TOWN, OrganisationKind.TOWNSHIP,
        OrganisationKind.VILLAGE, OrganisationKind.COMMUNITY,
    }
)  # fmt: skip
_GROUNDS = {
    TieKind.POST: Ground.POST,
    TieKind.KIN: Ground.KIN,
    TieKind.NATIVE: Ground.NATIVE,
    TieKind.BUSINESS: Ground.BUSINESS,
    TieKind.DECLARED: Ground.DECLARED,
    TieKind.OTHER: Ground.OTHER,
}
_DONE = (AuthorisationState.APPROVED, AuthorisationState.ANNOUNCED)
_LEADER = str(SeatRole.LEADER.label)


def load_persons(inspector_ids: Collection[int], *, round_id: int) -> dict[int, Person]:
    """Persons as the engine reads them. Inspections served in other rounds than ``round_id`` count
    as earlier ones, beside those that the pool knows. Six queries, however many."""
    ids = sorted(set(inspector_ids))
    rows = Inspector.objects.filter(pk__in=ids).values_list("pk", "name", "native_place")
    known = facts_of(ids)
    served = _served(ids, round_id)
    return {
        pk: _person(pk, name, place, known.get(pk, []), served.get(pk, []))
        for pk, name, place in rows
    }


def _person(
    pk: int, name: str, native_place: str, facts: list[Fact], served: list[Service]
) -> Person:
    homes = [
        Spell(one.organisation_id, one.from_on, one.until_on, one.post)
        for one in facts
        if one.origin == "home" and one.organisation_id
    ]
    services = [
        Service(one.organisation_id, one.from_on, one.post == _LEADER, one.detail)
        for one in facts
        if one.origin == "service" and one.organisation_id and one.from_on
    ]
    ties = [
        _tie(one) for one in facts if one.origin in {"tie", "native"} and one.organisation_id
    ]  # fmt: skip
    return Person(
        pk, name, tuple(homes), native_place, tuple(ties), (*services, *served)
    )  # fmt: skip


def _tie(fact: Fact) -> Tie:
    """Without a relative's name: reasons are read by people who may not know it."""
    assert fact.organisation_id is not None
    words = "，".join(one for one in (fact.relationship, fact.post) if one)
    degree = Degree(fact.kinship) if fact.kinship else Degree.FURTHER
    return Tie(
        _GROUNDS[TieKind(fact.kind)], fact.organisation_id, fact.from_on, fact.until_on, words,
        degree, id=fact.row_id if fact.origin == "tie" else None,
    )  # fmt: skip


def _served(ids: Collection[int], round_id: int) -> dict[int, list[Service]]:
    """What they inspected here, or are authorised to inspect, in other rounds."""
    rows = (
        Seat.objects.filter(inspector_id__in=ids, team__authorisation__state__in=_DONE)
        .exclude(round_id=round_id)
        .values_list(
            "inspector_id", "role", "round__name", "round__end_on", "until_on",
            "team__assignments__inspection__organisation_id",
        )
    )  # fmt: skip
    found: dict[int, list[Service]] = defaultdict(list)
    for inspector, role, round_name, end_on, until_on, organisation in rows:
        if organisation is not None:
            led = role == SeatRole.LEADER
            found[inspector].append(Service(organisation, until_on or end_on, led, round_name))
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the organisations that are read: names, former places, who is below."""

    names: dict[int, str]
    former: list[FormerParent]
    below: dict[int, list[int]]
    since: dict[int, dt.date]

    def parents(self, row: Organisation) -> Iterator[Link]:
        if row.parent is not None and row.parent.kind != OrganisationKind.DISTRICT:
            yield Link(row.parent.pk, str(row.parent), self.since.get(row.pk))
        for one in self.former:
            if one.organisation_id == row.pk and one.parent_id in self.names:
                assert one.parent_id is not None
                name = self.names[one.parent_id]
                yield Link(one.parent_id, name, one.from_on, one.until_on)

    def children(self, row: Organisation) -> Iterator[Link]:
        for pk in self.below.get(row.pk, ()):
            yield Link(pk, self.names[pk], self.since.get(pk))
        for one in self.former:
            if one.parent_id == row.pk:
                name = self.names[one.organisation_id]
                yield Link(one.organisation_id, name, one.from_on, one.until_on)

    def line(self, steps: Iterable[Step], unit: int, *, back: bool) -> tuple[Link, ...]:
        return tuple(Link(pk, self.names[pk], on) for pk, on in joined(steps, unit, back=back))


def load_units(organisation_ids: Iterable[int]) -> dict[int, Unit]:
    """Organisations as the engine reads them, with dated parents and children, predecessors and
    successors. The district's own committee is above everything and counts as nobody's parent.
    Seven queries, however many."""
    ids = sorted(set(organisation_ids))
    lineage = Lineage.of(load_steps())
    lines = {pk: lineage.line(pk) for pk in ids}
    around = _load_around(ids, lines.values())
    rows = Organisation.objects.filter(pk__in=ids).select_related("parent").order_by("pk")
    return {
        row.pk: Unit(
            row.pk, str(row), tuple(around.parents(row)), tuple(around.children(row)),
            around.line(lines[row.pk].before, row.pk, back=True),
            around.line(lines[row.pk].after, row.pk, back=False), _place_names(row),
        )
        for row in rows
    }  # fmt: skip


def _load_around(ids: list[int], lines: Iterable[Line]) -> _Around:
    former = _former_links(ids)
    below: dict[int, list[int]] = defaultdict(list)
    pairs = Organisation.objects.filter(parent_id__in=ids).order_by("code")
    for child, parent in pairs.values_list("pk", "parent_id"):
        assert parent is not None
        below[parent].append(child)
    linked = set(ids)
    linked |= {pk for line in lines for pk in line.predecessors | line.successors}
    linked |= {pk for rows in below.values() for pk in rows}
    linked |= {pk for row in former for pk in (row.organisation_id, row.parent_id) if pk}
    return _Around(_names(linked), former, below, _placed_since(linked))


def joined(steps: Iterable[Step], unit: int, *, back: bool) -> list[tuple[int, dt.date]]:
    """Each organisation of a line with the day from which on it belongs to it: the latest step on
    the way; of two ways the one that joined first."""
    found: dict[int, dt.date] = {}
    waiting: list[tuple[int, dt.date]] = [(unit, dt.date.min)]
    ways = list(steps)
    while waiting:
        here, day = waiting.pop()
        for step in ways:
            near, far = (
                (step.successor, step.predecessor) if back else (step.predecessor, step.successor)
            )
            on = max(step.on, day)
            if near == here and far != unit and (far not in found or on < found[far]):
                found[far] = on
                waiting.append((far, on))
    return sorted(found.items())


def _place_names(row: Organisation) -> tuple[str, ...]:
    if row.kind not in _PLACES:
        return ()
    names = [row.short_name, row.name]
    if row.parent is not None and row.parent.kind in _PLACES:
        names += [row.parent.short_name, row.parent.name]
    return tuple(dict.fromkeys(one for one in names if one))


def _former_links(ids: Collection[int]) -> list[FormerParent]:
    own = FormerParent.objects.filter(organisation_id__in=ids)
    below = FormerParent.objects.filter(parent_id__in=ids)
    return [*own.order_by("pk"), *below.exclude(organisation_id__in=ids).order_by("pk")]


def _placed_since(ids: Collection[int]) -> dict[int, dt.date]:
    """From when on they stand under today's parent, where that is known."""
    rows = FormerParent.objects.filter(organisation_id__in=list(ids)).order_by("until_on")
    return {one.organisation_id: one.until_on + _DAY for one in rows}


def _names(ids: Collection[int]) -> dict[int, str]:
    rows = Organisation.objects.filter(pk__in=list(ids)).exclude(kind=OrganisationKind.DISTRICT)
    return {row.pk: str(row) for row in rows}


def organisations_of(team_ids: Collection[int]) -> dict[int, list[Assignment]]:
    """What each team inspects, by code; one query."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.filter(team_id__in=list(team_ids)).select_related(
        "inspection__organisation", "inspection__round"
    )
    for row in rows.order_by("inspection__organisation__code", "pk"):
        found[row.team_id].append(row)
    return found
