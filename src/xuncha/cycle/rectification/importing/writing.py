"""Writing what a dry run planned, in bulk, inside the import's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from xuncha.cycle.findings.enums import FindingState, Source
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.importing.plan import Fate, Plan, PlannedRow
from xuncha.cycle.rectification.models import Item, ItemStep, Measure, Progress, Proof
from xuncha.cycle.rectification.selectors import recovered
from xuncha.cycle.rectification.states import ITEM_STATES
from xuncha.cycle.rectification.tallying import count_in, recounted
from xuncha.engines.reading.records import Feedback
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.keys import content_key

_BATCH = 400


def write_findings(actor: Actor, inspection: Inspection, feedback: Feedback) -> dict[str, int]:
    """Add the findings of a list that are not there yet; the text of one that is never changes."""
    there = set(Finding.objects.filter(inspection=inspection).values_list("key", flat=True))
    fresh: dict[str, Finding] = {}
    for place, one in enumerate(feedback.findings, start=1):
        key = content_key(one.text)
        if key not in there and key not in fresh:
            fresh[key] = _finding(inspection, one.number[:20] or str(place), one.text.strip())
    Finding.objects.bulk_create(fresh.values(), batch_size=_BATCH)
    return {"new": len(fresh), "same": len(feedback.findings) - len(fresh)}


def write_ledger(actor: Actor, inspection: Inspection, plan: Plan) -> dict[str, int]:
    """Write new items and what is new about known ones. Gives the counts of what was done."""
    fresh = plan.of(Fate.NEW)
    findings = _findings_of(inspection, fresh) if plan.makes_findings else {}
    items = [
        _item(
            actor, inspection, row,
            finding_id=row.finding_id or findings[content_key(row.draft.finding)], number=number,
        )
        for row, number in _numbered(inspection, fresh)
    ]  # fmt: skip
    Item.objects.bulk_create(items, batch_size=_BATCH)
    count_in(item.pk for item in items)
    made = list(zip(fresh, items, strict=True))
    _hang_on(actor, made)
    _claim_new(actor, made)
    changed = plan.of(Fate.CHANGED)
    with recounted(row.item_id for row in changed if row.item_id):
        _add_to_known(actor, changed)
    return {
        "new": len(fresh),
        "changed": len(changed),
        "same": len(plan.of(Fate.SAME)),
        "refused": len(plan.of(Fate.REFUSED)),
    }


def _finding(inspection: Inspection, number: str, text: str) -> Finding:
    return Finding(
        inspection=inspection, organisation_id=inspection.organisation_id,
        round_id=inspection.round_id, number=number, text=text, key=content_key(text),
        source=Source.LEDGER, state=FindingState.FED_BACK, is_historical=True,
        created_at=clock.now(),
    )  # fmt: skip


def _findings_of(inspection: Inspection, rows: Iterable[PlannedRow]) -> dict[str, int]:
    texts = {content_key(row.draft.finding): row.draft.finding for row in rows}
    made = Finding.objects.bulk_create(
        [
            _finding(inspection, str(place), text)
            for place, text in enumerate(texts.values(), start=1)
        ],
        batch_size=_BATCH,
    )
    return {finding.key: finding.pk for finding in made}


def _numbered(inspection: Inspection, rows: list[PlannedRow]) -> Iterable[tuple[PlannedRow, str]]:
    """The ledger's own numbers where each stands once, else running ones."""
    told = [row.draft.number for row in rows]
    taken = Item.objects.filter(inspection=inspection).count()
    own = all(told) and len(set(told)) == len(told) and not taken
    for place, row in enumerate(rows, start=taken + 1):
        yield row, row.draft.number if own else str(place)


def _item(
    actor: Actor, inspection: Inspection, row: PlannedRow, *, finding_id: int, number: str
) -> Item:
    draft = row.draft
    claim = _claim_fields(actor, row) if row.claims else {}
    state = ItemState.CLAIMED if row.claims else ItemState.OPEN
    if not row.claims and row.adds_progress:
        state = ItemState.WORKING
    return Item(
        finding_id=finding_id, inspection=inspection, round_id=inspection.round_id,
        organisation_id=inspection.organisation_id, number=number, problem=draft.problem,
        key=row.key, category=draft.category[:80], lead=draft.lead,
        responsible_unit=draft.responsible_unit, due_on=draft.due_on,
        original_due_on=draft.due_on, due_words=draft.due_words,
        is_long_term=draft.is_long_term, amount_due_yuan=draft.amount_due,
        satisfaction=draft.satisfaction, remark=draft.remark, state=state,
        source_sheet=draft.sheet[:60], source_row=draft.row, created_at=clock.now(), **claim,
    )  # fmt: skip


def _hang_on(actor: Actor, made: list[tuple[PlannedRow, Item]]) -> None:
    now = clock.now()
    Measure.objects.bulk_create(
        [
            Measure(item=item, number=place, text=text)
            for row, item in made
            for place, text in enumerate(row.draft.measures, start=1)
        ],
        batch_size=_BATCH,
    )
    Progress.objects.bulk_create(
        [
            _progress(actor, row, item.pk, row.draft.recovered)
            for row, item in made
            if row.adds_progress
        ],
        batch_size=_BATCH,
    )
    Proof.objects.bulk_create(
        [
            Proof(item=item, title=name[:200], added_by_id=actor.user_id, added_at=now)
            for row, item in made
            for name in row.draft.proofs
        ],
        batch_size=_BATCH,
    )


def _progress(actor: Actor, row: PlannedRow, item_id: int, sum_: Decimal | None) -> Progress:
    return Progress(
        item_id=item_id, text=row.draft.progress, recovered_yuan=sum_,
        reported_on=clock.today(), author_id=actor.user_id, created_at=clock.now(),
    )  # fmt: skip


def _claim_fields(actor: Actor, row: PlannedRow) -> dict[str, Any]:
    """A claim that was brought in stands in the name of whoever brought it: he can't verify it."""
    return {
        "claimed_at": clock.now(),
        "claimed_by_id": actor.user_id,
        "done_on": row.draft.done_on,
    }


def _claim_new(actor: Actor, made: list[tuple[PlannedRow, Item]]) -> None:
    steps = [_claim_step(actor, item.pk, ItemState.OPEN) for row, item in made if row.claims]
    ItemStep.objects.bulk_create(steps, batch_size=_BATCH)


def _claim_step(actor: Actor, item_id: int, before: str) -> ItemStep:
    return ItemStep(
        item_id=item_id, action="claim_by_ledger", label="台账申报", before=before,
        after=ItemState.CLAIMED, by_id=actor.user_id, by_name=actor.name, at=clock.now(),
    )  # fmt: skip


def _add_to_known(actor: Actor, rows: list[PlannedRow]) -> None:
    items = Item.objects.in_bulk([row.item_id for row in rows if row.item_id])
    had = recovered(items)
    for row in rows:
        item = items[row.item_id] if row.item_id else None
        if item is None:
            raise Conflict
        if row.adds_progress:
            told = row.draft.recovered
            more = told - had.get(item.pk, Decimal()) if told is not None else None
            _progress(actor, row, item.pk, more if more and more > 0 else None).save()
        if row.claims:
            before = item.state
            ITEM_STATES.move(item, "claim_by_ledger", **_claim_fields(actor, row))
            _claim_step(actor, item.pk, before).save()
        elif row.adds_progress and item.state == ItemState.OPEN:
            ITEM_STATES.move(item, "start")
