"""One unit's inspection on one page, for the evaluation meeting: what was asked, what was cleared
and why, the three facts side by side, money, lateness. Everything through the reader's doors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, Sum

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.questions.enums import QuestionState
from xuncha.cycle.questions.models import Question
from xuncha.cycle.questions.ordering import order_for
from xuncha.cycle.questions.rules import NAMES
from xuncha.cycle.questions.visits import Visit, visits_of
from xuncha.cycle.rectification.enums import UNDONE, ItemState, Level, SignalState
from xuncha.cycle.rectification.lateness import lateness
from xuncha.cycle.rectification.models import Item, Progress, Signal
from xuncha.cycle.rectification.selectors import LEVELS, overdue
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

MOST_REASONS, MOST_UPHELD, MOST_VISITS = 7, 5, 5
"""So that it stays one page of A4, whatever the unit."""


_FEW = 6


@dataclass(frozen=True, slots=True)
class RuleLine:
    """Signals of one rule by what became of them."""

    code: str
    name: str
    open: int
    cleared: int
    upheld: int
    gone: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page shows."""

    rules: list[RuleLine]
    reasons: list[tuple[str, str, int]]
    more_reasons: int
    upheld: list[Signal]
    more_upheld: int
    facts: dict[str, int]
    due_yuan: Decimal
    recovered_yuan: Decimal
    late_questions: int
    open_questions: int
    visits: list[Visit]
    more_visits: int
    left_out: list[Signal]

    @property
    def halves(self) -> list[list[RuleLine]]:
        """The rules in two columns of nearly the same length; in one where they are few."""
        if len(self.rules) <= _FEW:
            return [self.rules] if self.rules else []
        middle = (len(self.rules) + 1) // 2
        return [self.rules[:middle], self.rules[middle:]]


def picture_of(actor: Actor, inspection: Inspection) -> Picture:
    """About a dozen queries, however many signals there are."""
    signals = access.visible(actor, Signal).filter(inspection=inspection)
    items = access.visible(actor, Item).filter(inspection=inspection)
    questions = access.visible(actor, Question).filter(inspection=inspection)
    reasons = _reasons(signals)
    upheld = list(
        signals.filter(state=SignalState.UPHELD).select_related("item")
        .order_by("severity", "code", "pk")
    )  # fmt: skip
    recovered = Progress.objects.filter(item__in=items).aggregate(Sum("recovered_yuan"))
    asked = questions.aggregate(
        open=Count("pk", filter=Q(state=QuestionState.ASKED)),
        late=Count(
            "pk",
            filter=Q(met_on__gt=F("due_on")) | Q(state="asked", due_on__lt=clock.today()),
        ),
    )  # fmt: skip
    facts = _facts(items) | {"late": _late(items)}
    told = visits_of(actor, Q(inspection=inspection), order_for(actor))
    visits = [one for unit in told.units for one in unit.visits]
    return Picture(
        rules=_rules(signals), reasons=reasons[:MOST_REASONS],
        more_reasons=sum(one[2] for one in reasons[MOST_REASONS:]), upheld=upheld[:MOST_UPHELD],
        more_upheld=max(0, len(upheld) - MOST_UPHELD),
        facts={key: facts[key] for key in facts if key != "due_yuan"},
        due_yuan=Decimal(facts["due_yuan"] or 0),
        recovered_yuan=recovered["recovered_yuan__sum"] or Decimal(),
        late_questions=asked["late"], open_questions=asked["open"],
        visits=visits[:MOST_VISITS], more_visits=max(0, len(visits) - MOST_VISITS),
        left_out=[one for unit in told.units for one in unit.left_out][:MOST_VISITS],
    )  # fmt: skip


def _rules(signals: object) -> list[RuleLine]:
    rows = signals.order_by().values_list("code", "state").annotate(Count("pk"))  # type: ignore[attr-defined]
    counts = Counter({(code, state): number for code, state, number in rows})
    codes = sorted({code for code, _ in counts})
    return [
        RuleLine(code, NAMES.get(code, code), *(counts[code, state] for state in (
            SignalState.OPEN, SignalState.CLEARED, SignalState.UPHELD, SignalState.GONE)))
        for code in codes
    ]  # fmt: skip


def _reasons(signals: object) -> list[tuple[str, str, int]]:
    """Why signals were cleared: rule, words, how often, the most frequent first."""
    rows = signals.filter(state=SignalState.CLEARED).order_by()  # type: ignore[attr-defined]
    counted = rows.values_list("code", "decision").annotate(number=Count("pk"))
    found = [(NAMES.get(code, code), words, number) for code, words, number in counted]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


def _late(items: object) -> int:
    """Claimed past the date that was first set, whatever the unit says and however long it was
    extended."""
    done = items.exclude(state__in=sorted(UNDONE))  # type: ignore[attr-defined]
    rows = done.prefetch_related("steps", "extensions", "due_moves")
    return sum(bool(lateness(one, clock.today()).days) for one in rows)


def _facts(items: object) -> dict[str, int]:
    counts = {
        "all": Count("pk"),
        "overdue": Count("pk", filter=overdue(clock.today())),
        "long": Count("pk", filter=Q(is_long_term=True)),
        "returned": Count("pk", filter=Q(state=ItemState.RETURNED)),
        "due_yuan": Sum("amount_due_yuan"),
    } | {str(level): Count("pk", filter=LEVELS[level]) for level in Level}
    told: dict[str, int] = items.aggregate(**counts)  # type: ignore[attr-defined]
    return told
