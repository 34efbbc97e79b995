"""Which letters the system would write today, and why. Computed, not kept: a person takes one up,
or leaves it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q

from xuncha.cycle.oversight.bands import bands_on
from xuncha.cycle.oversight.enums import (
    LADDER,
    OWED,
    AlertLevel,
    Ground,
    LetterKind,
    LetterState,
    Outcome,
)
from xuncha.cycle.oversight.models import Letter, LetterItem, SpotCheck
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import UNDONE, SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_RUNG = {kind: at for at, kind in enumerate(LADDER)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter that is due: to whom, which, about what, and the words that say why."""

    inspection: Inspection
    kind: LetterKind
    ground: Ground
    items: tuple[int, ...]
    why: str
    previous: Letter | None = None

    @property
    def rung(self) -> int:
        return _RUNG[self.kind]


def next_kind(kind: str) -> LetterKind:
    """The letter a step graver; after the gravest, itself again."""
    return LADDER[min(_RUNG[LetterKind(kind)] + 1, len(LADDER) - 1)]


def proposals(actor: Actor, inspection_id: int | None = None) -> list[Proposal]:
    """All that is due in sight, the gravest first. Eight queries."""
    within = Q(inspection_id=inspection_id) if inspection_id is not None else Q()
    reached = _reached(within)
    found = [
        *_overdue(actor, within, reached),
        *_of_items(actor, within, reached),
        *_unanswered(actor, within),
    ]
    found = _merged(found)
    rows = access.visible(actor, Inspection.objects.select_related("organisation", "round"))
    known = rows.in_bulk({one[0] for one in found})
    made = [
        Proposal(known[pk], kind, ground, items, why, previous)
        for pk, kind, ground, items, why, previous in found
        if pk in known
    ]
    return sorted(
        made, key=lambda one: (-one.rung, -len(one.items), one.inspection.organisation.code)
    )


_Found = tuple[int, LetterKind, Ground, tuple[int, ...], str, Letter | None]


def _merged(found: list[_Found]) -> list[_Found]:
    """Where a graver letter is due anyway about the same items, it also follows upon the one that
    was not answered: one letter, not two."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda told: told[5] is not None):
        inspection, kind, _, items, why, previous = one
        at = next(
            (
                place
                for place, other in enumerate(kept)
                if previous is not None and other[0] == inspection and other[5] is None
                and _RUNG[other[1]] >= _RUNG[kind] and set(items) <= set(other[3])
            ),
            None,
        )  # fmt: skip
        if at is None:
            kept.append(one)
            continue
        other = kept[at]
        kept[at] = (*other[:4], f"{other[4]}；{why}", previous)
    return kept


def _reached(within: Q) -> dict[int, int]:
    """The gravest letter that each item stands in, as a rung."""
    rows = LetterItem.objects.exclude(letter__state=LetterState.WITHDRAWN)
    if within:
        rows = rows.filter(letter__in=Letter.objects.filter(within))
    found: dict[int, int] = {}
    for item_id, kind in rows.values_list("item_id", "letter__kind"):
        found[item_id] = max(found.get(item_id, -1), _RUNG[LetterKind(kind)])
    return found


def _overdue(actor: Actor, within: Q, reached: dict[int, int]) -> list[_Found]:
    """A reminder where something is overdue for long, else a notice; about all that is overdue and
    stands in no such letter yet."""
    bands = bands_on(clock.today())
    rows = access.visible(actor, Item).filter(within, owed_on__lt=bands.today).order_by("pk")
    by_inspection: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for pk, inspection, owed_on in rows.values_list("pk", "inspection_id", "owed_on"):
        is_long = bands.level_of(owed_on) == AlertLevel.GROUP
        by_inspection[inspection].append((pk, is_long))
    found: list[_Found] = []
    for inspection, items in by_inspection.items():
        long = [pk for pk, is_long in items if is_long and reached.get(pk, -1) < 2]
        kind = LetterKind.REMIND if long else LetterKind.SUPERVISE
        fresh = tuple(pk for pk, _ in items if reached.get(pk, -1) < _RUNG[kind])
        if not fresh:
            continue
        why = f"逾期 {len(fresh)} 件"
        if long:
            why += f"，其中 {len(long)} 件逾期满 {bands.numbers.group_days} 个工作日"
        found.append((inspection, kind, Ground.OVERDUE, fresh, why, None))
    return found


def _of_items(actor: Actor, within: Q, reached: dict[int, int]) -> list[_Found]:
    """Guidance for doubts that were upheld, a warning for what a check found not to be so; as long
    as the unit has the item to mend."""
    upheld = access.visible(actor, Signal).filter(
        within, state=SignalState.UPHELD, item__state__in=sorted(UNDONE)
    )
    untrue = access.visible(actor, SpotCheck).filter(
        within, outcome__in=[Outcome.REOPENED, Outcome.RETURNED], item__state__in=sorted(UNDONE)
    )
    found: list[_Found] = []
    for rows, kind, ground, words in (
        (upheld, LetterKind.GUIDE, Ground.SIGNAL, "件有认定的疑点"),
        (untrue, LetterKind.WARN, Ground.CHECK, "件实地核查不属实或者部分属实"),
    ):
        by_inspection: dict[int, set[int]] = defaultdict(set)
        for inspection, item in rows.values_list("inspection_id", "item_id"):
            if item is not None and reached.get(item, -1) < _RUNG[kind]:
                by_inspection[inspection].add(item)
        for inspection, items in by_inspection.items():
            why = f"{len(items)} {words}"
            found.append((inspection, kind, ground, tuple(sorted(items)), why, None))
    return found


def _unanswered(actor: Actor, within: Q) -> list[_Found]:
    """The next step for a letter whose day is over without an answer."""
    rows = access.visible(actor, Letter).filter(within, late_on(clock.today()))
    followed = Letter.objects.filter(previous__isnull=False).exclude(state=LetterState.WITHDRAWN)
    rows = rows.exclude(pk__in=followed.values("previous")).order_by("pk")
    about: dict[int, list[int]] = defaultdict(list)
    for letter, item in LetterItem.objects.filter(letter__in=rows).values_list(
        "letter_id", "item_id"
    ):
        about[letter].append(item)
    return [
        (one.inspection_id, next_kind(one.kind), Ground.UNANSWERED, tuple(sorted(about[one.pk])),
         f"{one}要求 {one.answer_by} 前答复，没有答复", one)
        for one in rows
    ]  # fmt: skip


def late_on(day: dt.date) -> Q:
    """Letters whose answer is overdue on a day."""
    return Q(state__in=sorted(OWED), answer_by__lt=day)


def answered_late() -> Q:
    """Letters whose first answer came after its day."""
    return Q(answered_on__gt=F("answer_by"))
