"""How often each rule was right so far, by the office's own decisions, and what to do about one
that cries wolf. A proposal changes nothing: a person makes the next version of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from xuncha.cycle.questions.rules import NAMES, Settings
from xuncha.cycle.rectification.enums import Severity, SignalState
from xuncha.cycle.rectification.models import Signal
from xuncha.engines.checking.registry import RULES
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

ENOUGH = 10
"""So many decisions say something about a rule."""
LEAST = 50
"""Upheld less often than this, in percent, a rule cries wolf."""
_OWN = {one.code: one.severity.value for one in RULES}
_THRESHOLDS = {
    one.code: tuple(
        (key, param.label, param.default, param.low, param.high)
        for key, param in one.params.items()
        if not isinstance(param.default, tuple)
    )
    for one in RULES
}
LOWER_ASKS_LESS = frozenset({
    ("R01", "plain"), ("R01", "only"), ("R01", "numbered"), ("R03", "most_change"),
    ("R11", "days_before"), ("R12", "days"), ("R13", "sure"), ("R19", "least"),
})  # fmt: skip
"""Thresholds that ask less when they are lowered; all others ask less when they are raised."""
_COUNTS = {
    "open_": Count("pk", filter=Q(state=SignalState.OPEN)),
    "cleared_": Count("pk", filter=Q(state=SignalState.CLEARED)),
    "upheld_": Count("pk", filter=Q(state=SignalState.UPHELD)),
    "mended_": Count("pk", filter=Q(state=SignalState.GONE) & ~Q(decision="")),
}
_KEYS = ("open", "cleared", "upheld", "mended")
_LOWER = {Severity.HIGH: Severity.MEDIUM, Severity.MEDIUM: Severity.LOW}


@dataclass(frozen=True, slots=True)
class Record:
    """One rule's record in the reader's sight."""

    code: str
    name: str
    open: int
    cleared: int
    upheld: int
    mended: int
    """Upheld, and gone since: the unit put it right."""
    severity: str

    @property
    def right(self) -> int:
        """How often the office found that it is so."""
        return self.upheld + self.mended

    @property
    def decided(self) -> int:
        return self.cleared + self.right

    @property
    def percent(self) -> int | None:
        """Upheld of decided; None while nothing was decided."""
        return round(100 * self.right / self.decided) if self.decided else None

    @property
    def cries_wolf(self) -> bool:
        return self.decided >= ENOUGH and 100 * self.right < LEAST * self.decided

    @property
    def severity_label(self) -> str:
        return str(Severity(self.severity).label)

    @property
    def lower(self) -> str:
        """The severity that is proposed; "" where it can't go lower."""
        return str(_LOWER.get(Severity(self.severity), ""))

    @property
    def thresholds(self) -> tuple[str, ...]:
        """The thresholds that the rule has, each with the way that asks less."""
        told = _THRESHOLDS[self.code]
        return tuple(f"“{label}”{asks_less(self.code, key)}" for key, label, *_ in told)

    @property
    def proposal(self) -> str:
        """One sentence for the director; "" for a rule that serves."""
        if not self.cries_wolf:
            return ""
        ways = []
        if self.thresholds:
            ways.append("把" + "、".join(self.thresholds[:3]))
        if self.lower:
            ways.append(f"把程度降为“{Severity(self.lower).label}”")
        ways.append("停用这条规则")
        return (
            f"处理过 {self.decided} 个，只认定了 {self.right} 个（{self.percent}%）。"
            f"建议{'，或者'.join(ways)}；由主任决定。"
        )


def by_rule(actor: Actor, now: Settings) -> list[Record]:
    """Every rule with its record, the loudest first. One query."""
    rows: Any = access.visible(actor, Signal).order_by().values("code")
    told = {one["code"]: one for one in rows.annotate(**_COUNTS)}
    records = []
    for code, name in NAMES.items():
        counts = {key: told.get(code, {}).get(f"{key}_", 0) for key in _KEYS}
        records.append(Record(code, name, severity=now.severity.get(code, _OWN[code]), **counts))
    return sorted(records, key=lambda one: (not one.cries_wolf, -one.decided - one.open, one.code))


def thresholds_of(code: str) -> tuple[tuple[str, str, float, float, float], ...]:
    """A rule's numbers: key, label, default, least, most."""
    return _THRESHOLDS[code]


def asks_less(code: str, key: str) -> str:
    """Which way to move a threshold so that the rule asks less."""
    return "调低" if (code, key) in LOWER_ASKS_LESS else "调高"
