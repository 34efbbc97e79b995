"""Which letters the system would write today, and why. Computed, not kept: a person takes one up,
or leaves it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

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
_OF_OVERDUE = (LetterKind.SUPERVISE, LetterKind.REMIND)
_NONE = (0, 0)


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


@dataclass(frozen=True, slots=True)
class _Due:
    """The same before anybody looks at it. What is overdue is counted, and its ``items`` are read
    when they are asked for (None until then)."""

    inspection: int
    kind: LetterKind
    ground: Ground
    number: int
    why: str
    items: tuple[int, ...] | None = None
    previous: Letter | None = None


def next_kind(kind: str) -> LetterKind:
    """The letter a step graver; after the gravest, itself again."""
    return LADDER[min(_RUNG[LetterKind(kind)] + 1, len(LADDER) - 1)]


def proposals(
    actor: Actor, inspection_id: int | None = None, most: int | None = None
) -> list[Proposal]:
    """What is due in sight, the gravest first, ``most`` at most. A dozen queries."""
    within = Q(inspection_id=inspection_id) if inspection_id is not None else Q()
    found = _due(actor, within)
    rows = access.visible(actor, Inspection.objects.select_related("organisation", "round"))
    known = rows.in_bulk({one.inspection for one in found})
    found = sorted(
        (one for one in found if one.inspection in known),
        key=lambda one: (
            -_RUNG[one.kind], -one.number, known[one.inspection].organisation.code
        ),
    )  # fmt: skip
    return [
        Proposal(
            known[one.inspection], one.kind, one.ground, one.items or (), one.why, one.previous
        )
        for one in _with_items(actor, found[:most])
    ]


def count_proposals(actor: Actor) -> int:
    """How many are due in sight. Of most inspections it is enough to know that there is something
    overdue that stands in no letter; how much it is, is left uncounted."""
    waiting = _unanswered(actor, Q())
    followed = {one.inspection for one in waiting}
    found = _merged(
        [
            *_with_items(actor, _overdue(actor, Q(inspection__in=followed))),
            *_of_items(actor, Q()),
        ],
        waiting,
    )
    inspections = access.visible(actor, Inspection)
    known = set(
        inspections.filter(pk__in={one.inspection for one in found}).values_list("pk", flat=True)
    )
    others = inspections.exclude(pk__in=followed).filter(_has_overdue(actor))
    return sum(one.inspection in known for one in found) + others.count()


def _has_overdue(actor: Actor) -> Q:
    """Inspections with something overdue to write about. Led by the unit, whose overdue items stand
    together in an index."""
    bands = bands_on(clock.today())
    rows = access.visible(actor, Item).filter(
        organisation_id=OuterRef("organisation_id"), inspection_id=OuterRef("pk"),
        owed_on__lt=bands.today,
    )  # fmt: skip
    unasked = {kind: ~_standing(_RUNG[kind], "pk") for kind in _OF_OVERDUE}
    return Q(Exists(rows.filter(unasked[LetterKind.SUPERVISE]))) | Q(
        Exists(rows.filter(unasked[LetterKind.REMIND], bands.where(AlertLevel.GROUP)))
    )


def _due(actor: Actor, within: Q) -> list[_Due]:
    """All that is due. Only where an earlier letter waits for its answer are overdue items read, to
    see whether they are the same."""
    waiting = _unanswered(actor, within)
    followed = {one.inspection for one in waiting}
    overdue = _overdue(actor, within)
    read = _with_items(actor, [one for one in overdue if one.inspection in followed])
    others = [one for one in overdue if one.inspection not in followed]
    return _merged([*read, *others, *_of_items(actor, within)], waiting)


def _merged(found: list[_Due], waiting: list[_Due]) -> list[_Due]:
    """Where a graver letter is due anyway about the same items, it also follows upon the one that
    was not answered: one letter, not two."""
    kept = list(found)
    for one in waiting:
        at = next(
            (
                place
                for place, other in enumerate(kept)
                if other.inspection == one.inspection and other.previous is None
                and _RUNG[other.kind] >= _RUNG[one.kind]
                and set(one.items or ()) <= set(other.items or ())
            ),
            None,
        )  # fmt: skip
        if at is None:
            kept.append(one)
            continue
        why = f"{kept[at].why}；{one.why}"
        kept[at] = replace(kept[at], why=why, previous=one.previous)
    return kept


def _standing(rung: int, item: str) -> Exists:
    """Whether an item stands in a letter of this rung or a graver one; ``item`` leads to it."""
    rows = LetterItem.objects.exclude(letter__state=LetterState.WITHDRAWN)
    return Exists(rows.filter(item_id=OuterRef(item), letter__kind__in=LADDER[rung:]))


def _overdue(actor: Actor, within: Q) -> list[_Due]:
    """A reminder where something is overdue for long, else a notice; about all that is overdue and
    stands in no such letter yet. Counted by the database: what is overdue may be many."""
    bands = bands_on(clock.today())
    rows = access.visible(actor, Item).filter(within, owed_on__lt=bands.today)
    long = bands.where(AlertLevel.GROUP)
    every = _by_inspection(rows, long)
    grave = _by_inspection(_written(rows, LetterKind.REMIND), long)
    light = _by_inspection(_written(rows, LetterKind.SUPERVISE), long)
    found: list[_Due] = []
    for inspection, (number, number_long) in every.items():
        left = number_long - grave.get(inspection, _NONE)[1]
        kind = LetterKind.REMIND if left else LetterKind.SUPERVISE
        number -= (grave if left else light).get(inspection, _NONE)[0]
        why = f"逾期 {number} 件"
        if left:
            why += f"，其中 {left} 件逾期满 {bands.numbers.group_days} 个工作日"
        if number:
            found.append(_Due(inspection, kind, Ground.OVERDUE, number, why))
    return found


def _written(rows: Any, kind: LetterKind) -> Any:
    """Those of the items that stand in a letter of this rung or a graver one: few, so they are
    counted for themselves and taken off, which spares asking it of each that is overdue."""
    about = LetterItem.objects.exclude(letter__state=LetterState.WITHDRAWN)
    told = about.filter(letter__kind__in=LADDER[_RUNG[kind] :], item__owed_on__lt=clock.today())
    return rows.filter(pk__in=told.values("item_id"))


def _by_inspection(rows: Any, long: Q) -> dict[int, tuple[int, int]]:
    """How many items, and how many of them overdue for long."""
    told = rows.order_by().values("inspection_id")
    counted = told.annotate(number=Count("pk"), long=Count("pk", filter=long))
    return {one["inspection_id"]: (one["number"], one["long"]) for one in counted}


def _with_items(actor: Actor, found: list[_Due]) -> list[_Due]:
    """With the items that were only counted."""
    items: dict[int, list[int]] = defaultdict(list)
    for kind in _OF_OVERDUE:
        unread = [one.inspection for one in found if one.items is None and one.kind == kind]
        if not unread:
            continue
        rows = access.visible(actor, Item).filter(
            ~_standing(_RUNG[kind], "pk"), inspection__in=unread, owed_on__lt=clock.today()
        )
        for inspection, pk in rows.order_by("pk").values_list("inspection_id", "pk"):
            items[inspection].append(pk)
    return [
        replace(one, items=tuple(items[one.inspection])) if one.items is None else one
        for one in found
    ]


def _of_items(actor: Actor, within: Q) -> list[_Due]:
    """Guidance for doubts that were upheld, a warning for what a check found not to be so; as long
    as the unit has the item to mend."""
    upheld = access.visible(actor, Signal).filter(
        within, state=SignalState.UPHELD, item__state__in=sorted(UNDONE)
    )
    untrue = access.visible(actor, SpotCheck).filter(
        within, outcome__in=[Outcome.REOPENED, Outcome.RETURNED], item__state__in=sorted(UNDONE)
    )
    found: list[_Due] = []
    for rows, kind, ground, words in (
        (upheld, LetterKind.GUIDE, Ground.SIGNAL, "件有认定的疑点"),
        (untrue, LetterKind.WARN, Ground.CHECK, "件实地核查不属实或者部分属实"),
    ):
        by_inspection: dict[int, set[int]] = defaultdict(set)
        unasked = rows.filter(~_standing(_RUNG[kind], "item_id"))
        for inspection, item in unasked.values_list("inspection_id", "item_id"):
            by_inspection[inspection].add(item)
        found += [
            _Due(pk, kind, ground, len(items), f"{len(items)} {words}", tuple(sorted(items)))
            for pk, items in by_inspection.items()
        ]
    return found


def _unanswered(actor: Actor, within: Q) -> list[_Due]:
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
        _Due(
            one.inspection_id, next_kind(one.kind), Ground.UNANSWERED, len(about[one.pk]),
            f"{one}要求 {one.answer_by} 前答复，没有答复", tuple(sorted(about[one.pk])), one,
        )
        for one in rows
    ]  # fmt: skip


def late_on(day: dt.date) -> Q:
    """Letters whose answer is overdue on a day."""
    return Q(state__in=sorted(OWED), answer_by__lt=day)


def answered_late() -> Q:
    """Letters whose first answer came after its day."""
    return Q(answered_on__gt=F("answer_by"))
