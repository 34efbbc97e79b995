"""Which items to look at on the spot, at which units, and why: what a round's signals come to.

On the list is what the unit claims or a reviewer has verified and somebody doubts: a signal that
was upheld or waits, unless only rules that cry wolf raise it. Findings that nobody took up stand
with their unit. What a draw took besides stands apart: there may be hundreds, and nothing to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.questions.ordering import Order
from xuncha.cycle.questions.reasons import look_at
from xuncha.cycle.rectification.enums import ItemState, Severity, SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

TO_SEE = (ItemState.CLAIMED, ItemState.VERIFIED)
"""There is something to be seen only of what is said to be done."""
_UPHELD = 100
_POINTS = {Severity.HIGH: 60, Severity.MEDIUM: 30, Severity.LOW: 10}
_SURE, _UNSURE, _WOLF = 10, 7, 3
"""How much of a rule's points count, in tenths."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An item that a draw took, with the draw's own words and the name of its check."""

    item: Item
    inspection: Inspection
    why: tuple[str, ...]
    code: str
    by_lot: bool


@dataclass(slots=True)
class Visit:
    """One item to look at."""

    item: Item
    signals: list[Signal] = field(default_factory=list)
    drawn: Drawn | None = None
    weight: int = 0

    @property
    def why(self) -> list[str]:
        """A sentence for each reason."""
        told = [f"{one.name}：{one.reason}" for one in self.signals]
        if self.drawn is not None and not told:
            told += [f"抽中：{one}" for one in self.drawn.why]
        return told

    @property
    def look_at(self) -> list[str]:
        """What to look at there, each once."""
        return list(dict.fromkeys(look_at(one.code) for one in self.signals)) or [look_at("")]


@dataclass(slots=True)
class UnitVisits:
    """What there is to see at one unit."""

    inspection: Inspection
    visits: list[Visit] = field(default_factory=list)
    left_out: list[Signal] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return sum(one.weight for one in self.visits) + _POINTS[Severity.HIGH] * len(self.left_out)


@dataclass(frozen=True, slots=True)
class VisitList:
    """The whole list: the units where most is to be seen first."""

    units: list[UnitVisits]
    drawn: list[UnitVisits]
    """What was drawn and nobody doubts now: to be looked at, with nothing to read beforehand."""
    by_rule: list[tuple[str, int]]
    """Name of a rule and on how many items of the list it stands, the most frequent first."""
    faint: int
    """Items that only rules which cry wolf ask about: not on the list."""

    @property
    def items(self) -> int:
        return sum(len(one.visits) for one in self.units)

    @property
    def drawn_items(self) -> int:
        return sum(len(one.visits) for one in self.drawn)

    @property
    def left_out(self) -> int:
        return sum(len(one.left_out) for one in self.units)


def visits_of(
    actor: Actor, within: Q, order: Order, drawn: Iterable[Drawn] = ()
) -> VisitList:  # fmt: skip
    """Out of the signals in sight that fit ``within``. One query."""
    standing = Q(state__in=[SignalState.OPEN, SignalState.UPHELD])
    seen = Q(item__isnull=True) | Q(item__state__in=TO_SEE)
    rows = access.visible(actor, Signal).filter(within, standing, seen)
    rows = rows.select_related("item__finding", "inspection__organisation", "inspection__round")
    units: dict[int, UnitVisits] = {}
    found: dict[int, Visit] = {}
    faint: set[int] = set()
    for row in rows.order_by("pk"):
        unit = units.setdefault(row.inspection_id, UnitVisits(row.inspection))
        if row.item is None:
            unit.left_out.append(row)
        elif row.state == SignalState.OPEN and row.code in order.wolf:
            faint.add(row.item.pk)
        else:
            _add(found, unit, row.item).signals.append(row)
    lots: dict[int, UnitVisits] = {}
    for one in sorted(drawn, key=lambda one: one.item.pk):
        if one.item.pk in found:
            found[one.item.pk].drawn = one
        else:
            unit = lots.setdefault(one.inspection.pk, UnitVisits(one.inspection))
            unit.visits.append(Visit(one.item, drawn=one))
    for visit in found.values():
        visit.signals.sort(key=lambda one: (one.state != SignalState.UPHELD, order.urgency(one)))
        visit.weight = sum(_weight(one, order) for one in visit.signals)
    return VisitList(
        _sorted(units.values()), sorted(lots.values(), key=lambda one: one.inspection.pk),
        _by_rule(found.values()), len(faint - set(found)),
    )  # fmt: skip


def _add(found: dict[int, Visit], unit: UnitVisits, item: Item) -> Visit:
    if item.pk not in found:
        found[item.pk] = Visit(item)
        unit.visits.append(found[item.pk])
    return found[item.pk]


def _weight(row: Signal, order: Order) -> int:
    if row.state == SignalState.UPHELD:
        return _UPHELD
    trust = _SURE if row.code in order.sure else _WOLF if row.code in order.wolf else _UNSURE
    return _POINTS[Severity(row.severity)] * trust // 10


def _sorted(units: Iterable[UnitVisits]) -> list[UnitVisits]:
    told = [one for one in units if one.visits or one.left_out]
    for one in told:
        one.visits.sort(key=lambda visit: (-visit.weight, visit.item.pk))
    return sorted(told, key=lambda one: (-one.weight, one.inspection.pk))


def _by_rule(found: Iterable[Visit]) -> list[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for visit in found:
        counted.update({one.name for one in visit.signals})
    return counted.most_common()
