"""In which order the desk goes: what weighs most and is most probably so comes first.

Severity first; within it the rules that the office itself found right most often. Rules that cry
wolf come last, whatever their severity. Then unit by unit, so that nobody jumps about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from xuncha.cycle.questions import precision
from xuncha.cycle.questions.precision import Record
from xuncha.cycle.questions.rules import rules_on
from xuncha.cycle.rectification.enums import Severity
from xuncha.cycle.rectification.models import Signal
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

SURE_PERCENT = 75
"""Upheld at least so often, of enough that were decided, a rule is trusted."""
_SEVERITIES = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_LAST = 99
_KEYS = ("urgency", "inspection_id", "pk")


@dataclass(frozen=True, slots=True)
class Order:
    """Codes of rules that are trusted and of rules that cry wolf, by this reader's record."""

    sure: frozenset[str]
    wolf: frozenset[str]

    def urgency(self, row: Signal) -> int:
        """The less, the sooner."""
        return _urgency(
            Severity(row.severity), is_wolf=row.code in self.wolf, is_sure=row.code in self.sure
        )

    def ranked(self, rows: QuerySet[Signal]) -> QuerySet[Signal]:
        """The rows in this order."""
        return self._with_urgency(rows).order_by(*_KEYS)

    def after(self, rows: QuerySet[Signal], row: Signal) -> QuerySet[Signal]:
        """Those that follow a signal, whether or not it is still among them."""
        return self._with_urgency(rows).filter(self._beyond(row, "gt")).order_by(*_KEYS)

    def before(self, rows: QuerySet[Signal], row: Signal) -> QuerySet[Signal]:
        """Those that go before it, the nearest first."""
        near = self._with_urgency(rows).filter(self._beyond(row, "lt"))
        return near.order_by(*(f"-{key}" for key in _KEYS))

    def _beyond(self, row: Signal, way: str) -> Q:
        at = self.urgency(row)
        return (
            Q(**{f"urgency__{way}": at})
            | Q(**{"urgency": at, f"inspection_id__{way}": row.inspection_id})
            | Q(**{"urgency": at, "inspection_id": row.inspection_id, f"pk__{way}": row.pk})
        )

    def _with_urgency(self, rows: QuerySet[Signal]) -> QuerySet[Signal]:
        whens: list[Any] = []
        for severity in _SEVERITIES:
            for is_wolf, codes in ((True, self.wolf), (False, self.sure)):
                if codes:
                    value = Value(_urgency(severity, is_wolf=is_wolf, is_sure=not is_wolf))
                    whens.append(When(severity=severity, code__in=sorted(codes), then=value))
            plain = Value(_urgency(severity, is_wolf=False, is_sure=False))
            whens.append(When(severity=severity, then=plain))
        urgency = Case(*whens, default=Value(_LAST), output_field=IntegerField())
        return rows.annotate(urgency=urgency)


def _urgency(severity: Severity, *, is_wolf: bool, is_sure: bool) -> int:
    at = _SEVERITIES.index(severity)
    return 3 * len(_SEVERITIES) + at if is_wolf else 3 * at + (not is_sure)


def order_for(actor: Actor) -> Order:
    """By what this reader may see of the office's decisions. Two queries."""
    records = precision.by_rule(actor, rules_on(clock.today()).settings)
    return order_of(records)


def order_of(records: list[Record]) -> Order:
    """The order that follows from the rules' records."""
    wolf = frozenset(one.code for one in records if one.cries_wolf)
    sure = frozenset(
        one.code for one in records
        if one.decided >= precision.ENOUGH and 100 * one.right >= SURE_PERCENT * one.decided
    )  # fmt: skip
    return Order(sure, wolf)
