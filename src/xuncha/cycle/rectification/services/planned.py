"""Items out of an approved scheme: made, or found among those that the unit's ledger brought in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.importing.matching import same_items
from xuncha.cycle.rectification.models import Item, Measure
from xuncha.cycle.rectification.services.holding import hold
from xuncha.cycle.rectification.tallying import count_in
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.keys import content_key

_BATCH = 400


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """What a line of a scheme asks for."""

    finding_id: int
    problem: str
    measures: tuple[str, ...]
    lead: str
    responsible_unit: str
    due_on: dt.date | None
    is_long_term: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """The item of a line, and whether it was made for it."""

    item_id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """What a newly approved scheme says of an item that is there: never its deadline."""

    item_id: int
    measures: tuple[str, ...]
    lead: str
    responsible_unit: str


@service
def make_items(
    actor: Actor, *, inspection_id: int, planned: Sequence[PlannedItem]
) -> list[Carried]:
    """The items that carry these lines, in their order: one that is there already and says the same
    of the same finding (and carries no line yet), else a new one."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    access.require(actor, "make", Item(inspection=inspection))
    hold(inspection.pk)
    free = Item.objects.filter(inspection=inspection, scheme_tie__isnull=True)
    found = same_items(
        list(free.order_by("id").values_list("id", "finding_id", "problem")),
        [(one.finding_id, one.problem) for one in planned],
    )
    fresh = [one for at, one in enumerate(planned) if at not in found]
    made = iter(_made(actor, inspection, fresh))
    return [
        Carried(found[at], is_new=False) if at in found else Carried(next(made), is_new=True)
        for at in range(len(planned))
    ]


def _made(actor: Actor, inspection: Inspection, planned: Sequence[PlannedItem]) -> list[int]:
    texts = dict(Finding.objects.filter(inspection=inspection).values_list("id", "text"))
    known = set(Item.objects.filter(inspection=inspection).values_list("key", flat=True))
    seen: Counter[str] = Counter()
    first = Item.objects.filter(inspection=inspection).count() + 1
    items = []
    for number, one in enumerate(planned, start=first):
        base = content_key(texts[one.finding_id], one.problem)
        while True:
            seen[base] += 1
            key = content_key(base, str(seen[base]))
            if key not in known:
                break
        items.append(_item(inspection, one, number, key))
    Item.objects.bulk_create(items, batch_size=_BATCH)
    count_in(item.pk for item in items)
    Measure.objects.bulk_create(
        [
            Measure(item=item, number=place, text=text)
            for item, one in zip(items, planned, strict=True)
            for place, text in enumerate(one.measures, start=1)
        ],
        batch_size=_BATCH,
    )
    for item in items:
        record(actor, "rectification.item.created", item, by="整改方案")
    return [item.pk for item in items]


def _item(inspection: Inspection, one: PlannedItem, number: int, key: str) -> Item:
    return Item(
        finding_id=one.finding_id, inspection=inspection, round_id=inspection.round_id,
        organisation_id=inspection.organisation_id, number=str(number), problem=one.problem,
        key=key, lead=one.lead, responsible_unit=one.responsible_unit, due_on=one.due_on,
        original_due_on=one.due_on, is_long_term=one.is_long_term, state=ItemState.OPEN,
        created_at=clock.now(),
    )  # fmt: skip


@service
def revise_items(actor: Actor, *, revisions: Sequence[Revision]) -> int:
    """Bring measures, leader and department of items to what was approved; what is the same stays
    untouched. Deadlines move by extension only. Gives how many changed."""
    items = Item.objects.select_related("inspection").prefetch_related("measures")
    known = items.in_bulk([one.item_id for one in revisions])
    changed = 0
    for one in revisions:
        item = known[one.item_id]
        access.require(actor, "make", item)
        measures = sorted(item.measures.all(), key=lambda each: each.number)
        before = ([each.text for each in measures], item.lead, item.responsible_unit)
        after = (list(one.measures), one.lead, one.responsible_unit)
        if before == after:
            continue
        # Whoever has the item before him as it was is asked to look again before he verifies it.
        Item.objects.filter(pk=item.pk).update(
            lead=one.lead, responsible_unit=one.responsible_unit, version=F("version") + 1
        )
        item.measures.all().delete()
        Measure.objects.bulk_create(
            Measure(item=item, number=place, text=text)
            for place, text in enumerate(one.measures, start=1)
        )
        record(actor, "rectification.item.revised", item, before=before, after=after)
        changed += 1
    return changed
