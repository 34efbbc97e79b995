"""Which items to look at on the spot, at which units, and why: what a round's signals come to.

On the list is what the unit claims or a reviewer has verified and somebody doubts: a signal that
was upheld or waits, unless only rules that cry wolf raise it. Findings that nobody took up stand
with their unit. What a draw took besides stands apart: there may be hundreds, and nothing to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
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
    def codes(self) -> set[str]:
        """The rules that ask about it."""
        return {one.code for one in self.signals}

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
    wolves: list[UnitVisits]
    """Items that only rules which cry wolf ask about: not on the list."""

    @property
    def by_rule(self) -> list[tuple[str, str, int]]:
        """Code and name of a rule and on how many items of the list it stands, the most frequent
        first."""
        counted: Counter[tuple[str, str]] = Counter()
        for unit in self.units:
            for visit in unit.visits:
                counted.update({(one.code, one.name) for one in visit.signals})
        return [(code, name, number) for (code, name), number in counted.most_common()]

    @property
    def faint(self) -> int:
        return sum(len(one.visits) for one in self.wolves)

    @property
    def items(self) -> int:
        return sum(len(one.visits) for one in self.units)

    @property
    def drawn_items(self) -> int:
        return sum(len(one.visits) for one in self.drawn)

    @property
    def left_out(self) -> int:
        return sum(len(one.left_out) for one in self.units)

    def only(self, which: str) -> VisitList:
        """The rows behind one of its numbers: a rule's code, or a name of ``Only``; "" is all."""
        if not which:
            return self
        if which == Only.DOUBTED:
            rows = [UnitVisits(one.inspection, one.visits) for one in self.units]
            return VisitList([one for one in rows if one.visits], [], [])
        if which == Only.DRAWN:
            return VisitList([], self.drawn, [])
        if which == Only.FAINT:
            return VisitList(self.wolves, [], [])
        if which == Only.LEFT_OUT:
            rows = [UnitVisits(one.inspection, [], one.left_out) for one in self.units]
        else:
            rows = [
                UnitVisits(one.inspection, [v for v in one.visits if which in v.codes])
                for one in self.units
            ]
        return VisitList([one for one in rows if one.visits or one.left_out], [], [])


class Only(models.TextChoices):
    """Parts of the list besides those of a rule."""

    DOUBTED = "doubted", "有疑点要看的"
    LEFT_OUT = "left_out", "没有人认领的"
    FAINT = "faint", "常误报的规则问到、没有列入的"
    DRAWN = "drawn", "系统另外抽中的"


def visits_of(
    actor: Actor, within: Q, order: Order, drawn: Iterable[Drawn] = ()
) -> VisitList:  # fmt: skip
    """Out of the signals in sight that fit ``within``. One query."""
    standing = Q(state__in=[SignalState.OPEN, SignalState.UPHELD])
    seen = Q(item__isnull=True) | Q(item__state__in=TO_SEE)
    rows = access.visible(actor, Signal).filter(within, standing, seen)
    rows = rows.select_related("item__finding", "inspection__organisation", "inspection__round")
    units: dict[int, UnitVisits] = {}
    wolves: dict[int, UnitVisits] = {}
    found: dict[int, Visit] = {}
    faint: dict[int, Visit] = {}
    for row in rows.order_by("pk"):
        unit = _unit(units, row.inspection)
        if row.item is None:
            unit.left_out.append(row)
        elif row.state == SignalState.OPEN and row.code in order.wolf:
            _add(faint, _unit(wolves, row.inspection), row.item).signals.append(row)
        else:
            _add(found, unit, row.item).signals.append(row)
    for unit in wolves.values():
        unit.visits = [one for one in unit.visits if one.item.pk not in found]
    for visit in (*found.values(), *faint.values()):
        visit.signals.sort(key=lambda one: (one.state != SignalState.UPHELD, order.urgency(one)))
        visit.weight = sum(_weight(one, order) for one in visit.signals)
    return VisitList(_sorted(units.values()), _lots(found, drawn), _sorted(wolves.values()))


def _lots(found: dict[int, Visit], drawn: Iterable[Drawn]) -> list[UnitVisits]:
    """What was drawn and does not stand on the list already."""
    lots: dict[int, UnitVisits] = {}
    for one in sorted(drawn, key=lambda one: one.item.pk):
        if one.item.pk in found:
            found[one.item.pk].drawn = one
        else:
            _unit(lots, one.inspection).visits.append(Visit(one.item, drawn=one))
    return sorted(lots.values(), key=lambda one: one.inspection.pk)


def _unit(units: dict[int, UnitVisits], inspection: Inspection) -> UnitVisits:
    return units.setdefault(inspection.pk, UnitVisits(inspection))


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
